"""Beheer: whether mail is on, when it was last sent, and what was not sent. Nothing about its content."""

import streamlit as st

from db.journal import journal
from db.store.engine import reading, transaction
from db.store.faults import Said
from db.werk import mail, mail_of
from meldcode.rollen import User
from ui import clock
from ui.elements import answer, rijen
from ui.text import veilig

_STUCK, _FIRST = "mail/vast", 25


def tab(user: User) -> None:
    """Draw the state of mail of this school."""
    st.markdown(
        "Wie iets te doen heeft, krijgt ’s ochtends één mail: hoeveel er wacht en waar u inlogt. Een bericht aan de "
        "directie en acuut gevaar worden meteen gemaild. Een mail zegt nooit over wie of waarover het gaat."
    )
    with reading(user.school_id) as connection:
        is_wanted = mail_of.is_wanted(connection, user.school_id)
    if not is_wanted:
        st.text("Mail staat uit. Bij Inrichten vult u de mailserver in.")
        st.page_link("inrichten.py", label="Naar Inrichten")
        return
    with reading(user.school_id) as connection:
        stuck = mail.stuck(connection, user.school_id, clock.now())
        last = mail.last_sent(connection, user.school_id)
    when = f"De laatste ging op {clock.at_school(last):%d-%m-%Y om %H:%M} uur." if last else "Er ging nog geen mail."
    try:
        with reading(user.school_id) as connection:
            settings = mail_of.settings_of(connection, user.school_id)
        st.text(f"Mail staat aan, via {settings.host}. {when}" if settings else when)
    except Said as problem:
        answer.stands(f"Er gaat nu geen mail weg. {problem} Wat te mailen is, wacht tot dit klopt. {when}")
    if not stuck:
        st.caption("Er is geen mail die niet kon worden bezorgd.")
        return
    st.header(veilig("Nog niet bezorgd", note=str(len(stuck))), anchor=False)
    for each in rijen.first_of(stuck, _STUCK, _FIRST):
        with st.container(border=True, gap=None):
            st.text(f"Aan {each.naam}: {each.problem}")
            tried = "opgegeven" if each.is_given_up else "wordt opnieuw geprobeerd"
            st.caption(veilig(f"Sinds {clock.at_school(each.since):%d-%m-%Y %H:%M}; {each.attempts} keer, {tried}."))
    rijen.show_all(len(stuck), _STUCK, _FIRST, "Nog niet bezorgd")
    if st.button("Alles opnieuw proberen", key="mail/opnieuw"):
        with transaction(user.school_id) as connection:
            mail.try_again(connection, user.school_id, clock.now())
            journal.managed(connection, user, "mail", clock.now())
        answer.good("Het gaat bij de eerstvolgende ronde opnieuw de deur uit.")
        st.rerun()
