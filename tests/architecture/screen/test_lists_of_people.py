"""A list of names is in the order of ``meldcode.namen.volgorde``: no database sorts it, and nothing else in Python."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.parsed import nodes_of
from tests.over import over

ROOT = Path(__file__).parents[3]
PACKAGES = ("db", "meldcode", "papers", "ui", "pages")
KEYS = {"telefoonboek", "alfabet", "_by_name"}
OF_PEOPLE = {"naam", "names", "naam_van"}
# Names that are sorted otherwise, each with the reason.
OTHERWISE = {
    "db/accounts/bestuur.py: sorted(set(names) - set(every.values()))": "names of schools that do not exist, as typed",
    "db/brought/calendars/ics.py: sorted(days, key=lambda day: (day.naam, day.hours, day.first))": "names of free days",
    "ui/beheer/agenda_bestand.py: sorted(left, key=lambda each: (order.index(each.reden), each.dagen, each.naam))": (
        "names in a calendar"
    ),
    "db/school/kalender.py: union_all(*_FREE_DAYS).order_by('van', 'tot', 'naam', 'groep')": "names of free days",
    "db/school/kalender.py: union_all(_TERMS, *_WITHOUT_TERM).order_by('van', 'tot', 'naam', 'groep')": (
        "names of free days and terms"
    ),
    "ui/elements/lichaam.py: "
    "sorted((each for each in placed if each[0].kant is kant), key=lambda each: each[0].naam)": "places on a body",
    "db/upkeep/verification.py: sorted((names[each] for each in held))": "code names",
}


def names_in(node: ast.AST) -> set[str]:
    """Every name, attribute and text in it."""
    found = set()
    for each in ast.walk(node):
        match each:
            case ast.Attribute(attr=str(name)) | ast.Name(id=str(name)) | ast.Constant(value=str(name)):
                found.add(name)
    return found


def sorted_otherwise(source: str) -> Iterator[str]:
    """Where names are sorted by a database, or in Python without the key of a telephone book."""
    for call in (each for each in nodes_of(source) if isinstance(each, ast.Call)):
        match call.func:
            case ast.Attribute(attr="order_by") if any(OF_PEOPLE & names_in(each) for each in call.args):
                yield ast.unparse(call)
            case ast.Name(id="sorted") | ast.Attribute(attr="sort"):
                key = next((each.value for each in call.keywords if each.arg == "key"), None)
                by = names_in(key) if key else set().union(*map(names_in, call.args), names_in(call.func))
                if by & OF_PEOPLE and not by & KEYS:
                    yield ast.unparse(call)


def found() -> set[str]:
    return {
        f"{file.relative_to(ROOT).as_posix()}: {each}"
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for each in sorted_otherwise(file.read_text(encoding="utf-8"))
    }


def test_every_list_of_people_is_in_the_order_of_a_telephone_book() -> None:
    assert found() == set(OTHERWISE), "sort it with meldcode.namen.volgorde.telefoonboek, after reading it"
    uses = [file for file in (ROOT / "db").rglob("*.py") if "telefoonboek(" in file.read_text(encoding="utf-8")]
    assert len(uses) >= 4, "the sweep swept"


@over(
    ("source", "is_seen"),
    [
        ("select(a).order_by(a.c.naam)", True),
        ("select(a).order_by(a.c.role, account.c.naam.desc())", True),
        ("found.order_by('due_on', 'naam')", True),
        ("sorted(rows, key=lambda each: each.naam)", True),
        ("sorted(names.get(each) for each in gone)", True),
        ("names.sort()", True),
        ("rows.sort(key=lambda each: each.naam.lower())", True),
        ("select(a).order_by(a.c.codenaam)", False),
        ("sorted(rows, key=lambda each: (each.role, telefoonboek(each.naam)))", False),
        ("sorted(rows, key=telefoonboek)", False),
        ("sorted(days)", False),
    ],
)
def test_a_list_that_is_sorted_otherwise_is_seen(source: str, is_seen: bool) -> None:
    assert bool(list(sorted_otherwise(source))) is is_seen
