"""``python -m db``, the administrator's command line: it does what it says, or refuses with a sentence."""

import io
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.__main__ import main
from db.practice import school
from db.store import voortgang
from db.store.engine import engine

Ask = Callable[..., tuple[int | str | None, str]]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    """Run ``python -m db`` in a folder of its own; return the exit status and the output."""
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/school.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")

    def run(*arguments: str, typed: str = "", **environment: str) -> tuple[int | str | None, str]:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO(typed))
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                status: int | str | None = main(list(arguments))
            except SystemExit as ended:
                status = ended.code
            finally:
                engine().dispose()
        said = capsys.readouterr()
        return status, said.out + said.err

    yield run
    engine().dispose()


@pytest.fixture
def with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make practice schools small: these tests are not about dossiers."""
    monkeypatch.setattr(school, "CASES", school.CASES[:2])


INIT = ("init", "--school", "De Wilgen")


def test_init_makes_a_school_once_and_practice_stays_out_of_it(ask: Ask) -> None:
    status, said = ask(*INIT)
    assert status == 0 and "Eerste beheerder maken" in said and "werkt één keer" in said
    status, said = ask("practice")
    assert status == 2 and "echte school" in said


def test_the_name_of_a_school_that_was_pasted_is_kept_as_it_reads(ask: Ask, tmp_path: Path) -> None:
    assert ask("init", "--school", "De\xa0Wil\u200bgen\x0bLocatie\u00ad Zuid ")[0] == 0
    with sqlite3.connect(tmp_path / "school.sqlite") as connection:
        assert connection.execute("SELECT naam FROM school").fetchall() == [("De Wilgen Locatie Zuid",)]


def test_init_asks_for_no_password_and_makes_no_account(ask: Ask, tmp_path: Path) -> None:
    assert ask(*INIT)[0] == 0
    with sqlite3.connect(tmp_path / "school.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone() == (0,)


@pytest.mark.usefixtures("with_few")
def test_a_link_is_made_for_a_beheerder_and_for_nobody_else(ask: Ask) -> None:
    assert ask("link", "bea@dewilgen.example") == (2, "Er is nog geen school.\n")
    assert ask("practice")[0] == 0
    for other in ("noor@oefenschool.example", "niemand@oefenschool.example"):
        status, said = ask("link", other)
        assert status == 2 and "niet het e-mailadres van een beheerder" in said
    status, said = ask("link", " BEA@oefenschool.example")
    assert status == 0 and "/inloggen/link" in said


@pytest.mark.usefixtures("with_few")
def test_an_account_of_the_bestuur_is_given_schools_by_name(ask: Ask) -> None:
    assert ask("bestuur", "bess@oefenschool.example") == (2, "Er is nog geen school.\n")
    assert ask("practice")[0] == 0
    name = "Oefenschool De Regenboogbrug"
    assert ask("bestuur", "bess@oefenschool.example", name) == (
        0,
        f"Dit account ziet voortaan de cijfers van: {name}.\n",
    )
    for email, other in (("dick@oefenschool.example", name), ("bess@oefenschool.example", "De Wilgen")):
        status, said = ask("bestuur", email, other)
        assert status == 2 and "Er is niets veranderd" in said


def test_practice_is_made_once_and_init_stays_out_of_it(ask: Ask) -> None:
    assert ask("practice")[0] == 0
    status, said = ask("practice")
    assert status == 2 and "staat de oefenschool al" in said
    assert ask(*INIT)[0] == 2


def test_a_key_that_does_not_belong_is_refused_without_a_traceback(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "school.key").write_text("dit is geen sleutel")
    status, said = ask("practice")
    assert status == 2 and "sleutelbestand" in said and "Traceback" not in said


def test_nothing_asked_is_answered_with_the_commands(ask: Ask) -> None:
    assert "init" in ask("--help")[1] and "practice" in ask("--help")[1]


# What each command may take long for is named by its bars; the others are done at once.
BARS = {
    "practice": ["Oefenschool"],
    "verify": ["Bestanden", "Oefenschool De Regenboogbrug"],
    "upgrade": ["Bijwerken"],
    "backup": ["Back-up"],
    "export": ["Meenemen"],
    "restore": ["Terugzetten"],
    "move": ["Verhuizen"],
    "remove-school": ["Weghalen"],
    "check": ["Nagaan"],
    "mail": ["Mailen"],
    "bewaren": ["Bewaren"],
}
NO_SERVER = {
    "HOST": "localhost", "POORT": "9", "BEVEILIGING": "starttls", "AFZENDER": "m@school.example",
    "ADRES": "https://m.school.example",
}  # fmt: skip
AT_ONCE = {"init", "link", "bestuur", "board-admin", "add-school", "rotate-key"}


@pytest.mark.usefixtures("with_few")
def test_every_command_that_may_take_long_shows_how_far_it_is_and_is_quiet_in_a_log(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {word for line in ask("--help")[1].splitlines() if (word := line.strip().split(" ")[0])}
    assert BARS.keys() | AT_ONCE <= known and len(BARS) + len(AT_ONCE) == 17, "a command without a verdict here"
    elsewhere = f"sqlite:///{tmp_path}/elders/school.sqlite"
    given: dict[str, tuple[str, ...]] = {"backup": (f"{tmp_path}/kept",), "export": (f"{tmp_path}/zip",)}
    given |= {"move": (f"sqlite:///{tmp_path}/school.sqlite", elsewhere)}
    for is_terminal in (True, False):
        monkeypatch.setattr(voortgang, "somebody_looks_on", lambda is_terminal=is_terminal: is_terminal)
        for name, bars in BARS.items():
            if (
                name in ("restore", "remove-school")
                or not is_terminal
                and name in ("practice", "backup", "export", "move")
            ):
                continue
            around = {f"MELDCODE_SMTP_{one}": value for one, value in NO_SERVER.items()} if name == "mail" else {}
            said = ask(name, *given.get(name, ()), **around)[1]
            shown = [each for each in bars if f"{each}: " in said and "100%" in said]
            assert shown == (bars if is_terminal else []), f"{name}: {said}"
    for each in ("school.sqlite", "school.sqlite-wal", "school.sqlite-shm"):
        (tmp_path / each).unlink(missing_ok=True)
    monkeypatch.setattr(voortgang, "somebody_looks_on", lambda: True)
    said = ask("restore", str(tmp_path / "kept"))[1]
    assert "Terugzetten: 100%" in said, said
    assert ask("move", f"sqlite:///{tmp_path}/school.sqlite", f"sqlite:///{tmp_path}/ginds/school.sqlite")[0] == 0
    said = ask("remove-school", "Oefenschool De Regenboogbrug")[1]
    assert "Weghalen: 100%" in said, said
