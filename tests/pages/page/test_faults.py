"""Faults of disk, database or keys while a page is open: said in words, nothing is lost, and work goes on after."""

from datetime import timedelta

import pytest

from db.journal import journal
from meldcode.rollen import Role
from meldcode.vastleggingen import Overleg, Signaal
from tests import faults
from tests.answers import answers
from tests.builders import opened
from tests.cast import CAST, NOOR, SCHOOL, VERA
from tests.faults import FAULTS, TYPED, Fault, words
from tests.pages.person import Person
from tests.pages.school import School
from ui.page import screens

MORE = TYPED + "Hij zei niets." * 2000  # more than fits in the pages the database has


pytestmark = pytest.mark.usefixtures("as_the_server_does")


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_what_cannot_be_recorded_is_said_and_the_same_press_works_afterwards(
    fault: Fault, school: School, typing: Person, caplog: pytest.LogCaptureFixture
) -> None:
    before = school.rows()
    with fault.brought_about(school.place):
        typing.presses("Vastleggen")
        said = words(typing)
        assert fault.reads in said and "Er is nu niets vastgelegd." in said
        assert "Sem" not in caplog.text and "Traceback" not in caplog.text
    assert school.rows() == before and journal.verify(SCHOOL) is None
    if not fault.pages_open:
        typing.presses("Opnieuw proberen")
    assert typing.typed(Signaal, "waarneming") == TYPED
    typing.presses("Vastleggen")
    assert "Vastgelegd: Signaal." in words(typing)
    assert school.reads(typing.dossier).of(Signaal)[-1].tekst("waarneming") == TYPED
    assert journal.verify(SCHOOL) is None


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_what_is_typed_meanwhile_is_kept_in_the_tab_and_saved_afterwards(
    fault: Fault, school: School, typing: Person
) -> None:
    before = school.rows()
    with fault.brought_about(school.place):
        typing.field(Signaal, "waarneming").set_value(MORE)
        typing.refreshes()
        said = words(typing)
        assert fault.reads in said and "Wat u typte, is niet weg" in said
        assert "Concept bewaard" not in typing.reads()
    assert school.rows() == before
    typing.presses("Opnieuw bewaren" if fault.pages_open else "Opnieuw proberen")
    assert typing.typed(Signaal, "waarneming") == MORE
    assert "Concept bewaard" in typing.reads() and words(typing) == ""
    assert school.concept(NOOR, typing.dossier, Signaal)["waarneming"] == MORE


@pytest.mark.parametrize("screen", screens.SCREENS, ids=lambda screen: screen.file)
def test_every_page_says_it_in_words(screen: screens.Screen, school: School) -> None:
    person = school.comes(next(user for user in CAST if user.may(screen.permission)))
    dossier = school.keeps(opened())
    with faults.page_damaged(school.place):
        person.opens(screen.file, dossier)
        assert "is beschadigd" in words(person)
    person.presses("Opnieuw proberen")
    assert "beschadigd" not in words(person) and person.title


def test_beheer_says_it_in_words_and_changes_nothing(school: School, bea: Person) -> None:
    bea.opens("beheer.py")
    before = school.rows()
    with faults.read_only(school.place):
        bea.presses("Termijnen bewaren")
        assert "alleen te lezen en niet te schrijven" in words(bea)
    assert school.rows() == before
    bea.presses("Termijnen bewaren")
    assert words(bea) == "De termijnen zijn bewaard."


def test_a_role_that_could_not_be_changed_is_shown_as_it_is(school: School, bea: Person) -> None:
    bea.opens("beheer.py")
    with faults.read_only(school.place):
        bea.app.selectbox(key=f"rol/{VERA.id}").set_value(Role.IB_ER)
        bea.refreshes()
        assert "De gegevens zijn alleen te lezen" in words(bea)
        assert bea.app.selectbox(key=f"rol/{VERA.id}").value == Role.VERTROUWENSPERSOON
    bea.app.selectbox(key=f"rol/{VERA.id}").set_value(Role.IB_ER)
    bea.refreshes()
    assert words(bea) == "De rol is gewijzigd, en het account is overal uitgelogd."


def test_who_opens_a_dossier_that_cannot_be_noted_in_the_journal_does_not_get_to_read_it(
    school: School, noor: Person
) -> None:
    """The view is journalled as soon as that is possible."""
    dossier = school.keeps(opened())
    lines = school.rows()["journal"]
    with faults.read_only(school.place):
        noor.opens("dossier.py", dossier)
        assert "alleen te lezen en niet te schrijven" in words(noor) and "Sem de Wit" not in noor.reads()
    noor.presses("Opnieuw proberen")
    assert "Sem de Wit" in noor.reads() and school.rows()["journal"] == lines + 1


def test_a_mistake_in_the_program_is_a_code_and_no_more(
    school: School, typing: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_anything: object, **_more: object) -> None:
        raise ValueError(TYPED)

    monkeypatch.setattr("ui.forms.recording.dossiers.save_all", mistaken)
    typing.presses("Vastleggen")
    said = "\n".join(typing.is_told())
    assert "Foutcode" in said and "Sem" not in said
    assert school.recorded() and typing.typed(Signaal, "waarneming") == TYPED


def test_a_clock_that_goes_a_day_back_refuses_nothing_and_the_journal_stays_in_order(
    school: School, typing: Person
) -> None:
    """The journal is ordered by number; its times are whatever the clock said."""
    typing.presses("Vastleggen")
    school.now -= timedelta(days=1)
    typing.refreshes()
    typing.records(Overleg, answers(Overleg))
    assert "Vastgelegd: Overleg." in words(typing)
    dossier = school.reads(typing.dossier)
    assert [(each.soort, each.on.day) for each in dossier.records] == [("Opening", 9), ("Signaal", 9), ("Overleg", 8)]
    assert journal.verify(SCHOOL) is None
    for page in ("start.py", "dossier.py", "leerlingbespreking.py", "stap_1_signalen.py"):
        typing.opens(page, typing.dossier)
        assert words(typing) == "", page
    school.days_pass(2)
    typing.opens("stap_1_signalen.py")
    typing.records(Overleg, answers(Overleg, met="vertrouwenspersoon"))
    assert "Vastgelegd: Overleg." in words(typing) and journal.verify(SCHOOL) is None


def test_a_day_that_is_still_to_come_for_a_clock_that_is_behind_waits_as_a_concept(
    school: School, typing: Person
) -> None:
    typing.answers(Signaal, {"datum": "9-11-2026"})
    school.now -= timedelta(days=1)
    typing.presses("Vastleggen")
    assert "Er is nog niets vastgelegd" in words(typing) and len(school.reads(typing.dossier).records) == 1
    assert school.concept(NOOR, typing.dossier, Signaal)["waarneming"] == TYPED
    school.now += timedelta(days=1)
    typing.presses("Vastleggen")
    assert "Vastgelegd: Signaal." in words(typing)
