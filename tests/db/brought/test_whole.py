"""A photo whose file ends too soon, wherever it ends: taken with every point of its picture, or refused."""

import io
import random
from typing import Any

import pytest
from PIL import Image

from db.brought import photo
from tests import files

pytestmark = pytest.mark.either
PHOTOS = 60
CUTS = 5
SEED = 20261130


def picture(chance: random.Random, mode: str) -> Image.Image:
    size = chance.randrange(1, 200), chance.randrange(1, 200)
    if chance.random() < 0.3:
        return Image.new(mode, size, chance.randrange(255))
    few = bytes(chance.randrange(256) for _ in range(chance.choice([2, 20, 256])))
    noise = bytes(chance.choices(few, k=size[0] * size[1]))
    return Image.frombytes("L", size, noise).convert(mode)


def jpg(chance: random.Random) -> bytes:
    mode = chance.choice(["L", "RGB"])
    how: dict[str, Any] = {"quality": chance.choice([30, 75, 95]), "progressive": chance.random() < 0.4}
    if chance.random() < 0.3:
        how["restart_marker_blocks"] = chance.randrange(1, 20)
    if mode == "RGB":
        how["subsampling"] = chance.choice([0, 1, 2])
    return files.jpg(picture(chance, mode), **how)


def png(chance: random.Random) -> bytes:
    return files.png(picture(chance, chance.choice(["1", "L", "LA", "RGB", "RGBA"])))


@pytest.mark.parametrize(("make", "end"), [(jpg, 2), (png, 12)])
def test_without_its_end_a_photo_is_whole_and_cut_anywhere_else_it_is_not(make: Any, end: int) -> None:
    chance = random.Random(SEED)  # noqa: S311  # the same every time
    refused = 0
    for _ in range(PHOTOS):
        content = make(chance)
        whole = photo.read(content)
        assert photo.read(content[:-end]) == whole and "kept" in whole[0]
        for cut in (chance.randrange(20, len(content) - end) for _ in range(CUTS)):
            found, kept = photo.read(content[:cut])
            if found == {"missing": True}:
                refused += 1
            else:
                assert kept == whole[1], f"{len(content) - cut} bytes are missing, and it was taken as another picture"
    assert refused > PHOTOS * CUTS * 0.8


def test_a_photo_of_one_point_is_whole_too() -> None:
    content = files.jpg(Image.new("RGB", (1, 1), "red"))
    assert photo.read(content[:-2]) == photo.read(content)
    assert Image.open(io.BytesIO(photo.read(content)[1])).size == (1, 1)
