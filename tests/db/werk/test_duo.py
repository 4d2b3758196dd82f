"""Two part-time ib-ers over a holiday and an illness: what may not wait is seen that day by somebody at work."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import update

from db import schema
from db.access import aanwezig as reads
from db.access import toegang
from db.accounts import aanwezig
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import aanwezig as there
from db.werk import mail, mail_text, werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.route.verplichting import Soort
from meldcode.termijnen.aanwezig import Afwezig
from meldcode.termijnen.termijn import METEEN
from meldcode.vastleggingen import AcuutGevaar, Afscherming, MedeHouder, Overdracht, Overleg
from tests.answers.typed import written
from tests.builders import after_stap, opened, record
from tests.cast import CAST, DICK, LARS, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, recorded

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
MON_TO_WED, WED_TO_FRI = frozenset({1, 2, 3}), frozenset({3, 4, 5})


def works(who: User, days: frozenset[int]) -> None:
    with transaction(SCHOOL) as connection:
        aanwezig.set_werkdagen(connection, who.id, days, who, NOW)


def away(who: User, van: date, tot: date, waarnemer: User | None = None, *, by: User | None = None) -> None:
    with transaction(SCHOOL) as connection:
        period = Afwezig(van, tot, who.id, waarnemer.id if waarnemer else "")
        aanwezig.set_afwezig(connection, period, by or who, van, NOW)


def today(user: User, on: date) -> User:
    """This person as signed in on that day: with whom they stand in for."""
    with reading(SCHOOL) as connection:
        return reads.standing_in(connection, user, on)


def listed(user: User, on: date) -> dict[str, set[Soort]]:
    """By dossier, what is on the list of this person that day, due by then."""
    found: dict[str, set[Soort]] = {}
    with reading(SCHOOL) as connection:
        rows = werklijst.mine(connection, today(user, on), on, on)
        counted = werklijst.count(connection, today(user, on), on)
    assert counted.nu == len(rows) == len({(each.dossier_id, each.sleutel) for each in rows}), "each of them once"
    for each in rows:
        found.setdefault(each.dossier_id, set()).add(each.soort)
    return found


def danger(houder: User, on: date) -> Dossier:
    """A dossier of this ib-er in which Lars records acute danger on this day."""
    dossier = kept(record(opened(by=LARS), Overleg, by=houder))
    after = record(dossier, AcuutGevaar, by=LARS, on=on, datum=f"{on:%d-%m-%Y}")
    dossiers.save(after, by=LARS, moment=Moment(on, datetime.combine(on, time(9)), uuid.uuid4().hex))
    return after


@dataclass(frozen=True)
class Day:
    """By hand: who is at work, and who of them has on the list what may not wait for Noor, and what for Mirjam."""

    on: date
    at_work: str
    of_noor: str
    of_mirjam: str
    holiday: bool = False


# The kerstvakantie is from 19 December to 3 January. Noor is ill from 11 to 15 January; on the 11th, when nobody of the
# two is at work, Dick makes Vera her substitute. Mirjam has leave on the 20th and 21st; Noor stands in.
WALK = [
    Day(date(2026, 12, 14), "noor", "noor", "noor mirjam"),
    Day(date(2026, 12, 16), "noor mirjam", "noor", "mirjam"),
    Day(date(2026, 12, 17), "mirjam", "noor mirjam", "mirjam"),
    Day(date(2026, 12, 18), "mirjam", "noor mirjam", "mirjam"),
    Day(date(2026, 12, 23), "", "noor", "mirjam", holiday=True),
    Day(date(2027, 1, 4), "noor", "noor", "noor mirjam"),
    Day(date(2027, 1, 8), "mirjam", "noor mirjam", "mirjam"),
    Day(date(2027, 1, 11), "vera", "noor vera", "mirjam"),
    Day(date(2027, 1, 13), "mirjam vera", "noor mirjam vera", "mirjam"),
    Day(date(2027, 1, 15), "mirjam vera", "noor mirjam vera", "mirjam"),
    Day(date(2027, 1, 18), "noor", "noor", "noor mirjam"),
    Day(date(2027, 1, 20), "noor", "noor", "noor mirjam"),
    Day(date(2027, 1, 22), "mirjam", "noor mirjam", "mirjam"),
]


def test_over_a_holiday_and_an_illness_every_same_day_duty_was_seen_that_day_by_somebody_at_work() -> None:
    works(NOOR, MON_TO_WED)
    works(MIRJAM, WED_TO_FRI)
    with transaction(SCHOOL) as connection:
        aanwezig.set_afwezig(
            connection, Afwezig(date(2027, 1, 20), date(2027, 1, 21), "mirjam", "noor"), MIRJAM, MONDAY, NOW
        )
    wrong = list[str]()
    for day in WALK:
        of_noor, of_mirjam = danger(NOOR, day.on), danger(MIRJAM, day.on)
        if day.on == date(2027, 1, 11):
            away(NOOR, day.on, date(2027, 1, 15))
            assert of_noor.codenaam in codes_of_nobody(DICK, day.on)
            with transaction(SCHOOL) as connection:
                aanwezig.end_afwezig(connection, NOOR.id, day.on, DICK, day.on, NOW)
            away(NOOR, day.on, date(2027, 1, 15), VERA, by=DICK)
        for dossier, expected in ((of_noor, day.of_noor), (of_mirjam, day.of_mirjam)):
            seen = {user.id for user in (NOOR, MIRJAM, VERA) if Soort.STAP in listed(user, day.on).get(dossier.id, ())}
            if seen != set(expected.split()):
                wrong.append(f"{day.on}: {sorted(seen)} instead of {expected}")
            is_of_nobody = dossier.codenaam in codes_of_nobody(DICK, day.on)
            if not day.holiday and not seen & set(day.at_work.split()) and not is_of_nobody:
                wrong.append(f"{day.on}: nobody at work saw it, and the directie was not told")
    assert wrong == []
    with reading(SCHOOL) as connection:
        assert (
            today(VERA, date(2027, 1, 16)) == VERA and werklijst.mine(connection, VERA, MONDAY, date(2028, 1, 1)) == []
        )


def codes_of_nobody(user: User, on: date) -> set[str]:
    with reading(SCHOOL) as connection:
        return {each.codenaam for each in there.nobody_there(connection, user, on)}


def test_what_follows_the_day_is_what_may_not_wait_and_for_the_substitute_everything() -> None:
    """A term that falls due on a free day stays with who holds it; an absence takes all of it along."""
    works(NOOR, MON_TO_WED)
    dossier, thursday, friday = kept(after_stap(1)), date(2026, 11, 12), date(2026, 11, 13)
    due = date(2026, 11, 30)
    assert listed(MIRJAM, thursday) == {} and METEEN.naam
    away(NOOR, friday, due, MIRJAM)
    assert dossier.id in listed(MIRJAM, due) and dossier.id in listed(NOOR, due)
    assert dossier.id not in listed(MIRJAM, date(2026, 12, 1)), "it went back by itself"


def test_who_holds_it_too_has_it_on_the_list_and_nobody_twice() -> None:
    dossier = recorded(kept(after_stap(1)), MedeHouder)
    late = date(2026, 12, 14)
    assert dossier.id in listed(NOOR, late) and dossier.id in listed(MIRJAM, late)
    works(NOOR, WED_TO_FRI)
    away(NOOR, late, late, MIRJAM)
    assert dossier.id in listed(MIRJAM, late)
    with reading(SCHOOL) as connection:
        both = werklijst.some(
            connection, today(MIRJAM, late), late, werklijst.Deel.TE_LAAT, slice(0, 99), everybody=True
        )
        assert len(both) == len({(each.dossier_id, each.sleutel) for each in both}) >= 1
        assert werklijst.count_of_colleagues(connection, today(MIRJAM, late), late).alles == 0
    recorded(dossier, MedeHouder, samen="nee")
    assert dossier.id not in listed(MIRJAM, date(2026, 12, 15))


def held_by_everybody() -> Iterable[Dossier]:
    yield after_stap(1)
    yield opened(by=LARS)
    yield record(after_stap(1), Overdracht)
    yield record(after_stap(1), Afscherming, afgeschermd=written(VERA), vervanger="")
    yield record(after_stap(1), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA))
    yield record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(MIRJAM))


def test_the_access_of_a_substitute_is_the_same_in_the_lists_as_in_the_dossiers_and_ends_with_the_absence() -> None:
    stored = [kept(each) for each in held_by_everybody()]
    last = date(2026, 12, 18)
    away(NOOR, MONDAY, last, VERA, by=DICK)
    for on, expected in ((MONDAY, {0, 1}), (last, {0, 1}), (date(2026, 12, 19), set())):
        vera = today(VERA, on)
        acts = {at for at, each in enumerate(stored) if each.role_of(vera) is Role.IB_ER}
        with reading(SCHOOL) as connection:
            may = {at for at, each in enumerate(stored) if toegang.may_know(connection, vera, each.id, on)}
            rows = werklijst.mine(connection, vera, on, date(2028, 1, 1))
        found = {at for at, each in enumerate(stored) for row in rows if row.dossier_id == each.id}
        on_list = {at for at in found if stored[at].role_of(vera) is Role.IB_ER}
        assert (acts, may - {4}, on_list) == (expected, expected, expected), on
    assert all(today(each, MONDAY) == each for each in CAST if each.school_id == SCHOOL and each not in (VERA,))


def test_the_excluded_are_never_the_substitute_there_and_it_is_said_in_which_dossier() -> None:
    """Fail closed: not to the substitute, and not to who is excluded from it as well."""
    dossier = kept(record(after_stap(1), Afscherming, by=NOOR, afgeschermd=written(MIRJAM), vervanger=written(VERA)))
    free, late = kept(after_stap(1)), date(2026, 12, 14)
    away(NOOR, late, late, MIRJAM)
    assert dossier.id not in listed(MIRJAM, late) and free.id in listed(MIRJAM, late)
    with reading(SCHOOL) as connection:
        said = {user.id: there.cannot_stand_in(connection, user, "noor", "mirjam") for user in (NOOR, DICK, MIRJAM)}
        assert said == {"noor": [dossier.codenaam], "dick": [dossier.codenaam], "mirjam": []}


def test_who_is_not_there_gets_no_mail_when_another_is_and_the_directie_gets_it_when_nobody_is(
    monkeypatch: pytest.MonkeyPatch, folder: object
) -> None:
    monkeypatch.setattr(mail, "is_wanted", lambda *_given: True)
    on = date(2026, 12, 14)
    danger(NOOR, on)

    def mailed(soort: str) -> list[str]:
        with transaction(EVERY_SCHOOL) as connection:
            connection.execute(mail._M.delete())
            mail.put_daily(connection, SCHOOL, datetime.combine(on, time(7)))
            rows = connection.execute(mail._M.select().where(mail._M.c.soort == soort))
            return sorted(row.account_id for row in rows)

    assert mailed(mail_text.DAILY) == ["noor"]
    away(NOOR, on, on)
    assert mailed(mail_text.DAILY) == ["mirjam"] and mailed(mail_text.NOBODY) == []
    away(MIRJAM, on, on)
    assert mailed(mail_text.DAILY) == ["noor"], "nobody else sees it: she is mailed all the same"
    assert mailed(mail_text.NOBODY) == ["dick"]


def test_entering_it_stands_in_the_journal_and_is_bound_to_it() -> None:
    works(NOOR, MON_TO_WED)
    away(NOOR, MONDAY, MONDAY, VERA, by=DICK)
    with reading(SCHOOL) as connection:
        lines = [(row.actor, row.action, row.object_id) for row in connection.execute(journal._J.select())]
    assert [each for each in lines if each[1] in (aanwezig.AWAY, aanwezig.STANDS_IN, aanwezig.WEEKDAYS)] == [
        ("noor", aanwezig.WEEKDAYS, "noor"),
        ("dick", aanwezig.AWAY, "noor"),
        ("dick", aanwezig.STANDS_IN, "vera"),
    ]
    assert journal.verify(SCHOOL) is None


def test_a_substitute_who_can_no_longer_stand_in_is_nobodys_substitute() -> None:
    """Blocked, or in another role: nothing becomes silent, and nothing stays open."""
    dossier, on = danger(NOOR, date(2026, 12, 14)), date(2026, 12, 14)
    works(MIRJAM, frozenset({2}))
    away(NOOR, on, on, VERA)
    assert dossier.codenaam not in codes_of_nobody(DICK, on)
    for active, role in ((False, VERA.role), (True, Role.LEERKRACHT)):
        with transaction(EVERY_SCHOOL) as connection:
            mine = update(schema.account).where(schema.account.c.id == VERA.id)
            connection.execute(mine.values(active=active, role=role.value))
        now = replace(VERA, role=role)
        assert today(now, on) == now and dossier.codenaam in codes_of_nobody(DICK, on), role
