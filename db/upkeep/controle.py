"""The check-up (controle): whether the place of the data, mail, folders, disk and throttle are right, in Dutch.

Nothing here stops recording when it fails, but then mail is not sent or guessing is not slowed down, and nobody would
notice. ``db.upkeep.in_orde`` adds what the school itself has to see to.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.keys.master_key import followed
from db.keys.vault import vault
from db.school import schools
from db.store import location
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import Said, in_words
from db.store.files import is_open_to_others
from db.store.settings import name_of, settings
from db.werk import mail, mail_of
from db.werk.mail_settings import mail_settings
from db.werk.smtp import CannotConnect, Mailer

_ROOM = 500 * 1024 * 1024


class Ernst(IntEnum):
    """How grave it is when something is not in order: the gravest first."""

    NU = 1
    """Data may be lost, or nobody can do what the route asks."""
    GAUW = 2
    """Something does not arrive, or is not noticed."""
    LATER = 3


@dataclass(frozen=True)
class Bevinding:
    """One thing that was checked (``wat``), whether it is in order, and a Dutch sentence about it.

    ``doe``: how to mend it, if the sentence does not say so. ``waar``: the file of the page where that is done.
    """

    wat: str
    is_goed: bool
    tekst: str
    let_op: bool = False
    """In order, but worth reporting at the start."""
    ernst: Ernst = Ernst.GAUW
    doe: str = ""
    waar: str = ""


def of_settings() -> list[Bevinding]:
    """Check what needs no other machine; this is also reported when the server starts."""
    return [_place(), _key_file(), *_key_store(), _mail_settings(), _temporary_folder(), _disk()]


def everything(now: datetime, school_id: str = "") -> list[Bevinding]:
    """As ``of_settings``, and also the mail server (contacted without sending anything) and mail that is not sent.

    Of one school, or of all when no ``school_id`` is given.
    """
    return [*of_settings(), *_keys_answer(), _mail_server(school_id), *_waiting(now, school_id), _brake()]


def _place() -> Bevinding:
    """This names no folders either."""
    wat, found = "Plaats van de gegevens", location.places()
    if not found:
        return Bevinding(wat, True, "Daar is niets tegen.")
    said = " ".join(dict.fromkeys(each.objection for each in found))
    if location.is_accepted():
        return Bevinding(wat, True, f"{said} De school koos ervoor dat het daar blijft.", let_op=True)
    return Bevinding(wat, False, said, ernst=Ernst.NU)


def _key_file() -> Bevinding:
    """This names no folders, because beheer shows it as well."""
    wat, file = "Sleutelbestand", settings().master_file
    try:
        key = followed(file)
        folders = [each.stat().st_mode for each in {file.absolute().parent, key.absolute().parent}]
    except (OSError, Said):
        return Bevinding(wat, False, "Het sleutelbestand of zijn map is niet te vinden.", ernst=Ernst.NU)
    if any(is_open_to_others(mode) for mode in folders):
        said = "Bij de map waarin het staat kunnen ook anderen. Geef die map alleen aan Meldroute: chmod 700."
        return Bevinding(wat, False, said, ernst=Ernst.NU)
    if key != file:
        said = f"{file.name} is een verwijzing: gelezen wordt {key.name}, waar die heen wijst."
        return Bevinding(wat, True, said, let_op=True)
    return Bevinding(wat, True, "Alleen Meldroute kan bij de map waarin het staat.")


def _key_store() -> Iterator[Bevinding]:
    """Whether a database for the keys is out of reach of who makes back-ups of the server of the dossiers."""
    at = settings()
    if not at.keys_elsewhere:
        return
    wat, keys = "Plaats van de dossiersleutels", at.key_store_name.rpartition("/")[0]
    if keys != name_of(at.database_url).rpartition("/")[0]:
        yield Bevinding(wat, True, "Ze staan op een andere server dan de dossiers.")
        return
    said = "Ze staan op dezelfde server als de dossiers. Een back-up van die hele server heeft ze samen."
    yield Bevinding(wat, True, said, let_op=True)


def _keys_answer() -> Iterator[Bevinding]:
    if not settings().keys_elsewhere:
        return
    wat = "Database met de dossiersleutels"
    try:
        vault().refuse_when_replaced()
    except (SQLAlchemyError, Said) as problem:
        yield Bevinding(wat, False, in_words(problem) or "Die is niet te lezen.", ernst=Ernst.NU)
    else:
        yield Bevinding(wat, True, "Bereikbaar, en het sleutelbestand past erop.")


def _mail_settings() -> Bevinding:
    wat = "Instellingen van mail"
    try:
        found = mail_settings()
    except Said as problem:
        return Bevinding(wat, False, f"{problem} Wat te mailen is, wacht tot dit klopt.")
    if found is None:
        return Bevinding(wat, True, "Er staat niets over mail in de omgeving van Meldroute.")
    return Bevinding(wat, True, f"Mail staat aan, via {found.host}.")


def _mail_server(school_id: str) -> Bevinding:
    wat = "Mailserver"
    try:
        with reading(school_id or EVERY_SCHOOL) as connection:
            found = mail_of.settings_of(connection, school_id) if school_id else mail_settings()
        if found is None:
            return Bevinding(wat, True, "Niet gevraagd: mail staat uit.")
        with Mailer(found):
            return Bevinding(wat, True, "Bereikbaar, en laat ons toe. Er is niets verstuurd.")
    except Said:
        return Bevinding(wat, False, "Niet gevraagd: de instellingen kloppen niet.")
    except CannotConnect as problem:
        return Bevinding(wat, False, problem.sentence)


def _waiting(now: datetime, school_id: str) -> list[Bevinding]:
    def count() -> Bevinding:
        with reading(school_id or EVERY_SCHOOL) as connection:
            which = [school_id] if school_id else schools.all_schools(connection)
            stuck = [each for one in which for each in mail.stuck(connection, one, now)]
        if not stuck:
            return Bevinding(wat, True, "Er is geen mail die niet kon worden bezorgd.")
        several = len(stuck) != 1
        said = " ".join(sorted({each.problem for each in stuck}))
        return Bevinding(wat, False, f"Er {'wachten' if several else 'wacht'} {len(stuck)}. {said}")

    wat = "Mail die wacht"
    return [_or_in_words(wat, count)]


def _brake() -> Bevinding:
    def look() -> Bevinding:
        with reading(EVERY_SCHOOL) as connection:
            connection.execute(select(schema.throttle.c.name).limit(1)).all()
        return Bevinding(wat, True, "Wie wachtwoorden raadt, wordt geremd.")

    wat = "Rem op het raden van wachtwoorden"
    return _or_in_words(wat, look)


def _or_in_words(wat: str, look: Callable[[], Bevinding]) -> Bevinding:
    try:
        return look()
    except (SQLAlchemyError, Said) as problem:
        return Bevinding(wat, False, in_words(problem) or "Dit is in de database niet te zien.")


def _temporary_folder() -> Bevinding:
    wat = "Tijdelijke map"
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError:
        return Bevinding(wat, False, "Er kan niets in worden bewaard: is de map vol, of niet te schrijven? (TMPDIR)")
    return Bevinding(wat, True, "Er kan iets in worden bewaard.")


def _disk() -> Bevinding:
    wat = "Ruimte op de schijf"
    try:
        free = shutil.disk_usage(Path(settings().key_file).absolute().parent).free
    except OSError:
        return Bevinding(wat, False, "De map met de gegevens is niet te vinden.", ernst=Ernst.NU)
    said = f"Er is nog {free / 1024**3:.1f} GB vrij.".replace(".", ",", 1)
    return Bevinding(wat, free >= _ROOM, said if free >= _ROOM else f"{said} Maak ruimte vrij.", ernst=Ernst.NU)
