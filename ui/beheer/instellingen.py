"""Beheer: the settings for signing in, the termijnen and the journal of this school."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from db.accounts import one_time_codes
from db.journal import chain, journal
from db.school import schools
from db.store.engine import reading, transaction
from meldcode.bronnen import Bron
from meldcode.rollen import Role, User
from meldcode.route.termijnen import TERMIJNEN
from ui import clock
from ui.beheer import papier_nagaan
from ui.beheer.lang_werk import nalezen
from ui.elements import answer, rijen
from ui.elements.waarom import waarom
from ui.page import people
from ui.text import veilig

TYPED = (
    *("account/", "termijn/", "tweede-stap/", "inloggen/", "vrij/", "eigen/"),
    *("letselfotos/", "bewaren/", "bestuursvorm/", "lijst/", "mailserver/", "backup/map", "schoolaccount/", "scholen/"),
)
"""How the keys of fields in beheer begin: what was typed in them survives ``reauthenticate.require_recent``."""
_LINES, _PAGE = "logboek/regels", 100
_BY_THE_BOARD = (journal.SCHOOL_MADE, one_time_codes.MADE)


def sign_in_tab(user: User) -> None:
    """Ask which roles need a second step, and after how long an idle page is locked."""
    with reading(user.school_id) as connection:
        asked = schools.second_factor_asked(connection, user.school_id)
        idle = schools.idle_minutes(connection, user.school_id)
    st.markdown(
        "Met een tweede stap typt iemand na het wachtwoord een code uit een app op de telefoon. Wie een wachtwoord "
        "raadt of afkijkt, komt daarmee dan nog niet binnen. Vraag hem van iedereen die iets over een kind kan lezen."
    )
    with st.form("inloggen", enter_to_submit=False):
        chosen = {
            role: st.checkbox(veilig(f"Tweede stap voor: {role.midden}"), asked[role], key=f"tweede-stap/{role}")
            for role in Role
        }
        minutes = st.number_input(
            "Na hoeveel minuten stilte vergrendelen",
            min_value=5,
            max_value=60,
            value=idle,
            key="inloggen/stil",
            width=320,
        )
        st.caption("Wat iemand typte, blijft als concept bewaard. Een minuut van tevoren komt er een waarschuwing.")
        if st.form_submit_button("Bewaren"):
            with transaction(user.school_id) as connection:
                schools.set_idle_minutes(connection, user.school_id, int(minutes))
                for role, is_asked in chosen.items():
                    schools.ask_second_factor(connection, user.school_id, role, is_asked)
                journal.managed(connection, user, "inloggen", clock.now())
            answer.good("Bewaard. Het geldt vanaf de volgende keer dat iemand inlogt.")
            st.rerun()


def terms_tab(user: User) -> None:
    """Ask for the days of each termijn, with its source. After a change, what already waits keeps its date."""
    with reading(user.school_id) as connection:
        ingesteld = schools.termijnen(connection, user.school_id)
    st.caption("Een termijn herinnert u en houdt niemand tegen. Wat al loopt, houdt zijn datum.")
    with st.form("termijnen", enter_to_submit=False):
        days = {}
        for each in TERMIJNEN:
            if each.instelbaar:
                days[each.naam] = st.number_input(
                    veilig(f"{each.titel}, in {each.soort}"),
                    min_value=1,
                    max_value=60,
                    value=ingesteld.get(each.naam, each.dagen),
                    key=f"termijn/{each.naam}",
                    width=420,
                )
        _where_from()
        if st.form_submit_button("Termijnen bewaren"):
            with transaction(user.school_id) as connection:
                for naam, number in days.items():
                    schools.set_termijn(connection, user.school_id, naam, int(number))
                journal.managed(connection, user, "termijnen", clock.now())
            answer.good("De termijnen zijn bewaard.")
            st.rerun()


def _where_from() -> None:
    """The source of each term that is set here, those with the same one together."""
    titles: dict[Bron, list[str]] = {}
    for each in TERMIJNEN:
        if each.instelbaar:
            titles.setdefault(each.bron, []).append(each.titel)
    waarom(titles, *(f"{'; '.join(those)}: {bron}." for bron, those in titles.items()))


def heading() -> None:
    st.title("Beheer", anchor=False)


def journal_tab(user: User) -> None:
    """Draw what verifies this school, and the last lines of its journal: who did what, when."""
    st.markdown(
        "Het logboek houdt bij wie wat heeft vastgelegd of bekeken, zonder iets over een kind. "
        "De controle leest alles na en noemt de eerste regel die is veranderd, weggehaald of ertussen gezet. Ze "
        "kijkt ook of rollen, wachtwoorden, uitnodigingen en wat er te doen staat buiten Meldroute om zijn veranderd."
    )
    nalezen.draw(user)
    papier_nagaan.draw(user)
    st.caption(veilig(f"Kenmerk van de laatste regel: {journal.head(user.school_id)}. Bewaar het ook op papier."))
    names = people.names(user)
    with reading(user.school_id) as connection:
        lines = journal.lines(connection, user.school_id, before=rijen.older_than(_LINES), limit=_PAGE + 1)
    rows = lines[:_PAGE]
    table = pd.DataFrame(
        {
            "Regel": [row.seq for row in rows],
            "Wanneer": [f"{clock.at_school(row.at):%d-%m-%Y %H:%M}" for row in rows],
            "Wie": [_who(row.actor, row.action, names) for row in rows],
            "Wat": [row.action for row in rows],
        }
    )
    st.dataframe(table, hide_index=True, alt="Regels van het logboek, de nieuwste bovenaan")
    rijen.turn_back(_LINES, rows[-1].seq if len(lines) > _PAGE else None)


def _who(actor: str, action: str, names: Mapping[str, str]) -> str:
    if actor:
        return names.get(actor, "bestuur" if action in _BY_THE_BOARD else "onbekend")
    return "Meldroute" if action in chain.BY_ITSELF else "serverbeheer"
