"""The work list on the start page: late, today, this week, with colleagues and with others; one row each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from ui import clock
from ui.elements import rijen
from ui.page import dossier_of_tab, people, record_view
from ui.text import veilig
from ui.werk import werk

_AT_A_TIME = 8


@dataclass(frozen=True)
class _Drawn:
    """What the rows of a list need besides their item. ``named``: whether any of them shows the pupil's name."""

    named: bool
    leerlingen: Mapping[str, Leerling]
    agreed: Mapping[str, str]
    free: Kalender
    names: Mapping[str, str]
    today: date


@dataclass(frozen=True)
class _Part:
    """A section of the list: its title, its items, and whether they belong to somebody else."""

    number: int
    title: str
    rows: Sequence[Verplichting]
    of_others: bool = False

    @property
    def key(self) -> str:
        return f"start/{self.number}"

    @property
    def shown(self) -> Sequence[Verplichting]:
        return rijen.first_of(self.rows, self.key, _AT_A_TIME)


def draw(user: User) -> None:
    """Draw everything that waits for this person, and what they wait for."""
    today = clock.today()
    with reading(user.school_id) as connection:
        mine = werklijst.mine(connection, user, today, today + werklijst.WEEK)
        parts = [
            _Part(0, "Te laat", [each for each in mine if is_overdue(each.due_on, today)]),
            _Part(1, "Vandaag", [each for each in mine if each.due_on == today]),
            _Part(2, "Deze week", [each for each in mine if each.due_on > today]),
            _Part(
                3, "Vandaag of te laat bij collega’s", werklijst.of_colleagues(connection, user, today), of_others=True
            ),
            _Part(4, "Wacht op anderen", werklijst.with_others(connection, user, today), of_others=True),
        ]
        shown = [each for part in parts for each in part.shown]
        ids = list({each.dossier_id for each in shown})
        named = user.may(Permission.READ_DOSSIER)
        leerlingen = dossier_rows.leerlingen(connection, ids) if named else {}
        agreed = dossier_rows.agreed(connection, [(each.dossier_id, each.sleutel) for each in shown])
        free = kalender.kalender(connection, user.school_id)
    if not parts[0].rows and not parts[1].rows:
        elsewhere = len(parts[3].rows)
        st.text("Er wacht vandaag niets op u" + (f", wel {elsewhere} bij collega’s." if elsewhere else "."))
    drawn = _Drawn(named, leerlingen, agreed, free, people.names(user), today)
    for part in parts:
        if part.rows:
            _draw(part, drawn)


def _draw(part: _Part, drawn: _Drawn) -> None:
    st.header(veilig(part.title, note=str(len(part.rows))), anchor=False)
    with rijen.rows(f"{'werk' if drawn.named else 'code'}-{part.number}"):
        for each in part.shown:
            _row(each, part, drawn)
    rijen.show_all(part.rows, part.key, _AT_A_TIME, part.title)


def _row(each: Verplichting, part: _Part, drawn: _Drawn) -> None:
    what = werk.what(each, drawn.agreed.get(f"{each.dossier_id}/{each.sleutel}", ""))
    if part.of_others:
        what = f"{what} – {_with_whom(each, drawn.names)}"
    until, is_late = away(each.due_on, drawn.today), is_overdue(each.due_on, drawn.today)
    who = [record_view.named(drawn.leerlingen.get(each.dossier_id))] if drawn.named else []
    cells = [*who, what, *([] if is_late else [until])]
    key = f"{'anders' if part.of_others else 'wacht'}/{each.dossier_id}/{each.sleutel}"
    hint = werk.until(each, drawn.free)
    if not rijen.row(key, each.codenaam, *cells, late=until if is_late else "", hint=hint):
        return
    if part.of_others:  # work of others leads to the page with everything that waits
        dossier_of_tab.go_to(werk.OPVOLGING, each.dossier_id)
    werk.go(each)


def _with_whom(each: Verplichting, names: Mapping[str, str]) -> str:
    return each.soort.aard.waits_for or werk.whose(each, names)
