"""Two tabs or devices of one person: text typed in one is never overwritten or deleted by the other."""

from collections.abc import Mapping

import pytest

from db.dossiers import concepten as concepts
from meldcode.vastleggingen import ALLE, Afscherming, Opening, Overleg, Signaal
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Raw
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import opened
from tests.cast import LARS, NOOR
from tests.over import over
from tests.pages.person import Person
from tests.pages.school import NOW, School
from ui.page.screens import SCREENS
from ui.werk import concepten

LONG = "Driehonderd woorden. " * 60
ELSEWHERE = "Van dit formulier is meer dan één tekst bewaard"


@pytest.fixture
def stale(school: School, noor: Person) -> Person:
    """A tab with an empty signaal, while the same person typed a long one in another tab."""
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    other = noor.again()
    other.chooses(Signaal)
    other.answers(Signaal, {"bron": "zelf", "waarneming": LONG})
    return noor


def texts(school: School, person: Person) -> list[str]:
    """Every waarneming in the concepten of this person."""
    found = concepts.waiting(person.user, person.dossier.id)
    return sorted(str(each.raw.get("waarneming", "")) for each in found)


def test_a_stale_tab_that_saves_writes_nothing_over_and_is_told(school: School, stale: Person) -> None:
    stale.field(Signaal, "bron").set_value("van_anderen")
    stale.refreshes()
    assert stale.app.toast and "ook elders ingevuld" in stale.app.toast[0].value
    stale.answers(Signaal, {"soort": "gezin"})
    kept = school.concept(NOOR, stale.dossier, Signaal)
    assert kept and str(kept["waarneming"]).strip() == LONG.strip()
    assert any(ELSEWHERE in each for each in stale.is_told())


def test_both_texts_are_shown_and_kept_as_both_are_typed_in(school: School, stale: Person) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": "Kort, maar ook van mij."})
    assert LONG.strip() in stale.reads() and "Kort, maar ook van mij." in stale.reads()
    stale.answers(Signaal, {"waarneming": "Kort, maar ook van mij. En meer."})
    assert [each.strip() for each in texts(school, stale)] == [LONG.strip(), "Kort, maar ook van mij. En meer."]
    after = stale.again()
    after.chooses(Signaal)
    assert str(after.typed(Signaal, "waarneming")).strip() == LONG.strip()
    assert "Kort, maar ook van mij. En meer." in after.reads()


def test_she_goes_on_with_the_other_text_and_her_own_is_kept(school: School, stale: Person) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": "Kort."})
    stale.presses("Met de andere tekst verder")
    assert str(stale.typed(Signaal, "waarneming")).strip() == LONG.strip()
    assert "Kort." in stale.reads() and len(texts(school, stale)) == 2
    stale.presses("Met de andere tekst verder")
    assert stale.typed(Signaal, "waarneming") == "Kort."
    assert len(texts(school, stale)) == 2


def test_one_of_them_is_thrown_away_only_at_a_second_press(school: School, stale: Person) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": "Kort."})
    stale.presses("Ja, weggooien")
    assert texts(school, stale) == ["Kort."] and ELSEWHERE not in stale.reads()
    stale.answers(Signaal, {"waarneming": "Kort, en verder."})
    assert school.concept(NOOR, stale.dossier, Signaal)["waarneming"] == "Kort, en verder."
    assert ELSEWHERE not in stale.reads()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (LONG, LONG),
        (f"{LONG}En toen kroop hij weg.", f"{LONG}En toen kroop hij weg."),
        ("Driehonderd woorden.", LONG),
        (f"Eerst dit. {LONG}", f"Eerst dit. {LONG}"),
    ],
    ids=["the same", "it goes on", "its beginning", "with something before it"],
)
def test_of_two_texts_of_which_one_says_all_of_the_other_that_one_is_kept_alone(
    school: School, stale: Person, typed: str, left: str
) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": typed})
    assert [each.strip() for each in texts(school, stale)] == [left.strip()]
    after = stale.again()
    after.chooses(Signaal)
    assert str(after.typed(Signaal, "waarneming")).strip() == left.strip() and ELSEWHERE not in after.reads()


def test_who_says_the_same_in_both_tabs_is_not_bothered_with_it(school: School, stale: Person) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": LONG})
    assert ELSEWHERE not in stale.reads() and not stale.app.toast
    stale.answers(Signaal, {"waarneming": f"{LONG}En verder."})
    assert ELSEWHERE not in stale.reads() and len(texts(school, stale)) == 1


def test_two_texts_that_grew_into_one_are_one_again_whichever_tab_it_was(school: School, stale: Person) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": "Kort."})
    first = stale.again()
    first.chooses(Signaal)
    assert len(texts(school, stale)) == 2
    first.answers(Signaal, {"waarneming": f"Kort. {LONG}"})
    assert [each.strip() for each in texts(school, stale)] == [f"Kort. {LONG}".strip()]
    stale.answers(Signaal, {"waarneming": "Kort. Iets anders."})
    assert len(texts(school, stale)) == 2 and ELSEWHERE in stale.reads()
    stale.answers(Signaal, {"waarneming": f"Kort. {LONG}Iets anders."})
    assert [each.strip() for each in texts(school, stale)] == [f"Kort. {LONG}Iets anders."]
    assert ELSEWHERE not in stale.reads()


def test_a_tab_with_a_part_of_the_text_is_told_of_the_rest_and_throwing_that_away_leaves_what_it_shows(
    school: School, stale: Person
) -> None:
    stale.answers(Signaal, {"bron": "zelf", "waarneming": "Driehonderd woorden."})
    assert ELSEWHERE in stale.reads() and LONG.strip() in stale.reads()
    stale.presses("Ja, weggooien")
    assert texts(school, stale) == ["Driehonderd woorden."] and ELSEWHERE not in stale.reads()


@pytest.mark.parametrize(
    "answers", [{"bron": "van_anderen", "waarneming": LONG}, {"bron": "zelf", "waarneming": "Driehonderd. Woorden."}]
)
def test_texts_that_differ_in_one_choice_or_one_word_are_both_kept(
    school: School, stale: Person, answers: Mapping[str, Raw]
) -> None:
    stale.answers(Signaal, answers)
    assert len(texts(school, stale)) == 2 and ELSEWHERE in stale.reads()


def test_recording_on_one_device_leaves_the_longer_concept_of_another(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal))
    other = noor.again()
    other.chooses(Signaal)
    other.answers(Signaal, {"waarneming": LONG})
    noor.presses("Vastleggen")
    assert len(school.reads(noor.dossier).of(Signaal)) == 1
    assert [each.strip() for each in texts(school, noor)] == [LONG.strip()]
    noor.chooses(Signaal)
    assert str(noor.typed(Signaal, "waarneming")).strip() == LONG.strip()
    assert "nog een tekst die u ergens anders typte" in noor.reads()


def test_recording_what_stood_beside_it_leaves_the_concept(school: School, stale: Person) -> None:
    stale.answers(Signaal, answers(Signaal))
    stale.presses("Vastleggen")
    assert len(school.reads(stale.dossier).of(Signaal)) == 1
    assert [each.strip() for each in texts(school, stale)] == [LONG.strip()]


def test_what_goes_on_after_another_tab_recorded_it_is_kept(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal))
    other = noor.again()
    other.chooses(Signaal)
    noor.presses("Vastleggen")
    other.answers(Signaal, {"waarneming": LONG})
    assert [each.strip() for each in texts(school, noor)] == [LONG.strip()]


def test_a_stale_tab_that_finds_a_new_server_writes_nothing_over(school: School, noor: Person) -> None:
    """A restarted server does not know which version of a text a tab has."""
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf", "waarneming": "Sem kroop weg."})
    other = noor.again()
    other.chooses(Signaal)
    other.answers(Signaal, {"waarneming": LONG})
    noor.finds_a_new_server()
    assert [each.strip() for each in texts(school, noor)] == [LONG.strip(), "Sem kroop weg."]
    assert LONG.strip() in noor.reads() and noor.typed(Signaal, "waarneming") == "Sem kroop weg."


def test_who_typed_on_while_the_server_was_started_anew_has_one_text(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf", "waarneming": "Sem kroop weg."})
    noor.field(Signaal, "waarneming").set_value("Sem kroop weg. Hij beefde.")
    noor.finds_a_new_server()
    assert texts(school, noor) == ["Sem kroop weg. Hij beefde."]
    for text in ("Sem kroop weg. Hij beefde.", "Sem kroop weg. Hij beefde. "):
        noor.answers(Signaal, {"waarneming": text})
        assert "Wat u typte, staat er nog." in noor.reads(), (
            "the tab sends what it holds once more: it stays to be read"
        )
    noor.answers(Signaal, {"waarneming": "Sem kroop weg. Hij beefde. Ik bleef bij hem."})
    assert "Wat u typte, staat er nog." not in noor.reads()


def test_one_tab_alone_is_never_told_of_another(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    for text in ("Een.", "Een, twee.", "Een, twee, drie."):
        noor.chooses(Signaal)
        noor.answers(Signaal, {"waarneming": text, "bron": "zelf"})
        assert ELSEWHERE not in noor.reads()
        noor.chooses(Overleg)
    noor.opens("dossier.py")
    noor.opens("stap_1_signalen.py")
    noor.chooses(Signaal)
    noor.answers(Signaal, {"waarneming": "Een, twee, drie, vier."})
    assert ELSEWHERE not in noor.reads() and len(texts(school, noor)) == 1


def test_a_new_dossier_keeps_both_texts_too_and_its_key_until_the_last_is_gone(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    other = noor.again()
    other.answers(Opening, answers(Opening, naam="Daar Getypt"))
    noor.answers(Opening, answers(Opening, naam="Hier Getypt"))
    assert "Daar Getypt" in noor.reads()
    noor.presses("Vastleggen")
    left = concepts.waiting(NOOR, concepts.NIEUW)
    assert [each.raw["naam"] for each in left] == ["Daar Getypt"]


@over("kind", ALLE)
def test_no_form_is_written_over_by_who_knows_an_older_version(school: School, kind: type) -> None:
    dossier = school.keeps(opened())
    naam = vragen(kind)[0].naam if vragen(kind) else "waarneming"

    def saves(text: str, seen: int) -> int:
        raw: Mapping[str, Raw] = {naam: text}
        return concepts.keep(NOOR, dossier.id, kind.__name__, raw, NOW, seen)

    first = saves("lang", 0)
    with pytest.raises(concepts.Elders):
        saves("kort", 0)
    second = saves("langer", first)
    with pytest.raises(concepts.Elders):
        saves("kort", first)
    found = concepts.find(NOOR, dossier.id, kind.__name__)
    assert found and found.raw == {naam: "langer"} and found.versie == second
    assert len(ALLE) > 30


# The list of concepten


def test_what_waits_is_listed_with_its_dossier_and_leads_back_to_it(school: School, noor: Person) -> None:
    sem, roos = school.keeps(opened()), school.keeps(opened(naam="Roos Prins"))
    noor.opens("stap_1_signalen.py", sem)
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf", "waarneming": "Over Sem."})
    noor.chooses(Overleg)
    noor.answers(Overleg, {"met": "vertrouwenspersoon"})
    school.days_pass(1)
    noor.opens("stap_1_signalen.py", roos)
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf", "waarneming": "Over Roos."})
    noor.opens("start.py")
    read = noor.reads()
    assert "Begonnen, nog niet vastgelegd" in read
    assert "1 concept: Signaal vandaag 11:00" in read
    assert "2 concepten: Overleg, Signaal gisteren 11:00" in read
    row = next(each for each in noor.app.button if each.key == f"concept/{roos.id}/Signaal")
    noor.presses(row.label, row.key)
    assert "Over Roos." in noor.reads() and roos.codenaam in noor.reads()
    noor.opens("dossier.py", sem)
    assert "Concept: Signaal, gisteren 11:00" in noor.reads()
    noor.presses("Verder", f"concept/{sem.id}/Signaal")
    assert "Over Sem." in noor.reads()


def test_a_concept_in_a_dossier_one_may_no_longer_read_is_not_listed(school: School) -> None:
    lars, dossier = school.comes(LARS), school.keeps(opened(by=LARS))
    lars.opens("stap_1_signalen.py", dossier)
    lars.answers(Signaal, {"bron": "zelf", "waarneming": "Van Lars."})
    lars.opens("start.py")
    assert "1 concept: Signaal vandaag 11:00" in lars.reads()
    school.adds(dossier, Afscherming, afgeschermd=written(LARS), vervanger="", by=NOOR)
    lars.opens("start.py")
    assert "concept" not in lars.reads() and dossier.codenaam not in lars.reads()


@over("kind", ALLE)
def test_every_form_has_a_page_where_it_is_gone_on_with(kind: type) -> None:
    """When this fails for a new kind that no stap takes: name its page in ``ui.werk.concepten``."""
    files = {screen.file for screen in SCREENS}
    assert concepten.page_of(kind.__name__, None) in files
    assert concepten.page_of(f"{kind.__name__}/correctie/3", None) == "dossier.py"
