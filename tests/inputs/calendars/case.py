"""A calendar with what it says, and putting one together.

The right values hold for somebody who brings the file in November 2026: the school years 2026/2027 and 2027/2028 count.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A calendar and what it says.

    ``days``: ``14-12-2026 Studiedag`` or ``19-12-2026/3-1-2027 Kerstvakantie``, in order; with hours behind them where
    it has no whole days. ``left``: what is not taken, ``AFGEZEGD Studiedag``. ``turned``: the days with the month
    first, if it cannot be known which comes first. ``refused``: the sentence by which the whole file is refused.
    """

    name: str
    content: bytes
    days: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    turned: tuple[str, ...] | None = None
    refused: str = ""


@dataclass
class Ics:
    """An .ics, put together from its events."""

    head: tuple[str, ...] = ()
    events: list[tuple[str, ...]] = field(default_factory=list)
    end: str = "\r\n"

    def event(self, *lines: str) -> "Ics":
        self.events.append(lines)
        return self

    def whole(self, naam: str, first: str, after: str = "", *more: str) -> "Ics":
        """An event of whole days, from ``first`` up to ``after``."""
        until = (f"DTEND;VALUE=DATE:{after}",) if after else ()
        return self.event(f"DTSTART;VALUE=DATE:{first}", *until, f"SUMMARY:{naam}", *more)

    def text(self) -> str:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Basisschool De Linde//jaaragenda//NL", *self.head]
        for number, each in enumerate(self.events, 1):
            uid = () if any(line.startswith("UID") for line in each) else (f"UID:{number}@delinde.example",)
            lines += ["BEGIN:VEVENT", *uid, "DTSTAMP:20260801T080000Z", *each, "END:VEVENT"]
        return self.end.join([*lines, "END:VCALENDAR", ""])

    def bytes(self, encoding: str = "utf-8") -> bytes:
        return self.text().encode(encoding)


def table(*lines: str, end: str = "\r\n") -> str:
    return end.join((*lines, ""))
