"""``db mail``: one run over all schools, which makes the mails of today and sends everything that is queued.

A school that fails keeps no other from its mail. A run may be cut off at any moment, and may meet another: what was
sent is stored mail by mail, and the next run goes on with the rest.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.school import schools
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Found, Said, in_words
from db.store.voortgang import Progress, bar, unseen
from db.werk import mail, mail_of
from db.werk.mail import Gone
from db.werk.mail_settings import MailSettings
from db.werk.mail_text import ACUTE

_log = logging.getLogger("meldroute.mail")


def show(now: datetime, settings: MailSettings | None) -> None:
    """Run, and print a line for each school of which mail went or did not, and one for all together.

    Raises ``Found`` when some of it did not go, and ``Said`` when none did. ``now`` is naive UTC.
    """
    with bar("Mailen") as progress:
        gone = run(now, settings, progress)
    with reading(EVERY_SCHOOL) as connection:
        named = schools.all_schools(connection)
    for school_id, naam in named.items():
        if school_id in gone.schools:
            print(f"{naam}: {_in_words(gone.schools[school_id])}", flush=True)
    if gone.problem and not gone.sent:
        raise Said(_in_words(gone))
    if gone.problem or gone.kept:
        raise Found(_in_words(gone))
    print(_in_words(gone))


def _in_words(gone: Gone) -> str:
    return f"Verstuurd: {gone.sent}. Nog niet gelukt: {gone.kept}. {gone.problem}".strip()


def run(now: datetime, settings: MailSettings | None, progress: Progress = unseen) -> Gone:
    """Queue the mails of today, and send everything that is queued. ``now`` is naive UTC.

    Acute danger goes first: making the mails of thousands of schools takes minutes, which it does not have.
    ``settings``: those of the environment; without any, each school that filled in its own sends by those.
    """
    with reading(EVERY_SCHOOL) as connection:
        every = connection.scalars(select(schema.school.c.id)).all() if settings else mail_of.with_their_own()
    gone, each_school = dict[str, Gone](), 0.5 / max(1, len(every))
    _deliver(now, settings, every, gone, soort=ACUTE)
    for number, school_id in enumerate(every):
        progress(number * each_school)
        try:
            with transaction(school_id) as connection:
                mail.put_daily(connection, school_id, now)
                mail.forget_old(connection, now)
        except (SQLAlchemyError, Said) as problem:  # continue: other mails are queued already
            _log.error("The daily mail of a school could not be made: %s", type(problem).__name__)
            failed = f"De dagelijkse mail kon niet worden gemaakt. {in_words(problem) or ''}".strip()
            gone[school_id] = gone.get(school_id, Gone()).and_also(Gone(problem=failed))
    _deliver(now, settings, every, gone, lambda part: progress(0.5 + part / 2))
    progress(1.0)
    gedaan.note(gedaan.Werk.MAIL, now)
    said = dict.fromkeys(filter(None, (each.problem for each in gone.values())))
    sent, kept = (sum(getattr(each, name) for each in gone.values()) for name in ("sent", "kept"))
    return Gone(sent, kept, " ".join(said), gone)


def _deliver(
    now: datetime,
    settings: MailSettings | None,
    every: Sequence[str],
    gone: dict[str, Gone],
    progress: Progress = unseen,
    soort: str = "",
) -> None:
    """Send what is queued, of one ``soort`` or all, and add to ``gone`` what came of it."""
    parts = [mail.deliver(now, settings, progress=progress, soort=soort)] if settings else []
    for part in parts or [_by_its_own(now, each, soort) for each in every]:
        for school_id, found in part.items():
            gone[school_id] = gone.get(school_id, Gone()).and_also(found)


def _by_its_own(now: datetime, school_id: str, soort: str) -> dict[str, Gone]:
    """Deliver the mail of a school by what it filled in; while that is wrong its mail waits, and no other."""
    try:
        with reading(school_id) as connection:
            settings = mail_of.settings_of(connection, school_id)
    except (Said, SQLAlchemyError) as problem:
        mail.held_up(school_id)
        return {school_id: Gone(problem=in_words(problem) or mail.SETTINGS)}
    return mail.deliver(now, settings, school_id, soort=soort) if settings else {}
