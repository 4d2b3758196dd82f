"""The work list on the start page: late, today, this week; one row each, of oneself or of everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from db.dossiers import dossier_rows
from db.dossiers.dossier_rows import Leerling
from db.school import kalender
from db.store.engine import reading
from db.werk import werklijst
from meldcode.rollen import Permission, User
from meldcode.route.verplichting import Verplichting
from meldcode.termijnen.kalender import Kalender, is_overdue
from meldcode.vragen.datum import away
from meldcode.vragen.tekst import telwoord
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements import rijen
from ui.elements.slot import place
from ui.page import dossier_of_tab, people, record_view
from ui.text import veilig
from ui.werk import werk

_ROWS, _LEAST, _OTHERS = 7, 2, 8  # rows in the first window, and of each section at least; rows of what others do
_WHOSE = "start/wie"
OTHERS = "start/anderen"
"""The key of what waits for others: True while it is unfolded."""
_MINE, _EVERYBODY = "mij", "iedereen"


@dataclass(frozen=True)
class Werk:
    """What waits within the week, for this person and for colleagues; ``later``: what is next, if that is nothing."""

    today: date
    mine: Sequence[Verplichting]
    of_colleagues: Sequence[Verplichting]
    later: Verplichting | None

    def _now(self, found: Sequence[Verplichting]) -> werklijst.Telling:
        return werklijst.Telling.of(found, self.today)

    def without(self, kind: type[Vastlegging]) -> "Werk":
        """The same without what this kind of vastlegging ends, because a page has a list of its own for that."""
        return replace(self, mine=[each for each in self.mine if each.offers is not kind])

    def in_words(self) -> str:
        """How much is late and due today, as a Dutch phrase without an end."""
        mine, elsewhere = self._now(self.mine), self._now(self.of_colleagues).nu
        if not mine.nu:
            return "er wacht vandaag niets op u" + (f", wel {elsewhere} bij collega’s" if elsewhere else "")
        late = f"{telwoord(mine.te_laat)} {'ding is' if mine.te_laat == 1 else 'dingen zijn'} te laat"
        now = f"{telwoord(mine.vandaag)} {'is' if mine.vandaag == 1 else 'zijn'} voor vandaag"
        return ", ".join([late] * (mine.te_laat > 0) + [now] * (mine.vandaag > 0))


def of(user: User) -> Werk:
    """Everything that waits for this person."""
    today = clock.today()
    week = today + werklijst.WEEK
    with reading(user.school_id) as connection:
        mine = werklijst.mine(connection, user, today, week)
        later = None if mine else werklijst.next_of_mine(connection, user, today, week)
        return Werk(today, mine, werklijst.of_colleagues(connection, user, week), later)


@dataclass(frozen=True)
class _Drawn:
    """What the rows of a list need besides their item. ``named``: whether any of them shows the pupil's name."""

    named: bool
    leerlingen: Mapping[str, Leerling]
    agreed: Mapping[str, str]
    free: Kalender
    names: Mapping[str, str]
    today: date

    def free_for(self, dossier_id: str) -> Kalender:
        """The calendar for the pupil of this dossier, as far as this person may know the group."""
        leerling = self.leerlingen.get(dossier_id)
        return self.free.van(leerling.groep) if leerling else self.free


@dataclass(frozen=True)
class _Part:
    """A section of the list: its title, its items, and how many of them are shown at first."""

    number: int
    title: str
    rows: Sequence[Verplichting]
    first: int

    @property
    def key(self) -> str:
        return f"start/{self.number}"

    @property
    def shown(self) -> Sequence[Verplichting]:
        return rijen.first_of(self.rows, self.key, self.first)


def draw(user: User, found: Werk) -> None:
    """Draw what waits within the week, the most urgent first."""
    today = found.today
    with place():
        whose = _chosen(found)
    rows = sorted([*found.mine, *found.of_colleagues], key=lambda each: each.due_on) if whose else found.mine
    split = {
        "Te laat": [each for each in rows if is_overdue(each.due_on, today)],
        "Vandaag": [each for each in rows if each.due_on == today],
        "Deze week": [each for each in rows if each.due_on > today],
    }
    firsts = rijen.shares([len(each) for each in split.values()], _ROWS, _LEAST)
    parts = [_Part(number, *each, firsts[number]) for number, each in enumerate(split.items())]
    drawn = _needed(user, [each for part in parts for each in part.shown], today)
    for part in parts:
        if part.rows:
            rijen.heading(part.title, part.rows, part.key, part.first)
            with rijen.rows(f"{'werk' if drawn.named else 'code'}-{part.number}"):
                for each in part.shown:
                    _row(each, drawn, is_of_other=each in found.of_colleagues)
    if not rows and found.later:
        _what_is_next(user, found.later, today)


def _chosen(found: Werk) -> bool:
    """Ask whose work to show, if colleagues have any; whether that of everybody is wanted."""
    if not found.of_colleagues:
        return False
    number = len(found.mine)
    labels = {_MINE: f"Van mij {number}", _EVERYBODY: f"Van iedereen {number + len(found.of_colleagues)}"}
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
    with reading(user.school_id) as connection:
        part = _Part(3, title, werklijst.with_others(connection, user, today), _OTHERS)
    drawn = _needed(user, part.shown, today)
    with unfolds:
        with rijen.rows("werk-anderen"):
            for each in part.shown:
                _row(each, drawn, is_of_other=True)
        rijen.show_all(part.rows, part.key, part.first, part.title)


def _needed(user: User, shown: Sequence[Verplichting], today: date) -> _Drawn:
    named = user.may(Permission.READ_DOSSIER)
    with reading(user.school_id) as connection:
        ids = list({each.dossier_id for each in shown})
        leerlingen = dossier_rows.leerlingen(connection, ids) if named else {}
        agreed = dossier_rows.agreed(connection, [(each.dossier_id, each.sleutel) for each in shown])
        free = kalender.kalender(connection, user.school_id)
    return _Drawn(named, leerlingen, agreed, free, people.names(user), today)


def _row(each: Verplichting, drawn: _Drawn, *, is_of_other: bool) -> None:
    what = _what(each, drawn)
    if is_of_other:
        what = f"{what} – {_with_whom(each, drawn.names)}"
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
    rijen.heading("Hierna", [each], "start/hierna", 1)
    with rijen.rows(f"{'werk' if drawn.named else 'code'}-hierna"):
        _row(each, drawn, is_of_other=False)
