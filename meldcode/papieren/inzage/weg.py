"""Withholding something from who asks for inzage: why that may be, with the ground in the law, and how it is told."""

from dataclasses import dataclass

from meldcode.vragen.vraag import Keuze

_ANDEREN = "AVG, artikel 15, vierde lid: de rechten en vrijheden van anderen"
_BESCHERMING = "Uitvoeringswet AVG, artikel 41, eerste lid, onder i: bescherming van het kind of van anderen"
_OPSPORING = "Uitvoeringswet AVG, artikel 41, eerste lid, onder d: opsporing van strafbare feiten"


class Waarom(Keuze):
    """Why something is withheld, as it is told to who asks."""

    ANDER = "ander", "Het gaat over iemand anders"
    BRON = "bron", "Het zegt van wie de school iets weet"
    PLAATS = "plaats", "Het kan zeggen waar iemand te vinden is"
    KIND = "kind", "Het kind kan erdoor in de knel komen"
    COLLEGA = "collega", "Het gaat over medewerkers van de school"
    ONDERZOEK = "onderzoek", "Een strafrechtelijk onderzoek kan erdoor mislukken"

    @property
    def grond(self) -> str:
        """The ground in the law (``bronnen.AVG_INZAGE``, ``bronnen.UAVG_INZAGE``)."""
        return _GROND[self]


_GROND = {
    Waarom.ANDER: _ANDEREN,
    Waarom.BRON: _ANDEREN,
    Waarom.PLAATS: _BESCHERMING,
    Waarom.KIND: _BESCHERMING,
    Waarom.COLLEGA: _ANDEREN,
    Waarom.ONDERZOEK: _OPSPORING,
}


@dataclass(frozen=True)
class Weg:
    """Why one thing is withheld.

    ``uitleg``: what else is told about that, in own words. ``stil``: neither what it is nor why is told, because that
    would endanger somebody by itself.
    """

    waarom: Waarom
    uitleg: str = ""
    stil: bool = False

    @property
    def raw(self) -> list[str]:
        """How it is kept; ``read_weg`` reads it."""
        return [self.waarom.value, self.uitleg, "stil" if self.stil else ""]


def read_weg(raw: object) -> Weg | None:
    """What was kept as ``Weg.raw``; None for anything else."""
    match raw:
        case [str() as waarom, str() as uitleg, str() as stil]:
            why = next((each for each in Waarom if each.value == waarom), None)
            return Weg(why, uitleg, stil == "stil") if why else None
    return None
