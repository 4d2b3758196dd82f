"""Beheer: the check-up of mail, disk and folders (``db.upkeep.controle``), run when asked for."""

import streamlit as st

from db.upkeep import controle
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.text import veilig


def tab(user: User) -> None:
    """Draw every check with its result. The mail server is contacted, without sending anything."""
    st.markdown(
        "Vastleggen kan altijd, ook als hieronder iets niet goed is. Maar dan komt een bericht misschien niet aan. "
        "De controle meldt zich aan bij de mailserver en verstuurt niets."
    )
    if not st.button("Controleer nu", key="controle"):
        return
    with st.spinner("Er wordt gekeken, ook bij de mailserver."):
        found = controle.everything(clock.now(), user.school_id)
    wrong = [each for each in found if not each.is_goed]
    if not wrong:
        answer.confirm("Alles is goed.")
    else:
        answer.refuse("Eén ding is niet goed." if len(wrong) == 1 else f"{len(wrong)} dingen zijn niet goed.")
    for each in sorted(found, key=lambda each: each.is_goed):
        if each.is_goed:
            st.markdown(veilig(f"{each.wat}: {each.tekst}"))
        else:
            answer.stands(f"{each.wat}: {each.tekst}")
