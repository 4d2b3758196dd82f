"""A helper: where a dossier is on the route, as five letters."""

from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.route.stappen import STAPPEN


def statuses(dossier: Dossier) -> str:
    """The statuses of the five stappen as letters: a(fgerond), b(ezig), o(vergeslagen), n(og niet)."""
    letters = {
        Stapstatus.AFGEROND: "a",
        Stapstatus.BEZIG: "b",
        Stapstatus.OVERGESLAGEN: "o",
        Stapstatus.NOG_NIET: "n",
    }
    return "".join(letters[dossier.status(stap)] for stap in STAPPEN)
