"""Weighing with two people in stap 4: each answers the five questions without seeing the other's, then they compare."""

from dataclasses import dataclass
from typing import Any

from meldcode.rollen import Role
from meldcode.vastleggingen.afwegingskader import NAMEN, JaNeeTwijfel, Resultaat
from meldcode.vastleggingen.stap_4 import afgewogen, afweging, steunt_op
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import vraag

WEGERS = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})


@dataclass(frozen=True)
class TweedeWeger(Vastlegging):
    """Asks a colleague to weigh as well."""

    titel = "Tweede weger vragen"
    uitleg = (
        "U en een collega beantwoorden apart de vijf afwegingen. U ziet elkaars antwoorden niet. Daarna ziet u samen "
        "waar u verschilt. Dat is geen stemming: u leert ervan wat u nog niet weet."
    )
    gedaan = "De collega is gevraagd. U kunt nu zelf de vijf afwegingen beantwoorden."
    pagina = "samen_wegen"
    te_corrigeren = False

    wie: Persoon = vraag(
        "Wie weegt mee?",
        help="Een collega die ook [intern begeleider] is, of een collega die op dit dossier is uitgenodigd.",
        rollen=WEGERS,
    )


@dataclass(frozen=True)
class TweedeWegerVervalt(Vastlegging):
    """Withdraws the request to a second weigher."""

    titel = "Zonder tweede weger verder"
    uitleg = "Wat u of uw collega al antwoordde, blijft van wie het schreef. Het wordt niet vergeleken."
    gedaan = "U weegt zonder tweede weger, of vraagt een andere."
    pagina = "samen_wegen"
    te_corrigeren = False

    reden: str = vraag("Waarom gaat het niet door?", min_length=10, max_length=1_000)


@dataclass(frozen=True)
class Afwegingen(Vastlegging):
    """The five answers of one of the two; they cannot be changed."""

    titel = "De vijf afwegingen, ieder voor zich"
    uitleg = "U ziet de antwoorden van de ander pas als u beiden hebt vastgelegd. Wat u vastlegt, kan niet meer anders."
    gedaan = "Uw antwoorden liggen vast."
    door = WEGERS
    pagina = "samen_wegen"
    te_corrigeren = False
    # It is not loaded for the other weigher (``db.access.blind``), so what waits may not depend on it.
    kijkt = False

    vermoeden: JaNeeTwijfel = afweging("vermoeden")
    onveilig: JaNeeTwijfel = afweging("onveilig")
    hulp: JaNeeTwijfel | None = afweging("hulp")
    aanvaard: JaNeeTwijfel | None = afweging("aanvaard")
    resultaat: Resultaat | None = afweging("resultaat")
    toelichting: str = steunt_op()

    def volgt(self) -> tuple[tuple[str, str, str, str], ...]:
        return afgewogen(self)


def _verschil(naam: str) -> Any:
    return vraag(
        f"{NAMEN[naam]}: waar komt het verschil vandaan?",
        help="Eén regel. Wat zag de een, en de ander niet?",
        max_length=300,
        optional=True,
    )


@dataclass(frozen=True)
class Vergelijking(Vastlegging):
    """Where the differences between the two come from; needed before the weging."""

    titel = "Waar de twee wegingen verschillen"
    uitleg = "U schrijft één regel bij elke afweging waar uw antwoorden verschillen."
    gedaan = "De verschillen zijn besproken. Leg nu bij stap 4 de weging vast."
    pagina = "samen_wegen"
    te_corrigeren = False

    vermoeden: str | None = _verschil("vermoeden")
    onveilig: str | None = _verschil("onveilig")
    hulp: str | None = _verschil("hulp")
    aanvaard: str | None = _verschil("aanvaard")
    resultaat: str | None = _verschil("resultaat")
