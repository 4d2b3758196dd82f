"""A reader: the pupils in a list that a school exports from its pupil administration (ParnasSys, ESIS), a row for each.

Runs in the process of ``db.brought.child``. Of each row name, birth date and group leave that process, and of the other
columns only their headings (without a heading the beginning of a first cell, so that somebody can tell which it is).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.brought.calendars.days import Order, evidence
from db.brought.other_kinds import other_kind
from db.brought.tables.read import rows_of
from db.brought.tables.separated import FIRST_ROWS
from meldcode.namen.volgorde import voornaam_eerst
from meldcode.vragen.geboren import Geboren, read_geboren
from meldcode.vragen.tekst import clean_line
from meldcode.vragen.vraag import MAX_LINE

MOST_FILES = 3  # its pipes: it opens no file and no connection
MOST_ROWS = 3_000
LONGEST_GROEP = 60  # characters, as in the form of a new dossier

# What a column can hold, with the headings of which the first that fits one is proposed.
HEADINGS = {
    "voor": (r"roepnaam", r"voornaam", r"voornamen", r"(volledige )?naam( leerling)?|leerling(naam)?"),
    "tussen": (r"(tussen|voor)voegsels?( achternaam)?|(tussen|voor)v",),
    "achter": (r"achternaam|familienaam|geslachtsnaam", r"achternaam .*"),
    "geboren": (r"geb(oorte)? ?dat(um)?|geboren( op)?|geboortedag|geb",),
    "groep": (r"(stam|basis)?groep(snaam)?|klas|groep/klas", r"(huidige|naam) (stam|basis)?groep|lesgroep"),
}
_FORMULA = re.compile(r"(?:^|\s)[=+@]|^-")  # with which a spreadsheet begins one
_AS_TEXT = re.compile(r'="(.*)"')  # how some programs keep a spreadsheet from changing a date
_SERIAL = re.compile(r"[2-5]\d{4}(?:[.,]0+)?")  # a day as the number that Excel has for it
_EXCEL_BEGINS = date(1899, 12, 30)
_IN_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(?=\d)")
_A_NUMBER = re.compile(r"\d{5,}")
_OLDEST = 25  # years: whoever is older is not at a primary school, nor at one for special education
Columns = Mapping[str, int | None]


def asked(today: date, columns: Columns | None, content: bytes) -> bytes:
    """What to hand to this reader: a list, and in which column (from 0) each thing stands; None: propose that."""
    return json.dumps([str(today), columns]).encode() + b"\n" + content


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What is found in a list handed over as by ``asked``: plain lists, and no bytes.

    ``koppen``: what to call each column; ``kolommen``: the columns that were read, by what they hold; ``leerlingen``:
    name, birth date and group of each; ``over``: of each row that was not taken its number, the name in it, and why, in
    Dutch, with words of the school between brackets. ``other``: it is another kind of file. Any exception: it is no
    list.
    """
    about, _, brought = content.partition(b"\n")
    day, columns = json.loads(about)
    if other := other_kind(brought):
        return {"other": other}, b""
    rows = rows_of(brought)
    if any("\0" in cell for row in rows for cell in row):
        return {"other": "geen_tekst"}, b""
    table = _Table.of([[_cell(each) for each in row] for row in rows])
    if len(table.rows) > MOST_ROWS:
        return {"other": "te_lang"}, b""
    columns = columns or table.proposed
    found: dict[str, Any] = {"koppen": table.headings, "kolommen": columns, "leerlingen": [], "over": []}
    if columns["voor"] is not None and columns["geboren"] is not None:
        found |= _taken(table, columns, date.fromisoformat(day))
    return found, b""


def _cell(cell: str) -> str:
    line = clean_line(cell).strip()
    said = _AS_TEXT.fullmatch(line)
    return said[1].strip() if said else line


@dataclass(frozen=True)
class _Table:
    """The rows below the heading, the first of which is number ``first`` as a spreadsheet counts them."""

    rows: Sequence[Sequence[str]]
    first: int
    headings: Sequence[str]
    proposed: Columns

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> "_Table":
        width = max(map(len, rows), default=0)
        for at, row in enumerate(rows[:FIRST_ROWS]):
            proposed = _proposed(row)
            if sum(each is not None for each in proposed.values()) > 1:
                headings = [_heading(number, each, row) for number, each in enumerate(_wide(row, width), 1)]
                return cls(rows[at + 1 :], at + 2, headings, proposed)
        shown = _wide(next(filter(any, rows), ()), width)
        headings = [f"Kolom {number} ({each[:20]})" for number, each in enumerate(shown, 1)]
        return cls(rows, 1, headings, dict.fromkeys(HEADINGS))


def _heading(number: int, heading: str, row: Sequence[str]) -> str:
    """What to call this column: by its heading, unless another one has the same."""
    if row.count(heading) > 1 or not heading:
        return f"Kolom {number} ({heading})" if heading else f"Kolom {number}"
    return heading


def _wide(row: Sequence[str], width: int) -> Sequence[str]:
    return [*row, *[""] * (width - len(row))]


def _proposed(row: Sequence[str]) -> dict[str, int | None]:
    """In which column each thing stands, by the words in a heading. A column holds one thing."""
    names = [re.sub(r"[\s_.]+", " ", each).strip(" :*").casefold() for each in row]
    found = dict[str, int | None]()
    for what, patterns in HEADINGS.items():
        fits = (at for pattern in patterns for at, name in enumerate(names) if re.fullmatch(pattern, name))
        found[what] = next((at for at in fits if at not in found.values()), None)
    return found


def _taken(table: _Table, columns: Columns, today: date) -> dict[str, Any]:
    """The pupils, and the rows that were not taken."""
    is_turned = _month_first([_of(row, columns["geboren"]) for row in table.rows])
    pupils, left, seen = list[list[str]](), list[list[int | str]](), dict[tuple[str, str], int]()
    for number, row in enumerate(table.rows, table.first):
        if not any(row):
            continue
        naam, groep = _name(row, columns), _of(row, columns["groep"])
        born, problem = _born(_of(row, columns["geboren"]), today, turned=is_turned)
        why = next(filter(None, (*_objections(naam, groep), problem)), "")
        same = (naam.casefold(), str(born))
        if not why and same in seen:
            why = f"deze leerling staat ook op regel {seen[same]}"
        if why:
            left.append([number, naam[:MAX_LINE], why])
        else:
            seen[same] = number
            pupils.append([naam, str(born), groep])
    return {"leerlingen": pupils, "over": left}


def _of(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _name(row: Sequence[str], columns: Columns) -> str:
    """The name as it is said: first name, what stands between, surname."""
    voor, tussen, achter = (_of(row, columns[each]) for each in ("voor", "tussen", "achter"))
    if not achter:
        return voornaam_eerst(voor)
    return " ".join(filter(None, (voor, tussen, voornaam_eerst(achter))))


def _objections(naam: str, groep: str) -> Iterator[str]:
    if not naam:
        yield "de naam ontbreekt"
    elif _FORMULA.search(naam) or _FORMULA.search(groep):
        yield "hier staat een formule"
    elif not any(each.isalpha() for each in naam):
        yield "in de naam staat geen letter"
    elif len(naam) > MAX_LINE:
        yield f"de naam is langer dan {MAX_LINE} tekens"
    elif len(groep) > LONGEST_GROEP:
        yield f"[de groep] is langer dan {LONGEST_GROEP} tekens"
    elif _A_NUMBER.search(groep):
        yield "bij [de groep] staat een lang nummer"


def _born(cell: str, today: date, *, turned: bool) -> tuple[Geboren | None, str]:
    """The birth date, as far as it is known; or why there is none."""
    if not cell:
        return None, "de geboortedatum ontbreekt"
    if _SERIAL.fullmatch(cell):
        return _likely(Geboren.on(_EXCEL_BEGINS + timedelta(days=int(cell[:5]))), today)
    try:
        return _likely(read_geboren(_IN_NUMBERS.sub(r"\3\2\1\2", cell) if turned else cell, today), today)
    except ValueError:
        return None, "de geboortedatum is geen dag die bestaat, of niet te lezen"


def _likely(born: Geboren, today: date) -> tuple[Geboren | None, str]:
    if born.earliest and born.earliest > today:
        return None, "de geboortedatum ligt in de toekomst"
    if born.jaar and born.jaar < today.year - _OLDEST:
        return None, f"de geboortedatum is meer dan {_OLDEST} jaar geleden"
    return born, ""


def _month_first(cells: Sequence[str]) -> bool:
    """Whether a column of dates has the month first: one day above 12 in second place settles it, if none is first."""
    return frozenset().union(*(evidence(each).says for each in cells)) == {Order.MONTH_FIRST}
