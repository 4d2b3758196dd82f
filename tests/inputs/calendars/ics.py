"""Calendars of whole days, hours and meetings, as programs write them: Outlook, Google, Apple, and sites of schools."""

from collections.abc import Iterator

from tests.inputs.calendars.case import Case, Ics

KERST, STUDIE = "19-12-2026/3-1-2027 Kerstvakantie", "14-12-2026 Studiedag"
WINDOWS = '"W. Europe Standard Time"'
WINDOWS_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip
OWN_ZONE = tuple(line.replace("W. Europe Standard Time", "Zone van school") for line in WINDOWS_ZONE)


def whole() -> Ics:
    return Ics().whole("Studiedag", "20261214", "20261215").whole("Kerstvakantie", "20261219", "20270104")


def between(
    begin: str, end: str, *more: str, naam: str = "Studiedag", zone: str = "", head: tuple[str, ...] = ()
) -> bytes:
    zoned = f";TZID={zone}" if zone else ""
    return Ics(head).event(f"DTSTART{zoned}:{begin}", f"DTEND{zoned}:{end}", f"SUMMARY:{naam}", *more).bytes()


def cases() -> Iterator[Case]:
    yield from _days()
    yield from _midnights()
    yield from _hours()
    yield from _letters()
    yield from _left()


def _days() -> Iterator[Case]:
    yield Case("hele-dagen.ics", whole().bytes(), (STUDIE, KERST))
    yield Case("zonder-einde.ics", Ics().whole("Studiedag", "20261214").bytes(), (STUDIE,))
    yield Case("einde-gelijk.ics", Ics().whole("Studiedag", "20261214", "20261214").bytes(), (STUDIE,))
    yield Case("duur-in-dagen.ics", Ics().whole("Studiedag", "20261214", "", "DURATION:P1D").bytes(), (STUDIE,))
    yield Case(
        "duur-van-een-week.ics",
        Ics().whole("Margeweek", "20270517", "", "DURATION:P1W").bytes(),
        ("17-5-2027/23-5-2027 Margeweek",),
    )
    yield Case("datum-zonder-value.ics", Ics().event("DTSTART:20261214", "SUMMARY:Studiedag").bytes(), (STUDIE,))
    yield Case(
        "kleine-letters.ics",
        whole().text().lower().encode(),
        ("14-12-2026 studiedag", "19-12-2026/3-1-2027 kerstvakantie"),
    )
    yield Case(
        "zomer-over-de-grens.ics",
        Ics().whole("Zomervakantie", "20260718", "20260831").whole("Zomervakantie", "20280715", "20280828").bytes(),
        ("18-7-2026/30-8-2026 Zomervakantie", "15-7-2028/27-8-2028 Zomervakantie"),
    )
    yield Case(
        "zelfde-twee-keer.ics", (Ics().whole("Studiedag", "20261214").whole("Studiedag", "20261214")).bytes(), (STUDIE,)
    )


def _midnights() -> Iterator[Case]:
    yield Case(
        "c01-outlook-middernacht.ics",
        Ics(("METHOD:PUBLISH", "X-WR-TIMEZONE:W. Europe Standard Time", *WINDOWS_ZONE))
        .event(f"DTSTART;TZID={WINDOWS}:20261214T000000", f"DTEND;TZID={WINDOWS}:20261215T000000", "SUMMARY:Studiedag",
               "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "X-MICROSOFT-CDO-BUSYSTATUS:FREE")
        .event(f"DTSTART;TZID={WINDOWS}:20261219T000000", f"DTEND;TZID={WINDOWS}:20270104T000000",
               "SUMMARY:Kerstvakantie", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
        .bytes(),
        (STUDIE, KERST),
    )  # fmt: skip
    yield Case("zonder-zone.ics", between("20261214T000000", "20261215T000000"), (STUDIE,))
    yield Case("amsterdam.ics", between("20261214T000000", "20261215T000000", zone="Europe/Amsterdam"), (STUDIE,))
    yield Case("windows-zonder-zone-erbij.ics", between("20261214T000000", "20261215T000000", zone=WINDOWS), (STUDIE,))
    yield Case("utc-winter.ics", between("20261213T230000Z", "20261214T230000Z"), (STUDIE,))
    yield Case("utc-zomer.ics", between("20270602T220000Z", "20270603T220000Z"), ("3-6-2027 Studiedag",))
    yield Case(
        "utc-over-de-zomertijd.ics",
        between("20270326T230000Z", "20270328T220000Z", naam="Paasweekend"),
        ("27-3-2027/28-3-2027 Paasweekend",),
    )
    yield Case("utc-als-datum.ics", between("20261214T000000Z", "20261215T000000Z"), (STUDIE,))
    yield Case("londen-middernacht.ics", between("20261214T000000", "20261215T000000", zone="Europe/London"), (STUDIE,))
    yield Case("londen-elf-uur.ics", between("20261213T230000", "20261214T230000", zone="Europe/London"), (STUDIE,))
    yield Case(
        "eigen-zone.ics",
        between("20261214T000000", "20261215T000000", zone="Zone van school", head=OWN_ZONE),
        (STUDIE,),
    )
    yield Case(
        "eigen-zone-uit-utc-plus-twee.ics",
        between("20261214T010000", "20261215T010000", zone="Zone twee", head=(
            "BEGIN:VTIMEZONE", "TZID:Zone twee", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE")),
        (STUDIE,),
    )  # fmt: skip
    yield Case(
        "zone-met-een-pad.ics",
        between("20261213T230000", "20261214T230000", zone="/freeassociation.example/Europe/London"),
        (STUDIE,),
    )
    yield Case(
        "zone-die-niemand-kent.ics", between("20261214T000000", "20261215T000000", zone="Maan/Krater"), (STUDIE,)
    )
    yield Case(
        "zone-met-een-dubbele-punt.ics",
        between("20261214T000000", "20261215T000000", zone="(UTC+01:00) Amsterdam\\, Berlin"),
        (STUDIE,),
    )
    yield Case("een-minuut-voor-middernacht.ics", between("20261214T000000", "20261214T235900"), (STUDIE,))
    yield Case(
        "een-seconde-voor-middernacht.ics",
        between("20261219T000000", "20270103T235959", naam="Kerstvakantie"),
        (KERST,),
    )
    yield Case(
        "middernacht-zonder-einde.ics", Ics().event("DTSTART:20261214T000000", "SUMMARY:Studiedag").bytes(), (STUDIE,)
    )
    yield Case("vierentwintig-uur.ics", between("20261214T000000", "20261214T240000"), (STUDIE,))
    yield Case(
        "duur-in-uren.ics",
        Ics().event("DTSTART:20261214T000000", "DURATION:PT24H", "SUMMARY:Studiedag").bytes(),
        (STUDIE,),
    )
    yield Case(
        "hele-dag-volgens-outlook.ics",
        between("20261214T060000Z", "20261215T060000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
        (STUDIE,),
    )
    yield Case(
        "begin-datum-einde-moment.ics",
        Ics().event("DTSTART;VALUE=DATE:20261219", "DTEND:20270104T000000", "SUMMARY:Kerstvakantie").bytes(),
        (KERST,),
    )


def _hours() -> Iterator[Case]:
    yield Case(
        "studiedag-met-uren.ics",
        between("20270203T083000", "20270203T150000", zone="Europe/Amsterdam"),
        ("3-2-2027 Studiedag (8.30 tot 15.00 uur)",),
    )
    yield Case(
        "vakantie-na-schooltijd.ics",
        between("20261218T120000", "20270104T083000", naam="Kerstvakantie"),
        ("19-12-2026/3-1-2027 Kerstvakantie (12.00 tot 8.30 uur)",),
    )
    yield Case(
        "vergadering.ics", between("20270203T140000Z", "20270203T150000Z", naam="Overleg"), left=("TIJD Overleg",)
    )
    yield Case("studieuurtje.ics", between("20270203T140000", "20270203T150000"), left=("TIJD Studiedag",))
    yield Case(
        "tien-jaar-google.ics",
        _ten_years().bytes(),
        (KERST,),
        (*("ANDER_JAAR Overleg",) * 19, *("ANDER_JAAR Kerstvakantie",) * 9, "TIJD Overleg"),
    )


def _ten_years() -> Ics:
    made = Ics(("X-WR-TIMEZONE:Europe/Amsterdam",))
    for year in range(2017, 2027):
        made.event(f"DTSTART:{year}0310T130000Z", f"DTEND:{year}0310T140000Z", "SUMMARY:Overleg")
        made.event(f"DTSTART:{year}1110T130000Z", f"DTEND:{year}1110T140000Z", "SUMMARY:Overleg")
        made.whole("Kerstvakantie", f"{year}1219", f"{year + 1}0104")
    return made


def _letters() -> Iterator[Case]:
    naam, day = "Krokusvakantie – België en Reünie vrij", "8-2-2027/12-2-2027 Krokusvakantie – België en Reünie vrij"
    made = Ics().whole(naam, "20270208", "20270213")
    yield Case("c06-bom.ics", b"\xef\xbb\xbf" + made.bytes(), (day,))
    yield Case("c06-windows-1252.ics", made.bytes("cp1252"), (day,))
    yield Case("utf-16.ics", made.bytes("utf-16"), (day,))
    yield Case("utf-16-omgekeerd.ics", b"\xfe\xff" + made.bytes("utf-16-be"), (day,))
    yield Case("utf-16-zonder-merk.ics", made.bytes("utf-16-le"), (day,))
    yield Case("utf-16-omgekeerd-zonder-merk.ics", made.bytes("utf-16-be"), (day,))
    folded = made.bytes().replace(b"Belgi" + b"\xc3\xab", b"Belgi\xc3\r\n \xab")
    yield Case("gevouwen-in-een-letter.ics", folded, (day,))
    yield Case("gevouwen-met-tab.ics", made.bytes().replace(b"Krokus", b"Kro\r\n\tkus"), (day,))
    both = Ics().whole("België vrij", "20270208").bytes() + Ics().whole("Reünie vrij", "20270209").bytes("cp1252")
    yield Case("twee-soorten-letters.ics", both, ("8-2-2027 België vrij", "9-2-2027 Reünie vrij"))
    yield Case("regels-van-een-mac.ics", Ics(end="\r").whole("Studiedag", "20261214").bytes(), (STUDIE,))
    yield Case("regels-van-unix.ics", Ics(end="\n").whole("Studiedag", "20261214").bytes(), (STUDIE,))
    yield Case(
        "tekens-in-een-naam.ics",
        Ics().whole(r"Studiedag\, kinderen vrij\; zie site\nTot dan", "20261214").bytes(),
        ("14-12-2026 Studiedag, kinderen vrij; zie site Tot dan",),
    )
    yield Case(
        "onzichtbare-tekens.ics",
        Ics().whole("Studie\u200bdag\u00a0team", "20261214").bytes(),
        ("14-12-2026 Studiedag team",),
    )
    yield Case(
        "oud-programma.ics",
        Ics()
        .event("DTSTART:20261214T000000", "DTEND:20261215T000000",
               "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Be=C3=ABindigd\\, vrij")
        .bytes(),
        ("14-12-2026 Beëindigd, vrij",),
    )  # fmt: skip
    yield Case("zonder-naam.ics", Ics().event("DTSTART;VALUE=DATE:20261214").bytes(), ("14-12-2026 Zonder naam",))
    yield Case(
        "herinnering-in-de-afspraak.ics",
        Ics().whole("Studiedag", "20261214", "", "BEGIN:VALARM", "TRIGGER:-P1D", "DURATION:P9D", "SUMMARY:Denk eraan",
                    "END:VALARM").bytes(),
        (STUDIE,),
    )  # fmt: skip


def _left() -> Iterator[Case]:
    yield Case(
        "afgezegd.ics",
        Ics().whole("Studiedag", "20261214", "", "STATUS:CANCELLED").whole("Vrije dag", "20270118").bytes(),
        ("18-1-2027 Vrije dag",),
        ("AFGEZEGD Studiedag",),
    )
    yield Case(
        "alles-afgezegd.ics",
        Ics(("METHOD:CANCEL",)).whole("Studiedag", "20261214").bytes(),
        left=("AFGEZEGD Studiedag",),
    )
    yield Case(
        "oude-versie.ics",
        Ics()
        .whole("Studiedag", "20261214", "", "UID:a@delinde.example", "SEQUENCE:0")
        .whole("Studiedag", "20270118", "", "UID:a@delinde.example", "SEQUENCE:2")
        .bytes(),
        ("18-1-2027 Studiedag",),
        ("GEWIJZIGD Studiedag",),
    )
    yield Case(
        "zelfde-nummer-zonder-versie.ics",
        Ics().whole("Studiedag", "20261214", "", "UID:1").whole("Vrije dag", "20270118", "", "UID:1").bytes(),
        (STUDIE, "18-1-2027 Vrije dag"),
    )
    yield Case(
        "einde-voor-begin.ics",
        Ics().whole("Studiedag", "20261214", "20261201").bytes(),
        left=("EINDE_EERST Studiedag",),
    )
    yield Case(
        "honderd-dagen.ics", Ics().whole("Verbouwing", "20270101", "20270601").bytes(), left=("TE_LANG Verbouwing",)
    )
    yield Case(
        "dag-die-niet-bestaat.ics",
        Ics().whole("Studiedag", "20270230").whole("Vrije dag", "20270118").bytes(),
        ("18-1-2027 Vrije dag",),
        ("GEEN_DAG Studiedag",),
    )
    task = "BEGIN:VTODO\r\nUID:t\r\nDUE;VALUE=DATE:20261214\r\nSUMMARY:Rapporten\r\nEND:VTODO\r\nEND:VCALENDAR"
    yield Case(
        "taak.ics", whole().bytes().replace(b"END:VCALENDAR", task.encode()), (STUDIE, KERST), ("TAAK Rapporten",)
    )
    cut = whole().bytes().partition(b"DTEND;VALUE=DATE:20270104")[0] + b"SUMMARY:Kerstvakantie\r\n"
    yield Case("afgebroken.ics", cut, (STUDIE,), ("AFGEBROKEN Kerstvakantie",))
