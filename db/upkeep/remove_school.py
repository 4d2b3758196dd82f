"""Removing a school that was moved, for ``db remove-school``: its rows and keys go for good, and the proof stays.

First the rows, with the journal, in one transaction that says which keys go; then the keys. What was cut off in between
is finished at the next start, and keys that an older key store brings back are destroyed again then.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, func, or_, select, update

from db import schema
from db.accounts import last_day, sessions, sign_in
from db.journal import chain, journal, seals
from db.keys.vault import vault
from db.school import aankomst, rows, schools, verhuizing
from db.school.verhuizing import REMOVED, Verhuizing
from db.store.engine import EVERY_SCHOOL, empty_log, engine, hold, reading, transaction
from db.store.faults import Said
from meldcode.route.fasen import Fase

_A, _B, _D, _J, _V = schema.account, schema.bestuur_school, schema.dossier, schema.journal, schema.inloggen_via
# What is written although nobody can sign in any more: all else would be lost.
_BY_ITSELF = (
    *(chain.SEALED, journal.PUPILS_WIPED, journal.CALENDAR_READ),
    *(last_day.ENDED, sign_in.FAILED, sign_in.REFUSED),
)
_NOTHING = "Er is niets weggehaald."
_ELSEWHERE = "een plaats die in een later bewijs staat"
_ARRIVES = (
    "De verhuizing van {} hierheen is niet af. Geef de opdracht python -m db move nog eens, zoals eerst. Bestaat de "
    "oude plaats niet meer, doe dan: python -m db remove-school NAAM --blijft."
)


class NotRemoved(Said):
    """The school was not removed. The text is a Dutch sentence for the administrator."""


def remove(naam: str, now: datetime) -> Verhuizing:
    """Remove the school of this name, which was moved; return the proof. ``now`` is naive UTC.

    Raises ``NotRemoved``, with nothing changed, when there is no proof that all of it is elsewhere: it was not moved,
    its proof or its journal was altered, or somebody recorded or viewed something after it was moved.
    """
    with reading(EVERY_SCHOOL) as connection:
        school_id = _named(connection, naam)
        _refuse_when_arriving(connection, school_id, naam)
    finding = journal.verify(school_id)
    if finding:
        raise NotRemoved(f"{naam}: {finding.tekst} {_NOTHING}")
    with transaction(EVERY_SCHOOL) as connection:
        hold(connection, school_id)
        found = verhuizing.waiting(connection, school_id)
        _refuse_unless_moved(connection, naam, found)
        assert found is not None  # noqa: S101  # refused above; this tells the type checker
        _take_away(connection, found, now)
    finish(now)
    with reading(EVERY_SCHOOL) as connection:
        return next(each for each in verhuizing.every(connection) if each.id == found.id)


def stay(naam: str) -> str:
    """Let the school of this name stay here although it was moved: whoever has an account signs in again.

    Also one whose arrival was never finished, because the old place is no more. Returns what is to be said, in Dutch.
    Raises ``NotRemoved`` when it was not moved, or did not arrive whole.
    """
    with reading(EVERY_SCHOOL) as connection:
        school_id = _named(connection, naam)
        arrives = [each for each in aankomst.every(connection) if each.school_id == school_id]
    finding = journal.verify(school_id) if arrives else None
    if finding:
        raise NotRemoved(f"{naam}: {finding.tekst} Er is niets veranderd.")
    with transaction(EVERY_SCHOOL) as connection:
        aankomst.ended(connection, arrives)
        if not verhuizing.withdraw(connection, school_id) and not arrives:
            raise NotRemoved(f"{naam} is niet verhuisd. Er is niets veranderd.")
    said = f"{naam} blijft hier. Wie er een account heeft, kan weer inloggen."
    return f"{said} Laat op de oude plaats niemand van deze school meer inloggen." if arrives else said


def finish(now: datetime) -> int:
    """Destroy the keys of schools that were removed and empty the logs; return how many are still unfinished.

    Also the keys that came back since, with an older key store, unless the school itself did. Runs at every start.
    """
    with reading(EVERY_SCHOOL) as connection:
        here = schools.all_schools(connection).keys() | {each.school_id for each in aankomst.every(connection)}
        gone = [each for each in verhuizing.every(connection) if each.weg_op and each.school_id not in here]
    waiting = [each for each in gone if each.klaar_op is None or vault().left_of(each.sleutels)[0]]
    for each in waiting:
        if not vault().destroy(each.sleutels, {each.school_id: REMOVED}) or not empty_log(engine()):
            return len(waiting)
    if waiting:
        with transaction(EVERY_SCHOOL) as connection:
            verhuizing.finished(connection, [each.id for each in waiting], now)
    return 0


def again(connection: Connection, now: datetime) -> list[str]:
    """Take away the schools that a restored back-up brought back after they were removed; return their names."""
    removed, back = verhuizing.removed_schools(), []
    for school_id, naam in schools.all_schools(connection).items():
        if school_id in removed:
            found = verhuizing.waiting(connection, school_id)
            if found is None:
                verhuizing.note(connection, school_id, naam, _ELSEWHERE, now, (0, chain.START), {})
                found = verhuizing.waiting(connection, school_id)
            assert found is not None  # noqa: S101  # it was noted just now
            _take_away(connection, found, now)
            back.append(naam)
    return back


def _named(connection: Connection, naam: str) -> str:
    found = [school_id for school_id, known in schools.all_schools(connection).items() if known == naam]
    if len(found) != 1:
        raise NotRemoved(f"Er is niet één school met de naam ‘{naam}’. {_NOTHING}")
    return found[0]


def _refuse_when_arriving(connection: Connection, school_id: str, naam: str) -> None:
    if school_id in {each.school_id for each in aankomst.every(connection)}:
        raise NotRemoved(f"{_ARRIVES.format(naam)} {_NOTHING}")


def _refuse_unless_moved(connection: Connection, naam: str, found: Verhuizing | None) -> None:
    if found is None:
        raise NotRemoved(f"{naam} is niet verhuisd. Doe eerst: python -m db move. {_NOTHING}")
    if not found.is_true:
        raise NotRemoved(f"Het bewijs dat {naam} is verhuisd, is veranderd. Verhuis haar opnieuw. {_NOTHING}")
    mine = _J.c.school_id == found.school_id
    last = connection.scalar(select(_J.c.mac).where(mine, _J.c.seq == found.regel))
    later = select(func.min(_J.c.seq)).where(mine, _J.c.seq > found.regel, _J.c.action.not_in(_BY_ITSELF))
    number = connection.scalar(later)
    if number is not None or (last or chain.START) != found.kenmerk:
        raise NotRemoved(
            f"Na de verhuizing is bij {naam} hier nog iets vastgelegd of bekeken (regel {number or found.regel} van "
            f"het logboek). Dat staat niet op de nieuwe plaats. {_NOTHING}"
        )


def _take_away(connection: Connection, found: Verhuizing, now: datetime) -> None:
    """Delete every row of the school, within the transaction that says which keys go with them."""
    verhuizing.complete(connection, found, rows.owners(connection, [found.school_id]), now)
    delete_rows(connection, found.school_id)


def delete_rows(connection: Connection, school_id: str) -> None:
    """Delete every row of a school that leaves (``verhuizing.complete``), or whose arrival is undone."""
    theirs = [school_id]
    _cut_ties(connection, school_id)
    # The triggers allow deleting vastleggingen only of a dossier that is destroyed, lines only of a school that leaves.
    connection.execute(update(_D).where(rows.of(_D, theirs)).values(fase=Fase.VERNIETIGD))
    for table in reversed(schema.metadata.sorted_tables):
        if table.name not in rows.OF_NO_SCHOOL:
            connection.execute(delete(table).where(rows.of(table, theirs)))


def _cut_ties(connection: Connection, school_id: str) -> None:
    """Undo what ties people of other schools to this one: signing in via it, and seeing its figures."""
    theirs = select(_A.c.id).where(_A.c.school_id == school_id)
    via = select(_V.c.account_id).where(_V.c.via_id.in_(theirs), _V.c.account_id.not_in(theirs))
    for account_id in connection.scalars(via.order_by(_V.c.account_id)).all():
        seals.touch_account(connection, account_id)
        sessions.end_all(connection, account_id)
    board = select(_B.c.account_id).where(_B.c.school_id == school_id, _B.c.account_id.not_in(theirs))
    for account_id in connection.scalars(board.order_by(_B.c.account_id)).all():
        seals.touch_account(connection, account_id)
    connection.execute(delete(_V).where(or_(_V.c.account_id.in_(theirs), _V.c.via_id.in_(theirs))))
    connection.execute(delete(_B).where(or_(_B.c.account_id.in_(theirs), _B.c.school_id == school_id)))
