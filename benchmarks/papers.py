"""What it costs to make each paper: of the processor, the least of several times."""

from collections.abc import Callable, Iterator
from time import process_time

from sqlalchemy import bindparam, select

from benchmarks.school import NOW, place
from benchmarks.table import Row
from db import schema
from db.dossiers import toezeggingen
from db.practice import school as practice
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.protocol.protocol import meldcode
from meldcode.rollen import Role, User
from papers.actielijst import actielijst
from papers.meldcode import pdf_of
from papers.papier import Merk
from ui.cijfers import jaarverslag, overzicht

_TIMES = 5
_A_PAPER = 1500
"""The goal in milliseconds of a thick file (issue of the papers); the papers of today are of one to twenty pages."""


def measure() -> Iterator[Row]:
    """Each paper that can be taken along, of a practice school of its own."""
    with place():
        practice.make(NOW.date(), NOW)
        with reading(EVERY_SCHOOL) as connection:
            account = schema.account.c
            found = select(account.id, account.school_id).where(account.role == bindparam("role"))
            directie, ib_er = (
                User(*connection.execute(found, {"role": role}).first()[:2], "Iemand", role)
                for role in (Role.DIRECTIE, Role.IB_ER)
            )
            naam = schools.school_name(connection, directie.school_id)
            ingesteld = schools.termijnen(connection, directie.school_id)
        papers: dict[str, Callable[[], object]] = {
            "the meldcode of the school (PDF)": lambda: pdf_of(meldcode(naam, ingesteld), naam, Merk("Dick", NOW)),
            "the jaarverslag (PDF)": lambda: jaarverslag.BESTAND.maak(directie, "pdf", NOW.date(), {}),
            "the jaarverslag (Excel)": lambda: jaarverslag.BESTAND.maak(directie, "xlsx", NOW.date(), {}),
            "the overview (Excel)": lambda: overzicht.BESTAND.maak(directie, "xlsx", NOW.date(), {}),
            "the list of actions (PDF)": lambda: actielijst(
                toezeggingen.promises(ib_er).shown, naam, Merk("Noor", NOW)
            ),
        }
        for what, make in papers.items():
            yield Row(f"{what}, processor", min(_processor(make) for _time in range(_TIMES)) * 1000, goal=_A_PAPER)


def _processor(make: Callable[[], object]) -> float:
    started = process_time()
    if not make():
        raise SystemExit("no paper was made")
    return process_time() - started
