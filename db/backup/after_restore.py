"""Reconciling a restored database with the keys of today: what was destroyed since the back-up is destroyed again."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from db import schema
from db.cijfers import statistiek
from db.dossiers import bijlagen, concepten, vernietigen
from db.dossiers.einde import uithalen
from db.journal import journal, seals
from db.journal.chain import RESTORED
from db.journal.journal import Entry
from db.keys.vault import VaultError, vault
from db.school import leerlingen
from db.school.schools import all_schools
from db.store.engine import CHECKED, EVERY_SCHOOL, after_commit, reading, transaction
from db.upkeep import remove_school
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import UitkomstStap2, VernietigingGevraagd
from meldcode.vastleggingen.einde.vernietigen import Grond

_D, _R, _V, _X = schema.dossier, schema.vastlegging, schema.verplichting, schema.vernietiging
_J, _C = schema.journal, schema.concept
KEY_AGAIN = "opnieuw vernietigd"
KEYS_OF_BEFORE = (
    "Let op: de dossiersleutels zijn van vóór een vernietiging. Van {} (dossiers) was de sleutel er weer. Die is "
    "opnieuw vernietigd. Gooi de oude kopie van de dossiersleutels weg, en zoek uit of er nog andere zijn."
)
_ASKS = (UitkomstStap2.__name__, VernietigingGevraagd.__name__)
_NOBODY = ""  # done on the command line, not by an account


def settle(now: datetime) -> list[str]:
    """Reconcile the database with the keys of today; return what was found, as Dutch sentences. ``now`` is naive UTC.

    A dossier without a key was destroyed after the back-up, so it is destroyed again; so is a list of pupils. All
    sessions end, calendar addresses withdrawn since do not come back, and nothing is mailed twice. The journal of every
    school gets a line about the restore, which names the last line that was lost by it.
    """
    with transaction(EVERY_SCHOOL) as connection:
        elsewhere = remove_school.again(connection, now)
        schools = all_schools(connection)
        for school_id in schools:
            seals.touch_everything(connection, school_id)
        lost = {school_id: said for school_id in schools if (said := _note(connection, school_id, now))}
        again = _destroy_again(connection, now)
        back = _destroy_keys(connection, now)
        _drop_unreadable_concepts(connection)
        for table in (schema.login, schema.half_login, schema.link, schema.first_code, schema.feed, schema.mail):
            connection.execute(delete(table))
    vernietigen.finish(now)
    uithalen.finish()
    remove_school.finish(now)
    leerlingen.wipe(now)
    found = [f"{naam}: {_verified(school_id, lost.get(school_id, ''))}" for school_id, naam in schools.items()]
    if elsewhere:
        found.append(f"Na de back-up verhuisd en weggehaald, en nu opnieuw weggehaald: {', '.join(elsewhere)}.")
    if again:
        found.append(f"Na de back-up vernietigd, en nu opnieuw: {again} (dossiers). Hun sleutel bestaat niet meer.")
    if back:
        found.append(KEYS_OF_BEFORE.format(back))
    return [*found, "Iedereen logt opnieuw in. Loop de accounts na: een blokkade van na de back-up is er niet meer."]


def _verified(school_id: str, lost: str) -> str:
    finding = journal.verify(school_id)
    return " ".join(filter(None, [lost, finding.tekst if finding else "Wat er staat, klopt met het logboek."]))


def _note(connection: Connection, school_id: str, now: datetime) -> str | None:
    """Write a line about the restore, from which the chain continues; return a Dutch sentence about lines it lost."""
    seq = connection.execute(select(func.max(_J.c.seq)).where(_J.c.school_id == school_id)).scalar() or 0
    known = vault().anchored(school_id)
    if known is None or known[0] <= seq:
        journal.append(connection, school_id, Entry(_NOBODY, RESTORED, now))
        return None
    connection.info.setdefault(CHECKED, set()).add(school_id)  # or ``append`` would add a line about an unknown loss
    # Make the lost head part of the chain: otherwise the loss shows only until as many new lines have been written.
    journal.append(connection, school_id, Entry(_NOBODY, RESTORED, now, object_id=str(known[0]), digest=known[1]))
    mac = connection.execute(select(_J.c.mac).where(_J.c.school_id == school_id, _J.c.seq == seq + 1)).scalar_one()
    after_commit(connection, partial(vault().anchor, school_id, seq + 1, mac, back=True))
    return (
        f"De regels {seq + 1} tot en met {known[0]} van het logboek ontbreken. Wat na de back-up is vastgelegd, "
        "staat niet meer in Meldroute."
    )


def _destroy_again(connection: Connection, now: datetime) -> int:
    known, grounds = vault().owners(), vault().grounds()
    alive = connection.execute(select(_D).where(_D.c.fase != Fase.VERNIETIGD).order_by(_D.c.codenaam)).all()
    gone = [row for row in alive if row.id not in known]
    for row in gone:
        _destroy(connection, row, _ground(grounds.get(row.id)), now)
    return len(gone)


def _ground(kept: str | None) -> Grond:
    """The ground of the first time; releases that did not keep it knew one only."""
    return next((each for each in Grond if each == kept), Grond.GEEN_INDICATIE)


def destroy_keys_again(now: datetime) -> int:
    """Destroy the keys of destroyed dossiers that an older key store brought back; return how many.

    Each gets a line in the journal. The keys of schools that were removed go as well (``remove_school.finish``). Runs
    at every start, because a key store can be replaced without ``restore``.
    """
    remove_school.finish(now)
    with reading(EVERY_SCHOOL) as connection:
        if not _came_back(connection):
            return 0
    with transaction(EVERY_SCHOOL) as connection:
        return _destroy_keys(connection, now)


def _came_back(connection: Connection) -> list[Row[Any, Any, Any]]:
    """The destroyed dossiers that have a key; not those whose destruction was cut off before the key was deleted."""
    which = select(_X.c.dossier_id, _D.c.school_id, _X.c.grond).join(_D, _D.c.id == _X.c.dossier_id)
    known = vault().owners()
    return [row for row in connection.execute(which.where(_X.c.finished_at.is_not(None))) if row.dossier_id in known]


def _destroy_keys(connection: Connection, now: datetime) -> int:
    back = _came_back(connection)
    for row in back:
        journal.append(connection, row.school_id, Entry(_NOBODY, KEY_AGAIN, now, row.dossier_id))
    if back:
        grounds = {row.dossier_id: row.grond for row in back}
        after_commit(connection, partial(vault().destroy, list(grounds), grounds))
    return len(back)


def _destroy(connection: Connection, dossier: Row[tuple[object, ...]], grond: Grond, now: datetime) -> None:
    mine = _D.c.id == dossier.id
    statistiek.keep(connection, dossier.id, dossier.school_id, grond=grond, on=now.date())
    # Set the fase first: only then do the triggers allow deleting the vastleggingen.
    connection.execute(update(_D).where(mine).values(fase=Fase.VERNIETIGD, fase_since=now.date()))
    asked = select(_R.c.recorded_by).where(_R.c.dossier_id == dossier.id, _R.c.soort.in_(_ASKS))
    asked_by = connection.execute(asked.order_by(_R.c.nummer.desc()).limit(1)).scalar() or dossier.opened_by
    who = str(asked_by), str(dossier.opened_by)
    vernietigen.again(connection, str(dossier.id), str(dossier.school_id), grond, *who, now)


def _drop_unreadable_concepts(connection: Connection) -> None:
    """Delete the concepts whose key is gone: their dossier was destroyed, or they were recorded since the back-up."""
    for row in connection.execute(select(_C)).all():
        try:
            found = concepten.opened(row)
        except VaultError:
            found = None
        if found is None:
            mine = (_C.c.account_id == row.account_id, _C.c.dossier_id == row.dossier_id, _C.c.soort == row.soort)
            connection.execute(delete(_C).where(*mine))
            bijlagen.forget(connection, row.account_id, row.dossier_id, row.soort)
