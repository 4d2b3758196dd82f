"""The order of lists of people: that of a Dutch telephone book, the same whatever database they come from.

Names are typed as one line, *Voornaam tussenvoegsel Achternaam*. A telephone book of the Netherlands looks at the
surname first and at its prefixes last, so that *Jan de Vries* stands under V; accents do not count; and *ij* stands
where *y* does, so that Bruijn and Bruyn stand together (taaladvies.net, ``IJ – alfabetisering``, read 30 November 2026:
it says so of the telephone book, and advises i + j for lists of words). Databases disagree about all of this, so none
of them sorts a name (``tests/architecture/screen/test_lists_of_people.py``).
"""

import re

from meldcode.namen.letters import APOSTROPHES, VOORVOEGSELS, bare

Volgorde = tuple[str, str, str, str]

_ASIDE = re.compile(r"\([^)]*\)")  # Femke Bos (gymnastiek)
_HYPHEN = re.compile(r"\s*[-‐‑–]\s*")
_ELIDED = re.compile(r"(?<!\S)('[st]|[dl]')[- ]?(?=\w)")  # 's-Gravesande, 't Hart, d'Ancona
_NO_LETTER = re.compile(r"[^\w\s]|_")
# As prefixes of a list: without what joins two surnames, with what is written short (v. Dijk, v.d. Berg, v/d Berg), and
# the d' of d'Ancona.
_PREFIXES = VOORVOEGSELS - {"y", "e"} | {"v", "vd", "d", "l"}
_BEHIND = frozenset(["jr", "sr", "junior", "senior"])


def telefoonboek(naam: str) -> Volgorde:
    """What to sort a person by: surname, first names, prefixes, and then the name to the letter."""
    text = naam
    if not naam.replace(" ", "").isalpha():  # most names are letters only
        text = _ELIDED.sub(r"\1 ", APOSTROPHES.sub("'", _HYPHEN.sub("-", _ASIDE.sub(" ", naam))))
    achternaam, comma, rest = text.partition(",")
    if comma:
        first, tussen, last = _surname_first(achternaam.split(), rest.split())
    else:
        first, tussen, last = _split(text.split())
    return alfabet(" ".join(last)), alfabet(" ".join(first)), alfabet(" ".join(tussen)), naam


def voornaam_eerst(naam: str) -> str:
    """A name that is written surname first, with commas, as it is said: *Wit, Sem de* and *Wit, de, Sem* as one."""
    achternaam, *rest = (each.strip() for each in naam.split(","))
    if not rest:
        return achternaam
    first, tussen, last = _surname_first(achternaam.split(), " ".join(reversed(rest)).split())
    return " ".join([*first, *tussen, *last])


def alfabet(text: str) -> str:
    """What to sort a text by: word for word, without case, accents and signs, and with *ij* as *y*."""
    return " ".join(_letters(text.replace("-", " ")).replace("ij", "y").split())


def _letters(text: str) -> str:
    return bare(text) if text.isalpha() else _NO_LETTER.sub("", bare(text))


def _split(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """First names, prefixes and surname. Without prefixes the last word is the surname."""
    while len(words) > 1 and _letters(words[-1]) in _BEHIND:
        words = words[:-1]
    for at, word in enumerate(words[:-1]):
        if "-" in word and _is_prefix(word.rpartition("-")[2]):  # Bakker-de Vries
            return words[:at], [], words[at:]
        if _is_prefix(word) and (at or not word[0].isupper()):
            end = next((n for n in range(at, len(words)) if not _is_prefix(words[n])), len(words) - 1)
            return words[:at], words[at:end], words[end:]
    return words[:-1], [], words[-1:]


def _surname_first(before: list[str], after: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The same of a name with a comma: *Vries, Jan de* or *de Vries, Jan*."""
    begin = next((n for n, word in enumerate(before[:-1]) if not _is_prefix(word)), max(len(before) - 1, 0))
    end = next((n for n in range(len(after), 0, -1) if not _is_prefix(after[n - 1])), len(after))
    return after[:end], [*after[end:], *before[:begin]], before[begin:]


def _is_prefix(word: str) -> bool:
    """Whether this is a prefix. One letter is one only in lower case: an initial is no prefix."""
    key = _letters(word)
    return key in _PREFIXES and (len(key) > 1 or word.islower())
