"""What a page asks of the database: a number of statements that does not grow, each of them put together before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BinaryExpression, BindParameter
from sqlalchemy.sql.selectable import CompoundSelect, Select

from db.store.engine import engine
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Afspraak, Signaal
from tests.builders import after_stap, in_opvolging, opened, record
from tests.pages.page.test_every_page_is_locked import BY_LETTER, MAY_SEE
from tests.pages.person import Person
from tests.pages.school import School

# At most so many statements per page, in a school with something in every list. Fewer is better; more has a reason.
MOST = {
    "start.py": 26,
    "nieuw.py": 7,
    "dossiers.py": 12,
    "directie.py": 50,
    "jaarverslag.py": 14,
    "bestuur.py": 22,
    "inzage.py": 8,
    "register.py": 9,
    "leerlingbespreking.py": 30,
    "beheer.py": 17,
    "account.py": 12,
    "acuut.py": 14,
    "dossier.py": 14,
    "samen_wegen.py": 15,
    "gezin.py": 16,
    "papieren.py": 16,
    "toegang.py": 14,
    "om_de_leerling.py": 14,
    "opvolging.py": 18,
    "overdragen.py": 13,
}
_A_STAP = 15
_WATCHED = (Select, CompoundSelect, UpdateBase, BinaryExpression, BindParameter, SQLCompiler)


@dataclass
class Asked:
    """The statements that were sent, and what SQLAlchemy put together meanwhile."""

    sent: list[str] = field(default_factory=list)
    built: list[str] = field(default_factory=list)


@contextmanager
def asking() -> Iterator[Asked]:
    asked = Asked()

    def sends(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.sent.append(statement)

    with pytest.MonkeyPatch.context() as patch:
        for kind in _WATCHED:
            patch.setattr(kind, "__init__", _told(kind, asked.built))
        event.listen(engine(), "before_cursor_execute", sends)
        yield asked
        event.remove(engine(), "before_cursor_execute", sends)


def _told(kind: Any, built: list[str]) -> Any:
    made = kind.__init__

    def makes(self: Any, *given: Any, **how: Any) -> None:
        built.append(kind.__name__)
        made(self, *given, **how)

    return makes


def a_rerun(user: User, page: str, dossier: Dossier) -> Asked:
    """What the third run of a page asks: the first two build what is kept, and note what is noted once."""
    person = Person(user)
    person.opens(page, dossier)
    person.app.run()
    with asking() as asked:
        person.app.run()
    assert not person.app.exception
    return asked


def of_everybody(dossier: Dossier) -> dict[str, Asked]:
    """By page and letter of whoever may see it."""
    return {
        f"{page} {letter}": a_rerun(user, page, dossier)
        for page, letters in MAY_SEE.items()
        for letter, user in BY_LETTER.items()
        if letter in letters
    }


def _some(school: School, number: int) -> Dossier:
    for _each in range(number):
        school.keeps(record(opened(), Signaal))
        school.keeps(record(in_opvolging("5b"), Afspraak))
    return school.keeps(after_stap(2))


def test_a_rerun_of_any_page_puts_no_statement_together_and_sends_few(school: School) -> None:
    """ADR 45."""
    found = of_everybody(_some(school, 3))
    assert {page: asked.built[:5] for page, asked in found.items() if asked.built} == {}
    assert {page: len(asked.sent) for page, asked in found.items() if len(asked.sent) > _most(page)} == {}
    assert sum(len(asked.sent) for asked in found.values()) > 300, "nothing was watched"


def _most(page: str) -> int:
    file, letter = page.split()
    lands_on = {"D": "directie.py", "S": "bestuur.py"}  # who has no start page of their own
    return MOST.get(lands_on.get(letter, file) if file == "start.py" else file, _A_STAP)


def test_a_larger_school_costs_no_more_statements(school: School) -> None:
    """With more dossiers than any list shows at once."""
    before = {page: len(asked.sent) for page, asked in of_everybody(_some(school, 6)).items()}
    after = {page: len(asked.sent) for page, asked in of_everybody(_some(school, 12)).items()}
    assert {page: number for page, number in after.items() if number > before[page]} == {}
