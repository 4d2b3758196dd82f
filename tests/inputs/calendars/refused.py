"""Files that are no calendar: each is refused with one sentence that says what to do."""

import io
import zipfile
from collections.abc import Iterator

from tests.inputs.calendars.case import Case, Ics

NO_DAYS = "In dit bestand staan geen dagen die Meldroute kan lezen. Kies een .ics, .xlsx of .csv, of typ de dagen in."
IN_FILE = {
    "rooster.pdf": (b"%PDF-1.7\n%%EOF\n", "Dit is een pdf. Vraag de agenda als .ics of .csv, of typ de dagen in."),
    "oud-excel.xls": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "Dit is een oud bestand van Word, Excel of Outlook. Bewaar het als .xlsx of .csv, en kies dat.",
    ),
    "rooster.rtf": (
        b"{\\rtf1 Kerstvakantie}",
        "Dit is een tekst van een tekstverwerker. Bewaar de lijst als .csv, en kies dat bestand.",
    ),
    "inlogpagina.ics": (
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        "Dit is een webpagina en geen agenda. Kies daar ‘exporteren’ of ‘downloaden’, en kies dat bestand.",
    ),
    "foto-van-het-rooster.jpg": (
        b"\xff\xd8\xff\xe0" + bytes(100),
        "Dit is een foto. Vraag de agenda als .ics of .csv, of typ de dagen in.",
    ),
    "leeg.ics": (b"", "Dit bestand is leeg. Exporteer de agenda opnieuw."),
    "alleen-een-kop.csv": (b"naam;van;tot\r\n", NO_DAYS),
    "iets-anders.txt": (b"Beste ouders,\r\nHet rooster volgt.\r\n", NO_DAYS),
    "geen-afspraken.ics": (Ics().bytes(), NO_DAYS),
    "te-groot.ics": (
        b"x" * (5 * 1024 * 1024 + 1),
        "Dit bestand is te groot voor een agenda: ten hoogste 5 MB. Exporteer één schooljaar, of typ de dagen in.",
    ),
}  # fmt: skip


def _packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"x")
    return made.getvalue()


def cases() -> Iterator[Case]:
    for name, (content, refused) in IN_FILE.items():
        yield Case(name, content, refused=refused)
    yield Case(
        "google.ical.zip",
        _packed("school.ics"),
        refused="Dit is een ingepakt bestand (.zip). Pak het uit, en kies het .ics-bestand dat erin zit.",
    )
    yield Case(
        "rooster.xlsx",
        _packed("[Content_Types].xml", "xl/workbook.xml"),
        refused="Dit bestand is geen agenda die Meldroute kan lezen. Exporteer hem opnieuw.",
    )
