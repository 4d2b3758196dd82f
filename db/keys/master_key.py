"""The file of the master key, and the files next to it while it is being replaced."""

import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from db.keys import key_service
from db.store.faults import Said
from db.store.files import is_open_to_others, make_folder, put_in_place, write_private


class VaultError(Said):
    """Content cannot be sealed or opened. The text is Dutch, for the screen, and says nothing about a child."""


def make_key_file(path: Path) -> None:
    """Write a new master key, readable by its owner only. Raises ``FileExistsError`` rather than replace one."""
    make_folder(path.parent)
    write_private(path, _as_text(secrets.token_bytes(32)), anew=True)


def followed(file: Path) -> Path:
    """The real file of the key: one link is followed, so that a new key replaces the file and not the link.

    Raises ``VaultError`` for a link to a link: anyone who may change one of them could choose the key.
    """
    if not file.is_symlink():
        return file
    target = file.parent / file.readlink()
    if target.is_symlink():
        raise VaultError(
            f"Het sleutelbestand {file} is een verwijzing naar een verwijzing. Laat het rechtstreeks naar het bestand "
            "met de sleutel wijzen."
        )
    return target


def keep_beside(file: Path, master: bytes) -> None:
    """Write a new master key next to the one in use. Raises ``VaultError`` when the file cannot be written."""
    try:
        write_private(beside(file), _as_text(master))
    except OSError:
        raise VaultError(f"Naast {file} is niets te schrijven. De sleutel is niet vervangen.") from None


def beside(file: Path) -> Path:
    """The file with the new master key while the keys of the dossiers are being rewrapped under it."""
    file = followed(file)
    return file.with_name(file.name + ".new")


def succeed(file: Path, old: bytes) -> Path:
    """Save the old master key under a dated name and put the new one in its place; return the file with the old one.

    Raises ``OSError`` when that cannot be written; the new key then stays next to it (``beside``).
    """
    file = followed(file)
    with suppress(FileNotFoundError):  # another process has just done the same
        made = datetime.fromtimestamp(beside(file).stat().st_mtime, UTC)
        kept = file.with_name(f"{file.name}.old-{made:%Y%m%d-%H%M%S}")
        while kept.exists() and read_key(kept) != old:
            kept = kept.with_name(kept.name + "+")
        # Write the key from memory, not from the file: another process may have put the new key there meanwhile.
        write_private(file.with_name(file.name + ".keep"), _as_text(old))
        put_in_place(file.with_name(file.name + ".keep"), kept)
        put_in_place(beside(file), file)
    return earlier(file)[0]


def earlier(file: Path) -> list[Path]:
    """The files of earlier master keys, newest first."""
    file = followed(file)
    return sorted(file.parent.glob(f"{file.name}.old-*"), reverse=True)


def written(file: Path) -> tuple[int, int]:
    """What changes when a file is replaced: so a running process notices a new master key without a restart."""
    try:
        found = file.stat()
    except OSError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)


def _as_text(master: bytes) -> bytes:
    """What stands in a key file: the key itself, or what the key service makes of it where there is one."""
    service = key_service.in_force()
    return (service.wrap(master) if service else master.hex()).encode() + b"\n"


def read_key(file: Path) -> bytes:
    """The 32 bytes of the master key in this file.

    Raises ``VaultError`` when it has none or others can access it, and ``KeyServiceError`` as ``key_service.opened``.
    """
    try:
        with followed(file).open(encoding="ascii") as opened:
            if is_open_to_others(os.fstat(opened.fileno()).st_mode):
                raise VaultError(
                    f"Het sleutelbestand {file} is ook voor anderen te lezen of te veranderen. Beheerder: doe "
                    f"`chmod 600 {file}`, en kan iemand het al gelezen hebben, daarna `python -m db rotate-key`."
                )
            content = opened.read().strip()
            master = key_service.opened(content) if key_service.is_wrapped(content) else bytes.fromhex(content)
    except FileNotFoundError:
        raise VaultError(f"Het sleutelbestand {file} ontbreekt. Zonder dat bestand is niets te lezen.") from None
    except (ValueError, OSError):
        raise VaultError(f"Het sleutelbestand {file} is niet te lezen.") from None
    if len(master) != 32:
        raise VaultError(f"Het sleutelbestand {file} bevat geen sleutel van Meldroute.")
    return master
