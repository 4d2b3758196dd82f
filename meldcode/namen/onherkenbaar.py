"""A text that somebody typed, made fit to be told without saying who it is about.

Who is known is replaced by what they are to the pupil, in every way in which ``nameless`` finds a name, and by initials
alone. Days and ages become about when and how old; groups, streets, numbers and addresses go. What looks like a name
and is nobody known is left for somebody to decide on. A name in lower case of somebody who is not known, a trade or a
rare event nobody finds but who reads it: so nothing goes out that nobody looked at (ADR 69).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from meldcode.eigen.woorden import worded
from meldcode.namen import nameless, ongeveer
from meldcode.namen.gewoon import BEGINT, OVERAL, SOORTEN_SCHOOL, TITELS
from meldcode.namen.letters import APOSTROPHES, VOORVOEGSELS, bare

WEG = "[…]"
"""What stands in the place of what is left out."""
LEERLING = "de leerling"
_IEMAND, _GEZIN = "iemand", "iemand uit het gezin"
_WORD = re.compile(rf"[{nameless.LETTERS}]+(?:['’‘`´ʼ-][{nameless.LETTERS}]+)*")
_UPPER = "".join(each for each in map(chr, range(0x250)) if each.isupper())
_INITIALS = re.compile(rf"(?<![\w.])(?:[{_UPPER}]\.?(?:\s(?=[{_UPPER}]\.))?){{1,5}}(?!\w)")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_OPENS = "\"'‘’“”„«([{-–—•*> \t"
ADRESSEN = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+", re.I),
    re.compile(r"(?<!\w)\d{4}\s?[A-Z]{2}(?!\w)|(?<!\w)NL\d\d[A-Z]{4}\d+", re.I),
    re.compile(r"(?<!\w)\+?\d(?:[\s().-]{0,2}\d){5,}(?!\w)"),
    re.compile(
        r"(?:(?:op|aan|in)\s+de\s+)?(?<!\w)[\w'’-]*(?:straat|laan|weg|plein|hof|kade|gracht|dijk|singel|steeg|pad|"
        r"dreef|plantsoen|park)\s+\d{1,4}\s?-?[a-z]?(?!\w)",
        re.I,
    ),
)
"""What is found as an address by its form, whoever lives there: mail, postcode, telephone, street with a number."""
_NUMBER_OF_GROUP = r"\s*\d(?:\s*[-/+]\s*\d)?\s?[a-f]?(?!\w)"
_PERHAPS_A_DAY = re.compile(
    r"(?<![\w.,/-])\d\d?\s?[-/]\s?\d\d?(?![\w/-])|(?<![\w.,-])\d{1,2}\s?(?:jaar|jr)(?!\s+(?:geleden|lang)|\w)"
)


class Soort(Enum):
    """What a piece of the text is: as it was typed, said otherwise, or to be decided on."""

    GEWOON = auto()
    VERVANGEN = auto()
    TWIJFEL = auto()


class Stuk(NamedTuple):
    """A piece of a text: its words as they will stand, unless somebody decides otherwise."""

    woorden: str
    soort: Soort = Soort.GEWOON


@dataclass(frozen=True)
class Bekend:
    """Somebody or something that the dossier knows by name, and what stands in its place.

    ``anders``: other names of the same. ``is_gezin``: of the family of the pupil, who may share a surname.
    ``is_school``: not somebody, but the school; words of its name are names only with a capital.
    """

    rol: str
    naam: str
    anders: tuple[str, ...] = ()
    is_gezin: bool = False
    is_school: bool = False


class _Plek(NamedTuple):
    start: int
    end: int
    woorden: str
    soort: Soort
    bekend: Bekend | None = None


def onherkenbaar(
    text: str, bekend: Sequence[Bekend], on: date, today: date, gewoon: Collection[str] = frozenset()
) -> tuple[Stuk, ...]:
    """The text in pieces, each as it was typed, replaced, or to be decided on.

    ``on``: about when it was written; ``today``: when it is told. ``gewoon``: more bare words that are ordinary at the
    beginning of a sentence (``lower_case``).
    """
    places, stukken, at = _settled(_found(text, bekend, on, today)), list[Stuk](), 0
    taken = [(each.start, each.end) for each in places]
    doubts = [each for each in _doubts(text, gewoon) if all(each.end <= s or each.start >= e for s, e in taken)]
    for each in sorted((*places, *_settled(doubts)), key=lambda one: one.start):
        instead = each.woorden
        if each.soort is Soort.VERVANGEN and _begins(text, each.start):
            instead = instead[:1].upper() + instead[1:]
        stukken += [Stuk(text[at : each.start]), Stuk(instead, each.soort)]
        at = each.end
    return tuple(each for each in (*stukken, Stuk(text[at:])) if each.woorden)


def doubtful(stukken: Collection[Stuk]) -> list[str]:
    """The words to decide on, each once, in order."""
    return list(dict.fromkeys(each.woorden for each in stukken if each.soort is Soort.TWIJFEL))


def told(stukken: Sequence[Stuk], kept: Collection[str]) -> str:
    """The text as it will be told: of what is doubtful only the words in ``kept``."""
    return "".join(
        WEG if each.soort is Soort.TWIJFEL and each.woorden not in kept else each.woorden for each in stukken
    )


def lower_case(text: str) -> set[str]:
    """The words that stand in this text in lower case, bare: with a capital elsewhere they are hardly a name."""
    return {bare(found[0]) for found in _WORD.finditer(text) if found[0].islower()}


def _found(text: str, bekend: Sequence[Bekend], on: date, today: date) -> Iterator[_Plek]:
    for each in bekend:
        for start, end in _places(text, each):
            if not (text[start:end].islower() and _key(text[start:end]) in BEGINT):
                written = text[start:end]
                rol = _GEZIN if each.rol == LEERLING and _is_surname(written, each) else each.rol
                yield _Plek(start, end, rol + ("’s" if _is_possessive(written, each) else ""), Soort.VERVANGEN, each)
    yield from _by_initials(text, bekend)
    for about in (*ongeveer.times(text, on, today), *ongeveer.ages(text)):
        yield _Plek(about.start, about.end, about.woorden, Soort.VERVANGEN)
    for pattern in ADRESSEN:
        for found in pattern.finditer(text):
            yield _Plek(*found.span(), WEG, Soort.VERVANGEN)
    own, instead = worded("[groep]"), worded("een [groep]")
    group = rf"(?<!\w)(?:gr(?:oep(?:en)?|\.)|klas(?:sen)?|unit|{re.escape(own)}){_NUMBER_OF_GROUP}"
    for found in re.finditer(group, text, re.I):
        yield _Plek(*found.span(), instead, Soort.VERVANGEN)


def _places(text: str, one: Bekend) -> Iterator[tuple[int, int]]:
    if one.is_school:
        yield from _whole(text, one.naam)
        parts = {form for each in _own(one.naam) for form in nameless.forms(_key(each))}
        for found in _WORD.finditer(text):
            if not found[0].islower() and (_key(found[0]) in parts or set(_key(found[0]).split("-")) & parts):
                article = re.search(r"(?<!\w)(?:[Dd]e|[Hh]et)\s+$", text[: found.start()])
                yield article.start() if article else found.start(), found.end()
        return
    names = [" ".join(_named(each)) for each in (one.naam, *one.anders)]
    names = [each for each in names if each]
    if names:
        yield from nameless.places(text, names[0], names[1:])


def _whole(text: str, naam: str) -> Iterator[tuple[int, int]]:
    wanted = [_key(found[0]) for found in _WORD.finditer(naam)]
    words = list(_WORD.finditer(text))
    for at in range(len(words) - len(wanted) + 1):
        if [_key(each[0]) for each in words[at : at + len(wanted)]] == wanted:
            yield words[at].start(), words[at + len(wanted) - 1].end()


def _by_initials(text: str, bekend: Sequence[Bekend]) -> Iterator[_Plek]:
    """Initials of somebody known: two or more in capitals (SW, S. W.), or one with a dot behind it."""
    known = [(letters, each) for each in bekend if not each.is_school for letters in _initials(each)]
    for found in _INITIALS.finditer(text):
        letters = "".join(each for each in found[0] if each.isalpha())
        if len(letters) > 1 or found[0].endswith("."):
            for written, each in known:
                if bare(letters) == written:
                    yield _Plek(*found.span(), each.rol, Soort.VERVANGEN, each)


def _initials(one: Bekend) -> set[str]:
    found = set[str]()
    for naam in (one.naam, *one.anders):
        every = [_key(part)[:1] for word in _named(naam) for part in word.split("-")]
        own = [each[:1] for each in map(_key, _own(naam))]
        found |= {"".join(each)[:5] for each in (every, own, every[:1], [*own[:1], *own[-1:]] if own[1:] else own)}
    return found - {""}


def _named(naam: str) -> list[str]:
    """The words of a name, without titles and what else stands with it."""
    return [each for each in naam.replace(",", " ").replace("(", " ").replace(")", " ").split() if not _is_title(each)]


def _is_title(word: str) -> bool:
    return _key(word.rstrip(".")) in TITELS


def _own(naam: str) -> list[str]:
    """The words of a name that are names by themselves."""
    words = [found[0] for found in _WORD.finditer(" ".join(_named(naam)))]
    return [each for each in words if _key(each) not in VOORVOEGSELS | SOORTEN_SCHOOL]


def _is_surname(written: str, one: Bekend) -> bool:
    """Whether this is the surname alone, which others of the family have too: *de Wit*, *Anna de Wit*."""
    surname = {form for each in _own(one.naam)[1:] for part in each.split("-") for form in nameless.forms(_key(part))}
    words = [_key(part) for found in _WORD.findall(written) for part in found.split("-")]
    return all(each in surname or each in VOORVOEGSELS for each in words)


def _is_possessive(written: str, one: Bekend) -> bool:
    """Whether this is the name with an s or an apostrophe: *Sems*, *Ali's*, *Roos’*."""
    last = _key(written.split()[-1])
    parts = {
        _key(part) for naam in (one.naam, *one.anders) for word in _named(naam) for part in (word, *word.split("-"))
    }
    return last not in parts and last.endswith(("s", "'")) and not last.endswith("ss")


def _settled(places: Iterator[_Plek] | Sequence[_Plek]) -> list[_Plek]:
    """Of places that overlap the longest; where two people may be meant, neither of them by name."""
    found = list[_Plek]()
    for each in sorted(dict.fromkeys(places), key=lambda one: (one.start - one.end, one.start)):
        same = next((n for n, one in enumerate(found) if (one.start, one.end) == (each.start, each.end)), None)
        if same is not None:
            found[same] = _either(found[same], each)
        elif all(each.end <= one.start or each.start >= one.end for one in found):
            found.append(each)
    return found


def _either(one: _Plek, other: _Plek) -> _Plek:
    """What stands there when both may be meant. A school called after a child is the child."""
    if not (one.bekend and other.bekend) or one.bekend.is_school or other.bekend.is_school:
        return other if one.bekend and one.bekend.is_school and other.bekend else one
    if one.bekend.rol == other.bekend.rol or one.woorden == _IEMAND:
        return one
    return one._replace(woorden=_GEZIN if one.bekend.is_gezin and other.bekend.is_gezin else _IEMAND)


def _doubts(text: str, gewoon: Collection[str]) -> Iterator[_Plek]:
    """What may be a name, a day or an age of somebody, and nobody can tell but who reads it."""
    for found in _WORD.finditer(text):
        word, key = found[0], _key(found[0])
        is_lower = word.islower() or not any(each.isalpha() for each in word)
        may_begin = key in BEGINT or key in gewoon
        is_first = (may_begin and (word[1:].islower() or len(word) == 1)) and _begins(text, found.start())
        if not (is_lower or key in OVERAL or is_first):
            yield _Plek(*found.span(), word, Soort.TWIJFEL)
    for found in _PERHAPS_A_DAY.finditer(text):
        yield _Plek(*found.span(), found[0], Soort.TWIJFEL)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here; not behind the dot of an initial."""
    before = text[:at].rstrip(_OPENS)
    return not before or before[-1] in "!?:\n…" or (before[-1] == "." and not re.search(r"(?<!\w)\w\.$", before))


def _key(word: str) -> str:
    return bare(APOSTROPHES.sub("'", _UNSEEN.sub("", word)))
