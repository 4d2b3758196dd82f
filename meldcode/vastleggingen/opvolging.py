"""What is recorded so that no dossier is forgotten: agreements, moved dates, handovers, holidays and aftercare."""

from dataclasses import dataclass
from datetime import date

from meldcode.nummers import ALARM, VEILIG_THUIS
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

AFSPREKERS = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
"""The roles that an agreement can be made with: those that may record something in a dossier."""


@dataclass(frozen=True)
class Afspraak(Vastlegging):
    """One colleague does one thing by one day. It waits until an ``Afgehandeld`` has its outcome."""

    titel = "Afspraak"
    uitleg = (
        "Eén ding, met één naam en één dag. Wie de afspraak krijgt, ziet om welke leerling het gaat. Die collega leest "
        "alleen deze afspraak, niet het dossier. De afspraak gaat van de lijst als vastligt wat ervan kwam."
    )
    gedaan = "De afspraak staat bij de collega op de lijst."
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False

    wat: str = regel("Wat gaat er gebeuren?", help="Zo kort als kan.", min_length=5)
    wie: Persoon = vraag("Wie doet dat?", rollen=AFSPREKERS)
    uiterlijk: date = vraag("Uiterlijk wanneer?", future=True)
    besloten_in: str | None = regel(
        "Waar is dit afgesproken?", help="Bijvoorbeeld: leerlingbespreking van 9 november.", optional=True
    )


class Afloop(Keuze):
    GEDAAN = "gedaan", "Gedaan"
    VERVALT = "vervalt", "Niet gedaan, en niet meer nodig"


@dataclass(frozen=True)
class Afgehandeld(Vastlegging):
    """The outcome of an agreement; ``afspraak`` is the number of its record."""

    titel = "Afspraak afgehandeld"
    nieuws = "afloop"
    uitleg = "Wat kwam ervan? Als dat vastligt, gaat de afspraak van de lijst."
    gedaan = "De afspraak is van de lijst."
    door = AFSPREKERS
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False

    afspraak: str = regel("Welke afspraak?")
    afloop: Afloop = vraag("Hoe is het afgelopen?")
    uitkomst: str = vraag("Wat kwam ervan?", help="Of waarom het niet meer nodig is.", min_length=5, max_length=2_000)


@dataclass(frozen=True)
class Verzetten(Vastlegging):
    """Moves the day of what waits; ``verplichting`` is its ``sleutel``, ``van`` and ``naar`` are days."""

    titel = "Termijn verzetten"
    altijd = True
    uitleg = "De oude en de nieuwe dag blijven allebei staan. De reden staat erbij. Bij acuut gevaar kan dit niet."
    gedaan = "De termijn is verzet."
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False

    verplichting: str = regel("Welke termijn?")
    van: str = regel("Welke dag was het?")
    naar: date = vraag("Welke dag wordt het?", future=True)
    reden: str = vraag("Waarom kan het niet eerder?", min_length=10, max_length=1_000)


ONTVANGST, GEVRAAGD = "ontvangst", "gevraagd"
"""The name and the value of what follows from an ``Overdracht``: that it is signed for. Older ones do not have it."""


class RedenOverdracht(Keuze):
    AFWEZIG = "afwezig", "Afwezig: ziekte, verlof of een andere reden"
    WEG = "weg", "Werkt hier niet meer, of in een andere functie"
    VERDELING = "verdeling", "De dossiers worden anders verdeeld"


@dataclass(frozen=True)
class Overdracht(Vastlegging):
    """All that waits for one colleague in this dossier waits for another from now on."""

    titel = "Overdracht"
    altijd = True
    uitleg = "Alles wat in dit dossier op deze collega wacht, wacht vanaf nu op de ander."
    gedaan = "Het wacht nu op de ander."
    door = frozenset({Role.IB_ER, Role.DIRECTIE})
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False

    van: Persoon = vraag("Van wie?", rollen=frozenset(Role), ook_vertrokken=True)
    naar: Persoon = vraag("Aan wie?", rollen=AFSPREKERS)
    reden: RedenOverdracht = vraag("Waarom?")
    zeggen: str | None = vraag(
        "Wat moet de ander hierover weten?",
        help="Wat speelt er, en wat komt eerst? Bespreek het ook. Wie het dossier overneemt, tekent voor ontvangst.",
        optional=True,
        min_length=5,
        max_length=2_000,
        noemt=True,
    )

    def volgt(self) -> tuple[tuple[str, str, str, str], ...]:
        return ((ONTVANGST, "Ontvangst", "Wie het dossier overneemt, tekent voor ontvangst.", GEVRAAGD),)


@dataclass(frozen=True)
class MedeHouder(Vastlegging):
    """Who holds this dossier together with whoever holds it; what waits here waits for both."""

    titel = "Mede-houder"
    altijd = True
    uitleg = (
        "Wie een dossier samen met een collega doet, ziet op de startpagina wat er op die collega wacht. Is de een er "
        "niet, dan is de ander er wel."
    )
    gedaan = "Het staat vast met wie dit dossier samen gaat."
    door = frozenset({Role.IB_ER, Role.DIRECTIE})
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    samen: JaNee = vraag("Houdt een tweede collega dit dossier mee?")
    wie: Persoon | None = vraag("Wie?", rollen=frozenset({Role.IB_ER}), when=("samen", JaNee.JA))


@dataclass(frozen=True)
class Vakantiewacht(Vastlegging):
    """Who keeps an eye on the pupil in a holiday, or why nobody needs to."""

    titel = "Vakantie: wie kijkt er mee?"
    uitleg = "In een vakantie ziet niemand op school de leerling. Spreek af wie dan wel kijkt. En spreek af wie u belt."
    gedaan = "Het staat vast wie in de vakantie kijkt."
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False

    vakantie: str = regel("Welke vakantie?")
    nodig: JaNee = vraag("Moet er iemand zicht houden op de leerling?")
    wie: Persoon | None = vraag(
        "Wie van school is in de vakantie bereikbaar?",
        rollen=frozenset({Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.LEERKRACHT}),
        when=("nodig", JaNee.JA),
    )
    hoe: str | None = vraag(
        "Wie ziet de leerling, en wat gebeurt er bij zorgen?",
        help="Bijvoorbeeld hulpverlening, familie of buren. Schrijf ook op wie dan belt met Veilig Thuis "
        f"([{VEILIG_THUIS.nummer}]) of {ALARM.nummer}.",
        min_length=10,
        when=("nodig", JaNee.JA),
        noemt=True,
    )
    waarom_niet: str | None = vraag("Waarom niet?", min_length=10, when=("nodig", JaNee.NEE))


@dataclass(frozen=True)
class Nazorg(Vastlegging):
    """Looking at how the pupil is after the dossier was closed; it stays closed."""

    titel = "Kijken na het afsluiten"
    altijd = True
    uitleg = "Hoe gaat het nu? Zijn er weer zorgen? Leg dan een signaal vast. Daarmee gaat het dossier weer open."
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False

    datum: date = vraag("Wanneer hebt u gekeken?")
    gezien: str = vraag("Wat hebt u gezien of gehoord, en van wie?", min_length=10)
    verder: JaNee = vraag("Kijkt u later nog een keer?")
    opnieuw_op: date | None = vraag("Wanneer?", future=True, when=("verder", JaNee.JA))
