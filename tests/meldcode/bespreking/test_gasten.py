"""Guests at a leerlingbespreking: it is recorded who was there, and as what. They have no account."""

from meldcode.bespreking.bespreking import ZONDER_FUNCTIE, Bespreking, Punt, objections
from tests.cast import MONDAY, NOOR
from tests.over import over


@over(
    "gast, goes",
    [
        ("Priya Doerga, wijkteam", True),
        ("Jan de Boer, jeugdarts, GGD", True),
        ("Priya Doerga", False),
        ("Priya Doerga,", False),
        (", wijkteam", False),
    ],
)
def test_of_a_guest_it_is_written_who_and_as_what(gast: str, goes: bool) -> None:
    guests = ("Priya Doerga, wijkteam", gast)
    here = Bespreking("b1", MONDAY, (NOOR.id,), guests, (Punt("d1", "Wie ziet dit ook?"),))
    assert objections(here, {}) == ({} if goes else {"gasten": ZONDER_FUNCTIE})
