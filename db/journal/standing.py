"""Which rows make up the stand of a dossier, an account or the school, and computing it.

A stand is a keyed digest in four parts, so that a difference can say in which part it is. ``db.journal.seals`` binds
stands to the journal. A new table about one of these belongs in ``DOSSIER``, ``ACCOUNT`` or ``SCHOOL``.
"""

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    literal_column,
    null,
    select,
    union_all,
)

from db import schema
from db.journal.as_text import as_text, same_text
from db.keys import vault
from db.keys.tree import stand_key
from db.keys.vault import Ring
from db.store.beside import beside
from meldcode.route.fasen import Fase

_D, _A, _S = schema.dossier, schema.account, schema.school
_SOME: BindParameter[Any] = bindparam("ids", expanding=True)
_THIS: BindParameter[Any] = bindparam("id")
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Rows:
    """Rows about one thing: their table, and ``of``, the column that refers to the thing.

    All columns count except those ``left_out``, or ``only`` those named. Columns that change without ``touch`` must be
    left out. A row with null in the column ``present`` does not count.
    """

    table: Table
    of: str
    left_out: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    present: str = ""

    @cached_property
    def bound(self) -> list[Column[object]]:
        """The columns that count for the digest."""
        return [each for each in self.table.c if each.name in (self.only or {each.name}) - self.left_out]

    def query(self, number: int, width: int, *, one: bool) -> Select[*tuple[Any, ...]]:
        """Select rows about some things: ``number``, the id of the thing, and ``width`` values, padded with null.

        ``one``: about one thing, which spares writing out a list.
        """
        values: list[ColumnElement[Any]] = [*map(as_text, self.bound), *[null()] * (width - len(self.bound))]
        named = [each.label(f"_{at}") for at, each in enumerate(values)]
        mine = self.table.c[self.of]
        query = select(literal_column(str(number)).label("_rows"), mine.label("_of"), *named).where(
            mine == _THIS if one else mine.in_(_SOME)
        )
        return query.where(self.table.c[self.present].is_not(None)) if self.present else query


class Asked:
    """A query for some parts of a stand: a statement for one thing and one for several, built once."""

    def __init__(self, *parts: tuple[Rows, ...]) -> None:
        self.parts = len(parts)
        self._every = [(number, rows) for number, part in enumerate(parts) for rows in part]
        width = max(len(rows.bound) for _part, rows in self._every)
        self._one, self._some = (
            union_all(*(rows.query(at, width, one=one) for at, (_part, rows) in enumerate(self._every)))
            for one in (True, False)
        )

    def __call__(self, connection: Connection, ids: Sequence[str]) -> Iterator[tuple[int, str, list[object]]]:
        """Run it: for each row the number of its part, the id of the thing, and its table with its values."""
        query, about = (self._one, {"id": ids[0]}) if len(ids) == 1 else (self._some, {"ids": ids})
        for at, of, *values in connection.execute(query, about):
            part, rows = self._every[at]
            yield part, of, [rows.table.name, *values[: len(rows.bound)]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its own table, and the parts of its stand, each with its name in a Dutch sentence."""

    table: Table
    noun: str
    parts: tuple[tuple[str, tuple[Rows, ...]], ...]

    @cached_property
    def fase(self) -> int:
        """Where in a row of its own table its fase stands, for a dossier; else its id."""
        return 1 + max(at for at, each in enumerate(self.parts[0][1][0].bound) if each.name in {"id", "fase"})

    @cached_property
    def whole(self) -> Asked:
        """All parts in one query."""
        return Asked(*(tables for _name, tables in self.parts))

    @cached_property
    def apart(self) -> list[tuple[str, Asked]]:
        """Each part separately, with its name."""
        return [(name, Asked(tables)) for name, tables in self.parts]


def _about(of: str, *tables: Table) -> tuple[Rows, ...]:
    return tuple(Rows(each, of) for each in tables)


_SECRETS = frozenset({"password_hash"})
# Who has seen what is bound to nothing; the first day that something is due follows from what is bound, and how long
# it is kept from the records and the decision of the board.
_NOTED = frozenset(
    {
        "gezien_tot",
        "dringend_tot",
        "houder_tot",
        "directie_tot",
        "bekeken_op",
        "eerst_op",
        "bewaren_tot",
        "verzegeld_tot",
    }
)
_PROOF = frozenset({"bewijs"})  # apart: what was destroyed before there was such a column stays bound as it was
DOSSIER = Kind(
    _D,
    "dossier",
    (
        ("waar het staat, of het bewijs van vernietiging", (
            Rows(_D, "id", _NOTED), Rows(schema.vernietiging, "dossier_id", frozenset({"finished_at", *_PROOF})),
            Rows(schema.vernietiging, "dossier_id", only=frozenset({"dossier_id", *_PROOF}), present="bewijs"),
        )),
        ("wat er te doen staat", _about("dossier_id", schema.verplichting)),
        ("wie erbij mag, of waar het bij hoort", _about("dossier_id", schema.toegang, schema.verwant)),
        ("het verloop voor de cijfers",
         _about("dossier_id", schema.verloop_fase, schema.verloop_wacht, schema.verloop_merk)),
    ),
)  # fmt: skip
ACCOUNT = Kind(
    _A,
    "account",
    (
        ("de naam, het adres, de rol of de blokkade", (
            Rows(_A, "id", _SECRETS), *_about("account_id", schema.nevenrol, schema.tijdelijk),
        )),
        ("het wachtwoord", (Rows(_A, "id", only=_SECRETS),)),
        ("de tweede stap of de koppeling met het account van school", (
            Rows(schema.second_factor, "account_id", only=frozenset({"account_id", "secret"}), present="secret"),
            *_about("account_id", schema.recovery_code, schema.identity, schema.inloggen_via),
        )),
        ("een link, een agenda-adres, de scholen van het bestuur, of wanneer iemand er is",
         _about("account_id", schema.link, schema.feed, schema.bestuur_school, schema.scholenbeheer,
                schema.werkt_niet, schema.afwezigheid)),
    ),
)  # fmt: skip
SCHOOL = Kind(
    _S,
    "school",
    (
        ("de naam of de soort", (Rows(_S, "id", frozenset({"laatste_nummer"})),)),
        (
            "de termijnen, de vrije dagen, de leerlingenlijst, of de eigen woorden en afspraken",
            _about(
                "school_id", schema.termijn, schema.vrij, schema.vrij_groep, schema.eigen, schema.leerlingenlijst
            ),
        ),
        (
            "de instellingen voor inloggen, mail en back-ups",
            _about("school_id", schema.setting, schema.first_code, schema.geheim),
        ),
        ("de cijfers van vernietigde dossiers", _about("school_id", schema.statistiek)),
    ),
)  # fmt: skip
KINDS = (SCHOOL, ACCOUNT, DOSSIER)
Own = Sequence[object]
OWN = tuple(map(as_text, DOSSIER.parts[0][1][0].bound))
"""What a statement that changes a dossier must return, so that its stand need not be read again (``Own``)."""
UNKNOWN = "-" * 16
PART = 16  # hex digits per part: 64 bits are enough, since nobody can try values without the key


_THERE = {
    SCHOOL.noun: select(_S.c.id).where(_S.c.id.in_(_SOME)),
    ACCOUNT.noun: select(_A.c.id).where(_A.c.id.in_(_SOME)),
    DOSSIER.noun: select(_D.c.id, _D.c.fase).where(_D.c.id.in_(_SOME)),
}


def ids_of(connection: Connection, school_id: str, kind: Kind) -> list[str]:
    """The ids of all things of this kind in the school, in a fixed order."""
    if kind is SCHOOL:
        return [school_id]
    query = select(kind.table.c.id).where(kind.table.c.school_id == school_id).order_by(kind.table.c.id)
    return list(connection.scalars(query))


def stands(
    connection: Connection,
    school_id: str,
    kind: Kind,
    ids: Sequence[str],
    ring: Ring | None = None,
    *,
    as_before: bool = False,
) -> dict[str, str]:
    """The present stands of these things, by id; without those that do not exist or whose key is gone.

    ``ring``: the keys, if they were read already. ``as_before``: as before stands of dossiers had a key of their own
    (ADR 75).
    """
    rows, there = _rows(connection, kind, kind.whole, ids)
    return _digests(rows, _keys(school_id, kind, there, ring, as_before=as_before))


def stands_anyhow(
    connection: Connection,
    school_id: str,
    kind: Kind,
    ids: Sequence[str],
    ring: Ring | None = None,
    *,
    as_before: bool = False,
) -> dict[str, str]:
    """As ``stands``, but a part that cannot be read is ``UNKNOWN`` instead of raising: recording must continue."""
    if not ids:
        return {}
    with beside(connection, f"how each {kind.noun} stands"):
        return stands(connection, school_id, kind, ids, ring, as_before=as_before)
    there = {row[0]: row[-1] for row in connection.execute(_THERE[kind.noun], {"ids": list(ids)})}
    keys, parts = _keys(school_id, kind, there, ring, as_before=as_before), []
    for name, asked in kind.apart:
        part = dict.fromkeys(keys, UNKNOWN)
        with beside(connection, name):
            part = _digests(_rows(connection, kind, asked, list(keys))[0], keys)
        parts.append(part)
    return {thing: "".join(part[thing] for part in parts) for thing in keys}


def with_own_row(before: str, own: Own, key: bytes) -> str:
    """The stand of a dossier of which only its own row has changed, as ``OWN`` gives it; no destroyed one."""
    row = _encode([*map(same_text, (DOSSIER.table.name, *own))])
    return _digest(stand_key(key), [DOSSIER.noun.encode(), row]) + before[PART:]


def _rows(
    connection: Connection, kind: Kind, asked: Asked, ids: Sequence[str]
) -> tuple[dict[str, list[list[bytes]]], dict[str, object]]:
    """By thing, the rows of each part asked for; and of each thing that exists the last column of its own row."""
    found = {each: [[kind.noun.encode()] for _part in range(asked.parts)] for each in ids}
    there: dict[str, object] = {}
    for part, of, row in asked(connection, ids):
        # In a damaged file an index may lead to the row of another thing. It is ignored: this thing then differs.
        if of in found:
            found[of][part].append(_encode([*map(same_text, row)]))
            if row[0] == kind.table.name:
                there.setdefault(of, row[kind.fase])
    return found, there


def _digests(rows: Mapping[str, list[list[bytes]]], keys: Mapping[str, bytes]) -> dict[str, str]:
    """The concatenated digests of the parts of each thing that has a key."""
    return {thing: "".join(_digest(key, part) for part in rows[thing]) for thing, key in keys.items() if thing in rows}


def _digest(key: bytes, rows: Iterable[bytes]) -> str:
    return hmac.digest(key, b"\n".join(sorted(rows)), "sha256").hex()[:PART]


def _keys(
    school_id: str, kind: Kind, there: Mapping[str, object], ring: Ring | None, *, as_before: bool = False
) -> dict[str, bytes]:
    """The key for the digest of each thing that exists, by id; ``there`` has the fase of each dossier.

    A dossier uses its own key until it is destroyed, then that of the school: old digests then give nothing away.
    """
    alive = [thing for thing, fase in there.items() if kind is DOSSIER and fase != Fase.VERNIETIGD]
    keys = ring.keys if ring else vault.vault().readable([school_id, *alive])
    own = {thing: keys[thing] if as_before else stand_key(keys[thing]) for thing in alive if thing in keys}
    others = there.keys() - set(alive) if school_id in keys else ()
    return own | dict.fromkeys(others, keys.get(school_id, b""))
