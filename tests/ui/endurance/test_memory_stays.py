"""The memory of the program grows neither with the pages that it has drawn nor with the tabs that were closed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from db.store.settings import working_at
from meldcode.rollen import Role
from tests.ui.conftest import ROOT, _point_at
from tests.ui.endurance.readers import Asked, Readers
from tests.ui.endurance.resident import Memory
from tests.ui.several import Program, several

pytestmark = pytest.mark.sweep

# Memory is judged of processes that live for five minutes (resident.WARM), which takes some thousands of reruns:
# `make torture`. In `make sweep` as many tabs read long enough to know that they can.
RERUNS = int(os.environ.get("MELDROUTE_RERUNS", "200"))
TABS, TWO = 10, 2
SLOWEST = 1.0  # seconds for one page, on a machine that has much else to do
OF = {
    Role.IB_ER: ["", "dossiers", "nieuw", "leerlingbespreking", "overdragen", "acuut", "account"],
    Role.DIRECTIE: ["directie", "jaarverslag", "register", "dossiers", "account"],
    Role.LEERKRACHT: ["", "dossiers", "nieuw", "account"],
    Role.BEHEERDER: ["beheer", "account"],
}
ABOUT = ["stap-1", "stap-2", "stap-3", "stap-4", "stap-5", "samen-wegen", "dossier", "opvolging", "toegang"]


def test_the_memory_of_each_process_stays_within_a_tenth_of_its_plateau(tmp_path: Path) -> None:
    place, memory = tmp_path / "school", Memory()
    place.mkdir(mode=0o700)
    _practice(place)
    with several(TWO, at=place, log=tmp_path) as program:
        readers = Readers(program.server, _people(program))
        readers.read(RERUNS, lambda: memory.look(program.processes()), seconds=300 + SLOWEST * RERUNS)
    print(f"{readers.reruns} reruns; plateau and end in MB:", memory.in_mb())
    assert not memory.grown(), memory.in_mb()


def _practice(place: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _point_at(place, patch)
        subprocess.run([sys.executable, "-m", "db", "practice"], cwd=ROOT, check=True, capture_output=True)


def _people(program: Program) -> list[tuple[str, list[Asked]]]:
    """For each tab a session, of the four roles in turn but most of ib-ers; and the pages of that role."""
    with working_at(program.server.place), reading(EVERY_SCHOOL) as connection:
        dossier_ids = connection.scalars(select(schema.dossier.c.id).order_by(schema.dossier.c.codenaam)).all()
    people = []
    for number in range(TABS):
        role = [Role.IB_ER, Role.IB_ER, Role.DIRECTIE, Role.IB_ER, Role.LEERKRACHT, Role.BEHEERDER][number % 6]
        pages = [(each, "") for each in OF[role]]
        if role is Role.IB_ER:
            pages += [(each, f"dossier={dossier_id}") for each in ABOUT for dossier_id in dossier_ids]
        people.append((program.server.sign_in(role), pages))
    return people
