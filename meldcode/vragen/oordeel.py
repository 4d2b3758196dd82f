"""Judging words in a text, each with a question that leads to what was seen: a hint, never an objection.

The words are Meldroute's own list: they conclude, generalise or label somebody, so that a reader of the dossier would
ask what was seen.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meldcode.vragen.tekst import clean

_VRAGEN = {
    "Hoe vaak was het, en op welke dagen?": "altijd nooit steeds constant voortdurend telkens vaak",
    "Wat deed of zei iemand, waaraan u dat merkte?": "labiel instabiel hysterisch gestoord psychisch manipulatief "
    "verslaafd onhandelbaar brutaal lui druk lastig raar vreemd",
    "Wie deed of zei precies wat?": "agressief agressieve gewelddadig gewelddadige dreigend dreigende vijandig",
    "Wat zag u aan het gezicht, de houding of de stem?": "angstig angstige depressief verdrietig gestrest "
    "getraumatiseerd boos boze",
    "Wat ontbrak er, of wat zag u, en op welke dag?": "verwaarloosd verwaarloosde mishandeld mishandelde misbruikt "
    "vies vieze onveilig",
    "Waaraan zag u dat?": "duidelijk overduidelijk natuurlijk uiteraard blijkbaar",
}
WOORDEN: dict[str, str] = {woord: vraag for vraag, woorden in _VRAGEN.items() for woord in woorden.split()}
_ANY = re.compile(rf"\b({'|'.join(WOORDEN)})\b", re.IGNORECASE)

# Quotation marks as people type them and programs turn them: a quotation begins with one of these and ends with the
# nearest of those that belong to it. Two commas and two apostrophes are what a typewriter has for a pair.
_MARK = re.compile(r",,|''|[\"“”„‟«»‹›'‘’‚‛`´]")
_ENDS: dict[str, Sequence[str]] = {
    "“": "”\"", "„": "”“\"", ",,": (*"”“\"", "''"), "''": ("''",), "\"": "\"”", "”": "”\"", "‟": "”\"",
    "«": "»", "»": "«", "‹": "›", "›": "‹",
    "‘": "’'", "‚": "’‘'", "‛": "’'", "'": "'’", "’": "’'", "`": "'`´’", "´": "´'",
}  # fmt: skip
_SINGLE = frozenset("'‘’‚‛`´")
_BEGINS_BY_SHAPE = frozenset("“„«‹")
# A word that begins with an apostrophe: ’s ochtends, ’t, ’n, ’k, ’m, ’r, ’ns, ’ie, and a year, ’26.
_SHORTENED = re.compile(r"(?:s|t|n|k|m|r|ns|ie)(?![\w'‘’])|\d\d(?!\d)", re.IGNORECASE)
_OPEN_BEFORE = frozenset('([{-–—/:=>«‹„“‚‘"')
# Max’ moeder: behind one of these an apostrophe may be that of a name or a plural instead of the end of a quotation.
_HISSES = frozenset("sxzSXZ")


@dataclass(frozen=True)
class Hint:
    """One judging word as it was typed, and a question that leads to what was seen."""

    woord: str
    vraag: str


def hints(text: str) -> tuple[Hint, ...]:
    """Each judging word, once, in order of appearance; words in quotation marks are skipped: somebody said them."""
    found: dict[str, Hint] = {}
    for each in _ANY.finditer(_without_quotations(clean(text))):
        found.setdefault(each[0].lower(), Hint(each[0], WOORDEN[each[0].lower()]))
    return tuple(found.values())


@dataclass(frozen=True)
class _Mark:
    """A quotation mark in a text: its sign, where it begins and ends, and what it may be there.

    ``is_apostrophe``: it may be one of those that stand behind a word (``_HISSES``).
    """

    sign: str
    begin: int
    end: int
    begins: bool
    ends: bool
    is_apostrophe: bool


def _without_quotations(text: str) -> str:
    """The text with a space for each quotation. What is begun and not ended, or the other way round, is none."""
    marks = [_mark(found, text) for found in _MARK.finditer(text)]
    ending = _nearest_ends(marks)
    kept, at, number = [], 0, 0
    while number < len(marks):
        end = ending[number]
        if end is None:
            number += 1
            continue
        kept.append(text[at : marks[number].begin])
        at, number = marks[end].end, end + 1
    return " ".join([*kept, text[at:]])


def _mark(found: re.Match[str], text: str) -> _Mark:
    sign, begin, end = found[0], found.start(), found.end()
    before, after = text[begin - 1 : begin] if begin else "", text[end : end + 1]
    is_free = not before or before.isspace() or before in _OPEN_BEFORE
    is_last = not after or not (after.isalnum() or after == "_")
    if sign in _SINGLE:
        begins = is_free and bool(after) and not after.isspace() and not _SHORTENED.match(text, end)
        ends = is_last and bool(before) and not before.isspace()
        return _Mark(sign, begin, end, begins, ends, before in _HISSES and bool(re.match(r" \w", text[end : end + 2])))
    begins = sign in _BEGINS_BY_SHAPE or is_free
    return _Mark(sign, begin, end, begins, is_last or sign in "”»›", False)


def _nearest_ends(marks: Sequence[_Mark]) -> list[int | None]:
    """For each mark the number of the one that ends the quotation that it begins; None where it begins none."""
    nearest: dict[str, int] = {}  # by sign, of those that can end a quotation and lie ahead
    sure: dict[str, int] = {}  # the same, of those that cannot be an apostrophe
    begin: int | None = None  # the nearest that begins one with a single mark
    found: list[int | None] = [None] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        each = marks[number]
        if each.begins:
            found[number] = _first(nearest, each.sign)
            if each.sign in _SINGLE:
                certain = _first(sure, each.sign)
                if certain is not None and (begin is None or certain < begin):
                    found[number] = certain
                begin = number
        if each.ends:
            nearest[each.sign] = number
            if not each.is_apostrophe:
                sure[each.sign] = number
    return found


def _first(ahead: Mapping[str, int], sign: str) -> int | None:
    return min((ahead[each] for each in _ENDS[sign] if each in ahead), default=None)
