"""The pages of the five stappen: every form, what is still needed, closing, acute danger, telephone numbers."""

import re

import pytest

from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afronding,
    Afzien,
    FormeelGesprek,
    Opening,
    OudersGeinformeerd,
    Signaal,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastlegging import asked
from tests.answers import answers
from tests.builders import after_stap, decided, in_fase, not_safe, opened, record, waived, work
from tests.cast import BEA, DICK, LARS, NOOR, VERA
from tests.pages.person import PAGES, Kind, Person
from tests.pages.school import School, marked

CANARY = "Kanarievogel"
CLOSE = "Afronden en de directie informeren"
PAGE = {
    1: "stap_1_signalen.py",
    2: "stap_2_overleg.py",
    3: "stap_3_gesprek.py",
    4: "stap_4_wegen.py",
    5: "stap_5_beslissen.py",
}
FORMS = [(stap, kind) for stap in STAPPEN for kind in stap.vastleggingen if not kind.pagina]


def fresh(nummer: int):
    """A dossier that has just reached this stap."""
    return after_stap(nummer - 1) if nummer > 1 else opened()


# Forms


def test_the_sweep_sweeps_every_stap_and_all_it_takes() -> None:
    assert {stap.nummer for stap, _ in FORMS} == set(PAGE) and len(FORMS) > 20


@pytest.mark.parametrize("nummer", PAGE)
def test_the_page_draws_a_form_with_every_vraag_as_it_is_worded(school: School, noor: Person, nummer: int) -> None:
    """R9 and later: what the stap takes can be recorded there, follow-up vragen included."""
    noor.opens(PAGE[nummer], school.keeps(in_fase(Fase(f"stap_{nummer}"))))
    for kind in (kind for stap, kind in FORMS if stap.nummer == nummer):
        draws_a_form(noor, kind)
        silent = [each for each in (*kind.grondslag, *STAPPEN[nummer - 1].grondslag) if each.voluit not in noor.why()]
        assert not silent, f"{kind.titel} does not say that it comes from {silent}"


def draws_a_form(noor: Person, kind: Kind) -> None:
    noor.chooses(kind)
    given = answers(kind)
    noor.answers(kind, given)
    noor.turns_to(kind, "")
    text = noor.reads()
    assert (kind.titel in text or kind is Weging) and kind.uitleg in text and "Vastleggen" in noor.buttons()
    for vraag in asked(kind, given):
        if vraag.about_people:  # nobody is around this pupil yet
            assert "Dit telt voor de ouders samen." in text
            continue
        assert noor.is_asked(kind, vraag.naam), vraag.tekst
        text = noor.reads()
        if vraag.soort is Meegewogen:  # asked of each record, under this wording
            assert vraag.tekst in text
            continue
        assert noor.field(kind, vraag.naam).label.replace("\\", "").startswith(vraag.tekst)
        assert vraag.tekst in text and vraag.help in text
        assert all(keuze.label in text for keuze in vraag.te_kiezen)


def test_an_optional_vraag_says_so(school: School, noor: Person) -> None:
    noor.opens(PAGE[1], school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf"})
    assert "Wat denkt u dat het betekent? (mag leeg blijven)" in noor.reads()
    assert "Wat is er gezien of gehoord? (mag leeg blijven)" not in noor.reads()


def test_what_was_recorded_stands_on_the_page_with_day_and_author(school: School, noor: Person) -> None:
    noor.opens(PAGE[1], school.keeps(record(opened(), Signaal, waarneming="Hij schrok van de deur.")))
    assert "Hij schrok van de deur." in noor.reads(), "the line has its first words"
    noor.unfolds()
    text = noor.reads()
    assert "Hij schrok van de deur." in text and "ma 9 november 2026, vastgelegd door Noor van Dalen" in text


# What is needed: by hand, what a stap that has just begun asks for.
NEEDED = {
    1: [
        "Ten minste één signaal",
        "Overleg met de intern begeleider, of waarom niet",
        "Overleg met de vertrouwenspersoon, of waarom niet",
    ],
    2: [
        "Collegiale consultatie",
        "Leerlingbespreking in het team, of waarom niet",
        "Of de ouders nu veilig kunnen worden geïnformeerd",
        "De uitkomst: geen indicatie, of door naar stap 3",
    ],
    3: ["Het formele gesprek, of waarom u daarvan afziet"],
    4: ["De weging, met het vervolgtraject en de vijf afwegingen"],
    5: ["Het besluit: is melden nodig, en is hulp mogelijk?"],
}


def needed(person: Person) -> tuple[list[str], list[str]]:
    """What is still needed, and what was recorded, as the page lists them."""
    tasks = person.tasks()
    assert set(tasks.values()) <= {"Vastgelegd", "Nu", "Nog nodig"} and list(tasks.values()).count("Nu") <= 1
    return [eis for eis, is_so in tasks.items() if is_so != "Vastgelegd"], [
        eis for eis, is_so in tasks.items() if is_so == "Vastgelegd"
    ]


@pytest.mark.parametrize("nummer", PAGE)
def test_a_stap_that_begins_says_what_it_needs_and_cannot_be_closed(school: School, noor: Person, nummer: int) -> None:
    noor.opens(PAGE[nummer], school.keeps(fresh(nummer)))
    assert needed(noor) == (NEEDED[nummer], [])
    assert CLOSE not in noor.buttons()


@pytest.mark.parametrize("nummer", PAGE)
def test_a_stap_with_all_it_needs_says_so(school: School, noor: Person, nummer: int) -> None:
    noor.opens(PAGE[nummer], school.keeps(work(fresh(nummer), nummer)))
    missing, done = needed(noor)
    assert missing == [] and set(NEEDED[nummer]) <= set(done)
    assert f"Stap {nummer} is klaar om af te ronden" in noor.reads()


# Closing

NEXT = {
    1: "Stap 2. Overleg en zo nodig advies",
    2: "Stap 3. Gesprek met de ouder",
    3: "Stap 4. Wegen",
    4: "Stap 5. Beslissen",
    5: "Stap 5. Beslissen",
}
MESSAGE = {
    1: "stap 1 is afgerond.",
    2: "stap 2 is afgerond. De zorg blijft.",
    3: "stap 3 is afgerond. Het gesprek is gevoerd.",
    4: "stap 4 is afgerond. De weging en het vervolgtraject zijn vastgelegd. Evaluatie op ma 30 november 2026.",
    5: "stap 5 is afgerond. Besluit: 5a, hulp.",
}


@pytest.mark.parametrize("nummer", PAGE)
def test_closing_is_one_press_informs_the_directie_and_goes_on(
    school: School, noor: Person, dick: Person, nummer: int
) -> None:
    """R1, R3: the message to the directie is shown beforehand, exactly as the directie reads it."""
    dossier = school.keeps(work(fresh(nummer), nummer))
    message = f"Dossier {dossier.codenaam}: {MESSAGE[nummer]}"
    noor.opens(PAGE[nummer], dossier)
    assert message in [each.value for each in noor.app.text]
    noor.presses(CLOSE)
    assert noor.is_told()[0] == "De stap is afgerond en de directie is geïnformeerd."
    assert noor.title == NEXT[nummer]
    assert school.reads(dossier).records[-1].tekst("bericht") == message
    dick.opens("directie.py")
    assert f"vandaag: {MESSAGE[nummer]}" in [each.value for each in dick.app.text]


def test_a_stap_is_closed_once(school: School, noor: Person) -> None:
    dossier = school.keeps(work(opened(), 1))
    noor.opens(PAGE[1], dossier)
    noor.presses(CLOSE)
    noor.opens(PAGE[1])
    assert CLOSE not in noor.buttons() and len(school.reads(dossier).of(Afronding)) == 1


# Beside the forms


@pytest.mark.parametrize("nummer", [4, 5])
def test_from_stap_4_on_everything_of_the_stappen_before_is_beside_it(
    school: School, noor: Person, nummer: int
) -> None:
    """R28."""
    dossier = school.keeps(marked(waived(), CANARY) if nummer == 4 else marked(after_stap(4), CANARY))
    noor.opens(PAGE[nummer], dossier)
    noor.unfolds()
    shown = [each.value for each in noor.app.text]
    written = [each for one in dossier.records if not one.isa(Opening, Afronding) for each in one.antwoorden]
    assert len(written) > 30
    assert [each.vraag for each in written if each.tekst not in shown] == []


PARENTS = "Kunnen de ouders nu veilig worden geïnformeerd? Antwoord: "
AT_STAP_2 = work(after_stap(1), 2, without=Zorggesprek)


@pytest.mark.parametrize(
    ("nummer", "kind", "dossier", "answer"),
    [
        (2, Zorggesprek, AT_STAP_2, "Ja."),
        (2, Zorggesprek, not_safe(AT_STAP_2), "Nee."),
        (3, FormeelGesprek, after_stap(2), "Ja."),
        (3, FormeelGesprek, not_safe(after_stap(2)), "Nee."),
        (3, Afzien, not_safe(after_stap(2)), "Nee."),
        (5, OudersGeinformeerd, decided("beide"), "Ja."),
        (5, OudersGeinformeerd, not_safe(decided("beide")), "Nee."),
    ],
)
def test_the_answer_about_the_parents_is_shown_where_it_counts(
    school: School, noor: Person, nummer, kind, dossier, answer
) -> None:
    """Asked once, in stap 2, and used at stap 3 and stap 5."""
    noor.opens(PAGE[nummer], school.keeps(dossier))
    noor.chooses(kind)
    assert PARENTS + answer in noor.is_told()


# Acute danger


@pytest.mark.parametrize("nummer", PAGE)
def test_from_every_stap_recording_it_leads_straight_to_the_melding(school: School, noor: Person, nummer: int) -> None:
    """R35."""
    dossier = school.keeps(fresh(nummer))
    noor.opens("acuut.py", dossier)
    noor.answers(AcuutGevaar, answers(AcuutGevaar))
    noor.presses("Vastleggen")
    assert noor.title == "Stap 5. Beslissen"
    assert "5b: de melding" in needed(noor)[0]
    assert noor.reads().count("later aanvullen") == 5 - nummer, "what was passed over stays visible"
    assert school.reads(dossier).fase is Fase.STAP_5


def test_a_stap_passed_over_says_so_and_can_still_be_filled_in(school: School, noor: Person) -> None:
    dossier = school.keeps(record(opened(), AcuutGevaar))
    noor.opens(PAGE[1], dossier)
    assert "Deze stap is overgeslagen vanwege acuut gevaar. Vul hem alsnog aan." in noor.is_told()
    noor.records(Signaal, answers(Signaal))
    assert len(school.reads(dossier).of(Signaal)) == 1


# Telephone numbers

# Texts as a person reads them: not inside a link target, nor in the id Streamlit gives a page.
NUMBERS = re.compile(r"(?<![\w:-])(?:112|0\d{2,3}-? ?\d{4,8})(?!\w)")
FILES = sorted(file.name for file in PAGES.glob("*.py") if file.name != "main.py")


@pytest.mark.parametrize("user", [NOOR, DICK, VERA, LARS, BEA], ids=lambda user: user.id)
def test_every_page_shows_the_two_numbers_and_no_page_shows_another(school: School, user) -> None:
    person, pages = school.comes(user), 0
    dossier = school.keeps(opened(by=user if user in (NOOR, LARS, VERA) else NOOR))
    for page in (page for page in FILES if person.has_in_menu(page)):
        person.opens(page, dossier)
        assert set(NUMBERS.findall(person.reads())) == {"112", "0800-2000"}, page
        pages += 1
    assert pages > 1


def test_stap_3_offers_first_what_can_be_done(school: School, noor: Person) -> None:
    """R24: when the parents cannot be told, that is the waiver and not the talk."""
    for dossier, first in ((not_safe(after_stap(2)), Afzien), (after_stap(2), FormeelGesprek)):
        noor.opens(PAGE[3], school.keeps(dossier))
        (now,) = [each for each in noor.app.button if "/invullen/1/" in str(each.key)]
        assert str(now.key).endswith(f"/{first.__name__}") and now.proto.type == "primary"
