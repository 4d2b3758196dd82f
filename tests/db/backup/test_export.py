"""``db export``: everything of a school is in the zip, as it is here, and without the password nothing of it is."""

import json
from pathlib import Path

import pytest
import pyzipper
from sqlalchemy import func, select

from db import schema
from db.access.records import every_record_of
from db.backup import export
from db.backup.backup_file import BackupError
from db.dossiers import dossiers
from db.journal import journal
from db.keys.vault import VaultError, vault
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.vastleggingen import Afwegingen, Opening
from meldcode.vragen.vastlegging import fill
from papers import dossier as file
from papers.papier import Merk
from tests.answers import answers
from tests.builders import after_stap, asked, destroyed, opened, te_vernietigen
from tests.cast import DICK, NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import attached, kept, moment, recorded

CANARY = "Kanarie van Zwaluwenberg"


def paper(dossier: object, names: object, photos: object) -> bytes:
    return file.op_papier(dossier, file.Bij("De Wilg", names, photos, "x"), Merk("serverbeheer", NOW))  # type: ignore[arg-type]


def taken(folder: Path) -> tuple[pyzipper.AESZipFile, export.Exported]:
    done = export.export(SCHOOL, folder / "mee", NOW, paper, lambda _part: None)
    archive = pyzipper.AESZipFile(done.made.file)
    archive.setpassword(done.password.encode())
    return archive, done


def test_every_record_answer_attachment_and_line_comes_back_out(folder: Path) -> None:
    stored = [attached(kept(after_stap(3))), kept(opened(naam=CANARY))]
    blind = recorded(kept(asked()), Afwegingen)
    gone = kept(te_vernietigen())
    dossiers.save(destroyed(gone), by=DICK, moment=moment())
    dossiers.open_dossier(fill(Opening, answers(Opening)), by=SARA, moment=moment())
    archive, done = taken(folder)
    names = archive.namelist()
    assert done.dossiers == 3 and archive.testzip() is None
    for each in (*stored, blind):
        here = f"dossiers/{each.codenaam}"
        out = json.loads(archive.read(f"{here}/dossier.json"))
        with reading(SCHOOL) as connection:
            records = every_record_of(connection, each.id)
        assert [(one["nummer"], one["soort"], one["corrigeert"]) for one in out["vastleggingen"]] == [
            (record.nummer, record.soort, record.corrigeert) for record in records
        ]
        assert [
            [(a["vraag"], a["antwoord"], a["waarde"]) for a in one["antwoorden"]] for one in out["vastleggingen"]
        ] == [[(a.vraag, a.tekst, a.waarde) for a in record.antwoorden] for record in records]
        assert archive.read(f"{here}/dossier.pdf").startswith(b"%PDF")
    (picture,) = [name for name in names if name.startswith(f"dossiers/{stored[0].codenaam}/bijlagen/")]
    assert archive.read(picture).startswith(b"\xff\xd8")
    (left,) = json.loads(archive.read("vernietigd.json"))
    assert left["codenaam"] == gone.codenaam
    with reading(SCHOOL) as connection:
        lines = connection.scalar(select(func.count()).where(schema.journal.c.school_id == SCHOOL))
    assert len(json.loads(archive.read("logboek.json"))) == lines - 1, "all but the one that says it was taken along"
    assert (
        NOOR.naam in archive.read("accounts.json").decode() and SARA.naam not in archive.read("accounts.json").decode()
    )
    assert "password" not in archive.read("accounts.json").decode()


def test_without_the_password_it_gives_nothing_away_but_code_names(folder: Path) -> None:
    kept(opened(naam=CANARY))
    archive, done = taken(folder)
    raw = done.made.file.read_bytes()
    assert CANARY.encode() not in raw and not any("Kanarie" in each for each in archive.namelist())
    archive.setpassword(b"geraden")
    with pytest.raises(RuntimeError):
        archive.read("school.json")
    assert done.made.file.stat().st_mode & 0o077 == 0


def test_the_journal_says_that_it_was_taken_along_and_holds(folder: Path) -> None:
    kept(opened())
    taken(folder)
    with reading(SCHOOL) as connection:
        (line,) = connection.execute(select(schema.journal).where(schema.journal.c.action == export.EXPORTED)).all()
    assert line.school_id == SCHOOL and journal.verify(SCHOOL) is None


def test_nothing_is_left_when_a_dossier_does_not_open(folder: Path) -> None:
    stored = kept(opened())
    vault().destroy([stored.id])
    with pytest.raises(VaultError):
        export.export(SCHOOL, folder / "mee", NOW, paper, lambda _part: None)
    assert list((folder / "mee").iterdir()) == []


def test_of_several_schools_one_must_be_named(folder: Path) -> None:
    assert folder
    with reading(EVERY_SCHOOL) as connection:
        assert export.school_named(connection, SCHOOL) == SCHOOL
        for unclear in ("", "De Onbekende"):
            with pytest.raises(BackupError, match="--school"):
                export.school_named(connection, unclear)
