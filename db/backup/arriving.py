"""The place that a school moves to (``db.backup.move``): what arrives there is kept whole, or undone.

Until the old place has the proof, nobody of that school signs in here (``db.school.aankomst``). So an attempt that was
cut off is told from a move that is done: it is finished when there is a proof of it, and else undone and made anew.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select
from sqlalchemy.exc import SQLAlchemyError

from db.accounts import one_time_codes, via
from db.accounts.passwords import NONE_YET
from db.backup.copy_rows import TransferError
from db.journal import journal
from db.keys.vault import make_key_file, vault
from db.schema import account, identity
from db.school import aankomst, schools, verhuizing
from db.school.aankomst import Aankomst
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.store.settings import Settings, working_at
from db.upkeep import remove_school, upgrade

_A, _OTHER = account, account.alias()
_STILL_READ = (
    "Van een verhuizing die eerder is afgebroken, staan op de nieuwe plaats nog sleutels die iemand daar leest. Geef "
    "deze opdracht straks nog eens. Er is niets verhuisd."
)


def prepare(target: Settings) -> None:
    """Make the key file there if there is none, and the tables."""
    with working_at(target):
        if not target.master_file.exists():
            make_key_file(target.key_file)
        vault()
        upgrade.upgrade()


def proven(source: Settings, target: Settings, naam: str) -> list[Aankomst]:
    """The schools (of this name, or all) of which all arrived and the source has the proof: they were cut off last."""
    with working_at(target), reading(EVERY_SCHOOL) as connection:
        here = schools.all_schools(connection)
        waiting = [each for each in aankomst.every(connection) if each.school_id in here and naam in ("", each.naam)]
    if not waiting:
        return []
    with working_at(source), reading(EVERY_SCHOOL) as connection:
        known = {each.nummer for each in verhuizing.every(connection) if each.is_true}
    return [each for each in waiting if each.nummer in known]


def refuse_unless_whole(target: Settings, some: Sequence[Aankomst]) -> None:
    """Raise ``TransferError`` when the journal of one of these does not agree with what arrived."""
    with working_at(target):
        found = {each.naam: journal.verify(each.school_id) for each in some}
    wrong = [f"{naam}: {each.tekst}" for naam, each in found.items() if each]
    if wrong:
        raise TransferError(" ".join(wrong))


def admit(target: Settings, some: Sequence[Aankomst]) -> None:
    """The move is done: from now on their people sign in there."""
    with working_at(target), transaction(EVERY_SCHOOL) as connection:
        aankomst.ended(connection, some)


@contextmanager
def whole_or_undone(target: Settings, now: datetime, school_ids: Collection[str]) -> Iterator[None]:
    """Undo what an earlier attempt left there of these schools; and what this one does, when it fails.

    Raises ``TransferError``, with nothing moved, when keys of an earlier attempt cannot be wiped yet.
    """
    if not _undone(target, now, school_ids):
        raise TransferError(_STILL_READ)
    try:
        yield
    except BaseException:
        with suppress(SQLAlchemyError, OSError, Said):  # the next attempt undoes it
            _undone(target, now, school_ids)
        raise


def let_sign_in_as_before(there: Connection, school_ids: Sequence[str], unlinked: Sequence[str]) -> None:
    """Let who has an account here already, at another school, go on signing in as they did.

    That the same address stands at two schools does not say that it is one person (ADR 65): so no account is tied. But
    the one that arrived has no password of its own until its owner says so: of one address all have one salt. The same
    holds of those who were ``unlinked``.
    """
    twice = and_(_A.c.password_hash != NONE_YET, _at_another(school_ids, _OTHER.c.password_hash != NONE_YET))
    theirs = _A.c.school_id.in_(school_ids), or_(twice, _A.c.id.in_(unlinked))
    for row in there.execute(select(_A.c.id, _A.c.school_id).where(*theirs).order_by(_A.c.id)).all():
        one_time_codes.take_password(there, row.id, row.school_id)


def who_needs_a_link(target: Settings, some: Sequence[Aankomst], unlinked: Sequence[str]) -> list[str]:
    """The addresses of who arrived, cannot sign in by that account, and has one at another school there."""
    school_ids = [each.school_id for each in some]
    no_way_in = _A.c.password_hash == NONE_YET, ~exists().where(identity.c.account_id == _A.c.id), ~via.IS_TIED
    known = or_(_at_another(school_ids), _A.c.id.in_(unlinked))
    query = select(_A.c.email).where(_A.c.school_id.in_(school_ids), _A.c.active, *no_way_in, known)
    with working_at(target), reading(EVERY_SCHOOL) as connection:
        return sorted(set(connection.scalars(query)))


def _at_another(school_ids: Sequence[str], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an account has the address of one at another school than these."""
    return exists().where(_OTHER.c.school_id.not_in(school_ids), _OTHER.c.email == _A.c.email, *more).correlate(_A)


def _undone(target: Settings, now: datetime, school_ids: Collection[str]) -> bool:
    """Delete what arrived of these schools without a proof: rows, then keys. False while somebody reads those keys."""
    with working_at(target):
        with transaction(EVERY_SCHOOL) as connection:
            some = [each for each in aankomst.every(connection) if each.school_id in school_ids]
            aankomst.is_undone(connection, some, now)
            for school_id in {each.school_id for each in some} & schools.all_schools(connection).keys():
                remove_school.delete_rows(connection, school_id)
        if not some:
            return True
        # A dossier may have been destroyed at the source since: then its key must not stay here.
        if not vault().destroy([owner for each in some for owner in each.sleutels]):
            return False
        admit(target, some)
        return True
