"""Alarms on the pages: the button that gives one, and the line on every page of those who are alarmed."""

from collections.abc import Sequence

import streamlit as st

from db.store.engine import reading
from db.werk import alarm
from db.werk.alarm import Alarm, Collega
from meldcode.eigen.woorden import worded
from meldcode.nummers import tel
from meldcode.rollen import Permission, User
from ui import clock
from ui.elements import answer, rijen
from ui.elements.slot import place
from ui.page import dossier_of_tab
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded
from ui.web.newest_alarm import SAID, hour

_WAITING = "alarm/wacht"
_SOME = 2  # alarms shown in full, so that what somebody came for stays in view below them
_LINE = f'<p class="mr-alarm" role="alert"><strong>{SAID}</strong> {{where}}{{seen}}</p>'
_WHOM = '<p class="mr-wie"><span><b>{naam}</b> {role}</span> {{}}</p>'
_REACHED = _WHOM.replace("{{}}", '<a href="{tel}">Bel {nummer}</a>')
_NOT_REACHED = _WHOM.replace("{{}}", "<small>toestel niet ingevuld</small>")


def line(user: User) -> None:
    """Draw each unconfirmed alarm: at the top of every page, on the page of acute danger below the numbers."""
    with reading(user.school_id) as connection:
        found = alarm.waiting(connection, user)
    with place():
        for each in rijen.first_of(found, _WAITING, _SOME):
            with st.container(key=f"mr-alarm-{each.id}", gap="xsmall"):
                _draw(each, user)
        rijen.show_all(len(found), _WAITING, _SOME, "Alarmen", which="nieuwste")


def _draw(each: Alarm, user: User) -> None:
    reach = f" of bel toestel {each.toestel}" if each.toestel else ""
    where = f"Ga erheen{reach}." + (" Het is vastgelegd in een dossier." if each.dossier_id else "")
    st.html(own_html(_LINE, by=each.by, at=hour(each), where=where, seen=_seen_by(each)))
    with st.container(horizontal=True):
        st.button("Gezien", key=f"alarm/{each.id}/gezien", type="primary", on_click=Guarded(user, _see, user, each.id))
        may_open = user.may(Permission.WALK_ROUTE)
        if each.dossier_id and may_open and st.button("Dossier openen", key=f"alarm/{each.id}/openen"):
            dossier_of_tab.go_to("stap_5_beslissen.py", each.dossier_id)


def _seen_by(each: Alarm) -> str:
    seen = "; ".join(f"{naam} om {clock.at_school(at):%H:%M}" for naam, at in each.seen)
    return f" Gezien door {seen}." if seen else ""


def _see(user: User, alarm_id: str) -> None:
    alarm.see(user, alarm_id, clock.now())
    answer.good("U hebt laten weten dat u het alarm hebt gezien.", f"Om {clock.hour_now()} uur.")


def whom_to_warn(user: User) -> None:
    """Draw whom to warn with their telephone numbers, the button that alarms them, and who has seen it."""
    with reading(user.school_id) as connection:
        people = alarm.whom_to_warn(connection, user)
        given = alarm.sounded(connection, user, clock.now())
    st.header("Waarschuw op school", anchor=False)
    if not people:
        nobody = "Er is niemand anders om te alarmeren: niemand heeft de rol [intern begeleider] of directie."
        st.text(worded(nobody))
        return
    with place():
        for each in given:
            seen = _seen_by(each) or " Nog niemand heeft het gezien."
            st.info(veilig(f"U hebt om {hour(each)} alarm geslagen.{seen}"))
    names = in_a_row([each.naam for each in people])
    st.button(
        "Nog een keer alarmeren" if given else "Alarmeer nu",
        key=f"alarm/slaan/{len(given)}",
        type="secondary" if given else "primary",
        icon=":material/notifications_active:",
        width="stretch",
        on_click=Guarded(user, _sound, user),
    )
    get = "krijgen" if len(people) > 1 else "krijgt"
    st.caption(veilig(f"{names} {get} dan een waarschuwing op het scherm en een mail zonder inhoud."))
    with st.container(gap=None):
        for colleague in people:
            _who(colleague)


def _who(each: Collega) -> None:
    about = {"naam": each.naam, "role": each.role.midden}
    if each.toestel:
        st.html(own_html(_REACHED, **about, tel=tel(each.toestel), nummer=each.toestel))
    else:
        st.html(own_html(_NOT_REACHED, **about))


def _sound(user: User) -> None:
    alarm.sound(user, clock.now())
    people = names(user)
    get = "krijgen" if " en " in people else "krijgt"
    told = f"{people} {get} nu een waarschuwing op het scherm en een mail zonder inhoud."
    answer.good("Alarm geslagen.", f"Om {clock.hour_now()} uur.", told)


def names(user: User) -> str:
    """The names of those who are told when this person records acute danger; empty when there is nobody else."""
    with reading(user.school_id) as connection:
        return in_a_row([each.naam for each in alarm.whom_to_warn(connection, user)])


def in_a_row(names: Sequence[str]) -> str:
    """Names in a sentence: ``Noor, Mirjam en Dick``."""
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
