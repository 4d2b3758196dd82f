"""Text from elsewhere is made even once, on entry, and everything that can be seen stays to the letter (ADR 49)."""

import time
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from meldcode.vastleggingen import FORMULIEREN, Leerlingbespreking, Signaal
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.meegewogen import Hoe, read_meegewogen
from meldcode.vragen.tekst import clean, clean_line, has_unseen, hyphened
from meldcode.vragen.vastlegging import fill, read_answers, vragen
from meldcode.vragen.vraag import MAX_TEXT, Vraag
from tests.answers import answers
from tests.builders import opened, record
from tests.cast import BORN, MONDAY
from tests.inputs.teksten import FAMILY, Tekst, teksten
from tests.meldcode.vragen.said import said
from tests.over import over

# Twenty characters once it is even: the least that some answers must have, and the most that another may have.
PASTED = "Op\x0be\u0301e\u0301n\xa0ke\xader,\u200b en toen\x00"
ON_LINES, ON_ONE_LINE = "Op\néén keer, en toen", "Op één keer, en toen"


@over("case", teksten())
def test_a_text_from_elsewhere_is_kept_as_it_reads(case: Tekst) -> None:
    assert clean(case.pasted) == case.kept
    assert clean_line(case.pasted) == (case.kept if case.line is None else case.line)
    assert has_unseen(case.pasted) is case.told


def test_there_are_more_than_sixty_texts_each_with_its_own_name() -> None:
    names = [case.naam for case in teksten()]
    assert len(names) > 75 and len(set(names)) == len(names)


signs = st.one_of(
    st.characters(),
    st.sampled_from(
        "\u200c\u200d\ufe0f\u200e\u200f\u061c\r\n\x07\x0b\ud83d\ude00👩🏴\U000e0067\U000e007f\u0645\u05d0\xad a1"
    ),
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(signs))
def test_what_was_made_even_is_even(text: str) -> None:
    once = clean(text)
    assert clean(once) == once and not has_unseen(once)
    once.encode()
    assert "\n" not in clean_line(text) and clean_line(clean_line(text)) == clean_line(text)


@over(
    "text",
    [
        "\u200d" * MAX_TEXT, "م" + "\u200c" * MAX_TEXT, "🏴" + "\U000e0067" * MAX_TEXT, FAMILY * 14_000,
        "Zij zei: ‘nee’ é\u200b" * 6_000, "\x07\r" * 50_000, "\u05d0\u200f" * 50_000,
    ],
)  # fmt: skip
def test_the_longest_text_takes_no_time_worth_speaking_of(text: str) -> None:
    """Each of these once took minutes in some way of writing this."""
    began = time.process_time()
    clean(text)
    has_unseen(text)
    assert time.process_time() - began < 5


# Every answer passes it


def text_vragen() -> list[tuple[Any, Vraag]]:
    return [(kind, each) for kind in FORMULIEREN for each in vragen(kind) if each.soort is str]


def in_which_it_is_asked(kind: Any, about: Vraag) -> dict[str, Any]:
    """Answers to the vragen on which this one depends, by themselves."""
    by_name, raw = {each.naam: each for each in vragen(kind)}, dict[str, Any]()
    while about.when:
        about, chosen = by_name[about.when[0]], about.when[1][0].value
        raw[about.naam] = [chosen] if about.several else chosen
    return raw


@over(("kind", "about"), text_vragen())
def test_every_answer_in_words_is_made_even_when_it_is_read(kind: Any, about: Vraag) -> None:
    found = read_answers(kind, {**in_which_it_is_asked(kind, about), about.naam: PASTED}, MONDAY, BORN)
    assert about.naam not in found.objections
    assert found.read[about.naam] == (ON_ONE_LINE if about.one_line else ON_LINES)


def test_there_are_many_answers_in_words() -> None:
    assert len(text_vragen()) > 80
    assert {True, False} == {each.one_line for _, each in text_vragen()}


def test_so_is_the_text_of_a_vastlegging_that_no_page_sent() -> None:
    """A leerlingbespreking is recorded from what was agreed at it."""
    made = Leerlingbespreking(
        gehouden=JaNee.JA, datum=MONDAY, aanwezig=PASTED, kwestie=f"{PASTED} {PASTED}", besluit=f"{PASTED} {PASTED}"
    )
    assert made.aanwezig in (ON_LINES, ON_ONE_LINE)
    assert made.kwestie == made.besluit == f"{ON_LINES} {ON_LINES}"


def test_so_is_the_line_about_a_record_that_is_weighed() -> None:
    found = read_meegewogen([f"1 risico {PASTED}"])
    assert [(each.hoe, each.tekst) for each in found.delen] == [(Hoe.RISICO, ON_ONE_LINE)]


def test_what_was_recorded_before_stays_as_it_was() -> None:
    """Old records are not read into a vastlegging again: what is in the dossier is shown as it was stored."""
    recorded = record(opened(), Signaal)
    old = recorded.records[-1]
    as_before = tuple(
        each._replace(tekst=PASTED, waarde=PASTED) if each.naam == "waarneming" else each for each in old.antwoorden
    )
    dossier = replace(recorded, records=(*recorded.records[:-1], old._replace(antwoorden=as_before)))
    assert dossier.standing[-1].tekst("waarneming") == dossier.standing[-1].waarde("waarneming") == PASTED


# How long an answer may be


def test_a_hundred_thousand_characters_are_taken_of_whatever_sort() -> None:
    for text in ("a" * MAX_TEXT, "é" * MAX_TEXT, "😢" * MAX_TEXT, FAMILY * 14_285 + "....."):
        assert said(Signaal, waarneming=text) == {}
        assert fill(Signaal, answers(Signaal, waarneming=text), MONDAY, BORN).waarneming == text


def test_the_length_is_that_of_what_is_kept() -> None:
    """What nobody sees, the second sign of a line break, and an accent apart do not count."""
    for unit in ("a\u200b", "e\u0301", "\ufeffa"):
        assert said(Signaal, waarneming=unit * MAX_TEXT) == {}
    assert said(Signaal, waarneming="a\r\n" * (MAX_TEXT // 2)) == {}
    assert said(Signaal, waarneming="a" + "e\u0301" * MAX_TEXT) == {
        "waarneming": "Dit is te lang (100.001 tekens): er passen er 100.000. "
        "Wat u typte, is bewaard. Maak het korter of verdeel het."
    }
    assert said(Signaal, plaats="p\u200b" * 120) == {}


def test_a_text_without_its_signs_is_hyphened_whatever_dash_it_has() -> None:
    assert hyphened("020\u2011123\u2013456\u2212789\u20141") == "020-123-456-789-1"
