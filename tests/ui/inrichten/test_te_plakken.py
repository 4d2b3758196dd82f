"""The lines to paste on a server: each command, unit and file in them is one that there is."""

import re
from pathlib import Path

from ui.inrichten import te_plakken

ROOT = Path(__file__).parents[3]
LINES = {each.name: each.read_text(encoding="utf-8") for each in te_plakken._HERE.iterdir()}


def test_each_command_is_one_of_db_and_each_unit_is_in_deploy() -> None:
    known = (ROOT / "db" / "__main__.py").read_text(encoding="utf-8")
    commands = {found for text in LINES.values() for found in re.findall(r"-m db (\w+)", text)}
    assert commands == {"mail", "backup", "verify", "bewaren"} and not [
        each for each in commands if f'"{each}"' not in known
    ]
    units = {found for text in LINES.values() for found in re.findall(r"meldroute-[a-z-]+(?:\.timer)?", text)}
    there = {each.name for each in (ROOT / "deploy" / "systemd").iterdir()}
    assert units and not [each for each in units if not {each, f"{each}.service"} & there]


def test_every_file_is_shown_somewhere_and_all_that_is_shown_is_there() -> None:
    sources = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "ui" / "inrichten").glob("*.py"))
    assert set(re.findall(r'te_plakken\.show\(\s*"([\w.]+)"', sources)) == set(LINES)
