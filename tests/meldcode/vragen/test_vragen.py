"""Vragen: what an answer must satisfy, and the objection when it does not."""

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.vastleggen import GEHEEL
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afzien,
    Opening,
    Signaal,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.vastlegging import Onvolledig, asked, fill, objections, says_all, to_raw, vragen
from meldcode.vragen.vraag import Keuze
from tests.answers import answers
from tests.builders import opened
from tests.cast import BORN, MONDAY, NOOR
from tests.meldcode.vragen.said import said
from tests.over import over

# Unanswered

# Zero-width and wide spaces, a byte order mark, a soft hyphen, direction marks, a lone variation selector.
UNSEEN = (
    "\u200b", "\u200b\u200c\u200d", "\ufeff", "\u2060 \u2060", "\u00ad", "\u200e\u200f", "\u202e\u202c",
    "\u3000\u2003", "\u2028\u2029", "\ufe0f", "\u034f", "\n\u200b\n", "\u200b" * 50,
)  # fmt: skip


@over("nothing", [None, "", " ", "\n\t ", "\u00a0", [], ["x"], *UNSEEN])
def test_an_unanswered_vraag_is_named(nothing) -> None:
    assert said(Zorggesprek, gedeeld=nothing) == {"gedeeld": "Beantwoord deze vraag."}


@pytest.mark.parametrize(
    ("kind", "naam", "sentence"),
    [
        (Signaal, "datum", "Vul een datum in."),
        (Signaal, "bron", "Kies een antwoord."),
        (Signaal, "waarneming", "Beantwoord deze vraag."),
        (AcuutGevaar, "tijd", "Beantwoord deze vraag."),
        (Afzien, "redenen", "Kies er ten minste één."),
    ],
)
def test_each_sort_of_vraag_asks_for_its_answer_in_its_own_words(kind, naam: str, sentence: str) -> None:
    assert said(kind, **{naam: None}) == {naam: sentence}


def test_all_objections_are_said_at_once() -> None:
    with pytest.raises(Onvolledig) as refused:
        fill(Signaal, answers(Signaal, datum="", plaats="", waarneming="kort"), MONDAY, BORN)
    assert set(refused.value.objections) == {"datum", "plaats", "waarneming"}


def test_a_vraag_that_may_be_left_open_may_be_left_open() -> None:
    assert fill(Zorggesprek, answers(Zorggesprek, afspraken=" "), MONDAY, BORN).afspraken is None


@over("unseen", UNSEEN)
def test_what_cannot_be_seen_leaves_a_vraag_open(unseen: str) -> None:
    assert fill(Zorggesprek, answers(Zorggesprek, afspraken=unseen), MONDAY, BORN).afspraken is None
    assert said(Signaal, datum=unseen, bron=unseen, plaats=unseen) == {
        "datum": "Vul een datum in.",
        "bron": "Kies een antwoord.",
    }


def test_answers_that_nobody_asked_for_are_not_taken_over() -> None:
    assert "wachtwoord" not in to_raw(fill(Signaal, answers(Signaal, wachtwoord="x"), MONDAY, BORN))


def test_a_vastlegging_cannot_exist_incomplete() -> None:
    with pytest.raises(Onvolledig):
        Zorggesprek(datum=MONDAY)


# Too short, too long


def test_too_short_says_how_short_and_how_long_it_should_be() -> None:
    assert said(Signaal, waarneming="Was bang") == {
        "waarneming": "Dit is te kort (8 tekens): schrijf ten minste 10 tekens, zodat een collega het later begrijpt."
    }


def test_spaces_do_not_make_an_answer_longer() -> None:
    assert "waarneming" in said(Signaal, waarneming="     bang     ")
    assert said(Signaal, waarneming="1234567890") == {}


def test_more_than_a_hundred_thousand_characters_are_refused_with_a_sentence() -> None:
    assert said(Signaal, waarneming="é" * 100_001) == {
        "waarneming": "Dit is te lang (100.001 tekens): er passen er 100.000. "
        "Wat u typte, is bewaard. Maak het korter of verdeel het."
    }


def test_what_just_fits_is_accepted() -> None:
    assert said(Signaal, waarneming="a" * 100_000) == {}
    assert "waarneming" in said(Signaal, waarneming="a" * 100_001)
    assert said(Signaal, plaats="p" * 120) == {} and "plaats" in said(Signaal, plaats="p" * 121)


def test_what_is_asked_on_one_line_is_one_line_however_it_was_pasted() -> None:
    """A field of one line hides a break that was pasted into it."""
    assert fill(Signaal, answers(Signaal, plaats="Bij het\u2028hek"), MONDAY, BORN).plaats == "Bij het hek"


# Vragen that depend on another


def test_the_answer_to_a_vraag_no_longer_asked_is_dropped() -> None:
    """R10: one's own observation has no informant."""
    heard = fill(Signaal, answers(Signaal, bron="van_anderen", van_wie="Joke"), MONDAY, BORN)
    seen = fill(Signaal, answers(Signaal, bron="zelf", van_wie="Joke"), MONDAY, BORN)
    assert heard.van_wie == "Joke" and seen.van_wie is None


def test_a_vraag_no_longer_asked_raises_no_objection() -> None:
    assert said(Signaal, bron="zelf", van_wie="\x00", document="d" * 500) == {}


def test_a_handle_with_care_signal_asks_for_no_content() -> None:
    """R9: a notice of Handle with Care is a signaal without content."""
    names = [each.naam for each in asked(Signaal, {"bron": "hwc"})]
    assert names == ["datum", "bron"]


def test_a_vraag_under_an_unasked_one_is_not_asked() -> None:
    from meldcode.vastleggingen import Effectmeting

    raw = answers(Effectmeting, signalen="stoppen_niet", resultaat="loopt")
    assert [each.naam for each in asked(Effectmeting, raw)] == ["datum", "gezien", "signalen"]


def test_staff_as_subject_asks_nothing_more() -> None:
    assert [each.naam for each in asked(Opening, {"medewerker": "ja"})] == ["medewerker"]


def test_conduct_of_staff_opens_no_dossier_here() -> None:
    from tests.builders import empty

    found = vastleggen.objections(empty(), Opening, {"medewerker": "ja"}, by=NOOR, on=MONDAY)
    assert found == {"medewerker": "Dit hoort niet in Meldroute, en er wordt niets bewaard. Ga naar het bevoegd gezag."}
    with pytest.raises(Onvolledig):
        vastleggen.record(empty(), fill(Opening, {"medewerker": "ja"}), by=NOOR, on=MONDAY)


CONDITIONS = [(kind, each) for kind in ALLE for each in vragen(kind) if each.when]


@over("kind, about", CONDITIONS)
def test_a_condition_names_an_earlier_vraag_with_one_choice(kind, about) -> None:
    before = {each.naam: each for each in vragen(kind)[: vragen(kind).index(about)]}
    other, given = about.when
    assert other in before, f"{kind.__name__}.{about.naam}: ask {other!r} first"
    assert not before[other].several
    if (
        about.soort is Bestand or about.geweest_when
    ):  # it may wait until it is said what it shows, or which days it takes
        assert set(given) <= set(before[other].keuzen)
    else:
        assert set(given) < set(before[other].keuzen)


def test_the_sweep_swept_conditions() -> None:
    assert len(CONDITIONS) >= 30


# Choices


def test_several_choices_are_kept_together() -> None:
    filled = fill(VeiligInformeren, answers(VeiligInformeren, veilig="nee", redenen=["veiligheid", "afreageren"]))
    assert filled.redenen and {each.value for each in filled.redenen} == {"afreageren", "veiligheid"}


@pytest.mark.parametrize("given", ["misschien", "JA", " ja", "ja\n"])
def test_a_choice_that_is_not_offered_is_refused(given: str) -> None:
    assert said(VeiligInformeren, veilig=given) == {"veilig": "Kies een van de antwoorden."}


def test_an_unknown_choice_among_several_is_not_dropped_in_silence() -> None:
    assert said(AcuutGevaar, gebeld=["112", "de buren"]) == {"gebeld": "Kies een van de antwoorden."}


def test_one_choice_where_several_may_be_given_is_one_choice() -> None:
    assert fill(AcuutGevaar, answers(AcuutGevaar, gebeld="112"), MONDAY, BORN).gebeld == frozenset({"112"})


ENUMERATIONS = sorted(
    {type(each.keuzen[0]) for kind in ALLE for each in vragen(kind) if each.keuzen}, key=lambda each: each.__name__
)


@over("keuze", ENUMERATIONS)
def test_the_choices_of_a_vraag_all_differ(keuze: type[Keuze]) -> None:
    assert len(keuze.__members__) == len(list(keuze)), f"{keuze.__name__}: two choices store the same value"
    assert len({each.label for each in keuze}) == len(list(keuze)) > 1, f"{keuze.__name__}: two labels are the same"


# Round trips, and what objections never quote


@over("kind", ALLE)
def test_what_was_filled_in_can_be_typed_again_and_is_the_same(kind) -> None:
    filled = fill(kind, answers(kind), MONDAY, BORN)
    assert fill(kind, to_raw(filled), MONDAY, BORN) == filled


def test_the_text_of_the_error_names_vragen_and_never_answers() -> None:
    with pytest.raises(Onvolledig) as refused:
        fill(Signaal, answers(Signaal, waarneming="sloeg", datum="geheim"), MONDAY, BORN)
    assert str(refused.value) == "objections to: datum, waarneming"


def test_no_objection_repeats_what_was_typed() -> None:
    typed = "KANARIE"
    for kind in ALLE:
        raw = {each.naam: typed for each in vragen(kind)}
        assert not [sentence for sentence in objections(kind, raw, MONDAY, BORN).values() if typed in sentence]


def test_the_dossier_says_the_same_as_the_form() -> None:
    raw = answers(Signaal, datum="10-11-2026", plaats="")
    found = vastleggen.objections(opened(), Signaal, raw, by=NOOR, on=MONDAY)
    assert set(found) == {"datum", "plaats"} and GEHEEL not in found


def test_a_weging_without_suspicion_does_not_ask_about_help() -> None:
    """R27: the weging asks first whether there is abuse at all."""
    names = {each.naam for each in asked(Weging, {"vermoeden": "nee"})}
    assert "hulp" not in names and "onveilig" in names and "ernst" in names


# Whether one set of answers contains everything in another


@over(
    ("more", "less", "says"),
    [
        ({"waarneming": "Sem kroop weg. Hij beefde."}, {"waarneming": "Sem kro"}, True),
        ({"waarneming": "Sem kroop weg. Hij beefde."}, {"waarneming": " Hij beefde.\n"}, True),
        ({"waarneming": "Sem kroop weg."}, {}, True),
        ({"waarneming": "Sem kroop weg.", "bron": "zelf"}, {"bron": ""}, True),
        ({"waarneming": "Geen idee."}, {"waarneming": "een"}, False),
        ({"waarneming": "Sem kroop."}, {"waarneming": "Sem kroop weg."}, False),
        ({"waarneming": "Sem kroop weg."}, {"bron": "zelf"}, False),
        ({"bron": "zelf_niet"}, {"bron": "zelf"}, False),
    ],
)
def test_one_text_says_all_of_another_when_no_word_and_no_choice_of_it_would_be_lost(more, less, says: bool) -> None:
    assert says_all(Signaal, more, less) is says


def test_of_several_choices_and_of_what_was_weighed_each_must_be_there() -> None:
    assert says_all(Weging, {"meegewogen": ["3 risico Hij beefde", "4 buiten"]}, {"meegewogen": ["3 risico"]})
    assert not says_all(Weging, {"meegewogen": ["3 risico Hij beefde"]}, {"meegewogen": ["4 buiten"]})
    assert says_all(Weging, {"soorten": ["a", "b"]}, {"soorten": ["b"]})
    assert not says_all(Weging, {"soorten": ["a", "b"]}, {"soorten": ["c"]})
