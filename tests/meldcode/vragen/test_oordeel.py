"""Judging words in an answer get a hint to write what was seen instead; they are never refused."""

import time

import pytest

from meldcode.vastleggingen import Signaal
from meldcode.vragen.oordeel import WOORDEN, hints
from meldcode.vragen.vastlegging import Onvolledig, vragen
from tests.builders import opened, record
from tests.inputs.teksten import zinnen
from tests.over import over


@pytest.mark.parametrize("woord", ["labiel", "agressief", "altijd", "nooit", "Altijd", "LABIEL"])
def test_a_word_that_judges_is_seen_however_it_is_typed(woord: str) -> None:
    (found,) = hints(f"Moeder was {woord} vanmorgen.")
    assert found.woord == woord and found.vraag.endswith("?")


@over(
    "text",
    [
        "",
        "Vader stond om kwart voor negen bij het hek en riep drie keer zijn naam.",
        "Sem zei: “Papa is altijd agressief.”",
        'Sem zei: "Papa is altijd agressief."',
        "Sem zei: ‘Papa is altijd agressief.’",
        "Zij spaart voor een nooitgedachte reis.",
        "Het dossier ligt in de drukkerij.",
    ],
)
def test_what_was_seen_and_what_somebody_said_is_left_alone(text: str) -> None:
    assert hints(text) == ()


@over(("sentence", "words"), zinnen())
def test_a_tip_is_about_what_the_writer_says_and_not_about_what_somebody_said(sentence: str, words: str) -> None:
    assert " ".join(each.woord for each in hints(sentence)) == words


def test_there_are_fifty_sentences_with_apostrophes_and_quotation_marks() -> None:
    assert len(dict(zinnen())) > 50


@over("text", ["'a " * 33_000, "‘a s’ b " * 12_000, '"“„' * 33_000, "''" * 50_000, ",,a" * 33_000])
def test_a_long_text_full_of_marks_takes_no_time_worth_speaking_of(text: str) -> None:
    began = time.process_time()
    hints(text)
    assert time.process_time() - began < 5


def test_each_word_once_in_the_order_in_which_they_stand() -> None:
    found = hints("Altijd boos, altijd labiel; hij zei “nooit” en was boos.")
    assert [each.woord for each in found] == ["Altijd", "boos", "labiel"]


def test_every_word_is_one_word_with_a_question() -> None:
    assert len(WOORDEN) > 30
    assert all(woord.isalpha() and woord.islower() and vraag.endswith("?") for woord, vraag in WOORDEN.items())


def test_a_judging_word_is_recorded_as_it_was_typed() -> None:
    text = "Vader was agressief aan het hek, zoals altijd."
    assert record(opened(), Signaal, waarneming=text).records[-1].tekst("waarneming") == text


def test_a_signal_is_no_bare_tick() -> None:
    """R13: every signaal says on which day, how it is known and what was seen, in words and not by ticking a box."""
    with pytest.raises(Onvolledig) as refused:
        record(opened(), Signaal, datum="", bron="", waarneming="")
    assert set(refused.value.objections) == {"datum", "bron"}
    for bron in ("zelf", "leerling", "van_anderen", "document"):
        with pytest.raises(Onvolledig) as refused:
            record(opened(), Signaal, bron=bron, waarneming=" ", soort="gedrag")
        assert set(refused.value.objections) == {"waarneming"}


def test_what_is_seen_is_asked_as_a_fact_in_one_vraag_of_a_signal() -> None:
    assert [each.naam for each in vragen(Signaal) if each.feitelijk] == ["waarneming"]
