"""``db verify``: whether anything was changed outside Meldroute. Quick for every night, full once a week.

The quick one reads the whole journal, everything it binds, one record of every dossier and every page of both files.
The full one also opens every record, recomputes what follows from the records, opens concepten, and checks the indexes
against the rows. If the full one is cut off, the next resumes where it stopped.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.accounts.sessions import SESSION_LASTS
from db.accounts.sign_in import SIGNED_IN
from db.dossiers import papieren
from db.dossiers.einde import uithalen, vernietigd
from db.dossiers.papieren import Nagegaan
from db.journal import chain, journal, seals
from db.keys.vault import vault
from db.school import aankomst, per_school, schools, verhuizing
from db.store import faults, gedaan, guards
from db.store.engine import EVERY_SCHOOL, engine, is_whole, reading
from db.store.faults import Found, Said
from db.store.gedaan import Werk
from db.store.voortgang import Gestopt, Progress, bar, say, unseen
from db.upkeep import derived
from db.upkeep.nagelezen import Place

_A, _D, _J, _L, _X = schema.account, schema.dossier, schema.journal, schema.login, schema.vernietiging
_SAVED_EVERY = 200
_QUICK_PART = 0.1
"""The part of the time that a full verification takes before it opens the first record."""
_Outcome = tuple[list[str], str]
UNREADABLE = "Iets is zo beschadigd dat het niet na te lezen is."


class NotAllRight(Found):
    """Something does not agree. The text has a Dutch sentence for each finding, one per line."""


def show(now: datetime, *, quick: bool) -> None:
    """Verify every school, several at a time, and print a line for each as it comes. ``now``: naive UTC.

    Raises ``NotAllRight`` when something does not agree, and ``Said`` when something could not be read. A run that is
    cut off goes on the next time, with the schools that it did not do or of which something was found.
    """
    with reading(EVERY_SCHOOL) as connection:
        every, moved = schools.all_schools(connection), verhuizing.every(connection)
        arriving = [each.naam for each in aankomst.every(connection)]
    with bar("Bestanden") as progress:
        of_all = _in_words(partial(of_files, fully=not quick))
        progress(1.0)
    found = dict[str, list[str]]()
    with Place(now).over_schools("snel" if quick else "alles") as done:

        def heard(school_id: str, outcome: _Outcome) -> None:
            found[school_id], mark = outcome
            say(f"{every[school_id]}: {_result(mark, found[school_id], of_all)}")
            if not found[school_id]:
                done.add(school_id)

        left = {school_id: naam for school_id, naam in every.items() if school_id not in done}
        for naam in (naam for school_id, naam in every.items() if school_id not in left):
            say(f"{naam}: al nagelezen voordat dit werd afgebroken.")
        per_school.over(left, partial(_looked_over, now=now, quick=quick), heard)
    wrong = [*of_all, *(f"{every[each]}: {said}" for each in every for said in found.get(each, ()))]
    if any(each.endswith(said) for said in faults.COULD_NOT for each in wrong):
        raise Said("\n".join(wrong))
    if wrong:
        raise NotAllRight("\n".join(wrong))
    for each in moved:
        print(each.tekst)
    for naam in arriving:
        print(f"De verhuizing van {naam} hierheen is niet af. Geef python -m db move nog eens, zoals eerst.")
    if not quick:
        gedaan.note(Werk.VERIFY, now)


def _looked_over(school_id: str, progress: Progress, *, now: datetime, quick: bool) -> _Outcome:
    """What was found in this school; if that is nothing, also the mark of the last line of its journal."""
    found = of_one(school_id, now, quick=quick, progress=progress)
    return found, "" if found else journal.head(school_id)


def _result(mark: str, found: list[str], of_all: list[str]) -> str:
    if found:
        return "één ding klopt niet." if len(found) == 1 else f"{len(found)} dingen kloppen niet."
    if of_all:
        return "hier klopt alles, maar met de bestanden is iets."
    return f"alles klopt. Kenmerk van de laatste regel: {mark}"


def show_paper(file: Path) -> None:
    """Print what is to be said of a paper that was brought back. Raises ``NotAllRight`` when it is not unaltered."""
    content = file.read_bytes()
    try:
        proof = verhuizing.of_file(content)
    except ValueError as problem:
        raise NotAllRight(str(problem)) from None
    if proof:
        print(proof)
        return
    with reading(EVERY_SCHOOL) as connection:
        every = schools.all_schools(connection)
    said = {naam: of_paper(school_id, content) for school_id, naam in every.items()}
    known = {naam: each for naam, each in said.items() if each.is_known} or said
    text = "\n".join(f"{naam}: {each.tekst}" for naam, each in known.items())
    if not all(each.is_goed for each in known.values()):
        raise NotAllRight(text)
    print(text)


def of_paper(school_id: str, content: bytes) -> Nagegaan:
    """What this school says of a paper: unaltered or not, and whether its journal, which says so, is itself.

    Of a certificate of destruction also whether it is true.
    """
    with reading(school_id) as connection:
        destroyed = vernietigd.look_up(connection, school_id, content)
        found = destroyed if destroyed.is_known else papieren.look_up(connection, school_id, content)
    finding = journal.verify(school_id)
    if finding is None:
        return found
    return replace(found, is_goed=False, tekst=f"{found.tekst} Maar het logboek klopt zelf niet: {finding.tekst}")


def _in_words(look: Callable[[], list[str]]) -> list[str]:
    """The findings of this check, as Dutch sentences; one too, when something is too damaged to be checked."""
    try:
        return look()
    except (SQLAlchemyError, ValueError, TypeError, LookupError, ArithmeticError) as problem:
        return [faults.in_words(problem) or UNREADABLE]


def quickly(school_id: str) -> list[str]:
    """The quick findings about one school and the files, as Dutch sentences."""
    return _in_words(partial(of_school, school_id)) + _in_words(partial(of_files, fully=False))


def of_everything(school_id: str, now: datetime, *, quick: bool, progress: Progress) -> list[str]:
    """The findings about one school and the files, as Dutch sentences, for a page. ``now``: naive UTC.

    A full one counts as done for the installation when it has no other school.
    """
    found = _in_words(partial(of_files, fully=not quick))
    progress(_QUICK_PART / 2)
    found = of_one(school_id, now, quick=quick, progress=progress) + found
    with reading(EVERY_SCHOOL) as connection:
        is_alone = schools.is_alone(connection)
    if not quick and not found and is_alone:
        gedaan.note(Werk.VERIFY, now)
    return found


def of_one(school_id: str, now: datetime, *, quick: bool, progress: Progress) -> list[str]:
    """The findings about one school without the files, as Dutch sentences. ``now``: naive UTC."""
    found = _in_words(partial(of_school, school_id))
    progress(1.0 if quick else _QUICK_PART)
    return found if quick else found + _in_words(partial(the_rest, school_id, now, progress))


def of_files(*, fully: bool) -> list[str]:
    """The findings about the database, its guards and the key store, as Dutch sentences."""
    found = []
    if not is_whole(engine(), fully=fully) or not vault().is_whole(fully=fully):
        found.append(faults.DAMAGED)
    with reading(EVERY_SCHOOL) as connection:
        unguarded = guards.missing(connection)
        arriving = {each.school_id for each in aankomst.every(connection)}  # its keys come first
        lost = vault().schools() - schools.all_schools(connection).keys() - arriving
        if lost:
            found.append("Een school waarvan de sleutels er zijn, staat niet meer in de database.")
        found += verhuizing.wrong(connection)
    return [*found, unguarded] if unguarded else found


def of_school(school_id: str) -> list[str]:
    """The quick findings about one school, as Dutch sentences."""
    finding = journal.verify(school_id)
    found = [finding.tekst] if finding else []
    with reading(school_id) as connection:
        found += [
            f"Wat uit dossier {naam} is gehaald, is weer te lezen: zijn oude sleutels teruggezet?"
            for naam in uithalen.still_open(connection, school_id)
        ]
        if not seals.is_under_seal(connection, school_id):
            return found
        here = _D.c.school_id == school_id
        number = connection.execute(select(func.count()).select_from(_D).where(here)).scalar_one()
        last = select(schema.school.c.laatste_nummer).where(schema.school.c.id == school_id)
        if connection.execute(last).scalar_one() != number:
            found.append("Het nummer van het laatste dossier is niet het aantal dossiers: er ontbreekt een dossier.")
        gone = (
            select(_D.c.id, _D.c.codenaam, _X.c.grond)
            .join(_X, _X.c.dossier_id == _D.c.id)
            .where(here, _X.c.finished_at.is_not(None))
        )
        ended = connection.execute(gone).all()
        names = {row.id: row.codenaam for row in ended}
        held, grounds = vault().left_of(names)
        back = sorted(names[each] for each in held)
        found += [
            f"De sleutel van het vernietigde dossier {naam} is er weer: zijn oude sleutels teruggezet?" for naam in back
        ]
        found += [
            f"Bij de sleutels staat een andere reden waarom dossier {row.codenaam} is vernietigd."
            for row in ended
            if grounds.get(row.id, row.grond) != row.grond  # earlier releases kept none there
        ]
        if _sessions_of_nobody(connection, school_id):
            found.append("Er is iemand ingelogd zonder dat het logboek dat weet. Beëindig alle sessies.")
    return found


def _sessions_of_nobody(connection: Connection, school_id: str) -> bool:
    """Whether there is a session that no line about signing in binds. Sessions from before such lines have ended."""
    since = connection.execute(
        select(func.min(_J.c.at)).where(_J.c.school_id == school_id, _J.c.action == chain.SEALED)
    )
    from_then = since.scalar_one() + SESSION_LASTS
    mine = select(_L).join(_A, _A.c.id == _L.c.account_id).where(_A.c.school_id == school_id)
    found = [row for row in connection.execute(mine) if row.expires_at >= from_then]
    hashes = [row.token_hash for row in found]
    signed_in = _J.c.school_id == school_id, _J.c.action == SIGNED_IN, _J.c.digest.in_(hashes)
    lines = connection.execute(select(_J.c.digest, _J.c.actor, _J.c.at).where(*signed_in)) if found else ()
    known = {(row.digest, row.actor, row.at, row.at + SESSION_LASTS) for row in lines}
    return any((row.token_hash, row.account_id, row.created_at, row.expires_at) not in known for row in found)


def the_rest(school_id: str, now: datetime, progress: Progress = unseen) -> list[str]:
    """The findings about one school for which every record must be opened.

    What ``progress`` raises, as Ctrl-C does, cuts it off: the next run resumes there.
    """
    place = Place(now)
    after = place.of(school_id)
    waiting, whole = derived.alive(school_id, after), len(derived.alive(school_id))
    found, last = [], after
    try:
        for count, (dossier_id, wrong) in enumerate(derived.over(school_id, waiting), 1):
            found += [wrong] if wrong else []
            # Do not resume after a finding next time: it would not be reported again.
            last = last if found else dossier_id
            progress(_QUICK_PART + (1 - _QUICK_PART) * (whole - len(waiting) + count) / whole)
            if count % _SAVED_EVERY == 0:
                place.keep(school_id, last)
    except (KeyboardInterrupt, Gestopt):
        place.keep(school_id, last)
        raise
    place.keep(school_id, "")
    typed = derived.typed(school_id) and derived.typed(school_id)  # again, because it may have changed meanwhile
    return [*found, typed] if typed else found
