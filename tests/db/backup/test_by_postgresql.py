"""Back-ups by PostgreSQL's own programs, as docs/postgresql.md says: what they put back is reconciled with the keys.

The commands are those of that page, as they stand, with places below another folder.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from db import schema
from db.__main__ import main
from db.backup.backup import BackupError
from db.backup.restore import reconcile
from db.dossiers import dossiers
from db.journal import journal
from db.keys.store import at
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, keeps_schools_apart, reading
from db.store.settings import settings
from meldcode.vastleggingen import Signaal
from tests.builders import destroyed, opened, record, te_vernietigen
from tests.cast import DICK, NOOR, OTHER_SCHOOL, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeper import get_server
from tests.db.keeping import found, kept, moment
from tests.db.postgresql import SETUP, Server
from tests.deploy.commands import commands
from tests.processes.running import ROOT
from tests.ui.conftest import PATIENCE

pytestmark = pytest.mark.postgresql
DUMPED, RESTORED = "pg_dump", "createdb"


class Page:
    """The commands of the page on this server, for the database of this test."""

    def __init__(self, server: Server, place: Path) -> None:
        self.database, self._place = make_url(os.environ["MELDCODE_DATABASE_URL"]).database or "", place
        (place / "mnt" / "backup").mkdir(parents=True)
        programs = get_server(Path(server.host), cleanup_mode=None, start=False).bin_path
        self._where = {"PATH": f"{programs}:{os.environ['PATH']}", "PGHOST": server.host, "PGUSER": "postgres"}
        lines = commands(SETUP)
        first, second = (
            next(nth for nth, line in enumerate(lines) if line.startswith(each)) for each in (DUMPED, RESTORED)
        )
        self.dumping, self.restoring = lines[first : first + 2], lines[second : second + 3]

    def runs(self, lines: list[str]) -> str:
        """Run these; what they said."""
        script = "\n".join(["set -e", *lines]).replace("/mnt/", f"{self._place}/mnt/")
        script = re.sub(r"(?<=[ =])meldroute(?=$| )", self.database, script, flags=re.MULTILINE)
        script = script.replace(".venv/bin/python", sys.executable)
        engine().dispose()
        at(settings().key_store_url).engine.dispose()
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=ROOT,
            env=os.environ | self._where,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, (script, done.stdout, done.stderr)
        return done.stdout


@pytest.fixture
def page(folder: Path, server: Server, tmp_path: Path) -> Page:
    assert folder.exists()
    return Page(server, tmp_path)


def test_a_dump_is_put_back_and_reconciled_with_the_keys_of_today(page: Page, server: Server) -> None:
    is_reconciled(page, server)


@pytest.mark.only_apart
@pytest.mark.sweep
def test_so_it_is_where_the_keys_have_a_database_of_their_own(page: Page, server: Server) -> None:
    is_reconciled(page, server)


def is_reconciled(page: Page, server: Server) -> None:
    """Between dump and loss something is recorded, and something destroyed."""
    stays, goes = kept(opened()), kept(te_vernietigen())
    assert "De kopie van de dossiersleutels staat in" in page.runs(page.dumping)
    dossiers.save(record(stays, Signaal), by=NOOR, moment=moment())
    dossiers.save(destroyed(goes), by=DICK, moment=moment())
    server.drop(page.database)
    said = page.runs(page.restoring)
    assert "van het logboek ontbreken" in said and "Na de back-up vernietigd, en nu opnieuw: 1 (dossiers)" in said
    assert found(stays) == stays and found(goes) is None
    with reading(SCHOOL) as connection:
        assert keeps_schools_apart(connection) and set(schools.all_schools(connection)) == {SCHOOL}
        assert connection.execute(select(schema.login)).all() == []
    assert journal.verify(SCHOOL) is None and journal.verify(OTHER_SCHOOL) is None
    dossiers.save(record(stays, Signaal), by=NOOR, moment=moment())
    assert main(["verify"]) == 0


@pytest.mark.sweep
def test_where_all_was_lost_the_copy_of_the_keys_opens_what_the_dump_has(
    page: Page, server: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = kept(opened())
    page.runs(page.dumping)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "mnt" / "sleutels", elsewhere)
    shutil.copy(folder / "meldroute.key", elsewhere)
    server.drop(page.database)
    for each in folder.glob("meldroute.key*"):
        each.unlink()
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{elsewhere}/meldroute.key")
    assert "klopt met het logboek" in page.runs(page.restoring)
    assert found(stored) == stored


def test_keys_of_before_the_dump_are_refused_and_nothing_is_taken_for_destroyed(
    page: Page, server: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.runs(page.dumping[1:])
    stored = kept(opened())
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "mnt" / "sleutels", elsewhere)
    shutil.copy(folder / "meldroute.key", elsewhere)
    with monkeypatch.context() as patch:
        patch.setenv("MELDCODE_KEY_FILE", f"{elsewhere}/meldroute.key")
        with pytest.raises(BackupError, match=r"ontbreken of zijn ouder"):
            reconcile(NOW)
    assert found(stored) == stored


def test_a_dump_by_an_account_that_sees_one_school_at_a_time_fails(page: Page) -> None:
    """As the page says: row-level security holds for the owner too, and PostgreSQL then dumps nothing."""
    wrong = page.dumping[0].replace("pg_dump", "pg_dump --username=meldroute_owner") + " 2>&1 && exit 9 || true"
    assert "row-level security" in page.runs([wrong])


def test_it_is_said_what_to_name(page: Page, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert page.database
    for command in (["restore"], ["restore", str(tmp_path), "--staat-er-al"]):
        assert main(command) == 2 and "Noem de back-up, of zeg met --staat-er-al" in capsys.readouterr().err
    assert main(["backup"]) == 2 and "Noem de map" in capsys.readouterr().err
    with reading(EVERY_SCHOOL) as connection:
        assert len(schools.all_schools(connection)) == 2
