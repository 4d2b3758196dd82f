"""`docs/beheer/een-school.md`, walked as it stands: every command of it, on a machine that is played."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from meldcode.versie import VERSIE
from tests.deploy.commands import WALKED, commands
from tests.deploy.machine import Machine
from tests.deploy.test_bijwerken import NEXT, answers
from tests.deploy.wheel import built
from tests.processes import running
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE

PLACES = r"(?<![\w.])/(opt/meldroute|etc|var|usr/local/sbin|media)(?=/| |$)"
STUBS = ("apt-get", "useradd", "nginx")
"""Played, for a test may not install packages and make users."""
FOLDERS = (
    "usr/local/sbin",
    "etc/systemd/system",
    "etc/nginx/conf.d",
    "var/lib",
    "var/backups",
    "media/sleutels",
    "given",
)
WINDOWS = "python -m venv meldroute"
"""The first command that is for Windows and macOS, which were not tried."""
CLONE = ".venv/bin/python -m db upgrade --backup /var/backups/meldroute"
pytestmark = pytest.mark.sweep


@pytest.fixture
def machine(tmp_path: Path, wheel: Path) -> Iterator[Machine]:
    made = Machine(tmp_path, running.free_port())
    for name in STUBS:
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\necho {name} "$@" >> {made.asked}\n')
        (tmp_path / "bin" / name).chmod(0o755)
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "given" / wheel.name).symlink_to(wheel)
    yield made
    made.ends()


def here(line: str, place: Path) -> str:
    """The command with every place below this folder, and without the users that only a server has."""
    moved = re.sub(PLACES, lambda found: f"{place}/{found[1].replace('opt/meldroute', 'huis')}", line)
    moved = re.sub(r" -[og] meldroute\b", "", moved)
    return f"{moved} || test $? = 1" if line.endswith("db check") else moved  # 1: of a new school much is not in order


def runs(machine: Machine, lines: list[str], typed: str = "") -> str:
    """Run these commands in one shell, as root would; what they printed."""
    names = machine.environment()
    names["PATH"] = f"{machine.place}/usr/local/sbin:{names['PATH']}"
    names["MELDROUTE_INSTELLINGEN"] = str(machine.place / "etc/meldroute/meldroute.env")
    script = "\n".join(["set -e", *(here(line, machine.place) for line in lines)])
    at, shell = machine.place / "given", ["sh", "-c", script]
    done = subprocess.run(shell, cwd=at, env=names, input=typed, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, (script, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def test_the_page_is_walked_from_an_empty_machine_to_an_upgrade_and_back(machine: Machine, tmp_path: Path) -> None:
    lines = commands(WALKED)
    install = lines.index("meldroute-bijwerken meldroute-*.whl")
    upgrade = lines.index("meldroute-bijwerken meldroute-*.whl", install + 1)
    assert lines[upgrade + 1 : upgrade + 4] == ["meldroute-bijwerken --terug", CLONE, WINDOWS]

    machine.data = tmp_path / "var/lib/meldroute"
    assert f"Versie {VERSIE} is geïnstalleerd" in runs(machine, lines[: install + 1])
    settings = tmp_path / "etc/meldroute/meldroute.env"
    settings.write_text(re.sub(r"(?<==)(sqlite:///)?/(?=var/)", rf"\1{tmp_path}/", settings.read_text()))

    said = runs(machine, lines[install + 1 : upgrade], typed="De Wilgen\n")
    assert "De school is gemaakt" in said and "De kopie van de dossiersleutels staat in" in said
    until(lambda: answers(machine.port), seconds=PATIENCE)
    assert {each.suffix for each in (tmp_path / "var/backups/meldroute").iterdir()} == {".backup"}
    assert len(list((tmp_path / "media/sleutels").iterdir())) == 2

    (given,) = (tmp_path / "given").iterdir()
    given.unlink()
    (tmp_path / "given" / f"meldroute-{NEXT}-py3-none-any.whl").symlink_to(built(tmp_path, NEXT))
    assert f"Meldroute draait met versie {NEXT}" in runs(machine, [lines[upgrade]])
    assert "Meldroute draait weer met" in runs(machine, [lines[upgrade + 1]])
    assert machine.version == VERSIE and answers(machine.port)
    asked = machine.asked.read_text()
    assert "enable --now meldroute-server.service meldroute-backup.timer" in asked and "nginx -t" in asked
