"""A file as an answer: what may be brought, what is stored of it, and its id, kind and size.

Its content is sealed and stored elsewhere. What a file is, is seen from its content, never from its name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

MB = 1_048_576
"""Bytes in what is called an MB on the screen, as Windows and Streamlit count."""
MOST_MB = 10
"""Maximum size of a document, which is stored to the byte."""
MOST_PHOTO_MB = 50
"""Maximum size of a photo, of which only the picture is stored. Telephones write 200 megapixels in 20 to 45 MB."""
MOST_PIXELS = 50_000_000
"""Maximum of a photo as it is stored; one with more is made smaller."""
WHAT = "een foto (JPG, PNG, HEIC of AVIF) of een document (PDF)"
"""In words, what may be brought."""
_WRITTEN = re.compile(r"([0-9a-f]{32}) ([a-z]{3}) ([1-9][0-9]{0,11})")


class Bestandssoort(StrEnum):
    """The kinds of files that are stored."""

    JPG = "jpg"
    PNG = "png"
    PDF = "pdf"
    ORIGINEEL = "org"  # a photo as the device made it, kept beside the photo that was made of it

    @property
    def is_foto(self) -> bool:
        """Whether it is a photo."""
        return self not in (Bestandssoort.PDF, Bestandssoort.ORIGINEEL)


class Gebracht(StrEnum):
    """The kinds of files that may be brought. A photo of a kind that not every browser shows is stored as a JPG."""

    JPG = "jpg"
    PNG = "png"
    HEIC = "heic"
    AVIF = "avif"
    PDF = "pdf"

    @property
    def soort(self) -> Bestandssoort:
        """As which kind it is stored."""
        return Bestandssoort.JPG if self in (Gebracht.HEIC, Gebracht.AVIF) else Bestandssoort(self.value)

    @property
    def most_mb(self) -> int:
        """Its maximum size."""
        return MOST_PHOTO_MB if self.soort.is_foto else MOST_MB

    @property
    def most_pixels(self) -> int:
        """How many pixels it may have when it is brought: as many as are read within the time and memory of a reader.

        Source: measured (tests/db/brought/test_large_photos.py). A JPG can be read at half its size, the others cannot.
        """
        return {Gebracht.JPG: 250_000_000, Gebracht.PNG: 100_000_000}.get(self, MOST_PIXELS)


@dataclass(frozen=True)
class Bestand:
    """One attached file, with its ``size`` in bytes. Its file name is not kept: it may contain the name of a child."""

    id: str
    soort: Bestandssoort
    size: int

    def __str__(self) -> str:
        """The form in which it is stored; ``read_bestand`` parses it."""
        return f"{self.id} {self.soort} {self.size}"

    @property
    def tekst(self) -> str:
        """The file in words: ``Foto (JPG), 2,3 MB``."""
        if self.soort is Bestandssoort.ORIGINEEL:
            return f"Origineel van de foto, {in_mb(self.size)}"
        what = "Foto" if self.soort.is_foto else "Document"
        return f"{what} ({self.soort.upper()}), {in_mb(self.size)}"


def read_bestand(text: str) -> Bestand | None:
    """The file written in this text as ``str(bestand)`` does; None when the text is anything else."""
    found = _WRITTEN.fullmatch(text)
    if found is None or found[2] not in list(Bestandssoort):
        return None
    return Bestand(found[1], Bestandssoort(found[2]), int(found[3]))


def in_mb(size: int) -> str:
    """A number of bytes in words: ``340 kB``, ``2,3 MB``."""
    if size < MB:
        return f"{max(1, round(size / 1024))} kB"
    return _dutch(f"{size / MB:.1f}")


def too_large(size: int, most_mb: int) -> str:
    """The size in words of a file that is larger than allowed, so that it also reads as larger: ``10,01 MB``."""
    said = in_mb(size)
    return _dutch(f"{ceil(size * 100 / MB) / 100:.2f}") if said == in_mb(most_mb * MB) else said


def _dutch(number: str) -> str:
    return f"{number.removesuffix('.0').replace('.', ',')} MB"


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signs)


def _brand(*brands: bytes) -> Callable[[bytes], bool]:
    """A file of boxes (ISO 14496-12) that names one of these brands as its own or as one it agrees with."""

    def is_so(content: bytes) -> bool:
        named = content[8 : min(int.from_bytes(content[:4], "big"), 256)]
        return content[4:8] == b"ftyp" and any(named[at : at + 4] in brands for at in range(0, len(named), 4))

    return is_so


_TAKEN: tuple[tuple[Gebracht, Callable[[bytes], bool]], ...] = (
    (Gebracht.JPG, _begins(b"\xff\xd8\xff")),
    (Gebracht.PNG, _begins(b"\x89PNG\r\n\x1a\n")),
    (Gebracht.AVIF, _brand(b"avif", b"avis")),
    (Gebracht.HEIC, _brand(b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")),
    (Gebracht.PDF, _begins(b"%PDF-")),
)


def recognise(content: bytes) -> Gebracht | str:
    """What kind of file this is; or, when it cannot be attached, the Dutch sentence that says what to do instead."""
    for kind, is_so in _TAKEN:
        if is_so(content):
            return kind
    for sentence, is_that in _OTHERS:
        if is_that(content):
            return sentence
    # Readers of PDF look for its beginning in the first kilobyte (ISO 32000-1, implementation note 13): mail programs
    # and editors put a line or a mark before it.
    if b"%PDF-" in content[:1024]:
        return Gebracht.PDF
    return _text(content) or _OTHER


_AS_PDF = "sla het daar op als PDF, en kies die PDF hier."
_OTHER = f"Dit soort bestand kan er niet bij: kies {WHAT}."
_PICTURE = "Dit soort afbeelding kan er niet bij: open haar, sla haar op als JPG of PNG, en kies die hier."
_FILM = "Een filmpje kan er niet bij: schrijf op wat er te zien is, of kies er een foto van."
_SOUND = "Een geluidsopname kan er niet bij: schrijf woordelijk op wat er te horen is."
_WORD = "Dit is een Word-bestand: open het in Word, kies Bestand, Opslaan als, PDF, en kies die PDF hier."
_MAIL = "Dit is een e-mail: open hem, kies Afdrukken en dan Opslaan als PDF, en kies die PDF hier."
_PAGE = "Dit is een webpagina: open haar, kies Afdrukken en dan Opslaan als PDF, en kies die PDF hier."
_PACKED = "Dit is een ingepakt bestand (zip): pak het uit, en kies dan wat erin zit, één bestand tegelijk."


def _zip(*names: bytes) -> Callable[[bytes], bool]:
    """A packed file that holds one of these; the names in it stand there as they are."""
    return lambda content: content.startswith(b"PK\x03\x04") and any(name in content for name in names)


def _ole(*names: bytes) -> Callable[[bytes], bool]:
    """A file of the older Microsoft programs (MS-CFB) that holds one of these streams."""
    written = [name.decode().encode("utf-16-le") for name in names]
    is_one = _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return lambda content: is_one(content) and any(name in content for name in written)


def _riff(sign: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(b"RIFF") and content[8:12] == sign


_HEADER = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:received|return-path|delivered-to|from|to|subject|date|message-id|mime-version|content-type"
    rb"|dkim-signature|arc-[a-z-]+|authentication-results|thread-topic|x-[a-z-]+)[ \t]*:|From [^\n]*@",
    re.IGNORECASE,
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|script)", re.IGNORECASE)
_DRAWN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<svg", re.IGNORECASE | re.DOTALL)
_OTHERS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    (_WORD, _zip(b"word/document")),
    (f"Dit is een Excel-bestand: {_AS_PDF}", _zip(b"xl/workbook")),
    (f"Dit is een PowerPoint-bestand: {_AS_PDF}", _zip(b"ppt/presentation")),
    (
        "Dit is een bestand van LibreOffice: open het, kies Bestand, Exporteren als PDF, en kies die PDF hier.",
        _zip(b"application/vnd.oasis.opendocument."),
    ),
    (
        "Dit is een bestand van Pages, Numbers of Keynote: kies daar Archief, Exporteer, PDF, en kies die PDF hier.",
        _zip(b"Index/Document.iwa", b"Index/Slide.iwa", b"index.apxl", b"buildVersionHistory.plist"),
    ),
    (_PACKED, _begins(b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")),
    (
        "Dit Office-bestand heeft een wachtwoord: open het, sla het op als PDF, en kies die PDF hier.",
        _ole(b"EncryptedPackage"),
    ),
    (_MAIL, _ole(b"__substg1.0_", b"__properties_version1.0")),
    (_WORD, _ole(b"WordDocument")),
    (f"Dit is een Excel-bestand: {_AS_PDF}", _ole(b"Workbook")),
    (f"Dit is een PowerPoint-bestand: {_AS_PDF}", _ole(b"PowerPoint Document")),
    (_OTHER, _begins(b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"#!")),
    (_WORD, _begins(b"{\\rtf")),
    (_PICTURE, _begins(b"GIF8", b"II*\0", b"MM\0*", b"8BPS", b"\xff\x0a", b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ")),
    (_PICTURE, _riff(b"WEBP")),
    (_PICTURE, lambda content: content.startswith(b"BM") and content[6:10] == bytes(4)),
    (_PICTURE, lambda content: bool(_DRAWN.match(content[:4096]))),
    (_SOUND, _brand(b"M4A ", b"M4B ")),
    (_SOUND, _begins(b"ID3", b"\xff\xfb", b"\xff\xf3", b"OggS", b"fLaC", b"#!AMR")),
    (_SOUND, _riff(b"WAVE")),
    (_FILM, lambda content: content[4:8] in (b"ftyp", b"moov", b"wide")),
    (_FILM, _begins(b"\x1aE\xdf\xa3")),
    (_FILM, _riff(b"AVI ")),
    (_PAGE, lambda content: b"Snapshot-Content-Location:" in content[:1024] or bool(_MARKUP.match(content))),
    (_MAIL, lambda content: bool(_HEADER.match(content))),
)


def _text(content: bytes) -> str:
    """The sentence for plain text; empty for anything else."""
    begin = content[:4096]
    is_wide = begin.startswith((b"\xff\xfe", b"\xfe\xff"))
    if begin and (is_wide or not any(sign < 32 and sign not in b"\t\n\r\f" for sign in begin)):
        return "Dit is een tekstbestand: open het, kies Afdrukken en dan Opslaan als PDF, en kies die PDF hier."
    return ""
