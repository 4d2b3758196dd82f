"""A list of colleagues, as schools export it and as it is copied out of a spreadsheet."""

import pytest

from db.brought import lijst
from db.brought.lijst import ListError

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
    "with empty rows and a cell too many": f"\n{TEXT}\n;\n".replace("example\r", "example;x\r").encode(),
}
REFUSED = {
    "nothing": (b"", "staat geen lijst"),
    "one column": (b"Naam\nZoe\n", "staat geen lijst"),
    "only heads": (b"Naam;E-mail\n", "staat geen lijst"),
    "Excel": (b"PK\x03\x04xl/", "Opslaan als"),
    "old Excel": (b"\xd0\xcf\x11\xe0", "van Excel"),
    "a pdf": (b"%PDF-1.7", "geen lijst met regels"),
    "too large": (b"Naam;E-mail\n" + b"x" * 600_000, "te groot"),
    "too many": (b"Naam;E-mail\n" + b"a;b\n" * 501, "te veel"),
}


def test_it_is_read_in_every_form_that_schools_have() -> None:
    assert {how: lijst.read(content) for how, content in READ.items()} == dict.fromkeys(READ, [HEADS, ROW])


def test_what_is_no_list_is_refused_with_what_to_do() -> None:
    for how, (content, said) in REFUSED.items():
        with pytest.raises(ListError, match=said):
            pytest.fail(f"{how}: {lijst.read(content)}")
