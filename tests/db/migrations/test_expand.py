"""What a migration may do while the version of before works on (docs/veranderen.md, A migration): held for each."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from db import migrations
from tests.over import over

VERSIONS = Path(migrations.__file__).parent / "versions"
CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"
SINCE = "0032"
"""The first for which this holds. For those before the list below says what they do, as it was found by hand."""

DROPS = "takes away or renames what the version of before uses: a later release does that, see CONTRACTS"
NARROWS = "what the version of before writes is refused: a default for all rows, or nullable"
LOCKS = "keeps others waiting longer than it need: use db.migrations.online"
BEFORE = {
    "0002": {NARROWS},  # triggers that protect records
    "0004": {NARROWS},  # the same, whatever a session sets
    "0005": {NARROWS, LOCKS},  # everybody signs in again
    "0009": {LOCKS},
    "0012": {LOCKS},
    "0013": {LOCKS},
    "0014": {LOCKS},
    "0015": {LOCKS},
    "0016": {LOCKS},  # the last of 0.2.0
    "0018": {DROPS},  # an index
    "0020": {DROPS},  # indexes
    "0023": {DROPS, NARROWS, LOCKS},  # an address is unique within a school; the last on SQLite alone
    "0026": {LOCKS},  # of a table with a row for each destroyed dossier
    "0031": {DROPS, NARROWS},  # a trigger gives way to another
}
CONTRACTS = "contracts"
"""The name in a migration that may take away: the release since which nothing uses it, which is in the changelog."""

_DROPPED = {"drop_table", "drop_column", "drop_constraint", "drop_index", "replace_index", "rename_table"}
_NARROWED = {
    "create_unique_constraint",
    "create_check_constraint",
    "create_foreign_key",
    "create_primary_key",
    "create_exclude_constraint",
}
_SQL = (
    (DROPS, re.compile(r"\b(DROP|RENAME)\b|(?<!BEFORE )\bTRUNCATE\b")),
    (NARROWS, re.compile(r"\bSET NOT NULL\b|\bADD (CONSTRAINT|CHECK|UNIQUE|FOREIGN)\b")),
    (LOCKS, re.compile(r"\bCREATE (UNIQUE )?INDEX\b|\bLOCK TABLE\b|\bALTER COLUMN\b|\bADD COLUMN\b")),
    (LOCKS, re.compile(r"^\s*(UPDATE|DELETE|INSERT)\b")),
)
_TRIGGER = re.compile(r"\bCREATE (CONSTRAINT )?TRIGGER (?:.*? ON (\w+))?")


def objections(source: str) -> set[str]:
    """What this migration does that a release may not do at once. Tables that it makes itself are nobody's yet."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    makes = [call for call in calls if _name(call) == "create_table"]
    new = {_argument(call, 0) for call in makes}
    of_new = {id(node) for call in makes for node in ast.walk(call)}
    found = {each for call in calls if id(call) not in of_new for each in _of_call(call, new)}
    return found | set(_of_sql(tree, new))


def _of_call(call: ast.Call, new: set[str]) -> Iterator[str]:
    name, by_alembic = _name(call), not ast.unparse(call.func).startswith("online.")
    if name in _DROPPED:
        yield DROPS
    if name in _NARROWED and _argument(call, 1) not in new:
        yield NARROWS
    if name == "Column" and not _takes_nothing(call):
        yield NARROWS
    if name == "alter_column":
        yield from (DROPS, NARROWS, LOCKS)
    if by_alembic and name in ("add_column", "batch_alter_table", "bulk_insert"):
        yield LOCKS
    if by_alembic and name == "create_index" and _argument(call, 1) not in new:
        yield LOCKS


def _takes_nothing(column: ast.Call) -> bool:
    """Whether who does not know of this column may go on writing rows."""
    said = {each.arg: ast.unparse(each.value) for each in column.keywords}
    return said.get("nullable", "True") == "True" or "server_default" in said


def _of_sql(tree: ast.Module, new: set[str]) -> Iterator[str]:
    words = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words:
            yield from (found for found, pattern in _SQL if pattern.search(node.value))
            trigger = _TRIGGER.search(node.value)
            if trigger and repr(trigger[2]) not in new:
                yield NARROWS


def _has_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node) is not None


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _argument(call: ast.Call, place: int) -> str:
    return ast.unparse(call.args[place]) if len(call.args) > place else ""


def released() -> set[str]:
    return set(re.findall(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE))


def contracts(source: str) -> str:
    """The release that this migration names; "" when it names none."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="contracts")], value=ast.Constant(value=str(release))):
                return release
    return ""


def left(source: str) -> set[str]:
    """The objections that stay, once it is known that nothing uses any more what goes or is narrowed."""
    return objections(source) - ({DROPS, NARROWS} if contracts(source) in released() else set())


def every() -> dict[str, str]:
    return {file.name[:4]: file.read_text(encoding="utf-8") for file in sorted(VERSIONS.glob("0*.py"))}


def test_a_migration_expands_or_says_since_which_release_nothing_uses_what_it_takes_away() -> None:
    found = {number: wrong for number, source in every().items() if number >= SINCE and (wrong := left(source))}
    assert found == {}, "docs/veranderen.md says in which release what is done"


def test_those_of_before_do_what_was_found_by_hand() -> None:
    found = {number: wrong for number, source in every().items() if number < SINCE and (wrong := objections(source))}
    assert found == {number: wrong for number, wrong in BEFORE.items() if wrong}


MIGRATION = """
'''A migration that might DROP something, in words.'''
import sqlalchemy as sa
from alembic import op
from db.migrations import online

def upgrade() -> None:
    {}
"""


@over(
    ("does", "verdict"),
    [
        ('online.add_column("dossier", sa.Column("x", sa.Date))', set()),
        ('online.add_column("dossier", sa.Column("x", sa.Integer, nullable=False, server_default="0"))', set()),
        ('online.create_index("ix_x", "dossier", ["x"])', set()),
        ('online.fill("dossier", "x = opened_on")', set()),
        ('op.create_table("x", sa.Column("y", sa.Date, nullable=False)); op.create_index("ix_y", "x", ["y"])', set()),
        ('op.execute("ALTER TABLE x ENABLE ROW LEVEL SECURITY")', set()),
        ('online.add_column("dossier", sa.Column("x", sa.Date, nullable=False))', {NARROWS}),
        ('op.add_column("dossier", sa.Column("x", sa.Date))', {LOCKS}),
        ('op.create_index("ix_x", "dossier", ["x"])', {LOCKS}),
        ('op.execute("CREATE INDEX ix_x ON dossier (x)")', {LOCKS}),
        ('op.execute("UPDATE dossier SET x = 1")', {LOCKS}),
        ('op.execute("DELETE FROM login")', {LOCKS}),
        ('op.execute("LOCK TABLE dossier")', {LOCKS}),
        ('op.execute(f"ALTER TABLE {table} ADD COLUMN x date")', {LOCKS}),
        ('op.drop_column("dossier", "x")', {DROPS}),
        ('op.drop_table("x")', {DROPS}),
        ('op.rename_table("x", "y")', {DROPS}),
        ('online.drop_index("ix_x", "dossier")', {DROPS}),
        ('op.execute("DROP TABLE x")', {DROPS}),
        ('op.execute("ALTER TABLE x RENAME y TO z")', {DROPS}),
        ('op.alter_column("dossier", "x", type_=sa.Text)', {DROPS, NARROWS, LOCKS}),
        ('op.execute("ALTER TABLE x ALTER COLUMN y SET NOT NULL")', {NARROWS, LOCKS}),
        ('op.create_unique_constraint("uq_x", "dossier", ["x"])', {NARROWS}),
        ('op.create_foreign_key("fk_x", "dossier", "school", ["x"], ["id"])', {NARROWS}),
        ('op.execute("CREATE TRIGGER x BEFORE UPDATE ON dossier EXECUTE FUNCTION y()")', {NARROWS}),
    ],
)
def test_what_a_migration_does_is_seen(does: str, verdict: set[str]) -> None:
    assert objections(MIGRATION.format(does.replace("; ", "\n    "))) == verdict


@over(
    ("says", "verdict"),
    [('contracts = "0.2.0"', "0.2.0"), ("revision = 'x'", ""), ("contracts: str", "")],
)
def test_a_migration_that_takes_away_names_a_release_that_there_was(says: str, verdict: str) -> None:
    assert contracts(f"{says}\n") == verdict
    assert "0.2.0" in released() and "9.0.0" not in released()


@over(
    ("release", "does", "verdict"),
    [
        ("0.2.0", 'op.drop_column("dossier", "x")', set()),
        ("9.0.0", 'op.drop_column("dossier", "x")', {DROPS}),
        ("0.2.0", 'op.execute("UPDATE dossier SET x = 1")', {LOCKS}),
    ],
)
def test_only_after_a_release_that_there_was_may_something_go(release: str, does: str, verdict: set[str]) -> None:
    assert left(f'contracts = "{release}"\n{MIGRATION.format(does)}') == verdict
