"""The guide for a talk on one A4; facts that do not fit there go on a second sheet, and the first says so."""

from collections.abc import Sequence
from math import ceil

from meldcode.papieren.leidraad import OpBlad
from papers.papier import Merk, gezet

TITEL = "Gespreksleidraad"
_ON_A_LINE = 60  # signs of a fact beside its day, in the width of the sheet
_WARNED = 105  # signs of a warning, in bold across the sheet
_ROOM = 17  # lines for the facts on the first sheet, with everything else at its longest
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
    first, rest = _divided([*blad.feiten, *blad.gaat_goed], room)
    number = len(blad.feiten)
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
        "feiten_eerst": first[:number],
        "goed_eerst": first[number:] if len(first) > number else [],
        "feiten_rest": rest[: max(number - len(first), 0)],
        "goed_rest": rest[max(number - len(first), 0) :],
        "goed_lijnen": 1 + max(0, min(4, (room - sum(map(_lines, first)) - 3) // 2)),
        "verder": _further(len(rest), is_first=not first),
    }
    return gezet("leidraad", TITEL, about, merk, codenaam)


def _divided(rows: Rows, room: int) -> tuple[list[list[str]], list[list[str]]]:
    """The rows for the first sheet, as many as fit whole, in order; and all others."""
    fits = 0
    for each in rows:
        room -= _lines(each)
        if room < 0:
            break
        fits += 1
    found = [list(each) for each in rows]
    return found[:fits], found[fits:]


def _lines(row: Sequence[str]) -> int:
    """How many lines a fact takes, rather too many than too few."""
    return sum(max(1, ceil(len(line) / _ON_A_LINE)) for line in row[1].split("\n"))


def _further(number: int, *, is_first: bool) -> str:
    if not number:
        return ""
    more = "alle feiten" if is_first else f"nog {number} {'feit' if number == 1 else 'feiten'}"
    return f"Op het volgende blad: {more}."
