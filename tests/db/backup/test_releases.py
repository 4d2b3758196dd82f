"""This version started on the data of any earlier release finds everything as it was."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.backup.move import move
from db.backup.restore import restore
from db.dossiers import dossiers
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import Settings, settings, working_at
from db.upkeep import upgrade, verification
from meldcode.dossier import vastleggen
from meldcode.dossier.advies import advies_of
from meldcode.dossier.afwijkingen import of_besluit
from meldcode.dossier.dossier import Dossier
from meldcode.eigen import letselfotos
from meldcode.eigen.woorden import spoken
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Besluit, Bijlage, Effectmeting, Signaal, Weging
from meldcode.vastleggingen.stap_1 import SoortSignaal
from meldcode.vastleggingen.stap_5 import TERUG
from meldcode.vragen.vastgelegd import Vastgelegd
from tests.cast import MONDAY
from tests.db.backup.conftest import Unpacked
from tests.db.conftest import NOW
from tests.db.postgresql import APP, Server
from tests.db.release import CONTENT, FOLDER, content

RELEASES = sorted(FOLDER.glob("*.zip"))
CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"
DECIDED = letselfotos.Bestuursbesluit(True, MONDAY, MONDAY, "bea")


def assert_all_is_there(folder: Path) -> None:
    known = json.loads((folder / CONTENT).read_text())
    assert len(known) > 10 and content() == known
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_current(connection)
        every = schools.all_schools(connection)
    assert [journal.verify(school_id) for school_id in every] == [None]


def test_every_release_left_its_file() -> None:
    named = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    assert named, "CHANGELOG.md names no release"
    missing = sorted(set(named) - {release.stem for release in RELEASES})
    assert not missing, f"run on the code of that release: python -m tests.db.release {missing}"


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_a_database_is_upgraded_with_everything_in_it(release: Path, unpacked: Unpacked) -> None:
    folder = unpacked(release)
    upgrade.upgrade()
    assert_all_is_there(folder)
    upgrade.seal(NOW)
    verification.show(NOW, quick=False)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_a_school_from_before_takes_no_photo_of_an_injury_until_its_board_decides(
    release: Path, unpacked: Unpacked
) -> None:
    unpacked(release)
    upgrade.upgrade()
    upgrade.seal(NOW)
    with reading(EVERY_SCHOOL) as connection:
        every = {each: schools.eigen(connection, each) for each in schools.all_schools(connection)}
    for school_id, eigen in every.items():
        with spoken(eigen):
            assert letselfotos.besluit() is None and not letselfotos.toegestaan()
            assert set(vastleggen.closed(Bijlage, {"wat": "letsel"})) == {"wat"}
        with transaction(school_id) as connection:
            schools.set_eigen(connection, school_id, letselfotos.decided(eigen, DECIDED))
        with reading(EVERY_SCHOOL) as connection, spoken(schools.eigen(connection, school_id)):
            assert letselfotos.toegestaan()
    verification.show(NOW, quick=False)


@pytest.mark.parametrize("release", [FOLDER / "0.2.0.zip"], ids=lambda release: release.stem)
def test_what_was_weighed_and_decided_under_other_rules_stays_as_it_was_that_day(
    release: Path, unpacked: Unpacked
) -> None:
    """No deviation appears, each weging keeps the rule stored with it, and each can be corrected without change."""
    unpacked(release)
    upgrade.upgrade()
    table, seen = schema.dossier, Counter[str]()
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(table).where(table.c.fase != "vernietigd")).all()
        for row in rows:
            dossier = dossiers.load(connection, row.id, row.school_id)
            assert dossier and dossier.fase == row.fase
            for weging in dossier.of(Weging):
                seen["weging"] += 1
                assert weging.waarde("uitkomst") == advies_of(weging).naam
                assert _can_be_corrected(dossier, weging)
            for besluit in dossier.of(Besluit):
                seen["besluit"] += 1
                came_back = any(each.says("signalen", *TERUG) for each in dossier.of(Effectmeting))
                assert besluit.waarde("aangegeven") is None
                assert _can_be_corrected(dossier, besluit) is not came_back, (
                    "as in that release, held to what is so now"
                )
                if any(each.says("soort", SoortSignaal.UITSPRAAK) for each in dossier.of(Signaal)):
                    seen["told"] += 1
                seen["deviates"] += of_besluit(besluit, dossier) is not None
    with reading(EVERY_SCHOOL) as connection:
        marks = connection.execute(select(schema.verloop_merk.c.soort)).scalars().all()
    assert min(seen["weging"], seen["besluit"], seen["told"]) > 3, "the release has such dossiers"
    assert seen["deviates"] == marks.count("afwijking")


def _can_be_corrected(dossier: Dossier, record: Vastgelegd) -> bool:
    """Whether whoever recorded it may store a correction that changes nothing."""
    author = User(record.by, dossier.school_id, "Noor", Role.IB_ER)
    raw = {each.naam: each.waarde for each in record.antwoorden}
    return vastleggen.correction_objections(dossier, record, raw, by=author, on=record.on) == {}


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_a_back_up_is_put_back_with_everything_in_it(release: Path, unpacked: Unpacked) -> None:
    folder = unpacked(release)
    (folder / "meldroute.sqlite").unlink()
    restore(folder / "meldroute.backup", NOW)
    assert_all_is_there(folder)


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_it_moves_to_postgresql_once_upgraded(release: Path, unpacked: Unpacked, server: Server) -> None:
    folder = unpacked(release)
    upgrade.upgrade()
    upgrade.seal(NOW)
    database = server.copy_of(APP)
    there = Settings(server.url(database), folder / "elders.key")
    move(settings(), there, lambda _part: None, NOW)
    with working_at(there):
        assert_all_is_there(folder)
        engine().dispose()
    server.drop(database)
