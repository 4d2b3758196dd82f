"""Opening a dossier, and what may happen to it in any stap."""

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from meldcode.persoon import Persoon
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vastleggingen.toegang import wie_neemt_waar, wie_niet
from meldcode.vraag import Keuze, Vastlegging, vraag


@dataclass(frozen=True)
class Opening(Vastlegging):
    titel = "Dossier openen"
    nieuws = ""
    uitleg = "Alleen wat nodig is om te weten om wie het gaat."
    door = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
    # Conduct of staff is another route (WPO art. 4a): nothing of it may be kept here, not even a concept.
    andere_route: ClassVar[tuple[str, Keuze]] = ("medewerker", JaNee.JA)

    medewerker: JaNee = vraag(
        "Gaat het over (mogelijk) handelen van iemand die voor de school werkt?",
        help="Een leerkracht, vrijwilliger, stagiair, overblijfkracht of bestuurder.",
    )
    collega: JaNee | None = vraag(
        "Gaat dit over het kind van een collega, of is een collega erbij betrokken?",
        help="Bijvoorbeeld als ouder, familie of vriend van het gezin.",
        when=("medewerker", JaNee.NEE),
    )
    afgeschermd: Persoon | None = wie_niet("Welke collega?", when=("collega", JaNee.JA))
    vervanger: Persoon | None = wie_neemt_waar(when=("collega", JaNee.JA))
    naam: str | None = regel("Hoe heet de leerling?", when=("medewerker", JaNee.NEE))
    geboren: date | None = vraag("Wat is de geboortedatum?", when=("medewerker", JaNee.NEE))
    groep: str | None = vraag(
        "In welke groep zit de leerling?",
        help="Bijvoorbeeld 6 of 3b.",
        max_length=20,
        when=("medewerker", JaNee.NEE),
    )
    gezag: str | None = vraag(
        "Wie heeft het gezag, en wie wonen er bij de leerling?",
        help="Ook broers en zussen, voor zover bekend. U kunt dit later aanvullen.",
        optional=True,
        when=("medewerker", JaNee.NEE),
    )


class GebeldMet(Keuze):
    ALARM = "112", "112"
    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis (in de route: AMK/SHG), 0800-2000"


@dataclass(frozen=True)
class AcuutGevaar(Vastlegging):
    titel = "Acuut gevaar"
    nieuws = "reden"
    altijd = True
    uitleg = (
        "Bel eerst: 112 bij levensgevaar, anders Veilig Thuis. Leg daarna vast wat er aan de hand is. "
        "De route gaat meteen naar de melding; overgeslagen stappen blijven zichtbaar en vult u later aan."
    )

    datum: date = vraag("Op welke dag is dit?")
    tijd: time = vraag("Hoe laat?")
    reden: str = vraag(
        "Waarom is er acuut gevaar?",
        help="Wat ziet of hoort u nu, wie is in gevaar, en wie heeft nu zicht op de leerling?",
        min_length=20,
    )
    gebeld: frozenset[GebeldMet] = vraag("Wie hebt u gebeld?")
    afgesproken: str = vraag("Wat is er afgesproken?", min_length=5)


class StapNummer(Keuze):
    EEN = "1", "Stap 1"
    TWEE = "2", "Stap 2"
    DRIE = "3", "Stap 3"
    VIER = "4", "Stap 4"
    VIJF = "5", "Stap 5"


@dataclass(frozen=True)
class Afronding(Vastlegging):
    titel = "Stap afronden en de directie informeren"
    uitleg = "Na elke stap wordt de directie op de hoogte gesteld. Zij leest alleen dit bericht, niet het dossier."
    gedaan = "De stap is afgerond en de directie is geïnformeerd."
    leesbaar_voor = frozenset({Role.DIRECTIE})

    stap: StapNummer = vraag("Welke stap is afgerond?")
    bericht: str = vraag("Wat krijgt de directie te lezen?", max_length=500)


class Reactie(Keuze):
    GEZIEN = "gezien", "Gezien"
    VRAAG = "vraag", "Ik heb een vraag"


@dataclass(frozen=True)
class Ontvangst(Vastlegging):
    titel = "Ontvangst door de directie"
    nieuws = "reactie"
    altijd = True
    uitleg = "Gezien, of een vraag terug. Een vraag beantwoordt de intern begeleider."
    gedaan = "Uw reactie is vastgelegd."
    door = frozenset({Role.DIRECTIE})

    kennisgeving: str = regel("Bij welk bericht?")
    reactie: Reactie = vraag("Wat is uw reactie?")
    terugvraag: str | None = vraag(
        "Wat wilt u weten?",
        help="Vraag naar de voortgang, niet naar de inhoud: noem geen namen.",
        min_length=5,
        max_length=2_000,
        when=("reactie", Reactie.VRAAG),
    )


@dataclass(frozen=True)
class AntwoordAanDirectie(Vastlegging):
    titel = "Antwoord aan de directie"
    altijd = True
    uitleg = "De directie leest dit antwoord. Noem geen namen en geen inhoud die zij niet nodig heeft."
    leesbaar_voor = frozenset({Role.DIRECTIE})

    kennisgeving: str = regel("Bij welk bericht?")
    antwoord: str = vraag("Wat is uw antwoord?", min_length=5, max_length=2_000)
