"""A list of colleagues, as schools export it and as it is copied out of a spreadsheet."""

import pytest

from db.brought import lijst
from db.brought.lijst import ListError
from tests.inputs.tables.workbooks import ods, xlsx
from tests.processes.read_here import read_here

HEADS, ROW = ["Naam", "E-mail"], ["Zoë de Wit", "zoe@wilg.example"]
TEXT = "Naam;E-mail\r\nZoë de Wit;zoe@wilg.example\r\n"

READ = {
    "semicolons": TEXT.encode(),
    "commas": TEXT.replace(";", ",").encode(),
    "cells that were copied": TEXT.replace(";", "\t").encode(),
    "with a mark": TEXT.encode("utf-8-sig"),
    "of Windows": TEXT.encode("cp1252"),
    "as Excel says Unicode": TEXT.replace(";", "\t").encode("utf-16"),
    "in quotes": '"Naam";"E-mail"\n"Zoë  de Wit";"zoe@wilg.example"\n'.encode(),
    "a workbook": xlsx([["Naam", "E-mail"], ["Zoë de Wit", "zoe@wilg.example"]]),
    "a workbook of LibreOffice": ods([["Naam", "E-mail"], ["Zoë de Wit", "zoe@wilg.example"]]),
    "with empty rows and a cell too many": f"\n{TEXT}\n;\n".replace("example\r", "example;x\r").encode(),
}
REFUSED = {
    "nothing": (b"", "staat geen lijst"),
    "one column": (b"Naam\nZoe\n", "staat geen lijst"),
    "only heads": (b"Naam;E-mail\n", "staat geen lijst"),
    "a broken workbook": (b"PK\x03\x04xl/", "beschadigd of te ingewikkeld"),
    "an empty workbook": (xlsx([]), "staat geen lijst"),
    "old Excel": (b"\xd0\xcf\x11\xe0", "bestand van Excel of een .csv"),
    "a pdf": (b"%PDF-1.7", "geen lijst met regels"),
    "too large": (b"Naam;E-mail\n" + b"x" * 600_000, "te groot"),
    "too many": (b"Naam;E-mail\n" + b"a;b\n" * 501, "te veel"),
}


def test_it_is_read_in_every_form_that_schools_have() -> None:
    with read_here():
        found = {how: lijst.read(content, whose="bea") for how, content in READ.items()}
    assert found == dict.fromkeys(READ, [HEADS, ROW])


def test_what_is_no_list_is_refused_with_what_to_do() -> None:
    for how, (content, said) in REFUSED.items():
        with pytest.raises(ListError, match=said), read_here():
            pytest.fail(f"{how}: {lijst.read(content, whose='bea')}")
