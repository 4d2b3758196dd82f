"""The yearly account: what happened in one school year, in numbers, without a child, a code name or a day in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from meldcode import onderdrukken
from meldcode.cijfers import TERUGKOPPELING, Counts
from meldcode.fasen import Fase
from meldcode.onderdrukken import GRENS, MINDER
from meldcode.schooljaar import Schooljaar
from meldcode.verloop import BESLUITEN, OVERGESLAGEN_OF_AFGEWEKEN, Merksoort

GEOPEND, MERK, DAGEN, TERMIJN = "geopend", "merk", "dagen", "termijn"
VERNIETIGD, UITKOMST = "vernietigd", "uitkomst"
"""The figures of a year, as ``db.jaarcijfers`` counts them; of a destroyed dossier all but the first are kept."""
PER_JAAR = (MERK, DAGEN, TERMIJN, VERNIETIGD, UITKOMST)

OP_TIJD, TE_LAAT, LOOPT, ONBEKEND = "op_tijd", "te_laat", "loopt", "onbekend"
_TIJDEN = (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING)


@dataclass(frozen=True)
class Regel:
    """One line of the account."""

    label: str
    tekst: str


@dataclass(frozen=True)
class Deel:
    """Some lines under a heading; ``uitleg`` says how they are counted."""

    titel: str
    regels: tuple[Regel, ...]
    uitleg: str = ""


@dataclass(frozen=True)
class Jaarverslag:
    """The account of one school year. ``delen``: to hand on, so that counts under five are not in it."""

    naam: str
    jaar: Schooljaar
    counts: Counts
    delen: bool = False

    def _number(self, *what: str) -> int:
        """Everything that is counted under this and what it is divided by."""
        return sum(number for key, number in self.counts.items() if key[: len(what)] == what)

    def _said(self, aantal: int) -> str:
        return onderdrukken.in_words(onderdrukken.shown(aantal)) if self.delen else str(aantal)

    @property
    def geopend(self) -> int:
        return self._number(GEOPEND)

    def merk(self, soort: Merksoort, waarde: str | None = None) -> int:
        return self._number(MERK, soort.value, *([] if waarde is None else [waarde]))

    def termijnen(self, *soorten: str) -> tuple[int, int]:
        """What was due and is not running any more: done in time, and late; of all kinds when none is named."""
        found = [0, 0]
        for (figuur, *groep), number in self.counts.items():
            if figuur == TERMIJN and (not soorten or groep[0] in soorten) and groep[1] != LOOPT:
                found[groep[1] == TE_LAAT] += number
        return found[0], found[1]

    def dagen(self, fase: Fase) -> tuple[int, int]:
        """The median number of days in this place, and of how many times it is; (0, 0) when none ended."""
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
        """How many were destroyed: in time, late, or before it was kept whether it was."""
        return {how: self._number(VERNIETIGD, how) for how in (OP_TIJD, TE_LAAT, ONBEKEND)}

    @property
    def secties(self) -> tuple[Deel, ...]:
        """The whole account, as it is shown, printed and written in the PDF."""
        return (
            Deel(
                "Dossiers",
                (
                    Regel("Geopend", self._said(self.geopend)),
                    Regel("Advies gevraagd aan Veilig Thuis", self._said(self.merk(Merksoort.ADVIES))),
                ),
            ),
            Deel(
                "Besluiten in stap 5",
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
                "Tijd per stap",
                tuple(self._times()),
                "De middelste waarde, in kalenderdagen, van wat dit jaar eindigde.",
            ),
            Deel(
                "Termijnen van dit jaar",
                (
                    Regel("Alle termijnen en afspraken", self._kept(*self.termijnen())),
                    Regel("Bericht van Veilig Thuis over een melding", self._kept(*self.termijnen(*TERUGKOPPELING))),
                    *self._destroyed(),
                ),
            ),
        )

    def _times(self) -> Iterator[Regel]:
        """To hand on: without how often, for that flows from one stap to the next and could be subtracted."""
        for fase in _TIJDEN:
            days, times = self.dagen(fase)
            if self.delen:
                yield Regel(fase.label, _days(days) if times >= GRENS else f"{MINDER} keer voorgekomen")
            else:
                yield Regel(fase.label, f"{_days(days)} ({times} keer)" if times else "niet voorgekomen")

    def _kept(self, on_time: int, late: int) -> str:
        if self.delen:
            return f"op tijd: {self._said(on_time)}, te laat: {self._said(late)}"
        return f"{on_time} van {on_time + late} op tijd" if on_time + late else "niet voorgekomen"

    def _destroyed(self) -> Iterator[Regel]:
        found = self.vernietigd
        yield Regel("Vernietigd zonder indicatie", self._kept(found[OP_TIJD], found[TE_LAAT]))
        if found[ONBEKEND]:
            yield Regel("Vernietigd, niet bekend of het op tijd was", self._said(found[ONBEKEND]))


def _days(days: int) -> str:
    return "dezelfde dag" if days == 0 else "1 dag" if days == 1 else f"{days} dagen"
