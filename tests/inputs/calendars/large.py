"""Calendars of 5 MB, as large as they are taken in: to see how much work reading them is."""

from tests.inputs.calendars.case import Ics, table


def google() -> bytes:
    """Ten years of a busy calendar: meetings, and the holidays among them."""
    made = Ics()
    for number in range(17_300):
        year, month, day = 2017 + number % 10, 1 + number % 12, 1 + number % 28
        moment = f"{year}{month:02}{day:02}"
        more = (
            f"UID:{number}-abcdefghijklmnop@google.example", "CREATED:20170103T083000Z", "DESCRIPTION:", "LOCATION:",
            "LAST-MODIFIED:20170103T083000Z", "SEQUENCE:0", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
        )  # fmt: skip
        if number % 100:
            made.event(f"DTSTART:{moment}T083000Z", f"DTEND:{moment}T093000Z", *more, f"SUMMARY:Overleg {number}")
        else:
            made.whole("Studiedag", moment, "", *more)
    return made.bytes()


def days_only() -> bytes:
    """Whole days and nothing else."""
    made = Ics()
    for number in range(38_900):
        made.whole(f"Studiedag {number}", f"2027{1 + number % 12:02}{1 + number % 28:02}")
    return made.bytes()


def rows() -> bytes:
    """A table with a day in each row, as a spreadsheet saves it."""
    lines = [
        f"Studiedag {number} van het team met een langere naam,{1 + number % 12:02}/{1 + number % 28:02}/2027,,,,True"
        for number in range(73_000)
    ]
    return table("Subject,Start Date,Start Time,End Date,End Time,All Day Event", *lines).encode()
