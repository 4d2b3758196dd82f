"""What is counted of open dossiers on one day, and what each figure on a tile, in a chart or a table is made of.

``db.cijfers.figures`` counts; this says what follows from the counts. Every number on a screen, in a file or on paper
comes from here, so that they cannot disagree.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import Ontvangst

Counts = Mapping[tuple[str, ...], int]
"""How many, by what they are: the figure first, then what it is divided by. All words, so that they can be stored."""

PLEK, WACHT = "plek", "wacht"
"""Open dossiers, by fase, age there and whether something is late; and what waits, by whom, kind and lateness."""
LAAT = "1"

LEEFTIJDEN: tuple[tuple[int, str], ...] = (
    (7, "Tot en met 7 dagen"),
    (14, "8 tot en met 14 dagen"),
    (28, "15 tot en met 28 dagen"),
    (91, "29 tot en met 91 dagen"),
    (0, "Langer dan 91 dagen"),
)
"""Ages of a dossier in its stap: up to so many calendar days; the last has no end. Where they are cut is our choice."""

ONTVANGST = tuple(each for each in Soort if Ontvangst in each.aard.offers)
VEILIG_THUIS = tuple(each for each in Soort if each.aard.waits_for)


def borders(day: date) -> tuple[date, ...]:
    """Since when a dossier of each age but the last came where it is, seen from this day."""
    return tuple(day - timedelta(days=days) for days, _label in LEEFTIJDEN[:-1])


def age_of(since: date, day: date) -> int:
    """Which of the ages it is."""
    return next((number for number, border in enumerate(borders(day)) if since >= border), len(LEEFTIJDEN) - 1)


@dataclass(frozen=True)
class Wachtend:
    """What waits for one owner, of one kind. ``person`` is an account; empty: whoever has the role."""

    owner: Role
    person: str
    soort: Soort
    aantal: int
    te_laat: int


@dataclass(frozen=True)
class Stand:
    """Where the open dossiers stood at the end of this day. ``vernietigd``: the part that was destroyed since."""

    day: date
    counts: Counts
    vernietigd: Counts

    def _places(self) -> Iterable[tuple[Fase, int, bool, int]]:
        for (figuur, *groep), number in self.counts.items():
            if figuur == PLEK and number:
                fase, age, late = groep
                yield Fase(fase), int(age), late == LAAT, number

    @property
    def open(self) -> int:
        return sum(number for *_where, number in self._places())

    @property
    def met_iets_te_laat(self) -> int:
        """Open dossiers in which something is late."""
        return sum(number for _fase, _age, late, number in self._places() if late)

    @property
    def per_stap(self) -> dict[int, tuple[int, int]]:
        """Per stap: how many are open there, and how many of those have something that is late."""
        found = {stap.nummer: (0, 0) for stap in STAPPEN}
        for fase, _age, late, number in self._places():
            total, too_late = found[fase.stap]
            found[fase.stap] = (total + number, too_late + number * late)
        return found

    @property
    def per_leeftijd(self) -> dict[int, list[int]]:
        """Per stap: how many are there for how long, in the order of ``LEEFTIJDEN``."""
        found = {stap.nummer: [0] * len(LEEFTIJDEN) for stap in STAPPEN}
        for fase, age, _late, number in self._places():
            found[fase.stap][age] += number
        return found

    @property
    def wachtend(self) -> list[Wachtend]:
        """What waits, by owner and kind; what is late most stands first."""
        total: Counter[tuple[str, str, str]] = Counter()
        too_late: Counter[tuple[str, str, str]] = Counter()
        for (figuur, *groep), number in self.counts.items():
            if figuur == WACHT and number:
                owner, person, soort, late = groep
                total[owner, person, soort] += number
                too_late[owner, person, soort] += number * (late == LAAT)
        rows = [Wachtend(Role(each[0]), each[1], Soort(each[2]), total[each], too_late[each]) for each in total]
        return sorted(rows, key=lambda each: (-each.te_laat, -each.aantal, each.owner, each.soort, each.person))

    def van(self, *soorten: str) -> tuple[int, int]:
        """How much of these kinds waits, and how much of it is late; of everything when none is named."""
        rows = [each for each in self.wachtend if not soorten or each.soort in soorten]
        return sum(each.aantal for each in rows), sum(each.te_laat for each in rows)

    @property
    def te_laat(self) -> int:
        """Everything that is late, in closed dossiers too: a receipt can still be owed there."""
        return self.van()[1]

    @property
    def open_en_vernietigd(self) -> int:
        """How many of the open ones were destroyed since: they count, and are in no list any more."""
        return sum(number for (figuur, *_rest), number in self.vernietigd.items() if figuur == PLEK)


@dataclass(frozen=True)
class Tegel:
    """One figure on the overview; ``uitleg`` says what is in it."""

    label: str
    aantal: int
    uitleg: str = ""


def tegels(stand: Stand) -> tuple[Tegel, ...]:
    """The figures above the overview, and those that are compared with another day."""
    owed, owed_late = stand.van(*ONTVANGST)
    feedback, feedback_late = stand.van(*VEILIG_THUIS)
    effect, effect_late = stand.van(Soort.EFFECT)
    return (
        Tegel("Te bevestigen", owed, f"door de directie; {owed_late} te laat"),
        Tegel("Open dossiers", stand.open, f"in {stand.met_iets_te_laat} is iets te laat"),
        Tegel("Te laat", stand.te_laat, "termijnen en afspraken"),
        Tegel("Veilig Thuis", feedback, f"nog geen bericht; {feedback_late} te laat"),
        Tegel("Effectmetingen", effect, f"gepland; {effect_late} te laat"),
    )
