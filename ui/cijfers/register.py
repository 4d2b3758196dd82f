"""The page Register: who viewed what, when, and why; never the content."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from db.dossiers import register
from db.store.engine import reading
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from ui import clock
from ui.elements import rijen
from ui.page import noted
from ui.text import veilig
from ui.werk import codenaam

_PAGE = 50
_ALL = ""


def draw(user: User) -> None:
    """Draw the lines, newest first, of all or of one dossier or person. Reading them becomes a line itself."""
    st.title("Register", anchor=False)
    about = (
        "Wie heeft wat gezien of vastgelegd, en wanneer. Het register noemt codenamen en zegt niets over een kind. "
        "Dat u het leest, komt er ook in. De reden van een inzage leest alleen wie die opgaf, en "
        "[de intern begeleider]."
    )
    st.markdown(veilig(worded(about)))
    with reading(user.school_id) as connection:
        people = register.people(connection, user)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        person = _choice("Wie?", "Iedereen", people, "register/wie")
        names = codenaam.offered(user, register.code_names, "register/dossier")
        dossier_id = _choice("Welk dossier?", "Alle dossiers", names, "register/dossier")
    wanted = f"{person}/{dossier_id}"
    before = rijen.older_than(f"register/{wanted}")
    noted.reads_register(user, dossier_id, person, str(before))
    with reading(user.school_id) as connection:
        lines = register.lines(connection, user, dossier_id=dossier_id, person=person, before=before, limit=_PAGE + 1)
    if not lines:
        st.caption("Hier staat niets.")
        return
    st.dataframe(_table(lines[:_PAGE], people), hide_index=True, alt="De regels van het register, de nieuwste bovenaan")
    rijen.turn_back(f"register/{wanted}", lines[_PAGE - 1].seq if len(lines) > _PAGE else None)


def _choice(label: str, everything: str, names: dict[str, str], key: str) -> str:
    chosen = st.selectbox(
        veilig(label),
        [_ALL, *names],
        format_func=lambda each: names.get(each, everything),
        key=key,
        width=280,
    )
    return chosen if chosen in names else _ALL


def _table(lines: Sequence[register.Regel], people: dict[str, str]) -> pd.DataFrame:
    table = {
        "Wanneer": [f"{clock.at_school(each.at):%d-%m-%Y %H:%M}" for each in lines],
        "Wie": [people.get(each.actor, "onbekend") if each.actor else "serverbeheer" for each in lines],
        "Wat": [each.action for each in lines],
        "Dossier": [each.codenaam for each in lines],
    }
    if any(each.over for each in lines):
        table["Over"] = [people.get(each.over, "") for each in lines]
    if any(each.reden for each in lines):
        table["Uw reden"] = [each.reden for each in lines]
    return pd.DataFrame(table)
