"""Taking everything of one school along as open files, for ``db export``: whoever leaves needs no Meldroute to read it.

One zip, sealed with AES-256 under a password that is shown once: JSON of the school, its accounts, journal and
dossiers (every record in the words in which it was asked), attachments as they are, and each dossier as PDF. The names
in the zip can be read without the password, and are code names. ``docs/meenemen.md`` says what is in each file.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyzipper
from sqlalchemy import Connection, Table, select

from db import schema
from db.access.records import every_record_of
from db.accounts import accounts
from db.backup import elsewhere
from db.backup.backup_file import BackupError
from db.backup.elsewhere import Made
from db.dossiers import bijlagen
from db.journal import journal
from db.journal.journal import Entry
from db.school import schools
from db.store.engine import reading, transaction
from db.store.voortgang import Progress
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vragen.vastgelegd import Vastgelegd

Paper = Callable[[Dossier, Mapping[str, str], Mapping[str, bytes]], bytes]
"""Makes the PDF of a dossier, of names by account id and photos by their id."""
EXPORTED = "alles meegenomen"
"""The action of the line about it."""
READ_ME = """\
Dit is alles wat Meldroute van één school heeft. Elk programma kan deze bestanden lezen.

In school.json staan de naam van de school, termijnen, instellingen, eigen woorden en vrije dagen.
In accounts.json staat wie er een account had of heeft, met rollen. Wachtwoorden zitten er niet bij.
In logboek.json staat elke regel van het logboek: wie deed wat, en wanneer.
In vernietigd.json staat welke dossiers zijn vernietigd, wanneer en waarom.
In cijfers.json staan de tellingen die van vernietigde dossiers bleven.
In de map dossiers staat een map per dossier. Daarin staan dossier.json, dossier.pdf en de bijlagen.

Wat iemand begon te typen en niet vastlegde, zit er niet bij. De leerlingenlijst ook niet: die komt uit de
leerlingadministratie van de school, en staat daar.
"""
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _LETTERS = 6, 4
_NOT_MADE = "Er is niets meegenomen"
_A, _D, _R, _B, _J = schema.account, schema.dossier, schema.vastlegging, schema.bijlage, schema.journal


@dataclass(frozen=True)
class Exported:
    """What was made, the password that opens it, and of how many dossiers."""

    made: Made
    password: str
    dossiers: int


def export(school_id: str, folder: Path, now: datetime, paper: Paper, progress: Progress) -> Exported:
    """Write everything of this school to a new zip in this folder; ``now`` is naive UTC.

    A line in the journal says that it was taken along. Raises ``BackupError`` when it cannot be written, and
    ``VaultError`` when a record does not open: a part that is missing would not be noticed later.
    """
    password = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))
    folder.mkdir(mode=0o700, exist_ok=True)
    target, number = folder / f"meldroute-{now:%Y%m%d-%H%M%S}.zip", 0

    def write(opened: BinaryIO) -> None:
        nonlocal number
        with (
            reading(school_id) as connection,
            pyzipper.AESZipFile(opened, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive,
        ):
            archive.setpassword(password.encode())
            for name, content in _of_school(connection, school_id):
                archive.writestr(name, content)
            names = {each.id: each.naam for each in accounts.list_accounts(connection, school_id)}
            rows = connection.execute(_alive(school_id)).all()
            for number, row in enumerate(rows, 1):
                for name, content in _of_dossier(connection, row, names, paper):
                    archive.writestr(f"dossiers/{row.codenaam}/{name}", content)
                progress(number / len(rows))

    made = elsewhere.put(target, write, pyzipper.is_zipfile, _NOT_MADE)
    with transaction(school_id) as connection:
        journal.append(connection, school_id, Entry("", EXPORTED, now))
    return Exported(made, password, number)


def school_named(connection: Connection, naam: str) -> str:
    """The id of the school with this name; without a name of the only one. Raises ``BackupError`` when unclear."""
    every = schools.all_schools(connection)
    found = [each for each, known in every.items() if naam in ("", known)]
    if len(found) != 1:
        said = ", ".join(f"‘{each}’" for each in sorted(every.values()))
        raise BackupError(f"Noem met --school welke school u bedoelt: {said}.")
    return found[0]


def _alive(school_id: str) -> Any:
    return select(_D).where(_D.c.school_id == school_id, _D.c.fase != Fase.VERNIETIGD).order_by(_D.c.opened_on, _D.c.id)


def _of_school(connection: Connection, school_id: str) -> Iterator[tuple[str, bytes]]:
    yield "LEESMIJ.txt", READ_ME.encode()
    parts = ("termijn", "setting", "eigen", "vrij", "vrij_groep")
    about = {each: _rows(connection, schema.metadata.tables[each], school_id) for each in parts}
    yield "school.json", _as_json({"naam": schools.school_name(connection, school_id), **about})
    people = accounts.list_accounts(connection, school_id)
    yield (
        "accounts.json",
        _as_json(
            [
                {
                    "id": each.id,
                    "naam": each.naam,
                    "e-mail": each.email,
                    "rollen": [role.value for role in each.roles],
                    "in gebruik": each.active,
                    "toestel": each.toestel,
                }
                for each in people
            ]
        ),
    )
    yield "logboek.json", _as_json(_rows(connection, _J, school_id))
    gone = select(schema.vernietiging, _D.c.codenaam).join(_D, _D.c.id == schema.vernietiging.c.dossier_id)
    destroyed = connection.execute(gone.where(_D.c.school_id == school_id)).all()
    yield "vernietigd.json", _as_json([dict(row._mapping) for row in destroyed])
    yield "cijfers.json", _as_json(_rows(connection, schema.statistiek, school_id))


def _rows(connection: Connection, table: Table, school_id: str) -> list[dict[str, Any]]:
    found = connection.execute(
        select(table).where(table.c.school_id == school_id).order_by(*table.primary_key.columns)
    ).all()
    return [dict(row._mapping) for row in found]


def _of_dossier(
    connection: Connection, row: Any, names: Mapping[str, str], paper: Paper
) -> Iterator[tuple[str, bytes]]:
    records = every_record_of(connection, row.id)
    kept = connection.execute(select(_B).where(_B.c.dossier_id == row.id, _B.c.vastlegging_id.is_not(None))).all()
    files = {each.id: bijlagen.opened(each) for each in kept}
    endings = {each.id: each.soort for each in kept}
    called = {
        bestand.id: f"bijlagen/{record.nummer}-{nth}.{endings[bestand.id]}"
        for record in records
        for nth, bestand in enumerate(record.bestanden, 1)
        if bestand.id in files
    }
    moments = dict(connection.execute(select(_R.c.nummer, _R.c.recorded_at).where(_R.c.dossier_id == row.id)).all())
    dossier = Dossier(row.id, row.school_id, row.codenaam, row.opened_by, records)
    about = {
        "codenaam": row.codenaam,
        "fase": dossier.fase.label,
        "sinds": row.fase_since,
        "geopend op": row.opened_on,
        "geopend door": names.get(row.opened_by, row.opened_by),
        "vastleggingen": [_record(each, moments[each.nummer], names, called) for each in records],
    }
    yield "dossier.json", _as_json(about)
    for bestand_id, name in called.items():
        yield name, files[bestand_id]
    photos = {
        bestand.id: files[bestand.id]
        for record in records
        for bestand in record.bestanden
        if bestand.soort.is_foto and bestand.id in files
    }
    yield "dossier.pdf", paper(dossier, names, photos)


def _record(record: Vastgelegd, at: datetime, names: Mapping[str, str], called: Mapping[str, str]) -> dict[str, Any]:
    return {
        "nummer": record.nummer,
        "soort": record.soort,
        "titel": record.titel,
        "dag": record.on,
        "vastgelegd (UTC)": at,
        "door": names.get(record.by, record.by),
        "als": record.als,
        "corrigeert": record.corrigeert,
        "antwoorden": [
            {
                "naam": each.naam,
                "vraag": each.vraag,
                "antwoord": each.tekst,
                "waarde": each.waarde,
                **({"bestand": called.get(each.bestand.id)} if each.bestand else {}),
            }
            for each in record.antwoorden
        ],
    }


def _as_json(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)
