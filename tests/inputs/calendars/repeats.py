"""Calendars in which something repeats, with what was moved, added or left out; and rules without end."""

from collections.abc import Iterator

from tests.inputs.calendars.case import Case, Ics
from tests.inputs.calendars.ics import WINDOWS, WINDOWS_ZONE

WEEK = "17-5-2027/21-5-2027 Margeweek"


def series(rule: str, *more: str, first: str = "20270517", naam: str = "Margeweek") -> Ics:
    return Ics().event(
        "UID:r@delinde.example", f"DTSTART;VALUE=DATE:{first}", f"RRULE:{rule}", *more, f"SUMMARY:{naam}"
    )


def wednesdays(*days: str) -> tuple[str, ...]:
    return tuple(f"{each} Onderbouw vrij" for each in days)


def cases() -> Iterator[Case]:
    yield from _ordinary()
    yield from _changed()
    yield from _without_end()


def _ordinary() -> Iterator[Case]:
    yield Case("elke-dag-vijf-keer.ics", series("FREQ=DAILY;COUNT=5").bytes(), (WEEK,))
    yield Case("elke-dag-tot-en-met.ics", series("FREQ=DAILY;UNTIL=20270521").bytes(), (WEEK,))
    yield Case("elke-dag-tot-een-moment.ics", series("FREQ=DAILY;UNTIL=20270521T215959Z").bytes(), (WEEK,))
    yield Case(
        "op-werkdagen.ics",
        series("FREQ=WEEKLY;COUNT=7;BYDAY=MO,TU,WE,TH,FR").bytes(),
        ("17-5-2027/21-5-2027 Margeweek", "24-5-2027/25-5-2027 Margeweek"),
    )
    yield Case(
        "c04-afgezegd-en-herhaald.ics",
        Ics()
        .whole("Studiedag", "20261214", "20261215", "STATUS:CANCELLED", "SEQUENCE:3")
        .whole("Studiedag (verplaatst van 14 december)", "20270118", "20270119")
        .whole(r"Margeweek\, kinderen vrij", "20270517", "20270518", "RRULE:FREQ=DAILY;COUNT=5")
        .whole("Onderbouw vrij", "20261202", "20261203", "RRULE:FREQ=WEEKLY;UNTIL=20270113;BYDAY=WE",
               "EXDATE;VALUE=DATE:20261223")
        .bytes(),
        (
            *wednesdays("2-12-2026", "9-12-2026", "16-12-2026", "30-12-2026", "6-1-2027", "13-1-2027"),
            "18-1-2027 Studiedag (verplaatst van 14 december)", "17-5-2027/21-5-2027 Margeweek, kinderen vrij",
        ),
        ("AFGEZEGD Studiedag",),
    )  # fmt: skip
    yield Case(
        "elk-jaar.ics",
        series("FREQ=YEARLY", first="20150427", naam="Koningsdag").bytes(),
        ("27-4-2027 Koningsdag", "27-4-2028 Koningsdag"),
    )
    yield Case(
        "middernachten-in-windows-zone.ics",
        Ics(WINDOWS_ZONE)
        .event(f"DTSTART;TZID={WINDOWS}:20270325T000000", f"DTEND;TZID={WINDOWS}:20270326T000000",
               "RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Vrije dag")
        .bytes(),
        ("25-3-2027 Vrije dag", "1-4-2027 Vrije dag"),
    )  # fmt: skip
    yield Case(
        "in-utc-over-de-wintertijd.ics",
        Ics()
        .event(
            "DTSTART:20261015T220000Z", "DTEND:20261016T220000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Vrije vrijdag"
        )
        .bytes(),
        ("16-10-2026 Vrije vrijdag", "23-10-2026 Vrije vrijdag", "30-10-2026 Vrije vrijdag"),
    )
    yield Case(
        "uitzondering-als-moment.ics",
        Ics()
        .event(f"DTSTART;TZID={WINDOWS}:20261202T000000", f"DTEND;TZID={WINDOWS}:20261203T000000",
               "RRULE:FREQ=WEEKLY;COUNT=3", f"EXDATE;TZID={WINDOWS}:20261209T000000", "SUMMARY:Vrije dag")
        .bytes(),
        ("2-12-2026 Vrije dag", "16-12-2026 Vrije dag"),
    )  # fmt: skip
    yield Case(
        "laatste-vrijdag-van-de-maand.ics",
        series("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", first="20260925", naam="Vrije vrijdag").bytes(),
        ("25-9-2026 Vrije vrijdag", "30-10-2026 Vrije vrijdag", "27-11-2026 Vrije vrijdag"),
    )
    yield Case(
        "losse-dagen-erbij.ics",
        Ics().whole("Studiedag", "20261214", "", "RDATE;VALUE=DATE:20270118,20270603").bytes(),
        ("14-12-2026 Studiedag", "18-1-2027 Studiedag", "3-6-2027 Studiedag"),
    )
    yield Case(
        "gym-elke-week.ics",
        Ics().event("DTSTART:20260907T100000", "DTEND:20260907T110000", "RRULE:FREQ=WEEKLY", "SUMMARY:Gym").bytes(),
        left=("TIJD Gym",),
    )
    yield Case(
        "lang-voorbij.ics", series("FREQ=WEEKLY;COUNT=9", first="20190107").bytes(), left=("ANDER_JAAR Margeweek",)
    )


def _changed() -> Iterator[Case]:
    weekly = ("FREQ=WEEKLY;COUNT=3",)
    one = {"first": "20261202", "naam": "Vrije woensdag"}
    yield Case(
        "een-keer-verplaatst.ics",
        series(*weekly, **one)
        .event("UID:r@delinde.example", "RECURRENCE-ID;VALUE=DATE:20261209", "DTSTART;VALUE=DATE:20261210",
               "SUMMARY:Vrije donderdag")
        .bytes(),
        ("2-12-2026 Vrije woensdag", "10-12-2026 Vrije donderdag", "16-12-2026 Vrije woensdag"),
    )  # fmt: skip
    yield Case(
        "een-keer-afgezegd.ics",
        series(*weekly, **one)
        .event("UID:r@delinde.example", "RECURRENCE-ID;VALUE=DATE:20261209", "DTSTART;VALUE=DATE:20261209",
               "STATUS:CANCELLED", "SUMMARY:Vrije woensdag")
        .bytes(),
        ("2-12-2026 Vrije woensdag", "16-12-2026 Vrije woensdag"),
        ("AFGEZEGD Vrije woensdag",),
    )  # fmt: skip
    yield Case(
        "hele-reeks-afgezegd.ics",
        series("FREQ=DAILY;COUNT=5", "STATUS:CANCELLED").bytes(),
        left=("AFGEZEGD Margeweek",),
    )


def _without_end() -> Iterator[Case]:
    and_one = {"first": "20261214", "naam": "Zonder eind"}
    for number, rule in enumerate(
        (
            "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=1000000000", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3", "FREQ=ONZIN", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        ),
        1,
    ):  # fmt: skip
        yield Case(
            f"regel-zonder-eind-{number}.ics",
            series(rule, **and_one).whole("Studiedag", "20270118").bytes(),
            ("18-1-2027 Studiedag",),
            ("HERHAALT_TE_VAAK Zonder eind",),
        )
    yield Case(
        "elke-dag-voor-altijd.ics",
        series("FREQ=DAILY", first="20260901", naam="Agenda bijwerken").bytes(),
        left=("TE_LANG Agenda bijwerken",),
    )
    dates = ",".join(["20270118"] * 3_000)
    yield Case(
        "duizenden-losse-dagen.ics",
        Ics().whole("Studiedag", "20261214", "", f"RDATE;VALUE=DATE:{dates}").bytes(),
        left=("HERHAALT_TE_VAAK Studiedag",),
    )
