"""Photos of hundreds of megapixels, and files that claim to be: within the time and memory of a reader."""

import io
import resource
import time
from collections.abc import Callable

import pytest
from PIL import Image

from db.brought import heic, own_process, photo
from db.dossiers.inspection import Onbruikbaar
from meldcode.vragen.bestand import MOST_PIXELS
from tests import files, hostile
from tests.adding_up import adding_up
from tests.db.dossiers.inspection.pictures import Inspected, inspected
from tests.inputs.large import jpg_of
from tests.inputs.photos import P3, claims, exif
from tests.over import over
from tests.processes import read_here

pytestmark = pytest.mark.either
# Seconds of processor time, its process included, or so many times as long as adding up, where that takes longer.
SECONDS, FOR_SO_MANY = 3.0, 20.0
TURNS = 4  # whatever else wants the processor and the memory makes the same work take longer, never shorter
MEMORY = 600_000_000  # bytes
AT_ONCE = 0.2  # seconds
RED = (200, 60, 60)


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own, with as much time as a busy computer may need for it."""
    monkeypatch.setattr(own_process, "_in_a_child", read_here.APART)
    monkeypatch.setattr(own_process, "MEMORY", MEMORY)
    monkeypatch.setattr(own_process, "SECONDS", 60)


def worked() -> float:
    """Seconds of processor time of the processes that were started and ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def read_in_time(content: bytes) -> Inspected:
    """What is kept of this photo, which takes a few seconds of work."""
    for _turn in range(TURNS):
        floor, before = adding_up(), worked()
        kept = inspected(content)
        took = worked() - before
        if took < max(SECONDS, FOR_SO_MANY * floor):
            return kept
    raise AssertionError(f"{took:.2f} s where adding up takes {floor:.2f} s")


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [
        (16_320, 12_240, "De foto had 198 megapixel; bewaard is hij met 50 megapixel."),
        (20_000, 12_000, "De foto had 238 megapixel; bewaard is hij met 15 megapixel."),
    ],
)
def test_a_photo_of_two_hundred_megapixels_is_made_smaller_and_that_is_said(
    apart: None, width: int, height: int, told: str
) -> None:
    """As the heaviest that a telephone makes: on its side, in Display P3."""
    kept = read_in_time(jpg_of(width, height, icc_profile=P3, exif=exif(6)))
    assert kept.told == (told,)
    image = Image.open(io.BytesIO(kept.content))
    image.draft("", (image.width // 8, image.height // 8))
    assert image.width < image.height, "it stands upright"
    found = image.getpixel((image.width - 20, 20))
    assert isinstance(found, tuple) and max(abs(a - b) for a, b in zip(found, RED, strict=True)) <= 3, found


@pytest.mark.parametrize(("width", "height"), [(16_320, 15_400), (65_000, 65_000)])
def test_more_than_a_quarter_of_a_billion_is_refused_at_once(width: int, height: int) -> None:
    content = jpg_of(2_000, 512)
    size = content.index(b"\xff\xc0") + 5
    content = content[:size] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + content[size + 4 :]
    with pytest.raises(Onbruikbaar, match=r"megapixel\): zo opgeslagen ten hoogste 250\. Maak hem kleiner en kies"):
        inspected(content)


def test_what_must_be_decoded_before_it_is_made_smaller_may_have_fewer() -> None:
    """A progressive JPG of 200 megapixels takes 800 MB, which is more than a reader has."""
    content = files.jpg(progressive=True)
    size = content.index(b"\xff\xc2") + 5
    content = content[:size] + (12_000).to_bytes(2, "big") + (10_000).to_bytes(2, "big") + content[size + 4 :]
    with pytest.raises(Onbruikbaar, match=r"^Deze foto is te groot \(120 megapixel\): zo opgeslagen ten hoogste 100\."):
        inspected(content)


def test_a_large_png_is_made_smaller_as_well() -> None:
    content = files.png(Image.new("P", (9_000, 6_000)))
    kept = inspected(content)
    assert kept.told == ("De foto had 54 megapixel; bewaard is hij met 14 megapixel.",)
    image = Image.open(io.BytesIO(kept.content))
    assert image.size == (4_500, 3_000) and image.width * image.height <= MOST_PIXELS


@over(
    ("read", "make"),
    [
        (photo.read, lambda: claims(60_000, 60_000)),
        (photo.read, lambda: hostile.profile_that_swells(40_000)),
        (heic.read, lambda: hostile.heic_of_billions(40_000)),
        (heic.read, lambda: hostile.heic_of_many_items(40_000)),
    ],
)
def test_a_bomb_is_refused_at_once(read: Callable[[bytes], tuple[dict, bytes]], make: Callable[[], bytes]) -> None:
    """Before its process has started, that is, which takes about as long again."""
    content = make()
    begun = time.process_time()
    try:
        found, kept = read(content)
    except Exception:
        found, kept = {}, b""
    took = time.process_time() - begun
    assert took < AT_ONCE or took < adding_up()
    assert len(kept) < 100_000 and found.get("kept", 0) < 1_000_000


@pytest.mark.sweep
def test_a_png_of_a_hundred_megapixels_is_made_smaller_within_the_memory_of_a_reader(apart: None) -> None:
    kept = read_in_time(files.png(Image.new("RGB", (12_400, 8_000), RED), compress_level=1))
    assert kept.told == ("De foto had 99 megapixel; bewaard is hij met 25 megapixel.",)
    assert Image.open(io.BytesIO(kept.content)).getpixel((6_000, 3_900)) == RED
