"""Redrawing the worksheet after one answer, next to a Streamlit page with as many empty widgets.

The worksheet is redrawn as for a browser: only the fragment in which the answer was given (``ui.page.fragment``). The
floor is a plain page, drawn whole.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median
from textwrap import dedent

from sqlalchemy import insert
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget

from benchmarks.recording import TIMES
from benchmarks.school import NOW, at_the_moment, kept, school, timed
from benchmarks.table import Row
from db import schema
from db.store import engine
from meldcode.vastleggingen import Weging
from tests.builders import after_stap
from tests.cast import NOOR, SCHOOL
from tests.pages.alone import run_alone
from tests.pages.person import Person, session_of

GOAL = 1.5
_KINDS = ("text_area", "text_input", "radio", "pills", "button")
_DRAWN = {
    "text_area": 'st.text_area("Vraag", key="{0}")',
    "text_input": 'st.text_input("Vraag", key="{0}")',
    "radio": 'st.radio("Vraag", ["Ja", "Nee", "Twijfel"], index=None, key="{0}")',
    "pills": 'st.pills("Vraag", ["Ja", "Nee", "Twijfel", "Onbekend"], selection_mode="multi", key="{0}")',
    "button": 'st.button("Vastleggen", key="{0}")',
}


# Each kind of answer: the vraag, and two answers to give in turn. The last one changes which vragen are asked.
_ANSWERS: Mapping[str, tuple[str, object, object]] = {
    "a line typed": ("frequentie", "Elke week.", "Elke dag."),
    "a text typed": ("aard", "Wat er gebeurt.", "Wat er nog gebeurt."),
    "one of the five afwegingen": ("onveilig", "ja", "nee"),
    "how one record weighs": ("meegewogen/2", ["risico"], ["bescherming"]),
    "whether there is a suspicion": ("vermoeden", "ja", "nee"),
}


@dataclass(frozen=True)
class Redrawn:
    """Medians in seconds: of the floor, and of the worksheet after each kind of answer; and the number of widgets."""

    floor: float
    answers: Mapping[str, float]
    widgets: int


def measure() -> Iterator[Row]:
    """The worksheet of stap 4 after each kind of answer, beside a page with as many empty widgets."""
    with school(), at_the_moment():
        found = redrawing(max(10, TIMES // 10))
    for what, seconds in found.answers.items():
        yield Row(f"the worksheet of stap 4 after one answer: {what}", seconds * 1000, found.floor * 1000, GOAL)


def redrawing(times: int) -> Redrawn:
    """Measure each kind of answer ``times`` times, in turn with the floor."""
    # Otherwise AppTest looks through every installed package at each start.
    manifest_scanner.scan_component_manifests = lambda max_workers=None: []
    _signs_in()
    # One tab for each answer, in the part of the worksheet in which it is given.
    tabs = {what: _at_the_worksheet(vraag.partition("/")[0]) for what, (vraag, *_given) in _ANSWERS.items()}
    wholes = {what: noor.app._tree for what, noor in tabs.items()}
    widgets = max((_widgets(noor) for noor in tabs.values()), key=Counter.total)
    empty = _empty_page(widgets)
    theirs: list[float] = []
    ours: dict[str, list[float]] = {what: [] for what in _ANSWERS}
    for turn in range(times):
        for what, (vraag, *given) in _ANSWERS.items():
            noor = tabs[what]
            # A fragment redraws only itself, but the browser sends the fields of the whole page.
            noor.app._tree = wholes[what]
            name = noor.key(Weging, vraag)
            field = next(each for each in noor.app.main if isinstance(each, Widget) and each.key == name)
            field.set_value(given[turn % 2])
            ours[what].append(timed(partial(run_alone, noor.app, field)))
            if noor.app.exception or not noor.app.get("caption"):
                raise SystemExit(f"the worksheet did not take {what}")
        empty.text_area[0].set_value(f"Wat er gebeurt, {turn} keer.")
        theirs.append(timed(empty.run))
    return Redrawn(median(theirs), {what: median(each) for what, each in ours.items()}, widgets.total())


def _signs_in() -> None:
    with engine.transaction(SCHOOL) as connection:
        row = {"token_hash": session_of(NOOR), "account_id": NOOR.id, "created_at": NOW, "last_active": NOW}
        more = {"verified_at": NOW, "expires_at": NOW.replace(hour=23)}
        connection.execute(insert(schema.login).values(row | more))


def _at_the_worksheet(vraag: str) -> Person:
    noor = Person(NOOR)
    noor.opens("stap_4_wegen.py", kept(after_stap(3)))
    noor.turns_to(Weging, vraag)
    return noor


def _widgets(noor: Person) -> Counter[str]:
    return Counter({kind: len(getattr(noor.app, kind)) for kind in _KINDS})


def _empty_page(widgets: Counter[str]) -> AppTest:
    lines = [_DRAWN[kind].format(f"{kind}-{n}") for kind, count in widgets.items() for n in range(count)]
    body = "\n".join(["import streamlit as st", 'st.set_page_config(layout="wide")', *lines])
    return AppTest.from_string(dedent(body), default_timeout=60).run()
