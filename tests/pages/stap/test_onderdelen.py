"""The worksheet a part at a time: nothing typed in one is lost when another is drawn, and all is checked at the end."""

import pytest

from db.store.faults import in_words
from meldcode.vastleggingen import Effectmeting, Signaal, Weging
from meldcode.vragen.vastlegging import asked
from tests.builders import after_stap, fitting, in_opvolging, record
from tests.cast import MIRJAM, NOOR
from tests.pages.alone import run_alone
from tests.pages.person import Person
from tests.pages.reading import plain
from tests.pages.school import School
from ui.forms import onderdelen
from ui.web import callbacks

STAP_4 = "stap_4_wegen.py"
TITLES = ["Wat ligt er", "Het beeld", "De vijf vragen", "Wat gaan we doen"]
CHECK = "Controleer uw antwoorden"
TYPED = "Sem heeft honger en is bang."


@pytest.fixture
def weighing(school: School, noor: Person) -> Person:
    """Noor at the worksheet."""
    noor.opens(STAP_4, school.keeps(after_stap(3)))
    return noor


def part_of(person: Person) -> str:
    """The heading of the part that is open."""
    return plain(person.app.header[0].value)


def how_far(person: Person) -> list[str]:
    """The line of parts as it is read aloud."""
    return [plain(each.label) for each in person.app.button if "/naar/" in str(each.key)]


def test_it_is_asked_in_four_parts_and_then_checked(weighing: Person) -> None:
    assert [each.titel for each in onderdelen.of(Weging)] == [
        "Wat ligt er", "Het beeld", "De vijf vragen", "Wat gaan we doen",
    ]  # fmt: skip
    seen = [part_of(weighing)]
    for to in (
        "Verder: het beeld",
        "Verder: de vijf vragen",
        "Verder: wat gaan we doen",
        "Verder: controleer uw antwoorden",
    ):
        assert "Vastleggen" not in weighing.buttons()
        weighing.presses(to)
        seen.append(part_of(weighing))
    assert seen == [*TITLES, CHECK] and "Vastleggen" in weighing.buttons()


def test_the_line_says_in_words_what_is_done_and_where_one_is(weighing: Person) -> None:
    assert how_far(weighing) == [
        "1. Wat ligt er hier bent u",
        "2. Het beeld nog niet klaar",
        "3. De vijf vragen nog niet klaar",
        "4. Wat gaan we doen nog niet klaar",
        "Controleer uw antwoorden tot slot",
    ]
    weighing.answers(Weging, {"meegewogen": ["2 risico Bang.", "9 onbekend", "12 buiten Herhaling."]})
    weighing.turns_to(Weging, "onveilig")
    assert how_far(weighing)[:3] == [
        "1. Wat ligt er klaar", "2. Het beeld nog niet klaar", "3. De vijf vragen hier bent u",
    ]  # fmt: skip


def test_what_is_no_evidence_is_folded_and_can_be_weighed_all_the_same(weighing: Person, school: School) -> None:
    (folded,) = [each for each in weighing.app.expander if each.label.startswith("Ook vastgelegd")]
    assert plain(folded.label) == (
        "Ook vastgelegd (6): overleg, collegiale consultatie, leerlingbespreking in het team, "
        "kunnen de ouders nu veilig worden geïnformeerd, uitkomst van stap 2"
    )
    assert {str(each.key).rpartition("/")[2] for each in folded.get("button_group")} == {"3", "4", "6", "7", "8", "10"}
    assert not folded.proto.expanded
    weighing.weighs(Weging, ["6 bescherming De collega kent het gezin."])
    weighing.refreshes()
    assert (
        "De collega kent het gezin. (nummer\u00a06)" in weighing.reads() and "Nog 3 van 3 te wegen" in weighing.reads()
    )
    (folded,) = [each for each in weighing.app.expander if each.label.startswith("Ook vastgelegd")]
    assert folded.proto.expanded, "what was weighed is in sight"


# What was typed


def test_what_was_answered_in_each_part_is_in_the_concept_and_in_what_is_recorded(
    weighing: Person, school: School
) -> None:
    given = fitting(weighing.dossier, Weging)
    weighing.answers(Weging, given)
    for back in ("meegewogen", "aard", "onveilig", "doel"):
        weighing.turns_to(Weging, back)
    now_asked = {each.naam for each in asked(Weging, given)}
    assert school.concept(NOOR, weighing.dossier, Weging) == {
        naam: each for naam, each in given.items() if naam in now_asked
    }
    weighing.presses("Vastleggen")
    recorded = school.reads(weighing.dossier).of(Weging)[-1]
    assert {naam: recorded.waarde(naam) for naam in now_asked} == {naam: given[naam] for naam in now_asked}


def test_what_is_typed_in_the_breath_before_another_part_is_opened_is_kept(weighing: Person, school: School) -> None:
    weighing.field(Weging, "aard").set_value(TYPED)
    weighing.presses("Verder: de vijf vragen")
    assert part_of(weighing) == TITLES[2] and school.concept(NOOR, weighing.dossier, Weging) == {"aard": TYPED}
    assert weighing.typed(Weging, "aard") == TYPED


def test_it_is_kept_when_for_a_moment_nobody_could_look_up_who_is_there(
    weighing: Person, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the field itself was not saved when it was left, and soon it is not drawn any more."""
    problem, there = TimeoutError("database is locked"), callbacks.current_user
    monkeypatch.setattr("ui.forms.concept.in_words", lambda each: "Even niet." if each is problem else in_words(each))
    asked_for = []

    def once() -> object:
        asked_for.append(1)
        if len(asked_for) == 1:
            raise problem
        return there()

    weighing.field(Weging, "aard").set_value(TYPED)
    monkeypatch.setattr(callbacks, "current_user", once)
    weighing.presses("Verder: de vijf vragen")
    assert weighing.typed(Weging, "aard") == TYPED
    assert school.concept(NOOR, weighing.dossier, Weging) == {"aard": TYPED}


def test_an_answer_that_is_emptied_stays_empty(weighing: Person, school: School) -> None:
    weighing.answers(Weging, {"aard": TYPED, "frequentie": "Elke week."})
    weighing.field(Weging, "aard").set_value("")
    weighing.presses("Verder: de vijf vragen")
    assert weighing.typed(Weging, "aard") == ""
    assert school.concept(NOOR, weighing.dossier, Weging) == {"frequentie": "Elke week."}


def test_an_answer_in_a_part_that_is_drawn_alone_keeps_those_of_the_others(weighing: Person, school: School) -> None:
    weighing.weighs(Weging, ["2 risico Bang."])
    field = weighing.field(Weging, "aard")
    field.set_value(TYPED)
    run_alone(weighing.app, field)
    assert school.concept(NOOR, weighing.dossier, Weging) == {"meegewogen": ["2 risico Bang."], "aard": TYPED}


def test_after_a_reload_one_is_where_something_is_left_to_do_with_all_that_was_typed(weighing: Person) -> None:
    weighing.answers(Weging, {"meegewogen": ["2 risico Bang.", "9 onbekend", "12 buiten Zoals 9."], "aard": TYPED})
    there = weighing.again()
    assert part_of(there) == TITLES[1] and there.typed(Weging, "aard") == TYPED
    assert "Bang. (nummer\u00a02)" in there.reads()


def test_a_new_server_brings_back_the_part_that_was_open_and_what_was_typed_in_it(
    weighing: Person, school: School
) -> None:
    weighing.answers(Weging, {"meegewogen": ["2 risico Bang."], "vermoeden": "ja"})
    weighing.field(Weging, "toelichting").set_value(TYPED)
    weighing.finds_a_new_server()
    assert part_of(weighing) == TITLES[2] and weighing.typed(Weging, "toelichting") == TYPED
    assert school.concept(NOOR, weighing.dossier, Weging) == {
        "meegewogen": ["2 risico Bang."], "vermoeden": "ja", "toelichting": TYPED,
    }  # fmt: skip


def test_what_a_colleague_records_meanwhile_leaves_the_part_open_and_what_was_typed(
    weighing: Person, school: School
) -> None:
    weighing.answers(Weging, {"meegewogen": ["2 risico Bang."], "aard": TYPED})
    school.adds(weighing.dossier, Signaal, by=MIRJAM, waarneming="Hij huilde in de gang.")
    weighing.field(Weging, "frequentie").set_value("Elke week.")
    weighing.refreshes()
    assert part_of(weighing) == TITLES[1] and "Nog 3 van 4 te wegen: nummer 9, 12, 14." in weighing.reads()
    assert weighing.typed(Weging, "aard") == TYPED and weighing.typed(Weging, "frequentie") == "Elke week."
    assert "Bang. (nummer\u00a02)" in weighing.reads()


def test_a_second_weging_in_the_same_tab_keeps_what_is_typed_in_each_part_too(school: School, noor: Person) -> None:
    dossier = school.keeps(record(in_opvolging("5a"), Effectmeting, signalen="opnieuw"))
    noor.opens(STAP_4, dossier)
    noor.chooses(Weging)
    noor.answers(Weging, fitting(dossier, Weging))
    noor.presses("Vastleggen")
    noor.opens(STAP_4, dossier)
    noor.chooses(Weging)
    noor.answers(Weging, {"aard": TYPED, "onveilig": "twijfel"})
    assert noor.typed(Weging, "aard") == TYPED and noor.typed(Weging, "onveilig") == "twijfel"
    assert "Hij is bang om mee naar huis te gaan." in noor.reads(), "what was weighed then is taken over"


# The end


def test_at_the_end_every_answer_stands_on_one_page_and_each_leads_back_to_its_field(weighing: Person) -> None:
    given = fitting(weighing.dossier, Weging)
    weighing.answers(Weging, given)
    weighing.turns_to(Weging, "")
    text = weighing.reads()
    assert part_of(weighing) == CHECK and "Het wordt minder" not in text
    for said in (
        given["aard"],
        "Het blijft gelijk",
        "Nummer 2, risico: Hij is bang",
        "Regel ‘hulp begint’",
        given["wie"],
    ):
        assert str(said) in text
    ways = [each for each in weighing.app.button if "/wijzigen/" in str(each.key)]
    assert len(ways) == len(asked(Weging, given)) == len({each.label for each in ways})
    for naam, title in (("meegewogen", TITLES[0]), ("aard", TITLES[1]), ("hulp", TITLES[2]), ("doel", TITLES[3])):
        weighing.turns_to(Weging, "")
        (way,) = [each for each in weighing.app.button if str(each.key).endswith(f"/wijzigen/{naam}")]
        weighing.presses(way.label)
        assert part_of(weighing) == title and leads_to(weighing).endswith(f"/{naam}/nodig".replace("/", "-"))


def leads_to(person: Person) -> str:
    """The box by which the browser brings a field into view."""
    return next(each for each in keyed(person) if each.startswith("mr-naar-"))


def keyed(person: Person) -> list[str]:
    """The keys of the containers on the page."""

    def within(block: object) -> list[str]:
        proto = getattr(block, "proto", None)
        children = getattr(block, "children", {})
        own = str(getattr(proto, "id", ""))
        return [own.rpartition("-mr-naar-")[1][1:] + own.rpartition("-mr-naar-")[2]] * ("mr-naar-" in own) + [
            each for child in children.values() for each in within(child)
        ]

    return within(person.app.main)


def test_a_line_of_the_refusal_leads_to_the_part_and_the_field(weighing: Person, school: School) -> None:
    given = fitting(weighing.dossier, Weging)
    weighing.answers(Weging, given | {"aard": "", "wie": ""})
    weighing.presses("Vastleggen")
    assert part_of(weighing) == CHECK and not school.reads(weighing.dossier).of(Weging)
    lines = weighing.is_refused()
    assert lines == [
        "Wat gebeurt er, en wie zijn erbij betrokken? – Beantwoord deze vraag.",
        "Wie doet dat? – Beantwoord deze vraag.",
    ]
    (way,) = [each for each in weighing.app.button if plain(each.label) == lines[1]]
    weighing.presses(way.label)
    assert part_of(weighing) == TITLES[3] and "-wie-" in leads_to(weighing)
    assert weighing.is_told_at(Weging, "wie") == ["Beantwoord deze vraag."]
    weighing.answers(Weging, {"aard": given["aard"], "wie": given["wie"]})
    weighing.presses("Vastleggen")
    assert school.reads(weighing.dossier).of(Weging)[-1].tekst("wie") == given["wie"]
