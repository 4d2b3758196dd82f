"""What a board decided: stored as text, read back, and as usual where it cannot be read."""

from datetime import date

from meldcode.bronnen import BRONNEN
from meldcode.eigen.bewaarbesluit import Bewaarbesluit, besluit, decided, read_besluit
from meldcode.eigen.letselfotos import Bestuursbesluit
from meldcode.eigen.letselfotos import decided as photos
from meldcode.eigen.velden import known, read
from meldcode.eigen.woorden import GEWOON
from meldcode.termijnen.bewaarbeleid import KEUZEN, Beleid, Reden, beleid, rule, usual
from tests.cast import MONDAY
from tests.over import over

# By reason: what holds until the board decides, and for how many years.
USUAL = {
    "geen_indicatie": ("meteen", 0),
    "geen_vermoeden": ("twee_jaar", 2),
    "hulp": ("twee_jaar", 2),
    "melding": ("twee_jaar", 2),
    "elders": ("twee_jaar", 2),
}
TAKEN = Bewaarbesluit(date(2026, 11, 2), MONDAY, "bea", {"hulp": ("eigen_termijn", 7), "elders": ("vijf_jaar", 5)})


def test_until_the_board_decides_the_route_and_the_rule_of_thumb_hold() -> None:
    now = beleid(GEWOON)
    assert {each.value: (now.of(each).keus.naam, now.of(each).jaren) for each in Reden} == USUAL
    assert now == Beleid() and not now.is_besloten


def test_what_it_decided_holds_and_the_rest_is_as_usual() -> None:
    now = beleid(decided(GEWOON, TAKEN))
    assert now.is_besloten and now.of(Reden.HULP).jaren == 7 and now.of(Reden.ELDERS).jaren == 5
    assert now.of(Reden.MELDING) == usual(Reden.MELDING)


def test_what_is_stored_is_read_back_and_stays_beside_what_else_the_school_says() -> None:
    stored = str(TAKEN)
    assert stored == "2026-11-02 2026-11-09 bea elders:vijf_jaar:5 hulp:eigen_termijn:7"
    assert read_besluit(stored) == TAKEN
    both = photos(decided(GEWOON, TAKEN), Bestuursbesluit(True, MONDAY, MONDAY, "bea"))
    assert besluit(known(dict(both.gekozen))) == TAKEN
    typed, wrong = read({}, both)
    assert not wrong and besluit(typed) == TAKEN, "saving the words of the school leaves it as it is"


@over(
    "text",
    [
        "", "ja", "2026-11-02", "2026-11-02 2026-11-09 bea", "2026-11-31 2026-11-09 bea hulp:vijf_jaar:5",
        "2026-11-02 2026-11-09 bea hulp:vijf jaar", "2026-11-02 2026-11-09 bea hulp:vijf_jaar:500",
        "2026-11-02 2026-11-09 bea hulp:vijf_jaar:5; DROP",
    ],
)  # fmt: skip
def test_what_cannot_be_read_counts_as_no_decision(text: str) -> None:
    assert read_besluit(text) is None


@over(
    "reden, naam, jaren, years",
    [
        (Reden.HULP, "vijf_jaar", 0, 5),
        (Reden.HULP, "vijf_jaar", 19, 5),
        (Reden.HULP, "eigen_termijn", 1, 1),
        (Reden.HULP, "eigen_termijn", 20, 20),
        (Reden.HULP, "eigen_termijn", 0, None),
        (Reden.HULP, "eigen_termijn", 21, None),
        (Reden.HULP, "meteen", 0, None),
        (Reden.HULP, "verzegeld", 1, None),
        (Reden.GEEN_INDICATIE, "verzegeld", 0, 1),
        (Reden.ELDERS, "na_contact", 4, None),
        (Reden.ELDERS, "voor_altijd", 4, None),
    ],
)
def test_only_what_can_be_chosen_for_a_reason_holds(reden: Reden, naam: str, jaren: int, years: int | None) -> None:
    found = rule(reden, naam, jaren)
    assert (found and found.jaren) == years
    if found is None:
        broken = Bewaarbesluit(MONDAY, MONDAY, "bea", {reden.value: (naam, jaren)})
        assert beleid(decided(GEWOON, broken)).of(reden) == usual(reden)


def test_every_choice_says_what_it_means_and_where_it_comes_from() -> None:
    every = [(reden, each) for reden in Reden for each in KEUZEN[reden]]
    assert len(every) == 20
    assert not [each.naam for _reden, each in every if not each.gevolg or not set(each.bronnen) <= set(BRONNEN)]
    for reden in Reden:
        names = [each.naam for each in KEUZEN[reden]]
        assert len(names) == len(set(names)) and KEUZEN[reden][0].jaren is not None
    sealed = [(reden.value, each.naam) for reden, each in every if each.verzegeld]
    assert sealed == [("geen_indicatie", "verzegeld")]
    both = {each.naam for each in KEUZEN[Reden.ELDERS]}
    assert {"twee_jaar", "vijf_jaar"} <= both, "the rule of thumb, and what a court accepted"
