"""The file of the master key, and what lies beside it while it is being replaced."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from db.faults import Said
from db.files import put_in_place, write_private


class VaultError(Said):
    """Content cannot be sealed or opened. The text is Dutch, for the screen, and says nothing about a child."""


def make_key_file(path: Path) -> None:
    """Write a new master key, readable for its owner only. Raises ``FileExistsError`` rather than replace one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, _as_text(secrets.token_bytes(32)), anew=True)


def keep_beside(file: Path, master: bytes) -> None:
    """Write a new master key beside the one in use. Raises ``VaultError`` when there is no room."""
    try:
        write_private(beside(file), _as_text(master))
    except OSError:
        raise VaultError(f"Naast {file} is niets te schrijven. De sleutel is niet vervangen.") from None


def beside(file: Path) -> Path:
    """Where the new key stands while the keys are being wrapped anew."""
    return file.with_name(file.name + ".new")


def succeed(file: Path, old: bytes) -> Path:
    """Keep the old master key, and give the new one its name; give where the old one is kept."""
    with suppress(FileNotFoundError):  # another process was first, and has done the same
        made = datetime.fromtimestamp(beside(file).stat().st_mtime, UTC)
        kept = file.with_name(f"{file.name}.old-{made:%Y%m%d-%H%M%S}")
        while kept.exists() and read_key(kept) != old:
            kept = kept.with_name(kept.name + "+")
        # What was in memory, and not the file: another process may have put the new key there meanwhile.
        write_private(file.with_name(file.name + ".keep"), _as_text(old))
        put_in_place(file.with_name(file.name + ".keep"), kept)
        put_in_place(beside(file), file)
    return earlier(file)[0]


def earlier(file: Path) -> list[Path]:
    """The files of earlier master keys, newest first."""
    return sorted(file.parent.glob(f"{file.name}.old-*"), reverse=True)


def _as_text(master: bytes) -> bytes:
    return master.hex().encode() + b"\n"


def read_key(file: Path) -> bytes:
    """The master key in this file. Raises ``VaultError`` when there is none."""
    try:
        master = bytes.fromhex(file.read_text().strip())
    except FileNotFoundError:
        raise VaultError(f"Het sleutelbestand {file} ontbreekt. Zonder dat bestand is niets te lezen.") from None
    except (ValueError, OSError):
        raise VaultError(f"Het sleutelbestand {file} is niet te lezen.") from None
    if len(master) != 32:
        raise VaultError(f"Het sleutelbestand {file} bevat geen sleutel van Meldroute.")
    return master
