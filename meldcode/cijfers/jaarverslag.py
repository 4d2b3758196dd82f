"""The yearly account (jaarverslag): figures of one school year, without a pupil, a code name or a day."""

from collections.abc import Iterator
from dataclasses import dataclass

from meldcode.cijfers import onderdrukken
from meldcode.cijfers.cijfers import Counts
from meldcode.cijfers.onderdrukken import GRENS, NIET_GETOOND, Omvang
from meldcode.cijfers.verloop import BESLUITEN, OVERGESLAGEN_OF_AFGEWEKEN, Merksoort
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.termijnen.schooljaar import Schooljaar

GEOPEND, MERK, DAGEN, TERMIJN = "geopend", "merk", "dagen", "termijn"
VERNIETIGD, UITKOMST = "vernietigd", "uitkomst"
"""The figures of a year, as ``db.cijfers.jaarcijfers`` counts them; destroyed dossiers keep all but the first."""
PER_JAAR = (MERK, DAGEN, TERMIJN, VERNIETIGD, UITKOMST)

OP_TIJD, TE_LAAT, LOOPT, ONBEKEND = "op_tijd", "te_laat", "loopt", "onbekend"
_STAP_5, _TIJD = "Besluiten in stap 5", "Tijd per stap"
IN_BEELD = (_STAP_5, _TIJD)
"""The titles of the sections whose figures say more when they are drawn."""
_TIJDEN = (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING)


@dataclass(frozen=True)
class Regel:
    """One line of the account, as Dutch texts: what it is about, and the figure."""

    label: str
    tekst: str


@dataclass(frozen=True)
class Deel:
    """A section of lines under a heading; ``uitleg`` says how they are counted, ``wat`` what is counted."""

    titel: str
    regels: tuple[Regel, ...]
    uitleg: str = ""
    wat: str = "Aantal"


@dataclass(frozen=True)
class Jaarverslag:
    """The account of one school year, from the counts of that year.

    ``delen``: to share outside the school, so without counts under five and figures from which these would follow.
    ``open_hoogstens`` is then the most dossiers that were open on the first of a month, as it is published.
    """

    naam: str
    jaar: Schooljaar
    counts: Counts
    delen: bool = False
    open_hoogstens: int = 0

    def _number(self, *what: str) -> int:
        """The sum of all counts under this key."""
        return sum(number for key, number in self.counts.items() if key[: len(what)] == what)

    def _said(self, aantal: int) -> str:
        return onderdrukken.in_words(onderdrukken.shown(aantal)) if self.delen else str(aantal)

    def _flow(self, stroom: str, aantal: int, tekst: str) -> str:
        """The text of a figure; when shared, only if it reveals nothing about others (``onderdrukken.VERBANDEN``)."""
        if not self.delen:
            return tekst
        decided = [self.merk(Merksoort.BESLUIT, each) for each in BESLUITEN]
        omvang = Omvang(self.open_hoogstens, sum(onderdrukken.shown(each) or 0 for each in decided))
        return tekst if omvang.mag(stroom, aantal) else NIET_GETOOND

    @property
    def geopend(self) -> int:
        """How many dossiers were opened."""
        return self._number(GEOPEND)

    def merk(self, soort: Merksoort, waarde: str | None = None) -> int:
        """How many marks (``verloop.Merk``) of this kind were made in the year; with ``waarde``, only those with it."""
        return self._number(MERK, soort.value, *([] if waarde is None else [waarde]))

    def termijnen(self, *soorten: str, zonder: tuple[str, ...] = ()) -> tuple[int, int]:
        """How many terms of these kinds (``Soort``) ended in the year: in time, and late.

        Of all kinds when none is named; ``zonder`` leaves kinds out. What still runs is not counted.
        """
        found = [0, 0]
        for (figuur, *groep), number in self.counts.items():
            counts = figuur == TERMIJN and (not soorten or groep[0] in soorten) and groep[0] not in zonder
            if counts and groep[1] != LOOPT:
                found[groep[1] == TE_LAAT] += number
        return found[0], found[1]

    def dagen(self, fase: Fase) -> tuple[int, int]:
        """The median of the calendar days spent in this fase, and the number of stays; (0, 0) when no stay ended."""
        lengths = sorted((int(key[2]), number) for key, number in self.counts.items() if key[:2] == (DAGEN, fase.value))
        times = sum(number for _days, number in lengths)
        passed = 0
        for days, number in lengths:
            passed += number
            if passed * 2 >= times:
                return days, times
        return 0, 0

    @property
    def vernietigd(self) -> dict[str, int]:
        """How many dossiers were destroyed: in time, late, or unknown because that was not recorded yet."""
        return {how: self._number(VERNIETIGD, how) for how in (OP_TIJD, TE_LAAT, ONBEKEND)}

    @property
    def secties(self) -> tuple[Deel, ...]:
        """The whole account in sections, as the screen, the print and the PDF show it."""
        return (
            Deel(
                "Dossiers",
                (
                    Regel("Geopend", self._flow(onderdrukken.GEOPEND, self.geopend, str(self.geopend))),
                    Regel("Advies gevraagd aan Veilig Thuis", self._said(self.merk(Merksoort.ADVIES))),
                ),
            ),
            Deel(
                _STAP_5,
                tuple(
                    Regel(label, self._said(self.merk(Merksoort.BESLUIT, waarde)))
                    for waarde, label in BESLUITEN.items()
                ),
                "Per dossier het laatste besluit van het jaar.",
            ),
            Deel(
                "Overgeslagen of afgeweken, met een reden",
                tuple(Regel(soort.label, self._said(self.merk(soort))) for soort in OVERGESLAGEN_OF_AFGEWEKEN),
            ),
            Deel(
                _TIJD,
                tuple(self._times()),
                "De middelste waarde, in kalenderdagen, van wat dit jaar eindigde.",
                "Duur",
            ),
            Deel("Termijnen van dit jaar", tuple(self._terms())),
        )

    def _times(self) -> Iterator[Regel]:
        """The time per fase. Not shared: the number of stays, which could be subtracted from that of the next fase."""
        for fase in _TIJDEN:
            days, times = self.dagen(fase)
            if self.delen:
                yield Regel(fase.label, self._flow(onderdrukken.GEEINDIGD, times, _days(days)))
            else:
                yield Regel(fase.label, f"{_days(days)} ({times} keer)" if times else "niet voorgekomen")

    def _terms(self) -> Iterator[Regel]:
        """Nothing is counted in two lines: a hidden figure could then be found by subtracting one line from another."""
        yield Regel("Bericht van Veilig Thuis over een melding", self._kept(*self.termijnen(Soort.TERUGKOPPELING)))
        found = self.vernietigd
        yield Regel("Vernietigd zonder indicatie", self._kept(found[OP_TIJD], found[TE_LAAT]))
        if found[ONBEKEND] >= (GRENS if self.delen else 1):
            yield Regel("Vernietigd, niet bekend of het op tijd was", str(found[ONBEKEND]))
        on_time, late = self.termijnen(zonder=(Soort.TERUGKOPPELING, Soort.VERNIETIGEN))
        yield Regel("Alle andere termijnen en afspraken", self._kept(on_time, late, onderdrukken.TE_LAAT))

    def _kept(self, on_time: int, late: int, stroom: str = "") -> str:
        if self.delen:
            too_late = self._flow(stroom, late, str(late)) if stroom else self._said(late)
            return f"op tijd: {self._said(on_time)}, te laat: {too_late}"
        return f"{on_time} van {on_time + late} op tijd" if on_time + late else "niet voorgekomen"


def _days(days: int) -> str:
    return "dezelfde dag" if days == 0 else "1 dag" if days == 1 else f"{days} dagen"
