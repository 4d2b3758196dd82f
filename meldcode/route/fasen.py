"""The fasen a dossier can be in, and the table of transitions from which ``walk`` computes them out of the records."""

from dataclasses import dataclass
from enum import StrEnum

from meldcode.bronnen import AFWEGINGSKADER, MELDROUTE, ROUTE, UTRECHT_BEWAREN, Bron
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afronding,
    Afsluiting,
    Besluit,
    Effectmeting,
    HoortBij,
    Samengevoegd,
    Signaal,
    UitkomstStap2,
    VernietigingBevestigd,
    Weging,
)
from meldcode.vastleggingen.einde.geen_indicatie import EINDE, EINDE_VRAAG, Einde
from meldcode.vastleggingen.opening import StapNummer
from meldcode.vastleggingen.stap_2 import Uitkomst
from meldcode.vastleggingen.stap_5 import NIET_GENOEG, TERUG
from meldcode.vragen.eisen import Eis
from meldcode.vragen.vastgelegd import Records
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze


class Fase(StrEnum):
    """Where a dossier is on the route."""

    STAP_1 = "stap_1"
    STAP_2 = "stap_2"
    STAP_3 = "stap_3"
    STAP_4 = "stap_4"
    STAP_5 = "stap_5"
    OPVOLGING = "opvolging"
    TE_VERNIETIGEN = "te_vernietigen"
    GESLOTEN = "gesloten"
    VERNIETIGD = "vernietigd"

    @property
    def stap(self) -> int:
        """The number (1–5) of the stap it belongs to. What comes after the decision belongs to stap 5 as well."""
        return _STAP.get(self, 5)

    @property
    def label(self) -> str:
        """The fase as the screen calls it."""
        return _LABELS.get(self, f"Stap {self.stap}")

    @property
    def is_open(self) -> bool:
        """Whether a dossier in this fase is still worked on: neither closed nor destroyed."""
        return self not in (Fase.GESLOTEN, Fase.VERNIETIGD)


_STAP = {
    Fase.STAP_1: 1,
    Fase.STAP_2: 2,
    Fase.STAP_3: 3,
    Fase.STAP_4: 4,
    Fase.TE_VERNIETIGEN: 2,
    Fase.VERNIETIGD: 2,
}
_LABELS = {
    Fase.OPVOLGING: "Stap 5, opvolging",
    Fase.TE_VERNIETIGEN: "Geen indicatie, te vernietigen",
    Fase.GESLOTEN: "Gesloten",
    Fase.VERNIETIGD: "Vernietigd",
}
OPEN: tuple[Fase, ...] = tuple(fase for fase in Fase if fase.is_open)


@dataclass(frozen=True)
class Overgang:
    """One transition: in a fase of ``van``, recording a ``door`` brings a dossier to ``naar``.

    ``als``: only with this answer; ``vraag``: its wording, where nobody is asked it but it follows. ``mits``: only when
    the earlier records meet this. ``regel`` says why, for the protocol.
    """

    van: tuple[Fase, ...]
    door: type[Vastlegging]
    naar: Fase
    regel: str
    bron: Bron
    als: tuple[str, tuple[Keuze, ...]] | None = None
    mits: Eis | None = None
    vraag: str = ""

    def fits(self, fase: Fase, records: Records) -> bool:
        """Whether the last of these records takes a dossier from this fase along this transition."""
        last, before = records[-1], records[:-1]
        return (
            fase in self.van
            and last.isa(self.door)
            and (self.als is None or last.says(self.als[0], *self.als[1]))
            and (self.mits is None or self.mits.met(before))
        )


_GEEN_INDICATIE = Eis((UitkomstStap2,), "", waar=("uitkomst", (Uitkomst.GEEN_INDICATIE,)), laatste=True)


def _after(nummer: StapNummer, van: Fase, naar: Fase, regel: str, mits: Eis | None = None) -> Overgang:
    return Overgang((van,), Afronding, naar, regel, ROUTE, als=("stap", (nummer,)), mits=mits)


# Tried from top to bottom; the first that fits applies.
OVERGANGEN: tuple[Overgang, ...] = (
    _after(StapNummer.EEN, Fase.STAP_1, Fase.STAP_2, "Na stap 1 volgt stap 2 (R1)."),
    Overgang(
        (Fase.STAP_2,), Afronding, Fase.GESLOTEN,
        "Besloot het bestuur om ook zonder indicatie te bewaren? Dan gaat het dossier dicht.", UTRECHT_BEWAREN,
        als=(EINDE, tuple(Einde)), vraag=EINDE_VRAAG,
    ),
    _after(
        StapNummer.TWEE, Fase.STAP_2, Fase.TE_VERNIETIGEN,
        "Zonder indicatie wordt het dossier vernietigd, nadat de directie is geïnformeerd (R21, R22).",
        mits=_GEEN_INDICATIE,
    ),
    _after(StapNummer.TWEE, Fase.STAP_2, Fase.STAP_3, "Blijft de zorg, dan volgt stap 3 (R1)."),
    _after(StapNummer.DRIE, Fase.STAP_3, Fase.STAP_4, "Na het gesprek, of het afzien daarvan, volgt stap 4 (R24)."),
    _after(StapNummer.VIER, Fase.STAP_4, Fase.STAP_5, "Na de weging volgt het besluit (R28)."),
    _after(StapNummer.VIJF, Fase.STAP_5, Fase.OPVOLGING, "Na het besluit volgt u de hulp en de melding (R5, R33)."),
    Overgang(
        (*OPEN, Fase.GESLOTEN), VernietigingBevestigd, Fase.VERNIETIGD,
        "Een tweede bevestigt wat de eerste vroeg. Daarmee wordt het dossier vernietigd (R21, R22).", ROUTE,
    ),
    Overgang(
        (Fase.STAP_5, Fase.OPVOLGING), Effectmeting, Fase.STAP_5,
        "Stoppen de signalen niet of beginnen ze opnieuw, dan ligt de melding weer op tafel (R34).", ROUTE,
        als=("signalen", TERUG),
    ),
    Overgang(
        (Fase.STAP_5, Fase.OPVOLGING), Effectmeting, Fase.STAP_5,
        "Bracht de hulp niet op tijd het nodige, of is dat niet zeker? Dan ligt de melding weer op tafel (afweging 5).",
        AFWEGINGSKADER,
        als=("resultaat", NIET_GENOEG),
    ),
    Overgang((Fase.OPVOLGING,), Signaal, Fase.STAP_5, "Een nieuw signaal vraagt om een nieuw besluit (R34).", ROUTE),
    Overgang(
        (Fase.OPVOLGING,), Weging, Fase.STAP_5, "Een nieuwe weging vraagt om een nieuw besluit (R31, R35).", ROUTE,
    ),
    Overgang((Fase.OPVOLGING,), Besluit, Fase.STAP_5, "Ook van een nieuw besluit hoort de directie (R3, R37).", ROUTE),
    Overgang(
        (Fase.OPVOLGING,), Afsluiting, Fase.GESLOTEN,
        "Afsluiten is een eigen besluit, nooit het gevolg van een melding (R5).", ROUTE,
    ),
    Overgang(
        (Fase.STAP_1,), HoortBij, Fase.GESLOTEN,
        "Wat werd doorgegeven, hoort bij een dossier dat er al is. Daar gaat het verder; dit telt nergens mee.",
        MELDROUTE,
    ),
    Overgang(
        tuple(fase for fase in OPEN if fase is not Fase.TE_VERNIETIGEN), Samengevoegd, Fase.GESLOTEN,
        "Van deze leerling is er nog een dossier. Daar gaat het verder; dit telt nergens mee.", MELDROUTE,
    ),
    Overgang(
        (Fase.TE_VERNIETIGEN, Fase.GESLOTEN), Signaal, Fase.STAP_1,
        "Een nieuw signaal begint de route opnieuw, met wat er al lag.", MELDROUTE,
    ),
    Overgang(
        (*OPEN, Fase.GESLOTEN), AcuutGevaar, Fase.STAP_5,
        "Bij acuut gevaar gaat u meteen naar de melding. De stappen die u overslaat, vult u later aan.", MELDROUTE,
    ),
)  # fmt: skip
_DOOR = {kind.__name__: [each for each in OVERGANGEN if each.door is kind] for kind in {o.door for o in OVERGANGEN}}


def walk(records: Records) -> tuple[tuple[int, Fase], ...]:
    """The fasen a dossier went through, in order, each with the index (from 0) of the record that led to it.

    It begins in stap 1. ``records`` are those that count (``Dossier.standing``).
    """
    passed = [(0, Fase.STAP_1)]
    for index, record in enumerate(records):
        fase = passed[-1][1]
        possible = [each for each in _DOOR.get(record.soort, ()) if fase in each.van]
        fitting = next((each for each in possible if each.fits(fase, records[: index + 1])), None)
        if fitting:
            passed.append((index, fitting.naar))
    return tuple(passed)
