"""The systemd units: who they are, what they may not, and that the settings they read are all that they need."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from db.store import settings
from tests.deploy.commands import DOCUMENTS
from tests.deploy.wheel import ROOT

UNITS = ROOT / "deploy" / "systemd"
FOR_ALL = UNITS / "meldroute-.service.d" / "dicht.conf"
SERVICES = (
    "meldroute-server.service",
    "meldroute-mail.service",
    "meldroute-backup.service",
    "meldroute-bewaren.service",
    "meldroute-verify-snel.service",
    "meldroute-verify.service",
)
# What a unit may not do, by hand: taken out, it could read, write or gain what it does not need.
TIGHT = {
    "User": "meldroute",
    "StateDirectory": "meldroute",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "ProtectProc": "invisible",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "MemoryDenyWriteExecute": "yes",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
}
WRITES_ELSEWHERE = {"meldroute-backup.service": ["/var/backups/meldroute"]}
MAY_GO_OUT = {"meldroute-mail.service"}
STARTS = {
    "meldroute-server.service": "/opt/meldroute/nu/bin/meldroute run",
    "meldroute-mail.service": "/opt/meldroute/nu/bin/meldroute db mail",
    "meldroute-backup.service": "/opt/meldroute/nu/bin/meldroute db backup ${MELDROUTE_BACKUPS}",
    "meldroute-bewaren.service": "/opt/meldroute/nu/bin/meldroute db bewaren",
    "meldroute-verify-snel.service": "/opt/meldroute/nu/bin/meldroute db verify --snel",
    "meldroute-verify.service": "/opt/meldroute/nu/bin/meldroute db verify",
}
# When each timer starts its service, and whether one that was missed is made up for, by hand.
WHEN = {
    "meldroute-mail": ("*:0/5", False),
    "meldroute-bewaren": ("*-*-* 01:30:00", True),
    "meldroute-backup": ("*-*-* 02:30:00", True),
    "meldroute-verify-snel": ("*-*-* 03:30:00", True),
    "meldroute-verify": ("Sat *-*-* 05:00:00", True),
}
MOST_EXPOSED = 20  # tenths of what systemd-analyze calls the exposure


def said(*files: Path) -> dict[str, list[str]]:
    """Every setting in these files, with its values in order."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", "\n".join(file.read_text() for file in files), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def test_no_unit_may_more_than_it_needs() -> None:
    assert {each.name for each in UNITS.glob("*.service")} == set(SERVICES) == set(STARTS)
    for name in SERVICES:
        settings = said(FOR_ALL, UNITS / name)
        wrong = {key: settings.get(key) for key, value in TIGHT.items() if settings.get(key) != [value]}
        assert not wrong, (name, wrong)
        assert settings.get("ReadWritePaths", []) == WRITES_ELSEWHERE.get(name, []), name
        assert settings.get("IPAddressDeny", []) == ([] if name in MAY_GO_OUT else ["any"]), name
        assert settings["SystemCallFilter"][0] == "@system-service" and settings["SystemCallFilter"][1].startswith("~@")
        assert settings["ExecStart"] == [STARTS[name]]


def test_each_timer_has_its_service_and_what_was_missed_at_night_is_done_later() -> None:
    timers = {each.stem: said(each) for each in UNITS.glob("*.timer")}
    assert {f"{name}.service" for name in timers} == set(SERVICES) - {"meldroute-server.service"}
    found = {name: (said["OnCalendar"][0], said.get("Persistent") == ["yes"]) for name, said in timers.items()}
    assert found == WHEN


def test_what_the_documents_and_the_updating_name_is_there_and_no_timer_stays_off_after_it() -> None:
    update = ROOT / "deploy" / "bijwerken"
    texts = {each: each.read_text(encoding="utf-8") for each in (*DOCUMENTS, update)}
    named = {name for text in texts.values() for name in re.findall(r"meldroute-[a-z-]+\.(?:timer|service)", text)}
    assert named - {each.name for each in UNITS.iterdir()} == set()
    started = re.search(r"for unit in (.*?); do", texts[update], re.DOTALL)
    assert started and set(started[1].replace("\\", "").split()) == {
        "meldroute-server.service", *(each.name for each in UNITS.glob("*.timer"))
    }  # fmt: skip


def test_what_goes_over_all_schools_goes_after_people_and_may_take_as_long_as_it_has() -> None:
    """Without a limit of its own; cut off by it, it goes on where it was (tests/db/upkeep/test_nights.py)."""
    for name, most in (("meldroute-verify-snel", "6h"), ("meldroute-verify", "36h")):
        settings = said(FOR_ALL, UNITS / f"{name}.service")
        assert (settings["Nice"], settings["TimeoutStartSec"]) == (["10"], [most])


def test_the_settings_say_where_data_keys_and_back_ups_are_each_apart() -> None:
    settings = said(UNITS / "meldroute.env")
    database, key, kept = (
        settings[name][0] for name in ("MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE", "MELDROUTE_BACKUPS")
    )
    folders = [Path(database.removeprefix("sqlite:///")).parent, Path(key).parent, Path(kept)]
    assert len(set(folders)) == 3 and all(each.is_absolute() for each in folders)
    (state,) = said(FOR_ALL)["WorkingDirectory"]
    assert folders[0] == Path(state) and folders[1].is_relative_to(state)
    assert [str(folders[2])] == said(UNITS / "meldroute-backup.service")["ReadWritePaths"]


@pytest.mark.sweep
def test_systemd_reads_every_unit_and_calls_each_well_shut(tmp_path: Path) -> None:
    place = tmp_path / "etc" / "systemd" / "system"
    shutil.copytree(UNITS, place)
    for name in SERVICES:
        asked = ["systemd-analyze", "security", "--offline=true", f"--root={tmp_path}", "--no-pager"]
        done = subprocess.run([*asked, f"--threshold={MOST_EXPOSED}", name], capture_output=True, text=True)
        assert done.returncode == 0, f"{name}: {done.stdout[-2000:]}{done.stderr}"
        assert "Unknown" not in done.stderr and "Failed to parse" not in done.stderr, done.stderr
        assert "Overall exposure level" in done.stdout
    (place / "meldroute-.service.d" / "dicht.conf").unlink()
    done = subprocess.run([*asked, f"--threshold={MOST_EXPOSED}", SERVICES[0]], capture_output=True, text=True)
    assert done.returncode != 0, "the drop-in is what shuts them"


def test_the_master_key_may_be_a_credential_of_the_name_that_meldroute_looks_for() -> None:
    """It is beside the units and holds for none of them, until somebody puts it there."""
    assert said(UNITS / "sleutel.conf") == {"LoadCredential": [f"{settings._CREDENTIAL}:/etc/meldroute/meldroute.key"]}
