"""The body map in the form of a signaal: filled in card by card, kept, recorded, read back and corrected."""

import re

from db.upkeep import verification
from meldcode.lichaam.plekken import read_each
from meldcode.vastleggingen import Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen.vraag import Raw
from tests.answers import answers
from tests.builders import after_stap, opened, record
from tests.cast import LARS, NOOR, SCHOOL, VERA
from tests.db.keeping import whole
from tests.pages.person import Person
from tests.pages.reading import sent
from tests.pages.school import School

CARD = 'plek {"nr": 1, "gebied": "wang_links", "kleuren": ["rood"], "woorden": "Ik viel"}'
TYPED = "Ik viel <b>van</b> de trap"


def at_a_signaal(person: Person, **more: Raw) -> None:
    person.opens("stap_1_signalen.py", person.dossier)
    person.chooses(Signaal)
    person.answers(Signaal, answers(Signaal, letsel="ja", **more))


def fills_in(person: Person, nr: int, part: str = "", **card: str | list[str]) -> None:
    """Fill in a card of the body map, as with the keyboard: a field after the other."""
    name = person.key(Signaal, "plekken", part)
    found = (*person.app.selectbox, *person.app.pills, *person.app.text_input, *person.app.text_area)
    fields = {str(each.key): each for each in found}
    for naam, value in card.items():
        fields[f"{name}/{nr}/{naam}"].set_value(value)
    person.refreshes()


def drawn(person: Person) -> list[str]:
    """What each drawing on the page says to who does not see it."""
    html = [text for kind, text in sent(person.app) if kind == "html"]
    return [found for text in html for found in re.findall(r'<img class="mr-lichaam"[^>]* alt="([^"]*)"', text)]


def told(raw: Raw) -> list[str]:
    return [each.tekst for each in read_each(raw)]


def test_two_places_are_pointed_out_recorded_drawn_and_listed(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(opened())
    at_a_signaal(noor)
    assert drawn(noor) == ["Tekening van een kind, voorkant en achterkant. Er is nog geen plek aangewezen."]
    fills_in(noor, 1, gebied="wang_links", soort="blauwe_plek", maat="euro", kleuren=["blauw", "paars"])
    noor.presses("Nog een plek")
    fills_in(noor, 2, gebied="bil_rechts", maat="groter")
    fills_in(noor, 2, cm="6 bij 1", woorden=TYPED)
    assert "Aangewezen: 1, Linkerwang (voorkant); 2, Rechterbil (achterkant)." in drawn(noor)[0]
    noor.presses("Vastleggen")
    assert "Vastgelegd: Signaal." in noor.is_told() and verification.quickly(SCHOOL) == []
    said = (
        "1. Linkerwang (voorkant): blauwe plek, als 1 euro (2,3 cm), blauw en paars.\n"
        f"2. Rechterbil (achterkant): groter dan 2 euro, ongeveer 6 bij 1 cm. De leerling zei: “{TYPED}”"
    )
    assert school.last(noor.dossier, Signaal).tekst("plekken") == said
    for page in ("dossier.py", "stap_1_signalen.py"):
        noor.opens(page, noor.dossier)
        noor.unfolds()
        assert said in noor.reads() and len(drawn(noor)) == 1, page


def test_what_was_told_is_kept_at_once_and_is_there_after_a_refresh_and_a_restart(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(opened())
    at_a_signaal(noor)
    fills_in(noor, 1, gebied="neus", woorden=TYPED)
    kept = (school.concept(NOOR, noor.dossier, Signaal) or {})["plekken"]
    assert told(kept) == [f"Neus (voorkant). De leerling zei: “{TYPED}”"]
    again = noor.again()
    again.chooses(Signaal)
    assert again.app.text_area(f"{again.key(Signaal, 'plekken')}/1/woorden").value == TYPED
    again.finds_a_new_server()
    assert again.app.selectbox(f"{again.key(Signaal, 'plekken')}/1/gebied").value == "neus"
    again.presses("Vastleggen")
    assert told(school.last(noor.dossier, Signaal).waarde("plekken")) == told(kept)


def test_a_place_that_is_taken_away_takes_no_other_with_it(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(opened())
    at_a_signaal(noor)
    fills_in(noor, 1, gebied="neus")
    for nr, gebied in ((2, "kin"), (3, "hals")):
        noor.presses("Nog een plek")
        fills_in(noor, nr, gebied=gebied)
    noor.presses("Weghalen", key=f"{noor.key(Signaal, 'plekken')}/2/weghalen")
    kept = (school.concept(NOOR, noor.dossier, Signaal) or {})["plekken"]
    assert told(kept) == ["Neus (voorkant).", "Hals (voorkant)."]
    assert "1, Neus (voorkant); 2, Hals (voorkant)." in drawn(noor)[0]
    for nr in (1, 3):
        noor.presses("Weghalen", key=f"{noor.key(Signaal, 'plekken')}/{nr}/weghalen")
    assert "plekken" not in (school.concept(NOOR, noor.dossier, Signaal) or {})
    noor.presses("Vastleggen")
    assert "Vastgelegd: Signaal." in noor.is_told() and not school.last(noor.dossier, Signaal).tekst("plekken")


def test_it_comes_back_when_the_answer_before_it_is_changed_and_changed_back(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(opened())
    at_a_signaal(noor)
    fills_in(noor, 1, gebied="neus", kleuren=["rood"])
    noor.answers(Signaal, {"letsel": "nee"})
    assert drawn(noor) == []
    noor.answers(Signaal, {"letsel": "ja"})
    assert "1, Neus (voorkant)." in drawn(noor)[0]
    noor.presses("Vastleggen")
    assert school.last(noor.dossier, Signaal).tekst("plekken") == "1. Neus (voorkant): rood."


def test_the_next_form_begins_empty_and_with_another_child_as_well(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(opened())
    at_a_signaal(noor)
    fills_in(noor, 1, gebied="neus", woorden=TYPED)
    noor.presses("Vastleggen")
    other = school.keeps(opened(naam="Roos Prins"))
    for dossier in (noor.dossier, other):
        noor.dossier = dossier
        at_a_signaal(noor)
        assert TYPED not in noor.reads() and "nog geen plek" in drawn(noor)[0]
        assert noor.app.selectbox(f"{noor.key(Signaal, 'plekken')}/1/gebied").value is None


def test_a_leerkracht_points_it_out_while_handing_in(school: School, lars: Person) -> None:
    lars.opens("nieuw.py")
    given = {"over": "geen", "naam": "Sem de Wit", "groep": "6", "letsel": "ja", "plaats": "In de klas"}
    lars.answers(SignaalBegin, {**given, "waarneming": "Een blauwe plek op zijn wang."})
    said = lars.reads()
    assert "Niemand kleedt de leerling uit." in said and "Bel vandaag nog Veilig Thuis (0800-2000) of een arts" in said
    name = "nieuw/SignaalBegin/plekken/1"
    lars.app.selectbox(f"{name}/gebied").set_value("wang_rechts")
    lars.app.pills(f"{name}/soort").set_value("blauwe_plek")
    lars.presses("Vastleggen")
    assert "Uw signaal is vastgelegd." in " ".join(lars.is_told())
    assert "Bel vandaag nog Veilig Thuis (0800-2000) of een arts" in lars.reads()
    (dossier,) = whole().values()
    assert dossier and dossier.records[-1].tekst("plekken") == "1. Rechterwang (voorkant): blauwe plek."


def test_it_is_corrected_and_the_first_answer_stays(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(record(opened(), Signaal, letsel="ja", plekken=[CARD]))
    part = "correctie/2"
    noor.opens("dossier.py", noor.dossier)
    noor.app.toggle(key=noor.key(Signaal, "open", part)).set_value(True)
    noor.refreshes()
    fills_in(noor, 1, part, gebied="wang_rechts")
    noor.presses("Vastleggen")
    first, second = school.reads(noor.dossier).records[1:]
    assert first.tekst("plekken") == "1. Linkerwang (voorkant): rood. De leerling zei: “Ik viel”"
    assert second.tekst("plekken") == "1. Rechterwang (voorkant): rood. De leerling zei: “Ik viel”"
    noor.opens("dossier.py", noor.dossier)
    assert [each.partition("Aangewezen: ")[2] for each in drawn(noor)] == [
        "1, Linkerwang (voorkant).",
        "1, Rechterwang (voorkant).",
    ]


def test_two_texts_are_shown_beside_each_other_in_words(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(opened())
    at_a_signaal(noor)
    other = noor.again()
    other.chooses(Signaal)
    fills_in(noor, 1, gebied="neus")
    fills_in(other, 1, gebied="kin")
    said = other.reads()
    assert "Van dit formulier is meer dan één tekst bewaard." in said
    assert "1. Neus (voorkant)." in said and "1. Kin en kaak (voorkant)." in said
    other.presses("Met de andere tekst verder")
    assert "1, Neus (voorkant)." in drawn(other)[0]


def test_who_reads_along_reads_it_and_the_team_does_not(school: School, noor: Person) -> None:
    noor.dossier = school.keeps(record(after_stap(1), Signaal, by=NOOR, letsel="ja", plekken=[CARD]))
    noor.opens("leerlingbespreking.py")
    noor.presses("Bespreking voorbereiden")
    next(each for each in noor.app.multiselect if str(each.key).endswith("/dossiers")).set_value([noor.dossier.id])
    noor.refreshes()
    next(each for each in noor.app.pills if str(each.key).endswith("/punt")).set_value(noor.dossier.id)
    noor.refreshes()
    offered = " ".join(str(option) for each in (*noor.app.multiselect, *noor.app.pills) for option in each.options)
    assert "letsel" not in offered.lower() and "inkerwang" not in offered


def test_it_is_never_asked_of_who_may_not_record(school: School) -> None:
    """So that the tests above are known to be about people who see the child."""
    assert {each.role for each in (NOOR, LARS, VERA)} == Signaal.door
