"""The server: `streamlit run app.py`. Sign-in, gate and start-up checks; nothing about the meldcode."""

import streamlit as st

from ui import arrival, idle, index, second_step, sign_in, startup

startup.keep_messages_out_of_logs()
startup.refuse_unsafe_settings()
startup.refuse_unreadable_data()

app = st.App(
    "pages/main.py",
    routes=[*sign_in.ROUTES, *second_step.ROUTES, *arrival.ROUTES, *idle.ROUTES],
    middleware=index.MIDDLEWARE,
    on_script_error=startup.script_failed,
)
