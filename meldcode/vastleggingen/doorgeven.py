"""A signaal that is handed in about a pupil without a dossier: one form, recorded as an opening and a signaal."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from meldcode.bronnen import WPO_4A
from meldcode.lichaam.plekken import Plekken
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opening import Opening, OverMedewerker
from meldcode.vastleggingen.stap_1 import BronSignaal, Signaal, SoortSignaal
from meldcode.vragen.datum import short
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging, fill, to_raw
from meldcode.vragen.vraag import Keuze, Raw, vraag


class OverWie(Keuze):
    """Both questions of an opening about staff as one: whether it is for the meldcode, and who may not read it."""

    MEDEWERKER = "medewerker", "Iets wat iemand deed die voor de school werkt"
    COLLEGA = "collega", "Het kind van een collega, of een collega is erbij betrokken"
    GEEN = "geen", "Geen van beide"


_BEIDE = ("over", (OverWie.COLLEGA, OverWie.GEEN))
_COLLEGA = ("over", (OverWie.COLLEGA,))


def _as_in(kind: type[Vastlegging], naam: str, **other: Any) -> Any:
    """The vraag of this name as another kind declares it, with these differences."""
    declared = next(each for each in fields(kind) if each.name == naam)  # type: ignore[arg-type]
    return vraag(**{**declared.metadata, **other})


@dataclass(frozen=True)
class SignaalBegin(Vastlegging):
    """Asks only what nobody but the reporter knows. Birth date and classification are asked at the intake (stap 1)."""

    titel = "Signaal doorgeven"
    uitleg = "Vertel wat u zag of hoorde. [De intern begeleider] leest het meteen en neemt het over."
    gedaan = "Uw signaal is vastgelegd. [De intern begeleider] ziet het nu."
    grondslag = (WPO_4A,)
    door = frozenset({Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
    opent = True
    pagina = "nieuw"
    andere_route: ClassVar[tuple[str, Keuze]] = ("over", OverWie.MEDEWERKER)

    over: OverWie = vraag("Gaat het over een van deze?")
    afgeschermd: Persoon | None = _as_in(Opening, "afgeschermd", when=_COLLEGA)
    vervanger: Persoon | None = _as_in(Opening, "vervanger", when=_COLLEGA)
    naam: str | None = _as_in(Opening, "naam", when=_BEIDE)
    groep: str | None = _as_in(Opening, "groep", when=_BEIDE)
    datum: date | None = _as_in(Signaal, "datum", when=_BEIDE)
    bron: BronSignaal | None = _as_in(Signaal, "bron", when=_BEIDE)
    van_wie: str | None = _as_in(Signaal, "van_wie")
    document: str | None = _as_in(Signaal, "document")
    waarneming: str | None = _as_in(Signaal, "waarneming")
    letsel: JaNee | None = _as_in(Signaal, "letsel")
    plekken: Plekken | None = _as_in(Signaal, "plekken")
    plaats: str | None = _as_in(Signaal, "plaats")
    andere_verklaring: str | None = _as_in(Signaal, "andere_verklaring", optional=True, optional_when=None)

    @classmethod
    def vooraf(cls, on: date) -> dict[str, Raw]:
        """It mostly is about today, and about what somebody saw."""
        return {"datum": short(on), "bron": BronSignaal.ZELF.value}

    @property
    def opening(self) -> Opening:
        """The opening to record first."""
        collega = JaNee.JA if self.over is OverWie.COLLEGA else JaNee.NEE
        return fill(Opening, {**to_raw(self), "medewerker": OverMedewerker.DOORGEGEVEN.value, "collega": collega.value})

    @property
    def signaal(self) -> Signaal:
        """The signaal to record after it."""
        return fill(Signaal, {**to_raw(self), "soort": SoortSignaal.LATER.value})
