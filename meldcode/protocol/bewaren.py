"""How long dossiers are kept, for the protocol: what holds at this school, and what a board can choose."""

from collections.abc import Iterator

from meldcode.termijnen.bewaarbeleid import KEUZEN, VAST_TE_STELLEN, Keus, Reden, Regel, beleid
from meldcode.termijnen.bewaren import BEWAREN
from meldcode.vragen.tekst import telwoord

Row = tuple[str, ...]


def sentences() -> Iterator[str]:
    """What the law, the route and practice say, each with its source."""
    yield from (f"{each.tekst} Bron: {each.bron}." for each in BEWAREN)


def holds() -> Iterator[Row]:
    """For each reason of closing what holds at the school that is served, by whose decision, and its source."""
    now = beleid()
    by_whom = "" if now.is_besloten else f" {VAST_TE_STELLEN}"
    for reden in Reden:
        regel = now.of(reden)
        yield reden.label, f"{_tekst(regel)}{by_whom}", _bronnen(regel.keus)


def choices() -> Iterator[Row]:
    """Everything a board can choose, with what it means and its source."""
    for reden in Reden:
        for keus in KEUZEN[reden]:
            yield reden.label, keus.tekst, keus.gevolg, _bronnen(keus)


def _tekst(regel: Regel) -> str:
    own = f": {telwoord(regel.jaren)} jaar" if regel.keus.jaren is None else ""
    return f"{regel.keus.tekst}{own}"


def _bronnen(keus: Keus) -> str:
    return "; ".join(map(str, keus.bronnen))
