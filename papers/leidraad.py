"""The guide for a talk on one A4; facts that do not fit there go on a second sheet, and the first says so."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from meldcode.papieren.leidraad import OpBlad
from papers.papier import Merk, gezet

TITEL = "Gespreksleidraad"
_ON_A_LINE = 60  # signs of a fact beside its day, in the width of the sheet
_WARNED = 105  # signs of a warning, in bold across the sheet
_ROOM = 17  # lines for the facts on the first sheet; where the rest is longer, the template puts fewer there
_TEKST = {
    "vooraf": "Vooraf",
    "openingen": "Zo kunt u beginnen: kies er één",
    "opbouw": "Het gesprek in negen stappen",
    "niet": "Niet doen",
    "vanavond": "Veilig vanavond",
    "goed": "Wat gaat er goed? Schrijf het hier op",
    "afspraken": "Afgesproken: wie, wat, wanneer",
    "feiten": "Dit deelt u, en niet meer",
    "geen_feiten": "U koos niets uit het dossier. Schrijf hier zelf op wat u deelt: alleen feiten.",
    "gaat_goed": "Dit gaat goed of beter",
    "vervolg": "Vervolg: dit deelt u ook",
    "daarna": "Leg na het gesprek vast wat er is gezegd, zo letterlijk mogelijk. Vernietig dit blad daarna.",
}
Rows = Sequence[tuple[str, str]]


def op_papier(blad: OpBlad, codenaam: str, merk: Merk) -> bytes:
    """The PDF of this guide."""
    guide = blad.leidraad
    room = _ROOM - sum(ceil(len(each) / _WARNED) for each in blad.let_op)
    facts = [*blad.feiten, *blad.gaat_goed]
    fits = _fit(facts, room)
    about = {
        **_TEKST,
        "kop": guide.titel,
        "doel": guide.doel.tekst,
        "wie": "\n".join(filter(None, (blad.met, blad.op))),
        "let_op": list(blad.let_op),
        "met_ouders": guide.met_ouders,
        "vooraf_regels": [each.tekst for each in guide.vooraf],
        "opening_regels": [[each.soort, each.tekst] for each in guide.openingen],
        "opbouw_regels": [each.tekst for each in guide.opbouw],
        "niet_regels": [each.tekst for each in guide.niet],
        "vanavond_regels": [each.tekst for each in guide.vanavond],
        "feiten_regels": list(map(list, facts)),
        "aantal_feiten": len(blad.feiten),
        "eerst": fits,
        "goed_lijnen": 1 + max(0, min(4, (room - sum(map(_lines, facts[:fits])) - 3) // 2)),
        "verder": [_further(len(facts) - number, is_first=not number) for number in range(fits + 1)],
    }
    return gezet("leidraad", TITEL, about, merk, codenaam)


def _fit(rows: Rows, room: int) -> int:
    """How many of the rows fit whole on the first sheet, in order."""
    taken = list(accumulate(map(_lines, rows)))
    return sum(each <= room for each in taken)


def _lines(row: Sequence[str]) -> int:
    """How many lines a fact takes, rather too many than too few."""
    return sum(max(1, ceil(len(line) / _ON_A_LINE)) for line in row[1].split("\n"))


def _further(number: int, *, is_first: bool) -> str:
    if not number:
        return ""
    more = "alle feiten" if is_first else f"nog {number} {'feit' if number == 1 else 'feiten'}"
    return f"Op het volgende blad: {more}."
