"""A script for ``test_typed_text``, run by Streamlit: shows each text once, on one kind of element that we use.

``?soort=`` says which kind; a file named in the environment holds the texts.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from ui.text import in_columns, link, own_html, veilig

_CSS = Path(__file__).parents[3] / "ui/static/meldroute.css"


def _in_tabs(text: str, key: str) -> None:
    st.tabs([veilig(text), "Andere"])


def _in_a_table(text: str, key: str) -> None:
    st.table(pd.DataFrame([[veilig(text)]], columns=[veilig(text)], index=[veilig(text)]))


def _in_a_toast(text: str, key: str) -> None:
    st.toast(veilig(text), duration="infinite")


KINDS: dict[str, Callable[[str, str], object]] = {
    "markdown": lambda text, key: st.markdown(veilig(text)),
    "note": lambda text, key: st.markdown(veilig("Wat", icon="call", note=text)),
    "columns": lambda text, key: st.button(in_columns(text, text), key=key),
    "link": lambda text, key: st.markdown(link(text, "#daar")),
    "caption": lambda text, key: st.caption(veilig(text)),
    "title": lambda text, key: st.title(veilig(text), anchor=False),
    "header": lambda text, key: st.header(veilig(text), anchor=False),
    "subheader": lambda text, key: st.subheader(veilig(text), anchor=False),
    "info": lambda text, key: st.info(veilig(text)),
    "error": lambda text, key: st.error(veilig(text)),
    "warning": lambda text, key: st.warning(veilig(text)),
    "success": lambda text, key: st.success(veilig(text)),
    "button": lambda text, key: st.button(veilig(text), key=key),
    "link-button": lambda text, key: st.link_button(veilig(text), "#daar"),
    "download-button": lambda text, key: st.download_button(veilig(text), "x", key=key),
    "page-link": lambda text, key: st.page_link("https://elders.example", label=veilig(text)),
    "popover": lambda text, key: st.popover(veilig(text)).text("x"),
    "expander": lambda text, key: st.expander(veilig(text)).text("x"),
    "tabs": _in_tabs,
    "metric": lambda text, key: st.metric(veilig(text), veilig(text)),
    "checkbox": lambda text, key: st.checkbox(veilig(text), key=key),
    "field": lambda text, key: st.text_input(veilig(text), key=key),
    "toggle": lambda text, key: st.toggle(veilig(text), key=key),
    "radio": lambda text, key: st.radio("Wat?", [text], format_func=veilig, key=key),
    "pills": lambda text, key: st.pills("Wat?", [text], format_func=veilig, key=key),
    "segmented": lambda text, key: st.segmented_control("Wat?", [text], format_func=veilig, key=key),
    "help": lambda text, key: st.caption("Uitleg", help=veilig(text)),
    "toast": _in_a_toast,
    "table": _in_a_table,
    "text": lambda text, key: st.text(text),
    "code": lambda text, key: st.code(text, language=None),
    "html": lambda text, key: st.html(own_html("<pre>{text}</pre>", text=text)),
    "selectbox": lambda text, key: st.selectbox("Wat?", [text], key=key),
    "multiselect": lambda text, key: st.multiselect("Wat?", [text], [text], key=key),
    "dataframe": lambda text, key: st.dataframe(pd.DataFrame({text: [text]}), hide_index=True, key=key),
}

if __name__ == "__main__":
    st.html(_CSS)
    st.set_page_config(layout="wide")
    kind = st.query_params["soort"]
    for number, each in enumerate(json.loads(Path(os.environ["TYPED_TEXTS"]).read_text())):
        with st.container(key=f"tekst-{kind}-{number}"):
            KINDS[kind](each, f"{kind}/{number}")
    st.container(key=f"klaar-{kind}").text("Klaar.")
