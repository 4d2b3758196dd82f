"""Inspecting a file that somebody wants to attach: by its content, whatever its name or type says."""

from collections.abc import Callable

from db.brought import own_process
from db.brought.child import DAMAGED
from db.store.faults import Said
from meldcode.vragen.bestand import MOST_BYTES, MOST_PIXELS, Bestandssoort, in_mb

_BEGINS = {
    b"\xff\xd8\xff": Bestandssoort.JPG,
    b"\x89PNG\r\n\x1a\n": Bestandssoort.PNG,
    b"%PDF-": Bestandssoort.PDF,
}


class Onbruikbaar(Said):
    """This file cannot be attached. The text is a Dutch sentence for whoever chose it, and quotes nothing of it."""


def harmless(content: bytes, *, whose: str, wanted: Callable[[], bool] = lambda: True) -> tuple[Bestandssoort, bytes]:
    """What kind of file this is, and the bytes to store of it: a photo is re-encoded, a PDF stays as it is.

    ``whose`` and ``wanted`` are as in ``db.brought.own_process.read``. Raises ``Onbruikbaar`` when it cannot be
    attached, and ``own_process.NotWanted`` when nobody waits for it any more.
    """
    if not content:
        raise Onbruikbaar("Dit bestand is leeg. Kies een ander bestand.")
    if len(content) > MOST_BYTES:
        raise Onbruikbaar(
            f"Dit bestand is te groot ({in_mb(len(content))}): een bijlage mag ten hoogste {in_mb(MOST_BYTES)} zijn. "
            "Maak de foto kleiner, of verdeel het document."
        )
    soort = next((each for begin, each in _BEGINS.items() if content.startswith(begin)), None)
    if soort is None:
        raise Onbruikbaar(
            "Dit soort bestand kan er niet bij. Het kan wel: een foto (JPG of PNG) of een document (PDF). "
            "Is het een foto van een iPhone (HEIC)? Sla hem dan eerst op als JPG. Een brief in Word slaat u op als PDF."
        )
    try:
        if soort is Bestandssoort.PDF:
            _refuse_unreadable_pdf(content, whose, wanted)
            return soort, content
        return soort, _written_anew(content, soort, whose, wanted)
    except own_process.Busy:
        raise Onbruikbaar(
            "Er wordt nog een ander bestand bekeken. Wacht een paar tellen en kies dit bestand dan weer."
        ) from None


def _refuse_unreadable_pdf(content: bytes, whose: str, wanted: Callable[[], bool]) -> None:
    try:
        found, _ = own_process.read("pdf", content, whose=whose, wanted=wanted)
    except own_process.TooMuch:
        raise Onbruikbaar(
            "Deze PDF is beschadigd of te ingewikkeld om te bekijken. Sla hem opnieuw op, of druk hem af naar een "
            "nieuwe PDF, en kies die dan."
        ) from None
    if found.get("locked"):
        raise Onbruikbaar("Deze PDF heeft een wachtwoord. Sla hem op zonder wachtwoord en kies hem dan weer.")
    if found.get(DAMAGED) or "pages" not in found:
        raise Onbruikbaar("Deze PDF is beschadigd en gaat niet open. Sla hem opnieuw op en kies hem weer.")
    if not found["pages"]:
        raise Onbruikbaar("Deze PDF heeft geen bladzijden. Sla hem opnieuw op en kies hem dan weer.")


def _written_anew(content: bytes, soort: Bestandssoort, whose: str, wanted: Callable[[], bool]) -> bytes:
    try:
        found, kept = own_process.read("photo", content, whose=whose, wanted=wanted)
    except own_process.TooMuch:
        raise Onbruikbaar(
            "Deze foto is beschadigd of te ingewikkeld om te bekijken. Maak hem kleiner, of bewaar eerst een nieuwe "
            "kopie, en kies die dan."
        ) from None
    pixels = found.get("pixels", 0)
    if pixels > MOST_PIXELS:
        raise Onbruikbaar(
            f"Deze foto is te groot ({pixels // 1_000_000} megapixel): ten hoogste {MOST_PIXELS // 1_000_000}. "
            "Maak hem kleiner en kies hem dan weer."
        )
    # The output of the reader is checked as well: a hostile file may have taken it over.
    if not any(kept.startswith(begin) for begin, each in _BEGINS.items() if each is soort):
        raise Onbruikbaar(
            "Deze foto is beschadigd en gaat niet open. Kies hem opnieuw, of bewaar eerst een nieuwe kopie."
        )
    return kept
