"""Inspecting a file that somebody wants to attach: by its content, whatever its name or type says."""

from collections.abc import Callable
from math import ceil
from typing import Any

from db.brought import own_process
from db.brought.child import DAMAGED
from db.store.faults import Said
from meldcode.vragen.bestand import MB, Bestandssoort, Gebracht, recognise, too_large

_BEGINS = {
    Bestandssoort.JPG: b"\xff\xd8\xff",
    Bestandssoort.PNG: b"\x89PNG\r\n\x1a\n",
}
_READERS = {Gebracht.HEIC: "heic", Gebracht.AVIF: "heic", Gebracht.PDF: "pdf"}
_MILLION = 1_000_000


class Onbruikbaar(Said):
    """This file cannot be attached. The text is a Dutch sentence for whoever chose it, and quotes nothing of it."""


Told = tuple[str, ...]
"""Dutch sentences about a file, for whoever brought it. They may quote the file, and are kept nowhere."""


def harmless(
    content: bytes,
    *,
    whose: str,
    wanted: Callable[[], bool] = lambda: True,
    tell: Callable[[Told], None] = lambda _: None,
) -> tuple[Bestandssoort, bytes]:
    """What kind of file this is, and the bytes to store of it: a photo is re-encoded, a PDF stays as it is.

    ``whose`` and ``wanted`` are as in ``db.brought.own_process.read``; ``tell`` is called with what there is to say of
    a file that can be attached. Raises ``Onbruikbaar`` when it cannot, and ``own_process.NotWanted`` when nobody waits
    for it any more.
    """
    if not content:
        raise Onbruikbaar("Dit bestand is leeg. Kies een ander bestand.")
    kind = recognise(content)
    if not isinstance(kind, Gebracht):
        raise Onbruikbaar(kind)
    what, less = ("foto", "Maak hem kleiner") if kind.soort.is_foto else ("PDF", "Verdeel hem in delen")
    if len(content) > kind.most_mb * MB:
        raise Onbruikbaar(
            f"Deze {what} is te groot ({too_large(len(content), kind.most_mb)}): ten hoogste {kind.most_mb} MB. "
            f"{less} en kies hem dan weer."
        )
    try:
        found, kept = own_process.read(_READERS.get(kind, "photo"), content, whose=whose, wanted=wanted)
    except own_process.Busy:
        raise Onbruikbaar(
            "Er wordt nog een ander bestand bekeken. Wacht een paar tellen en kies dit bestand dan weer."
        ) from None
    except own_process.TooMuch:
        raise Onbruikbaar(_TOO_MUCH[kind.soort.is_foto]) from None
    if kind is Gebracht.PDF:
        tell(_about_pdf(found))
        return kind.soort, content
    tell(_about_photo(found, kept, kind))
    return kind.soort, kept


_TOO_MUCH = {
    False: "Deze PDF is beschadigd of te ingewikkeld om te bekijken. Sla hem opnieuw op, of druk hem af naar een "
    "nieuwe PDF, en kies die dan.",
    True: "Deze foto is beschadigd of te ingewikkeld om te bekijken. Maak hem kleiner, of bewaar eerst een nieuwe "
    "kopie als JPG, en kies die dan.",
}


def _about_pdf(found: dict[str, Any]) -> Told:
    """What to say of a PDF that opened. Raises ``Onbruikbaar`` for one that did not."""
    if found.get("locked"):
        raise Onbruikbaar("Deze PDF heeft een wachtwoord. Sla hem op zonder wachtwoord en kies hem dan weer.")
    if found.get(DAMAGED) or "pages" not in found:
        raise Onbruikbaar("Deze PDF is beschadigd en gaat niet open. Sla hem opnieuw op en kies hem weer.")
    if not found["pages"]:
        raise Onbruikbaar("Deze PDF heeft geen bladzijden. Sla hem opnieuw op en kies hem dan weer.")
    about, holds = found.get("about", {}), found.get("holds", {})
    named = [words.format(about[name]) for name, words in _NAMED.items() if about.get(name)]
    # Which program made it says nothing by itself, and nearly every PDF has it.
    told = [f"In deze PDF staat ook: {'; '.join(named)}."] if about.keys() - {"program"} else []
    if holds.get("attachments"):
        number = holds["attachments"]
        told.append("In deze PDF zit nog een ander bestand." if number == 1 else "In deze PDF zitten andere bestanden.")
    if holds.get("scripts"):
        told.append("In deze PDF zit een programma, dat kan starten als iemand hem opent.")
    if told:
        told.append("Dat blijft erin staan. Hoort het er niet bij? Druk hem dan af naar een nieuwe PDF, en kies die.")
    if holds.get("forms"):
        told.append(
            "Deze PDF is een formulier dat alleen in Adobe Reader opengaat. Druk hem daar af naar een nieuwe PDF, en "
            "kies die."
        )
    return tuple(told)


_NAMED = {
    "title": "de titel ‘{}’",
    "subject": "het onderwerp ‘{}’",
    "words": "de trefwoorden ‘{}’",
    "author": "gemaakt door ‘{}’",
    "program": "gemaakt met ‘{}’",
    "more": "verder ‘{}’",
}


def _about_photo(found: dict[str, Any], kept: bytes, kind: Gebracht) -> Told:
    """What to say of a photo that was written anew. Raises ``Onbruikbaar`` for one that was not."""
    if found.get("missing"):
        raise Onbruikbaar(
            "Van deze foto ontbreekt een deel: hij is niet helemaal overgekomen. Stuur of kopieer hem opnieuw, en "
            "kies hem dan weer."
        )
    if "most" in found:
        as_jpg = "Maak hem kleiner" if kind is Gebracht.JPG else "Maak hem kleiner of sla hem op als JPG,"
        raise Onbruikbaar(
            f"Deze foto is te groot ({ceil(found['pixels'] / _MILLION)} megapixel): zo opgeslagen ten hoogste "
            f"{found['most'] // _MILLION}. {as_jpg} en kies hem dan weer."
        )
    # The output of the reader is checked as well: a hostile file may have taken it over.
    if not kept.startswith(_BEGINS[kind.soort]):
        raise Onbruikbaar(
            "Deze foto is beschadigd en gaat niet open. Kies hem opnieuw, of bewaar eerst een nieuwe kopie."
        )
    told = []
    if found["kept"] < found["pixels"]:
        before, after = (_megapixels(found[name]) for name in ("pixels", "kept"))
        told.append(f"De foto had {before} megapixel; bewaard is hij met {after} megapixel.")
    if found.get("colours"):
        told.append(
            "De kleuren kunnen anders zijn dan op het toestel. Vergelijk ze, en schrijf op wat u daar aan kleur ziet."
        )
    return tuple(told)


def _megapixels(pixels: int) -> int:
    return round(pixels / _MILLION)
