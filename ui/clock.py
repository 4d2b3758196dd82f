"""The one place that reads the clock. Everything else is told what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_SCHOOL_TIME = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """This moment in UTC, without time zone, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def today() -> date:
    """The date at school, wherever the server stands."""
    return now().replace(tzinfo=UTC).astimezone(_SCHOOL_TIME).date()
