"""The list of dossiers that one colleague hands over to another: by code name, with what must be said about each."""

from collections.abc import Sequence
from dataclasses import dataclass

from meldcode.vragen.datum import at_school, in_words
from papers.papier import Merk, gezet

TITEL = "Overdracht van dossiers"
KOP = ("Codenaam", "Waar het is, en wat eerst", "Bespreken", "Klaar")
_LEEG = "Er is niets over te dragen."
_UITLEG = (
    "Voor het gesprek tussen wie overdraagt en wie overneemt. Zet een vinkje als u een dossier hebt besproken. "
    "Tekenen voor ontvangst doet u in Meldroute. Bewaar of vernietig dit papier als een dossier."
)


@dataclass(frozen=True)
class Regel:
    """One dossier: its code name, where it is, what is due first, and what must be said, as Dutch sentences.

    ``is_getekend``: nothing of it waits to be signed for.
    """

    codenaam: str
    waar: str
    eerst: str
    zeggen: tuple[str, ...] = ()
    is_getekend: bool = True


def overdracht(rows: Sequence[Regel], school: str, wie: str, merk: Merk) -> bytes:
    """The PDF. ``wie``: whose dossiers these are, or whose they become."""
    said = f"{wie}. {school}, {in_words(at_school(merk.op).date())}."
    rijen = [
        [
            each.codenaam,
            f"{each.waar}. {each.eerst}",
            "\n".join([*each.zeggen, *([] if each.is_getekend else ["Nog niet getekend voor ontvangst."])]),
        ]
        for each in rows
    ]
    gegevens = {"over": said, "uitleg": _UITLEG, "kop": KOP, "rijen": rijen, "leeg": _LEEG}
    return gezet("einde/overdracht", TITEL, gegevens, merk)
