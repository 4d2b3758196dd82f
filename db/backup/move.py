"""Moving schools from one database to another, keys included, for ``db move``.

The source keeps its rows, and gets the proof that they arrived (``db.school.verhuizing``): from then on nobody of these
schools signs in there, so that nothing stays behind. ``db remove-school`` then takes them away.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, make_url, select

from db.backup.copy_rows import TransferError, copy_rows, rows_of
from db.journal import journal, seals
from db.journal.chain import START
from db.keys.vault import make_key_file, vault
from db.schema import account, bestuur_school, identity, inloggen_via, school
from db.schema import journal as lines
from db.school import rows, schools, verhuizing
from db.store.engine import EVERY_SCHOOL, engine, hold, see, transaction
from db.store.settings import Settings, working_at
from db.store.voortgang import Progress
from db.upkeep import upgrade

_LONGEST = 200  # of the address in the proof
_LINKS = "Via een andere school logden in: {}. Geef ieder van hen op de nieuwe plaats een link."


def move(source: Settings, target: Settings, progress: Progress, now: datetime, naam: str = "") -> list[str]:
    """Copy the school of this name, or without one every school, or nothing; return what was done, in Dutch sentences.

    The target may already hold other schools, and gets the keys under its own master key. ``now`` is naive UTC. Raises
    ``TransferError`` when the source does not agree with its own journal, when a school is in the target already, or
    when not everything arrived.
    """
    if source.database_url == target.database_url:
        raise TransferError("De twee databases zijn dezelfde. Er is niets veranderd.")
    with working_at(source):
        moving = _schools_that_agree(naam)
    with working_at(target):
        if not target.master_file.exists():
            make_key_file(target.key_file)
        vault()
        upgrade.upgrade()
    # A writing transaction on the source too, until the proof is in it: so that nobody else writes there meanwhile.
    with working_at(source), transaction(EVERY_SCHOOL) as leaving:
        _stay_open(leaving)
        for school_id in moving:
            hold(leaving, school_id)
        let_go = _let_go(leaving, list(moving))
        with working_at(target), transaction(EVERY_SCHOOL) as arriving:
            _refuse_what_is_there(leaving, arriving, list(moving))
            _take_keys(leaving, source, target, list(moving))
            counted = copy_rows(leaving, arriving, progress, list(moving))
        _refuse_unless_whole(target, moving)
        for school_id, each in moving.items():
            last, number = _last_line(leaving, school_id), rows_of(leaving, [school_id])
            verhuizing.note(leaving, school_id, each, _name_of(target), now, last, number)
    total = sum(counted.values())
    return [
        f"Verhuisd en nageteld: {', '.join(moving.values())} ({counted['dossier']} dossiers, {total} rijen). "
        "Het logboek klopt.",
        *([_LINKS.format(let_go)] if let_go else []),
        "In de oude database staat alles er nog. Daar kan niemand van deze school meer inloggen. Werk voortaan met "
        "het nieuwe adres, en bewaar de oude database en sleutels niet langer dan nodig.",
        "Haal de school weg op de oude plaats met: python -m db remove-school NAAM. Blijft zij toch daar, dan met "
        "--blijft erbij: dan kan iedereen er weer inloggen.",
    ]


def _stay_open(connection: Connection) -> None:
    """Let this transaction wait while the target is verified, which may take longer than one may do nothing."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _let_go(connection: Connection, school_ids: Sequence[str]) -> int:
    """Undo what ties people of these schools to schools that stay: signing in via these, and seeing their figures.

    The rows would not go along, and the journal would miss them there. Returns how many signed in via another school.
    """
    theirs = select(account.c.id).where(account.c.school_id.in_(school_ids))
    via = and_(inloggen_via.c.account_id.in_(theirs), inloggen_via.c.via_id.not_in(theirs))
    board = and_(bestuur_school.c.account_id.in_(theirs), bestuur_school.c.school_id.not_in(school_ids))
    number = 0
    for table, tied in ((inloggen_via, via), (bestuur_school, board)):
        found = connection.scalars(select(table.c.account_id).where(tied).distinct().order_by(table.c.account_id)).all()
        for account_id in found:
            seals.touch_account(connection, account_id)
        connection.execute(delete(table).where(tied))
        number += len(found) if table is inloggen_via else 0
    seals.bind_now(connection)
    return number


def _refuse_unless_whole(target: Settings, moving: Mapping[str, str]) -> None:
    with working_at(target):
        found = {naam: journal.verify(school_id) for school_id, naam in moving.items()}
    wrong = [f"{naam}: {each.tekst}" for naam, each in found.items() if each]
    if wrong:
        raise TransferError(" ".join(wrong))


def _last_line(connection: Connection, school_id: str) -> tuple[int, str]:
    query = select(lines.c.seq, lines.c.mac).where(lines.c.school_id == school_id).order_by(lines.c.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.seq, row.mac) if row else (0, START)


def _name_of(place: Settings) -> str:
    """The address of a database without account and password."""
    parsed = make_url(place.database_url)
    return f"{parsed.get_backend_name()}://{parsed.host or ''}/{parsed.database or ''}"[:_LONGEST]


def _schools_that_agree(wanted: str) -> dict[str, str]:
    with engine().connect() as connection:
        if upgrade.is_empty(connection):
            raise TransferError("In de database waar u vandaan verhuist, staat geen school.")
        if not upgrade.is_current(connection):
            raise TransferError("De database waar u vandaan verhuist, is van een andere versie. Doe eerst: upgrade")
        see(connection, EVERY_SCHOOL)
        found = schools.all_schools(connection)
    if not found:
        raise TransferError("In de database waar u vandaan verhuist, staat geen school.")
    if wanted:
        found = {school_id: naam for school_id, naam in found.items() if naam == wanted}
        if len(found) != 1:
            raise TransferError(f"Er is niet één school met de naam ‘{wanted}’. Er is niets verhuisd.")
    for school_id, naam in found.items():
        finding = journal.verify(school_id)
        if finding:
            raise TransferError(f"{naam}: {finding.tekst} Er is niets verhuisd.")
    return found


def _refuse_what_is_there(leaving: Connection, arriving: Connection, school_ids: Sequence[str]) -> None:
    if set(school_ids) & set(arriving.scalars(select(school.c.id))):
        raise TransferError("Deze school staat al in de database waar u naartoe verhuist. Er is niets veranderd.")
    theirs = select(account.c.email).where(rows.of(account, school_ids))
    taken = set(arriving.scalars(select(account.c.email))) & set(leaving.scalars(theirs))
    if taken:
        raise TransferError(
            f"Deze e-mailadressen hebben daar al een account: {', '.join(sorted(taken))}. Er is niets veranderd."
        )
    people = select(identity.c.issuer, identity.c.subject)
    moving = people.where(rows.of(identity, school_ids))
    if {tuple(row) for row in arriving.execute(people)} & {tuple(row) for row in leaving.execute(moving)}:
        raise TransferError(
            "Iemand die met het account van school inlogt, heeft daar al een account. Ontkoppel het hier of daar. "
            "Er is niets veranderd."
        )


def _take_keys(leaving: Connection, source: Settings, target: Settings, school_ids: Sequence[str]) -> None:
    """Copy the keys before the rows: if the rows then fail, the keys open nothing and the move can be repeated."""
    with working_at(source):
        known = vault()
        keys = known.keys(rows.owners(leaving, school_ids))
        heads = {each: _last_line(leaving, each) for each in school_ids if known.anchored(each)}
    with working_at(target):
        vault().take(keys, heads)
        for school_id, head in heads.items():  # a head stored at an earlier attempt is older
            vault().anchor(school_id, *head)
