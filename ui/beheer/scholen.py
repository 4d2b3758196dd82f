"""Beheer of the schools of a board: which there are, and making one, with a link for its first beheerder."""

from functools import partial

import streamlit as st

from db.accounts import accounts, bestuur
from db.accounts.bestuur import Nieuw
from db.accounts.passwords import AccountError
from db.school import schools
from db.store import faults
from db.store.engine import reading
from meldcode.rollen import User
from ui import clock
from ui.beheer import accounts as people
from ui.elements import answer, rijen
from ui.elements.field import Fields, refuse
from ui.signing_in import reauthenticate
from ui.signing_in.sso_settings import passwords_are_off
from ui.text import veilig
from ui.web.callbacks import Guarded

_LINK, _NEW, _LIST = "beheer/link-school", "nieuwe-school", "lijst-scholen"
_ASKED = {
    "school": "Naam van de school",
    "naam": "Naam van de eerste beheerder",
    "email": "E-mailadres van de eerste beheerder",
}
_CONFIRM_FIRST = "Bevestig eerst dat u het bent. Er is nog niets gemaakt. Wat u typte, staat er straks nog."


def is_for(user: User) -> bool:
    """Whether this beheerder makes schools for the board."""
    with reading(user.school_id) as connection:
        return bestuur.makes_schools(connection, user.id)


def tab(user: User) -> None:
    """Draw the schools of the board, and the form to make one."""
    people.show_link(_LINK)
    st.markdown(
        "Dit zijn de scholen van uw bestuur in deze Meldroute. Elke school ziet alleen zichzelf. U maakt hier een "
        "school, met een link voor haar eerste beheerder. Die richt de school zelf in. U ziet niets van wat daar staat."
    )
    every = sorted(bestuur.every_school(user), key=lambda each: not each.wacht_op)  # who waits comes first
    with st.container(key="mr-lijst-scholen", gap=None):
        for each in rijen.first_of(every, _LIST, rijen.AT_A_TIME):
            _school(each, user)
    rijen.show_all(len(every), _LIST, rijen.AT_A_TIME, "Scholen")
    _new_school(user)


def _school(each: bestuur.School, user: User) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(each.naam)
            if each.wacht_op:
                st.caption(veilig(f"Nog niemand heeft er ingelogd. De eerste beheerder is {each.wacht_op}."))
        if (
            each.wacht_op
            and not passwords_are_off()
            and st.button(veilig("Nieuwe link", note=each.naam), key=f"school-link/{each.id}")
        ):
            people.attempt(partial(_make_link, each.id, user))


def _make_link(school_id: str, user: User) -> str:
    return _kept(bestuur.make_link(user, school_id, clock.now()), "")


def _kept(made: Nieuw, first: str) -> str:
    people.keep_link(made.naam, made.code, _LINK)
    return f"{first}Met de link hieronder kiest {made.naam} een wachtwoord. Daarna leidt Inrichten door de rest."


def _new_school(user: User) -> None:
    st.header("Nieuwe school", anchor=False)
    fields = Fields(_NEW, _ASKED)
    with st.form(_NEW, enter_to_submit=False):
        with fields.of("school", f"Ten hoogste {schools.NAAM_MAX} tekens."):
            st.text_input(_ASKED["school"], key="scholen/school", label_visibility="collapsed")
        with fields.of("naam", f"Ten hoogste {accounts.NAAM_MAX} tekens."):
            st.text_input(_ASKED["naam"], key="scholen/naam", label_visibility="collapsed")
        with fields.of("email"):
            st.text_input(
                _ASKED["email"], key="scholen/email", placeholder="naam@school.nl", label_visibility="collapsed"
            )
        # A callback, because only before the page is drawn can the fields be cleared in the browser as well.
        st.form_submit_button("School maken", on_click=Guarded(user, _create, user))


def _create(user: User) -> None:
    """Make the school that was filled in, with a link for its first beheerder; if refused, the form stays filled."""
    if not reauthenticate.is_recent():  # this runs before the page, and its lock
        answer.bad(_CONFIRM_FIRST)
        return
    school, naam, email = (str(st.session_state[f"scholen/{field}"]) for field in _ASKED)
    about_text = answer.about_unseen([school, naam, email])
    try:
        made = bestuur.make_school(user, school, naam, email, clock.now())
    except (faults.Said, accounts.DatabaseError) as problem:
        if isinstance(problem, AccountError) and problem.veld:
            refuse(_NEW, {problem.veld: str(problem)})
        else:
            people.say_why(problem)
        return
    if passwords_are_off():
        answer.good(f"{made.school} is gemaakt. Inloggen gaat met het account van school.", *about_text)
    else:
        answer.good(_kept(made, f"{made.school} is gemaakt. "), *about_text)
    for field in _ASKED:
        st.session_state[f"scholen/{field}"] = ""
