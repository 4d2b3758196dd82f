"""The last alarm that somebody has not confirmed, in a sentence: also for pages that are not being drawn."""

from db.store.engine import reading
from db.werk import alarm
from db.werk.alarm import Alarm
from meldcode.rollen import User
from ui import clock

SAID = "Acuut gevaar: {by} heeft om {at} alarm geslagen."


def newest_alarm(user: User) -> dict[str, str] | None:
    """Its id and its text; None when there is none."""
    with reading(user.school_id) as connection:
        found = alarm.waiting(connection, user)
    return {"id": found[0].id, "said": SAID.format(by=found[0].by, at=hour(found[0]))} if found else None


def hour(each: Alarm) -> str:
    """When it was given, with the day if that was not today."""
    at = clock.at_school(each.at)
    return f"{at:%H:%M}" if at.date() == clock.today() else f"{at:%d-%m} {at:%H:%M}"
