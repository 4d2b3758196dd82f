"""Who cares for a pupil and where they are to be found, compared with another pupil: is it the same family?

A secret place takes part as any other (it may find the family), and is in no reason that is given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from meldcode.namen import spelling
from meldcode.namen.letters import VOORVOEGSELS, bare
from meldcode.namen.nameless import LETTERS
from meldcode.namen.spelling import Naam, Past
from meldcode.namen.vindplaats import plekken

_WORD = re.compile(rf"[{LETTERS}][{LETTERS}'’-]*")


@dataclass(frozen=True)
class Thuis:
    """``namen``: of who cares for the pupil; ``teksten``: where they are, and what was said of them when it began."""

    namen: tuple[str, ...] = ()
    teksten: tuple[str, ...] = ()

    @cached_property
    def gelezen(self) -> tuple[Naam, ...]:
        """Every whole name, also those that only stand in a text."""
        told = (name for each in self.teksten for name in _names_in(each))
        return tuple(each for each in map(spelling.read, (*self.namen, *told)) if each.voor and each.achter)

    @cached_property
    def plekken(self) -> frozenset[str]:
        """Every address, number and mail address."""
        return frozenset(found for each in self.teksten for found in plekken(each))


def zelfde_mens(one: Thuis, other: Thuis) -> bool:
    """Whether somebody who cares for the one may be somebody who cares for the other."""
    return any(_is_one(mine, theirs) for mine in one.gelezen for theirs in other.gelezen)


def zelfde_plek(one: Thuis, other: Thuis) -> bool:
    """Whether they share an address, a telephone number or a mail address."""
    return bool(one.plekken & other.plekken)


def _is_one(mine: Naam, theirs: Naam) -> bool:
    return spelling.first_names(mine, theirs) >= Past.BIJNA and spelling.surnames(mine, theirs) >= Past.BIJNA


def _names_in(text: str) -> Iterator[str]:
    """Words with a capital that follow each other, prefixes between them: ``Anna van den Berg``."""
    run: list[str] = []
    last = 0
    for found in _WORD.finditer(text):
        word, between = found[0], text[last : found.start()].strip()
        is_next = not between or (between == "." and bool(run) and len(run[-1]) == 1)
        if not is_next or not (word[0].isupper() or (run and bare(word) in VOORVOEGSELS)):
            yield from _whole(run)
            run = []
        if word[0].isupper() or run:
            run.append(word)
        last = found.end()
    yield from _whole(run)


def _whole(run: list[str]) -> Iterator[str]:
    while run and not run[-1][0].isupper():
        run = run[:-1]
    if len(run) > 1:
        yield " ".join(run)
