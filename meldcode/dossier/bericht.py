"""The message to the directie after each stap: that it was closed and what follows, and no more (R3)."""

from collections.abc import Iterator

from meldcode.bewaren import verzegeld
from meldcode.dossier.afwijkingen import afwijkingen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import per_persoon
from meldcode.route.stappen import STAP_3, Stap
from meldcode.vastleggingen import (
    AcuutGevaar,
    Besluit,
    UitkomstStap2,
    Weging,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_2 import Uitkomst
from meldcode.vragen.datum import in_words

_ENDS = tuple(kind for kind in STAP_3.vastleggingen if kind.in_bericht)


def bericht(dossier: Dossier, stap: Stap) -> str:
    """The Dutch message to the directie when this stap is closed: code name and kind of outcome, no content."""
    return f"Dossier {dossier.codenaam}: {stap.naam.lower()} is afgerond. {_outcome(dossier, stap)}".strip()


def _outcome(dossier: Dossier, stap: Stap) -> str:
    match stap.nummer:
        case 2:
            uitkomst = dossier.last(UitkomstStap2)
            if uitkomst and uitkomst.says("uitkomst", Uitkomst.GEEN_INDICATIE):
                if kept := verzegeld.in_bericht():
                    return f"Uitkomst: geen indicatie. {kept}"
                return "Uitkomst: geen indicatie. U bevestigt apart dat het dossier wordt vernietigd."
            return "De zorg blijft."
        case 3:
            return " ".join(_talks(dossier))
        case 4:
            weging = dossier.last(Weging)
            evaluatie = weging.tekst("evaluatie_op") if weging else ""
            return f"De weging en het vervolgtraject zijn vastgelegd. Evaluatie op {evaluatie}." if evaluatie else ""
        case 5:
            return _decision(dossier)
    return ""


def _talks(dossier: Dossier) -> Iterator[str]:
    """How stap 3 ended with each person with gezag: how many, and nobody by name."""
    last = [[each for each in said if each.isa(*_ENDS)][-1:] for said in per_persoon(dossier, dossier.window(STAP_3))]
    for kind in _ENDS:
        found = sum(each.isa(kind) for ended in last for each in ended)
        if found:
            said = kind.in_bericht
            yield said if found == len(last) else f"{said[:-1]}: {found} van de {len(last)} mensen met gezag."


def _decision(dossier: Dossier) -> str:
    last = dossier.last(Besluit, AcuutGevaar)
    if last is None or last.isa(AcuutGevaar):
        return f"Vanwege acuut gevaar is er gemeld ({in_words(last.on)})." if last else ""
    chosen = [name for name, field in (("5a, hulp", "helpen"), ("5b, melding", "melden")) if last.says(field, JaNee.JA)]
    deviates = any(each.nummer == last.nummer for each in afwijkingen(dossier))
    text = f"Besluit: {' en '.join(chosen) or 'geen hulp en geen melding'}."
    return text + (" Het besluit wijkt af van het afwegingskader, met reden." if deviates else "")
