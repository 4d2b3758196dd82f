"""Which dossiers a leerlingbespreking is about: chosen from those that wait longest, or looked for by name."""

import streamlit as st

from db.dossiers import dossier_rows
from db.store.engine import reading
from meldcode.bespreking.bespreking import Bespreking
from meldcode.namen.groep import in_groep
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from ui.elements.field import Fields
from ui.text import veilig
from ui.werk import dossierlijst

WORDING = "Welke dossiers bespreekt u?"
_OFFERED = 25  # to choose from, besides those that were looked for


def ask(now: Bespreking, user: User, fields: Fields) -> list[str]:
    """Ask which dossiers are discussed; return their ids."""
    labels = _offered(now, user)
    about = "Bovenaan in de lijst staat wat in stap 2 is en nog niet in het team is besproken."
    with fields.of("dossiers", about if labels else ""):
        if not labels:
            st.text("Er is geen dossier dat besproken kan worden: dat kan vanaf stap 2.")
            return []
        return st.multiselect(
            WORDING,
            list(labels),
            [each.dossier_id for each in now.punten if each.dossier_id in labels],
            format_func=lambda each: labels[each],
            placeholder="Kies dossiers",
            key=f"{now.id}/dossiers",
            label_visibility="collapsed",
        )


def _offered(now: Bespreking, user: User) -> dict[str, str]:
    """The dossiers to choose from, each with what it is called here; also those that were chosen before."""
    with reading(user.school_id) as connection:
        found = list(dossier_rows.agenda(connection, user, limit=_OFFERED + 1))
    if len(found) > _OFFERED:
        found = found[:_OFFERED]
        known = {each.dossier_id for each in found}
        more = {*_looked_for(now, user), *(each.dossier_id for each in now.punten)} - known
        with reading(user.school_id) as connection:
            found += dossier_rows.agenda(connection, user, among_these=sorted(more)) if more else []
    with reading(user.school_id) as connection:
        leerlingen = dossier_rows.leerlingen(connection, [each.dossier_id for each in found])
    # A dossier that was destroyed just now has no group.
    return {
        each.dossier_id: (
            f"{each.codenaam}, {in_groep(leerlingen[each.dossier_id].groep)}, {Fase(each.fase).label.lower()}"
        )
        for each in found
        if each.dossier_id in leerlingen
    }


def _looked_for(now: Bespreking, user: User) -> list[str]:
    """Draw a field to look for another dossier; return the ids of those that were found."""
    key = f"{now.id}/zoek"
    typed = st.text_input(
        "Zoek een dossier op naam of codenaam",
        key=key,
        placeholder="Bijvoorbeeld: jan of Eik 22",
        max_chars=100,
        width=360,
    ).strip()
    if not typed:
        told = f"U kiest hieronder uit de {_OFFERED} die het langst wachten. Een ander dossier zoekt u hier."
        st.caption(veilig(told))
        return []
    found = dossierlijst.looked_for(user, typed, key, walked=True)
    st.caption(veilig(f"{len(found)} gevonden. Wat u in het team kunt bespreken, kiest u hieronder."))
    return found
