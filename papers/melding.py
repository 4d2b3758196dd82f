"""The melding to Veilig Thuis on paper, and the loose sheet with what not everybody may see."""

from meldcode.papieren.belkaart import ONBEKEND
from meldcode.papieren.melding import LEESBAAR, OpPapier
from papers.papier import Merk, gezet

TITEL, LOS = "Melding aan Veilig Thuis", "Los blad bij de melding"
_LOS_BLAD = "Niet voor iedereen. Overleg met Veilig Thuis voor u dit stuurt, en stuur het los van de melding."


def op_papier(papier: OpPapier, merk: Merk) -> bytes:
    """The PDF. It says who it is about, and is for Veilig Thuis alone; its title and its foot do not say it."""
    delen = [
        {"titel": each.titel, "uitleg": each.uitleg, "rijen": list(map(list, each.rijen))} for each in papier.delen
    ]
    about = {"kop": list(papier.kop), "onder": LEESBAAR, "let_op": list(papier.let_op), "delen": delen, "tekst": ""}
    return gezet("melding", TITEL, {**about, "onbekend": ONBEKEND}, merk)


def los_blad(papier: OpPapier, merk: Merk) -> bytes | None:
    """The loose sheet as a PDF; None when nothing is to stand on it."""
    if not papier.los:
        return None
    about = {"kop": list(papier.kop), "onder": _LOS_BLAD, "let_op": [], "delen": [], "tekst": papier.los}
    return gezet("melding", LOS, {**about, "onbekend": ONBEKEND}, merk)
