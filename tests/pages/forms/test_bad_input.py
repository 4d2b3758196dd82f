"""Bad input in a form: a clear sentence at the vraag, nothing stored, no typed text lost, and nothing rendered."""

import re
from html import escape

import pytest

from meldcode.vastleggingen import Hulp, Opening, Signaal, VeiligInformeren, Zorggesprek
from meldcode.vragen.vraag import Raw
from tests.answers import answers
from tests.builders import after_stap, decided, opened
from tests.cast import NOOR
from tests.pages.person import PAGES, Kind, Person
from tests.pages.reading import sent
from tests.pages.school import School, marked

NOT_YET = "Er is nog niets vastgelegd: bij een of meer vragen staat wat er nog nodig is."
NO_DAY = "Deze dag kunnen wij niet lezen. Schrijf bijvoorbeeld 25-11 of 25 november."
HUGE = "Zij zei: ‘nee’ é" * 6_250 + "."  # 100,001 characters, not all of them ASCII
LONG = HUGE[:1_201]  # for a field of one line: what a longer one would cost, the longest text costs already

# A vraag of Signaal, a bad answer, and the sentence that must be at that vraag, by hand.
AT_A_SIGNAAL = [
    ("datum", "", "Vul een datum in."),
    ("datum", "10-11-2026", "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."),
    (
        "datum",
        "13-03-2018",
        "Toen was de leerling nog niet geboren (geboren op wo 14 maart 2018). "
        "Klopt de geboortedatum niet? Corrigeer dan ‘Dossier openen’.",
    ),
    ("datum", "31-02-2026", "31 februari 2026 bestaat niet. Bedoelt u zaterdag 28 februari?"),
    ("datum", "ergens in mei", NO_DAY),
    ("datum", "09-11-0206", "Deze datum kan niet kloppen. Kijk het jaartal na."),
    ("soort", None, "Kies een antwoord."),
    ("plaats", "", "Beantwoord deze vraag."),
    ("plaats", " \u200b\t ", "Beantwoord deze vraag."),
    (
        "waarneming",
        "te kort",
        "Dit is te kort (7 tekens): schrijf ten minste 10 tekens, zodat een collega het later begrijpt.",
    ),
    (
        "waarneming",
        HUGE,
        "Dit is te lang (100.001 tekens): er passen er 100.000. Wat u typte, is bewaard. Maak het korter of verdeel "
        "het.",
    ),
    (
        "plaats",
        LONG,
        "Dit is te lang (1.201 tekens): er passen er 120. Wat u typte, is bewaard. Maak het korter of verdeel het.",
    ),
]

# The same for the opening of a dossier, where a child's name is typed.
AT_THE_OPENING = [
    ("naam", "", "Beantwoord deze vraag."),
    (
        "naam",
        LONG,
        "Dit is te lang (1.201 tekens): er passen er 120. Wat u typte, is bewaard. Maak het korter of verdeel het.",
    ),
    ("geboren", "10-11-2026", "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."),
    ("geboren", "", "Vul in wat u weet: de datum, alleen het jaar, of ‘onbekend’."),
    ("geboren", "2027", "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."),
    ("geboren", "1917", "Deze datum kan niet kloppen. Kijk het jaartal na."),
    (
        "geboren",
        "ongeveer 2018",
        "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-11-2026. Is alleen het jaar bekend? Schrijf dan dat "
        "jaar. Is niets bekend? Schrijf ‘onbekend’.",
    ),
    (
        "groep",
        "groep zes, de kikkers, bij juf Hanneke en op vrijdag juf Anna",
        "Dit is te lang (61 tekens): er passen er 60. Wat u typte, is bewaard. Maak het korter of verdeel het.",
    ),
]


STAP_PAGES = sorted(file.name for file in PAGES.glob("stap_*.py"))


def named(case: object) -> str | None:
    return case[:12] if isinstance(case, str) else None


def refused_at(person: Person, school: School, kind: Kind, vraag: str, answer: Raw, sentence: str) -> None:
    """One bad answer among good ones is refused at its vraag, and everything typed is still there."""
    given = answers(kind, **{vraag: answer})
    before = school.recorded()
    person.answers(kind, given)
    person.presses("Vastleggen")

    assert person.is_told_at(kind, vraag) == [sentence]
    assert NOT_YET in person.is_told()
    others = [naam for naam in given if naam != vraag and person.is_asked(kind, naam)]
    assert others and all(person.is_told_at(kind, naam) == [] for naam in others), "the other answers will do"
    assert school.recorded() == before, "something was stored"

    concept = school.concept(NOOR, None if kind is Opening else person.dossier, kind)
    for tab in (person, person.again()):
        for naam in [vraag, *others]:
            assert tab.typed(kind, naam) == given[naam], "what stands in the form"
            assert not given[naam] or (concept or {}).get(naam) == given[naam], "what stands in the concept"


@pytest.mark.parametrize(("vraag", "answer", "sentence"), AT_A_SIGNAAL, ids=named)
def test_a_bad_answer_is_refused_at_its_vraag(school: School, noor: Person, vraag, answer, sentence) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    refused_at(noor, school, Signaal, vraag, answer, sentence)


@pytest.mark.parametrize(("vraag", "answer", "sentence"), AT_THE_OPENING, ids=named)
def test_a_bad_answer_about_the_pupil_opens_no_dossier(school: School, noor: Person, vraag, answer, sentence) -> None:
    noor.opens("nieuw.py")
    refused_at(noor, school, Opening, vraag, answer, sentence)


def test_a_date_that_should_lie_ahead_is_refused_when_it_is_past(school: School, noor: Person) -> None:
    noor.opens("stap_5_beslissen.py", school.keeps(decided("5a")))
    sentence = "Deze datum is al voorbij. Kies vandaag of een dag daarna."
    refused_at(noor, school, Hulp, "effect_op", "08-11-2026", sentence)


def test_several_choices_left_open_are_asked_for(school: School, noor: Person) -> None:
    noor.opens("stap_2_overleg.py", school.keeps(after_stap(1)))
    noor.chooses(VeiligInformeren)
    noor.answers(VeiligInformeren, answers(VeiligInformeren, veilig="nee", redenen=[]))
    noor.presses("Vastleggen")
    assert noor.is_told_at(VeiligInformeren, "redenen") == ["Kies er ten minste één."]


def test_an_empty_form_is_told_at_every_vraag_and_at_no_optional_one(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.answers(Signaal, {"bron": "zelf"})
    noor.presses("Vastleggen")
    vragen = ("datum", "soort", "plaats", "waarneming", "interpretatie")
    assert {naam: noor.is_told_at(Signaal, naam) for naam in vragen} == {
        "datum": ["Vul een datum in."],
        "soort": ["Kies een antwoord."],
        "plaats": ["Beantwoord deze vraag."],
        "waarneming": ["Beantwoord deze vraag."],
        "interpretatie": [],
    }


def test_nothing_is_said_before_one_tries_to_record(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.answers(Signaal, answers(Signaal, waarneming="te kort", datum="10-11-2026"))
    assert noor.is_told() == []


def test_a_repaired_answer_is_recorded(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal, waarneming="te kort"))
    noor.answers(Signaal, {"waarneming": "Hij kroop weg."})
    assert noor.is_told_at(Signaal, "waarneming") == []
    noor.presses("Vastleggen")
    assert school.reads(dossier).records[-1].tekst("waarneming") == "Hij kroop weg."
    assert noor.is_told() == ["Vastgelegd: Signaal."]


def test_100_000_characters_fit_and_come_back_to_the_letter(school: School, noor: Person) -> None:
    dossier, text = school.keeps(opened()), HUGE[:100_000]
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal, waarneming=text))
    assert school.reads(dossier).records[-1].waarde("waarneming") == text
    noor.opens("dossier.py")
    assert text in [each.value for each in noor.app.text]


# Out of turn

OUT_OF_TURN = [
    ("stap_2_overleg.py", "Stap 2 is nog niet aan de beurt: rond eerst stap 1 af."),
    ("stap_3_gesprek.py", "Stap 3 is nog niet aan de beurt: rond eerst stap 1 af."),
    ("stap_4_wegen.py", "Stap 4 is nog niet aan de beurt: rond eerst stap 1 af."),
    ("stap_5_beslissen.py", "Stap 5 is nog niet aan de beurt: rond eerst stap 1 af."),
]


@pytest.mark.parametrize(("page", "sentence"), OUT_OF_TURN)
def test_a_stap_out_of_turn_says_what_comes_first_and_has_no_form(school: School, noor: Person, page, sentence) -> None:
    before = school.keeps(opened())
    noor.opens(page, before)
    assert sentence in noor.is_told()
    assert "Vastleggen" not in noor.buttons() and "Afronden en de directie informeren" not in noor.buttons()
    assert school.reads(before) == before


def test_a_talk_with_parents_who_may_not_be_told_is_refused_with_the_reason(school: School, noor: Person) -> None:
    """R24: the talk cannot be recorded before the answer that it is safe."""
    noor.opens("stap_2_overleg.py", school.keeps(after_stap(1)))
    noor.records(VeiligInformeren, answers(VeiligInformeren, veilig="nee"))
    before = school.recorded()
    noor.records(Zorggesprek, answers(Zorggesprek))
    assert any("Dit gesprek kan pas als is vastgelegd dat de ouders nu veilig" in each for each in noor.is_told())
    assert school.recorded() == before
    assert noor.typed(Zorggesprek, "gedeeld") == answers(Zorggesprek)["gedeeld"]


# Nothing is rendered

NASTY = "<b>Sem</b> *de* [Wit](https://x.example) `x` $y$ :red[z] **w** www.x.example a@kw.example :smile: ->"
PARTS = re.compile(r"(?<!\\)(<b>(?:Sem|x)|(?:Sem|x)</b>|\*de|\*\*w|\[Wit|`x|\$y|:red|:smile|www\.|@kw|https:/|->)")


_HTML = re.compile("<b>Sem|Sem</b>")  # in our own HTML no Markdown is read


def rendered(person: Person) -> list[tuple[str, str]]:
    """The elements that could read it as Markdown or HTML: all but text, fields, choices and cells of a table."""
    quiet = ("text", "text_input", "text_area", "selectbox", "multiselect", "dataframe")
    found = [(kind, text) for kind, text in sent(person.app) if kind not in quiet]
    return [(kind, text) for kind, text in found if (_HTML if kind == "html" else PARTS).search(text)]


@pytest.mark.parametrize("page", ["start.py", "dossier.py", "acuut.py", *STAP_PAGES])
def test_markup_in_a_name_or_an_answer_is_shown_as_it_was_typed(school: School, noor: Person, page: str) -> None:
    noor.opens(page, school.keeps(marked(decided("beide"), NASTY)))
    assert rendered(noor) == []
    shown = {"text": NASTY, "html": escape(NASTY)}
    to_the_letter = [text for kind, text in sent(noor.app) if kind in shown and shown[kind] in text]
    assert to_the_letter or f"Sem de Wit {NASTY}, groep" in noor.reads(), "it is to be read somewhere, to the letter"


def test_markup_in_the_name_of_a_group_is_shown_as_it_was_typed(school: School, noor: Person) -> None:
    """On the agenda it is in a label, which reads Markdown."""
    school.keeps(marked(after_stap(1), "*de* <b>x</b>"))
    noor.opens("leerlingbespreking.py")
    noor.presses("Bespreking voorbereiden")
    assert rendered(noor) == []
    assert "groep 6 *de* <b>x</b>" in noor.reads()


def test_markup_in_what_is_being_typed_is_rendered_nowhere(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.answers(Signaal, answers(Signaal, waarneming=NASTY, plaats=NASTY, datum=NASTY))
    noor.presses("Vastleggen")
    assert noor.is_told_at(Signaal, "datum") == [NO_DAY]
    assert rendered(noor) == []
    assert noor.typed(Signaal, "waarneming") == NASTY


def test_markup_in_the_name_of_a_colleague_is_rendered_nowhere(school: School, noor: Person, bea: Person) -> None:
    dossier = school.keeps(opened())
    school.changes(NOOR, naam=NASTY)
    for person, page in ((noor, "dossier.py"), (bea, "beheer.py")):
        person.opens(page, dossier)
        assert rendered(person) == []
        assert "Sem" in person.reads() and "Wit" in person.reads()
