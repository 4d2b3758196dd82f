"""Opening a dossier: whether it belongs here at all, and where it belongs if it does not."""

import streamlit as st

from meldcode.bronnen import VERTROUWENSINSPECTEUR, WPO_4A
from meldcode.rollen import User
from meldcode.vastleggingen import Opening
from ui import form, show
from ui.text import veilig


def heading() -> None:
    show.flash()
    st.title("Nieuw dossier", anchor=False)
    st.caption(veilig(Opening.uitleg))


def other_route(user: User) -> None:
    """Conduct of staff is not for the meldcode: say where to go. Nothing of it is stored (WPO art. 4a)."""
    vraag, answer = Opening.andere_route
    if st.session_state.get(f"{form.key(None, Opening)}/{vraag}") != answer:
        return
    st.error(
        "Dit hoort niet in de meldcode, maar in een andere route. Er is hier niets opgeslagen.",
        icon=":material/block:",
    )
    st.markdown(
        "1. Waarschuw meteen het bevoegd gezag (het schoolbestuur).\n"
        "2. Het bevoegd gezag overlegt met de vertrouwensinspecteur.\n"
        "3. Is er een redelijk vermoeden van een zedenmisdrijf, dan doet het bevoegd gezag aangifte."
    )
    st.metric(veilig(VERTROUWENSINSPECTEUR.naam), VERTROUWENSINSPECTEUR.nummer)
    st.caption(veilig(f"{VERTROUWENSINSPECTEUR.uitleg} Bron: {WPO_4A}."))
