"""The note to the directie on paper: each message of a stap, with what was asked and answered about it."""

from collections.abc import Sequence

from meldcode.papieren.intern import Nota
from papers.papier import Merk, gezet

TITEL = "Nota aan de directie"
_UITLEG = (
    "De directie leest dit bericht, en niet het dossier. Op codenaam. Bewaar of vernietig dit papier als een dossier."
)


def op_papier(notas: Sequence[Nota], codenaam: str, merk: Merk) -> bytes:
    """The PDF with these messages about the dossier with this code name."""
    rows = [
        {
            "stap": each.stap,
            "van": each.van,
            "bericht": each.bericht,
            "gesprek": list(map(list, each.gesprek)),
            "stand": each.stand,
        }
        for each in notas
    ]
    return gezet("nota", TITEL, {"codenaam": codenaam, "uitleg": _UITLEG, "notas": rows}, merk, codenaam)
