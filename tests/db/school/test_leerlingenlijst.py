"""The list of pupils: one per school, sealed, replaced as a whole, kept for a year, and nothing refers to it."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from db import schema
from db.__main__ import main
from db.journal import journal
from db.keys import vault
from db.school import leerlingen
from db.school.leerlingen import Lijst, LijstError
from db.store.engine import reading, transaction
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.rollen import Role, User
from tests.cast import ADA, CAST, NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from ui import startup

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
TODAY = NOW.date()
SEM, LOT = Leerling("Sem Kanarie de Wit", "14-03-2018", "5"), Leerling("Lot Vink", "2017")
LEAP = date(2028, 2, 29)
_L, _J = schema.leerlingenlijst, schema.journal


def brings(*pupils: Leerling, by: User = NOOR, on: date = TODAY) -> None:
    with transaction(by.school_id) as connection:
        leerlingen.bring(connection, by, pupils, on, NOW)


def sees(user: User = NOOR, on: date = TODAY) -> Lijst | None:
    with reading(user.school_id) as connection:
        return leerlingen.current(connection, user, on)


def keys() -> set[str]:
    return {each for each in vault.vault().owners() if each.startswith(leerlingen.OWNER)}


def lines() -> list[tuple[str, str]]:
    with reading(SCHOOL) as connection:
        query = select(_J.c.actor, _J.c.action).where(_J.c.action.startswith("leerlingen")).order_by(_J.c.seq)
        return [(row.actor, row.action) for row in connection.execute(query)]


def test_a_list_comes_back_in_the_order_of_a_telephone_book_with_nothing_of_it_in_the_database(folder: Path) -> None:
    brings(SEM, LOT)
    found = sees()
    assert found and found.leerlingen == (LOT, SEM)
    assert (found.gebracht_op, found.gewist_op) == (TODAY, date(2027, 11, 9))
    assert not any(b"Kanarie" in each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert journal.verify(SCHOOL) is None


def test_a_newer_list_takes_its_place_as_a_whole_and_the_key_of_the_one_before_is_gone() -> None:
    brings(SEM)
    (before,) = keys()
    brings(LOT)
    found = sees()
    assert found and found.leerlingen == (LOT,) and keys() == {found.id} and before != found.id
    assert lines() == [("noor", "leerlingen gebracht")] * 2


def test_who_walks_the_route_has_the_list_and_nobody_else_nor_another_school() -> None:
    brings(SEM)
    may = {user.naam for user in (*CAST, ADA) if sees(user)}
    assert may == {"Noor van Dalen", "Mirjam Kok", "Ada de Bruin"}
    for user in CAST:
        if user.role is not Role.IB_ER:
            with pytest.raises(PermissionError), transaction(user.school_id) as connection:
                leerlingen.bring(connection, user, [LOT], TODAY, NOW)
            with pytest.raises(PermissionError), transaction(user.school_id) as connection:
                leerlingen.remove(connection, user, NOW)
    brings(LOT, by=SARA)
    mine, hers = sees(), sees(SARA)
    assert mine and hers and (mine.leerlingen, hers.leerlingen) == ((SEM,), (LOT,))


def test_wiping_it_leaves_a_line_and_no_key_and_a_list_without_pupils_changes_nothing() -> None:
    brings(SEM)
    with pytest.raises(LijstError), transaction(SCHOOL) as connection:
        leerlingen.bring(connection, NOOR, [], TODAY, NOW)
    assert sees()
    for _twice in range(2):
        with transaction(SCHOOL) as connection:
            leerlingen.remove(connection, NOOR, NOW)
    assert sees() is None and not keys()
    assert lines()[1:] == [("noor", "leerlingen gewist")] and journal.verify(SCHOOL) is None


def test_a_list_is_kept_for_a_year_and_then_neither_offered_nor_kept() -> None:
    brings(SEM)
    brings(LOT, by=SARA, on=TODAY + timedelta(days=30))
    last, gone = datetime(2027, 11, 8, 12), datetime(2027, 11, 9, 12)  # noqa: DTZ001
    assert leerlingen.wipe(last) == 0 and sees(on=last.date())
    assert sees(on=gone.date()) is None
    assert leerlingen.wipe(gone) == 1 and leerlingen.wipe(gone) == 0
    assert len(keys()) == 1 and sees(SARA, gone.date()) and lines()[-1] == ("", "leerlingen gewist")
    assert journal.verify(SCHOOL) is None
    brings(SEM, on=LEAP)
    assert sees(on=date(2029, 2, 27)) and not sees(on=date(2029, 2, 28))


def test_a_list_that_comes_back_without_its_key_goes_and_so_does_a_key_without_a_list() -> None:
    brings(SEM)
    with reading(SCHOOL) as connection:
        before = connection.execute(select(_L)).one()._mapping
    brings(LOT)
    with transaction(SCHOOL) as connection:  # as an older back-up, put back
        connection.execute(delete(_L))
        connection.execute(insert(_L).values(**before))
    assert sees() is None, "its key was destroyed"
    assert leerlingen.wipe(NOW) == 1 and not keys()
    vault.vault().add([f"{leerlingen.OWNER}{'0' * 22}"])
    assert leerlingen.wipe(NOW) == 0 and not keys()


@pytest.mark.either
@pytest.mark.sweep
def test_it_is_wiped_before_a_back_up_at_verifying_and_at_the_start(tmp_path: Path) -> None:
    def old_one_is_gone_after(work: Callable[[], object]) -> bool:
        brings(SEM, on=date(2020, 1, 1))
        work()
        with reading(SCHOOL) as connection:
            return not keys() and connection.execute(select(_L)).all() == []

    assert old_one_is_gone_after(lambda: main(["backup", str(tmp_path / "elders")]))
    assert old_one_is_gone_after(lambda: main(["verify", "--snel"]))
    assert old_one_is_gone_after(startup.refuse_unreadable_data)


@pytest.mark.either
def test_six_hundred_pupils_are_opened_within_a_blink() -> None:
    brings(*(Leerling(f"Voornaam{number} van der Achternaam{number}", "14-03-2018", "6") for number in range(600)))
    sees()
    begun = time.process_time()
    found = sees()
    assert found and len(found.leerlingen) == 600 and time.process_time() - begun < 0.1
