"""Inspecting attached files: each is refused with a sentence, or stored without hidden metadata."""

import io
import logging
import zipfile

import pypdf
import pytest
from PIL import Image

from db.brought.picture import UPRIGHT
from db.dossiers.inspection import Onbruikbaar
from meldcode.vragen.bestand import MB
from tests import files
from tests.db.dossiers.inspection.pictures import JPG, PDF, PNG, harmless, opened, png_of, with_behind_it
from tests.over import over

RED = (0xB3, 0x40, 0x2F)


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple), f"{image.mode} has one number for each point"
    return found


def frames(image: Image.Image) -> int:
    """How many pictures the file holds; formats that hold one only have no such number."""
    return getattr(image, "n_frames", 1)


def segments(jpg: bytes) -> list[int]:
    """The markers of a JPEG up to the picture data, and where that ends."""
    found, at = [], 2
    while jpg[at + 1] != 0xDA:
        found.append(jpg[at + 1])
        at += 2 + int.from_bytes(jpg[at + 2 : at + 4], "big")
    assert jpg.endswith(b"\xff\xd9")
    return found


def chunks(png: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(png):
        found.append(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


# What is left out


def test_of_a_photo_only_the_picture_is_kept() -> None:
    """No location, device, text, thumbnail or profile: only the segments that draw the picture are left."""
    photo = files.from_a_phone()
    before = opened(photo)
    assert dict(before.getexif().get_ifd(0x8825))[1] == "N" and photo.count(files.CANARY.encode()) == 4
    assert photo.count(b"\xff\xd8\xff") == 2, "the photo to begin with has a small copy of itself in it"
    soort, kept = harmless(photo)
    after = opened(kept)
    assert soort is JPG and not after.getexif() and "icc_profile" not in after.info
    assert set(segments(kept)) <= {0xE0, 0xDB, 0xC0, 0xC4} and kept.count(b"\xff\xd8\xff") == 1
    assert files.CANARY.encode() not in kept and b"Kanarie" not in kept


def test_of_a_png_only_the_picture_is_kept() -> None:
    before = files.png_with_words()
    assert {b"tEXt", b"iTXt", b"zTXt", b"eXIf"} <= set(chunks(before))
    soort, kept = harmless(before)
    assert soort is PNG and set(chunks(kept)) == {b"IHDR", b"IDAT", b"IEND"} and not opened(kept).info
    assert opened(kept).tobytes() == files.drawing().tobytes()


@over("orientation", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(orientation: int) -> None:
    """The house stays upper left for whoever looks: rotation in the metadata is applied to the picture itself."""
    back = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}.get(orientation)
    stored = files.drawing().transpose(UPRIGHT[back]) if back else files.drawing()
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept = opened(harmless(files.jpg(stored, exif=exif.tobytes(), quality=95))[1])
    assert kept.size == (640, 480)
    assert max(abs(a - b) for a, b in zip(colour(kept, 180, 250), RED, strict=True)) < 25


@pytest.mark.parametrize("make", [files.jpg, files.png])
def test_what_stands_behind_a_photo_is_gone(make) -> None:
    both = with_behind_it(make())
    assert zipfile.is_zipfile(io.BytesIO(both))
    kept = harmless(both)[1]
    assert not zipfile.is_zipfile(io.BytesIO(kept)) and b"pagina" not in kept


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_any_kind_of_png_is_kept_as_it_looks(mode: str) -> None:
    image = Image.new("I;16", (40, 30), 40_000) if mode == "I;16" else files.drawing(40, 30).convert(mode)
    kept = opened(harmless(files.png(image))[1])
    assert kept.tobytes() == opened(files.png(image)).tobytes()


def test_what_was_transparent_stays_so() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    kept = opened(harmless(files.png(image, transparency=1))[1])
    assert colour(kept.convert("RGBA"), 5, 5)[3] == 0


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_any_kind_of_jpg_is_kept(mode: str) -> None:
    assert opened(harmless(files.jpg(files.drawing().convert(mode)))[1]).mode in ("L", "RGB")


def test_of_a_picture_that_moves_the_first_is_kept() -> None:
    moving = files.png(save_all=True, append_images=[files.drawing().rotate(90)])
    assert frames(opened(moving)) == 2
    kept = opened(harmless(moving)[1])
    assert frames(kept) == 1 and kept.tobytes() == files.drawing().tobytes()


def test_nonsense_in_what_the_camera_wrote_does_not_make_a_photo_useless() -> None:
    exif = b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(20)
    assert harmless(files.jpg(exif=exif))[0] is JPG


def test_a_pdf_is_kept_to_the_byte() -> None:
    letter = files.pdf(words="Een brief")
    assert harmless(letter) == (PDF, letter)


def test_a_pdf_that_only_may_not_be_printed_is_taken() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(files.pdf()))
    writer.encrypt("", "alleen voor de eigenaar", algorithm="AES-256")
    written = io.BytesIO()
    writer.write(written)
    assert harmless(written.getvalue())[0] is PDF


@pytest.mark.parametrize(("make", "most"), [(files.jpg, 50), (files.pdf, 10)])
def test_what_is_exactly_as_large_as_it_may_be_is_taken_and_one_byte_more_is_not(make, most: int) -> None:
    content = make()
    assert harmless(content + bytes(most * MB - len(content)))
    with pytest.raises(Onbruikbaar, match=rf"te groot \({most},01 MB\): ten hoogste {most} MB\."):
        harmless(content + bytes(most * MB - len(content) + 1))


# What is refused, with which sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg. Kies een ander bestand."),
        (b"%PDF-1.4" + bytes(11 * MB), "Deze PDF is te groot (11 MB): ten hoogste 10 MB. Verdeel hem in delen"),
        (files.png()[:400], "Van deze foto ontbreekt een deel"),
        (b"\xff\xd8\xff" + b"tekst" * 50, "Deze foto is beschadigd en gaat niet open."),
        (png_of(10_000, 20_000), "Deze foto is te groot (200 megapixel): zo opgeslagen ten hoogste 100."),
        (b"%PDF-1.7\nniets", "Deze PDF is beschadigd en gaat niet open."),
        (files.pdf()[:120], "Deze PDF is beschadigd en gaat niet open."),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_cannot_be_attached_is_refused_in_these_words(content: bytes, sentence: str) -> None:
    """Others stand in the corpus: ``test_files_as_they_are.py``."""
    with pytest.raises(Onbruikbaar) as refused:
        harmless(content)
    assert str(refused.value).startswith(sentence) and refused.value.__cause__ is None


def test_a_photo_that_is_drawn_over_and_over_is_refused() -> None:
    photo = files.jpg(files.drawing(16, 16), progressive=True)
    at = photo.rindex(b"\xff\xda")
    with pytest.raises(Onbruikbaar, match="beschadigd"):
        harmless(photo[:at] + photo[at:-2] * 400 + photo[-2:])


def test_the_log_quotes_nothing_of_a_damaged_pdf(caplog: pytest.LogCaptureFixture) -> None:
    """The library that reads PDFs would log parts of a damaged one; its log is kept silent."""
    caplog.set_level(logging.DEBUG)
    letter = files.pdf().replace(b"/Kids", f"<{files.CANARY}".encode())
    with pytest.raises(Onbruikbaar):
        harmless(letter)
    assert not caplog.records
    caplog.set_level(logging.DEBUG, logger="pypdf")
    with pytest.raises(Onbruikbaar):
        harmless(letter)
    assert files.CANARY in caplog.text, "this letter is one that the reader would have quoted"
