"""Moving schools from one database to another, keys included, for ``db move``.

The source keeps its rows, and gets the proof that they arrived (``db.school.verhuizing``): from then on nobody of these
schools signs in there, so that nothing stays behind. ``db remove-school`` then takes them away.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, make_url, select

from db.backup import arriving
from db.backup.copy_rows import TransferError, copy_rows, rows_of
from db.journal import journal, seals
from db.journal.chain import START
from db.keys.vault import vault
from db.schema import account, bestuur_school, identity, inloggen_via
from db.schema import journal as lines
from db.school import aankomst, rows, schools, verhuizing
from db.school.aankomst import Aankomst
from db.store.engine import EVERY_SCHOOL, engine, hold, reading, transaction
from db.store.settings import Settings, working_at
from db.store.voortgang import Progress
from db.upkeep import upgrade

_LONGEST = 200  # of the address in the proof
_NO_SCHOOL = "In de database waar u vandaan verhuist, staat geen school."
_CUT_OFF = (
    "De verhuizing van {} was afgebroken toen alles er stond en was nageteld. Nu is zij af: op de nieuwe plaats kan "
    "worden ingelogd. Het logboek klopt. Wie via een andere school inlogde, krijgt op de nieuwe plaats een link."
)
_NOW = (
    "In de oude database staat alles er nog. Daar kan niemand van deze school meer inloggen. Werk voortaan met het "
    "nieuwe adres, en bewaar de oude database en sleutels niet langer dan nodig.",
    "Haal de school weg op de oude plaats met: python -m db remove-school NAAM. Blijft zij toch daar, dan met "
    "--blijft erbij: dan kan iedereen er weer inloggen.",
)
_KNOWN = (
    "Zij hebben daar al een account, op een andere school: {}. Zij loggen in zoals ze daar gewend zijn. Het wachtwoord "
    "van hier werkt daar niet. Geef ieder een link voor deze school. Een beheerder doet dat in Beheer. Een beheerder "
    "zelf krijgt een link van u: python -m db link E-MAIL --school NAAM. Wie daar is ingelogd, plakt de link bij Mijn "
    "account, onder ‘Ook op een andere school’. Wie alleen met het account van school inlogt, krijgt deze school er de "
    "volgende keer vanzelf bij."
)
_LINKS = "Via een andere school logden in: {}. Geef ieder van hen op de nieuwe plaats een link."


def move(source: Settings, target: Settings, progress: Progress, now: datetime, naam: str = "") -> list[str]:
    """Copy the school of this name, or without one every school, or nothing; return what was done, in Dutch sentences.

    The target may already hold other schools, and gets the keys under its own master key. An attempt that was cut off
    is finished, or undone and made anew. ``now`` is naive UTC. Raises ``TransferError`` when the source does not agree
    with its own journal, when a school is in the target already, or when not everything arrived.
    """
    if source.database_url == target.database_url:
        raise TransferError("De twee databases zijn dezelfde. Er is niets veranderd.")
    with working_at(source):
        _refuse_unless_usable()
    arriving.prepare(target)
    proven = arriving.proven(source, target, naam)
    if proven:
        arriving.refuse_unless_whole(target, proven)
        arriving.admit(target, proven)
        progress(1.0)
        return [_CUT_OFF.format(", ".join(each.naam for each in proven)), *_known(target, proven), *_NOW]
    with working_at(source):
        moving = _schools_that_agree(naam)
    # A writing transaction on the source too, until the proof is in it: so that nobody else writes there meanwhile.
    with working_at(source), transaction(EVERY_SCHOOL) as leaving:
        _stay_open(leaving)
        for school_id in moving:
            hold(leaving, school_id)
        let_go = _let_go(leaving, list(moving))
        unlinked = _unlink_who_is_there(leaving, target, list(moving))
        coming = [aankomst.new(each, name, rows.owners(leaving, [each])) for each, name in moving.items()]
        with arriving.whole_or_undone(target, now, moving):
            _announce(leaving, source, target, coming, now)
            with working_at(target), transaction(EVERY_SCHOOL) as there:
                counted = copy_rows(leaving, there, progress, list(moving))
                arriving.let_sign_in_as_before(there, list(moving), unlinked)
            arriving.refuse_unless_whole(target, coming)
            for each in coming:
                last, number = _last_line(leaving, each.school_id), rows_of(leaving, [each.school_id])
                verhuizing.note(leaving, each.school_id, each.naam, _name_of(target), now, last, number, each.nummer)
    arriving.admit(target, coming)
    total = sum(counted.values())
    return [
        f"Verhuisd en nageteld: {', '.join(moving.values())} ({counted['dossier']} dossiers, {total} rijen). "
        "Het logboek klopt.",
        *([_LINKS.format(let_go)] if let_go else []),
        *_known(target, coming, unlinked),
        *_NOW,
    ]


def _known(target: Settings, some: Sequence[Aankomst], unlinked: Sequence[str] = ()) -> list[str]:
    """What is to be done for who has an account there at another school; nothing when nobody has."""
    addresses = arriving.who_needs_a_link(target, some, unlinked)
    return [_KNOWN.format(", ".join(addresses))] if addresses else []


def _announce(
    leaving: Connection, source: Settings, target: Settings, coming: Sequence[Aankomst], now: datetime
) -> None:
    """Say there that these schools are coming, and copy their keys: the rows are sealed under them."""
    with working_at(target), transaction(EVERY_SCHOOL) as there:
        if {each.school_id for each in coming} & schools.all_schools(there).keys():
            raise TransferError("Deze school staat al in de database waar u naartoe verhuist. Er is niets veranderd.")
        aankomst.note(there, coming, _name_of(source), now)
    with working_at(source):
        known = vault()
        keys = known.keys(owner for each in coming for owner in each.sleutels)
        theirs = [each.school_id for each in coming if known.anchored(each.school_id)]
        heads = {each: _last_line(leaving, each) for each in theirs}
    with working_at(target):
        vault().take(keys, heads)
        for school_id, head in heads.items():  # one that was stored at an earlier attempt is another
            vault().anchor(school_id, *head, back=True)


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


def _unlink_who_is_there(leaving: Connection, target: Settings, school_ids: Sequence[str]) -> list[str]:
    """Unlink the accounts of who signs in at the other place with the same account of school; return which.

    There that account of school leads to one account, and brings along the others of its owner.
    """
    people = select(identity.c.issuer, identity.c.subject)
    with working_at(target), reading(EVERY_SCHOOL) as there:
        known = {tuple(row) for row in there.execute(people)}
    theirs = people.add_columns(identity.c.account_id).where(rows.of(identity, school_ids))
    found = [row.account_id for row in leaving.execute(theirs) if (row.issuer, row.subject) in known]
    for account_id in found:
        seals.touch_account(leaving, account_id)
    leaving.execute(delete(identity).where(identity.c.account_id.in_(found)))
    seals.bind_now(leaving)
    return found


def _last_line(connection: Connection, school_id: str) -> tuple[int, str]:
    query = select(lines.c.seq, lines.c.mac).where(lines.c.school_id == school_id).order_by(lines.c.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.seq, row.mac) if row else (0, START)


def _name_of(place: Settings) -> str:
    """The address of a database without account and password."""
    parsed = make_url(place.database_url)
    return f"{parsed.get_backend_name()}://{parsed.host or ''}/{parsed.database or ''}"[:_LONGEST]


def _refuse_unless_usable() -> None:
    with engine().connect() as connection:
        if upgrade.is_empty(connection):
            raise TransferError(_NO_SCHOOL)
        if not upgrade.is_current(connection):
            raise TransferError("De database waar u vandaan verhuist, is van een andere versie. Doe eerst: upgrade")


def _schools_that_agree(wanted: str) -> dict[str, str]:
    with reading(EVERY_SCHOOL) as connection:
        found = schools.all_schools(connection)
    if not found:
        raise TransferError(_NO_SCHOOL)
    if wanted:
        found = {school_id: naam for school_id, naam in found.items() if naam == wanted}
        if len(found) != 1:
            raise TransferError(f"Er is niet één school met de naam ‘{wanted}’. Er is niets verhuisd.")
    for school_id, naam in found.items():
        finding = journal.verify(school_id)
        if finding:
            raise TransferError(f"{naam}: {finding.tekst} Er is niets verhuisd.")
    return found
