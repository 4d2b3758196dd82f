"""Refusing to put keys and back-ups in one folder: whoever steals the back-ups must not find a key with them.

Folders are compared by device and inode as well as by name: a link, ``..``, other capitals or a second mount of one
folder do not hide that it is the same.
"""

import os
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from db.backup.backup_file import BackupError
from db.store.settings import settings

BACKUPS = "meldroute-*.backup"
_MOST = 100_000  # files looked at, at most; a folder for back-ups has a handful
_Identity = tuple[int, int]


def folder_named(typed: str) -> Path:
    """The folder that was typed. Raises ``BackupError`` for an empty text, which would mean the working directory."""
    if not typed.strip():
        raise BackupError("Noem de map waar het moet komen: er staat niets. Er is niets gemaakt.")
    return Path(typed)


def refuse_keys_in(folder: Path, copies: Path | None = None) -> None:
    """Raise ``BackupError`` when there is a key in this back-up folder or one below it.

    ``copies`` is the folder that will get a copy of the keys: neither may be in the other.
    """
    keys = [settings().key_file, settings().key_store]
    for each in [*keys, *([copies] if copies else [])]:
        if _stands_in(each, folder):
            raise BackupError(
                f"In de map met back-ups ({folder}) staan ook sleutels, of ze zouden er komen: {each}. "
                "Wie beide heeft, leest alles. Kies voor de back-ups een andere map. Er is niets gemaakt."
            )
    if copies and _stands_in(folder, copies):
        raise BackupError(
            f"De back-ups zouden in de map met de kopie van de dossiersleutels komen ({copies}). Wie beide heeft, "
            "leest alles. Kies een andere map. Er is niets gemaakt."
        )
    known = {found for each in keys for found in _identities(each)}
    for entry in islice(_entries(folder), _MOST):
        if _is_named_as_key(entry) or _identity(entry) in known:
            raise BackupError(
                f"In de map met back-ups staat iets met sleutels: {entry}. Haal het daar weg, of kies een andere map. "
                "Er is niets gemaakt."
            )


def refuse_backups_around(folder: Path) -> None:
    """Raise ``BackupError`` when there are back-ups in this folder for keys, or in one that contains it."""
    for each in [folder, *_real(folder).parents]:
        if any(each.glob(f"*{BACKUPS}")):  # also one that did not get its name (``db.backup.elsewhere``)
            raise BackupError(
                f"In {each} staan back-ups. Bewaar de kopie van de dossiersleutels ergens anders: wie beide heeft, "
                "leest alles. Er is geen kopie gemaakt."
            )


def _stands_in(inner: Path, folder: Path) -> bool:
    """Whether ``inner`` is this folder or lies in it; either may not exist yet."""
    whole, real = _plainly(_real(folder)), _real(inner)
    by_name = any(_plainly(each) == whole for each in (real, *real.parents))
    return by_name or _identity(folder) in _identities(inner)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises on circular links


def _plainly(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _identities(path: Path) -> set[_Identity]:
    """The device and inode of this path and of the folders that contain it."""
    real = _real(path)
    return {found for each in (real, *real.parents) if (found := _identity(each))}


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _entries(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place) / name for name in (*folders, *files))


def _is_named_as_key(entry: Path) -> bool:
    """Whether its name is that of the master key, the key store or an earlier master key."""
    name, key = entry.name.casefold(), settings().key_file.name.casefold()
    return name == key or name.startswith(f"{key}.")
