"""Tables as CSV and Excel files. A cell is text or a number, and never becomes a formula."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

from meldcode.vragen.datum import short

Cel = str | int | date

# Spreadsheets evaluate text that begins with = + - @ or their full-width forms, also after a tab or carriage return.
_FORMULA = re.compile(r"[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n\0]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_NAME_MAX = 31  # characters in the name of a sheet, the limit of Excel


@dataclass(frozen=True)
class Blad:
    """One table, the same on the page and in a file. ``uitleg`` is a sentence about what is in it."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    uitleg: str = ""


def as_text(cel: Cel) -> str:
    """A cell as people read it: a date as day, month and year."""
    return short(cel) if isinstance(cel, date) else str(cel)


def neutral(text: str) -> str:
    """Text that a spreadsheet will not evaluate: prefixed with an apostrophe where it would."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_of(kop: Sequence[str], bladen: Sequence[Blad]) -> bytes:
    """All tables in one file. Semicolons and a byte order mark, so that a Dutch Excel opens it correctly."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    for line in kop:
        writer.writerow([neutral(line)])
    for blad in bladen:
        writer.writerow([])
        writer.writerow([neutral(blad.titel)])
        writer.writerow([neutral(each) for each in blad.kolommen])
        for rij in blad.rijen:
            writer.writerow([each if isinstance(each, int) else neutral(as_text(each)) for each in rij])
    return ("\ufeff" + target.getvalue()).encode()


def xlsx_of(kop: Sequence[str], bladen: Sequence[Blad]) -> bytes:
    """An Excel file with a sheet per table. Text is always written as text, never as a formula."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for number, blad in enumerate(bladen, 1):
            sheet = book.add_worksheet(_sheet_name(number, blad.titel))
            lines = [*kop, blad.titel]
            for row, line in enumerate(lines):
                sheet.write_string(row, 0, line, bold if line == blad.titel else None)
            top = len(lines) + 1
            for column, each in enumerate(blad.kolommen):
                sheet.write_string(top, column, each, bold)
            for row, rij in enumerate(blad.rijen, top + 1):
                for column, cel in enumerate(rij):
                    if isinstance(cel, int):
                        sheet.write_number(row, column, cel)
                    else:
                        sheet.write_string(row, column, as_text(cel), wrapped)
            for column, each in enumerate(blad.kolommen):
                texts = [each, *(as_text(rij[column]) for rij in blad.rijen)]
                sheet.set_column(column, column, min(60, max(map(len, texts)) + 2))
            sheet.freeze_panes(top + 1, 0)
    return target.getvalue()


def _sheet_name(number: int, titel: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", f"{number} {titel}")[:_NAME_MAX].strip("' ")
