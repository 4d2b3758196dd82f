"""The format of a back-up file: a header, then chunks of AES-256-GCM, each preceded by its length.

Every file has its own key, and every chunk is bound to its number and to the header, which says how many chunks there
are. So a file that was cut short, or in which chunks were swapped, repeated or taken from another file, is refused.
"""

import os
import secrets
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.store.faults import Said

CHUNK = 1024 * 1024
_MAGIC, _VERSION, _TAG = b"MELDROUTE-BACKUP", 1, 16
_HEADER = struct.Struct(">16sB32sQ")  # magic, version, salt, number of chunks
_LENGTH = struct.Struct(">I")

NO_KEY = (
    "Deze back-up is gemaakt met een ander sleutelbestand, of is aan het begin beschadigd. "
    "Na een sleutelwissel hoort bij een oudere back-up het oude sleutelbestand (….key.old-…)."
)


class BackupError(Said):
    """A back-up cannot be made or restored. The text is a Dutch sentence for the administrator."""


def write(target: BinaryIO, chunks: Iterable[bytes], total: int, key: Callable[[bytes], bytes]) -> None:
    """Seal these chunks, exactly ``total`` of them, into a new file; ``key`` derives its key from its salt.

    Raises ``OSError`` when it cannot be written.
    """
    salt = secrets.token_bytes(32)
    header, cipher = _HEADER.pack(_MAGIC, _VERSION, salt, total), AESGCM(key(salt))
    target.write(header)
    for number, chunk in enumerate(chunks):
        sealed = cipher.encrypt(_nonce(number), chunk, _bound(header, number))
        target.write(_LENGTH.pack(len(sealed)) + sealed)


def is_complete(file: Path) -> bool:
    """Whether this file has as many chunks as its header says, and nothing after them; they are not unsealed."""
    with file.open("rb") as source:
        header = source.read(_HEADER.size)
        if len(header) != _HEADER.size or not header.startswith(_MAGIC):
            return False
        for _number in range(_HEADER.unpack(header)[3]):
            length = source.read(_LENGTH.size)
            if len(length) != _LENGTH.size:
                return False
            source.seek(_LENGTH.unpack(length)[0], os.SEEK_CUR)
        return source.tell() == os.fstat(source.fileno()).st_size


def read(file: Path, keys: Callable[[bytes], Iterable[bytes]]) -> Iterator[bytes]:
    """The chunks of this file, unsealed with the first key that fits; ``keys`` derives the candidates from its salt.

    Raises ``BackupError`` when none fits, or at the first chunk that was altered: do not use any chunk before the last
    has been read.
    """
    with file.open("rb") as source:
        header = source.read(_HEADER.size)
        salt, total = _parts(header)
        first = _next(source.read)
        cipher = _opens(first, header, [AESGCM(key) for key in keys(salt)])
        for number in range(total):
            sealed = first if number == 0 else _next(source.read)
            try:
                yield cipher.decrypt(_nonce(number), sealed, _bound(header, number))
            except InvalidTag:
                raise _damaged(f"deel {number + 1} van {total} klopt niet") from None
        if source.read(1):
            raise _damaged("er staat iets achter het einde")


def _parts(header: bytes) -> tuple[bytes, int]:
    if len(header) != _HEADER.size:
        raise _damaged("het begin ontbreekt")
    magic, version, salt, total = _HEADER.unpack(header)
    if magic != _MAGIC:
        raise BackupError("Dit bestand is geen back-up van Meldroute, of is aan het begin beschadigd.")
    if version != _VERSION:
        raise BackupError("Deze back-up is van een nieuwere versie van Meldroute, of is aan het begin beschadigd.")
    return salt, total


def _next(read_some: Callable[[int], bytes]) -> bytes:
    length = read_some(_LENGTH.size)
    size = _LENGTH.unpack(length)[0] if len(length) == _LENGTH.size else 0
    # Checked before reading: a damaged length must not allocate gigabytes.
    sealed = read_some(size) if _TAG <= size <= CHUNK + _TAG else b""
    if not sealed or len(sealed) != size:
        raise _damaged("het is niet volledig")
    return sealed


def _opens(first: bytes, header: bytes, ciphers: Iterable[AESGCM]) -> AESGCM:
    for cipher in ciphers:
        try:
            cipher.decrypt(_nonce(0), first, _bound(header, 0))
        except InvalidTag:
            continue
        return cipher
    raise BackupError(NO_KEY)


def _nonce(number: int) -> bytes:
    # The chunk number can serve as nonce: every file has its own key, so no nonce is used twice under one key.
    return number.to_bytes(12, "big")


def _bound(header: bytes, number: int) -> bytes:
    return header + number.to_bytes(8, "big")


def _damaged(what: str) -> BackupError:
    return BackupError(f"Deze back-up is beschadigd: {what}. Er is niets teruggezet. Neem een andere back-up.")
