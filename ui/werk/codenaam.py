"""Choosing one of many dossiers by its code name: from the newest, or from those that a few letters of it find."""

from collections.abc import Callable

import streamlit as st

from db.store.engine import reading
from meldcode.rollen import User
from ui.text import veilig

MOST = 50
"""At most so many are offered at once; the other ones are found by typing."""


def offered(user: User, read: Callable[..., dict[str, str]], key: str) -> dict[str, str]:
    """The code names to choose from, by id. Draws a field to look for others, if there are more.

    ``read(connection, user, like=…, limit=…)`` returns them, the best first; ``key`` begins the keys of the fields.
    """
    with reading(user.school_id) as connection:
        newest = read(connection, user, limit=MOST + 1)
    if len(newest) <= MOST:
        return newest
    typed = st.text_input(
        "Zoek op codenaam", key=f"{key}/zoek", placeholder="Bijvoorbeeld: Eik 22", max_chars=40, width=280
    ).strip()
    if not typed:
        st.caption(veilig(f"U kiest uit de {MOST} nieuwste. Voor een ander dossier typt u de codenaam."))
        return dict(list(newest.items())[:MOST])
    with reading(user.school_id) as connection:
        found = read(connection, user, like=typed, limit=MOST + 1)
    if len(found) > MOST:
        st.caption(veilig(f"U kiest uit de eerste {MOST}. Typ meer van de codenaam voor de andere."))
    elif not found:
        st.caption(veilig("Er is geen dossier met deze codenaam. U kiest uit de nieuwste."))
    return dict(list((found or newest).items())[:MOST])
