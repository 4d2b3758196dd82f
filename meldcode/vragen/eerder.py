"""What a dossier knows already for a vraag: the people to name, and earlier answers to take over."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from meldcode.vragen.datum import ago, read_date
from meldcode.vragen.lezen import problem_with_date, read_answer
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, vragen
from meldcode.vragen.vraag import Raw, Vraag

Kinds = Mapping[str, type[Vastlegging]]
_BETWEEN = re.compile(r"[,;\n]|\s(?:en|met)\s")
_NAME = range(2, 61)  # characters: what is longer is a sentence


class Eerder(NamedTuple):
    """An earlier answer that can be taken over: where it was given, on which day, and its text.

    ``begin``: a new form begins with it.
    """

    titel: str
    dag: str
    tekst: str
    begin: bool = False


def personen(records: Records, kinds: Kinds) -> tuple[str, ...]:
    """The people who were named before in these records, the last first: each name once, as it was typed."""
    found: dict[str, str] = {}
    for record in reversed(records):
        for text in _named(record, kinds):
            for each in _BETWEEN.split(text):
                naam = each.strip(" .:")
                if len(naam) in _NAME:
                    found.setdefault(naam.casefold(), naam)
    return tuple(found.values())


def _named(record: Vastgelegd, kinds: Kinds) -> Iterator[str]:
    kind = kinds.get(record.soort)
    for each in vragen(kind) if kind else ():
        if each.personen and record.tekst(each.naam):
            yield record.tekst(each.naam)


def eerder(about: Vraag, kind: type[Vastlegging], records: Records, kinds: Kinds, on: date) -> tuple[Eerder, ...]:
    """The earlier answers that may be an answer to this vraag now; ``on`` is today.

    They are the answers that the vraag names (``zoals``) and that the form of this kind began with; and for a vraag
    about people who were there, the last that was answered to such a vraag.
    """
    found: list[Eerder] = []
    begins_with = (kind.overnemen[about.naam],) if about.soort is str and about.naam in kind.overnemen else ()
    for soort, naam in (*about.zoals, *begins_with):
        given = [each for each in records if each.soort == soort and each.tekst(naam)]
        if given:
            one = _all(given, naam, on) if about.alle else _one(given[-1], naam, on)
            found.append(one._replace(begin=(soort, naam) in begins_with))
    if about.personen:
        last = next((each for each in reversed(records) if not _opens(each, kinds) and any(_named(each, kinds))), None)
        if last:
            found.append(Eerder(last.titel, ago(_day(last), on), next(_named(last, kinds))))
    return tuple(found)


def _opens(record: Vastgelegd, kinds: Kinds) -> bool:
    kind = kinds.get(record.soort)
    return kind is not None and kind.opent


def _one(record: Vastgelegd, naam: str, on: date) -> Eerder:
    return Eerder(record.titel, ago(_day(record), on), record.tekst(naam))


def _all(given: list[Vastgelegd], naam: str, on: date) -> Eerder:
    """All of them as one, a line each with its day."""
    if len(given) == 1:
        return _one(given[0], naam, on)
    lines = (f"{ago(_day(each), on).capitalize()}: {each.tekst(naam)}" for each in given)
    days = f"{len(given)} keer, de laatste {ago(_day(given[-1]), on)}"
    return Eerder(given[-1].titel, days, "\n".join(lines))


def _day(record: Vastgelegd) -> date:
    return read_date(str(record.waarde("datum"))) or record.on


def begins_with(kind: type[Vastlegging], records: Records, on: date) -> dict[str, Raw]:
    """The answers that a new form of this kind begins with (``overnemen``), without days that can be none any more."""
    found: dict[str, Raw] = {}
    for each in vragen(kind):
        soort, naam = kind.overnemen.get(each.naam, ("", ""))
        waarde = next((record.waarde(naam) for record in reversed(records) if record.soort == soort), None)
        if waarde and not (each.soort is date and problem_with_date(each, read_answer(each, waarde), on, None)):
            found[each.naam] = waarde
    return found


def joined(text: str, added: str, *, one_line: bool, between: str = "\n") -> str:
    """The text with this added to it, unless it says so already."""
    if added.casefold() in text.casefold():
        return text
    between = ", " if one_line else between
    return f"{text.rstrip().rstrip(',')}{between}{added}" if text.strip() else added
