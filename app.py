"""The server, for ``streamlit run app.py``: checks at the start, routes and middleware; nothing about the meldcode."""

import streamlit as st

from ui import startup
from ui.account import feed
from ui.beheer import meldcode_op_papier, privacy_op_papier
from ui.bespreking import scherm, toezegging
from ui.cijfers import uitvoer
from ui.forms import last_words
from ui.hulp import beeld
from ui.oefenen import oefenen
from ui.operating import endpoint, gezondheid, lines
from ui.page import bijlage, emptied, werkplek
from ui.papieren import belkaart, brieven, intern, inzage_maken, leidraad, melding, papieren, verklaring
from ui.signing_in import one_time_link, second_step, sign_in, single_sign_on
from ui.web import idle, patience, streamlit_page
from ui.werk import op_papier

lines.begin()
lines.keep_messages_out()
endpoint.begin()
startup.keep_uploads_off_the_disk()
emptied.write_over_what_is_let_go()
patience.allow_many_connections()
patience.cut_what_has_no_end()
startup.refuse_unsafe_settings()
startup.refuse_half_single_sign_on()
startup.refuse_unsafe_place()
startup.refuse_unreadable_data()
startup.say_what_is_wrong_beside_it()
emptied.watch()

app = st.App(
    "pages/main.py",
    routes=[
        *sign_in.ROUTES,
        *second_step.ROUTES,
        *one_time_link.ROUTES,
        *idle.ROUTES,
        *gezondheid.ROUTES,
        *single_sign_on.ROUTES,
        *last_words.ROUTES,
        *bijlage.ROUTES,
        *werkplek.ROUTES,
        *scherm.ROUTES,
        *toezegging.ROUTES,
        *op_papier.ROUTES,
        *feed.ROUTES,
        *uitvoer.ROUTES,
        *meldcode_op_papier.ROUTES,
        *privacy_op_papier.ROUTES,
        *papieren.ROUTES,
        *leidraad.ROUTES,
        *inzage_maken.ROUTES,
        *brieven.ROUTES,
        *melding.ROUTES,
        *intern.ROUTES,
        *belkaart.ROUTES,
        *verklaring.ROUTES,
        *oefenen.ROUTES,
        *beeld.ROUTES,
    ],
    middleware=[*streamlit_page.MIDDLEWARE, startup.ENDING],
    on_script_error=startup.script_failed,
)
