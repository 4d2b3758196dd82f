"""A list that is cut off says so and leads to the rest. Everything that cuts one has a verdict here, by hand."""

import ast
from pathlib import Path

import pytest

from tests.architecture.parsed import tree_of
from tests.over import over

ROOT = Path(__file__).parents[3]
PACKAGES = ("pages", "ui", "db")
_FEW = 4  # a slice of fewer is taking something apart, not cutting a list

# Everything that cuts a list, or only looks as if it did, by file and function → how one gets to the rest.
VERDICTS = {
    # The three ways in which a list is cut on the screen; each says it, and leads on.
    "ui/elements/rijen.py window": "heading above or show_all beneath it: how many of how many, and a button to all",
    "ui/elements/rijen.py _page": "turn beneath it: 26–50 van 41, and the next",
    # Read as far as the screen asks for (``window``, ``page_of``), with the number of all counted apart.
    "db/dossiers/einde/vernietigd.py <module>": "count beside it",
    "db/dossiers/einde/vernietigd.py destroyed": "count beside it",
    "db/dossiers/einde/vernietigd.py _written": "no list: the beginning of a line's digest",
    "db/werk/waiting.py paged": "count, count_with_others or count_of_person beside it",
    "db/dossiers/dossierlijst.py _listed": "tel beside it",
    "db/dossiers/dossier_rows.py _to_confirm": "count_to_confirm beside it",
    "db/werk/onbekeken.py _neglected": "tel beside it",
    "ui/hulp/tonen.py _found": "how many more were found, and that a word more finds less",
    "db/dossiers/dossier_rows.py leerlingen": "all of them, some at a time",
    "db/keys/tree.py leaf_of": "no list: the first digits of a path",
    "db/bewaren/lijst.py _lines": "tel and tel_te_bevestigen beside it",
    "db/bewaren/lijst.py _count_to_confirm": "the rest comes up once these are confirmed",
    "db/bewaren/lijst.py <module>": "who asked it last",
    "db/bewaren/verband.py follow": "all of them, some at a time",
    # Some are offered, and a sentence says how to look for the others.
    "ui/stap/acuut.py _offered": "the name typed below finds any other",
    "db/dossiers/dossierlijst.py _newest": "the same",
    "db/dossiers/dossierlijst.py nieuwste": "the same",
    "ui/bespreking/agenda.py _offered": "a field to look for any other by name",
    "db/dossiers/dossier_rows.py _agenda": "the same",
    "ui/werk/codenaam.py offered": "a field to look for any other by code name",
    "db/dossiers/dossier_rows.py named": "the same",
    "db/werk/handing_over.py _dossiers_of": "the same",
    "db/dossiers/besprekingen.py prepare": "said at the press: in how many other dossiers something was promised",
    # A journal is read backwards, so many lines at a time, with buttons to older lines.
    "ui/cijfers/register.py draw": "turn_back",
    "db/dossiers/register.py _lines": "the page asks for those before the last one",
    "ui/beheer/instellingen.py journal_tab": "turn_back",
    "ui/papieren/papieren.py made": "turn_back",
    "db/dossiers/papieren.py <module>": "the page asks for those before the last one",
    "db/journal/journal.py <module>": "the page asks for those before the last one",
    # The overview says how many of how many it shows; all of them are in the file offered beside it.
    "ui/cijfers/overzicht.py draw": "listing says so: in the file they are all there",
    "db/cijfers/lijsten.py _dossiers": "as many as overzicht asks for",
    "db/cijfers/lijsten.py _waiting": "as many as overzicht asks for",
    "db/cijfers/lijsten.py _skipped": "as many as overzicht asks for",
    # A sentence says how many more there are; who reads along is on a page of its own.
    "ui/page/afterwards.py _who": "nog 4; all of them on the page Wie leest mee",
    # Nobody reads these as a list.
    "db/upkeep/ready.py <module>": "whether there is any",
    "db/upkeep/filling.py _of": "so many at a time, and then the next",
    "db/upkeep/recompute.py fill": "so many at a time, and then the next",
    "db/store/once.py <module>": "no end: all rows",
    "ui/forms/eerder.py offer": "names to press instead of typing; whoever is not among them is typed",
    "db/werk/mail.py _next": "all of them, some at a time",
    "db/keys/vault.py left_of": "all of them, some at a time",
    "db/journal/chain.py <module>": "the last line",
    "db/journal/chain.py _loss": "no list: a number and a checksum, as long as there is room for in a line",
    "db/journal/journal.py _broken_chain": "whether there is any",
    "db/journal/journal.py _rows_without_entry": "the first that is wrong",
    "db/keys/opened.py _still": "the first that is wrong",
    "db/brought/lijst.py _tidy": "no list: a cell longer than any name",
    "db/keys/opened.py _chunks": "so many at a time, and then the next",
    "db/journal/seals.py _chunks": "so many at a time, and then the next",
    "db/journal/seals.py _differences": "no list: the parts of a digest",
    "db/journal/seals.py _unknown": "no list: the parts of a digest",
    "db/journal/standing.py _digest": "no list: the beginning of a digest",
    "db/store/guards.py _digest": "no list: the beginning of a digest",
    "db/school/schools.py <module>": "one row: whether this is a practice school",
    "ui/cijfers/overzicht.py _nothing_was": "whether there is any",
    "db/keys/vault.py _rows": "so many at a time, and then the next",
    "db/keys/store.py has_keys": "whether there is any",
    "db/keys/vault.py refuse_another_master": "the first keys tell whether the master key fits",
    "db/school/kalender.py is_to_cover": "whether there is any",
    "db/school/kalender.py keep_covered": "whether there is any",
    "db/school/kalender.py _holder": "one row",
    "db/accounts/password_policy.py _refuse_weak": "no list: so many letters of a password are looked at",
    "ui/bespreking/voorbereiding.py _when_and_who": "no list: a guest of more letters is said to be too long",
    "db/backup/after_restore.py _destroy": "the last who asked",
    "db/backup/move.py _last_line": "the last line",
    "db/backup/move.py _name_of": "no list: an address, as long as there is room for",
    "db/upkeep/controle.py look": "whether the table can be read",
    "db/journal/journal.py head": "no list: the beginning of a checksum",
    "db/werk/smtp.py _sign_in": "no list: what a mail server says it offers, for who sets it up",
    "db/keys/sealing.py opened": "no list: the parts of something sealed",
    "db/keys/tree.py _path": "no list: the first digits of a hash",
    "db/keys/wrapping.py rewrap": "no list: the parts of a wrapped key",
    "db/keys/wrapping.py unwrap": "no list: the parts of a wrapped key",
    "ui/elements/answer.py nonce": "no list: the beginning of a random name",
    "db/brought/pdf.py _line": "no list: a title or a name that is longer ends with an ellipsis",
    "db/brought/pdf.py _leaves": "of other files in a PDF it is said that there are some, not how many",
    "db/brought/whole.py closed_png": "no list: the width and the height in a header",
    "ui/beheer/agenda_bestand.py _day": "no list: the name of a free day, with a sign that it goes on",
    "db/brought/calendars/found.py take": "no list: a name, as long as there is room for",
    "db/brought/calendars/found.py leave": "no list: a name, as long as there is room for",
    "db/brought/calendars/days.py _part": "no list: the digits of a year",
    "db/brought/calendars/days.py among": "no list: so many letters of a cell are looked at",
    "db/brought/calendars/ics.py _repeats_too_often": "no list: the first letters of a line",
    "db/brought/tables/separated.py _delimiter": "the first lines tell by which sign the cells are parted",
    "db/brought/other_kinds.py _kind": "the first bytes tell what kind of file it is",
    "db/brought/leerlingen.py of": "the first rows: where the heading stands; the first letters of a cell",
    "db/brought/leerlingen.py _taken": "no list: a name, as long as there is room for",
    "db/brought/leerlingen.py _born": "no list: the digits of a day",
    "ui/stap/leerlingen.py _taken": "an example of what becomes of the file, with how many there are below it",
    "db/brought/calendars/rows.py _heading": "the first rows: where the heading stands",
    "db/brought/calendars/rows.py _orders": "no list: so many letters of a cell are looked at",
    "db/brought/calendars/rows.py _school_year": "the first rows tell which school year it is about",
    "db/brought/calendars/text.py lines_of": "the first bytes tell in which encoding it is",
    "db/brought/agenda.py read": "the first bytes tell what kind of file it is",
    "db/access/groepen.py groepen": "so many at a time, and then the next",
    "db/brought/own_process.py _handed_over": "no list: a file goes through a pipe in pieces",
    "ui/web/html_page.py mark_of": "no list: the beginning of a checksum",
    "ui/signing_in/provider.py is_fresh": "no list: the moment in a cookie",
    "ui/cijfers/uitvoer.py answer": "no list: what was handed out, as long as there is room for in the register",
    "ui/web/html_page.py halves": "no list: a cookie keeps so many attempts to sign in, the newest",
    "ui/web/html_page.py to_second_step": "no list: a cookie keeps so many attempts to sign in, the newest",
    "ui/signing_in/provider.py kept": "no list: a cookie keeps so many attempts to sign in, the newest",
    "ui/signing_in/provider.py in_one_cookie": "no list: a cookie keeps so many attempts to sign in, the newest",
}


def sources() -> dict[str, str]:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    found = {file.relative_to(ROOT).as_posix(): file.read_text() for file in files}
    return {name: text for name, text in found.items() if "/migrations/" not in name and "/practice/" not in name}


def cuts(name: str, source: str) -> set[str]:
    """Where a number of rows is asked for: ``.limit(…)`` or ``limit=…``, with a number or a name of our own."""
    found = set()

    def look(node: ast.AST, inside: str) -> None:
        here = node.name if isinstance(node, ast.FunctionDef) else inside
        if is_cut(node):
            found.add(f"{name} {here}")
        for each in ast.iter_child_nodes(node):
            look(each, here)

    look(tree_of(source), "<module>")
    return found


def is_cut(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        named = [each.value for each in node.keywords if each.arg == "limit"]
        own = isinstance(node.func, ast.Attribute) and node.func.attr == "limit"
        made = isinstance(node.func, ast.Name) and node.func.id == "slice" and len(node.args) > 1
        own = own or (made and not all(isinstance(each, ast.Constant) for each in node.args))
        return own or any(not isinstance(each, ast.Name) or each.id != "limit" for each in named)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.upper:
        names = {each.id for each in ast.walk(node.slice.upper) if isinstance(each, ast.Name)}
        number = ast.literal_eval(node.slice.upper) if isinstance(node.slice.upper, ast.Constant) else 0
        return number >= _FEW or any(each.strip("_").isupper() or each in ("first", "limit") for each in names)
    return False


def test_whatever_cuts_a_list_is_known_to_say_so() -> None:
    found = set().union(*(cuts(name, source) for name, source in sources().items()))
    unknown = sorted(found - set(VERDICTS))
    assert not unknown, f"this cuts a list: use ui/elements/rijen.py, or say here how one gets to the rest: {unknown}"
    assert sorted(set(VERDICTS) - found) == [], "these cut no list any more: take their lines out"
    assert len(found) > 15, "the sweep swept the lists"


@over(
    "bad",
    [
        "def f(): return found[:_MANY]",
        "def f(): return found[:8]",
        "def f(): return found[:first]",
        "def f(): return found[here * AT_A_TIME : (here + 1) * AT_A_TIME]",
        "def f(): return select(x).limit(25)",
        "def f(): return found[slice(0, first)]",
        "def f(): return work.mine(connection, user, limit=_MANY * 4)",
        "def f(): return work.mine(connection, user, limit=25)",
    ],
)
def test_a_list_that_is_cut_is_seen(bad: str) -> None:
    assert cuts("ui/a.py", bad) == {"ui/a.py f"}


@pytest.mark.parametrize(
    "good", ["text[1:]", "parts[:-1]", "name[:3]", "rows(limit=limit)", "found[start:end]", "limit(5)"]
)
def test_what_cuts_nothing_is_let_through(good: str) -> None:
    assert cuts("ui/a.py", good) == set()
