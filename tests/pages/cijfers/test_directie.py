"""The page of the directie: where cases stand, confirming messages, destruction; never content of a dossier."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst, Opening, Overleg, Signaal
from tests.builders import (
    after_stap,
    decided,
    empty,
    gesloten,
    in_fase,
    in_opvolging,
    last_message,
    opened,
    record,
    waived,
)
from tests.cast import BEA, DICK, LARS, NOOR, OTHER_SCHOOL, SARA
from tests.pages.cijfers.shown import has_table, lists_all, table
from tests.pages.page.test_every_page_is_locked import ABOUT_A_DOSSIER
from tests.pages.person import PAGES, Person
from tests.pages.school import School, marked
from ui.forms import form

CANARY = "Kanarievogel in het fietsenhok"
FILES = sorted(file.name for file in PAGES.glob("*.py") if file.name != "main.py")
SEEN_STAP_1 = "vandaag: stap 1 is afgerond."


@pytest.fixture(scope="module")
def cases(one_school: School) -> Iterator[list[Dossier]]:
    """A dossier in every place of the route, by every way there, with a mark in everything typed."""
    told = [*(in_fase(fase) for fase in Fase), waived(), in_opvolging("beide"), in_opvolging("geen"), gesloten()]
    kept = [one_school.keeps(marked(each, CANARY)) for each in told]
    with one_school.unchanged():
        yield kept


def everything_read(person: Person, cases: list[Dossier]) -> str:
    """All pages of this person; those about one dossier, for every case."""
    found = []
    for page in (page for page in FILES if person.has_in_menu(page)):
        for case in cases if page in ABOUT_A_DOSSIER else cases[:1]:
            person.opens(page, case)
            found.append(person.reads())
    return "\n".join(found)


# Content


@pytest.mark.parametrize("user", [DICK, BEA, LARS], ids=lambda user: user.id)
def test_nothing_that_was_typed_reaches_who_does_not_walk_the_route(cases: list[Dossier], user: User) -> None:
    """R3, R8: on no page, in no label, table or chart, and of no case in whatever state."""
    text = everything_read(Person(user), cases)
    assert text and CANARY not in text


def test_it_does_reach_the_ib_er(cases: list[Dossier]) -> None:
    """So that the test above is known to fail for the right reason."""
    assert CANARY in everything_read(Person(NOOR), cases[:1])


def test_a_leerkracht_reads_his_own_words_and_not_those_of_the_ib_er(school: School, lars: Person) -> None:
    his = record(opened(by=LARS), Signaal, by=LARS, waarneming="Wat Lars zag bij het hek.")
    theirs = record(record(his, Overleg, uitkomst=CANARY), Signaal, by=NOOR, waarneming=CANARY)
    text = everything_read(lars, [school.keeps(theirs)])
    assert "Wat Lars zag bij het hek." in text and CANARY not in text


def test_the_directie_lands_on_the_overview_which_has_code_names_only(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    dick = school.comes(DICK)
    assert dick.title == "Het enige open dossier loopt op tijd; 1 wacht op u"
    assert dossier.codenaam in dick.reads() and SEEN_STAP_1 in dick.reads()
    assert "Sem" not in dick.reads() and not dick.has_in_menu("start.py"), "nothing stands in two lists"


# Receipts


@pytest.fixture
def informed(school: School, dick: Person) -> Person:
    """Dick, at his page with one message."""
    dick.opens("directie.py", school.keeps(after_stap(1)))
    return dick


def has_a_question(person: Person) -> None:
    """Unfold the question about the last message of their dossier."""
    about = f"{last_message(person.dossier)}/vraag"
    person.app.session_state[form.key(person.dossier, Ontvangst, about)] = True
    person.app.run()


def test_a_message_says_that_the_stap_was_closed_and_no_more(informed: Person) -> None:
    """R3."""
    assert SEEN_STAP_1 in [each.value for each in informed.app.text]
    assert informed.dossier.codenaam in informed.reads()


def test_seen_is_recorded_and_the_message_goes(school: School, informed: Person) -> None:
    informed.presses("Gezien")
    last = school.reads(informed.dossier).records[-1]
    assert last.isa(Ontvangst) and last.by == "dick" and last.waarde("reactie") == "gezien"
    assert informed.is_told() == ["Hazelaar 1: uw reactie is vastgelegd."]
    assert SEEN_STAP_1 not in informed.reads() and "Er wacht geen bericht op u." in informed.reads()


def test_a_question_goes_to_the_ib_er_whose_answer_comes_back_and_is_then_seen(
    school: School, informed: Person, noor: Person
) -> None:
    dossier = informed.dossier
    part = last_message(dossier)
    has_a_question(informed)
    informed.answers(Ontvangst, {"terugvraag": "Wanneer is het gesprek?"}, part)
    informed.presses("Vastleggen")
    assert SEEN_STAP_1 not in informed.reads(), "it waits for Noor now"

    noor.opens("start.py")
    assert "Vraag van de directie beantwoorden (stap 1)" in noor.reads()
    noor.opens("dossier.py", dossier)
    assert "De directie heeft een vraag" in noor.reads() and "Wanneer is het gesprek?" in noor.reads()
    noor.answers(AntwoordAanDirectie, {"antwoord": "Volgende week dinsdag."}, part)
    noor.presses("Vastleggen")
    assert "De directie heeft een vraag" not in noor.reads()

    informed.opens("directie.py")
    assert "Wanneer is het gesprek?" in informed.reads() and "Volgende week dinsdag." in informed.reads()
    informed.presses("Gezien")
    assert "Er wacht geen bericht op u." in informed.reads()
    after = [each.soort for each in school.reads(dossier).records[-3:]]
    assert after == ["Ontvangst", "AntwoordAanDirectie", "Ontvangst"]


def test_a_question_without_words_is_refused_at_the_vraag(school: School, informed: Person) -> None:
    has_a_question(informed)
    before = school.recorded()
    informed.presses("Vastleggen")
    assert informed.is_told_at(Ontvangst, "terugvraag", last_message(informed.dossier)) == ["Beantwoord deze vraag."]
    assert school.recorded() == before


def test_an_answer_that_is_too_short_is_refused_and_kept(school: School, informed: Person, noor: Person) -> None:
    dossier, part = informed.dossier, last_message(informed.dossier)
    has_a_question(informed)
    informed.answers(Ontvangst, {"terugvraag": "Wanneer is het gesprek?"}, part)
    informed.presses("Vastleggen")
    noor.opens("dossier.py", dossier)
    noor.answers(AntwoordAanDirectie, {"antwoord": "Ja"}, part)
    noor.presses("Vastleggen")
    assert noor.is_told_at(AntwoordAanDirectie, "antwoord", part)[0].startswith("Dit is te kort (2 tekens)")
    assert noor.again().typed(AntwoordAanDirectie, "antwoord", part) == "Ja"
    assert school.concept(NOOR, dossier, AntwoordAanDirectie, part) == {"antwoord": "Ja"}


def test_with_more_messages_than_fit_the_heading_counts_them_all_and_a_press_shows_them(
    school: School, dick: Person
) -> None:
    for _ in range(27):
        school.keeps(after_stap(1))
    dick.opens("directie.py")
    assert "Bevestigen 5 van 27" in dick.reads() and "27 wachten op u" in dick.title
    assert dick.buttons().count("Gezien") == 5
    dick.presses("Toon alle 27")
    assert dick.buttons().count("Gezien") == 25 and "1–25 van 27" in dick.reads()
    dick.presses("Volgende 2")
    assert dick.buttons().count("Gezien") == 2


def test_one_press_confirms_all_messages_of_a_dossier_each_with_an_ontvangst_of_its_own(
    school: School, dick: Person
) -> None:
    dossier = school.keeps(decided("5a"))
    messages = [str(each.nummer) for each in dossier.of(Afronding)]
    dick.opens("directie.py", dossier)
    assert len(messages) == 4 and dick.buttons().count("Gezien") == 1
    dick.presses("Gezien")
    seen = school.reads(dossier).of(Ontvangst)
    assert [each.waarde("kennisgeving") for each in seen] == messages and {each.by for each in seen} == {"dick"}
    assert "Er wacht geen bericht op u." in dick.reads()


def test_a_question_about_one_of_several_messages_is_about_that_one(school: School, dick: Person) -> None:
    dossier = school.keeps(after_stap(2))
    first, last = (str(each.nummer) for each in dossier.of(Afronding))
    dick.opens("directie.py", dossier)
    has_a_question(dick)
    next(each for each in dick.app.selectbox if each.label == "Over welk bericht?").set_value(first)
    dick.refreshes()
    dick.answers(Ontvangst, {"terugvraag": "Wie was daarbij?"}, first)
    dick.presses("Vastleggen")
    (asked,) = school.reads(dossier).of(Ontvangst)
    assert asked.waarde("kennisgeving") == first and asked.tekst("terugvraag") == "Wie was daarbij?"
    dick.presses("Gezien")
    assert school.reads(dossier).of(Ontvangst)[-1].waarde("kennisgeving") == last


# Figures


def chart(person: Person) -> dict[str, list[int]]:
    """The lengths of the bars, stap 1 to 5."""
    drawn = [json.loads(each.proto.spec)["data"] for each in person.app.get("plotly_chart")]
    (bars,) = [data for data in drawn if data[0]["name"] == "Op tijd"]
    return {bar["name"]: bar["x"] for bar in bars}


def test_chart_table_and_counts_tell_the_same(school: School, dick: Person) -> None:
    """A school with two late cases in stap 1 and one in time, one in stap 3 with three things late, and one closed."""
    late = [school.keeps(opened()), school.keeps(opened()), school.keeps(after_stap(2))]
    school.days_pass(8)
    school.keeps(opened(on=date(2026, 11, 16)))
    school.keeps(gesloten())
    school_closed_has_receipts = 5
    dick.opens("directie.py")
    assert chart(dick) == {"Op tijd": [1, 0, 0, 0, 0], "Iets te laat": [2, 0, 1, 0, 0]}
    found = table(dick, "Uiterlijk")
    open_rows = found[found["Dossier"].isin([each.codenaam for each in late])]
    assert sorted(zip(open_rows["Stap"], open_rows["Wat"], open_rows["Dagen te laat"], strict=True)) == [
        (1, "Bericht bevestigen", 6),
        (1, "Stap afronden", 1),
        (1, "Stap afronden", 1),
        (2, "Bericht bevestigen", 6),
        (3, "Stap afronden", 1),
    ]
    assert len(found) == len(open_rows) + school_closed_has_receipts
    assert f"Te laat {len(found)}" in dick.reads()
    lists_all(dick)
    assert len(table(dick, "Eerste datum")) == 4


def test_without_dossiers_there_is_no_empty_chart(school: School, dick: Person) -> None:
    for _ in range(2):
        dick.opens("directie.py")
        assert list(dick.app.get("plotly_chart")) == [] and not has_table(dick, "Eerste datum")
        assert "Er zijn geen open dossiers." in dick.reads()
        school.keeps(gesloten())


def test_when_nothing_is_late_there_is_no_empty_table(school: School, dick: Person) -> None:
    school.keeps(opened())
    dick.opens("directie.py")
    assert chart(dick) == {"Op tijd": [1, 0, 0, 0, 0], "Iets te laat": [0, 0, 0, 0, 0]}
    assert not has_table(dick, "Uiterlijk") and "Niets is te laat." in dick.reads()


def test_another_school_is_not_counted(school: School, dick: Person) -> None:
    school.keeps(record(replace(empty(SARA), school_id=OTHER_SCHOOL), Opening, by=SARA))
    dick.opens("directie.py")
    assert "Er zijn geen open dossiers." in dick.reads()
