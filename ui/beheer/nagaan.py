"""The start page of the beheerder: what a school needs before it can work with Meldroute, and what is there already."""

from collections import Counter
from collections.abc import Iterator

import streamlit as st

from db.accounts import accounts
from db.school import kalender
from db.store.engine import reading
from db.werk.mail_settings import mail_is_wanted
from meldcode import functiescheiding
from meldcode.rollen import Role, User
from ui import clock
from ui.text import own_html

_ITEM = '<p class="mr-nagaan {state}"><span class="mr-onzichtbaar">{said}</span><b>{title}</b> <span>{line}</span></p>'
_ROLES = {
    Role.IB_ER: "zonder wie niemand de stappen zet",
    Role.DIRECTIE: "die de berichten bevestigt",
    Role.VERTROUWENSPERSOON: "met wie in stap 1 wordt overlegd",
    Role.LEERKRACHT: "die signalen doorgeven",
}


def draw(user: User) -> None:
    """Draw the list, and the way to where it is done."""
    with st.container(key="mr-doen", horizontal=True, vertical_alignment="center"):
        st.markdown("U beheert accounts en termijnen. Dossiers ziet u niet.", width="stretch")
        st.page_link("beheer.py", label="Naar beheer")
    st.header("Is alles geregeld?", anchor=False)
    with st.container(key="mr-nagaan", gap=None):
        for done, title, line in _items(user):
            state, said = ("mr-klaar", "Geregeld:") if done else ("mr-nog", "Nog te doen:")
            st.html(own_html(_ITEM, state=state, said=said, title=title, line=line))


def _items(user: User) -> Iterator[tuple[bool, str, str]]:
    """Of each thing that a school needs: whether it is there, what it is called, and a line about it."""
    with reading(user.school_id) as connection:
        there = [each for each in accounts.list_accounts(connection, user.school_id) if each.active]
        active = Counter(role for each in there for role in each.roles)
        free = kalender.kalender(connection, user.school_id)
    for role, why in _ROLES.items():
        has = "1 account" if active[role] == 1 else f"{active[role]} accounts"
        yield active[role] > 0, role.label, f"{has}, {why}"
    both = [each.naam for each in there if functiescheiding.is_exception(each.roles)]
    if both and active[Role.BEHEERDER] > 1:
        yield False, "Beheer apart", f"{', '.join(both)} hoeft geen beheerder meer te zijn: er is nog iemand anders"
    coming = sum(each.tot >= clock.today() for each in free.vrij)
    line = f"{coming} ingevoerd; termijnen slaan ze over" if coming else "nog niet ingevoerd: termijnen lopen dan door"
    yield coming > 0, "Vakanties en vrije dagen", line
    wanted = mail_is_wanted()
    yield wanted, "Mail", "staat aan" if wanted else "staat uit: wie iets te doen heeft, ziet dat pas na het inloggen"
