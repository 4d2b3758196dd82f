"""The one place that reads the clock. Everything else gets the time as an argument."""

from datetime import UTC, date, datetime

from meldcode.vragen.datum import at_school as at_school
from meldcode.vragen.datum import in_words


def now() -> datetime:
    """This moment as naive UTC, as the database stores it."""
    return datetime.now(UTC).replace(tzinfo=None)


def hour_now() -> str:
    """The time at school: ``14:46``."""
    return f"{at_school(now()):%H:%M}"


def today() -> date:
    """The date at school, whatever the time zone of the server."""
    return at_school(now()).date()


def said(moment: datetime) -> str:
    """A moment (naive UTC) in words: ``vandaag 16:10``, ``gisteren 16:10``, ``ma 23 november 2026 16:10``."""
    then = at_school(moment)
    ago = (today() - then.date()).days
    day = {0: "vandaag", 1: "gisteren"}.get(ago) or in_words(then.date())
    return f"{day} {then:%H:%M}"
