"""Full verification: it shows progress, resumes where it was cut off, and cannot be told to skip anything."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from db.school import schools
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, reading
from db.store.gedaan import Werk
from db.store.settings import settings
from db.store.voortgang import Gestopt, unseen
from db.upkeep import derived, upgrade, verification
from meldcode.dossier.dossier import Dossier
from tests.builders import after_stap, opened
from tests.cast import SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import by_force, kept

pytestmark = pytest.mark.either


@pytest.fixture
def cases(folder: Path) -> list[Dossier]:
    assert folder.exists()
    found = [kept(opened()) for _each in range(4)] + [kept(after_stap(1))]
    upgrade.seal(NOW)
    return sorted(found, key=lambda each: each.id)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dossiers that were verified, in turn."""
    seen: list[str] = []
    over = derived.over

    def noting(school_id: str, ids: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        for each, said in over(school_id, ids):
            seen.append(each)
            yield each, said

    monkeypatch.setattr(derived, "over", noting)
    monkeypatch.setattr(verification, "_SAVED_EVERY", 2)
    return seen


def place() -> Path:
    return settings().key_file.with_name(f"{settings().key_file.name}.nagelezen")


def cut_off_after(read: list[str], number: int) -> None:
    """Verify this many dossiers and stop, as when somebody presses Ctrl-C."""
    left = iter(range(number))
    whole = derived.over

    def ending(school_id: str, ids: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        for each in whole(school_id, ids):
            if next(left, None) is None:
                raise KeyboardInterrupt
            yield each

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derived, "over", ending)
        with pytest.raises(KeyboardInterrupt):
            verification.the_rest(SCHOOL, NOW)
    read.clear()


def test_it_goes_on_where_it_was_cut_off_and_then_begins_anew(cases: list[Dossier], read: list[str]) -> None:
    cut_off_after(read, 3)
    assert place().stat().st_mode & 0o077 == 0
    assert verification.the_rest(SCHOOL, NOW) == [] and read == [each.id for each in cases[3:]]
    assert not place().exists()
    read.clear()
    assert verification.the_rest(SCHOOL, NOW) == [] and len(read) == len(cases)


def test_what_was_wrong_is_said_again_after_it_was_cut_off(cases: list[Dossier], read: list[str]) -> None:
    by_force("UPDATE dossier SET opened_by = 'lars' WHERE id = (SELECT id FROM dossier ORDER BY id LIMIT 1 OFFSET 1)")
    cut_off_after(read, 4)
    (said,) = verification.the_rest(SCHOOL, NOW)
    assert cases[1].codenaam in said and read == [each.id for each in cases[1:]]


def test_nobody_can_let_dossiers_be_passed_over(cases: list[Dossier], read: list[str]) -> None:
    cut_off_after(read, 1)
    text, mac = place().read_text().splitlines()
    place().write_text(f"{text.replace(cases[0].id, cases[-1].id)}\n{mac}\n")
    assert verification.the_rest(SCHOOL, NOW) == [] and len(read) == len(cases)


def test_what_was_read_over_a_week_ago_is_read_again(cases: list[Dossier], read: list[str]) -> None:
    cut_off_after(read, 3)
    assert verification.the_rest(SCHOOL, NOW + timedelta(days=8)) == [] and len(read) == len(cases)


def test_how_far_it_is_is_told_also_when_it_goes_on(cases: list[Dossier], read: list[str]) -> None:
    parts: list[float] = []
    cut_off_after(read, 3)
    verification.the_rest(SCHOOL, NOW, parts.append)
    assert [round(each, 2) for each in parts] == [0.82, 1.0] and len(cases) == 5


def test_work_of_a_page_that_is_stopped_goes_on_there_the_next_time(
    cases: list[Dossier], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schools, "is_alone", lambda _connection: True)

    def stops(_part: float) -> None:
        if len(read) == 2:
            raise Gestopt

    with pytest.raises(Gestopt):
        verification.of_everything(SCHOOL, NOW, quick=False, progress=stops)
    read.clear()
    assert verification.of_everything(SCHOOL, NOW, quick=False, progress=unseen) == []
    assert read == [each.id for each in cases[2:]]
    with reading(EVERY_SCHOOL) as connection:
        assert gedaan.last(connection)[Werk.VERIFY] == NOW
