"""Schools and their settings: terms, own words and agreements, the second step, how long a session lasts."""

import uuid
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from db import schema
from db.journal import seals
from db.store.once import IDS, SCHOOL
from meldcode.eigen.velden import known
from meldcode.eigen.woorden import GEWOON, Eigen
from meldcode.namen.volgorde import alfabet
from meldcode.rollen import Role
from meldcode.route.termijnen import TERMIJNEN
from meldcode.termijnen.termijn import Ingesteld
from meldcode.vragen.tekst import clean_line

IDLE, IDLE_SECONDS = "idle_seconds", 15 * 60
"""Default for how long a session lasts without activity."""

NAAM_MAX = 120
"""Characters in the name of a school."""
_LOOKED_OVER = "inrichten/"
_S, _T, _G = schema.school, schema.termijn, schema.setting
_D, _E = schema.dossier, schema.eigen
_SET = select(_T.c.naam, _T.c.dagen).where(_T.c.school_id == SCHOOL)
_ANY = select(_S.c.oefenschool).limit(1)
_ALL = select(_S.c.id, _S.c.naam)
_SOME, _TWO = _ALL.where(_S.c.id.in_(IDS)), _ALL.limit(2)
_NAME = select(_S.c.naam).where(_S.c.id == SCHOOL)
_SIGN = select(_S.c.naam, _S.c.oefenschool).where(_S.c.id == SCHOOL)
_FIRST_DAY = select(func.min(_D.c.opened_on)).where(_D.c.school_id == SCHOOL)
_EIGEN = select(_E.c.gekozen).where(_E.c.school_id == SCHOOL)
_PRACTICE = select(_S.c.oefenschool).where(_S.c.id == SCHOOL)
_SETTINGS = select(_G.c.naam, _G.c.waarde).where(_G.c.school_id == SCHOOL)


def create_school(connection: Connection, naam: str, *, oefenschool: bool) -> str:
    """Create a school; return its id."""
    school_id = uuid.uuid4().hex
    connection.execute(insert(_S).values(id=school_id, naam=naam, oefenschool=oefenschool, laatste_nummer=0))
    return school_id


def read_naam(typed: str) -> str:
    """The name of a school as it was typed. Raises ``ValueError`` with a Dutch sentence."""
    naam = " ".join(clean_line(typed).split())
    if not naam or len(naam) > NAAM_MAX or not naam.isprintable():
        raise ValueError(f"Geef de school een naam van ten hoogste {NAAM_MAX} gewone tekens.")
    return naam


def rename(connection: Connection, school_id: str, naam: str) -> None:
    """Call the school so from now on; papers that were made keep its name of then."""
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(update(_S).where(_S.c.id == school_id).values(naam=naam))


def is_practice(connection: Connection) -> bool | None:
    """Whether this database holds the practice school; None while it holds no school at all."""
    return connection.execute(_ANY).scalar()


def all_schools(connection: Connection) -> dict[str, str]:
    """The names of all schools in this database, by id, in their order."""
    return _by_name(connection.execute(_ALL).all())


def named(connection: Connection, school_ids: Sequence[str]) -> dict[str, str]:
    """The names of these schools, by id, in their order. Needs a connection for every school."""
    return _by_name(connection.execute(_SOME, {"ids": list(school_ids)}).all())


def _by_name(rows: Sequence[Row[str, str]]) -> dict[str, str]:
    return {row.id: row.naam for row in sorted(rows, key=lambda row: (alfabet(row.naam), row.naam, row.id))}


def is_alone(connection: Connection) -> bool:
    """Whether there is only one school in this database. Needs a connection for every school."""
    return len(connection.execute(_TWO).all()) == 1


def school_name(connection: Connection, school_id: str) -> str:
    """The name of this school."""
    return str(connection.execute(_NAME, {"school": school_id}).scalar_one())


def name_and_practice(connection: Connection, school_id: str) -> tuple[str, bool]:
    """The name of this school, and whether it is a practice school."""
    row = connection.execute(_SIGN, {"school": school_id}).one()
    return row.naam, row.oefenschool


def first_day(connection: Connection, school_id: str) -> date | None:
    """The day on which the first dossier of this school was opened; None when there is none."""
    return connection.execute(_FIRST_DAY, {"school": school_id}).scalar()


def termijnen(connection: Connection, school_id: str) -> Ingesteld:
    """The numbers of days this school set, by name of the term."""
    rows = connection.execute(_SET, {"school": school_id})
    return {row.naam: row.dagen for row in rows}


def set_termijn(connection: Connection, school_id: str, naam: str, dagen: int) -> None:
    """Set the number of days of a term, for new obligations; what already waits keeps its date.

    Raises ``ValueError`` for a term that cannot be set, or for a number outside 1 to 60.
    """
    if naam not in [each.naam for each in TERMIJNEN if each.instelbaar] or not 1 <= dagen <= 60:
        raise ValueError("Kies een aantal dagen van 1 tot en met 60.")
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(delete(_T).where(_T.c.school_id == school_id, _T.c.naam == naam))
    connection.execute(insert(_T).values(school_id=school_id, naam=naam, dagen=dagen))


def eigen(connection: Connection, school_id: str) -> Eigen:
    """This school's own words and agreements."""
    return as_eigen(connection.scalar(_EIGEN, {"school": school_id}))


def practice_eigen(connection: Connection) -> Eigen:
    """The practice school's own words, for the sign-in page, where nobody's school is known; else the usual words."""
    query = select(_E.c.gekozen).join(_S, _S.c.id == _E.c.school_id).where(_S.c.oefenschool)
    return as_eigen(connection.scalar(query))


@lru_cache(maxsize=256)  # the same text means the same, whoever asks: the gate reads it at every request
def as_eigen(gekozen: str | None) -> Eigen:
    """The stored text, parsed. If it cannot be read, the usual words: tampering with words must lock nobody out."""
    try:
        return known(msgspec.json.decode(gekozen, type=dict[str, str])) if gekozen else GEWOON
    except (msgspec.DecodeError, UnicodeError):
        return GEWOON


def set_eigen(connection: Connection, school_id: str, anders: Eigen) -> None:
    """Set the school's own words and agreements, from the next request on; what was recorded keeps its wording."""
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(delete(_E).where(_E.c.school_id == school_id))
    if anders.gekozen:
        gekozen = msgspec.json.encode(dict(anders.gekozen), order="sorted").decode()
        connection.execute(insert(_E).values(school_id=school_id, gekozen=gekozen))


def second_factor_asked(connection: Connection, school_id: str) -> dict[Role, bool]:
    """For each role, whether this school requires a second step at sign-in; by default of all roles.

    Every role sees something confidential: content, the state of dossiers, or the accounts. The practice school
    requires none: its password is public, and it holds invented dossiers only.
    """
    practice = bool(connection.execute(_PRACTICE, {"school": school_id}).scalar_one())
    rows = connection.execute(_SETTINGS, {"school": school_id})
    decided = {row.naam: bool(row.waarde) for row in rows}
    return {role: decided.get(_second_factor(role), not practice) for role in Role}


def ask_second_factor(connection: Connection, school_id: str, role: Role, asked: bool) -> None:
    """Require a second step of this role, or no longer; applies from the next sign-in."""
    _set(connection, school_id, _second_factor(role), int(asked))


def idle_minutes(connection: Connection, school_id: str) -> int:
    """After how many minutes without activity a session ends."""
    rows = connection.execute(_SETTINGS, {"school": school_id})
    decided = {row.naam: row.waarde for row in rows}
    return int((decided.get(IDLE) or IDLE_SECONDS) // 60)


def set_idle_minutes(connection: Connection, school_id: str, minutes: int) -> None:
    """Set the minutes without activity after which a session ends. Raises ``ValueError`` outside 5 to 60."""
    if not 5 <= minutes <= 60:
        raise ValueError("Kies een aantal minuten van 5 tot en met 60.")
    _set(connection, school_id, IDLE, minutes * 60)


def looked_over(connection: Connection, school_id: str) -> frozenset[str]:
    """The parts of setting up of which the beheerder said that they are right as they are (``db.upkeep.inrichten``)."""
    rows = connection.execute(_SETTINGS, {"school": school_id})
    return frozenset(row.naam.removeprefix(_LOOKED_OVER) for row in rows if row.naam.startswith(_LOOKED_OVER))


def look_over(connection: Connection, school_id: str, naam: str) -> None:
    """Keep that this part of setting up is right as it is."""
    _set(connection, school_id, f"{_LOOKED_OVER}{naam}", 1)


def _second_factor(role: Role) -> str:
    return f"second_factor/{role.value}"


def _set(connection: Connection, school_id: str, naam: str, waarde: int) -> None:
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(delete(_G).where(_G.c.school_id == school_id, _G.c.naam == naam))
    connection.execute(insert(_G).values(school_id=school_id, naam=naam, waarde=waarde))
