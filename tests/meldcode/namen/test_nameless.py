"""Removing a pupil's name and birth date from a text, however they are written, and nothing else."""

import os
import random
import unicodedata

import pytest

from meldcode.namen.nameless import BIRTH_DATE, without, without_half_a_name
from meldcode.vragen.geboren import Geboren
from tests.over import over

BORN = Geboren(2018, 3, 14)
HERE = "Eik 2"
NAMES = int(os.environ.get("MELDROUTE_NAMES", "500"))

# A name, a text, and what must be left of it, by hand.
VERDICTS = [
    ("Sem de Wit", "Sem kwam; sem zei: SEM!", "Eik 2 kwam; Eik 2 zei: Eik 2!"),
    ("Sem de Wit", "De jas van Sem de Wit, niet die van Wit.", "De jas van Eik 2, niet die van Eik 2."),
    ("Sem de Wit", "de Wit, Sem – Wit, Sem", "Eik 2 – Eik 2"),
    ("Sem de Wit", "S. de Wit en S.d.W. en SdW", "Eik 2 en Eik 2 en Eik 2"),
    ("Sem de Wit", "Sems jas, Sem's tas, Sem’s pet", "Eik 2 jas, Eik 2 tas, Eik 2 pet"),
    ("Sem de Wit", "Semmie, Semmetje, semmetjes boek", "Eik 2, Eik 2, Eik 2 boek"),
    ("Sem de Wit", "semantiek, Semarang, een wit brood, de kapstok", "semantiek, Semarang, een wit brood, de kapstok"),
    ("Noor van den Berg", "VAN DEN BERG, NOOR en Noortje", "Eik 2 en Eik 2"),
    ("Noor van den Berg", "van den hak op de tak, de berg op", "van den hak op de tak, de berg op"),
    ("Seán O'Neill", "O’Neill, o'neill's, Sean, Sea\u0301n", "Eik 2, Eik 2, Eik 2"),
    ("Zoë Ĳsbrand", "Zoe\u0308; ZOE; zoë; IJsbrand; ijsbrand", "Eik 2; Eik 2; Eik 2; Eik 2; Eik 2"),
    ("Roos Storm", "Roos! Roosje! Storm!", "Eik 2! Eik 2! Eik 2!"),
    (
        "Roos Storm",
        "een roos in de storm; Roosendaal; stormachtig; rozen",
        "een roos in de storm; Roosendaal; stormachtig; rozen",
    ),
    ("Roos Storm", "roos storm belde", "Eik 2 belde"),
    ("Anne-Marie Jansen", "Annemarie, anne marie en ANNE-MARIE", "Eik 2 en Eik 2"),
    ("Lars Thijs", "Thijs’ jas, zij is thuis", "Eik 2 jas, zij is thuis"),
    ("Bo", "Bo zat bovenaan in de boom", "Eik 2 zat bovenaan in de boom"),
    ("Jan", "Janken doet Jantje in januari", "Janken doet Eik 2 in januari"),
    ("S\u00f8ren \u0141uk", "Soren, luk en S\u00adøren", "Eik 2, Eik 2 en Eik 2"),
    ("-", "een - en een", "een - en een"),
    ("", "niets", "niets"),
    ("J", "Ja, J was er", "Ja, Eik 2 was er"),
]


@over(("name", "text", "left"), VERDICTS)
def test_a_name_is_taken_out_as_people_write_it(name: str, text: str, left: str) -> None:
    assert without(text, name, None, HERE) == left


# A name, other names of the same child, a text, and what must be left of it.
OTHERWISE = [
    ("Sem de Wit", ("Muis",), "Muis viel; MUIS, Muisje en muis’ jas", "Eik 2 viel; Eik 2, Eik 2 en Eik 2 jas"),
    ("Sem de Wit", ("Muis",), "Muis de Wit; de Wit, Muis; M. de Wit; MdW", "Eik 2; Eik 2; Eik 2; Eik 2"),
    ("Sem de Wit", ("Muis",), "Sem de Wit, die Sem; SdW", "Eik 2, die Eik 2; Eik 2"),
    ("Sem de Wit", ("Muis",), "muisstil, een wit brood, vermuist", "muisstil, een wit brood, vermuist"),
    ("Yıldız Şahin", ("Lily-Rose", "Zoë"), "Lilyrose; lily rose; Zoe\u0308 Sahin", "Eik 2; Eik 2; Eik 2"),
    ("Sem de Wit", ("Roos",), "een roos; Roos; roos de wit", "een roos; Eik 2; Eik 2"),
    ("Sem de Wit", (), "Muis viel", "Muis viel"),
    ("Sem de Wit", ("-", ""), "Sem - en een -", "Eik 2 - en een -"),
]


@over(("name", "others", "text", "left"), OTHERWISE)
def test_what_a_child_is_called_otherwise_is_taken_out_too(
    name: str, others: tuple[str, ...], text: str, left: str
) -> None:
    assert without(text, name, None, HERE, others) == left


@over(
    "written",
    ["14-03-2018", "14-3-2018", "14/3/18", "14.03.2018", "14 maart 2018", "14 mrt 2018", "14 MAART '18", "2018-03-14"],
)
def test_the_birth_date_is_taken_out_as_people_write_it(written: str) -> None:
    assert without(f"geboren {written}, zegt men", "Sem", BORN, HERE) == f"geboren {BIRTH_DATE}, zegt men"


@pytest.mark.parametrize("text", ["114-03-2018", "14-03-20181", "14 april 2018", "zaal 14, 3 in 2018"])
def test_another_number_is_let_be(text: str) -> None:
    assert without(text, "Sem", BORN, HERE) == text


# What is known of a birth, a text, and what must be left of it, by hand.
IN_PART = [
    (Geboren(2018, 3), "kwam 14-03-2018, in maart 2018", f"kwam {BIRTH_DATE}, in {BIRTH_DATE}"),
    (Geboren(2018, 3), "op 14 april 2018 en 3-2018", f"op 14 april 2018 en {BIRTH_DATE}"),
    (Geboren(2018), "geboren 14-3-18; geb. 2018", f"geboren {BIRTH_DATE}; geb. {BIRTH_DATE}"),
    (Geboren(2018), "kwam 4 april 2018, sinds 2018 hier", f"kwam {BIRTH_DATE}, sinds 2018 hier"),
    (Geboren(2018), "geboren in maart 2018, op 4 april 2019", f"geboren in {BIRTH_DATE}, op 4 april 2019"),
    (Geboren(), "geboren op wo 14 maart 2018; op 4-4-2018", f"geboren op wo {BIRTH_DATE}; op 4-4-2018"),
    (Geboren(), "Geboortedatum: 14/3/18, geboren in Utrecht", f"Geboortedatum: {BIRTH_DATE}, geboren in Utrecht"),
    (None, "geboren in 2018, om 12 uur", f"geboren in {BIRTH_DATE}, om 12 uur"),
    (Geboren(2018, 3, 14), "zusje, geboren in 2020", "zusje, geboren in 2020"),
]


@over(("born", "text", "left"), IN_PART)
def test_of_a_birth_that_is_known_in_part_every_day_is_taken_out_that_it_may_be(
    born: Geboren | None, text: str, left: str
) -> None:
    assert without(text, "Sem", born, HERE) == left


FIRST = [
    "Sem",
    "Noor",
    "Zoë",
    "Seán",
    "Elif",
    "Yüsuf",
    "Anne-Marie",
    "D'Angelo",
    "Bram",
    "Lisa",
    "Søren",
    "Ömer",
    "Çağla",
    "Jip",
    "Fatıma",
    "Łukasz",
    "Inès",
    "Ĳsbrand",
]
LAST = [
    "de Vries", "van den Heuvelink", "O'Neill", "Yıldırım-Vlinderhof", "van 't Zandt", "El Idrissi", "Öztürk", "Jansen",
    "ter Haarsma", "Nguyễn", "Kowalczyk", "von Löwenstein", "D’Souza", "'s Gravenmade", "Brinkhorst-Okafor",
]  # fmt: skip
AROUND = [
    "Ik zag {} bij het hek.", "Volgens {} was er niets", "‘{}’, riep zij", "({}) huilde", "De moeder van {} belde op.",
    "{}: kwam te laat", "Gisteren was {}, zo zei hij, ziek", "en toen\n{}\nnog een keer", "vraag: kent u {}?",
]  # fmt: skip


def written(first: str, last: str, chance: random.Random) -> str:
    """One of the ways in which people may write this name, or a part of it."""
    own = last.split(" ")[-1]
    way = chance.choice(
        [
            first,
            own,
            f"{first} {last}",
            f"{last}, {first}",
            f"{own}, {first}",
            f"{first[0]}. {last}",
            f"{first}tje",
            f"{first}s",
        ]
    )
    way = chance.choice([way, way.upper(), way.lower()])
    way = chance.choice([way, way.replace("'", "’"), way.replace("’", "'")])
    return unicodedata.normalize(chance.choice(["NFC", "NFD"]), way)


def test_of_any_name_in_any_spelling_nothing_is_left_and_nothing_else_is_lost() -> None:
    """``make torture`` tries 10,000 texts."""
    chance = random.Random(20261129)  # noqa: S311 - a name to try, and no secret
    wrong = []
    for _text in range(NAMES):
        first, last = chance.choice(FIRST), chance.choice(LAST)
        around = " ".join(chance.sample(AROUND, 3))
        others = chance.sample([each for each in FIRST if each != first], chance.choice([0, 0, 1, 2]))
        ways = [written(chance.choice([first, *others]), last, chance) for _gap in range(3)]
        name = unicodedata.normalize(chance.choice(["NFC", "NFD"]), f"{first} {last}")
        found = without(around.format(*ways), name, BORN, HERE, others)
        if found != around.format(HERE, HERE, HERE):
            wrong.append((name, others, ways, found))
    assert wrong == []


# A name, what is typed so far, and what may be read of it.
HALF = [
    ("Sem de Wit", "Bellen met de ouders van S", "Bellen met de ouders van "),
    ("Sem de Wit", "Bellen met de ouders van Semm", "Bellen met de ouders van "),
    ("Sem de Wit", "Bellen met de ouders van Sem", "Bellen met de ouders van Sem"),  # ``without`` takes it out
    ("Sem de Wit", "Bellen met de ouders van Se.", "Bellen met de ouders van Se."),
    ("Sem de Wit", "Bellen met de ouders", "Bellen met de ouders"),
    ("Sem de Wit", "Geboren op 14-3-20", "Geboren op 14-3-"),
    ("Zoë Ĳsbrand", "Met ZO", "Met "),
    ("Sem de Wit", "", ""),
]


@over(("name", "text", "left"), HALF)
def test_half_a_name_that_is_being_typed_is_left_out(name: str, text: str, left: str) -> None:
    assert without_half_a_name(text, name, BORN) == left


def test_half_of_another_name_of_the_pupil_is_left_out_too() -> None:
    assert without_half_a_name("Met Joc", "Sem de Wit", None, ("Jochem",)) == "Met "
