"""The school holidays by region, as a suggestion: a school enters its own free days, and may choose others.

Only school years of which the days were published are here. They count for a school after it took them over.
"""

from datetime import date
from enum import StrEnum

from meldcode.bronnen import VAKANTIES_2026, VAKANTIES_2027, VAKANTIES_2028, Bron
from meldcode.termijnen.kalender import Vrij

BRONNEN: dict[str, Bron] = {"2026-2027": VAKANTIES_2026, "2027-2028": VAKANTIES_2027, "2028-2029": VAKANTIES_2028}
"""The source of the days, by school year."""
VAST_OF_ADVIES = "Kerst-, mei- en zomervakantie staan vast. Herfst- en voorjaarsvakantie zijn een advies."


class Regio(StrEnum):
    """The three regions with holidays of their own."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"

    @property
    def label(self) -> str:
        """The region as the screen calls it."""
        return f"Regio {self.value.capitalize()}"


_N, _M, _Z = Regio.NOORD, Regio.MIDDEN, Regio.ZUID
_ALL = frozenset(Regio)
# School year, holiday, regions, first and last day. A holiday that differs by region has several rows.
_DAYS: tuple[tuple[str, str, frozenset[Regio], date, date], ...] = (
    ("2026-2027", "Herfstvakantie", frozenset({_N}), date(2026, 10, 10), date(2026, 10, 18)),
    ("2026-2027", "Herfstvakantie", frozenset({_M, _Z}), date(2026, 10, 17), date(2026, 10, 25)),
    ("2026-2027", "Kerstvakantie", _ALL, date(2026, 12, 19), date(2027, 1, 3)),
    ("2026-2027", "Voorjaarsvakantie", frozenset({_Z}), date(2027, 2, 13), date(2027, 2, 21)),
    ("2026-2027", "Voorjaarsvakantie", frozenset({_N, _M}), date(2027, 2, 20), date(2027, 2, 28)),
    ("2026-2027", "Meivakantie", _ALL, date(2027, 4, 24), date(2027, 5, 2)),
    ("2026-2027", "Zomervakantie", frozenset({_N}), date(2027, 7, 10), date(2027, 8, 22)),
    ("2026-2027", "Zomervakantie", frozenset({_M}), date(2027, 7, 17), date(2027, 8, 29)),
    ("2026-2027", "Zomervakantie", frozenset({_Z}), date(2027, 7, 24), date(2027, 9, 5)),
    ("2027-2028", "Herfstvakantie", frozenset({_N, _M}), date(2027, 10, 16), date(2027, 10, 24)),
    ("2027-2028", "Herfstvakantie", frozenset({_Z}), date(2027, 10, 23), date(2027, 10, 31)),
    ("2027-2028", "Kerstvakantie", _ALL, date(2027, 12, 25), date(2028, 1, 9)),
    ("2027-2028", "Voorjaarsvakantie", frozenset({_N}), date(2028, 2, 19), date(2028, 2, 27)),
    ("2027-2028", "Voorjaarsvakantie", frozenset({_M, _Z}), date(2028, 2, 26), date(2028, 3, 5)),
    ("2027-2028", "Meivakantie", _ALL, date(2028, 4, 29), date(2028, 5, 7)),
    ("2027-2028", "Zomervakantie", frozenset({_M}), date(2028, 7, 8), date(2028, 8, 20)),
    ("2027-2028", "Zomervakantie", frozenset({_N}), date(2028, 7, 15), date(2028, 8, 27)),
    ("2027-2028", "Zomervakantie", frozenset({_Z}), date(2028, 7, 22), date(2028, 9, 3)),
    ("2028-2029", "Herfstvakantie", frozenset({_N}), date(2028, 10, 14), date(2028, 10, 22)),
    ("2028-2029", "Herfstvakantie", frozenset({_M, _Z}), date(2028, 10, 21), date(2028, 10, 29)),
    ("2028-2029", "Kerstvakantie", _ALL, date(2028, 12, 23), date(2029, 1, 7)),
    ("2028-2029", "Voorjaarsvakantie", frozenset({_Z}), date(2029, 2, 10), date(2029, 2, 18)),
    ("2028-2029", "Voorjaarsvakantie", frozenset({_N, _M}), date(2029, 2, 17), date(2029, 2, 25)),
    ("2028-2029", "Meivakantie", _ALL, date(2029, 4, 28), date(2029, 5, 6)),
    ("2028-2029", "Zomervakantie", frozenset({_M}), date(2029, 7, 7), date(2029, 8, 19)),
    ("2028-2029", "Zomervakantie", frozenset({_Z}), date(2029, 7, 14), date(2029, 8, 26)),
    ("2028-2029", "Zomervakantie", frozenset({_N}), date(2029, 7, 21), date(2029, 9, 2)),
)

TWEEDE_MEIWEEK = {
    "2027-2028": Vrij(date(2028, 4, 22), date(2028, 4, 30), "Meivakantie"),
    "2028-2029": Vrij(date(2029, 4, 21), date(2029, 4, 29), "Meivakantie"),
}
"""The week that is advised to a school whose May holiday is longer than the one week that is binding."""
SCHOOLJAREN: tuple[str, ...] = tuple(dict.fromkeys(row[0] for row in _DAYS))


def voorstel(schooljaar: str, regio: Regio) -> tuple[Vrij, ...]:
    """The holidays to suggest for this school year (such as ``2026-2027``) and region; empty for an unknown year."""
    return tuple(
        Vrij(van, tot, naam) for jaar, naam, regions, van, tot in _DAYS if jaar == schooljaar and regio in regions
    )
