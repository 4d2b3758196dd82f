"""What is known of a dossier, an account or the school beside its records, as one keyed digest: its stand.

In four parts, so that it can be said which of them is another. ``db.seals`` binds stands to the journal.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Column, Connection, Select, Table, bindparam, select

from db import chain, schema, vault
from db.beside import beside
from meldcode.fasen import Fase

_D, _A, _S = schema.dossier, schema.account, schema.school
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Rows:
    """Rows about one thing: of which table, found by which column, and what is not bound of them because it comes and
    goes by itself. A row without ``present`` binds nothing."""

    table: Table
    of: str
    left_out: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    present: str = ""

    @property
    def bound(self) -> list[Column[object]]:
        """The columns that are bound."""
        return [each for each in self.table.c if each.name in (self.only or {each.name}) - self.left_out]

    @cached_property
    def query(self) -> Select[*tuple[Any, ...]]:
        """The rows about some of these things, each after which it is about; put together once."""
        mine = self.table.c[self.of]
        query = select(mine.label("_of"), *chain.as_kept(self.bound)).where(mine.in_(bindparam("ids", expanding=True)))
        return query.where(self.table.c[self.present].is_not(None)) if self.present else query


@dataclass(frozen=True)
class Kind:
    """A kind of thing: the table it is a row of, and its parts, each with what it is called in a Dutch sentence."""

    table: Table
    noun: str
    parts: tuple[tuple[str, tuple[Rows, ...]], ...]


def _about(of: str, *tables: Table) -> tuple[Rows, ...]:
    return tuple(Rows(each, of) for each in tables)


_SECRETS = frozenset({"password_hash"})
DOSSIER = Kind(
    _D,
    "dossier",
    (
        ("waar het staat, of het bewijs van vernietiging", (
            Rows(_D, "id"), Rows(schema.vernietiging, "dossier_id", frozenset({"finished_at"})),
        )),
        ("wat er te doen staat", _about("dossier_id", schema.verplichting)),
        ("wie erbij mag", _about("dossier_id", schema.toegang)),
        ("het verloop voor de cijfers",
         _about("dossier_id", schema.verloop_fase, schema.verloop_wacht, schema.verloop_merk)),
    ),
)  # fmt: skip
ACCOUNT = Kind(
    _A,
    "account",
    (
        ("de naam, het adres, de rol of de blokkade", (Rows(_A, "id", _SECRETS),)),
        ("het wachtwoord", (Rows(_A, "id", only=_SECRETS),)),
        ("de tweede stap of de koppeling met het account van school", (
            Rows(schema.second_factor, "account_id", only=frozenset({"account_id", "secret"}), present="secret"),
            *_about("account_id", schema.recovery_code, schema.identity),
        )),
        ("een link, een agenda-adres of de scholen van het bestuur",
         _about("account_id", schema.link, schema.feed, schema.bestuur_school)),
    ),
)  # fmt: skip
SCHOOL = Kind(
    _S,
    "school",
    (
        ("de naam of de soort", (Rows(_S, "id", frozenset({"laatste_nummer"})),)),
        ("de termijnen of de vrije dagen", _about("school_id", schema.termijn, schema.vrij)),
        ("de instellingen voor het inloggen", _about("school_id", schema.setting, schema.first_code)),
        ("de cijfers van vernietigde dossiers", _about("school_id", schema.statistiek)),
    ),
)  # fmt: skip
KINDS = (SCHOOL, ACCOUNT, DOSSIER)
UNKNOWN = "-" * 16
PART = 16  # of the digits of the digest of each part: 64 bits under a key, tried nowhere


_SOME: BindParameter[Any] = bindparam("ids", expanding=True)
_THERE = {
    SCHOOL.noun: select(_S.c.id).where(_S.c.id.in_(_SOME)),
    ACCOUNT.noun: select(_A.c.id).where(_A.c.id.in_(_SOME)),
    DOSSIER.noun: select(_D.c.id, _D.c.fase).where(_D.c.id.in_(_SOME)),
}


def ids_of(connection: Connection, school_id: str, kind: Kind) -> list[str]:
    """The things of this kind that are in the school, in a fixed order."""
    if kind is SCHOOL:
        return [school_id]
    query = select(kind.table.c.id).where(kind.table.c.school_id == school_id).order_by(kind.table.c.id)
    return list(connection.scalars(query))


def stands(connection: Connection, school_id: str, kind: Kind, ids: Sequence[str]) -> dict[str, str]:
    """How these things stand now, by id. One that is not there, or whose key is gone, has no stand."""
    keys = _keys(connection, school_id, kind, ids)
    parts = [_part(connection, kind, tables, keys) for _name, tables in kind.parts]
    return {thing: "".join(part[thing] for part in parts) for thing in keys}


def stands_anyhow(connection: Connection, school_id: str, kind: Kind, ids: Sequence[str]) -> dict[str, str]:
    """The same, for who must go on writing: a part of which a table cannot be read is ``UNKNOWN``."""
    if not ids:
        return {}
    with beside(connection, f"how each {kind.noun} stands"):
        return stands(connection, school_id, kind, ids)
    keys, parts = _keys(connection, school_id, kind, ids), []
    for name, tables in kind.parts:
        part = dict.fromkeys(keys, UNKNOWN)
        with beside(connection, name):
            part = _part(connection, kind, tables, keys)
        parts.append(part)
    return {thing: "".join(part[thing] for part in parts) for thing in keys}


def _part(connection: Connection, kind: Kind, tables: Sequence[Rows], keys: Mapping[str, bytes]) -> dict[str, str]:
    rows: dict[str, list[bytes]] = {each: [kind.noun.encode()] for each in keys}
    for each in tables:
        for of, *values in connection.execute(each.query, {"ids": list(keys)}):
            row = [None if value is None else _written(value) for value in values]
            # Of a damaged file an index may lead to a row of another: then this one has a row less, and differs.
            rows.get(of, []).append(_encode([str(each.table.name), *row]))
    return {thing: hmac.digest(keys[thing], b"\n".join(sorted(rows[thing])), "sha256").hex()[:PART] for thing in keys}


def _keys(connection: Connection, school_id: str, kind: Kind, ids: Sequence[str]) -> dict[str, bytes]:
    """Of each thing that is there, the key of its digest: of a dossier its own, so that nothing can be guessed from the
    digest once it is destroyed."""
    if kind is not DOSSIER:
        there = connection.scalars(_THERE[kind.noun], {"ids": list(ids)}).all()
        of_school = vault.vault().readable([school_id]).get(school_id)
        return dict.fromkeys(there, of_school) if of_school else {}
    fasen = {row.id: row.fase for row in connection.execute(_THERE[kind.noun], {"ids": list(ids)})}
    alive = [thing for thing, fase in fasen.items() if fase != Fase.VERNIETIGD]
    keys = vault.vault().readable([school_id, *alive])
    of_school = keys.pop(school_id, None)
    return keys | (dict.fromkeys(fasen.keys() - set(alive), of_school) if of_school else {})


def _written(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else chain.written(value)
