"""The overview of the directie as tables (``Blad``): each made once, for the page and for a file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from db.accounts.accounts import list_accounts
from db.cijfers import figures, lijsten
from db.cijfers.figures import Punt
from db.cijfers.lijsten import Afgeweken, Plaats
from db.store.engine import reading
from meldcode.cijfers import cijfers
from meldcode.cijfers.cijfers import LEEFTIJDEN, Stand, tegels
from meldcode.rollen import Role, User
from meldcode.route.fasen import OPEN
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.schooljaar import schooljaar
from meldcode.vragen.datum import short
from papers.tabellen import Blad, Cel


class Deel(Enum):
    """A part of the overview besides its counts."""

    DOSSIERS = auto()
    TE_LAAT = auto()
    ELDERS = auto()
    """What waits for Veilig Thuis, when effect is measured, what people asked, and what was skipped."""
    JAAR = auto()


@dataclass(frozen=True)
class Overzicht:
    """What the overview shows of one day. Lists may be cut off; counts (``stand``) never are.

    A list of a part that was not asked for is empty.
    """

    stand: Stand
    dossiers: Sequence[Plaats]
    te_laat: Sequence[Verplichting]
    veilig_thuis: Sequence[Verplichting]
    effect: Sequence[Verplichting]
    verzoeken: Sequence[Verplichting]
    overgeslagen: Sequence[Afgeweken]
    trend: Sequence[Punt]
    namen: Mapping[str, str]
    """The names of people by account, for what one person answers for."""
    langst: Mapping[tuple[str, Role], date]
    """Of who has something late, by account and role: the first day on which it was due."""


def load(
    user: User,
    day: date,
    delen: Collection[Deel] = tuple(Deel),
    *,
    stap: int | None = None,
    limit: int | None = None,
    known: Stand | None = None,
) -> Overzicht:
    """The overview of this day, with these parts. ``stap`` limits the list of dossiers to it, ``limit`` each list.

    ``known``: counts that were just read; if they are of this day, they are not counted again.
    """
    fasen = [fase for fase in OPEN if stap in (None, 0, fase.stap)]
    months = sorted({*schooljaar(day).maanden(day), day})
    away, effects = cijfers.VEILIG_THUIS, (Soort.EFFECT,)
    is_late, is_elsewhere = Deel.TE_LAAT in delen, Deel.ELDERS in delen
    with reading(user.school_id) as connection:
        return Overzicht(
            known if known and known.day == day else figures.stand(connection, user, day),
            lijsten.dossiers(connection, user, day, fasen=fasen, limit=limit) if Deel.DOSSIERS in delen else [],
            lijsten.waiting(connection, user, day, late_only=True, limit=limit) if is_late else [],
            lijsten.waiting(connection, user, day, soorten=away, limit=limit) if is_elsewhere else [],
            lijsten.waiting(connection, user, day, soorten=effects, limit=limit) if is_elsewhere else [],
            lijsten.waiting(connection, user, day, soorten=cijfers.VERZOEKEN, limit=limit) if is_elsewhere else [],
            lijsten.skipped(connection, user, day, limit=limit) if is_elsewhere else [],
            figures.trend(connection, user, months) if Deel.JAAR in delen else [],
            {each.id: each.naam for each in list_accounts(connection, user.school_id)}
            if is_late or is_elsewhere
            else {},
            lijsten.longest_late(connection, user, day) if is_late else {},
        )


def stand_of(user: User, day: date) -> Stand:
    """The counts of one day, to compare another with."""
    with reading(user.school_id) as connection:
        return figures.stand(connection, user, day)


def per_stap(stand: Stand) -> Blad:
    """Per stap how many dossiers are open, and in how many of them something is late."""
    rows: list[tuple[Cel, ...]] = [(f"{stap.nummer}. {stap.titel}", *stand.per_stap[stap.nummer]) for stap in STAPPEN]
    return Blad(
        "Open dossiers per stap",
        ("Stap", "Open", "Waarvan iets te laat"),
        (*rows, ("Samen", stand.open, stand.met_iets_te_laat)),
    )


def per_leeftijd(stand: Stand) -> Blad:
    """Per stap how many dossiers have been in it for how long (``LEEFTIJDEN``)."""
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (f"{stap.nummer}. {stap.titel}", *stand.per_leeftijd[stap.nummer]) for stap in STAPPEN
    )
    return Blad("Hoe lang in de stap", ("Stap", *(label for _days, label in LEEFTIJDEN)), rows)


def dossiers(shown: Overzicht) -> Blad:
    """A row per open dossier: where it is, for how many days, and what is late or due."""
    day = shown.stand.day
    rows = tuple(
        (
            each.codenaam,
            each.fase.label,
            each.since,
            (day - each.since).days,
            each.te_laat,
            each.due_on or "",
        )
        for each in shown.dossiers
    )
    return Blad("Dossiers", ("Dossier", "Waar", "Daar sinds", "Dagen", "Te laat", "Eerste datum"), rows)


def _who(shown: Overzicht, person: str, owner: Role) -> str:
    """Who has to act: a colleague by name, else everybody with the role."""
    return shown.namen.get(person, owner.label)


def per_wie(shown: Overzicht) -> Blad:
    """Per person or role, and per kind, how many things wait and how many of them are late."""
    rows = tuple(
        (_who(shown, each.person, each.owner), each.soort.titel, each.aantal, each.te_laat)
        for each in shown.stand.wachtend
    )
    return Blad("Wie is aan zet", ("Wie", "Wat", "Wacht", "Waarvan te laat"), rows)


def per_collega(shown: Overzicht) -> Blad:
    """Per person or role how much waits, how much of it is late, and for how many days the longest of it."""
    found: dict[tuple[str, Role], tuple[int, int]] = {}
    for each in shown.stand.wachtend:
        waits, late = found.get((each.person, each.owner), (0, 0))
        found[each.person, each.owner] = waits + each.aantal, late + each.te_laat
    day = shown.stand.day
    rows = tuple(
        (_who(shown, *who), *numbers, (day - shown.langst[who]).days if who in shown.langst else 0)
        for who, numbers in found.items()
    )
    return Blad("Per collega", ("Wie", "Wacht", "Waarvan te laat", "Langst te laat, in dagen"), rows)


def te_laat(shown: Overzicht) -> Blad:
    """A row for each thing that is late."""
    day = shown.stand.day
    rows = tuple(
        (
            each.codenaam,
            each.stap,
            each.soort.titel,
            _who(shown, each.person, each.owner),
            each.due_on,
            (day - each.due_on).days,
        )
        for each in shown.te_laat
    )
    return Blad("Te laat", ("Dossier", "Stap", "Wat", "Wie", "Uiterlijk", "Dagen te laat"), rows)


def veilig_thuis(shown: Overzicht) -> Blad:
    """A row for each thing that waits for Veilig Thuis, with the days since and the days late."""
    day = shown.stand.day
    rows = tuple(
        (each.codenaam, since, (day - since).days, each.due_on, max((day - each.due_on).days, 0))
        for each in shown.veilig_thuis
        for since in [each.since or day]
    )
    columns = ("Dossier", "Wacht sinds", "Dagen", "Bericht verwacht uiterlijk", "Dagen te laat")
    return Blad("Wacht op Veilig Thuis", columns, rows)


def effect(shown: Overzicht) -> Blad:
    """A row for each check that is due of whether help works."""
    day = shown.stand.day
    rows = tuple(
        (each.codenaam, _who(shown, each.person, each.owner), each.due_on, max((day - each.due_on).days, 0))
        for each in shown.effect
    )
    return Blad("Effectmetingen", ("Dossier", "Wie", "Gepland op", "Dagen te laat"), rows)


def verzoeken(shown: Overzicht) -> Blad:
    """A row for each request that was not decided: in which dossier, whose it is, by when, and how late."""
    day = shown.stand.day
    rows = tuple(
        (each.codenaam, _who(shown, each.person, each.owner), each.due_on, max((day - each.due_on).days, 0))
        for each in shown.verzoeken
    )
    return Blad("Verzoeken", ("Dossier", "Wie", "Uiterlijk", "Dagen te laat"), rows)


def overgeslagen(shown: Overzicht) -> Blad:
    """A row for each stap that was skipped or not taken as declared, this school year."""
    rows = tuple(
        (
            each.codenaam,
            each.stap,
            each.soort.label,
            each.dag,
            "ja" if each.met_reden else "nee",
            "nog aan te vullen" if each.open else "",
        )
        for each in shown.overgeslagen
    )
    columns = ("Dossier", "Stap", "Wat", "Op", "Reden gegeven", "Staat nog open")
    return Blad("Overgeslagen of afgeweken, dit schooljaar", columns, rows)


def trend(shown: Overzicht) -> Blad:
    """Per day how many dossiers were open and how many things were late."""
    rows = tuple((each.day, each.open, each.te_laat) for each in shown.trend)
    return Blad("Verloop over het schooljaar", ("Dag", "Open dossiers", "Te laat"), rows)


def toen_en_nu(toen: Stand, nu: Stand) -> Blad:
    """Every figure on two days side by side, also per stap."""
    rows = [(a.label, a.aantal, b.aantal, b.aantal - a.aantal) for a, b in zip(tegels(toen), tegels(nu), strict=True)]
    for stap in STAPPEN:
        then, now = toen.per_stap[stap.nummer][0], nu.per_stap[stap.nummer][0]
        rows.append((f"Open in stap {stap.nummer}", then, now, now - then))
    return Blad("Toen en nu", ("Wat", short(toen.day), short(nu.day), "Verschil"), tuple(rows))


def bladen(shown: Overzicht, nu: Stand) -> list[Blad]:
    """All tables for a file, in the order of the page; ``nu``: the counts of today."""
    found = [per_stap(shown.stand), per_leeftijd(shown.stand), dossiers(shown), per_collega(shown), per_wie(shown)]
    found += [te_laat(shown), veilig_thuis(shown), effect(shown), verzoeken(shown), overgeslagen(shown)]
    found.append(trend(shown))
    return found if nu.day == shown.stand.day else [toen_en_nu(shown.stand, nu), *found]
