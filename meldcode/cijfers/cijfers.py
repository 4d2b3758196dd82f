"""The figures of one day: what is counted of open dossiers, and how each figure on a screen is derived from it.

``db.cijfers.figures`` counts; this interprets the counts. Every number on a screen, in a file or on paper comes from
here, so that they cannot disagree.
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
"""Counts by key. A key is the name of the figure, then what it is divided by; all text, so that it can be stored."""

PLEK, WACHT = "plek", "wacht"
"""The two figures, with what follows in their keys.

``PLEK``: open dossiers by fase, age class and whether something is late. ``WACHT``: what waits, by role, account, kind
and whether it is late.
"""
LAAT = "1"

LEEFTIJDEN: tuple[tuple[int, str], ...] = (
    (7, "Tot en met 7 dagen"),
    (14, "8 tot en met 14 dagen"),
    (28, "15 tot en met 28 dagen"),
    (91, "29 tot en met 91 dagen"),
    (0, "Langer dan 91 dagen"),
)
"""Age classes of a dossier in its fase: the most calendar days and the label. Meldroute chose the limits.

The last class has no limit.
"""

ONTVANGST = tuple(each for each in Soort if Ontvangst in each.aard.offers)
VEILIG_THUIS = tuple(each for each in Soort if each.aard.waits_for)
VERZOEKEN = (Soort.VERZOEK, Soort.INFORMATIE)


def borders(day: date) -> tuple[date, ...]:
    """For each age class but the last, the earliest day of arrival in a fase that is in the class on this day."""
    return tuple(day - timedelta(days=days) for days, _label in LEEFTIJDEN[:-1])


def age_of(since: date, day: date) -> int:
    """The index in ``LEEFTIJDEN`` of the age class on this day of what arrived on ``since``."""
    return next((number for number, border in enumerate(borders(day)) if since >= border), len(LEEFTIJDEN) - 1)


@dataclass(frozen=True)
class Wachtend:
    """How many things of one kind wait for one owner, and how many of those are late.

    ``person`` is the id of an account; empty: everybody with the role.
    """

    owner: Role
    person: str
    soort: Soort
    aantal: int
    te_laat: int


@dataclass(frozen=True)
class Stand:
    """The counts at the end of this day. ``vernietigd``: the part of them that is about dossiers destroyed since."""

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
        """How many dossiers were open."""
        return sum(number for *_where, number in self._places())

    @property
    def met_iets_te_laat(self) -> int:
        """How many open dossiers had something late."""
        return sum(number for _fase, _age, late, number in self._places() if late)

    @property
    def per_stap(self) -> dict[int, tuple[int, int]]:
        """Per stap: how many are open, and how many of those have something late."""
        found = {stap.nummer: (0, 0) for stap in STAPPEN}
        for fase, _age, late, number in self._places():
            total, too_late = found[fase.stap]
            found[fase.stap] = (total + number, too_late + number * late)
        return found

    @property
    def per_leeftijd(self) -> dict[int, list[int]]:
        """Per stap: how many there are in each age class of ``LEEFTIJDEN``."""
        found = {stap.nummer: [0] * len(LEEFTIJDEN) for stap in STAPPEN}
        for fase, age, _late, number in self._places():
            found[fase.stap][age] += number
        return found

    @property
    def wachtend(self) -> list[Wachtend]:
        """What waits, by owner and kind; those with most late first."""
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
        """How many things of these kinds (``Soort``) wait, and how many are late; of all kinds when none is named."""
        rows = [each for each in self.wachtend if not soorten or each.soort in soorten]
        return sum(each.aantal for each in rows), sum(each.te_laat for each in rows)

    @property
    def te_laat(self) -> int:
        """How many things are late, also in closed dossiers, where a receipt may still be due."""
        return self.van()[1]

    @property
    def open_en_vernietigd(self) -> int:
        """How many dossiers that were open then have been destroyed since: they are counted, but in no list."""
        return sum(number for (figuur, *_rest), number in self.vernietigd.items() if figuur == PLEK)


@dataclass(frozen=True)
class Tegel:
    """One figure on the overview, with what is counted in Dutch; ``is_dringend``: it waits for who reads it."""

    label: str
    aantal: int
    is_dringend: bool = False


def tegels(stand: Stand) -> tuple[Tegel, ...]:
    """Every figure of a day under its name, for comparing two days."""
    return (
        Tegel("Berichten te bevestigen", stand.van(*ONTVANGST)[0]),
        Tegel("Open dossiers", stand.open),
        Tegel("Dossiers waarin iets te laat is", stand.met_iets_te_laat),
        Tegel("Termijnen en afspraken te laat", stand.te_laat),
        Tegel("Wachten op Veilig Thuis", stand.van(*VEILIG_THUIS)[0]),
        Tegel("Effectmetingen gepland", stand.van(Soort.EFFECT)[0]),
        Tegel("Verzoeken van ouders of oud-leerlingen", stand.van(*VERZOEKEN)[0]),
        Tegel("Verzoeken te laat", stand.van(*VERZOEKEN)[1]),
    )


def voorop(stand: Stand, te_bevestigen: int) -> tuple[Tegel, ...]:
    """The three figures at the top of the overview. ``te_bevestigen``: dossiers with a message to confirm."""
    feedback, late = stand.van(*VEILIG_THUIS)
    wait = "dossier wacht" if te_bevestigen == 1 else "dossiers wachten"
    hear = "wacht" if feedback == 1 else "wachten"
    return (
        Tegel(f"{wait} op uw bevestiging", te_bevestigen, is_dringend=te_bevestigen > 0),
        Tegel(
            f"{'dossier' if stand.met_iets_te_laat == 1 else 'dossiers'} waarin iets te laat is", stand.met_iets_te_laat
        ),
        Tegel(f"{hear} op Veilig Thuis, {late or 'geen'} te laat", feedback),
    )


def zin(stand: Stand, te_bevestigen: int) -> str:
    """How things stand in one Dutch sentence, for above the overview; the numbers are those of ``voorop``."""
    waits = {0: "er wacht niets op u", 1: "1 wacht op u"}.get(te_bevestigen, f"{te_bevestigen} wachten op u")
    late, number = stand.met_iets_te_laat, stand.open
    if not number:
        return f"Er zijn geen open dossiers; {waits}"
    if number == 1:
        return f"Het enige open dossier {'loopt achter' if late else 'loopt op tijd'}; {waits}"
    if not late:
        return f"Alle {number} dossiers lopen op tijd; {waits}"
    return f"{late} van de {number} dossiers {'loopt' if late == 1 else 'lopen'} achter; {waits}"


def meest(stand: Stand) -> str:
    """What the chart of open dossiers per stap shows most of all, as a Dutch sentence."""
    stap, (total, late) = max(stand.per_stap.items(), key=lambda each: each[1])
    number = "1 dossier" if total == 1 else f"{total} dossiers"
    rest = {0: "op tijd", 1: "waarvan er 1 achterloopt"}.get(late, f"waarvan er {late} achterlopen")
    return f"Het meeste ligt in stap {stap}: {number}, {rest}."
