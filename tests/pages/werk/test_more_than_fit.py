"""A school with more than a page shows: every dossier is still reached, by turning pages or by looking for it."""

import pytest

from meldcode.vastleggingen import AcuutGevaar
from meldcode.vastleggingen.acuut import AcuutBegin
from tests.builders import after_stap, opened
from tests.cast import LARS, NOOR
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.stap.test_acuut import WHY, begins, recorded_in
from tests.pages.werk.test_dossierlijst import searches
from tests.pages.werk.test_werklijst import work_rows
from ui.bespreking import agenda
from ui.stap import acuut
from ui.werk import codenaam


def test_what_is_late_is_shown_by_pages_once_all_of_it_is_asked_for(school: School) -> None:
    for _dossier in range(27):
        school.keeps(opened())
    school.days_pass(30)
    noor = school.comes(NOOR)
    assert "Te laat 7 van 27" in noor.reads()
    noor.presses("Toon alle 27")
    first = work_rows(noor)
    assert len(first) == 25 and "1–25 van 27" in noor.reads()
    noor.presses("Volgende 2")
    assert len(work_rows(noor)) == 2 and not set(work_rows(noor)) & set(first)
    noor.presses("Toon de eerste 7")
    assert work_rows(noor) == first[:7]


# Acute danger


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most two are offered anywhere."""
    monkeypatch.setattr(acuut, "_OFFERED", 2)
    monkeypatch.setattr(agenda, "_OFFERED", 2)
    monkeypatch.setattr(codenaam, "MOST", 2)


@pytest.mark.usefixtures("few")
def test_in_acute_danger_a_pupil_who_is_not_offered_is_found_by_the_name_that_is_typed(
    school: School, noor: Person
) -> None:
    hers = [school.keeps(opened(naam=naam)) for naam in ("Iris Zonderling", "Sem de Wit", "Noa Vlier")]
    noor.opens("acuut.py")
    assert len(noor.app.selectbox("acuut/dossier").options) == 2 and "de 2 nieuwste dossiers" in noor.reads()
    missing = next(each for each in hers if each.codenaam not in str(noor.app.selectbox("acuut/dossier").options))
    noor.answers(AcuutBegin, {"naam": missing.leerling("naam")})
    noor.answers(AcuutBegin, {"reden": WHY})
    assert searches() == [("noor", missing.id)], "looked for once, and not again at the next answer"
    noor.presses(f"Bedoelt u {missing.leerling('naam')}, groep 6 – {missing.codenaam}?")
    noor.dossier = missing
    assert noor.typed(AcuutGevaar, "reden") == WHY
    noor.presses("Vastleggen")
    assert school.last(missing, AcuutGevaar).waarde("reden") == WHY


@pytest.mark.usefixtures("few")
def test_in_acute_danger_a_pupil_without_a_dossier_is_recorded_at_once(school: School, noor: Person) -> None:
    for _dossier in range(3):
        school.keeps(opened())
    noor.opens("acuut.py")
    begins(noor, "Iris Zonderling")
    assert recorded_in(noor).leerling("naam") == "Iris Zonderling"


@pytest.mark.usefixtures("few")
def test_a_leerkracht_finds_by_name_what_they_handed_in_and_nothing_else(school: School, lars: Person) -> None:
    mine = [school.keeps(opened(by=LARS, naam=f"Iris {nth}")) for nth in range(3)]
    school.keeps(opened(naam="Iris van een ander"))
    lars.opens("acuut.py")
    lars.answers(AcuutBegin, {"naam": "iris"})
    offered = [each for each in lars.buttons() if each.startswith("Bedoelt u")]
    assert offered == [f"Bedoelt u Iris {nth}, groep 6 – {mine[nth].codenaam}?" for nth in range(3)]


# Code names


@pytest.mark.usefixtures("few")
def test_the_directie_looks_into_a_dossier_that_is_not_among_the_newest(school: School, dick: Person) -> None:
    every = [school.keeps(opened()) for _nth in range(3)]
    dick.opens("inzage.py")
    missing = next(each for each in every if each.codenaam not in str(dick.app.selectbox("inzage/dossier").options))
    assert "U kiest uit de 2 nieuwste." in dick.reads()
    dick.app.text_input("inzage/dossier/zoek").set_value(missing.codenaam.lower())
    dick.refreshes()
    dick.app.selectbox("inzage/dossier").set_value(missing.id)
    dick.refreshes()
    assert missing.codenaam in [each.value for each in dick.app.header]
    dick.app.text_input("inzage/dossier/zoek").set_value("")
    dick.refreshes()
    assert missing.codenaam in [each.value for each in dick.app.header], "what was chosen stays chosen"
    dick.app.text_input("inzage/dossier/zoek").set_value("100%")
    dick.refreshes()
    assert "Er is geen dossier met deze codenaam." in dick.reads()


@pytest.mark.usefixtures("few")
def test_the_register_of_a_dossier_that_is_not_among_the_newest_is_read(school: School, dick: Person) -> None:
    every = [school.keeps(opened()) for _nth in range(3)]
    dick.opens("register.py")
    missing = next(each for each in every if each.codenaam not in str(dick.app.selectbox("register/dossier").options))
    dick.app.text_input("register/dossier/zoek").set_value(missing.codenaam)
    dick.refreshes()
    assert missing.codenaam in str(dick.app.selectbox("register/dossier").options)


# The leerlingbespreking


@pytest.mark.usefixtures("few")
def test_a_dossier_is_looked_for_by_name_and_put_on_the_agenda(school: School, noor: Person) -> None:
    every = [school.keeps(after_stap(2)) for _nth in range(3)]
    noor.opens("leerlingbespreking.py")
    noor.presses("Bespreking voorbereiden")
    choice = next(each for each in noor.app.multiselect if str(each.key).endswith("/dossiers"))
    missing = next(each for each in every if each.codenaam not in str(choice.options))
    assert len(choice.options) == 2 and "uit de 2 die het langst wachten" in noor.reads()
    search = next(each for each in noor.app.text_input if str(each.key).endswith("/zoek"))
    search.set_value(missing.codenaam)
    noor.refreshes()
    noor.app.multiselect(choice.key).set_value([missing.id])
    noor.refreshes()
    noor.app.text_input(search.key).set_value("")
    noor.refreshes()
    assert noor.app.multiselect(choice.key).value == [missing.id], "what is on the agenda stays offered"
