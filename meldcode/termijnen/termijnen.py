"""The terms, each with its default length and its source. The school may set most of them. They remind, never block."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from meldcode.bronnen import ATW_EINDE, MELDROUTE, VOORSTEL, VT_TERUGKOPPELING, WMO_ONDERZOEK, Bron
from meldcode.eigen.woorden import says
from meldcode.termijnen.kalender import ZONDER, Berekend, Dagsoort, Kalender, due, on_a_working_day

_SCHOOL, _WERK, _KALENDER = Dagsoort.SCHOOLDAGEN, Dagsoort.WERKDAGEN, Dagsoort.KALENDERDAGEN


@says("titel")
@dataclass(frozen=True)
class Termijn:
    """A term of ``dagen`` days of this kind. ``bron`` is the source of that number.

    ``instelbaar``: the school may choose another number. ``einde``: the law by which its last day moves to a working
    day; without one it never moves. ``since``: the day from which this default holds, if an earlier release had
    another.
    """

    naam: str
    titel: str
    dagen: int
    soort: Dagsoort
    bron: Bron
    instelbaar: bool = True
    einde: Bron | None = None
    since: date | None = None


TERMIJNEN: tuple[Termijn, ...] = (
    Termijn("stap_1", "Stap 1 afronden", 5, _SCHOOL, VOORSTEL),
    Termijn("stap_2", "Stap 2 afronden", 10, _SCHOOL, VOORSTEL),
    Termijn("stap_3", "Stap 3 afronden", 5, _SCHOOL, VOORSTEL),
    Termijn("stap_4", "Stap 4 afronden", 5, _SCHOOL, VOORSTEL),
    Termijn("stap_5", "Stap 5 afronden", 5, _SCHOOL, VOORSTEL),
    Termijn("meewegen", "Een gevraagde collega weegt mee", 3, _SCHOOL, VOORSTEL),
    Termijn("overgeslagen", "Een overgeslagen stap aanvullen na acuut gevaar", 5, _SCHOOL, VOORSTEL),
    Termijn("ontvangst", "De directie bevestigt een bericht", 2, _SCHOOL, VOORSTEL),
    Termijn("opvolging", "Opnieuw kijken naar een dossier waarin verder niets wacht", 30, _SCHOOL, VOORSTEL),
    Termijn("antwoord", "[De intern begeleider] beantwoordt een vraag van de directie", 2, _SCHOOL, VOORSTEL),
    Termijn(
        "terugkoppeling", "Veilig Thuis laat meestal weten wat het met een melding doet", 5, _WERK, VT_TERUGKOPPELING
    ),
    Termijn(
        "onderzoek", "Veilig Thuis oordeelt over zijn onderzoek; vraag dan naar de uitkomst", 70, _KALENDER,
        WMO_ONDERZOEK, instelbaar=False, einde=ATW_EINDE, since=date(2026, 11, 29),
    ),
    Termijn("nazorg", "Nog een keer kijken na het afsluiten, als er geen dag is afgesproken", 60, _SCHOOL, VOORSTEL),
    Termijn(
        "meteen", "Dezelfde dag: acuut gevaar, of signalen die terugkomen", 0, _KALENDER, MELDROUTE, instelbaar=False
    ),
)  # fmt: skip

BY_NAME = {each.naam: each for each in TERMIJNEN}

Ingesteld = Mapping[str, int]
"""The numbers of days that a school has set, by name of the term; the other terms have their default."""


def ends(naam: str, start: date, ingesteld: Ingesteld, kalender: Kalender = ZONDER) -> Berekend:
    """The end of this term for this school, when it starts on this day. Raises ``KeyError`` for an unknown term."""
    termijn = BY_NAME[naam]
    dagen = ingesteld.get(naam, termijn.dagen) if termijn.instelbaar else termijn.dagen
    return counted(naam, start, dagen, kalender)


def counted(naam: str, start: date, dagen: int, kalender: Kalender = ZONDER) -> Berekend:
    """The end of this term if it is ``dagen`` days long, whatever the school has set now.

    For what began when another number was set. Raises ``KeyError`` for an unknown term.
    """
    end = due(start, dagen, BY_NAME[naam].soort, kalender)
    return on_a_working_day(end) if BY_NAME[naam].einde else end


def due_on(naam: str, start: date, ingesteld: Ingesteld, kalender: Kalender = ZONDER) -> date:
    """The last day of this term, which is still in time. Raises ``KeyError`` for an unknown term."""
    return ends(naam, start, ingesteld, kalender).on
