"""What the board decided about photos of an injury: off until it decided, and off when it cannot be read."""

from datetime import date

from meldcode.eigen.letselfotos import NAAM, Bestuursbesluit, besluit, decided, read_besluit, toegestaan
from meldcode.eigen.velden import VELDEN, known, read
from meldcode.eigen.woorden import GEWOON, Eigen, spoken
from tests.over import over

WEL = Bestuursbesluit(True, date(2026, 11, 2), date(2026, 11, 9), "bea")
WORDS = "ja 2026-11-02 2026-11-09 bea"


def test_a_school_whose_board_decided_nothing_takes_no_photo() -> None:
    assert besluit() is None and not toegestaan()
    with spoken(Eigen({"groep": "de klas", "groep/meer": "klassen"})):
        assert not toegestaan()


@over(("mag", "said"), [(True, WORDS), (False, "nee 2026-11-02 2026-11-09 bea")])
def test_a_decision_is_read_back_as_it_was_taken(mag: bool, said: str) -> None:
    taken = Bestuursbesluit(mag, WEL.van, WEL.op, "bea")
    assert str(taken) == said and read_besluit(said) == taken
    with spoken(decided(GEWOON, taken)):
        assert besluit() == taken and toegestaan() is mag


@over(
    "said",
    ["", "ja", "JA 2026-11-02 2026-11-09 bea", "ja 2026-02-30 2026-11-09 bea", f"{WORDS} ", f"{WORDS}\nja", "1"],
)
def test_what_cannot_be_read_is_no_decision(said: str) -> None:
    assert read_besluit(said) is None and known({NAAM: said}) == GEWOON
    with spoken(Eigen({NAAM: said})):
        assert not toegestaan()


def test_the_words_of_the_school_and_the_decision_leave_each_other_alone() -> None:
    kc = {"ib_er": "de kwaliteitscoördinator", "ib_er/meer": "kwaliteitscoördinatoren"}
    both = decided(Eigen(kc), WEL)
    assert dict(known(both.gekozen).gekozen) == dict(both.gekozen) == {**kc, NAAM: WORDS}
    found, wrong = read(dict.fromkeys([each.naam for each in VELDEN], ""), both)
    assert (dict(found.gekozen), wrong) == ({NAAM: WORDS}, {}), "emptying the fields does not undo the decision"
