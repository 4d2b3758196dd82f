"""A receipt of the directie destroys a dossier: apart from the others, by a second press, and nothing is left."""

import pytest

from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afronding, Ontvangst, Signaal, UitkomstStap2
from tests.builders import after_stap, close, last_message, record, te_vernietigen, work
from tests.cast import FRIDAY_BEFORE, NOOR
from tests.pages.person import Person
from tests.pages.reading import without_remark
from tests.pages.school import School, marked

CANARY = "Kanarievogel in het fietsenhok"


def one_click(person: Person) -> list[str]:
    """The keys of the buttons that confirm at once."""
    return [str(each.key) for each in person.app.button if without_remark(each.label) == "Gezien"]


@pytest.fixture
def destroying(school: School, dick: Person) -> Person:
    """Dick, with a dossier before him that his receipt destroys; what came before he has seen."""
    dossier = school.keeps(marked(te_vernietigen(), CANARY))
    for message in dossier.of(Afronding)[:-1]:
        dossier = school.adds(dossier, Ontvangst, kennisgeving=str(message.nummer))
    dick.opens("directie.py", dossier)
    return dick


def test_destroying_takes_a_second_button_that_says_what_it_does(school: School, destroying: Person) -> None:
    """R21, R22."""
    assert "Gezien" not in destroying.buttons(), "one click would destroy"
    place = destroying.app.main.get_by_key(
        destroying.key(Ontvangst, "open", f"{last_message(destroying.dossier)}/gezien")
    )
    assert place.type == "popover"
    inside = [each.value for each in place.markdown] + [each.label for each in place.button]
    assert inside == [
        "Hiermee bevestigt u dat dossier Hazelaar 1 wordt vernietigd. Dat is niet terug te draaien.",
        "Gezien: vernietig het dossier",
    ]
    assert school.reads(destroying.dossier)


def test_the_second_button_is_there_however_much_waits(school: School, dick: Person) -> None:
    """The message of stap 1 is among the first to be shown; that of stap 2, which destroys, waits further on."""
    for _ in range(9):
        school.keeps(after_stap(1, on=FRIDAY_BEFORE))
    dossier = work(after_stap(1, on=FRIDAY_BEFORE), 2, without=UitkomstStap2)
    dossier = school.keeps(close(record(dossier, UitkomstStap2, uitkomst="geen_indicatie"), 2))
    for _ in range(9):
        school.keeps(after_stap(1, on=FRIDAY_BEFORE))
    dick.opens("directie.py")
    while not any(dossier.id in str(each.key) for each in dick.app.button):
        dick.presses("Gezien", key=one_click(dick)[0])
    of_it = [each for each in one_click(dick) if dossier.id in each]
    assert len(of_it) == 1, "the message of stap 1, and not the one that destroys"


def test_the_second_button_destroys_and_leaves_nothing(school: School, destroying: Person, noor: Person) -> None:
    """R21, R22."""
    noor.opens("stap_1_signalen.py", destroying.dossier)
    noor.answers(Signaal, {"datum": "6"})
    destroying.presses("Gezien: vernietig het dossier")
    assert destroying.is_told() == ["Het dossier is vernietigd."]
    rows = school.rows()
    assert (rows["vastlegging"], rows["concept"], rows["verplichting"], rows["vernietiging"]) == (0, 0, 0, 1)
    noor.refreshes()
    assert "Kies eerst een dossier" in noor.reads() and destroying.dossier.codenaam not in noor.reads()
    assert not school.holds_in_a_file("Kanarievogel")


def test_a_signal_that_came_in_meanwhile_keeps_the_dossier(school: School, destroying: Person) -> None:
    """The receipt is given, the message was read; but the route has begun anew."""
    dossier = school.adds(destroying.dossier, Signaal, by=NOOR)
    destroying.opens("directie.py")
    assert "Gezien: vernietig het dossier" not in destroying.buttons()
    destroying.presses("Gezien")
    assert school.reads(dossier).fase is Fase.STAP_1
