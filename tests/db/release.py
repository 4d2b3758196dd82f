"""A program that stores the files of a release, for later releases to upgrade: ``python -m tests.db.release 0.2.0``.

A practice school, its keys, a back-up of it, and the content of every dossier as that release read it.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import select

from db import schema
from db.dossiers import dossiers
from db.store.engine import EVERY_SCHOOL, engine, reading
from tests.db.conftest import NOW
from tests.db.keeping import backed_up

FOLDER = Path(__file__).parent / "releases"
CONTENT = "inhoud.json"


def content() -> dict[str, list[list[object]]]:
    """The content of every existing dossier, by code name: day, title, and each vraag with its answer."""
    table = schema.dossier
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(table).where(table.c.fase != "vernietigd")).all()
        found = {row.codenaam: dossiers.load(connection, row.id, row.school_id) for row in rows}
    return {
        codenaam: [
            [f"{each.on}", each.titel, [[answer.vraag, answer.tekst] for answer in each.antwoorden]]
            for each in dossier.records
        ]
        for codenaam, dossier in sorted(found.items())
        if dossier
    }


def keep(version: str) -> Path:
    """Make the file of this release. Raises ``FileExistsError`` instead of replacing one that exists."""
    from db.commands import _prepare
    from db.practice import school as practice

    target = FOLDER / f"{version}.zip"
    with TemporaryDirectory() as place:
        os.environ["MELDCODE_DATABASE_URL"] = f"sqlite:///{place}/meldroute.sqlite"
        os.environ["MELDCODE_KEY_FILE"] = f"{place}/meldroute.key"
        _prepare()
        practice.make(date(2026, 11, 9), NOW)
        backed_up(Path(place)).rename(Path(place) / "meldroute.backup")
        (Path(place) / CONTENT).write_text(json.dumps(content(), ensure_ascii=False))
        engine().dispose()
        with ZipFile(target, "x", ZIP_DEFLATED, compresslevel=9) as made:
            for name in ("meldroute.sqlite", "meldroute.key", "meldroute.key.dossiers.sqlite", CONTENT):
                made.write(f"{place}/{name}", name)
            made.write(f"{place}/meldroute.backup", "meldroute.backup")
    return target


if __name__ == "__main__":
    print(keep(sys.argv[1]))
