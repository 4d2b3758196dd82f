"""The work list on the start page: late, today, this week; one row each, of oneself or of everybody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from db.dossiers import dossier_rows
from db.dossiers.dossier_rows import Leerling
from db.school import kalender
from db.store.engine import reading
from db.werk import werklijst
from db.werk.werklijst import Deel, Telling
from meldcode.rollen import Permission, User
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import Kalender, is_overdue
from meldcode.vragen.datum import away
from meldcode.vragen.tekst import telwoord
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements import rijen
from ui.elements.slot import place
from ui.page import dossier_of_tab, people, record_view
from ui.text import veilig
from ui.werk import aanwezig, werk

_ROWS, _LEAST, _OTHERS = 7, 2, 8  # rows in the first window, and of each section at least; rows of what others do
_WHOSE = "start/wie"
OTHERS = "start/anderen"
"""The key of what waits for others: True while it is unfolded."""
_MINE, _EVERYBODY = "mij", "iedereen"
_TITLES = {Deel.TE_LAAT: "Te laat", Deel.VANDAAG: "Vandaag", Deel.DEZE_WEEK: "Deze week"}


@dataclass(frozen=True)
class Werk:
    """How much waits within the week, for this person and for colleagues; ``later``: what is next, if that is nothing.

    Nothing of the kinds in ``but``, because the page has a list of its own for them.
    """

    today: date
    mine: Telling
    of_colleagues: Telling
    later: Verplichting | None
    but: tuple[Soort, ...] = ()

    def in_words(self) -> str:
        """How much is late and due today, as a Dutch phrase without an end."""
        mine, elsewhere = self.mine, self.of_colleagues.nu
        if not mine.nu:
            return "er wacht vandaag niets op u" + (f", wel {elsewhere} bij collega’s" if elsewhere else "")
        late = f"{telwoord(mine.te_laat)} {'ding is' if mine.te_laat == 1 else 'dingen zijn'} te laat"
        now = f"{telwoord(mine.vandaag)} {'is' if mine.vandaag == 1 else 'zijn'} voor vandaag"
        return ", ".join([late] * (mine.te_laat > 0) + [now] * (mine.vandaag > 0))


def of(user: User, *without: type[Vastlegging]) -> Werk:
    """How much waits for this person; nothing of what one of ``without``, kinds of vastlegging, ends."""
    today, but = clock.today(), tuple(each for each in Soort if set(without) & set(each.aard.offers))
    with reading(user.school_id) as connection:
        mine = werklijst.count(connection, user, today, but)
        later = None if mine.alles else werklijst.next_of_mine(connection, user, today, today + werklijst.WEEK)
        return Werk(today, mine, werklijst.count_of_colleagues(connection, user, today), later, but)


@dataclass(frozen=True)
class _Drawn:
    """What the rows of a list need besides their item. ``named``: whether any of them shows the pupil's name."""

    named: bool
    leerlingen: Mapping[str, Leerling]
    agreed: Mapping[str, str]
    free: Kalender
    names: Mapping[str, str]
    today: date
    there: Callable[[Verplichting], str]
    me: str

    def free_for(self, dossier_id: str) -> Kalender:
        """The calendar for the pupil of this dossier, as far as this person may know the group."""
        leerling = self.leerlingen.get(dossier_id)
        return self.free.van(leerling.groep) if leerling else self.free


@dataclass(frozen=True)
class _Part:
    """A section of the list: its title, how many items it has, how many of them are shown at first, and those shown."""

    number: int
    title: str
    total: int
    first: int
    shown: Sequence[Verplichting] = ()

    @property
    def key(self) -> str:
        return f"start/{self.number}"

    @property
    def window(self) -> slice:
        return rijen.window(self.total, self.key, self.first)


def draw(user: User, found: Werk) -> None:
    """Draw what waits within the week, the most urgent first."""
    with place():
        everybody = _chosen(found)
    parts, cannot = _read(user, found, everybody)
    drawn = _needed(user, [each for part in parts for each in part.shown], found.today)
    for part in parts:
        if part.total:
            rijen.heading(part.title, part.total, part.key, part.first)
            with rijen.turned(part.key), rijen.rows(f"{'werk' if drawn.named else 'code'}-{part.number}"):
                for each in part.shown:
                    _row(each, drawn, is_of_other=everybody and _is_of_colleague(each, user, cannot))
            rijen.further(part.total, part.key)
    if not any(part.total for part in parts) and found.later:
        _what_is_next(user, found.later, found.today)


def _read(user: User, found: Werk, everybody: bool) -> tuple[list[_Part], Sequence[str]]:
    """The sections with what is shown of them; and of ``everybody`` who can no longer do what has their name on it."""
    totals = tuple(found.mine + found.of_colleagues if everybody else found.mine)
    firsts = rijen.shares(totals, _ROWS, _LEAST)
    parts = [_Part(at, title, totals[at], firsts[at]) for at, title in enumerate(_TITLES.values())]
    with reading(user.school_id) as connection:
        ask = partial(werklijst.some, connection, user, found.today, everybody=everybody, but=found.but)
        shown = [ask(deel, part.window) if part.total else () for deel, part in zip(_TITLES, parts, strict=True)]
        cannot = werklijst.cannot(connection, user) if everybody else ()
    return [replace(part, shown=some) for part, some in zip(parts, shown, strict=True)], cannot


def _is_of_colleague(each: Verplichting, user: User, cannot: Sequence[str]) -> bool:
    """Whether a colleague does this; what one of them can no longer do is everybody's."""
    return bool(each.person) and each.person != user.id and each.person not in cannot


def _chosen(found: Werk) -> bool:
    """Ask whose work to show, if colleagues have any; whether that of everybody is wanted."""
    elsewhere, number = found.of_colleagues.alles, found.mine.alles
    if not elsewhere:
        return False
    labels = {_MINE: f"Van mij {number}", _EVERYBODY: f"Van iedereen {number + elsewhere}"}
    chosen = st.pills(
        "Van wie?",
        list(labels),
        format_func=lambda each: veilig(labels[each]),
        default=_MINE,
        required=True,
        key=_WHOSE,
        label_visibility="collapsed",
    )
    return chosen == _EVERYBODY


def with_others(user: User) -> None:
    """Draw one line with how much waits for others; what it is, is looked up once it is unfolded."""
    today, title = clock.today(), "Wacht op anderen"
    with reading(user.school_id) as connection:
        number = werklijst.count_with_others(connection, user, today)
    if not number:
        return
    unfolds = st.expander(veilig(f"{title}: {number}"), key=OTHERS, on_change="rerun")
    if not unfolds.open:
        return
    part = _Part(3, title, number, _OTHERS)
    with reading(user.school_id) as connection:
        shown = werklijst.with_others(connection, user, today, part.window)
    drawn = _needed(user, shown, today)
    with unfolds:
        with rijen.turned(part.key), rijen.rows("werk-anderen"):
            for each in shown:
                _row(each, drawn, is_of_other=True)
        rijen.show_all(number, part.key, part.first, part.title)


def _needed(user: User, shown: Sequence[Verplichting], today: date) -> _Drawn:
    named = user.may(Permission.READ_DOSSIER)
    with reading(user.school_id) as connection:
        ids = list({each.dossier_id for each in shown})
        leerlingen = dossier_rows.leerlingen(connection, ids) if named else {}
        agreed = dossier_rows.agreed(connection, [(each.dossier_id, each.sleutel) for each in shown])
        free = kalender.kalender(connection, user.school_id)
    return _Drawn(named, leerlingen, agreed, free, people.names(user), today, aanwezig.beside(user, shown), user.id)


def _row(each: Verplichting, drawn: _Drawn, *, is_of_other: bool) -> None:
    what = _what(each, drawn)
    if is_of_other:
        what = f"{what} – {_with_whom(each, drawn.names)}"
    elif each.person and each.person != drawn.me:
        what = f"{what} – voor {werk.whose(each, drawn.names)}"
    if is_of_other or each.person == drawn.me:
        what = ". ".join(filter(None, (what, drawn.there(each))))
    until, is_late = away(each.due_on, drawn.today), is_overdue(each.due_on, drawn.today)
    who = [record_view.named(drawn.leerlingen.get(each.dossier_id))] if drawn.named else []
    cells = [*who, what, *([] if is_late else [until])]
    key = f"{'anders' if is_of_other else 'wacht'}/{each.dossier_id}/{each.sleutel}"
    hint = werk.until(each, drawn.free_for(each.dossier_id))
    if not rijen.row(key, each.codenaam, *cells, late=until if is_late else "", hint=hint):
        return
    if is_of_other:  # work of others leads to the page with everything that waits
        dossier_of_tab.go_to(werk.OPVOLGING, each.dossier_id)
    werk.go(each)


def _what(each: Verplichting, drawn: _Drawn) -> str:
    return werk.what(each, drawn.agreed.get(f"{each.dossier_id}/{each.sleutel}", ""))


def _with_whom(each: Verplichting, names: Mapping[str, str]) -> str:
    return each.soort.aard.waits_for or werk.whose(each, names)


def _what_is_next(user: User, each: Verplichting, today: date) -> None:
    drawn = _needed(user, [each], today)
    rijen.heading("Hierna", 1, "start/hierna", 1)
    with rijen.rows(f"{'werk' if drawn.named else 'code'}-hierna"):
        _row(each, drawn, is_of_other=False)
