"""The face of a dossier, at the top of each of its pages: who it is about, what is next, and the route as a line."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from db.store.engine import reading
from db.werk import werklijst
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.regels.doorgegeven import hoort_bij
from meldcode.namen.groep import in_groep
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN, Stap
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen import Afronding
from meldcode.vragen.datum import ago, away, day_and_month, in_words
from ui import clock
from ui.oefenen import opdracht
from ui.page import menu, people
from ui.text import own_html, veilig
from ui.werk import werk

_WHO = '<p class="mr-code">{code}</p><p class="mr-leerling">{who}</p>'
_NEXT = '<p class="mr-hierna">{what} <span>{whose}</span> <b class="{state}">{until}</b></p>'
# Above each sheet of paper: which dossier and which day. The code name is ours: nothing typed comes into a style.
_ON_PAPER = "<style>:root {{ --dossier: '{code}'; --dag: '{day}'; }}</style>"
_AFTER = "Opvolging"
_OF_THE_STAP = (Soort.STAP, Soort.OVERGESLAGEN)


def heading(
    title: str,
    dossier: Dossier,
    user: User,
    stap: Stap | None = None,
    back: Callable[[], None] = lambda: None,
) -> None:
    """Draw the head of a page about this dossier, then its title.

    ``stap``: the one whose page it is; ``back`` draws the way back, above the title.
    """
    walks, today = dossier.may(user, Permission.WALK_ROUTE), clock.today()
    menu.of_dossier(dossier, user)
    with reading(user.school_id) as connection:
        waiting = werklijst.of_dossier(connection, dossier.id, user.school_id) if walks else []
    st.html(own_html(_ON_PAPER, code=dossier.codenaam, day=in_words(today)))
    with st.container(key="mr-kop", gap=None):
        st.html(own_html(_WHO, code=dossier.codenaam, who=" · ".join(_about(dossier))))
        if waiting:
            _next(waiting[0], user, today)
    if walks and not hoort_bij(dossier):  # that one has no route of its own any more
        _line(dossier, waiting, stap, today)
    opdracht.draw(dossier, user)
    back()
    st.title(veilig(title), anchor=False)


def _about(dossier: Dossier) -> list[str]:
    naam = dossier.leerling("naam")
    since = [f"sinds {ago(dossier.records[0].on, clock.today())}"] if dossier.records else []
    return [naam, in_groep(dossier.groep), *since] if naam else since


def _next(first: Verplichting, user: User, today: date) -> None:
    """What waits in it, the nearest date first: what, whose, and by when in words."""
    state = "te-laat" if is_overdue(first.due_on, today) else "vandaag" if first.due_on == today else "straks"
    whose = first.soort.aard.waits_for or werk.whose(first, people.names(user))
    until = away(first.due_on, today)
    st.html(own_html(_NEXT, what=werk.what(first), whose=whose, until=until, state=f"mr-{state}"))


def _line(dossier: Dossier, waiting: Sequence[Verplichting], here: Stap | None, today: date) -> None:
    """The route as a line of links, each with its status in words; ``here``: the stap whose page this is."""
    with st.container(key="mr-lijn", horizontal=True, gap=None):
        for stap in STAPPEN:
            status, said, is_late = _state(dossier, stap, waiting, today)
            names = [str(stap.nummer), status.name.lower(), "laat" if is_late else "", "hier" if stap is here else ""]
            with st.container(key="mr-punt-" + "-".join(filter(None, names)), gap=None):
                menu.link(menu.page_of(stap), stap.kort, dossier.id, before=f"{stap.nummer}.", note=said)
        is_after = dossier.fase.stap == len(STAPPEN) and dossier.status(STAPPEN[-1]) is Stapstatus.AFGEROND
        with st.container(key=f"mr-punt-6-{'bezig' if is_after else 'nog_niet'}", gap=None):
            menu.link(werk.OPVOLGING, _AFTER, dossier.id, note="bezig" if is_after else "")


def _state(dossier: Dossier, stap: Stap, waiting: Sequence[Verplichting], today: date) -> tuple[Stapstatus, str, bool]:
    """The status of a stap, how the line says it, and whether it is late."""
    status = dossier.status(stap)
    due = [each.due_on for each in waiting if each.stap == stap.nummer and each.soort in _OF_THE_STAP]
    if status is Stapstatus.AFGEROND:
        return status, f"klaar {ago(_closed_on(dossier, stap), today)}", False
    is_late = bool(due) and is_overdue(due[0], today)
    if not due or status is Stapstatus.OVERGESLAGEN:
        return status, "" if status is Stapstatus.NOG_NIET else status.value, is_late
    return status, away(due[0], today) if is_late else f"uiterlijk {day_and_month(due[0])}", is_late


def _closed_on(dossier: Dossier, stap: Stap) -> date:
    return next(
        each.on for each in reversed(dossier.records) if each.isa(Afronding) and each.waarde("stap") == str(stap.nummer)
    )
