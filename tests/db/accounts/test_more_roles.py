"""Somebody with more roles, in what is stored: who may have which, and that nothing passes them by in another."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db import schema
from db.access import toegang
from db.accounts import accounts, feed
from db.accounts.passwords import AccountError
from db.dossiers import dossiers
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import alarm, mail, mail_text, van_wie
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.vastleggingen import AcuutGevaar, Afscherming, Uitnodiging
from meldcode.vragen.persoon import Persoon
from tests.builders import after_stap, opened, record
from tests.cast import BEA, DICK, FRED, LARS, MIRJAM, MONDAY, NOOR, SARA, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, moment

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.either]


def gives(user: User, *roles: Role) -> bool:
    with transaction(SCHOOL) as connection:
        return accounts.set_roles(connection, user.id, roles, SCHOOL)


def refused(user: User, *roles: Role) -> str:
    try:
        gives(user, *roles)
    except AccountError as why:
        return str(why)
    return ""


def test_who_may_have_which_roles_together() -> None:
    """Bea is the beheerder of this school."""
    assert refused(NOOR) == "Kies ten minste één rol."
    assert not refused(NOOR, Role.LEERKRACHT, Role.IB_ER)
    assert "Laat Bea Willems het beheer doen." in refused(NOOR, Role.IB_ER, Role.BEHEERDER)
    assert "houdt toezicht" in refused(FRED, Role.FG, Role.LEERKRACHT)
    assert gives(BEA, Role.BEHEERDER, Role.IB_ER), "there is nobody else, and that is said"
    assert not gives(BEA, Role.BEHEERDER, Role.LEERKRACHT)
    assert "laatste actieve beheerder" in refused(BEA, Role.LEERKRACHT)
    assert "niet bij deze school" in refused(SARA, Role.IB_ER)


@pytest.mark.both
def test_the_first_role_is_the_first_in_the_order_of_roles() -> None:
    gives(LARS, Role.LEERKRACHT, Role.DIRECTIE, Role.VERTROUWENSPERSOON)
    with reading(SCHOOL) as connection:
        found = {each.id: each for each in accounts.list_accounts(connection, SCHOOL)}
    assert found[LARS.id].role is Role.DIRECTIE
    assert found[LARS.id].roles == (Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.LEERKRACHT)
    assert found[NOOR.id].roles == (Role.IB_ER,)


@pytest.mark.both
def test_somebody_can_be_named_in_each_of_their_roles_and_in_no_other() -> None:
    gives(LARS, Role.LEERKRACHT, Role.VERTROUWENSPERSOON)
    dossier = kept(opened())
    until = str(MONDAY + timedelta(days=7))
    for role in (Role.LEERKRACHT, Role.VERTROUWENSPERSOON):
        dossier = record(dossier, Uitnodiging, wie=str(Persoon(LARS.id, role, LARS.naam)), tot=until)
        dossiers.save(dossier, by=NOOR, moment=moment())
    gives(LARS, Role.LEERKRACHT)
    fresh = kept(opened())
    named = record(fresh, Uitnodiging, wie=str(Persoon(LARS.id, Role.VERTROUWENSPERSOON, LARS.naam)), tot=until)
    with pytest.raises(Geweigerd, match="een andere rol"):
        dossiers.save(named, by=NOOR, moment=moment())


@pytest.mark.both
def test_an_alarm_reaches_them_once_whatever_the_role_in_which_they_work() -> None:
    gives(VERA, Role.VERTROUWENSPERSOON, Role.IB_ER, Role.DIRECTIE)
    alarm.sound(LARS, NOW)
    dossier = record(kept(opened()), AcuutGevaar, by=NOOR)
    dossiers.save(dossier, by=NOOR, moment=moment())
    with reading(SCHOOL) as connection:
        waiting = [len(alarm.waiting(connection, replace(VERA, role=role))) for role in Role]
        named = [each.naam for each in alarm.whom_to_warn(connection, LARS)]
    assert waiting == [2] * len(Role) and named.count(VERA.naam) == 1
    assert set(named) == {NOOR.naam, MIRJAM.naam, VERA.naam, DICK.naam}


def test_a_mail_goes_to_them_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "is_wanted", lambda *_given: True)
    gives(DICK, Role.DIRECTIE, Role.LEERKRACHT)
    kept(after_stap(1))
    with transaction(SCHOOL) as connection:
        mail.put_daily(connection, SCHOOL, NOW + timedelta(days=10))
        rows = connection.execute(select(schema.mail.c.soort).where(schema.mail.c.account_id == DICK.id)).all()
    assert [row.soort for row in rows].count(mail_text.DAILY) == 1


@pytest.mark.both
def test_an_ib_er_who_is_also_leerkracht_can_still_do_the_work_of_the_ib_er() -> None:
    kept(after_stap(1))
    gives(NOOR, Role.LEERKRACHT, Role.IB_ER)
    with reading(SCHOOL) as connection:
        assert van_wie.cannot(connection, SCHOOL) == ([], [])
    gives(NOOR, Role.AANDACHTSFUNCTIONARIS)
    with reading(SCHOOL) as connection:
        assert van_wie.cannot(connection, SCHOOL) == ([], [])
    gives(NOOR, Role.LEERKRACHT, Role.DIRECTIE)
    with reading(SCHOOL) as connection:
        assert van_wie.cannot(connection, SCHOOL) == ([], [NOOR.id])


def test_a_calendar_has_the_days_of_each_role() -> None:
    gives(NOOR, Role.LEERKRACHT, Role.IB_ER)
    with transaction(SCHOOL) as connection:
        token = feed.make(connection, NOOR.id, NOW)
    with reading(EVERY_SCHOOL) as connection:
        assert [each.role for each in feed.owner(connection, token, NOW)] == [Role.IB_ER, Role.LEERKRACHT]
        assert feed.owner(connection, "x" * 43, NOW) == []


def test_excluding_them_in_one_role_excludes_the_person() -> None:
    gives(LARS, Role.LEERKRACHT, Role.IB_ER)
    before = kept(opened())
    shut = str(Persoon(LARS.id, Role.LEERKRACHT, LARS.naam))
    dossier = record(before, Afscherming, afgeschermd=shut, vervanger=None)
    with reading(SCHOOL) as connection:
        assert toegang.may_know(connection, replace(LARS, role=Role.IB_ER), before.id, MONDAY)
    dossiers.save(dossier, by=NOOR, moment=moment())
    with reading(SCHOOL) as connection:
        for role in (Role.LEERKRACHT, Role.IB_ER):
            assert not toegang.may_know(connection, replace(LARS, role=role), before.id, MONDAY)
