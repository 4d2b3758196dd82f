"""The calendar feed: the days on which something of one person is due, by code name, at a secret address.

Whoever has the address can read when something is due in a dossier with that code name, and nothing else. A wrong
address gets the same response as a withdrawn one, and is never throttled: an old device that keeps asking must not lock
anybody out, and 256 bits cannot be guessed.
"""

from datetime import UTC, date, datetime, timedelta

import streamlit as st
from anyio import CapacityLimiter
from icalendar import Calendar, Event
from starlette.requests import Request
from starlette.routing import Route

from db.accounts import feed
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import werklijst
from meldcode.rollen import IN_A_DOSSIER, User
from ui import clock
from ui.elements import answer
from ui.signing_in import reauthenticate
from ui.web import gate
from ui.web.guard import Asked, Demands, Handed, NotAsked, Refusal, hands_out

_AHEAD = timedelta(days=366)
_MADE, _MAKING = "account/agenda", "account/agenda-nieuw"


def owner(request: Request, _session: str, now: datetime) -> User | None:
    """Whose address this is; None when it is wrong or was withdrawn."""
    with reading(EVERY_SCHOOL) as connection:
        return next(iter(feed.owner(connection, request.path_params["token"], now)), None)


@hands_out(
    Demands(
        "A calendar",
        permission=NotAsked("a role that works in no dossier is given no address, and nothing waits for it"),
        recent=NotAsked("a calendar program has no session; its address was made by who had just shown who they are"),
        line=journal.CALENDAR_READ,
        daily=True,
        refusal=Refusal(404, "Niet gevonden."),
        who=owner,
        at_once=CapacityLimiter(4),
    )
)
def calendar(asked: Asked) -> Handed:
    """The calendar of the person whose address this is."""
    until = asked.today + _AHEAD
    with reading(EVERY_SCHOOL) as connection:
        owners = feed.owner(connection, asked.request.path_params["token"], asked.now)
    with reading(asked.user.school_id) as connection:
        found = [due for each in owners for due in werklijst.mine(connection, each, asked.today, until)]
    written = _written({(each.due_on, each.codenaam) for each in found}, asked.now)
    return Handed(written, "text/calendar; charset=utf-8", about=f"agenda {asked.today}")


def _written(days: set[tuple[date, str]], now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Meldroute//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Meldroute")
    for day, codenaam in sorted(days):
        event = Event()
        event.add("uid", f"{day:%Y%m%d}-{codenaam.replace(' ', '-')}@meldroute")
        event.add("dtstamp", now.replace(tzinfo=UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", codenaam)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def section(user: User) -> None:
    """Draw the section of the account page to make such an address, or withdraw it."""
    if not any(user.may(each) for each in IN_A_DOSSIER):
        return
    st.header("Termijnen in uw eigen agenda", anchor=False)
    st.caption(
        "Uw agenda toont dan op welke dag er iets moet gebeuren, met alleen de codenaam van het dossier. Wie het adres "
        "heeft, kan dat ook lezen. Geef het aan niemand. Zet het niet in een agenda die u deelt."
    )
    with reading(user.school_id) as connection:
        since = feed.since(connection, user.id)
    made = st.session_state.pop(_MADE, None)
    if made:
        st.text("Dit is het adres. U ziet het alleen nu. Voeg het toe aan uw eigen agenda.")
        st.code(made, language=None)
    elif since:
        st.text(f"Er is een adres sinds {clock.at_school(since):%d-%m-%Y}.")
    with st.container(horizontal=True):
        if st.button("Nieuw adres maken" if since else "Adres maken", key="account/agenda-maken"):
            st.session_state[_MAKING] = True
        if since and st.button("Adres intrekken", key="account/agenda-weg"):
            with transaction(user.school_id) as connection:
                feed.withdraw(connection, user.id)
                journal.managed(connection, user, "agenda", clock.now())
            answer.good("Het adres is ingetrokken. Agenda’s die het lazen, krijgen niets meer.")
            st.rerun()
    if st.session_state.get(_MAKING) and reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "agenda"):
        del st.session_state[_MAKING]
        _make(user)


def _make(user: User) -> None:
    with transaction(user.school_id) as connection:
        token = feed.make(connection, user.id, clock.now())
        journal.managed(connection, user, "agenda", clock.now())
    host = st.context.headers.get("Origin") or ""
    st.session_state[_MADE] = f"{host}{gate.FEED}{token}.ics"
    answer.good("Het adres is gemaakt. Een adres van eerder werkt niet meer.")
    st.rerun()


ROUTES = [Route(f"{gate.FEED}{{token}}.ics", calendar, methods=["GET"])]
