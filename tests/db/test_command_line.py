"""The administrator's command line: it does what it says, or refuses in a sentence."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ask(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Run ``python -m db`` on a place of its own; gives exit status and what was said."""
    place = {
        "MELDCODE_DATABASE_URL": f"sqlite:///{tmp_path}/school.sqlite",
        "MELDCODE_KEY_FILE": f"{tmp_path}/school.key",
    }

    def run(*arguments: str, typed: str = "", **environment: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "db", *arguments],
            cwd=ROOT,
            env={**os.environ, **place, **environment},
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    return run


INIT = ("init", "--school", "De Wilgen")


def test_init_makes_a_school_once_and_practice_stays_out_of_it(ask) -> None:  # type: ignore[no-untyped-def]
    status, said = ask(*INIT)
    assert status == 0 and "Eerste beheerder maken" in said and "werkt één keer" in said
    status, said = ask("practice")
    assert status == 2 and "echte school" in said


def test_init_asks_for_no_password_and_makes_no_account(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert ask(*INIT)[0] == 0
    with sqlite3.connect(tmp_path / "school.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone() == (0,)


def test_a_link_is_made_for_a_beheerder_and_for_nobody_else(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("link", "bea@dewilgen.example") == (2, "Er is nog geen school.\n")
    assert ask("practice")[0] == 0
    for other in ("noor@oefenschool.example", "niemand@oefenschool.example"):
        status, said = ask("link", other)
        assert status == 2 and "niet het e-mailadres van een beheerder" in said
    status, said = ask("link", " BEA@oefenschool.example")
    assert status == 0 and "/inloggen/link" in said


def test_an_account_of_the_bestuur_is_given_schools_by_name(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("bestuur", "bess@oefenschool.example") == (2, "Er is nog geen school.\n")
    assert ask("practice")[0] == 0
    school = "Oefenschool De Regenboogbrug"
    assert ask("bestuur", "bess@oefenschool.example", school) == (
        0,
        f"Dit account ziet voortaan de cijfers van: {school}.\n",
    )
    for email, name in (("dick@oefenschool.example", school), ("bess@oefenschool.example", "De Wilgen")):
        status, said = ask("bestuur", email, name)
        assert status == 2 and "Er is niets veranderd" in said


def test_practice_is_made_once_and_init_stays_out_of_it(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("practice")[0] == 0
    status, said = ask("practice")
    assert status == 2 and "staat de oefenschool al" in said
    assert ask(*INIT)[0] == 2


def test_a_key_that_does_not_belong_is_refused_without_a_traceback(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "school.key").write_text("dit is geen sleutel")
    status, said = ask("practice")
    assert status == 2 and "sleutelbestand" in said and "Traceback" not in said


def test_nothing_asked_is_answered_with_the_commands(ask) -> None:  # type: ignore[no-untyped-def]
    assert "init" in ask("--help")[1] and "practice" in ask("--help")[1]
