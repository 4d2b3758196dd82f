"""``python -m db`` refusing: a sentence in Dutch, exit status 2, nothing changed, and never a traceback."""

import sqlite3
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from db.__main__ import main
from db.keys import vault
from db.practice import school as practice
from db.store import engine

INIT = ("init", "--school", "De Wilgen")
Ask = Callable[..., tuple[int, str]]


class AtTheKeyboard(StringIO):
    """Standard input: piped text, or a keyboard if a test says so."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/school.sqlite")
    monkeypatch.delenv("MELDCODE_KEY_FILE", raising=False)
    yield tmp_path
    engine.engine_for.cache_clear()


@pytest.fixture
def ask(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command line in this process; return the exit status and the output."""

    def run(*arguments: str, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", AtTheKeyboard(typed))
        capsys.readouterr()
        try:
            status = main(list(arguments))
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out + said.err

    assert place.exists()
    return run


@pytest.fixture
def with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make practice schools small: these tests are not about dossiers."""
    monkeypatch.setattr(practice, "CASES", practice.CASES[:2])


@pytest.mark.usefixtures("with_few")
def test_a_practice_school_never_lands_in_the_default_place_of_a_real_one(
    ask: Ask, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty variable counts as unset: that is how a service file says "nothing"."""
    monkeypatch.setenv("MELDCODE_DATABASE_URL", "")
    assert ask("practice")[0] == 0
    assert sorted(file.name for file in (place / "data").iterdir() if "-" not in file.name) == [
        "oefenschool.key",
        "oefenschool.key.dossiers.sqlite",
        "oefenschool.sqlite",
    ]


@pytest.mark.usefixtures("with_few")
def test_two_databases_without_a_key_file_named_have_two_keys(
    ask: Ask, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(*INIT)[0] == 0
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/oefenen.sqlite")
    assert ask("practice")[0] == 0
    assert (place / "school.key").read_text() != (place / "oefenen.key").read_text()


@pytest.mark.parametrize("command", [INIT, ("practice",), ("upgrade",), ("verify",)], ids=lambda each: each[0])
def test_a_file_that_is_no_database_is_left_alone_by(command: tuple[str, ...], ask: Ask, place: Path) -> None:
    letter = "Dit is een brief, en geen database. " * 100
    (place / "school.sqlite").write_text(letter)
    (place / "school.key").write_text("ab" * 32)
    (place / "school.key").chmod(0o600)
    status, said = ask(*command)
    assert status == 2 and "is beschadigd" in said and "Traceback" not in said
    assert (place / "school.sqlite").read_text() == letter


@pytest.mark.parametrize("command", [("practice",), ("upgrade",), ("verify",)], ids=lambda each: each[0])
def test_without_its_key_file_nothing_is_touched_by(command: tuple[str, ...], ask: Ask, place: Path) -> None:
    ask(*INIT)
    (place / "school.key").unlink()
    engine.engine_for.cache_clear()
    vault._vault.cache_clear()  # as in a new process
    status, said = ask(*command)
    assert status == 2 and ("school.key" in said or "echte school" in said)
    assert not (place / "school.key").exists()


def test_a_locked_database_is_waited_for_and_then_said_to_be_busy(
    ask: Ask, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(*INIT)
    engine.engine_for.cache_clear()
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "busy_timeout=100"))
    other = sqlite3.connect(place / "school.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    status, said = ask("upgrade")
    other.close()
    assert status == 2 and "bezet door een ander programma" in said


def test_a_database_of_a_newer_version_is_not_touched(ask: Ask, place: Path) -> None:
    ask(*INIT)
    with sqlite3.connect(place / "school.sqlite") as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    status, said = ask("upgrade")
    assert status == 2 and "nieuwere versie" in said
    assert ask("verify")[0] == 2


def test_a_place_that_cannot_be_made_is_named(ask: Ask, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "file").write_text("")
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/file/school.sqlite")
    status, said = ask(*INIT)
    assert status == 2 and "niet te openen of te maken" in said


@pytest.mark.parametrize("url", ["onzin", "nietbekend://ergens/iets"])
def test_an_address_that_is_none_is_refused(url: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MELDCODE_DATABASE_URL", url)
    assert ask(*INIT)[0] == 2


@pytest.mark.parametrize("school", ["  ", "x" * 121, "\x07"])
def test_a_name_that_will_not_do_makes_no_school(ask: Ask, place: Path, school: str) -> None:
    assert ask("init", "--school", school)[0] == 2
    assert list(place.iterdir()) == []
    assert ask(*INIT)[0] == 0


def test_an_init_that_was_cut_off_can_be_done_again(ask: Ask, place: Path) -> None:
    (place / "school.sqlite").touch()
    assert ask(*INIT)[0] == 0


def test_upgrade_and_verify_say_when_there_is_nothing_yet(ask: Ask, place: Path) -> None:
    assert ask("upgrade") == (2, "Er is nog geen database. Maak de school met: python -m db init\n")
    assert ask("verify") == (2, "Er is nog geen school om na te lezen.\n")
    assert list(place.iterdir()) == []


def test_a_practice_school_that_was_interrupted_says_what_to_do(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_anything: object, **_more: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(practice, "make", interrupted)
    status, said = ask("practice")
    assert status == 2 and "begin opnieuw" in said


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("init", "-h"), ("practice", "--help"), ("practice", "--dossiers", "veel"), ("maak",), ()],
)
def test_what_it_says_about_itself_is_dutch(arguments: tuple[str, ...], ask: Ask) -> None:
    status, said = ask(*arguments)
    assert status == (0 if "-h" in str(arguments) else 2) and "gebruik: python -m db" in said
    assert not {"usage", "options", "error", "show", "required", "invalid", "positional"} & set(said.split())
