"""What an exercise can ask of a dossier, each answered by the rule that guards real dossiers, and in its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from meldcode.dossier.advies import advies_now
from meldcode.dossier.afwijkingen import of_besluit
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.overgedragen import onderweg
from meldcode.dossier.openstaand import verteld
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.eigen.woorden import worded
from meldcode.gezag import Mens, Staat, bereik, mensen, staat
from meldcode.namen.vindplaats import Vindplaats
from meldcode.oefenen.casus import Voorwaarde
from meldcode.route.fasen import Fase
from meldcode.route.stappen import Stap
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import BY_NAME, Besluit, Betrokkene
from meldcode.vastleggingen.mensen.betrokkene import VERZORGT
from meldcode.vastleggingen.stap_1 import BEL_EERST
from meldcode.vragen.eisen import VOOR, Eis, of_each, unmet
from meldcode.vragen.oordeel import hints
from meldcode.vragen.persoon import about_whom
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, vragen
from meldcode.vragen.vraag import Keuze


def _since(dossier: Dossier, sinds: int) -> tuple[Vastgelegd, ...]:
    """What counts of what was recorded in the case itself."""
    return tuple(each for each in dossier.standing if each.nummer > sinds)


@dataclass(frozen=True)
class Ligt:
    """A record that meets this eis was made in the case. An eis without a text says its title, and which answer."""

    eis: Eis

    def mist(self, dossier: Dossier, sinds: int) -> str:
        records, eis = _since(dossier, sinds), replace(self.eis, tekst=self.eis.tekst or self._said())
        return "; ".join(each.tekst for each in unmet(tuple(of_each((eis,), records, dossier.met_gezag)), records))

    def _said(self) -> str:
        answer = f", met als antwoord ‘{self.eis.waar[1][0].label}’" if self.eis.waar else ""
        return f"{self.eis.soorten[0].titel}{answer}"


def ligt(soort: type[Vastlegging], tekst: str = "", **eis: Any) -> Ligt:
    """``Ligt`` of one kind; the rest as for ``Eis``."""
    return Ligt(Eis((soort,), tekst, **eis))


@dataclass(frozen=True)
class Zegt:
    """The last record of this kind in the case gives one of these answers to a vraag that was asked."""

    soort: type[Vastlegging]
    naam: str
    keuzen: tuple[Keuze, ...]

    def mist(self, dossier: Dossier, sinds: int) -> str:
        found = [each for each in _since(dossier, sinds) if each.isa(self.soort)]
        return "" if found and found[-1].says(self.naam, *self.keuzen) else "Een ander antwoord"


@dataclass(frozen=True)
class Afgerond:
    """This stap was closed, so the directie got its message. Says what the stap itself still needs."""

    stap: Stap

    def mist(self, dossier: Dossier, sinds: int) -> str:
        if dossier.is_closed(self.stap):
            return ""
        missing = "; ".join(eis.tekst for eis in dossier.missing(self.stap))
        return missing or f"{self.stap.naam} afronden: dan krijgt de directie bericht"


@dataclass(frozen=True)
class Kader:
    """The afwegingskader indicates that melden is necessary, or that it is not."""

    melden: bool

    def mist(self, dossier: Dossier, sinds: int) -> str:
        regel = advies_now(dossier)
        if regel is None:
            return "Een weging"
        return "" if regel.melden is self.melden else f"Het afwegingskader geeft nu aan: {regel.tekst}"


@dataclass(frozen=True)
class AndersDanKader:
    """The last decision differs from what the afwegingskader indicated."""

    def mist(self, dossier: Dossier, sinds: int) -> str:
        last = dossier.last(Besluit)
        return "" if last and of_besluit(last, dossier) else "Het besluit volgt het afwegingskader"


@dataclass(frozen=True)
class MetVeiligThuis:
    """What the pupil told was discussed with Veilig Thuis."""

    def mist(self, dossier: Dossier, sinds: int) -> str:
        return worded(BEL_EERST) if verteld(dossier) else ""


@dataclass(frozen=True)
class Wacht:
    """Something of this kind waits in the dossier (``niet``: nothing does)."""

    soort: Soort
    niet: bool = False

    def mist(self, dossier: Dossier, sinds: int) -> str:
        waits = any(each.soort is self.soort for each in verplichtingen(dossier, {}))
        return "" if waits is not self.niet else f"Er wacht {'nog' if self.niet else 'niet'}: {self.soort.aard.titel}"


@dataclass(frozen=True)
class Getekend:
    """Whoever took over the dossier signed for it."""

    def mist(self, dossier: Dossier, sinds: int) -> str:
        return "Tekenen voor ontvangst" if onderweg(dossier) else ""


@dataclass(frozen=True)
class Dicht:
    """The dossier is closed."""

    def mist(self, dossier: Dossier, sinds: int) -> str:
        return "" if dossier.fase is Fase.GESLOTEN else "Het dossier afsluiten"


@dataclass(frozen=True)
class Eerder:
    """The first ``daarna`` of the case came before any ``eerst``."""

    daarna: type[Vastlegging]
    eerst: type[Vastlegging]

    def mist(self, dossier: Dossier, sinds: int) -> str:
        both = [each for each in _since(dossier, sinds) if each.isa(self.daarna, self.eerst)]
        return "" if both and both[0].isa(self.daarna) else "De volgorde klopt"


@dataclass(frozen=True)
class Gezag:
    """So many people have gezag, by what was recorded; of nobody who may have it is it unknown."""

    aantal: int

    def mist(self, dossier: Dossier, sinds: int) -> str:
        known = [staat(each, dossier.standing) for each in mensen(dossier.standing, *VERZORGT)]
        if Staat.ONBEKEND in known:
            return "Van ieder om de leerling heen: of die het gezag heeft"
        return "" if known.count(Staat.HEEFT) == self.aantal else f"{self.aantal} mensen met gezag"


@dataclass(frozen=True)
class Samen:
    """One record of this kind is about several people at once."""

    soort: type[Vastlegging]

    def mist(self, dossier: Dossier, sinds: int) -> str:
        found = [each for each in _since(dossier, sinds) if each.isa(self.soort)]
        return "" if any(len(about_whom(each.waarde(VOOR))) > 1 for each in found) else "Ieder apart"


@dataclass(frozen=True)
class PlaatsGenoemd:
    """Where somebody is whose place is secret, stands in a record other than their own card. A name is no place."""

    def mist(self, dossier: Dossier, sinds: int) -> str:
        return "" if any(self._found(dossier)) else "De plaats staat nergens"

    def _found(self, dossier: Dossier) -> Iterator[bool]:
        secret = [each for each in mensen(dossier.standing) if each.is_geheim]
        places = [Vindplaats(_without_name(typed, each)) for each in secret for _vraag, typed in bereik(each)]
        for record in dossier.standing:
            if not record.isa(Betrokkene):
                yield any(any(place.places(each.tekst)) for place in places for each in record.antwoorden)


def _without_name(typed: str, mens: Mens) -> str:
    names = "|".join(re.escape(each) for each in mens.record.tekst("naam").split())
    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", " ", typed, flags=re.IGNORECASE)


@dataclass(frozen=True)
class Oordeel:
    """A question that asks for what was seen is answered with a judging word (``meldcode.vragen.oordeel``)."""

    soort: type[Vastlegging]

    def mist(self, dossier: Dossier, sinds: int) -> str:
        asked = [each.naam for each in vragen(BY_NAME[self.soort.__name__]) if each.feitelijk]
        found = (each for each in _since(dossier, sinds) if each.isa(self.soort))
        return "" if any(hints(each.tekst(naam)) for each in found for naam in asked) else "Alleen wat is gezien"


@dataclass(frozen=True)
class Niet:
    """Something else does not hold; ``tekst`` says what is lacking while it does."""

    voorwaarde: Voorwaarde
    tekst: str

    def mist(self, dossier: Dossier, sinds: int) -> str:
        return "" if self.voorwaarde.mist(dossier, sinds) else self.tekst
