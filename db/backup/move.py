"""Moving the schools in one database to another, keys included, for ``db move``. The source is left unchanged."""

from sqlalchemy import Connection, select

from db.backup.copy_rows import TransferError, copy_rows
from db.journal import journal
from db.keys.vault import make_key_file, vault
from db.schema import account, identity, school
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, see, transaction
from db.store.settings import Settings, working_at
from db.store.voortgang import Progress
from db.upkeep import upgrade


def move(source: Settings, target: Settings, progress: Progress) -> list[str]:
    """Copy every school, or none; return what was done, as Dutch sentences.

    The target may already hold other schools, and gets the keys under its own master key. Raises ``TransferError`` when
    the source does not agree with its own journal, when a school is in the target already, or when not everything
    arrived.
    """
    if source.database_url == target.database_url:
        raise TransferError("De twee databases zijn dezelfde. Er is niets veranderd.")
    with working_at(source):
        moving = _schools_that_agree()
    with working_at(target):
        if not target.master_file.exists():
            make_key_file(target.key_file)
        vault()
        upgrade.upgrade()
    # A writing transaction on the source too, so that nobody else writes to it meanwhile.
    with working_at(source), engine().begin() as leaving:
        see(leaving, EVERY_SCHOOL)
        with working_at(target), transaction(EVERY_SCHOOL) as arriving:
            _refuse_what_is_there(leaving, arriving)
            _take_keys(source, target, list(moving))
            counted = copy_rows(leaving, arriving, progress)
    with working_at(target):
        found = {naam: journal.verify(school_id) for school_id, naam in moving.items()}
    wrong = [f"{naam}: {each.tekst}" for naam, each in found.items() if each]
    if wrong:
        raise TransferError(" ".join(wrong))
    total = sum(counted.values())
    return [
        f"Verhuisd en nageteld: {', '.join(moving.values())} ({counted['dossier']} dossiers, {total} rijen). "
        "Het logboek klopt.",
        "De oude database is niet veranderd. Start Meldroute voortaan met het nieuwe adres, en bewaar de oude "
        "database en sleutels niet langer dan nodig.",
    ]


def _schools_that_agree() -> dict[str, str]:
    with engine().connect() as connection:
        if upgrade.is_empty(connection):
            raise TransferError("In de database waar u vandaan verhuist, staat geen school.")
        if not upgrade.is_current(connection):
            raise TransferError("De database waar u vandaan verhuist, is van een andere versie. Doe eerst: upgrade")
        see(connection, EVERY_SCHOOL)
        found = schools.all_schools(connection)
    if not found:
        raise TransferError("In de database waar u vandaan verhuist, staat geen school.")
    for school_id, naam in found.items():
        finding = journal.verify(school_id)
        if finding:
            raise TransferError(f"{naam}: {finding.tekst} Er is niets verhuisd.")
    return found


def _refuse_what_is_there(leaving: Connection, arriving: Connection) -> None:
    there = set(arriving.scalars(select(school.c.id)))
    if there & set(leaving.scalars(select(school.c.id))):
        raise TransferError("Deze school staat al in de database waar u naartoe verhuist. Er is niets veranderd.")
    taken = set(arriving.scalars(select(account.c.email))) & set(leaving.scalars(select(account.c.email)))
    if taken:
        raise TransferError(
            f"Deze e-mailadressen hebben daar al een account: {', '.join(sorted(taken))}. Er is niets veranderd."
        )
    people = select(identity.c.issuer, identity.c.subject)
    if {tuple(row) for row in arriving.execute(people)} & {tuple(row) for row in leaving.execute(people)}:
        raise TransferError(
            "Iemand die met het account van school inlogt, heeft daar al een account. Ontkoppel het hier of daar. "
            "Er is niets veranderd."
        )


def _take_keys(source: Settings, target: Settings, school_ids: list[str]) -> None:
    """Copy the keys before the rows: if the rows then fail, the keys open nothing and the move can be repeated."""
    with working_at(source):
        known = vault()
        keys, heads = known.keys(known.owners()), {each: known.anchored(each) for each in school_ids}
    with working_at(target):
        vault().take(keys, {school_id: head for school_id, head in heads.items() if head})
        for school_id, head in heads.items():
            if head:  # a head stored at an earlier attempt is older
                vault().anchor(school_id, *head)
