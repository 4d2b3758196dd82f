"""``python -m db`` for a board with several schools: making one, who makes them, moving one away and removing it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.__main__ import main
from db.accounts import one_time_codes, sign_in
from db.store.engine import engine
from tests.cheap_hashes import cheap_hashes

Ask = Callable[..., tuple[int, str]]
PASSWORD = "fluitketel-op-de-zolder-37"


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    """Run the command line where De Wilgen is, with a beheerder; return the exit status and the output."""
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/school.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = main(list(arguments))
        engine().dispose()
        said = capsys.readouterr()
        return status, said.out + said.err

    assert run("add-school", "De Wilgen") == (
        2,
        "Er is hier nog geen echte school. Maak de eerste met: python -m db init\n",
    )
    gets_in(run("init", "--school", "De Wilgen"), "bea@wilgen.example")
    yield run
    engine().dispose()


def gets_in(told: tuple[int, str], email: str) -> None:
    """The first beheerder uses the code that was printed."""
    status, said = told
    code = re.search(r"\n    (\S+)\n", said)
    assert status == 0 and code, said
    with cheap_hashes():
        # The command line reads the clock of the machine.
        one_time_codes.make_first_account(
            code[1], "Bea Willems", email, PASSWORD, datetime.now(UTC).replace(tzinfo=None)
        )
    engine().dispose()


def test_a_school_is_made_and_its_name_is_given_once(ask: Ask) -> None:
    gets_in(ask("add-school", "De Eik"), "joke@eik.example")
    assert ask("add-school", "de eik") == (
        2, "Er is al een school die de eik heet. Kies een naam die haar onderscheidt.\n"
    )  # fmt: skip
    status, said = ask("add-school", " ")
    assert status == 2 and "Geef de school een naam" in said
    assert "De Eik: alles klopt" in ask("verify")[1]


def test_who_makes_schools_is_said_and_taken_back(ask: Ask) -> None:
    assert ask("board-admin", "bea@wilgen.example") == (
        0, "Deze beheerder maakt voortaan scholen, bij Beheer onder Scholen.\n"
    )  # fmt: skip
    assert ask("board-admin", "bea@wilgen.example", "--niet-meer") == (0, "Deze beheerder maakt geen scholen meer.\n")
    status, said = ask("board-admin", "wie@wilgen.example")
    assert status == 2 and "niet het e-mailadres van een beheerder" in said


def test_a_school_is_moved_away_and_removed_with_its_proof(ask: Ask, tmp_path: Path) -> None:
    gets_in(ask("add-school", "De Eik"), "joke@eik.example")
    status, said = ask("remove-school", "De Eik")
    assert (status, said) == (2, "De Eik is niet verhuisd. Doe eerst: python -m db move. Er is niets weggehaald.\n")
    there = ("--sleutel", f"{tmp_path}/there.key", "--school", "De Eik")
    status, said = ask("move", f"sqlite:///{tmp_path}/school.sqlite", f"sqlite:///{tmp_path}/there.sqlite", *there)
    assert status == 0 and "Verhuisd en nageteld: De Eik (0 dossiers" in said, said
    assert ask("remove-school", "De Eik", "--blijft") == (
        0, "De Eik blijft hier. Wie er een account heeft, kan weer inloggen.\n"
    )  # fmt: skip
    assert ask("remove-school", "De Eik")[0] == 2
    again = ("--sleutel", f"{tmp_path}/again.key", "--school", "De Eik")
    assert ask("move", f"sqlite:///{tmp_path}/school.sqlite", f"sqlite:///{tmp_path}/again.sqlite", *again)[0] == 0
    proof = tmp_path / "bewijs.json"
    status, said = ask("remove-school", "De Eik", "--bewijs", str(proof))
    assert status == 0 and "Hier is zij weggehaald op" in said and f"Het bewijs staat in {proof}" in said
    assert proof.stat().st_mode & 0o077 == 0
    status, said = ask("verify")
    assert status == 0 and "De Wilgen: alles klopt" in said and "De Eik is op" in said and "De Eik: " not in said
    assert ask("verify", "--paper", str(proof))[0] == 0
    proof.write_text(proof.read_text().replace("De Eik", "De Beuk"))
    status, said = ask("verify", "--certificate", str(proof))
    assert status == 1 and "daarna veranderd" in said
    with sqlite3.connect(tmp_path / "school.sqlite") as connection:
        assert connection.execute("SELECT naam FROM school").fetchall() == [("De Wilgen",)]


def test_a_beheerder_who_has_an_account_there_gets_a_link_for_the_school_that_came_alone(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gets_in(ask("add-school", "De Eik"), "bea@wilgen.example")
    at = f"sqlite:///{tmp_path}/school.sqlite"
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/there.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/there.key")
    gets_in(ask("init", "--school", "De Linde"), "bea@wilgen.example")
    status, said = ask("move", at, f"sqlite:///{tmp_path}/there.sqlite", "--school", "De Eik")
    assert status == 0 and "een andere school: bea@wilgen.example." in said
    assert "python -m db link E-MAIL --school NAAM" in said
    status, said = ask("link", "bea@wilgen.example", "--school", "De Beuk")
    assert status == 2 and "niet het e-mailadres van een beheerder van De Beuk" in said
    status, said = ask("link", "bea@wilgen.example", "--school", "De Eik")
    (code,) = re.findall(r"\n    (\S+)\n", said)
    found = one_time_codes.holder(code, datetime.now(UTC).replace(tzinfo=None))
    assert status == 0 and found and found.school == "De Eik"
    with cheap_hashes():
        moment = datetime.now(UTC).replace(tzinfo=None)
        assert sign_in.with_password("bea@wilgen.example", PASSWORD, moment).is_half, "that of De Linde is as it was"
    engine().dispose()


def test_the_proof_is_not_written_over_another_file(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "brief").write_text("iets anders")
    status, said = ask("remove-school", "De Wilgen", "--bewijs", str(tmp_path / "brief"))
    assert status == 2 and "Dit bestand is er al" in said and (tmp_path / "brief").read_text() == "iets anders"
