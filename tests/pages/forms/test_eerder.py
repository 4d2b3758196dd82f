"""Below a field stands what the dossier knows: a name or an earlier answer is there at one press, with its day."""

from meldcode.vastleggingen import FormeelGesprek, Hulp, Overleg, Zorggesprek
from tests.answers import answers
from tests.builders import after_stap, decided, opened, record
from tests.cast import NOOR
from tests.pages.forms.test_dag import offered
from tests.pages.person import Kind, Person
from tests.pages.school import School


def takes(person: Person, kind: Kind, vraag: str, words: str) -> None:
    """Press what is offered with these words."""
    begin = person.key(kind, f"{vraag}/kies/")
    next(e for e in person.app.button if str(e.key).startswith(begin) and e.label.startswith(words)).click()
    person.refreshes()


def test_a_name_is_added_with_one_press_and_recorded(school: School, noor: Person) -> None:
    dossier = record(opened(gezag="Moeder Anja"), Overleg, aanwezig="Hanneke Smit")
    noor.opens("stap_1_signalen.py", school.keeps(dossier))
    noor.chooses(Overleg)
    noor.answers(Overleg, answers(Overleg, met="vertrouwenspersoon", aanwezig=None))
    assert offered(noor, Overleg, "aanwezig")[:3] == [f"{NOOR.naam} (intern begeleider)", "Hanneke Smit", "Moeder Anja"]
    takes(noor, Overleg, "aanwezig", NOOR.naam)
    takes(noor, Overleg, "aanwezig", "Moeder Anja")
    takes(noor, Overleg, "aanwezig", "Moeder Anja")
    assert noor.typed(Overleg, "aanwezig") == f"{NOOR.naam} (intern begeleider), Moeder Anja"
    assert school.concept(NOOR, noor.dossier, Overleg)["aanwezig"] == noor.typed(Overleg, "aanwezig")
    noor.presses("Vastleggen")
    assert school.last(noor.dossier, Overleg).tekst("aanwezig") == f"{NOOR.naam} (intern begeleider), Moeder Anja"


def test_what_the_parents_said_before_is_taken_over_behind_what_was_typed(school: School, noor: Person) -> None:
    noor.opens("stap_3_gesprek.py", school.keeps(after_stap(2)))
    said = school.last(noor.dossier, Zorggesprek).tekst("reactie")
    noor.chooses(FormeelGesprek)
    assert len(offered(noor, FormeelGesprek, "visie")) == 1, "one earlier talk"
    noor.answers(FormeelGesprek, {"visie": "Vader was er nu ook."})
    takes(noor, FormeelGesprek, "visie", "Overnemen: ")
    assert noor.typed(FormeelGesprek, "visie") == f"Vader was er nu ook.\n{said}"


def test_help_begins_with_the_plan_of_stap_4_and_says_where_it_is_from(school: School, noor: Person) -> None:
    noor.opens("stap_5_beslissen.py", school.keeps(decided("5a")))
    noor.chooses(Hulp)
    assert noor.typed(Hulp, "doel") and str(noor.typed(Hulp, "doel")) in noor.reads()
    assert "Overgenomen: Weging" in noor.reads()
