"""Every command in README and docs does what is said of it, or stands here with the reason why it is not run."""

import io
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.__main__ import _parser, main
from db.accounts import passwords
from db.keys import vault
from db.store.engine import engine
from meldcode.rollen import Role
from meldroute import USAGE
from tests.cheap_hashes import cheap_hashes
from tests.db import postgresql
from tests.deploy.commands import DOCUMENTS, WALKED, commands
from tests.deploy.wheel import ROOT
from tests.ui.conftest import EMAIL, PASSWORD, PATIENCE, _point_at, open_school

PYTHON = ".venv/bin/python -m db "
DATA = "/var/lib/meldroute/meldroute.sqlite"
KEYS_AT = "sleutels.bestuur.example/meldroute_sleutels?sslmode=verify-full"
NOW = "/opt/meldroute/nu/bin/meldroute"
PG, TLS = "postgresql+psycopg://", "meldroute?sslmode=verify-full"


@dataclass(frozen=True)
class Run:
    """How a command is run: with these for its capitals, what it must say, and in which place."""

    says: str
    status: int = 0
    empty: bool = False
    typed: str = ""


MAKE = "the test run itself, or longer"
ELSEWHERE = "a machine, an account or a site that a test does not have; the parts are tried by tests/db"
SERVER = "run by test_bijwerken.py or test_een_school.py on a machine that is played"
UNITS = "each timer is one that there is (test_units.py); systemd itself is asked of no machine that tests"
DUMPS = "run as they stand by tests/db/backup/test_by_postgresql.py"
IN_A_CONTAINER = "no container engine is asked of a machine that tests; deploy/README.md says what was tried"
TWO = "host=db1.school.example:5432&host=db2.school.example:5432&sslmode=verify-full"
VERDICTS: dict[str, Run | str] = {
    "make run": "started by test_wheel.py, as the command that it runs",
    "make test": MAKE,
    "make sweep": MAKE,
    "make torture": MAKE,
    f"{PYTHON}init": Run("De school is gemaakt", empty=True, typed="De Wilgen\n"),
    f"{PYTHON}backup DIR": Run("De back-up staat in"),
    f"{PYTHON}restore FILE": Run("Teruggezet: de back-up van", empty=True),
    f"{PYTHON}verify": Run("De Linde"),
    f"{PYTHON}verify --paper FILE": Run("Dit bestand is hier niet zo gemaakt", status=1),
    f"{PYTHON}verify --certificate FILE": "another name for --paper, run by test_certificate.py",
    f"{PYTHON}link E-MAIL": Run("Wachtwoord en tweede stap van deze beheerder zijn gewist."),
    f"{PYTHON}mail": Run("Mail staat uit", status=2),
    f"{PYTHON}bewaren": Run("Leerlingenlijsten gewist"),
    f"{PYTHON}check": Run("Rem op het raden", status=1),
    f"{PYTHON}export DIR": Run("De zip opent met dit wachtwoord"),
    f"{PYTHON}bestuur E-MAIL": Run("Dit account ziet voortaan de cijfers van"),
    f"{PYTHON}board-admin E-MAIL": Run("Deze beheerder maakt voortaan scholen"),
    f"{PYTHON}add-school NAAM": Run("De school is gemaakt."),
    f"{PYTHON}rotate-key": Run("Er is een nieuw sleutelbestand"),
    f"{PYTHON}move VAN NAAR": Run("De Linde"),
    f"{PYTHON}remove-school NAAM": Run("Hier is zij weggehaald op"),
    f"{PYTHON}upgrade --backup DIR": Run("De database is van de nieuwste versie."),
    f"{PYTHON}move-keys ADRES": Run("Verplaatst en nageteld"),
    "*/5 * * * * cd /opt/meldroute && .venv/bin/python -m db mail > /dev/null": "a line of cron, of the command above",
    "export MELDCODE_KEY_FILE=/etc/meldroute/meldroute.key": ELSEWHERE,
    f"export MELDCODE_DATABASE_URL='{PG}meldroute_owner:…@db.school.example/{TLS}'": ELSEWHERE,
    f"export MELDCODE_DATABASE_URL='{PG}meldroute:…@db.school.example/{TLS}'": ELSEWHERE,
    f"export MELDCODE_DATABASE_URL='{PG}meldroute:…@/meldroute?{TWO}'": "two servers, by tests/db/failover",
    f"{PYTHON}move sqlite:///data/meldroute.sqlite '{PG}meldroute@…/meldroute'": ELSEWHERE,
    f"{PYTHON}move-keys '{PG}meldroute_sleutels@…/meldroute_sleutels'": ELSEWHERE,
    f"export MELDCODE_KEY_STORE='{PG}meldroute_sleutels@…/meldroute_sleutels?sslmode=verify-full'": ELSEWHERE,
    f"meldroute db move-keys '{PG}meldroute_sleutels@{KEYS_AT}'": ELSEWHERE,
    f"MELDCODE_DATABASE_URL='{PG}meldroute_owner@db.bestuur.example/{TLS}' meldroute db init": ELSEWHERE,
    f"meldroute db move sqlite:///{DATA} '{PG}meldroute@db.bestuur.example/meldroute'": ELSEWHERE,
    "pg_dump --format=directory --jobs=2 --file=/mnt/backup/meldroute-dump meldroute": DUMPS,
    f"{PYTHON}backup --sleutels /mnt/sleutels": DUMPS,
    "createdb --owner=meldroute_owner meldroute": DUMPS,
    "pg_restore --jobs=2 --dbname=meldroute /mnt/backup/meldroute-dump": DUMPS,
    f"{PYTHON}restore --staat-er-al": DUMPS,
    "systemctl enable --now meldroute-mail.timer meldroute-backup.timer meldroute-bewaren.timer": UNITS,
    "systemctl enable --now meldroute-verify-snel.timer meldroute-verify.timer": UNITS,
    "set -a; . /etc/meldroute/meldroute.env; set +a": SERVER,
    f'MELDCODE_DATABASE_URL="$MELDROUTE_EIGENAAR" runuser -u meldroute -- {NOW} db restore BESTAND': (
        "run as the owner by tests/db/backup/test_terug_on_postgresql.py"
    ),
    "podman compose up --detach": IN_A_CONTAINER,
    "podman compose run --rm beheer init": IN_A_CONTAINER,
    "curl -sI https://meldroute.school.nl/inloggen | grep -i strict-transport-security": "asked by test_front.py",
    "curl -so /dev/null -w '%{http_code}\\n' https://meldroute.school.nl/": "asked by test_front.py",
    "curl -s https://meldroute.school.nl/gezondheid": "asked by test_front.py",
}
TRIED = ROOT / "docs" / "handleiding" / "server" / "back-up.md"
"""Its commands put a back-up back to see whether that works; they are run as they stand, each folder below another."""


def everywhere() -> list[str]:
    return [line for each in DOCUMENTS if each not in (WALKED, TRIED) for line in commands(each)]


def test_every_command_has_a_verdict_and_every_verdict_its_command() -> None:
    found = set(everywhere())
    assert len(found) > 20 and found - set(VERDICTS) == set(), "say in VERDICTS what it must do"
    assert set(VERDICTS) - found == set(), "no document says this any more"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of De Linde, in which the program works."""
    place = tmp_path / "data"
    place.mkdir(mode=0o700)
    _point_at(place, monkeypatch)
    vault._vault.cache_clear()
    with cheap_hashes():
        open_school(passwords.hash_password(PASSWORD))
    return place


def test_what_the_commands_say_is_what_happens(
    school: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kept, there = tmp_path / "kept", tmp_path / "there"
    (tmp_path / "paper").write_bytes(b"%PDF-1.7 something else")
    filled_in = {
        "DIR": str(kept),
        "FILE": str(kept),
        "E-MAIL": EMAIL[Role.BEHEERDER],
        "VAN": f"sqlite:///{school}/school.sqlite",
        "NAAM": "De Linde",
        "ADRES": postgresql.shared(tmp_path_factory).for_keys(),
        "NAAR": f"sqlite:///{there}/school.sqlite",
    }
    wrong = []
    for number, (command, verdict) in enumerate(VERDICTS.items()):
        if isinstance(verdict, str):
            continue
        arguments = [filled_in.get(each, each) for each in command.removeprefix(PYTHON).split()]
        if "--paper" in arguments:
            arguments[-1] = str(tmp_path / "paper")
        if "upgrade" in arguments:
            arguments[-1] = str(tmp_path / "before")
        if "add-school" in arguments:
            arguments[-1] = "De Eik"
        if "bestuur" in arguments:
            arguments[-1] = EMAIL[Role.BESTUUR]
        with monkeypatch.context() as patch:
            if verdict.empty:
                place = tmp_path / f"empty-{number}"
                place.mkdir(mode=0o700)
                _point_at(place, patch)
                if "restore" in arguments:
                    for each in school.glob("school.key*"):
                        shutil.copy(each, place)
            patch.setattr("sys.stdin", io.StringIO(verdict.typed))
            vault._vault.cache_clear()
            status = main(arguments)
            engine().dispose()
        said = "".join(capsys.readouterr())
        if status != verdict.status or verdict.says not in said:
            wrong.append((command, status, said[-300:]))
    assert not wrong, wrong


@pytest.mark.sweep
def test_a_back_up_is_tried_as_the_manual_says(school: Path, tmp_path: Path) -> None:
    for folder in ("mnt/backup", "mnt/sleutels", "media/kluis", "tmp"):
        (tmp_path / folder).mkdir(parents=True)
    backup, keys = tmp_path / "mnt/backup/meldroute", tmp_path / "mnt/sleutels/meldroute"
    assert main(["backup", str(backup), "--sleutels", str(keys)]) == 0
    for each in keys.iterdir():
        each.rename(each.with_name(each.name.replace("school.key", "meldroute.key")))
    shutil.copy(school / "school.key", tmp_path / "media/kluis/meldroute.key")
    engine().dispose()
    lines = commands(TRIED)
    assert len(lines) > 5 and lines[-1].startswith("rm -r ")
    script = re.sub(r"(?<=[ =/])/(tmp|mnt|media)/", rf"{tmp_path}/\1/", "\n".join(["set -e", *lines]))
    script = script.replace("python -m db", f"{sys.executable} -m db")
    done = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0 and "Teruggezet" in done.stdout, done
    assert not (tmp_path / "tmp" / "proef").exists()


def test_every_command_that_is_named_in_a_sentence_exists() -> None:
    """Also one in a sentence, here and on the screen: `python -m db …`, `meldroute …`, `make …`."""
    texts = {each: each.read_text(encoding="utf-8") for each in (*DOCUMENTS, *(ROOT / "docs" / "adr").glob("*.md"))}
    for package in ("db", "ui"):
        texts |= {each: each.read_text(encoding="utf-8") for each in (ROOT / package).rglob("*.py")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = {
        r"(?:python -m|meldroute) db ([a-z-]+)": set(_subcommands()),
        r"`make ([a-z]+)": set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)),
        r"`(?:meldroute|python -m meldroute) ([a-z]+)": set(re.findall(r"meldroute (\w+)", USAGE)),
    }
    for pattern, names in known.items():
        named = {(each.name, word) for each, text in texts.items() for word in re.findall(pattern, text)}
        assert len(named) > 1 and {each for each in named if each[1] not in names} == set(), pattern


def test_every_option_that_is_named_with_a_command_is_one_of_it() -> None:
    named = [
        (document.name, command, option)
        for document in DOCUMENTS
        for command, rest in _CALL.findall(document.read_text(encoding="utf-8"))
        for option in _OPTION.findall(rest)
    ]
    known = {name: set(parser._option_string_actions) for name, parser in _subcommands().items()}
    assert len(named) > 8 and [each for each in named if each[2] not in known[each[1]]] == []


_CALL = re.compile(r"(?:python -m|meldroute) db ([a-z-]+)([^`\n|#;]*)")
_OPTION = re.compile(r"(?<!\S)--[a-z-]+")


def _subcommands() -> dict[str, ArgumentParser]:
    return {
        name: each for action in _parser()._actions for name, each in (getattr(action, "choices", None) or {}).items()
    }
