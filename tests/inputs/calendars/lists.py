"""Lists of holidays as people type them, or copy them from a school guide: a line for each, days in words."""

from collections.abc import Iterator

from tests.inputs.calendars.case import Case, table

HERFST = "19-10-2026/23-10-2026 Herfstvakantie"
STUDIE = "14-12-2026 Studiedag"
_WORDS = {
    "maandag 19 oktober t/m vrijdag 23 oktober 2026": HERFST,
    "19 t/m 23 oktober 2026": HERFST,
    "19 - 23 oktober 2026": HERFST,
    "19–23 oktober 2026": HERFST,
    "ma 19 okt t/m vr 23 okt 2026": HERFST,
    "ma. 19 okt. – vr. 23 okt. '26": HERFST,
    "van 19 oktober tot en met 23 oktober 2026": HERFST,
    "19-10-2026 t/m 23-10-2026": HERFST,
    "19-10 t/m 23-10-2026": HERFST,
    "19/10/2026 - 23/10/2026": HERFST,
    "Maandag 19 Oktober 2026 tot en met Vrijdag 23 Oktober 2026": HERFST,
    "14 en 15 mei 2027": "14-5-2027/15-5-2027 Herfstvakantie",
    "do 6 en vr 7 mei 2027": "6-5-2027/7-5-2027 Herfstvakantie",
    "21 december t/m 1 januari 2027": "21-12-2026/1-1-2027 Herfstvakantie",
    "maandag 21 december 2026 t/m 1 januari": "21-12-2026/1-1-2027 Herfstvakantie",
    "1 maart 2027": "1-3-2027 Herfstvakantie",
    "maandag 1 mrt 2027": "1-3-2027 Herfstvakantie",
}


def cases() -> Iterator[Case]:
    for number, (words, day) in enumerate(_WORDS.items(), 1):
        yield Case(f"in-woorden-{number:02}.csv", table("Vakantie;Wanneer", f"Herfstvakantie;{words}").encode(), (day,))
    yield Case(
        "dagen-die-niet-aansluiten.csv",
        table("Naam;Datum", "Studiedag;14 en 16 december 2026").encode(),
        (STUDIE, "16-12-2026 Studiedag"),
    )
    yield Case(
        "een-regel-per-vakantie.csv",
        table("Herfstvakantie: maandag 19 oktober t/m vrijdag 23 oktober 2026", "Studiedag 14 december 2026").encode(),
        (HERFST, STUDIE),
    )
    yield Case(
        "opsomming.csv",
        table("- Herfstvakantie: 19-10-2026 t/m 23-10-2026", "* Studiedag: 14-12-2026").encode(),
        (HERFST, STUDIE),
    )
    yield Case(
        "schooljaar-erboven.csv",
        table("Vakantierooster 2026-2027", "Herfstvakantie;19 t/m 23 oktober", "Vrije dag;18 januari").encode(),
        (HERFST, "18-1-2027 Vrije dag"),
        ("GEEN_DAG Vakantierooster 2026-2027",),
    )
    yield Case(
        "dag-past-niet.csv",
        table("Naam;Datum", "Studiedag;dinsdag 14 december 2026", "Vrije dag;ma 18 januari 2027").encode(),
        ("18-1-2027 Vrije dag",),
        ("VERKEERDE_WEEKDAG Studiedag",),
    )
    yield Case(
        "groep-met-een-nummer.csv",
        table("Studiedag groep 3, 14 december 2026").encode(),
        ("14-12-2026 Studiedag groep 3",),
    )
