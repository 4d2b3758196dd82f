"""The message to the directie after each stap: that it was closed and what follows, and no more (R3)."""

from meldcode.dossier.afwijkingen import afwijkingen
from meldcode.dossier.dossier import Dossier
from meldcode.route.stappen import Stap
from meldcode.vastleggingen import AcuutGevaar, Afzien, Besluit, FormeelGesprek, UitkomstStap2, Weging
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_2 import Uitkomst
from meldcode.vragen.datum import in_words


def bericht(dossier: Dossier, stap: Stap) -> str:
    """The Dutch message to the directie when this stap is closed: code name and kind of outcome, no content."""
    return f"Dossier {dossier.codenaam}: {stap.naam.lower()} is afgerond. {_outcome(dossier, stap)}".strip()


def _outcome(dossier: Dossier, stap: Stap) -> str:
    match stap.nummer:
        case 2:
            uitkomst = dossier.last(UitkomstStap2)
            if uitkomst and uitkomst.says("uitkomst", Uitkomst.GEEN_INDICATIE):
                return "Uitkomst: geen indicatie. Als u dit bericht als gezien bevestigt, wordt het dossier vernietigd."
            return "De zorg blijft."
        case 3:
            last = dossier.last(FormeelGesprek, Afzien)
            waived = last is not None and last.isa(Afzien)
            return "Er is afgezien van het gesprek, met reden." if waived else "Het gesprek is gevoerd."
        case 4:
            weging = dossier.last(Weging)
            evaluatie = weging.tekst("evaluatie_op") if weging else ""
            return f"De weging en het vervolgtraject zijn vastgelegd. Evaluatie op {evaluatie}." if evaluatie else ""
        case 5:
            return _decision(dossier)
    return ""


def _decision(dossier: Dossier) -> str:
    last = dossier.last(Besluit, AcuutGevaar)
    if last is None or last.isa(AcuutGevaar):
        return f"Vanwege acuut gevaar is er gemeld ({in_words(last.on)})." if last else ""
    chosen = [name for name, field in (("5a, hulp", "helpen"), ("5b, melding", "melden")) if last.says(field, JaNee.JA)]
    deviates = any(each.nummer == last.nummer for each in afwijkingen(dossier))
    text = f"Besluit: {' en '.join(chosen) or 'geen hulp en geen melding'}."
    return text + (" Het besluit wijkt af van het afwegingskader, met reden." if deviates else "")
