"""Whether the board is under public law, and the one sentence about the Archiefwet that follows from it."""

from meldcode import bronnen
from meldcode.eigen import letselfotos
from meldcode.eigen.bestuursvorm import NAAM, is_publiekrechtelijk, said
from meldcode.eigen.velden import VELDEN, known, read
from meldcode.eigen.woorden import GEWOON, Eigen, spoken
from meldcode.protocol.protocol import meldcode
from meldcode.termijnen.archiefwet import ZIN, archiefwet
from tests.letsel import says
from tests.over import over

PUBLIEK = said(GEWOON, publiek=True)


def test_nearly_every_board_is_private_and_nothing_is_said_of_it() -> None:
    assert not is_publiekrechtelijk(GEWOON) and archiefwet(GEWOON) is None and archiefwet() is None


def test_of_a_board_under_public_law_the_sentence_is_said_with_its_source() -> None:
    assert is_publiekrechtelijk(PUBLIEK) and archiefwet(PUBLIEK) is ZIN and ZIN.bron is bronnen.ARCHIEFWET
    with spoken(PUBLIEK):
        assert archiefwet() is ZIN
    assert said(PUBLIEK, publiek=False) == GEWOON
    for words in ("Archiefwet", "selectielijst van het bestuur", "Vernietig dan niets"):
        assert words in ZIN.tekst


@over("stored", ["", "ja", "PUBLIEKRECHTELIJK", "publiekrechtelijk ", "1"])
def test_what_cannot_be_read_says_nothing(stored: str) -> None:
    assert known({NAAM: stored}) == GEWOON and not is_publiekrechtelijk(Eigen({NAAM: stored}))


def test_it_stays_beside_the_words_of_the_school_and_what_the_board_decided() -> None:
    both = said(says(mag=True), publiek=True)
    assert dict(known(both.gekozen).gekozen) == dict(both.gekozen) and letselfotos.besluit(both)
    found, wrong = read(dict.fromkeys([each.naam for each in VELDEN], ""), both)
    assert wrong == {} and is_publiekrechtelijk(found) and letselfotos.besluit(found)


def test_the_meldcode_on_paper_names_it_where_keeping_is_spoken_of() -> None:
    with spoken(PUBLIEK):
        lines = list(meldcode("De Waterlelie", {}))
    at = next(
        number for number, line in enumerate(lines) if line.startswith("- Hoe lang de school een dossier bewaart")
    )
    assert "Archiefwet" in lines[at + 1]
    assert not [line for line in meldcode("De Waterlelie", {}) if "Dan geldt ook de Archiefwet" in line]
