"""The wheel: it holds the program and nothing else, asks for the libraries as they are pinned, and starts anywhere."""

import os
import re
import subprocess
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

import meldroute
from db.accounts.passwords import PRACTICE_PASSWORD
from db.store.settings import Settings
from meldcode.versie import VERSIE
from tests.deploy.wheel import PACKED, ROOT
from tests.processes import running
from tests.ui.conftest import Linde, Server
from tests.ui.tab import Tab

PROGRAM = ("app.py", "meldroute.py", "pages", "ui", "papers", "db", "meldcode", "docs/handleiding", ".streamlit")
PROOF = (  # by hand: one of each kind of file that a program cannot do without
    "meldroute.pth",
    "meldroute/app.py",
    "meldroute/pages/main.py",
    "meldroute/.streamlit/config.toml",
    "meldroute/db/migrations/versions/0001_the_first_tables.py",
    "meldroute/ui/static/inloggen.html",
    "meldroute/ui/static/letter.woff2",
    "meldroute/papers/belkaart.typ",
    "meldroute/papers/fonts/MeldrouteSans.ttf",
    "meldroute/docs/handleiding/beginnen/acuut-gevaar.md",
    "meldroute/docs/handleiding/beeld/ib_er-start.jpeg",
    "meldroute/deploy/bijwerken",
    "meldroute/deploy/requirements.txt",
    "meldroute/deploy/systemd/meldroute-.service.d/dicht.conf",
)


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as packed:
        return set(packed.namelist())


def of_the_program() -> set[str]:
    files = [ROOT / each for each in PROGRAM if (ROOT / each).is_file()]
    files += [file for each in PROGRAM for file in (ROOT / each).rglob("*") if file.is_file()]
    return {f"meldroute/{each.relative_to(ROOT).as_posix()}" for each in files if "__pycache__" not in each.parts}


def test_it_holds_every_file_of_the_program_and_none_of_its_tests(wheel: Path) -> None:
    found = names(wheel)
    assert set(PROOF) <= found and len(of_the_program()) > 400
    assert of_the_program() <= found, "name it in pyproject.toml, force-include"
    others = {each for each in found - of_the_program() if not each.startswith("meldroute-")}
    assert {each for each in others if not each.startswith("meldroute/deploy/")} == {"meldroute.pth"}
    assert set(PACKED) >= set(PROGRAM)


def test_it_asks_for_every_library_of_requirements_in_as_it_is_pinned_and_no_other(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        said = Parser().parsestr(packed.read(f"meldroute-{VERSIE}.dist-info/METADATA").decode())
    named = re.findall(r"^\w[^#\n]*", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)

    def key(line: str) -> str:
        return re.sub(r"[\s'\"]", "", line).lower().replace("_", "-")

    assert sorted(map(key, said.get_all("Requires-Dist"))) == sorted(map(key, named)) and len(named) > 30
    assert "pytest" not in str(said), "what checks is not installed at a school"
    assert said["Version"] == VERSIE


def test_the_installed_command_says_which_version_it_is(programs: Path, tmp_path: Path) -> None:
    done = subprocess.run([programs / "meldroute", "versie"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Meldroute {VERSIE}\n", "")
    where = subprocess.run([programs / "meldroute", "map"], cwd=tmp_path, capture_output=True, text=True).stdout
    assert (Path(where.strip()) / "deploy" / "bijwerken").exists() and list(tmp_path.iterdir()) == []


def test_the_command_says_how_it_is_used_and_passes_on_what_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (meldroute.DATABASE, meldroute.KEY):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.argv", [])
    for arguments, status, expected in [
        (["--help"], 0, "gebruik: meldroute run"),
        ([], 2, "gebruik: meldroute run"),
        (["draai"], 2, "gebruik: meldroute run"),
        (["db", "upgrade"], 2, "Er is nog geen database."),
        (["db", "verzin"], 2, "Zo is de opdracht niet te begrijpen."),
    ]:
        assert meldroute.main(arguments) == status and expected in "".join(capsys.readouterr()), arguments
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def practice(programs: Path, tmp_path: Path) -> Iterator[Server]:
    """The installed program in an empty folder, started as whoever just installed it does."""
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MELD", "PYTHON"))}
    environment |= {"HOME": str(home), "MELDROUTE_PROCESSEN": "2"}
    program = running.Server(environment, tmp_path, "meldroute", "run")
    program.python, program.here = str(programs / "python"), here
    program.start()
    yield Server(program.port, Linde("", {}), Settings("sqlite://", here / "none"), program.log)
    program.stop()


@pytest.mark.sweep
def test_it_starts_in_an_empty_folder_and_writes_there_alone(practice: Server, programs: Path, tmp_path: Path) -> None:
    before = {each: each.stat().st_mtime for each in programs.parent.rglob("*")}
    answer, _ = practice.hand_in("noor@oefenschool.example", PRACTICE_PASSWORD, origin=practice.origin)
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    assert answer.status == 303 and cookie.startswith("meldroute=")
    with Tab(practice, cookie) as tab:
        tab.opens("")
        assert "Noor van Dalen" in tab.shown
    font, _ = practice.ask("/letter.woff2", cookie=cookie)
    assert font.status == 200
    assert {each: each.stat().st_mtime for each in programs.parent.rglob("*")} == before
    assert list((tmp_path / "home").iterdir()) == []
    assert {each.name for each in (tmp_path / "here").iterdir()} == {"data"}
    kept = {each.name.partition(".")[0] for each in (tmp_path / "here" / "data").iterdir()}
    assert kept == {"oefenschool"}
