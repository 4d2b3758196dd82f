"""The processor that each page takes to be drawn again, beside a page that only shows a title.

Each is run by ``AppTest``, in turn with the floor, on the practice school. Of the processor the least counts: whatever
else runs on the machine makes the same work take longer, never shorter.
"""

from collections.abc import Iterator, Mapping
from time import process_time

from sqlalchemy import select
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks import grown
from benchmarks.recording import TIMES
from benchmarks.school import NOW, at_the_moment, place
from benchmarks.table import Row
from db import schema
from db.accounts import sessions
from db.practice import school as practice
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from tests.pages.person import PAGES
from ui.page import screens

STAP, WIDE = 25, 35
"""Goals in milliseconds, of a machine on which the empty page takes its time to one tab in 44 ms."""
_NO = None
# Page, role, the fase of the dossier it is about, and the goal.
_MEASURED: Mapping[str, tuple[str, Role, Fase | None, float | None]] = {
    "the start page": ("start.py", Role.IB_ER, None, STAP),
    "stap 1": ("stap_1_signalen.py", Role.IB_ER, Fase.STAP_1, STAP),
    "stap 2": ("stap_2_overleg.py", Role.IB_ER, Fase.STAP_2, STAP),
    "stap 3": ("stap_3_gesprek.py", Role.IB_ER, Fase.STAP_3, STAP),
    "stap 4": ("stap_4_wegen.py", Role.IB_ER, Fase.STAP_4, STAP),
    "stap 5": ("stap_5_beslissen.py", Role.IB_ER, Fase.STAP_5, STAP),
    "the dossier": ("dossier.py", Role.IB_ER, Fase.STAP_3, _NO),
    "follow-up": ("opvolging.py", Role.IB_ER, Fase.OPVOLGING, _NO),
    "who reads along": ("toegang.py", Role.IB_ER, Fase.STAP_3, _NO),
    "Dossiers": ("dossiers.py", Role.IB_ER, None, _NO),
    "acute danger": ("acuut.py", Role.IB_ER, None, _NO),
    "the leerlingbespreking": ("leerlingbespreking.py", Role.IB_ER, None, _NO),
    "the overview": ("directie.py", Role.DIRECTIE, None, WIDE),
    "the jaarverslag": ("jaarverslag.py", Role.DIRECTIE, None, _NO),
    "the register": ("register.py", Role.DIRECTIE, None, _NO),
    "beheer": ("beheer.py", Role.BEHEERDER, None, _NO),
}


def measure() -> Iterator[Row]:
    """Every page of the list, in a practice school of its own."""
    # Otherwise AppTest looks through every installed package at each start.
    manifest_scanner.scan_component_manifests = lambda max_workers=None: []
    times = max(5, TIMES // 20)
    with place(), at_the_moment():
        practice.make(NOW.date(), NOW)
        empty = AppTest.from_string('import streamlit as st\nst.title("Leeg")', default_timeout=60).run()
        for what, (page, role, fase, goal) in _MEASURED.items():
            app = _drawn(page, role, fase)
            pairs = [(_processor(app), _processor(empty)) for _time in range(times)]
            ours, floor = (min(each) * 1000 for each in zip(*pairs, strict=True))
            yield Row(f"drawing {what} again, processor", ours, floor, most=goal)


def _drawn(page: str, role: Role, fase: Fase | None) -> AppTest:
    """This page in a tab of the first person in this role, drawn twice already."""
    app = AppTest.from_file(PAGES / "main.py", default_timeout=60)
    app.user = {"sid": _signed_in(role)}
    if fase:
        app.query_params["dossier"] = _dossier(fase)
    app._page_hash = calc_hash(next(each.address for each in screens.SCREENS if each.file == page))
    for _warm in range(2):
        app.run()
    if app.exception or len(app.get("html")) < 2:
        raise SystemExit(f"{page} does not run: {app.exception}")
    return app


def _signed_in(role: Role) -> str:
    with transaction(EVERY_SCHOOL) as connection:
        return sessions.token_hash(sessions.begin(connection, grown.by_role()[role].id, NOW))


def _dossier(fase: Fase) -> str:
    dossier = schema.dossier.c
    with reading(EVERY_SCHOOL) as connection:
        return str(
            connection.scalars(select(dossier.id).where(dossier.fase == fase).order_by(dossier.codenaam)).first()
        )


def _processor(app: AppTest) -> float:
    started = process_time()
    app.run()
    return process_time() - started
