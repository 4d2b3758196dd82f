"""Faults beside recording (mail, settings, figures) are shown to whoever must know, and do not stop recording."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from db.store.engine import engine
from db.upkeep import in_orde
from meldcode.vastleggingen import AcuutGevaar
from tests.answers import answers
from tests.builders import opened
from tests.cast import BEA, NOOR
from tests.pages.person import Person
from tests.pages.school import School

WAIT = timedelta(minutes=21)
SETTINGS = {
    "HOST": "nergens.invalid", "BEVEILIGING": "tls", "AFZENDER": "meldroute@school.example",
    "ADRES": "https://meldroute.school.example",
}  # fmt: skip
CALL = "De mail gaat nu niet goed weg. Bel dus zelf ook uw intern begeleider en uw directie. Vastleggen kan gewoon."


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Mail is switched on, but its server is gone."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{name}", value)
    return monkeypatch


def records_acute_danger(school: School) -> Person:
    noor = Person(NOOR)
    dossier = school.keeps(opened())
    noor.opens("acuut.py", dossier)
    noor.answers(AcuutGevaar, answers(AcuutGevaar))
    noor.presses("Vastleggen")
    assert [each.soort for each in school.reads(dossier).records] == ["Opening", "AcuutGevaar"], noor.is_told()
    return noor


def beheer(school: School) -> Person:
    school.is_busy()
    bea = Person(BEA)
    bea.opens("beheer.py")
    return bea


def test_settings_by_half_are_said_before_and_in_beheer_with_what_waits(
    school: School, mail: pytest.MonkeyPatch
) -> None:
    mail.setenv("MELDCODE_SMTP_BEVEILIGING", "")
    noor = records_acute_danger(school)
    noor.opens("acuut.py")
    assert CALL in noor.is_told()
    read = plain(beheer(school).reads())
    assert "Er gaat nu geen mail weg. MELDCODE_SMTP_BEVEILIGING ontbreekt." in read
    assert school.rows()["mail"] > 0, "it waits until the settings are right"


def test_acute_mail_that_no_run_takes_up_is_shown_in_beheer_and_on_the_page_of_acute_danger(
    school: School, mail: pytest.MonkeyPatch
) -> None:
    noor = records_acute_danger(school)
    assert school.rows()["mail"] > 0
    noor.opens("acuut.py")
    assert CALL not in noor.is_told(), "it was put ready just now"
    school.now += timedelta(minutes=4)
    school.is_busy()
    assert "Er is geen mail die niet kon worden bezorgd." in beheer(school).reads()
    school.days_pass(1)
    noor = Person(NOOR)
    noor.opens("acuut.py")
    assert CALL in noor.is_told()
    bea = Person(BEA)
    bea.opens("beheer.py")
    assert "Nog niet bezorgd" in bea.reads() and "Er is nog geen ronde geweest" in bea.reads()


def test_with_mail_off_nothing_is_said_about_it(school: School) -> None:
    noor = records_acute_danger(school)
    noor.opens("acuut.py")
    assert CALL not in noor.is_told()


@pytest.mark.parametrize("table", ["mail", "concept", "termijn", "vrij", "throttle", "verloop_wacht"])
def test_on_the_page_acute_danger_is_recorded_without(table: str, school: School, mail: pytest.MonkeyPatch) -> None:
    noor = Person(NOOR)
    dossier = school.keeps(opened())
    with engine().begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {table}_away"))
    noor.opens("acuut.py", dossier)
    noor.answers(AcuutGevaar, answers(AcuutGevaar))
    noor.presses("Vastleggen")
    with engine().begin() as connection:
        connection.execute(text(f"ALTER TABLE {table}_away RENAME TO {table}"))
    assert [each.soort for each in school.reads(dossier).records] == ["Opening", "AcuutGevaar"], noor.is_told()


def test_the_check_says_in_words_what_is_wrong_and_what_is_right(school: School, mail: pytest.MonkeyPatch) -> None:
    bea = Person(BEA)
    bea.opens("in_orde.py")
    bea.presses("Ga alles na")
    told = "\n".join(bea.is_told())
    assert "Mailserver: De naam van de mailserver is niet te vinden" in told
    assert "Tijdelijke map: Er kan iets in worden bewaard." in bea.reads()
    mail.setenv("MELDCODE_SMTP_HOST", "")
    bea.presses("Ga alles na")
    assert "Instellingen van mail: MELDCODE_SMTP_HOST ontbreekt." in plain("\n".join(bea.is_told()))


def plain(text: str) -> str:
    """The names of settings in a text as people read it, without the escapes for Markdown."""
    return text.replace("\\_", "_")


def test_the_check_says_that_all_is_well(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    assert school
    monkeypatch.setattr(in_orde, "of_school", lambda *_given: [])
    bea = Person(BEA)
    bea.opens("in_orde.py")
    bea.presses("Ga alles na")
    assert "Alles is goed." in bea.is_told()
