"""The dossier as a chronology: everything that was recorded, in order."""

import streamlit as st

from meldcode.rollen import Permission
from ui import access, reply, show

user = access.require(Permission.READ_DOSSIER)
dossier = access.open_dossier(user)
show.heading("Alles op volgorde", dossier, user)
answer = reply.ask(dossier, user)
show.records(dossier.records, user)
if answer:
    access.record(dossier, *answer)
    st.switch_page("dossier.py")
