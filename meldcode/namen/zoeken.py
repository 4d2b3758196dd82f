"""Searching a dossier: by some letters of a name, by a code name, or by a birth date."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from meldcode.vragen.dag import read_day
from meldcode.vragen.tekst import clean_line


@dataclass(frozen=True)
class Zoekvraag:
    """What to search: all of these pieces of text, in any order, and this birth date if one was typed."""

    stukken: tuple[str, ...] = ()
    geboren: date | None = None

    def fits(self, codenaam: str, naam: str, geboren: date | None) -> bool:
        """Whether this dossier matches. Ignores case and accents; an empty search matches nothing."""
        if not self.stukken and not self.geboren:
            return False
        text = _plain(f"{codenaam} {naam}")
        return all(each in text for each in self.stukken) and self.geboren in (None, geboren)


def read_zoekvraag(typed: str) -> Zoekvraag:
    """The search in what was typed: ``iri``, ``Eik 22``, ``3-5-2017``, ``iris 3-5-2017``."""
    typed = clean_line(typed)
    whole = _day(typed)
    if whole:
        return Zoekvraag(geboren=whole)
    words = typed.split()
    days = [day for day in map(_day, words) if day]
    return Zoekvraag(tuple(_plain(each) for each in words if not _day(each)), days[0] if days else None)


def _day(typed: str) -> date | None:
    try:
        return read_day(typed, None)
    except ValueError:
        return None


def _plain(text: str) -> str:
    if text.isascii():  # most names are: nothing to decompose
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))
