"""The certificate of a destroyed dossier (Archiefbesluit 1995, article 8), without a word about a child.

It is made anew each time from what is stored, with the moment of destruction as its date: always the same bytes.
"""

from meldcode.papieren.verklaring import Verklaring
from meldcode.vragen.datum import at_school, in_words
from papers.papier import Merk, gezet

TITEL = "Verklaring van vernietiging"
NA_TE_GAAN = (
    "Dit blad zegt niets over een kind. Of het klopt, ziet u in Beheer bij Controleer, of met "
    "python -m db verify --certificate BESTAND."
)


def certificaat(verklaring: Verklaring, school: str) -> bytes:
    """The PDF of this certificate. Functions stand on it, and no names: those are in the register."""
    then = at_school(verklaring.op)
    lines = f"Logboek: regel {verklaring.voor} ervoor, regel {verklaring.na} erna" if verklaring.na else ""
    about = {
        "school": school,
        "over": f"Dossier {verklaring.codenaam} is vernietigd op {in_words(then.date())} om {then:%H:%M}. Wat erin "
        "stond, is niet meer te lezen: hier niet, en in geen back-up.",
        "rijen": [list(each) for each in verklaring.rijen],
        "kop": "Na te gaan",
        "na_te_gaan": NA_TE_GAAN,
        "regels": lines,
        "tekenen": ["Handtekening van wie het vroeg", "Handtekening van wie het bevestigde"],
    }
    return gezet("einde/certificaat", TITEL, about, Merk("Meldroute", verklaring.op), verklaring.codenaam)
