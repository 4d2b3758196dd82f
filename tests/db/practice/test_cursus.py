"""The course: begun, kept for each account, done once, begun anew in one press; refused where a school is real."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from db import schema
from db.dossiers import dossiers
from db.practice import cursus
from db.practice.cursus import NietHier, Plaats
from db.store.engine import reading, transaction
from db.upkeep import verification
from meldcode.oefenen.casussen import CASUSSEN
from meldcode.oefenen.uitslag import gedaan, uitslagen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from tests.cast import MIRJAM, MONDAY, NOOR, SARA, SCHOOL, TUESDAY
from tests.db.conftest import NOW

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]


def becomes_a_practice_school() -> None:
    with transaction(SCHOOL) as connection:
        connection.execute(update(schema.school).where(schema.school.c.id == SCHOOL).values(oefenschool=True))


def plaatsen(user: User) -> tuple[Plaats, ...]:
    with reading(user.school_id) as connection:
        return cursus.plaatsen(connection, user)


def begun(number: int, user: User = NOOR) -> str:
    return cursus.begin(CASUSSEN[number], user, MONDAY, NOW)


def how_many() -> tuple[int, ...]:
    with reading(SCHOOL) as connection:
        tables = (schema.dossier, schema.setting, schema.vastlegging, schema.journal)
        return tuple(connection.scalar(select(func.count()).select_from(each)) or 0 for each in tables)


def test_each_case_is_begun_as_its_story_starts_and_begun_once() -> None:
    becomes_a_practice_school()
    found = [begun(number) for number in range(5)]
    assert [begun(number) for number in range(5)] == found
    assert [each.dossier_id for each in plaatsen(NOOR)] == found
    assert [each.dossier_id for each in plaatsen(MIRJAM)] == [""] * 5, "a colleague does their own"
    with reading(SCHOOL) as connection:
        for casus, dossier_id in zip(CASUSSEN, found, strict=True):
            dossier = dossiers.load(connection, dossier_id, SCHOOL, NOOR.id)
            assert dossier and dossier.readable_by(NOOR, MONDAY), casus.titel
            assert dossier.versie == casus.sinds and dossier.leerling("naam") == casus.leerling.naam
            assert gedaan(uitslagen(casus, dossier)) == 0
            assert cursus.casus_of(connection, NOOR, dossier.codenaam) == (casus, False)
            assert cursus.casus_of(connection, MIRJAM, dossier.codenaam) is None
        assert cursus.casus_of(connection, NOOR, "Beuk 999") is None
    verification.of_school(SCHOOL)


def test_in_one_press_everything_of_the_course_is_gone_and_nothing_else() -> None:
    becomes_a_practice_school()
    mine, of_mirjam = begun(0), begun(0, MIRJAM)
    begun(2)
    cursus.done(CASUSSEN[2], NOOR, MONDAY)
    cursus.anew(CASUSSEN, NOOR, TUESDAY, NOW + timedelta(days=1))
    assert plaatsen(NOOR) == tuple(Plaats(casus) for casus in CASUSSEN)
    assert plaatsen(MIRJAM)[0].dossier_id == of_mirjam
    with reading(SCHOOL) as connection:
        assert dossiers.load(connection, mine, SCHOOL, NOOR.id) is None
        fasen = connection.execute(select(schema.dossier.c.fase, func.count()).group_by(schema.dossier.c.fase)).all()
        left = connection.scalars(select(schema.vernietiging.c.finished_at)).all()
    assert {Fase(row[0]): row[1] for row in fasen} == {Fase.VERNIETIGD: 2, Fase.STAP_1: 1}
    assert len(left) == 2 and None not in left, "a key is still there"
    assert begun(0) != mine
    verification.of_school(SCHOOL)


def test_the_first_day_on_which_a_case_was_done_is_kept_also_when_its_dossier_is_gone() -> None:
    becomes_a_practice_school()
    begun(0)
    cursus.done(CASUSSEN[0], NOOR, MONDAY)
    cursus.done(CASUSSEN[0], NOOR, TUESDAY)
    assert [each.klaar_op for each in plaatsen(NOOR)] == [MONDAY, None, None, None, None]
    with transaction(SCHOOL) as connection:
        connection.execute(update(schema.dossier).values(fase=Fase.VERNIETIGD))
    assert plaatsen(NOOR)[0] == Plaats(CASUSSEN[0], "", MONDAY)


def test_a_real_school_refuses_all_of_it_in_plain_words_and_stores_nothing() -> None:
    before = how_many()
    casus = CASUSSEN[0]
    tried: list[Callable[[], object]] = [
        lambda: plaatsen(NOOR),
        lambda: begun(0),
        lambda: cursus.done(casus, NOOR, MONDAY),
        lambda: cursus.anew(CASUSSEN, NOOR, MONDAY, NOW),
    ]
    for attempt in tried:
        with pytest.raises(NietHier, match="Oefenen kan alleen in de oefenschool, met verzonnen leerlingen"):
            attempt()
    becomes_a_practice_school()
    with pytest.raises(NietHier):
        begun(0, SARA)  # of the school next door, in the same database, which is a real one
    assert how_many() == before


def test_a_case_without_the_colleague_it_needs_says_who_is_missing() -> None:
    becomes_a_practice_school()
    with transaction(SCHOOL) as connection:
        connection.execute(
            update(schema.account).where(schema.account.c.role == Role.DIRECTIE.value).values(active=False)
        )
    with pytest.raises(NietHier, match="nog een collega nodig met de rol directie"):
        begun(1)
    assert begun(2), "this case needs nobody"
