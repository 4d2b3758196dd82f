"""The terms, each with its default and its source. They remind and never block. The school sets the days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meldcode.bronnen import VOORSTEL, WMO_ONDERZOEK, WMO_TERMIJN, Bron
from meldcode.eigen.woorden import Tekst
from meldcode.termijnen.kalender import ZONDER, Berekend, Dagsoort, Kalender, due


@dataclass(frozen=True)
class Termijn:
    """A term: after so many days of this kind. ``instelbaar``: the school may choose another number."""

    naam: str
    titel: Tekst = Tekst()
    dagen: int
    soort: Dagsoort = Dagsoort.SCHOOLDAGEN
    bron: Bron = VOORSTEL
    instelbaar: bool = True


TERMIJNEN: tuple[Termijn, ...] = (
    Termijn("stap_1", "Stap 1 afronden", 5),
    Termijn("stap_2", "Stap 2 afronden", 10),
    Termijn("stap_3", "Stap 3 afronden", 5),
    Termijn("stap_4", "Stap 4 afronden", 5),
    Termijn("stap_5", "Stap 5 afronden", 5),
    Termijn("meewegen", "Een gevraagde collega weegt mee", 3),
    Termijn("overgeslagen", "Een overgeslagen stap aanvullen na acuut gevaar", 5),
    Termijn("ontvangst", "De directie bevestigt een bericht", 2),
    Termijn("opvolging", "Opnieuw kijken naar een dossier waarin verder niets wacht", 30),
    Termijn("antwoord", "[De intern begeleider] beantwoordt een vraag van de directie", 2),
    Termijn(
        "terugkoppeling", "Veilig Thuis laat weten wat het met een melding doet", 5,
        Dagsoort.WERKDAGEN, WMO_TERMIJN,
    ),
    Termijn(
        "onderzoek", "Veilig Thuis laat weten wat zijn onderzoek opleverde", 70,
        Dagsoort.KALENDERDAGEN, WMO_ONDERZOEK, instelbaar=False,
    ),
    Termijn("nazorg", "Nog een keer kijken na het afsluiten, als er geen dag is afgesproken", 60),
    Termijn(
        "meteen", "Dezelfde dag: acuut gevaar, of signalen die terugkomen", 0,
        Dagsoort.KALENDERDAGEN, instelbaar=False,
    ),
)  # fmt: skip

BY_NAME = {each.naam: each for each in TERMIJNEN}

Ingesteld = Mapping[str, int]
"""The days a school has set, by name of the term; other terms keep their default."""


def ends(naam: str, start: date, ingesteld: Ingesteld, kalender: Kalender = ZONDER) -> Berekend:
    """How this term ends if it starts on this day. Raises ``KeyError`` for an unknown term."""
    termijn = BY_NAME[naam]
    dagen = ingesteld.get(naam, termijn.dagen) if termijn.instelbaar else termijn.dagen
    return due(start, dagen, termijn.soort, kalender)


def due_on(naam: str, start: date, ingesteld: Ingesteld, kalender: Kalender = ZONDER) -> date:
    """The last day of this term."""
    return ends(naam, start, ingesteld, kalender).on
