"""Who is told of what is new, by mail and on the screen: both agree, for every role and relation to a dossier."""

import pytest
from sqlalchemy import select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import gezien, mail, mail_text, nieuws, werklijst
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afspraak,
    Effectmeting,
    MedeHouder,
    Ontvangst,
    Signaal,
    VernietigingBevestigd,
)
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, last_message, opened, record, te_vernietigen
from tests.builders import work as worked
from tests.cast import CAST, DICK, LARS, MIRJAM, MONDAY, NOOR, SARA, SCHOOL, TUESDAY, VERA
from tests.db.conftest import NOW
from tests.db.keeping import count, kept, recorded
from tests.db.werk.mail.post import MONDAY_MORNING, WORDS, switched_on

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]

# The kinds that are news to whoever walks the route, by hand.
ANNOUNCES = {"Opening", "AcuutGevaar", "Ontvangst", "Signaal", "Afgehandeld", "Bijlage", "Effectmeting"}
ANNOUNCES |= {"Bewaarstop", "BewaarstopVoorstel", "BewaarstopEinde", "UithalenAntwoord"}


@pytest.fixture(autouse=True)
def mail_is_on(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    switched_on(monkeypatch, tmp_path, 9)


def waiting(soort: str) -> list[str]:
    """Who has such a mail in the outbox."""
    table = schema.mail
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.account_id).where(table.c.soort == soort).order_by(table.c.account_id)
        return list(connection.scalars(query))


def empty_the_outbox() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(schema.mail.delete())


def new_to(user) -> list[str]:  # type: ignore[no-untyped-def]
    with reading(user.school_id) as connection:
        found = nieuws.nieuws(connection, user) + nieuws.dringend(connection, user)
        assert nieuws.count(connection, user) == len({each.dossier_id for each in found})
    return [each.dossier_id for each in found]


def test_every_kind_has_a_verdict_and_what_it_shows_is_a_vraag_of_its_own() -> None:
    assert {kind.__name__ for kind in ALLE if kind.nieuws is not None} == ANNOUNCES
    assert all(kind.nieuws == "" or kind.nieuws in kind.__annotations__ for kind in ALLE if kind.nieuws is not None)


# Mail


def test_a_signal_of_a_leerkracht_is_mailed_to_every_ib_er_until_somebody_holds_the_case() -> None:
    kept(record(opened(by=LARS), Signaal, by=LARS))
    assert waiting(mail_text.NEWS) == [MIRJAM.id, NOOR.id], "one each, though two things were recorded"
    empty_the_outbox()
    held = kept(worked(opened(), 1))
    assert waiting(mail_text.NEWS) == []
    recorded(held, Signaal, by=MIRJAM)
    assert waiting(mail_text.NEWS) == [NOOR.id]


def test_of_a_case_that_two_hold_both_are_told_until_each_has_looked() -> None:
    held = recorded(kept(worked(opened(by=LARS), 1)), MedeHouder)
    for user in (NOOR, MIRJAM):
        gezien.see(held, user, NOW)
    empty_the_outbox()
    held = recorded(held, Signaal, by=LARS)
    assert waiting(mail_text.NEWS) == [MIRJAM.id, NOOR.id] and new_to(MIRJAM) == [held.id] == new_to(NOOR)
    gezien.see(held, NOOR, NOW)
    assert new_to(MIRJAM) == [held.id] and new_to(NOOR) == [], "the look of the one is none of the other"
    gezien.see(held, MIRJAM, NOW)
    empty_the_outbox()
    held = recorded(held, Signaal, by=NOOR)
    assert waiting(mail_text.NEWS) == [MIRJAM.id] and new_to(MIRJAM) == [held.id] and new_to(NOOR) == []
    gezien.see(held, MIRJAM, NOW)
    empty_the_outbox()
    recorded(recorded(held, MedeHouder, samen="nee"), Signaal, by=NOOR)
    assert waiting(mail_text.NEWS) == [] == new_to(MIRJAM), "no longer theirs"


def test_an_answer_of_the_directie_and_a_tick_are_mailed_to_who_holds_the_case() -> None:
    held = kept(after_stap(1))
    recorded(held, Ontvangst, by=DICK, kennisgeving=last_message(held))
    assert waiting(mail_text.NEWS) == [NOOR.id]
    empty_the_outbox()
    agreed = kept(record(worked(opened(), 1), Afspraak))
    recorded(agreed, Afgehandeld, by=LARS, afspraak=str(agreed.versie))
    assert waiting(mail_text.NEWS) == [NOOR.id]


def test_signals_that_return_are_mailed_at_once_to_every_ib_er_and_the_directie() -> None:
    held = kept(in_opvolging("5a"))
    empty_the_outbox()
    recorded(held, Effectmeting, signalen="opnieuw")
    assert waiting(mail_text.ACUTE) == [DICK.id, MIRJAM.id] and waiting(mail_text.NEWS) == []
    empty_the_outbox()
    recorded(kept(in_opvolging("5a")), Signaal, by=MIRJAM)
    assert waiting(mail_text.ACUTE) == [DICK.id, NOOR.id]
    empty_the_outbox()
    recorded(kept(in_opvolging("5a")), Effectmeting, signalen="minder", resultaat="loopt", opnieuw_op="10-11-2026")
    assert waiting(mail_text.ACUTE) == []


def test_who_is_shut_out_hears_of_nothing_new_and_the_substitute_does() -> None:
    dossier = record(opened(by=LARS), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    stored = kept(dossier)
    empty_the_outbox()
    recorded(stored, Signaal, by=LARS)
    assert waiting(mail_text.NEWS) == [MIRJAM.id, VERA.id]


def test_a_colleague_is_mailed_from_the_second_day_what_is_late_with_another() -> None:
    recorded(kept(in_opvolging("5a")), Effectmeting, signalen="opnieuw")
    empty_the_outbox()
    monday = MONDAY_MORNING.replace(day=9)
    with transaction(SCHOOL) as connection:
        mail.put_daily(connection, SCHOOL, monday)
    assert waiting(mail_text.COLLEAGUES) == [], "it is due that very day"
    for _twice in range(2):
        with transaction(SCHOOL) as connection:
            mail.put_daily(connection, SCHOOL, monday.replace(day=10))
    assert waiting(mail_text.COLLEAGUES) == [MIRJAM.id]
    with transaction(SCHOOL) as connection:
        mail.put_daily(connection, SCHOOL, monday.replace(day=14))
    assert waiting(mail_text.COLLEAGUES) == [MIRJAM.id], "not on a Saturday"


def test_no_mail_says_of_whom_or_of_what() -> None:
    for soort in (mail_text.NEWS, mail_text.COLLEAGUES, mail_text.ACUTE):
        for number in (1, 3):
            said = mail_text.text(soort, number, number, "https://m.example") + mail_text.subject(soort)
            assert not [word for word in (*WORDS, "Noor", "Lars") if word in said]
    assert "is 1 ding te laat" in mail_text.text(mail_text.COLLEAGUES, 1, 1, "")
    assert "zijn 3 dingen te laat" in mail_text.text(mail_text.COLLEAGUES, 3, 3, "")


# Dossiers held by a colleague


def test_what_is_with_a_colleague_is_there_once_and_for_ib_ers_only() -> None:
    dossier = recorded(kept(in_opvolging("5a")), Effectmeting, signalen="opnieuw")
    with reading(SCHOOL) as connection:
        assert {each.dossier_id for each in werklijst.of_colleagues(connection, MIRJAM, MONDAY)} == {dossier.id}
        for user in (NOOR, DICK, LARS, VERA, SARA):
            assert werklijst.of_colleagues(connection, user, MONDAY) == [], user.naam
    with transaction(SCHOOL) as connection:  # the holder is blocked: it is on every ib-er's own list
        connection.execute(schema.account.update().where(schema.account.c.id == NOOR.id).values(active=False))
    with reading(SCHOOL) as connection:
        assert werklijst.of_colleagues(connection, MIRJAM, TUESDAY) == []
        assert {each.dossier_id for each in werklijst.mine(connection, MIRJAM, MONDAY, TUESDAY)} == {dossier.id}


# What somebody has seen


def test_everything_new_is_in_a_dossier_that_one_may_know_of_and_a_look_ends_it() -> None:
    fresh = kept(record(opened(by=LARS), Signaal, by=LARS))
    urgent = recorded(kept(worked(opened(), 1)), AcuutGevaar)
    assert new_to(NOOR) == [fresh.id] and new_to(MIRJAM) == [fresh.id]
    assert new_to(DICK) == [urgent.id]
    assert [user.naam for user in CAST if user not in (NOOR, MIRJAM, DICK) and new_to(user)] == []
    gezien.see(urgent, DICK, NOW)
    gezien.see(fresh, DICK, NOW)
    assert new_to(DICK) == [] and new_to(NOOR) == [fresh.id], "the look of the directie is none of an ib-er"
    gezien.see(fresh, LARS, NOW)
    assert new_to(MIRJAM) == [fresh.id]
    gezien.see(fresh, MIRJAM, NOW)
    assert new_to(NOOR) == []


def test_who_became_directie_later_has_no_old_news() -> None:
    urgent = recorded(kept(worked(opened(), 1)), AcuutGevaar)
    assert new_to(DICK) == [urgent.id]
    with transaction(SCHOOL) as connection:
        mine = schema.account.c.id == DICK.id
        connection.execute(schema.account.update().where(mine).values(created_at=MONDAY_MORNING))
    assert new_to(DICK) == []


def test_what_was_seen_of_a_dossier_goes_with_it() -> None:
    dossier = kept(te_vernietigen())
    assert count("gezien") == 1
    recorded(dossier, VernietigingBevestigd, codenaam=dossier.codenaam)
    assert count("gezien") == 0


def test_the_directie_hears_of_acute_danger_also_when_what_is_kept_beside_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*_given: object) -> None:
        raise RuntimeError("it is broken")

    stored = kept(after_stap(1))
    monkeypatch.setattr(gezien, "recorded", breaks)
    recorded(stored, AcuutGevaar)
    assert new_to(DICK) == [stored.id]
