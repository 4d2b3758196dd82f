"""A file as an answer: its id, kind and size. Its content is sealed and stored elsewhere."""

import re
from dataclasses import dataclass
from enum import StrEnum

MB = 1_000_000  # as telephones and browsers count
MOST_BYTES = 10 * MB
MOST_PIXELS = 50_000_000
_WRITTEN = re.compile(r"([0-9a-f]{32}) ([a-z]{3}) ([1-9][0-9]{0,11})")


class Bestandssoort(StrEnum):
    """The kinds of files that may be attached. The kind is detected from the content, not from the name."""

    JPG = "jpg"
    PNG = "png"
    PDF = "pdf"
    ORIGINEEL = "org"  # a photo as the device made it, kept beside the photo that was made of it

    @property
    def is_foto(self) -> bool:
        """Whether it is a photo."""
        return self not in (Bestandssoort.PDF, Bestandssoort.ORIGINEEL)


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
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / MB:.1f} MB".replace(".0 ", " ").replace(".", ",")
