"""The rows of a table as text (.csv), whatever sign stands between its cells."""

import csv
import io
import re

FIRST_ROWS = 20
"""In so many rows the heading stands, and by them it is known which sign separates the cells."""
_QUOTED = re.compile('"[^"]*"')  # a sign in there separates nothing


def split(text: str) -> list[list[str]]:
    """The rows with their cells. A line with which Excel says what separates them is an empty row."""
    first, _, rest = text.partition("\n")
    says_so = re.fullmatch(r"\s*\"?sep=.\"?\s*", first)
    if says_so:
        text = rest
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        rows = [line.split(delimiter) for line in text.splitlines()]
    return [[], *rows] if says_so else rows


def _delimiter(text: str) -> str:
    """The sign that stands in most of the first lines. A comma only if no other does: it stands in names as well."""
    lines = [_QUOTED.sub("", line) for line in text[:20_000].splitlines() if line.strip()][:FIRST_ROWS]
    for sign in ("\t", ";", "|"):
        if 2 * sum(sign in line for line in lines) > len(lines):
            return sign
    return ","
