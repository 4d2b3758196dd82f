"""One bit flipped anywhere in either file: a full verification notices it, or it changes nothing that counts."""

import os
import random
import sqlite3
from contextlib import closing

import pytest

from db.keys import vault
from tests.db.every_table import DATABASE, KEYS, Kept, rest, wrong_or_refused
from tests.db.journal.test_every_edit import SEEN
from tests.db.journal.test_every_edit import kept as kept

FLIPS = int(os.environ.get("MELDROUTE_FLIPS", "6"))
pytestmark = pytest.mark.sqlite


def contents(kept: Kept) -> dict[str, object] | str:
    """Everything that counts in both files, independent of how it is laid out."""
    found: dict[str, object] = {}
    try:
        for name, tables in ((DATABASE, set(SEEN) - set(vault.TABLES.tables)), (KEYS, set(vault.TABLES.tables))):
            with closing(sqlite3.connect(kept.folder / name)) as connection:
                connection.text_factory = bytes
                for table in tables:
                    # An unrecorded file is compared opened: its sealed form does not count.
                    which = "WHERE vastlegging_id IS NOT NULL" if table == "bijlage" else ""
                    query = f"SELECT {', '.join(SEEN[table].split())} FROM {table} {which}"  # noqa: S608  # our own words
                    found[table] = sorted(connection.execute(query).fetchall(), key=repr)
    except sqlite3.Error as problem:
        return type(problem).__name__
    return found


def test_no_flipped_bit_in_either_file_changes_anything_unseen(kept: Kept) -> None:
    before, chance, seen, unseen = contents(kept), random.Random(20261129), 0, []  # noqa: S311
    kept.put_back()
    assert isinstance(before, dict) and len(before) > 25
    for _flip in range(FLIPS):
        kept.put_back()
        name = chance.choice((DATABASE, DATABASE, KEYS))
        content = bytearray(kept.before[name])
        at, bit = chance.randrange(len(content)), chance.randrange(8)
        content[at] ^= 1 << bit
        (kept.folder / name).write_bytes(content)
        vault._vault.cache_clear()  # as in a new process
        if wrong_or_refused():
            seen += 1
        elif contents(kept) != before:
            unseen.append((name, at, bit))
    rest(kept.folder)
    kept.put_back()
    assert unseen == [] and seen >= FLIPS // 4, (seen, unseen)
