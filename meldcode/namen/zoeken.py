"""Searching a dossier: by some letters of a name, by a code name, or by a birth date."""

from dataclasses import dataclass

from meldcode.namen.letters import APOSTROPHES, bare
from meldcode.vragen.geboren import Geboren, read_geboren
from meldcode.vragen.tekst import clean_line

_LONGEST = 4  # words of a birth date: wo 3 mei 2017


@dataclass(frozen=True)
class Zoekvraag:
    """What to search: all of these pieces of text, in any order, and this birth date if one was typed.

    A piece that is a year may be the year of birth as well as a number in a code name.
    """

    stukken: tuple[str, ...] = ()
    geboren: Geboren | None = None

    @property
    def asks_when(self) -> bool:
        """Whether a birth date may decide what matches."""
        return self.geboren is not None or any(map(_is_year, self.stukken))

    def fits(self, codenaam: str, naam: str, geboren: Geboren | None) -> bool:
        """Whether this dossier matches. Ignores case and accents; an empty search matches nothing.

        A birth date that is known in part matches the days and months that it may be; one that is unknown none.
        """
        if not self.stukken and not self.geboren:
            return False
        text, year = _sought(f"{codenaam} {naam}"), str(geboren.jaar) if geboren and geboren.jaar else None
        if not all(each in text or each == year for each in self.stukken):
            return False
        return self.geboren is None or (geboren is not None and geboren.may_be(self.geboren))


def read_zoekvraag(typed: str) -> Zoekvraag:
    """The search in what was typed: ``iri``, ``Eik 22``, ``3-5-2017``, ``iris mei 2017``, ``iris 2017``."""
    words = clean_line(typed).split()
    for first in range(len(words)):
        for last in range(min(first + _LONGEST, len(words)), first, -1):
            if born := _born(" ".join(words[first:last])):
                return Zoekvraag(tuple(map(_sought, (*words[:first], *words[last:]))), born)
    return Zoekvraag(tuple(map(_sought, words)))


def _born(typed: str) -> Geboren | None:
    """The birth date that was typed; None for any other text, and for a mere year, which is sought as text too."""
    if _is_year(typed):
        return None
    try:
        born = read_geboren(typed)
    except ValueError:
        return None
    return born if born.jaar else None


def _is_year(stuk: str) -> bool:
    return len(stuk) == 4 and stuk.isdigit()


def _sought(text: str) -> str:
    """What is compared of a text: without case and accents, whatever apostrophe was typed."""
    return bare(text if text.isascii() else APOSTROPHES.sub("'", text))
