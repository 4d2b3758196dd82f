"""Binding rows that are no records to the journal: whatever is stored about a dossier, an account or the school.

A line may carry a ``stand``: a keyed digest, in four parts, of every row about one dossier, account or school. The
last stand of each must match its rows. So if somebody changes a role, deletes a verplichting or puts back an old row
outside Meldroute, that is noticed, and in which part.

Code that writes such a row calls ``touch`` first. Whatever differs by then is not silently bound as if it were right:
it becomes a line that ``verify`` reports. At the end of the transaction a line binds the new rows (ADR 21).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, bindparam, exists, func, select

from db import schema
from db.journal import chain
from db.journal.chain import FOUND, SEALED, Entry
from db.journal.standing import ACCOUNT as ACCOUNT
from db.journal.standing import DOSSIER as DOSSIER
from db.journal.standing import KINDS as KINDS
from db.journal.standing import PART, UNKNOWN, Kind, Own, ids_of, stands, stands_anyhow, with_own_row
from db.journal.standing import SCHOOL as SCHOOL
from db.keys.vault import Ring
from db.store.engine import TOUCHED, before_commit, hold
from db.store.once import IDS
from db.store.once import SCHOOL as SCHOOL_ID
from meldcode.route.fasen import Fase

_J, _D, _A, _S = schema.journal, schema.dossier, schema.account, schema.school
_AT_ONCE = 500
_UNDER_SEAL = select(exists().where(_J.c.object_id == bindparam("school"), _J.c.action == SEALED))


def _last_of(thing: Column[str], *more: ColumnElement[bool]) -> Select[str, int, str]:
    """The last line with a stand of each of some things, which ``thing`` names."""
    mine = (_J.c.school_id == SCHOOL_ID, _J.c.stand != "", thing.in_(IDS), *more)
    last = select(func.max(_J.c.seq)).where(*mine).group_by(thing)
    return select(thing, _J.c.seq, _J.c.stand).where(_J.c.school_id == SCHOOL_ID, _J.c.seq.in_(last))


_OF_DOSSIERS = _last_of(_J.c.dossier_id)
_OF_OTHERS = _last_of(_J.c.object_id, _J.c.action == SEALED)


def is_under_seal(connection: Connection, school_id: str) -> bool:
    """Whether every account and dossier of this school must be bound: only false for one from before stands."""
    return bool(connection.execute(_UNDER_SEAL, {"school": school_id}).scalar())


def bound(connection: Connection, school_id: str, kind: Kind, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Of these things, by id: the number of the last line that binds it, and the stand in that line."""
    if kind is DOSSIER and len(ids) == 1:  # as at each record
        found = chain.end_and_last_stand(connection, school_id, ids[0])
        return {ids[0]: found} if found else {}
    rows = connection.execute(_OF_DOSSIERS if kind is DOSSIER else _OF_OTHERS, {"school": school_id, "ids": list(ids)})
    return {thing: (seq, stand) for thing, seq, stand in rows}


@dataclass(frozen=True)
class Difference:
    """A thing (dossier, account or school) that differs from what the journal binds.

    ``regel`` is the number of the line, ``parts`` are the numbers of the parts that differ; none: it is new or gone.
    """

    kind: Kind
    id: str
    regel: int | None
    parts: tuple[int, ...]
    is_gone: bool = False


def _differences(kind: Kind, known: Mapping[str, tuple[int, str]], now: Mapping[str, str]) -> Iterator[Difference]:
    """Which of the things in ``now`` differ from the journal, or are unknown to it."""
    for thing, stand in now.items():
        regel, was = known.get(thing, (None, ""))
        pairs = [(was[at : at + PART], stand[at : at + PART]) for at in range(0, len(was), PART)]
        parts = tuple(part for part, pair in enumerate(pairs) if pair[0] != pair[1] and UNKNOWN not in pair)
        if parts or not was:
            yield Difference(kind, thing, regel, parts)


def _that_differ(
    connection: Connection, school_id: str, kind: Kind, known: Mapping[str, tuple[int, str]], now: Mapping[str, str]
) -> tuple[list[Difference], set[str]]:
    """As ``_differences``, and the ids of what agrees with a line from before stands had a key of their own."""
    found = list(_differences(kind, known, now))
    if kind is not DOSSIER or not found:
        return found, set()
    before = stands_anyhow(connection, school_id, kind, [each.id for each in found], as_before=True)
    then = {each.id: each for each in _differences(kind, known, before)}
    older = before.keys() - then.keys()
    # Under the key that its line does not have, every part differs.
    return [min(each, then.get(each.id, each), key=_parts) for each in found if each.id not in older], set(older)


def _parts(found: Difference) -> int:
    return len(found.parts)


def all_differences(connection: Connection, school_id: str, kind: Kind, *, all_bound: bool) -> Iterator[Difference]:
    """Every thing of this kind in the school that differs from the journal; with ``all_bound`` also what it lacks."""
    for some in _chunks(ids_of(connection, school_id, kind)):
        known = bound(connection, school_id, kind, some)
        if not known and not is_under_seal(connection, school_id):
            continue  # nothing was bound, so nothing can differ; such a school may have no key yet
        now = stands(connection, school_id, kind, some if all_bound else list(known))
        yield from _that_differ(connection, school_id, kind, known, now)[0]
    yield from gone(connection, school_id, kind)


def in_words(connection: Connection, found: Difference) -> str:
    """A Dutch sentence about this difference, for ``verify``; a dossier by its code name."""
    name = _name(connection, found.kind, found.id)
    if found.is_gone:
        return f"Buiten Meldroute om weggehaald: een {found.kind.noun}."
    if not found.parts:
        return f"Buiten Meldroute om gemaakt: {name}."
    return f"Van {name} is buiten Meldroute om iets veranderd: {named(found.kind, found.parts)}."


def named(kind: Kind, parts: Iterable[int]) -> str:
    """The Dutch names of these parts, separated by semicolons."""
    return "; ".join(kind.parts[part][0] for part in parts if part < len(kind.parts))


def _name(connection: Connection, kind: Kind, thing: str) -> str:
    column = {"dossier": _D.c.codenaam, "account": _A.c.naam, "school": _S.c.naam}[kind.noun]
    naam = connection.execute(select(column).where(kind.table.c.id == thing)).scalar() or ""
    return f"het account van {naam}" if kind is ACCOUNT else f"{kind.noun} {naam}"


def gone(connection: Connection, school_id: str, kind: Kind) -> Iterator[Difference]:
    """The things of this kind that the journal binds but no longer exist: even a destroyed dossier keeps its row."""
    column = _J.c.dossier_id if kind is DOSSIER else _J.c.object_id
    mine = [_J.c.school_id == school_id, _J.c.stand != "", column != ""]
    if kind is not DOSSIER:
        of_school = _J.c.object_id == school_id
        mine += [_J.c.action == SEALED, of_school if kind is SCHOOL else ~of_school]
    here = kind.table.c.id if kind is SCHOOL else kind.table.c.school_id
    there = exists().where(kind.table.c.id == column, here == school_id)
    query = select(column.label("thing")).where(*mine, ~there).distinct()
    yield from (Difference(kind, thing, None, (), is_gone=True) for thing in connection.scalars(query))


@dataclass
class _Touched:
    """What ``touch`` announced: ids to bind again at the end, and by id the parts that differed already."""

    loose: set[str] = field(default_factory=set)
    wrong: dict[str, str] = field(default_factory=dict)
    right: dict[str, str] = field(default_factory=dict)
    """The stands, by id, of what did not differ."""


def touch(connection: Connection, school_id: str, kind: Kind, ids: Iterable[str], ring: Ring | None = None) -> None:
    """Announce that rows about these things will change; call this before every such write.

    What differs already becomes a line that ``verify`` reports. The new rows are bound at the end of the transaction.
    ``ring``: the keys of the one dossier this is about, if they were read already.
    """
    hold(connection, school_id)  # what another transaction bound meanwhile would look like a difference
    mine = _touched(connection, school_id, kind)
    ids = list(ids)
    new = [each for each in ids if each not in mine.loose]
    for each in mine.loose.intersection(ids):
        mine.right.pop(each, None)  # something about it was written since
    if not new or (kind is not DOSSIER and not is_under_seal(connection, school_id)):
        return
    mine.loose |= set(new)
    for some in _chunks(new):
        known = bound(connection, school_id, kind, some)
        if not known and not is_under_seal(connection, school_id):
            continue  # nothing was bound, so nothing can differ; such a school may have no key yet
        now = stands_anyhow(connection, school_id, kind, some, ring)
        unknown = {each: found for each, stand in now.items() if (found := _unknown(stand))}
        # Asked only where it makes a difference: a school from before stands has dossiers that no line binds.
        if (unknown or now.keys() - known) and not is_under_seal(connection, school_id):
            now, unknown = {each: stand for each, stand in now.items() if each in known}, {}
        differ, older = _that_differ(connection, school_id, kind, known, now)
        mine.wrong |= {each.id: _said(each.parts) for each in differ}
        mine.wrong |= {each: _said(parts) for each, parts in unknown.items()}  # a part that cannot be read is different
        mine.right |= {each: stand for each, stand in now.items() if each not in {*mine.wrong, *older}}
    before_commit(connection, _bind)


def _unknown(stand: str) -> list[int]:
    return [at // PART for at in range(0, len(stand), PART) if stand[at : at + PART] == UNKNOWN]


def _said(parts: Iterable[int]) -> str:
    return " ".join(map(str, parts))


def _touched(connection: Connection, school_id: str, kind: Kind) -> _Touched:
    every: dict[tuple[str, str], _Touched] = connection.info.setdefault(TOUCHED, {})
    return every.setdefault((school_id, kind.noun), _Touched())


def stand_of(
    connection: Connection, dossier_id: str, school_id: str, ring: Ring | None = None, *, own: Own | None = None
) -> str:
    """The present stand of a dossier, for the line about what was just recorded; it then needs no line of its own.

    ``own``: the row of the dossier as it is now, where nothing else that is bound was written since ``touch``.
    """
    mine = _touched(connection, school_id, DOSSIER)
    mine.loose.discard(dossier_id)
    if own and ring and (before := mine.right.get(dossier_id)):
        return with_own_row(before, own, ring.key(dossier_id))
    return stands_anyhow(connection, school_id, DOSSIER, [dossier_id], ring).get(dossier_id, "")


def _bind(connection: Connection) -> None:
    """At the end of a transaction, write a line for each touched thing whose stand changed."""
    for (school_id, noun), touched in connection.info.pop(TOUCHED, {}).items():
        kind = next(each for each in KINDS if each.noun == noun)
        if not touched.loose and not touched.wrong:
            continue
        at = chain.last_moment(connection, school_id)
        is_sealed = is_under_seal(connection, school_id)
        lines = [_line(kind, each, FOUND, at, digest=f"{noun} {parts}") for each, parts in touched.wrong.items()]
        for some in _chunks(sorted(touched.loose)):
            known, now = bound(connection, school_id, kind, some), stands_anyhow(connection, school_id, kind, some)
            for each, stand in now.items():
                if stand != known.get(each, (0, ""))[1] and (is_sealed or each in known):
                    lines.append(_line(kind, each, SEALED, at, stand=stand))
        if lines:
            chain.append(connection, school_id, *lines)


def bind_now(connection: Connection) -> None:
    """Bind what was touched, for who reads the journal within this transaction, and not only at its end."""
    _bind(connection)


def _line(kind: Kind, thing: str, action: str, at: datetime, **more: str) -> Entry:
    about = {"dossier_id": thing} if kind is DOSSIER else {"object_id": thing}
    return Entry("", action, at, **about, **more)


def cover(connection: Connection, school_id: str, now: datetime) -> None:
    """Bind everything in a school that the journal does not bind yet: a new school, or one from before stands."""
    if is_under_seal(connection, school_id):
        return
    chain.begin(connection, school_id)
    lines = []
    for kind in KINDS:
        for some in _chunks(ids_of(connection, school_id, kind)):
            known = bound(connection, school_id, kind, some) if kind is DOSSIER else {}
            found = stands(connection, school_id, kind, some)
            lines += [_line(kind, each, SEALED, now, stand=stand) for each, stand in found.items() if each not in known]
    if lines:
        chain.append(connection, school_id, *lines)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))


def touch_account(connection: Connection, account_id: str) -> None:
    """``touch`` for callers who know the account but not its school."""
    school_id = connection.execute(select(_A.c.school_id).where(_A.c.id == account_id)).scalar()
    if school_id:
        touch(connection, school_id, ACCOUNT, [account_id])


def touch_alive(connection: Connection, school_id: str) -> None:
    """``touch`` for what may change rows of every dossier that is not destroyed."""
    query = select(_D.c.id).where(_D.c.school_id == school_id, _D.c.fase != Fase.VERNIETIGD).order_by(_D.c.id)
    touch(connection, school_id, DOSSIER, connection.scalars(query).all())


def touch_everything(connection: Connection, school_id: str) -> None:
    """``touch`` for what changes a whole school at once, such as moving it: the school, its accounts and dossiers."""
    for kind in KINDS:
        touch(connection, school_id, kind, ids_of(connection, school_id, kind))


def in_words_of_line(connection: Connection, line: Row[tuple[object, ...]]) -> str:
    """A Dutch sentence about a line with action ``FOUND``: rows that had been changed outside Meldroute."""
    noun, *parts = str(line.digest).split()
    kind = next((each for each in KINDS if each.noun == noun), SCHOOL)
    found = Difference(kind, line.dossier_id or line.object_id, line.seq, tuple(int(each) for each in parts))
    return in_words(connection, found)
