"""Two hundred hostile files: each is refused with a sentence, or stored in a harmless form."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.dossiers.inspection import Onbruikbaar
from meldcode.vragen.bestand import Bestandssoort
from tests import files
from tests.db.dossiers.inspection.pictures import JPG, PDF, PNG, harmless, opened, png_of, with_behind_it

GOOD: list[Callable[[], bytes]] = [
    files.jpg,
    files.png,
    files.pdf,
    files.from_a_phone,
    files.png_with_words,
    files.heic,
    files.avif,
]


def hostile(chance: random.Random) -> bytes:
    good = chance.choice(GOOD)()
    way = chance.randrange(9)
    if way == 0:
        return good[: chance.randrange(len(good))]
    if way == 1:
        broken = bytearray(good)
        for _ in range(chance.randrange(1, 200)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        return bytes(broken)
    if way == 2:
        return with_behind_it(good)
    if way == 3:
        return chance.choice([b"MZ", b"\x7fELF", b"PK\x03\x04", b"<html>", b"#!/bin/sh\n", b"BM"]) + good
    if way == 4:
        return chance.choice([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"]) + chance.randbytes(2000)
    if way == 5:
        return png_of(chance.randrange(7_100, 2**31), chance.randrange(7_100, 2**31))
    if way == 6:
        return good + bytes(11 * 1024 * 1024)
    if way == 7:
        place = chance.randrange(len(good))
        return good[:place] + chance.choice([files.jpg, files.png, files.pdf])() + good[place:]
    return b"\0" * chance.randrange(100)


def is_harmless(soort: Bestandssoort, kept: bytes, given: bytes) -> bool:
    if soort is PDF:
        return kept == given and b"%PDF-" in kept[:1024]
    image = opened(kept)
    plain = not zipfile.is_zipfile(io.BytesIO(kept)) and files.CANARY.encode() not in kept and not image.getexif()
    return plain and image.format == {JPG: "JPEG", PNG: "PNG"}[soort]


def test_two_hundred_hostile_files_are_refused_in_words_or_kept_harmless() -> None:
    chance = random.Random(20261109)  # noqa: S311  # the same two hundred every time
    said, kept = list[str](), 0
    for _ in range(200):
        given = hostile(chance)
        try:
            soort, content = harmless(given)
        except Onbruikbaar as problem:
            said.append(str(problem))
        else:
            assert is_harmless(soort, content, given)
            kept += 1
    assert all(each.endswith(".") and each.startswith(("Dit ", "Deze ", "Van deze foto ")) for each in said)
    assert len(said) > 100 and kept > 20, (len(said), kept)


def test_nothing_is_written_to_disk_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for content in (files.from_a_phone(), files.png_with_words(), files.pdf()):
        harmless(content)
    assert list(tmp_path.iterdir()) == []
