"""What is read in a list of pupils, whatever program exported it, and what is said of each row that is not taken."""

from datetime import date

import pytest

from db.school.leerlingen import LijstError
from meldcode.namen.leerlingenlijst import Leerling
from tests.inputs.tables.workbooks import xlsx
from tests.over import over
from tests.processes import read_here
from ui.stap import leerlingen_bestand
from ui.stap.leerlingen_bestand import MAX_BYTES, Gelezen

pytestmark = pytest.mark.either
TODAY = date(2026, 11, 9)
PARNASSYS = """Achternaam;Tussenvoegsel;Roepnaam;Voornamen;BSN;Geboortedatum;Groep;Telefoon
Wit;de;Sem;Sem Johannes;999999990;14-03-2018;5;0612345678
Élan;;Zoë;Zoë;999999989;02-09-2016;Groep 7/8;
"""
TWO = ["Sem de Wit|14-03-2018|5", "Zoë Élan|02-09-2016|Groep 7/8"]
# The text, its encoding, and who is in it.
WRITTEN = [
    (PARNASSYS, "utf-8", TWO),
    (PARNASSYS, "utf-8-sig", TWO),
    (PARNASSYS, "utf-16", TWO),
    (PARNASSYS, "utf-16-le", TWO),
    (PARNASSYS, "cp1252", TWO),
    (PARNASSYS.replace("\n", "\r\n"), "cp1252", TWO),
    (PARNASSYS.replace(";", "\t"), "utf-16", TWO),
    (PARNASSYS.replace(";", ","), "utf-8", TWO),
    (f"sep=;\n{PARNASSYS}", "utf-8", TWO),
    (f"Basisschool De Wilg;;\n\n{PARNASSYS}", "utf-8", TWO),
    ('Naam,Geb.datum,Klas\n"Wit, Sem de",2018-03-14,5\n"Élan, Zoë",2016-09-02,Groep 7/8\n', "utf-8", TWO),
    ('"Leerling";"Geboren op";"Stamgroep"\n"Wit, de, Sem";"14 maart 2018";5\n', "utf-8", TWO[:1]),
    ("Voornaam;Voorvoegsels;Achternaam;Geboortedatum;Groep\nSem;de;Wit;14-3-18;5\n", "utf-8", TWO[:1]),
    ("Naam;Geboortedatum\nSem de Wit;14-03-2018 00:00:00\n", "utf-8", ["Sem de Wit|14-03-2018|"]),
    ("Naam;Geboortedatum\nSem de Wit;43173\n", "utf-8", ["Sem de Wit|14-03-2018|"]),
    ('Naam;Geboortedatum\nSem de Wit;"=""14-03-2018"""\n', "utf-8", ["Sem de Wit|14-03-2018|"]),
    # An American program: one day above 12 says which order all of them have.
    ("Naam;Geboortedatum\nSem;3/14/2018\nLot;2/9/2016\n", "utf-8", ["Sem|14-03-2018|", "Lot|09-02-2016|"]),
    # The register of the municipality does not know the day of everybody.
    ("Naam;Geboortedatum\nAmina;00-00-2017\nYusuf;onbekend\n", "utf-8", ["Amina|2017|", "Yusuf|onbekend|"]),
]  # fmt: skip
# A row, and what is said of it. The heading is Roepnaam;Achternaam;Geboortedatum;Groep, and row 2 is right.
WRONG = [
    ("Kim;Jansen;;4", "Regel 3 (Kim Jansen): de geboortedatum ontbreekt."),
    (";;14-03-2018;4", "Regel 3: de naam ontbreekt."),
    ("Kim;Jansen;31-02-2018;4", "Regel 3 (Kim Jansen): de geboortedatum is geen dag die bestaat, of niet te lezen."),
    ("Kim;Jansen;maart;4", "Regel 3 (Kim Jansen): de geboortedatum is geen dag die bestaat, of niet te lezen."),
    ("Kim;Jansen;14-03-2028;4", "Regel 3 (Kim Jansen): de geboortedatum ligt in de toekomst."),
    ("Kim;Jansen;14-03-1988;4", "Regel 3 (Kim Jansen): de geboortedatum is meer dan 25 jaar geleden."),
    ("Kim;=HYPERLINK(x);14-03-2018;4", "Regel 3 (Kim =HYPERLINK(x)): hier staat een formule."),
    ("@SUM(1);Jansen;14-03-2018;4", "Regel 3 (@SUM(1) Jansen): hier staat een formule."),
    ("Kim;Jansen;14-03-2018;=1+1", "Regel 3 (Kim Jansen): hier staat een formule."),
    ("12;34;14-03-2018;4", "Regel 3 (12 34): in de naam staat geen letter."),
    (f"{'K' * 130};;14-03-2018;4", f"Regel 3 ({'K' * 120}): de naam is langer dan 120 tekens."),
    ("Kim;Jansen;14-03-2018;999999990", "Regel 3 (Kim Jansen): bij de groep staat een lang nummer."),
    (f"Kim;Jansen;14-03-2018;{'G' * 61}", "Regel 3 (Kim Jansen): de groep is langer dan 60 tekens."),
    ("SEM;de Wit;14-03-2018;6", "Regel 3 (SEM de Wit): deze leerling staat ook op regel 2."),
    ("", ""),
    (";;;", ""),
]  # fmt: skip
REFUSED = [
    (b"", "Dit bestand is leeg."),
    (b" \r\n", "Dit bestand is leeg."),
    (b"%PDF-1.7", "Dit is een pdf."),
    (b"PK\x03\x04 xl/workbook.xml", "Dit bestand is geen lijst die Meldroute kan lezen."),
    (b"\xd0\xcf\x11\xe0", "Dit is een oud bestand van Word, Excel of Outlook."),
    (b"PK\x03\x04", "Dit is een ingepakt bestand"),
    (b"Naam;Geboortedatum\nSe\0m;14-03-2018\n", "In dit bestand staan tekens die niet in een lijst horen."),
    (bytes(2_000), "In dit bestand staan tekens die niet in een lijst horen."),
    (b"Naam;Geboortedatum\n" + b"Sem;14-03-2018\n" * 3_001, "In dit bestand staan meer dan 3.000 regels."),
    (bytes(MAX_BYTES + 1), "Dit bestand is te groot"),
]  # fmt: skip


def read(content: bytes, kolommen: dict[str, int | None] | None = None) -> Gelezen:
    with read_here.read_here():
        return leerlingen_bestand.read(content, TODAY, kolommen, whose="noor")


@over("text, encoding, pupils", WRITTEN)
def test_who_is_in_the_list_was_written_down_by_hand(text: str, encoding: str, pupils: list[str]) -> None:
    found = read(text.encode(encoding))
    assert ["|".join(each) for each in found.leerlingen] == pupils and not found.over


def test_a_workbook_says_what_its_cells_show() -> None:
    """A title above the heading, days as days, a number as a group, a second sheet, and a first one out of sight."""
    heading: list[object] = ["Roepnaam", "Tussenvoegsel", "Achternaam", "Geboortedatum", "Groep"]
    rows: list[list[object]] = [
        ["Leerlingen 2026-2027"], [], heading,
        ["Sem", "de", "Wit", date(2018, 3, 14), 5], ["Lot", "", "Bos", "1-1-2017", "6b"], ["Kim", "", "Jansen", "", 4],
    ]  # fmt: skip
    for brought in (xlsx(rows, [["iets anders"]]), xlsx([["verborgen"]], rows, first_hidden=True)):
        found = read(brought)
        assert ["|".join(each) for each in found.leerlingen] == ["Sem de Wit|14-03-2018|5", "Lot Bos|01-01-2017|6b"]
        assert [each.tekst for each in found.over] == ["Regel 6 (Kim Jansen): de geboortedatum ontbreekt."]


@over("row, said", WRONG)
def test_a_row_that_is_wrong_is_named_by_its_number_and_the_rest_is_taken(row: str, said: str) -> None:
    found = read(
        f"Roepnaam;Achternaam;Geboortedatum;Groep\nSem;de Wit;14-03-2018;4\n{row}\nLot;Bos;1-1-2017;5".encode()
    )
    assert [each.naam for each in found.leerlingen] == ["Sem de Wit", "Lot Bos"]
    assert [each.tekst for each in found.over] == ([said] if said else [])


@over("content, said", REFUSED)
def test_another_kind_of_file_and_a_hostile_one_are_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(LijstError, match=f"^{said[:40]}"):
        read(content)


def test_of_other_columns_only_the_heading_leaves_the_process_that_reads_the_file() -> None:
    found = read(PARNASSYS.encode())
    assert "BSN" in found.koppen and "Telefoon" in found.koppen
    assert not any(each in repr(found) for each in ("999999990", "0612345678", "Johannes"))


def test_without_a_heading_nothing_is_taken_until_somebody_says_which_column_is_which() -> None:
    bare = b"Sem;de Wit;14-03-2018;5\nLot;Bos;1-1-2017;6\n"
    found = read(bare)
    assert found.koppen == ("Kolom 1 (Sem)", "Kolom 2 (de Wit)", "Kolom 3 (14-03-2018)", "Kolom 4 (5)")
    assert not found.leerlingen and set(found.kolommen.values()) == {None}
    said = read(bare, {"voor": 0, "tussen": None, "achter": 1, "geboren": 2, "groep": 3})
    assert said.leerlingen == (Leerling("Sem de Wit", "14-03-2018", "5"), Leerling("Lot Bos", "01-01-2017", "6"))


def test_what_somebody_says_about_the_columns_goes_before_what_was_proposed() -> None:
    kolommen = {**read(PARNASSYS.encode()).kolommen, "voor": 3, "groep": None}
    found = read(PARNASSYS.encode(), kolommen)
    assert found.leerlingen[0] == Leerling("Sem Johannes de Wit", "14-03-2018", "")
