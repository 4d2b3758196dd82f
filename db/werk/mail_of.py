"""Which mail settings hold for a school: those in the environment, else those it filled in, sealed (ADR 80)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from db.school import geheim, schools
from db.store.engine import EVERY_SCHOOL, reading
from db.werk.mail_settings import MailSettings, mail_is_wanted, mail_settings, of_values
from db.werk.mail_text import TRIAL, subject, text
from db.werk.smtp import CannotConnect, Mailer, Refused

NAAM = "mail"


def is_wanted(connection: Connection, school_id: str) -> bool:
    """Whether mail of this school is to be queued: any setting is set, even if it is wrong."""
    return mail_is_wanted() or geheim.is_kept(connection, school_id, NAAM)


def settings_of(connection: Connection, school_id: str) -> MailSettings | None:
    """The settings in force for this school; None when mail is off. Raises ``Said`` when they are wrong."""
    if mail_is_wanted():
        return mail_settings()
    kept = geheim.kept(connection, school_id, NAAM)
    return of_values(kept) if kept else None


def with_their_own() -> list[str]:
    """The ids of the schools that filled in settings; none while the environment has them."""
    if mail_is_wanted():
        return []
    with reading(EVERY_SCHOOL) as connection:
        return [each for each in schools.all_schools(connection) if geheim.is_kept(connection, each, NAAM)]


def filled_in(connection: Connection, school_id: str) -> dict[str, str]:
    """What this school filled in, by name of the setting. Raises ``VaultError`` when it does not open."""
    return geheim.kept(connection, school_id, NAAM)


def keep(connection: Connection, school_id: str, given: Mapping[str, str]) -> None:
    """Keep what the school filled in; nothing switches mail off. Raises ``MailSettingsError`` when it is wrong."""
    if given:
        of_values(given)
    geheim.keep(connection, school_id, NAAM, given)


def tried(settings: MailSettings, to: str, now: datetime) -> str:
    """Send one message with these settings to this address now; why it did not go, in Dutch, or nothing."""
    try:
        with Mailer(settings) as mailer:
            mailer.send(to, subject(TRIAL), text(TRIAL, 0, 0, settings.adres), now)
    except (CannotConnect, Refused) as problem:
        return problem.sentence
    return ""
