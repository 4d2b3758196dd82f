"""Destroying takes two people: another reads what goes and types the code name; nothing but a certificate is left."""

import pytest

from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    Afronding,
    Ontvangst,
    Signaal,
    VernietigingBevestigd,
    VernietigingGevraagd,
    VernietigingIngetrokken,
)
from meldcode.vragen.vraag import Raw
from tests.builders import gesloten, opened, te_vernietigen, work
from tests.cast import CAST, DICK, FRED, NOOR
from tests.pages.person import Person
from tests.pages.reading import without_remark
from tests.pages.school import School, marked
from tests.term_is_over import term_is_over as term_is_over
from ui.page import emptied

pytestmark = pytest.mark.usefixtures("term_is_over")
CANARY = "Kanarievogel in het fietsenhok"
ASKED: dict[str, Raw] = {
    "grond": "bewaartermijn",
    "waarom": "De leerling is twee jaar geleden van school gegaan.",
    "buiten": ["papier"],
}


@pytest.fixture
def destroying(school: School, dick: Person) -> Person:
    """Dick, with a dossier before him that he may destroy; what came before he has seen."""
    dossier = school.keeps(marked(te_vernietigen(), CANARY))
    for message in dossier.of(Afronding)[:-1]:
        dossier = school.adds(dossier, Ontvangst, kennisgeving=str(message.nummer))
    dick.opens("directie.py", dossier)
    return dick


def confirms(person: Person, codenaam: str) -> None:
    person.answers(VernietigingBevestigd, {"codenaam": codenaam})
    person.presses("Bevestig en vernietig")


def test_the_message_is_seen_on_its_own_page_with_what_goes(school: School, destroying: Person) -> None:
    """R21, R22: no ordinary receipt; a link leads to what goes, and what that means later."""
    assert "Gezien" not in [without_remark(each.label) for each in destroying.app.button]
    dossier = destroying.dossier
    destroying.opens("vernietigen.py", dossier)
    read = destroying.reads()
    assert "Uitkomst: geen indicatie" in read and f"{dossier.versie} vastleggingen" in read
    assert "ook als volwassene" in read and "geen patroon" in read and "Buiten Meldroute niet nagekeken" in read
    assert CANARY not in read and "Sem" not in read, "the directie reads no content"
    confirms(destroying, "Beuk 999")
    assert destroying.is_told_at(VernietigingBevestigd, "codenaam") == ["Dit is niet de codenaam van dit dossier."]
    assert school.reads(dossier)


def test_with_the_code_name_it_is_destroyed_and_the_certificate_is_there(
    school: School, destroying: Person, noor: Person
) -> None:
    """R21, R22."""
    dossier = destroying.dossier
    noor.opens("stap_1_signalen.py", dossier)
    noor.answers(Signaal, {"datum": "6"})
    destroying.opens("vernietigen.py", dossier)
    confirms(destroying, dossier.codenaam)
    assert destroying.is_told() == ["Het dossier is vernietigd."]
    assert f"/verklaring/{dossier.id}.pdf" in str([each.proto.body for each in destroying.app.main.get("html")])
    rows = school.rows()
    assert (rows["vastlegging"], rows["concept"], rows["verplichting"], rows["vernietiging"]) == (0, 0, 0, 1)
    noor.refreshes()
    assert "Kies eerst een dossier" in noor.reads() and dossier.codenaam not in noor.reads()
    assert not school.holds_in_a_file("Kanarievogel")
    noor.opens("vernietigd.py")
    assert dossier.codenaam in noor.reads(), "who asked for it sees it too"
    fred = school.comes(FRED)
    fred.opens("vernietigd.py")
    assert dossier.codenaam in fred.reads() and "Geen indicatie" in fred.reads()


def test_a_signal_that_came_in_meanwhile_keeps_the_dossier(school: School, destroying: Person) -> None:
    """The message was read; but the route has begun anew."""
    dossier = school.adds(destroying.dossier, Signaal, by=NOOR)
    destroying.opens("vernietigen.py", dossier)
    assert "Bevestig en vernietig" not in destroying.buttons()
    destroying.opens("directie.py")
    destroying.presses("Gezien")
    assert school.reads(dossier).fase is Fase.STAP_1


def test_one_asks_another_confirms_after_a_week_and_either_withdraws(
    school: School, noor: Person, dick: Person
) -> None:
    dossier = school.keeps(gesloten())
    noor.opens("vernietigen.py", dossier)
    noor.answers(VernietigingGevraagd, ASKED)
    noor.presses("Vraag de vernietiging")
    assert "De vernietiging is gevraagd." in noor.is_told()[0]
    assert "Bevestig en vernietig" not in noor.buttons() and "Dick Hofstra" in noor.reads()
    dick.opens("directie.py")
    assert "vernietiging gevraagd. De bewaartermijn is voorbij." in dick.reads()
    dick.opens("vernietigen.py", dossier)
    assert "Bevestigen kan vanaf" in dick.reads() and "Bevestig en vernietig" not in dick.buttons()
    dick.app.toggle[0].set_value(True)
    dick.refreshes()
    dick.answers(VernietigingIngetrokken, {"reden": "Er loopt een klacht."})
    dick.presses("Trek het verzoek in")
    assert school.reads(dossier).fase is Fase.GESLOTEN
    school.adds(school.reads(dossier), VernietigingGevraagd, grond="bewaartermijn", on=school.now.date())
    school.days_pass(7)
    dick = dick.again()
    dick.opens("vernietigen.py", dossier)
    confirms(dick, dossier.codenaam)
    assert school.rows()["vernietiging"] == 1


def test_while_the_route_runs_only_a_mistake_is_a_ground(school: School, noor: Person) -> None:
    dossier = school.keeps(work(opened(), 1))
    noor.opens("vernietigen.py", dossier)
    noor.answers(VernietigingGevraagd, ASKED)
    noor.presses("Vraag de vernietiging")
    said = noor.is_told_at(VernietigingGevraagd, "grond")
    assert said == ["Sluit het dossier eerst af. Zolang de route loopt, is nodig wat erin staat."]
    noor.answers(VernietigingGevraagd, {"grond": "vergissing"})
    noor.presses("Vraag de vernietiging")
    assert school.reads(dossier).records[-1].isa(VernietigingGevraagd)


def test_without_a_second_person_it_cannot_be_asked_and_the_page_says_whom_to_appoint(
    school: School, noor: Person
) -> None:
    dossier = school.keeps(gesloten())
    for each in CAST:
        if each.role in (DICK.role, NOOR.role) and each.id != NOOR.id:
            school.changes(each, active=False)
    noor.opens("vernietigen.py", dossier)
    assert "Vraag de beheerder om een tweede account" in noor.reads()
    assert "Vraag de vernietiging" not in noor.buttons()


def test_what_another_process_destroyed_is_taken_from_the_tabs_of_this_one(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each process looks four times a minute; open tabs are then drawn anew, as after a destruction of its own."""
    gone, stays = school.keeps(te_vernietigen()), school.keeps(opened())
    held = {"one": {gone.id, stays.id}, "two": {stays.id}}
    drawn: list[str] = []
    monkeypatch.setattr(emptied, "_HELD", held)
    monkeypatch.setattr(emptied, "_draw_again", drawn.append)
    emptied.look()
    assert drawn == [], "nothing was destroyed yet"
    school.adds(gone, VernietigingBevestigd, codenaam=gone.codenaam)  # this tells the tabs nothing
    emptied.look()
    emptied.look()
    assert drawn == ["one"] and held == {"one": {stays.id}, "two": {stays.id}}
    assert emptied._LOOKS_EVERY <= 20, "redrawing and giving memory back take the rest of the minute"
