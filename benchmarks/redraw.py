"""Redrawing the worksheet after one answer, beside a Streamlit page with as many empty widgets."""

from collections import Counter
from collections.abc import Callable
from statistics import median
from textwrap import dedent
from time import perf_counter
from typing import Any

from sqlalchemy import insert
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from benchmarks.school import NOW, kept
from db import engine, schema
from meldcode.vastleggingen import Weging
from tests.builders import after_stap
from tests.cast import NOOR, SCHOOL
from tests.pages.person import Person, session_of
from ui import clock

_KINDS = ("text_area", "text_input", "radio", "pills", "button")
_DRAWN = {
    "text_area": 'st.text_area("Vraag", key="{0}")',
    "text_input": 'st.text_input("Vraag", key="{0}")',
    "radio": 'st.radio("Vraag", ["Ja", "Nee", "Twijfel"], index=None, key="{0}")',
    "pills": 'st.pills("Vraag", ["Ja", "Nee", "Twijfel", "Onbekend"], selection_mode="multi", key="{0}")',
    "button": 'st.button("Vastleggen", key="{0}")',
}


def redrawing(times: int) -> tuple[float, float, int]:
    """Seconds for the worksheet, and for the empty page; and how many widgets each of them has."""
    manifest_scanner.scan_component_manifests = list  # AppTest looks through every installed package at each start
    clock.now = lambda: NOW
    noor = _at_the_worksheet()
    widgets = Counter({kind: len(getattr(noor.app, kind)) for kind in _KINDS})
    empty = _empty_page(widgets)
    typed = noor.key(Weging, "aard")
    ours, theirs = [], []
    for turn in range(times):
        ours.append(_timed(noor.app, lambda: noor.app.text_area(typed).set_value(f"Wat er gebeurt, {turn} keer.")))  # noqa: B023
        theirs.append(_timed(empty, lambda: empty.text_area[0].set_value(f"Wat er gebeurt, {turn} keer.")))  # noqa: B023
    if noor.app.text_area(typed).value != f"Wat er gebeurt, {times - 1} keer." or noor.app.exception:
        raise SystemExit("the worksheet did not take the answer")
    return median(ours), median(theirs), widgets.total()


def _timed(app: AppTest, answer: Callable[[], Any]) -> float:
    answer()
    started = perf_counter()
    app.run()
    return perf_counter() - started


def _at_the_worksheet() -> Person:
    with engine.transaction(SCHOOL) as connection:
        row = {"token_hash": session_of(NOOR), "account_id": NOOR.id, "created_at": NOW, "last_active": NOW}
        more = {"verified_at": NOW, "expires_at": NOW.replace(hour=23)}
        connection.execute(insert(schema.login).values(row | more))
    noor = Person(NOOR)
    noor.opens("stap_4_wegen.py", kept(after_stap(3)))
    return noor


def _empty_page(widgets: Counter[str]) -> AppTest:
    lines = [_DRAWN[kind].format(f"{kind}-{n}") for kind, count in widgets.items() for n in range(count)]
    body = "\n".join(["import streamlit as st", 'st.set_page_config(layout="wide")', *lines])
    return AppTest.from_string(dedent(body), default_timeout=60).run()
