"""The course as somebody walks it: from the list to the dossier, what the exercise says there, and beginning anew."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from starlette.requests import Request
from starlette.responses import Response

from db import schema
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.practice import cursus
from db.store.engine import reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.oefenen.casussen import CASUSSEN
from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.cast import MIRJAM, MONDAY, NOOR, SCHOOL
from tests.meldcode.oefenen.played import EXERCISES
from tests.pages.person import Person, session_of
from tests.pages.school import School
from tests.papers.read import pages_of, text_of
from ui.oefenen import oefenen, opdracht
from ui.page.screens import SCREENS, THIS

FIRST = CASUSSEN[0]


@pytest.fixture
def practice(school: School) -> School:
    """The school of this test, as a practice school."""
    with transaction(SCHOOL) as connection:
        connection.execute(update(schema.school).where(schema.school.c.id == SCHOOL).values(oefenschool=True))
    return school


def in_address(person: Person, school: School) -> Dossier:
    """The dossier that the page of this tab is about."""
    dossier_id = "".join(person.app.query_params["dossier"])
    return school.reads(replace(opened(), id=dossier_id))


def test_a_case_is_begun_and_walked_and_begun_anew(practice: School, noor: Person) -> None:
    noor.opens("oefenen.py")
    noor.presses(f"Begin: {FIRST.titel}")
    dossier = in_address(noor, practice)
    assert "opdracht 1 van 6" in noor.reads() and "Leg dit vast als signaal." in noor.reads()
    assert "Signaal, met als antwoord ‘Ik hoorde het van iemand anders’." in noor.reads()
    practice.adds(dossier, Signaal, bron="zelf")
    noor.opens("dossier.py", dossier)
    assert "U hoorde het van Lars." in noor.reads() and "opdracht 1 van 6" in noor.reads()
    practice.adds(dossier, Signaal, bron="van_anderen", van_wie="Lars Brouwer")
    noor.opens("opvolging.py")
    assert "opdracht 2 van 6" in noor.reads() and "Goed: wie dit leest" in noor.reads()
    mirjam = practice.comes(MIRJAM)
    mirjam.opens("dossier.py", dossier)
    assert "opdracht" not in mirjam.reads(), "it is the exercise of somebody else"
    noor.opens("oefenen.py")
    assert "1 van 6 opdrachten klaar." in noor.reads()
    noor.presses(f"Begin opnieuw: {FIRST.titel}")
    assert "Deze casus begint opnieuw." in noor.reads() and "opdracht 1 van 6" in noor.reads()
    assert in_address(noor, practice).id != dossier.id
    noor.opens("oefenen.py")
    noor.presses("Begin met alles opnieuw")
    assert "Alle casussen zijn weer leeg." in noor.reads() and f"Begin: {FIRST.titel}" in noor.buttons()


def test_a_real_school_says_why_not_and_shows_nothing_of_it(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("oefenen.py")
    assert "Oefenen kan alleen in de oefenschool, met verzonnen leerlingen." in noor.reads()
    assert not [each for each in noor.buttons() if each.startswith("Begin")]
    noor.opens("dossier.py", dossier)
    assert "Oefenen" not in noor.reads(), "it is in the menu of a practice school only"
    assert asked_for().status_code == 403


def asked_for() -> Response:
    """What Noor gets at the address of the certificate."""
    request = Request({"type": "http", "method": "GET", "path": oefenen.PAPER, "headers": [], "path_params": {}})
    return oefenen.paper.answer(request, session_of(NOOR), {})


def test_there_is_a_certificate_as_soon_as_every_case_was_done_and_not_before(practice: School, noor: Person) -> None:
    for casus in CASUSSEN[1:]:
        cursus.done(casus, NOOR, MONDAY)
    noor.opens("oefenen.py")
    assert "Alle casussen zijn klaar" not in noor.reads()
    assert asked_for().status_code == 403
    cursus.done(FIRST, NOOR, MONDAY)
    noor.opens("oefenen.py")
    assert "Alle casussen zijn klaar" in noor.reads() and practice
    made = asked_for()
    assert made.status_code == 200 and made.headers["Content-Disposition"] == 'attachment; filename="bewijs.pdf"'
    assert pages_of(bytes(made.body)) == 1
    said = text_of(bytes(made.body))
    assert all(each in said for each in ("Noor van Dalen", "Oefenschool", *(each.titel for each in CASUSSEN)))
    assert "De leerlingen in deze casussen bestaan niet." in said


def test_the_last_exercise_done_ends_the_case_and_is_kept(practice: School, noor: Person) -> None:
    dossier_id = cursus.begin(CASUSSEN[2], NOOR, MONDAY, practice.now)
    dossier = practice.reads(replace(opened(), id=dossier_id))
    for step in (step for way, _otherwise in EXERCISES[3] for step in way):
        dossier = step(dossier)
        dossiers.save(dossier, by=NOOR, moment=Moment(MONDAY, practice.now, f"step-{dossier.versie}"))
    noor.opens("stap_5_beslissen.py", dossier)
    assert "Deze casus is klaar" in noor.reads()
    with reading(SCHOOL) as connection:
        assert cursus.plaatsen(connection, NOOR)[2].klaar_op == MONDAY


# Where each case begins, by hand: on a page about the dossier, for only there the exercise is shown.
BEGINS = ["stap_1_signalen.py", "stap_1_signalen.py", "dossier.py", "om_de_leerling.py", "opvolging.py"]


def test_every_exercise_is_done_on_a_page_that_there_is_and_read_on_one_about_the_dossier() -> None:
    files = {screen.file for screen in SCREENS}
    about = {screen.file for screen in SCREENS if screen.group == THIS}
    assert [opdracht.lands_on(casus, 0) for casus in CASUSSEN] == BEGINS
    for casus in CASUSSEN:
        assert {opdracht.page_of(each) for each in casus.opdrachten} <= files, casus.titel
        assert {opdracht.lands_on(casus, number) for number in range(len(casus.opdrachten) + 1)} <= about, casus.titel
