"""Noor joins two dossiers of one pupil, on the page about the family."""

from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afspraak, Samengevoegd
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, opened, record
from tests.cast import LARS
from tests.pages.person import Person
from tests.pages.school import School


def test_noor_joins_two_and_reads_both_in_one_timeline(school: School, noor: Person) -> None:
    verder = school.keeps(after_stap(2))
    dicht = school.keeps(record(opened(), Afspraak, wie=written(LARS), wat="Bellen met de huisarts"))
    noor.opens("gezin.py", dicht)
    next(each for each in noor.app.toggle if each.label == "Deze leerling heeft nog een dossier").set_value(True)
    noor.refreshes()
    next(each for each in noor.app.text_input if each.key.endswith("dubbel/zoek")).set_value("Sem de Wit")
    noor.refreshes()
    next(each for each in noor.app.button if each.key.endswith(f"dubbel/{verder.id}")).click()
    noor.refreshes()
    assert f"{dicht.codenaam} gaat dicht." in noor.reads() and "Bellen met de huisarts: Lars Brouwer" in noor.reads()
    noor.answers(Samengevoegd, answers(Samengevoegd), part=verder.id)
    noor.presses("Vastleggen")
    assert f"{dicht.codenaam} is samengevoegd met {verder.codenaam}." in noor.is_told()
    assert school.reads(dicht).fase is Fase.GESLOTEN
    assert school.last(verder, Afspraak).tekst("wat") == "Bellen met de huisarts"
    assert "Eén tijdlijn van deze leerling" in noor.reads() and "Hier is iets aan toegevoegd uit" in noor.reads()
