"""In which folder the back-ups of this installation come."""

import os
from pathlib import Path

from sqlalchemy import Connection

from db.backup import keys_apart
from db.backup.backup_file import BackupError
from db.school import geheim

VARIABLE = "MELDROUTE_BACKUPS"
"""The environment variable with the folder, which the timer of ``deploy/systemd`` uses too; it wins."""
LONGEST = 300
_NAAM, _MAP = "backup", "MAP"


def folder_of(connection: Connection, school_id: str) -> Path | None:
    """The folder that the environment names, else the one that the school filled in; None when neither does."""
    named = _named() or geheim.kept(connection, school_id, _NAAM).get(_MAP, "")
    return Path(named) if named else None


def is_fixed() -> bool:
    """Whether the environment names the folder."""
    return bool(_named())


def _named() -> str:
    return os.environ.get(VARIABLE, "").strip()


def keep(connection: Connection, school_id: str, typed: str) -> Path:
    """Keep the folder that was typed. Raises ``BackupError`` when back-ups cannot come there."""
    folder = keys_apart.folder_named(typed.strip())
    if not folder.is_absolute() or not typed.isprintable() or len(typed) > LONGEST:
        raise BackupError("Noem de hele plaats van de map, vanaf het begin. Bijvoorbeeld /media/nas/meldroute.")
    keys_apart.refuse_keys_in(folder)
    geheim.keep(connection, school_id, _NAAM, {_MAP: str(folder)})
    return folder
