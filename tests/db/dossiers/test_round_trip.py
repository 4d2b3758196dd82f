"""Any answer comes back byte for byte, as it is kept, after being recorded, sealed, stored and opened again."""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meldcode.vastleggingen import Signaal
from meldcode.vragen.tekst import clean, clean_line
from meldcode.vragen.vraag import MAX_TEXT
from tests.answers.typed import Answers
from tests.builders import opened
from tests.db.keeping import found, kept, recorded

ANSWERS = int(os.environ.get("MELDROUTE_ANSWERS", "150"))
PER_CASE = 5
LONGEST = 100_000

PIECES = (
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 👍🏽 🇳🇱",  # emoji of several parts
    "Zij zei: \u202eتوقف الآن\u202c en \u2067עצור\u2069.",  # right to left, with the marks that set the direction
    "e\u0301\u0327\u0323\u0308 Z\u0324\u0351\u036b a\u030a é",  # stacked combining marks, and é in both forms
    "\U00010330\U0001d4d0\U000e0001\U0010ffff\uffff\ufffe\ufeff",  # supplementary planes, and noncharacters
    "\u00a0\u2009\u3000\u200b\u00ad\u2060",  # unusual spaces, and characters without width
    "regel een\r\nregel twee\rregel drie\n\n\ttot slot \n",
    "'; DROP TABLE vastlegging; -- \\u0000 \\x00 %s {0} ${x} <b>&amp;</b> \"",
    "İıßﬁŉﷺǅ",  # characters whose length depends on case or normal form
)
CONTROLS, SURROGATES = (*range(0x20), *range(0x7F, 0xA0)), range(0xD800, 0xE000)
IDLE = [chr(code) for code in (*CONTROLS, *SURROGATES) if chr(code) not in "\n\t\r\x07\x0b\x0c\x0e\x1e\x85"]

written = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r"), max_size=200)
pieces = st.lists(written | st.sampled_from(PIECES), max_size=5).map("".join)
typed = st.builds(lambda text, times: text * times, pieces, st.sampled_from((1, 1, 1, 1, 1, 1, 2, 30, LONGEST)))
at_most = settings(
    max_examples=-(-ANSWERS // PER_CASE),
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # no shrinking: texts are up to a hundred thousand characters
    suppress_health_check=list(HealthCheck),
)


def said(text: str, longest: int = LONGEST) -> str:
    """An answer that somebody may type: with something visible in it, and within its maximum length as it is kept."""
    whole = f"Wat er is gezien: {text}"[:longest]
    return whole if len(clean(whole)) <= longest else clean(whole)[:longest]


def same(stored: object, given: str) -> bool:
    return isinstance(stored, str) and stored.encode() == given.encode()


@pytest.mark.usefixtures("folder")
@at_most
@given(typed, typed, typed, pieces, pieces)
@pytest.mark.either
def test_what_was_answered_comes_back_byte_for_byte(
    waarneming: str, interpretatie: str, andere: str, plaats: str, naam: str
) -> None:
    given_answers: Answers = {
        "waarneming": said(waarneming),
        "interpretatie": said(interpretatie),
        "andere_verklaring": said(andere),
        "plaats": said(plaats, 120),
    }
    name = said(naam, 120)
    stored = found(recorded(kept(opened(naam=name)), Signaal, **given_answers))
    assert stored is not None
    opening, signal = stored.records
    assert same(opening.waarde("naam"), clean_line(name)) and same(opening.tekst("naam"), clean_line(name))
    for vraag, given_answer in given_answers.items():
        whole = clean_line(given_answer) if vraag == "plaats" else clean(given_answer)
        assert same(signal.waarde(vraag), whole) and same(signal.tekst(vraag), whole), vraag


@pytest.mark.usefixtures("folder")
def test_a_hundred_thousand_characters_come_back_byte_for_byte() -> None:
    answer = said("".join(PIECES) * LONGEST)
    assert len(answer) == LONGEST == MAX_TEXT
    stored = found(recorded(kept(opened()), Signaal, waarneming=answer, interpretatie=answer))
    assert stored is not None and same(stored.records[-1].waarde("waarneming"), clean(answer))
    assert same(stored.records[-1].waarde("interpretatie"), clean(answer))


@pytest.mark.sqlite
@pytest.mark.usefixtures("folder")
@at_most
@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=50), st.sampled_from(IDLE), st.integers(0, 1000))
def test_what_is_no_character_is_taken_out_and_the_rest_is_kept(text: str, sign: str, place: int) -> None:
    """NUL and half a character: no file, printer or database stores those unchanged, and nobody sees them."""
    whole = clean(said(text))
    place = min(place, len(whole))
    stored = found(recorded(kept(opened(naam=f"Sem{sign}")), Signaal, waarneming=whole[:place] + sign + whole[place:]))
    assert stored is not None
    assert stored.leerling("naam") == "Sem"
    assert stored.records[-1].waarde("waarneming") == whole


def test_nul_and_halves_of_a_character_are_among_what_is_taken_out() -> None:
    assert {"\x00", "\x08", "\x1b", "\x7f", "\ud800", chr(0xDFFF)} <= set(IDLE)
