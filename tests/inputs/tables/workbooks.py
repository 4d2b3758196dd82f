"""Workbooks as Excel and LibreOffice save them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from html import escape

from xlsxwriter import Workbook

Rows = Sequence[Sequence[object]]
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Blad1">{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def xlsx(rows: Rows, *others: Rows, first_hidden: bool = False) -> bytes:
    """A workbook of Excel with these rows on its first sheet, and those on the next ones."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        shown = {
            date: book.add_format({"num_format": "d-m-yyyy"}),
            datetime: book.add_format({"num_format": "d-m-yyyy h:mm"}),
            time: book.add_format({"num_format": "h:mm"}),
        }
        for number, each in enumerate((rows, *others)):
            sheet = book.add_worksheet()
            if first_hidden and not number:
                sheet.hide()
            for at, row in enumerate(each):
                for column, cell in enumerate(row):
                    sheet.write(at, column, cell, shown.get(type(cell)))
        if first_hidden:
            book.worksheets()[1].activate()
    return made.getvalue()


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of LibreOffice with these texts."""

    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

    lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("mimetype", _ODS)
        packed.writestr("content.xml", _CONTENT.format("".join(lines)))
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return made.getvalue()
