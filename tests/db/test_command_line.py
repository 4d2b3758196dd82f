"""The administrator's command line: it does what it says, or refuses in a sentence."""

import os
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


INIT = ("init", "--school", "De Wilgen", "--naam", "Bea Kok", "--email", "bea@dewilgen.example")


def test_init_makes_a_school_once_and_practice_stays_out_of_it(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask(*INIT, typed="een-lang-wachtwoord\n")[0] == 0
    assert ask(*INIT, typed="een-lang-wachtwoord\n") == (
        2,
        "In deze database staat al een school. Er is niets veranderd.\n",
    )
    status, said = ask("practice")
    assert status == 2 and "echte school" in said


def test_init_refuses_a_short_password_and_makes_nothing(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    status, said = ask(*INIT, typed="kort\n")
    assert status == 2 and "ten minste 12 tekens" in said
    assert list(tmp_path.iterdir()) == []


def test_practice_is_made_once_and_init_stays_out_of_it(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("practice")[0] == 0
    status, said = ask("practice")
    assert status == 2 and "staat de oefenschool al" in said
    assert ask(*INIT, typed="een-lang-wachtwoord\n")[0] == 2


def test_a_key_that_does_not_belong_is_refused_without_a_traceback(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "school.key").write_text("dit is geen sleutel")
    status, said = ask("practice")
    assert status == 2 and "sleutelbestand" in said and "Traceback" not in said


def test_nothing_asked_is_answered_with_the_commands(ask) -> None:  # type: ignore[no-untyped-def]
    assert "init" in ask("--help")[1] and "practice" in ask("--help")[1]
