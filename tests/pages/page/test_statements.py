"""What a page asks of the database: a number of statements that does not grow, each of them put together before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import BinaryExpression, BindParameter
from sqlalchemy.sql.selectable import CompoundSelect, Select

from benchmarks import grown
from benchmarks.school import NOW, at_the_moment
from db.keys import vault
from db.practice import school as practice
from db.store.engine import engine
from db.store.settings import settings
from db.upkeep import upgrade
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Afspraak, Signaal
from tests.builders import after_stap, in_opvolging, opened, record
from tests.cheap_hashes import cheap_hashes
from tests.pages.page.test_every_page_is_locked import BY_LETTER, MAY_SEE
from tests.pages.person import Person
from tests.pages.school import School
from ui.elements.rijen import AT_A_TIME

# At most so many statements per page, in a school with something in every list. Fewer is better; more has a reason.
MOST = {
    "start.py": 29,
    "oefenen.py": 7,  # in a real school, where it refuses
    "nieuw.py": 7,
    "dossiers.py": 12,
    "directie.py": 51,
    "jaarverslag.py": 14,
    "bestuur.py": 22,
    "inzage.py": 8,
    "register.py": 9,
    "in_orde.py": 14,
    "inrichten.py": 24,
    "leerlingbespreking.py": 30,
    "beheer.py": 23,  # of them the name of the school, its mail server, who makes schools, and whether there are others
    "account.py": 14,
    "hulp.py": 9,
    "acuut.py": 16,  # whether the school filled in a mail server
    "dossier.py": 14,
    "samen_wegen.py": 15,
    "gezin.py": 16,
    "bellen.py": 17,
    "papieren.py": 18,
    "inzage_geven.py": 14,
    "toegang.py": 14,
    "vernietigen.py": 18,
    "vernietigd.py": 9,
    "leerlingen.py": 7,
    "om_de_leerling.py": 14,
    "verzoeken.py": 15,
    "vertrek.py": 14,
    "opvolging.py": 18,
    "overdragen.py": 17,
    "bewaren.py": 12,
    "bewaartermijn.py": 14,
    "uithalen.py": 15,
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


FEW, MANY = (60, 40), (300, 200)  # dossiers of a school that grows, and how many of them are open
A_PAGE = 80  # rows, of lists that were not full yet: 25 dossiers or 50 pupils, with what waits in them and their names


OPENED = {"overdragen.py N": "whoever signs reads what must be said of each dossier"}
"""Lists of which each dossier that is shown is opened whole: at most a page of them, however many there are."""
OF_ONE = (40, 3)  # rows and statements of opening one


@dataclass
class Work:
    """What a page makes the database do: statements, and rows that it reads."""

    statements: int = 0
    rows: int = 0


@contextmanager
def working() -> Iterator[Work]:
    work = Work()

    def sends(_connection: Any, cursor: Any, *_more: Any) -> None:
        work.statements += 1
        cursor.row_factory = reads

    def reads(_cursor: Any, row: tuple[Any, ...]) -> tuple[Any, ...]:
        work.rows += 1
        return row

    event.listen(engine(), "before_cursor_execute", sends)
    yield work
    event.remove(engine(), "before_cursor_execute", sends)


def of_every_page(number: int, number_open: int) -> dict[str, Work]:
    """Of a practice school with so many dossiers, of which so many open."""
    vault.make_key_file(settings().key_file)
    upgrade.upgrade()
    practice.make(grown.TODAY, NOW)
    grown.grow(number, number_open)
    grown.sign_in()
    found = {}
    for page in grown.pages():
        tab = grown.Tab(page, grown.where())
        tab.runs()
        with working() as work:
            tab.runs()
        found[f"{page.file} {page.letter}"] = work
    engine().dispose()
    return found


@pytest.mark.sweep
def test_a_school_of_more_dossiers_reads_no_more_rows_and_sends_no_more_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ADR 58. Both are larger than any list shows at once."""
    schools = []
    with cheap_hashes(), at_the_moment():
        for size in (FEW, MANY):
            place = tmp_path / f"of_{size[0]}"
            place.mkdir(mode=0o700)
            monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/school.sqlite")
            monkeypatch.setenv("MELDCODE_KEY_FILE", f"{place}/school.key")
            schools.append(of_every_page(*size))
    few, many = schools
    assert len(many) > 50
    grew = {
        page: (after.rows - few[page].rows, after.statements - few[page].statements) for page, after in many.items()
    }
    most = dict.fromkeys(OPENED, (A_PAGE + AT_A_TIME * OF_ONE[0], 2 + AT_A_TIME * OF_ONE[1]))
    too_much = {
        page: (rows, statements)
        for page, (rows, statements) in grew.items()
        if rows > most.get(page, (A_PAGE, 2))[0] or statements > most.get(page, (A_PAGE, 2))[1]
    }
    assert too_much == {}
    about_one = {str(page): grew[f"{page.file} {page.letter}"] for page in grown.pages() if page.fase}
    assert {page: more for page, more in about_one.items() if more > (0, 0)} == {} and len(about_one) > 15
