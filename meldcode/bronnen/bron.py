"""What a source says of itself, and the laws that were read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Bron:
    """Where something comes from.

    ``versie`` says since when the text holds that was read, ``gelezen`` the day on which it was read, ``na_te_gaan``
    what a person must still read at the origin. ``eigen``: the school's own, Meldroute's own, or common knowledge, so
    that there is nothing to read. Raises ``ValueError`` for a source that says none of the last three.
    """

    naam: str
    artikel: str = ""
    adres: str = ""
    versie: date | None = None
    gelezen: date | None = None
    na_te_gaan: str = ""
    eigen: bool = False

    def __post_init__(self) -> None:
        if not (self.gelezen or self.na_te_gaan or self.eigen):
            raise ValueError(f"say of this source when it was read, or what is still to be read: {self.naam}")

    @property
    def nagegaan(self) -> bool:
        """Whether nothing of it is left to be read at the origin."""
        return not self.na_te_gaan

    def __str__(self) -> str:
        return f"{self._named} (na te gaan: {self.na_te_gaan})" if self.na_te_gaan else self._named

    @property
    def _named(self) -> str:
        return ", ".join(each for each in (self.naam, self.artikel) if each)

    @property
    def voluit(self) -> str:
        """Its name with all that is known of it, for a screen: which text was read, when, and where it stands.

        What a person must still read is left out: that stands in the protocol, for who is to read it.
        """
        about = (
            self.versie and f"tekst van {_short(self.versie)}",
            self.gelezen and f"gelezen op {_short(self.gelezen)}",
            self.adres,
        )
        return "; ".join([self._named, *(each for each in about if each)])


def _short(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


READ, READ_LATER = date(2026, 11, 28), date(2026, 11, 30)
_WETTEN = "https://wetten.overheid.nl"
BESLUIT_WET = "Besluit verplichte meldcode huiselijk geweld en kindermishandeling"
WPO_WET = "Wet op het primair onderwijs"
WMO_WET = "Wmo 2015"
UITVOERING_WMO = "Uitvoeringsbesluit Wmo 2015"
ATW_WET = "Algemene termijnenwet"
BEKOSTIGING_WET = "Besluit bekostiging WPO 2022"
UAVG_WET = "Uitvoeringswet AVG"
_SINCE = {
    BESLUIT_WET: ("BWBR0033723", date(2020, 10, 1)),
    WPO_WET: ("BWBR0003420", date(2026, 8, 1)),
    WMO_WET: ("BWBR0035362", date(2026, 7, 1)),
    UITVOERING_WMO: ("BWBR0035733", date(2026, 1, 1)),
    ATW_WET: ("BWBR0002448", date(2010, 10, 10)),
    BEKOSTIGING_WET: ("BWBR0046159", date(2026, 6, 12)),
    UAVG_WET: ("BWBR0040940", date(2026, 9, 1)),
}


def wet(naam: str, artikel: str, gelezen: date = READ) -> Bron:
    """An article of a law, as it was read."""
    number, since = _SINCE[naam]
    return Bron(naam, f"artikel {artikel}", f"{_WETTEN}/{number}/{since}", since, gelezen)


def pagina(naam: str, adres: str) -> Bron:
    """A page of which only the beginning was read."""
    return Bron(f"{naam} (begin van de pagina)", adres=adres, gelezen=READ)
