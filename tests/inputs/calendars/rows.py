"""Tables of days, as Google, Outlook and Excel write them: delimiters, headings, and the order of dates."""

from collections.abc import Iterator

from tests.inputs.calendars.case import Case, table

HERFST, KERST = "17-10-2026/25-10-2026 Herfstvakantie", "19-12-2026/3-1-2027 Kerstvakantie"
STUDIE = "14-12-2026 Studiedag"
GOOGLE = "Subject,Start Date,Start Time,End Date,End Time,All Day Event"


def cases() -> Iterator[Case]:
    yield from _programs()
    yield from _orders()
    yield from _tables()
    yield from _left()


def _programs() -> Iterator[Case]:
    yield Case(
        "c07-google.csv",
        table(GOOGLE, "Studiedag,10/12/2026,,10/12/2026,,True", "Herfstvakantie,10/17/2026,,10/25/2026,,True",
              "Kerstvakantie,12/19/2026,,01/03/2027,,True", "Studiedag,03/04/2027,,03/04/2027,,True").encode(),
        ("12-10-2026 Studiedag", HERFST, KERST, "4-3-2027 Studiedag"),
    )  # fmt: skip
    yield Case(
        "outlook-engels.csv",
        table('"Subject","Start Date","Start Time","End Date","End Time","All day event","Reminder on/off"',
              '"Studiedag","12/14/2026","12:00:00 AM","12/15/2026","12:00:00 AM","True","False"',
              '"Overleg","12/16/2026","2:00:00 PM","12/16/2026","3:00:00 PM","False","True"').encode(),
        (STUDIE,),
        ("TIJD Overleg",),
    )  # fmt: skip
    yield Case(
        "outlook-nederlands.csv",
        table('"Onderwerp","Begindatum","Begintijd","Einddatum","Eindtijd","Gebeurtenis, duurt hele dag"',
              '"Studiedag","14-12-2026","0:00:00","15-12-2026","0:00:00","Waar"',
              '"Kerstvakantie","19-12-2026","0:00:00","4-1-2027","0:00:00","Waar"').encode("cp1252"),
        (STUDIE, KERST),
    )  # fmt: skip
    yield Case(
        "excel-puntkomma.csv",
        b"\xef\xbb\xbf"
        + table("Naam;Begin;Eind", "Studiedag;14-12-2026;", "Kerstvakantie;19-12-2026;3-1-2027").encode(),
        (STUDIE, KERST),
    )
    yield Case(
        "excel-met-sep.csv",
        table("sep=;", "Naam;Van;Tot", "Studiedag;14-12-2026;14-12-2026").encode(),
        (STUDIE,),
    )
    yield Case(
        "excel-unicode-tekst.csv",
        table("Naam\tDatum", "Studiedag\t14-12-2026", "Reünie vrij\t8-2-2027").encode("utf-16"),
        (STUDIE, "8-2-2027 Reünie vrij"),
    )
    yield Case("excel-getallen.csv", table("Naam;Datum", "Studiedag;46370").encode(), (STUDIE,))
    yield Case(
        "windows-1252.csv", table("Naam;Datum", "België vrij;8-2-2027").encode("cp1252"), ("8-2-2027 België vrij",)
    )


def _orders() -> Iterator[Case]:
    yield Case(
        "dag-eerst-met-strepen.csv",
        table(GOOGLE, "Studiedag,14/12/2026,,14/12/2026,,True", "Vrije dag,03/04/2027,,03/04/2027,,True").encode(),
        (STUDIE, "3-4-2027 Vrije dag"),
    )
    yield Case(
        "volgorde-open.csv",
        table(GOOGLE, "Studiedag,03/04/2027,,03/04/2027,,True").encode(),
        ("3-4-2027 Studiedag",),
        turned=("4-3-2027 Studiedag",),
    )
    yield Case(
        "volgorde-spreekt-zich-tegen.csv",
        table("Naam;Datum", "Studiedag;14/12/2026", "Vrije dag;12/15/2026").encode(),
        (STUDIE,),
        ("GEEN_DAG Vrije dag",),
        turned=("15-12-2026 Vrije dag",),
    )
    yield Case(
        "volgorde-uit-de-weekdag.csv", table("Naam;Datum", "Studiedag;do 04/03/2027").encode(), ("4-3-2027 Studiedag",)
    )
    yield Case("gedachtestreepjes.csv", table("Naam;Datum", "Studiedag;3–4–2027").encode(), ("3-4-2027 Studiedag",))
    yield Case("vast-koppelteken.csv", table("Naam;Datum", "Studiedag;3‑4‑2027").encode(), ("3-4-2027 Studiedag",))
    yield Case("rechte-strepen.csv", table("Naam|Datum", "Studiedag|14-12-2026").encode(), (STUDIE,))
    yield Case("koppeltekens.csv", table("Naam;Datum", "Studiedag;3-4-2027").encode(), ("3-4-2027 Studiedag",))
    yield Case("koppeltekens-maand-eerst.csv", table("Naam;Datum", "Studiedag;12-14-2026").encode(), (STUDIE,))
    yield Case("punten.csv", table("Naam;Datum", "Studiedag;3.4.2027").encode(), ("3-4-2027 Studiedag",))
    yield Case("gelijk-om-het-even.csv", table("Naam;Datum", "Studiedag;03/03/2027").encode(), ("3-3-2027 Studiedag",))
    yield Case("jaar-eerst.csv", table("naam,van,tot", "Studiedag,2026-12-14,2026-12-14").encode(), (STUDIE,))
    yield Case("jaar-eerst-met-strepen.csv", table("naam;van", "Studiedag;2026/12/14").encode(), (STUDIE,))
    yield Case("jaar-eerst-aan-elkaar.csv", table("naam;van", "Studiedag;20261214").encode(), (STUDIE,))
    yield Case(
        "iso-met-tijd.csv",
        table("naam;van;tot", "Studiedag;2026-12-14T00:00:00;2026-12-15T00:00:00").encode(),
        (STUDIE,),
    )
    yield Case("jaar-in-twee-cijfers.csv", table("naam;van;tot", "Kerstvakantie;19-12-26;3-1-27").encode(), (KERST,))


def _tables() -> Iterator[Case]:
    yield Case(
        "zonder-kop.csv", table("Studiedag;14-12-2026", "Kerstvakantie;19-12-2026;3-1-2027").encode(), (STUDIE, KERST)
    )
    yield Case(
        "datum-vooraan.csv",
        table("14-12-2026;Studiedag", "19-12-2026;3-1-2027;Kerstvakantie").encode(),
        (STUDIE, KERST),
    )
    yield Case(
        "titel-erboven.csv",
        table(
            "Vakanties en vrije dagen;;", ";;", "Vakantie;Eerste dag;Laatste dag", "Kerstvakantie;19-12-2026;3-1-2027"
        ).encode(),
        (KERST,),
    )
    yield Case(
        "meer-kolommen.csv",
        table("Nr;Activiteit;Datum;Ingevoerd op", "1;Studiedag;14-12-2026;1-8-2026").encode(),
        (STUDIE,),
    )
    yield Case(
        "kop-in-eigen-woorden.csv",
        table("Wat;Datum van;Datum tot (t/m)", "Kerstvakantie;19-12-2026;3-1-2027").encode(),
        (KERST,),
    )
    yield Case(
        "van-tot-in-een-kolom.csv",
        table("Vakantie;Van t/m", "Kerstvakantie;19-12-2026 t/m 3-1-2027").encode(),
        (KERST,),
    )
    yield Case(
        "dag-naast-datum.csv",
        table("Dag;Datum;Omschrijving", "maandag;14-12-2026;Studiedag").encode(),
        (STUDIE,),
    )
    yield Case(
        "jaar-alleen-achteraan.csv",
        table("Van;Tot;Naam", "19-12;3-1-2027;Kerstvakantie").encode(),
        (KERST,),
    )
    yield Case(
        "jaar-uit-de-weekdag.csv",
        table("Datum;Activiteit", "ma 14 dec;Studiedag", "za 19 dec t/m zo 3 jan;Kerstvakantie").encode(),
        (STUDIE, KERST),
    )
    yield Case(
        "uren-in-de-cel.csv",
        table("Begin;Einde;Onderwerp", "14-12-2026 8:30;14-12-2026 15:00;Studiedag",
              "16-12-2026 08:30;16-12-2026 09:30;Overleg").encode(),
        ("14-12-2026 Studiedag (8.30 tot 15.00 uur)",),
        ("TIJD Overleg",),
    )  # fmt: skip
    yield Case(
        "met-groepen.csv",
        table("Datum;Activiteit;Groepen", "14-12-2026;Studiedag;1 t/m 4").encode(),
        ("14-12-2026 Studiedag (groep 1 t/m 4)",),
    )
    yield Case(
        "aanhalingstekens.csv",
        table("naam,van,tot", '"Studiedag, kinderen vrij",2026-12-14,').encode(),
        ("14-12-2026 Studiedag, kinderen vrij",),
    )


def _left() -> Iterator[Case]:
    yield Case(
        "regels-zonder-dag.csv",
        table("Naam;Datum", "Studiedag;14-12-2026", "Schoolreis;volgt nog", "Vrije dag;31-2-2027").encode(),
        (STUDIE,),
        ("GEEN_DAG Schoolreis", "GEEN_DAG Vrije dag"),
    )
    yield Case(
        "zonder-jaar.csv",
        table("Naam;Datum", "Studiedag;14-12-2026", "Vrije dag;18-1").encode(),
        (STUDIE,),
        ("GEEN_JAAR Vrije dag",),
    )
    yield Case(
        "ander-jaar.csv",
        table("Naam;Datum", "Studiedag;14-12-2026", "Studiedag;14-12-2019").encode(),
        (STUDIE,),
        ("ANDER_JAAR Studiedag",),
    )
    yield Case(
        "einde-eerst.csv",
        table("Naam;Van;Tot", "Kerstvakantie;19-12-2026;3-1-2026").encode(),
        left=("EINDE_EERST Kerstvakantie",),
    )
