"""The rows of a workbook, as Excel and LibreOffice keep one (.xlsx, .ods): each cell as one would type it."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetVisibleEnum

_MIDNIGHT = time()
_Cell = int | float | str | bool | time | date | datetime | timedelta


def rows(content: bytes) -> list[list[str]]:
    """The rows of the first sheet in sight that has any, from its top on, so that they count as on the screen there.

    Days are written as ISO 8601, so that nothing has to be guessed. Raises an exception of the library when this is no
    workbook, or one with a password.
    """
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for sheet in book.sheets_metadata:
            if sheet.visible is SheetVisibleEnum.Visible:
                cells = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                found = [[_text(cell) for cell in row] for row in cells]
                if any(map(any, found)):
                    return found
    return []


def _text(cell: _Cell) -> str:
    match cell:
        case bool():
            return "waar" if cell else "onwaar"
        case datetime():
            return f"{cell:%Y-%m-%d}" if cell.time() == _MIDNIGHT else f"{cell:%Y-%m-%d %H:%M}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell)
    return str(cell)
