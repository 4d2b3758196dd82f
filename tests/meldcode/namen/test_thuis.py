"""Whether two pupils may have the same home: tables by hand, of names and of places as schools write them."""

from dataclasses import replace

from meldcode.namen.gelijkenis import Oordeel, Wie, vergelijk, zelfde_gezin
from meldcode.namen.thuis import Thuis, zelfde_mens, zelfde_plek
from meldcode.vragen.geboren import read_geboren
from tests.over import over

MENSEN = [
    ("letter for letter", "Anna Bos", "Anna Bos", True),
    ("heard otherwise", "Fatima el Amrani", "Fatma Elamrani", True),
    ("a second name more", "Jan Willem Bos", "Willem Bos", True),
    ("of her husband and of herself", "Anna Bos-de Wit", "Anna de Wit", True),
    ("another parent of that name", "Piet Bos", "Anna Bos", False),
    ("another Anna", "Anna Bos", "Anna Smit", False),
    ("only a first name", "Anna", "Anna Bos", False),
]
PLEKKEN = [
    ("the same street and number", "Dorpsstraat 12, Zeist", "woont op Dorpsstraat 12 in Zeist", True),
    ("the number written apart", "Dorpsstraat 12a", "dorpsstraat 12 A", True),
    ("another number", "Dorpsstraat 12", "Dorpsstraat 121", False),
    ("another letter", "Dorpsstraat 12a", "Dorpsstraat 12b", False),
    ("a postcode and number, and all of it", "3512 AB 12", "Dorpsstraat 12, 3512ab Utrecht", True),
    ("only the same postcode", "Dorpsstraat 12, 3512 AB", "Dorpsstraat 14, 3512 AB", False),
    ("a telephone in other groups", "06-12345678", "bel +31 6 1234 56 78", True),
    ("a mail address", "A.Bos@post.example", "mail: a.bos@post.example", True),
    ("the same day in two texts", "gebeld 12-11-2026", "gebeld 12-11-2026", False),
    ("nothing known", "", "", False),
]


def leerling(written: str, *ouders: str, plek: str = "") -> Wie:
    naam, _, geboren = written.partition("; ")
    return Wie(naam, geboren=read_geboren(geboren) if geboren else None, thuis=Thuis(ouders, (plek,)))


SISTER = leerling("Lot Bos", "Anna Bos", plek="Hoflaan 1")


@over("case, one, other, is_same", MENSEN)
def test_the_same_adult_is_known_by_a_whole_name(case: str, one: str, other: str, is_same: bool) -> None:
    assert zelfde_mens(Thuis((one,)), Thuis((other,))) is is_same
    assert zelfde_mens(Thuis((other,)), Thuis((one,))) is is_same


@over("case, one, other, is_same", PLEKKEN)
def test_the_same_place_is_known_however_it_was_written(case: str, one: str, other: str, is_same: bool) -> None:
    assert zelfde_plek(Thuis(teksten=(one,)), Thuis(teksten=("", other))) is is_same
    assert zelfde_plek(Thuis(teksten=(other,)), Thuis(teksten=(one,))) is is_same


def test_a_parent_who_stands_in_what_is_typed_at_the_opening_is_known_too() -> None:
    told = Thuis(teksten=("Moeder Anna van den Berg heeft gezag. Vader: P. Smit, die woont elders.",))
    assert zelfde_mens(told, Thuis(("Anna v.d. Berg",)))
    assert not zelfde_mens(told, Thuis(("Anna Smit",)))


@over(
    "case, one, other, verdict",
    [
        ("the name of the other parent", leerling("Sem Jansen", "Anna Bos"), leerling("Sem Bos", "Anna Bos"), 1),
        ("the same without", leerling("Sem Jansen"), leerling("Sem Bos"), 0),
        ("the same name and parent", leerling("Sem Bos", "Anna Bos"), leerling("Sem Bos", "Anna Bos"), 2),
        ("a surname and a place", leerling("Bos", plek="Hoflaan 1"), leerling("Sem Bos", plek="Hoflaan 1"), 1),
        ("a sister", leerling("Lot Bos", "Anna Bos"), leerling("Sem Bos", "Anna Bos"), 0),
        ("a sister at home", SISTER, leerling("Sem Bos", "Anna Bos", plek="Hoflaan 1"), 0),
        ("a stepbrother", leerling("Tim Smit", "Anna Bos"), leerling("Sem Bos", "Anna Bos"), 0),
        ("another day", leerling("Dainelle Bos; 2014", "Anna Bos"), leerling("Danielle Bos; 2018", "Anna Bos"), 1),
    ],
)
def test_the_home_says_more_of_who_a_child_is_only_where_the_name_fits(
    case: str, one: Wie, other: Wie, verdict: int
) -> None:
    found = vergelijk(one, other)
    assert found.oordeel is Oordeel(verdict), found.tekst
    assert vergelijk(other, one) == found


def test_why_is_said_without_a_name_or_a_place() -> None:
    home = Thuis(("Anna Bos",), ("Hoflaan 1, 06-12345678",))
    both = replace(home, namen=("A. Smit", "Anna Bos"))
    assert [each.tekst for each in zelfde_gezin(home, both)] == [
        "iemand die voor de leerling zorgt, heet hetzelfde",
        "hetzelfde adres, telefoonnummer of mailadres",
    ]
    assert zelfde_gezin(home, Thuis()) == ()
