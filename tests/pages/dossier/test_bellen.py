"""Calling Veilig Thuis: what to say stands beside the form, and what is said is recorded once."""

from db.dossiers import vrijgave
from meldcode.papieren import feiten
from meldcode.vastleggingen import AdviesVeiligThuis, Melding, Signaal
from tests.answers import answers
from tests.builders import after_stap, decided, record
from tests.cast import NOOR
from tests.pages.person import Person
from tests.pages.school import NOW, School
from ui.page import dossier_of_tab
from ui.papieren import vrijgeven


def chooses(noor: Person, what: str) -> None:
    next(each for each in noor.app.radio if "gesprek" in each.label).set_value(what)
    noor.refreshes()


def test_what_to_say_is_read_beside_the_form_and_recorded_once(school: School) -> None:
    dossier = school.keeps(record(after_stap(1), Signaal, waarneming="Sem kwam zonder jas. Sem zei niets."))
    noor = school.comes(NOOR)
    noor.opens("bellen.py", dossier)
    text = noor.reads()
    assert "1  Hoe veilig is het nu" in text and "zonder jas" not in text and "0800-2000" in text
    seen = vrijgeven.known(dossier, NOOR)
    vrijgave.release(NOOR, dossier.id, feiten.vrijgave(seen[:1], ()), dossier.versie, NOW)
    noor.refreshes()
    assert "De leerling kwam zonder jas. De leerling zei niets." in noor.reads()
    noor.records(AdviesVeiligThuis, answers(AdviesVeiligThuis))
    now = dossier_of_tab.load(NOOR, dossier.id)
    assert now and len(now.of(AdviesVeiligThuis)) == 1
    assert any("Advies van Veilig Thuis" in each for each in noor.is_told())


def test_a_melding_that_cannot_be_recorded_yet_says_why_and_what_was_typed_as_advice_is_kept(school: School) -> None:
    noor = Person(NOOR)
    noor.opens("bellen.py", school.keeps(after_stap(1)))
    noor.answers(AdviesVeiligThuis, {"adviseur": "Jo van de telefoon"})
    chooses(noor, "Melding")
    assert any("nog niet aan de beurt" in each for each in noor.is_told())
    chooses(noor, "Advies")
    assert noor.typed(AdviesVeiligThuis, "adviseur") == "Jo van de telefoon"
    noor.opens("bellen.py", school.keeps(decided("5b")))
    chooses(noor, "Melding")
    assert noor.is_asked(Melding, "kenmerk")
