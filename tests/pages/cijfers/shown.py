"""Reading what the overview of the directie shows, and the files it offers."""

import csv
import io
import json
import re
from datetime import date

import pandas as pd

from tests.pages.person import Person
from ui.cijfers import overzicht, uitvoer

_FIGURE = re.compile(r"\*\*(\d+)\*\* :gray\[(.+)\]$")


def unfolds_all(person: Person) -> None:
    """Unfold every part of the overview; each is drawn only then."""
    for key in (*overzicht.UNFOLD, overzicht.TABLE):
        person.app.session_state[key] = True
    person.app.run()


def tables(person: Person) -> list[pd.DataFrame]:
    """The tables of the overview, with everything unfolded."""
    unfolds_all(person)
    return [each.value.reset_index() for each in (*person.app.table, *person.app.dataframe)]


def table(person: Person, column: str) -> pd.DataFrame:
    return next(each for each in tables(person) if column in each.columns)


def has_table(person: Person, column: str) -> bool:
    return any(column in each.columns for each in tables(person))


def bars(person: Person) -> dict[str, list[int]]:
    drawn = [json.loads(each.proto.spec)["data"] for each in person.app.get("plotly_chart")]
    (found,) = [data for data in drawn if data[0]["name"] == "Op tijd"]
    return {bar["name"]: bar["x"] for bar in found}


def tiles(person: Person) -> dict[str, int]:
    """The three figures at the top of the overview, each under what is counted, as it is read."""
    pressed = [each.label for each in person.app.button if str(each.key).endswith("/cijfer")]
    said = [each.value for each in person.app.main.markdown]
    found = (_FIGURE.match(each) for each in [*pressed, *said])
    return {label: int(number) for number, label in (each.groups() for each in found if each)}


def lists_all(person: Person) -> None:
    """Ask for the open dossiers themselves."""
    next(each for each in person.app.pills if each.key == "overzicht/stap").set_value(0)
    person.refreshes()


def exported(user, soort: str, today: date, **asked: str) -> list[list[str]]:
    content = uitvoer.BESTANDEN[soort].maak(user, "csv", today, asked)
    assert content is not None
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def block(lines: list[list[str]], titel: str) -> list[list[str]]:
    """The rows of one table in a file."""
    start = lines.index([titel]) + 2
    end = next((number for number in range(start, len(lines)) if not lines[number]), len(lines))
    return lines[start:end]
