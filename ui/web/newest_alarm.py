"""The last alarm that somebody has not confirmed, as a sentence: for pages, and for the script that asks for it."""

from db.store.engine import reading
from db.werk import alarm
from db.werk.alarm import Alarm
from meldcode.rollen import User
from ui import clock

SAID = "Acuut gevaar: {by} heeft om {at} alarm geslagen."


def newest_alarm(user: User) -> dict[str, str] | None:
    """The ``id`` of the last alarm this person has not confirmed, and what is ``said``; None when there is none."""
    with reading(user.school_id) as connection:
        found = alarm.waiting(connection, user)
    return {"id": found[0].id, "said": SAID.format(by=found[0].by, at=hour(found[0]))} if found else None


def hour(each: Alarm) -> str:
    """The time at which an alarm was given, with the day if that was not today."""
    at = clock.at_school(each.at)
    return f"{at:%H:%M}" if at.date() == clock.today() else f"{at:%d-%m} {at:%H:%M}"
