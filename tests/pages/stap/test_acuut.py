"""The page of acute danger: telephone numbers, giving an alarm, and a record with only what cannot wait."""

import re
from datetime import timedelta
from itertools import product

import pytest

from db.dossiers import dossiers
from db.store.engine import EVERY_SCHOOL, reading
from db.werk import alarm
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import AcuutGevaar
from meldcode.vastleggingen.acuut import AcuutBegin
from tests.answers import answers
from tests.builders import opened
from tests.cast import BEA, BESS, DICK, FRED, LARS, MIRJAM, NOOR, VERA
from tests.over import over
from tests.pages.person import Person
from tests.pages.reading import sent
from tests.pages.school import School
from ui.page.screens import SCREENS

WHY = "Vader staat dronken aan het hek."
EVERYBODY = [NOOR, MIRJAM, DICK, VERA, LARS, BEA, FRED, BESS]


def by_id(users) -> dict:
    return {"argvalues": users, "ids": [user.id for user in users]}


def at_danger(school: School, user, dossier=None) -> Person:
    person = school.comes(user)
    person.opens("acuut.py", dossier)
    return person


def begins(person: Person, naam: str = "Iris Zonderling") -> None:
    person.dossier = None
    person.answers(AcuutBegin, {"naam": naam, "reden": WHY})
    person.presses("Vastleggen")


@over("user", EVERYBODY)
def test_whoever_is_signed_in_has_both_numbers_to_press_on_the_page_and_in_the_menu(school: School, user) -> None:
    """R35."""
    text = at_danger(school, user).reads()
    for called in ("tel:112", "tel:08002000"):
        assert len(re.findall(f'class="mr-bel[ "][^>]*href="{called}"', text)) == 1, "large on the page"
        assert len(re.findall(f'class="mr-bel-klein" href="{called}"', text)) == 1, "in the menu"


@over("user, page", product(EVERYBODY, ["start.py", "account.py", "acuut.py"]))
def test_acuut_is_on_every_page(school: School, user, page: str) -> None:
    person = school.comes(user)
    person.opens(page)
    assert "Acuut" in [each.proto.label for each in person.app.main if each.type == "page_link"]


@over("user", [DICK, BEA, FRED, BESS])
def test_who_records_no_signals_records_no_danger_but_alarms(school: School, user) -> None:
    person = at_danger(school, user)
    assert "Vastleggen" not in person.buttons() and "Alarmeer nu" in person.buttons()


def recorded_in(person: Person) -> Dossier:
    """The stored dossier that this tab is about."""
    with reading(EVERY_SCHOOL) as connection:
        found = dossiers.load(connection, str(person.app.session_state["dossier"]), person.user.school_id)
    assert found is not None
    return found


@pytest.mark.parametrize("user", **by_id([NOOR, VERA, LARS]))
def test_a_name_and_a_reason_open_a_dossier_with_the_danger_in_it(school: School, user) -> None:
    """Day and time are filled in already; the route goes straight to the melding."""
    person = at_danger(school, user)
    begins(person)
    stored = recorded_in(person)
    assert [each.soort for each in stored.records] == ["Opening", "AcuutGevaar"]
    danger = stored.last(AcuutGevaar)
    assert danger is not None and danger.waarde("reden") == WHY
    assert (danger.waarde("datum"), danger.waarde("tijd")) == ("09-11-2026", "11:00")
    assert stored.fase is Fase.STAP_5 and stored.opened_by == user.id
    assert WHY in person.reads(), "and it is shown what was recorded"


def test_a_double_press_opens_one_dossier(school: School, lars: Person) -> None:
    lars.opens("acuut.py")
    lars.answers(AcuutBegin, {"naam": "Iris Zonderling", "reden": WHY})
    lars.double_clicks("Vastleggen")
    assert (school.rows()["dossier"], school.rows()["vastlegging"]) == (1, 2)


def test_without_a_name_or_a_reason_it_says_so_and_keeps_what_was_typed(school: School, lars: Person) -> None:
    lars.opens("acuut.py")
    lars.answers(AcuutBegin, {"reden": WHY})
    lars.presses("Vastleggen")
    assert lars.is_told_at(AcuutBegin, "naam") == ["Beantwoord deze vraag."]
    assert lars.again().typed(AcuutBegin, "reden") == WHY
    assert school.rows()["dossier"] == 0


def test_another_day_or_time_can_be_filled_in(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("acuut.py", dossier)
    assert not noor.is_asked(AcuutGevaar, "tijd")
    noor.presses("Andere dag of tijd")
    noor.answers(AcuutGevaar, answers(AcuutGevaar, tijd="08:10"))
    noor.presses("Vastleggen")
    danger = school.reads(dossier).last(AcuutGevaar)
    assert danger is not None and danger.waarde("tijd") == "08:10"


def test_a_tab_that_was_left_open_does_not_record_the_time_of_then(school: School, noor: Person) -> None:
    noor.opens("acuut.py", school.keeps(opened()))
    assert "Vandaag, 11:00 uur" in noor.reads()
    school.now += timedelta(hours=2)
    school.is_busy()
    noor.refreshes()
    assert "Vandaag, 13:00 uur" in noor.reads()


def test_in_a_dossier_it_says_about_whom_and_what_is_asked_on_the_telephone(school: School, noor: Person) -> None:
    noor.opens("acuut.py", school.keeps(opened(naam="Sem de Wit", gezag="Beide ouders; woont bij moeder.")))
    text = noor.reads()
    assert "Sem de Wit, groep 6" in text and "Geboren op wo 14 maart 2018" in text and "woont bij moeder" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2017", "Geboren in 2017"), ("mei 2017", "Geboren in mei 2017"), ("?", "Geboortedatum onbekend")],
)
def test_on_the_telephone_it_is_said_how_much_of_the_birth_date_is_known(
    school: School, noor: Person, typed: str, said: str
) -> None:
    noor.opens("acuut.py", school.keeps(opened(geboren=typed, groep="Plusklas")))
    assert said in noor.reads() and "Geboren op" not in noor.reads()
    assert ", Plusklas" in noor.reads() and "groep Plusklas" not in noor.reads()


def test_the_rest_is_asked_later_where_the_pupil_stands_in_a_list(school: School, noor: Person) -> None:
    noor.opens("acuut.py")
    begins(noor)
    noor.opens("start.py")
    assert "Iris Zonderling, groep onbekend" in noor.reads()
    noor.opens("stap_1_signalen.py")
    assert "Wie de leerling is: geboortedatum en groep" in noor.reads()


# Alarm


def lines(person: Person) -> list[str]:
    """The lines at the top of the page, as a screen reader says them."""
    return [each for _type, each in sent(person.app) if 'class="mr-alarm"' in each]


@pytest.mark.parametrize("user", **by_id([LARS, VERA, BEA]))
def test_one_press_is_seen_by_ib_ers_and_directie_on_every_page_and_by_nobody_else(school: School, user) -> None:
    at_danger(school, user).presses("Alarmeer nu")
    for alarmed in (NOOR, MIRJAM, DICK):
        for page in ("start.py", "account.py"):
            person = school.comes(alarmed)
            person.opens(page)
            assert len(lines(person)) == 1 and user.naam in lines(person)[0] and "11:00" in lines(person)[0]
    for other in {LARS, VERA, BEA, FRED, BESS} - {user}:
        assert lines(school.comes(other)) == []


@pytest.fixture
def alarmed(school: School) -> Dossier:
    """Lars has given an alarm, and Noor has this dossier."""
    alarm.sound(LARS, school.now)
    return school.keeps(opened())


@over("user, page", [(user, each.file) for user in (NOOR, DICK) for each in SCREENS if user.may(each.permission)])
def test_a_waiting_alarm_stands_on_every_page(school: School, alarmed: Dossier, user, page: str) -> None:
    person = school.comes(user)
    person.opens(page, alarmed if user is NOOR else None)
    assert len(lines(person)) == 1


def test_on_the_page_of_acute_danger_the_numbers_come_before_alarms(school: School, alarmed: Dossier) -> None:
    text = at_danger(school, NOOR).reads()
    assert text.index("mr-bellen") < text.index('class="mr-alarm"') < text.index("Waarschuw op school")


def test_of_more_than_two_alarms_the_newest_stand_there_and_a_press_shows_all(school: School, noor: Person) -> None:
    for user in (LARS, VERA, BEA):
        alarm.sound(user, school.now)
        school.now += timedelta(minutes=1)
    noor.opens("start.py")
    assert [user.naam in each for user, each in zip((BEA, VERA), lines(noor), strict=True)] == [True, True]
    assert "De nieuwste 2 van 3." in noor.reads()
    noor.presses("Alarmen: toon alle 3")
    assert len(lines(noor)) == 3 and LARS.naam in lines(noor)[2]
    noor.presses("Gezien", key=next(each.key for each in noor.app.button if each.label == "Gezien"))
    assert len(lines(noor)) == 2 and "toon al" not in noor.reads()


def test_who_pressed_sees_who_has_seen_it(school: School, lars: Person, noor: Person) -> None:
    lars.opens("acuut.py")
    lars.presses("Alarmeer nu")
    assert "U hebt om 11:00 alarm geslagen. Nog niemand heeft het gezien." in lars.is_told()
    noor.opens("start.py")
    noor.presses("Gezien")
    assert lines(noor) == []
    lars.refreshes()
    assert "U hebt om 11:00 alarm geslagen. Gezien door Noor van Dalen om 11:00." in lars.is_told()


def test_recording_alarms_too_and_the_line_leads_to_the_dossier(school: School, lars: Person, noor: Person) -> None:
    lars.opens("acuut.py")
    begins(lars)
    assert "Intern begeleider en directie worden nu gewaarschuwd." in lars.reads()
    noor.opens("start.py")
    assert len(lines(noor)) == 1 and "Iris" not in lines(noor)[0]
    noor.presses("Dossier openen")
    assert noor.title == "Stap 5. Beslissen" and "Iris Zonderling" in noor.reads()


def test_whom_to_warn_stands_there_by_name_and_extension(school: School, lars: Person) -> None:
    school.changes(NOOR, toestel="214")
    lars.opens("acuut.py")
    text = lars.reads()
    assert "<b>Noor van Dalen</b> intern begeleider" in text and 'href="tel:214"' in text
    assert "<b>Dick Hofstra</b> directie" in text and "toestel niet ingevuld" in text


def test_an_alarm_is_given_and_seen_when_mail_is_half_set(school: School, lars: Person, monkeypatch) -> None:
    monkeypatch.setenv("MELDCODE_SMTP_HOST", "localhost")
    lars.opens("acuut.py")
    lars.presses("Alarmeer nu")
    assert len(lines(school.comes(NOOR))) == 1


# The telephone extension


def test_one_fills_in_ones_own_extension(school: School, noor: Person, lars: Person) -> None:
    noor.opens("account.py")
    noor.app.text_input("account/toestel").set_value("214")
    noor.presses("Bewaren")
    assert "Uw toestel is bewaard." in noor.is_told()
    lars.opens("acuut.py")
    assert "Bel 214" in lars.reads()


def test_what_cannot_be_dialled_is_refused_in_words(school: School, noor: Person) -> None:
    noor.opens("account.py")
    noor.app.text_input("account/toestel").set_value("kamer 3")
    noor.presses("Bewaren")
    assert any("nummer om te bellen" in each for each in noor.is_told())


def test_the_beheerder_fills_in_that_of_another(school: School, bea: Person, lars: Person) -> None:
    bea.opens("beheer.py")
    bea.app.text_input("toestel/noor").set_value("0301234567")
    bea.presses("Toestel bewaren", key="toestel-bewaren/noor")
    lars.opens("acuut.py")
    assert 'href="tel:0301234567"' in lars.reads()
