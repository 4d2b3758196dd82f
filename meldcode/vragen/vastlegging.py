"""Vastleggingen: a frozen dataclass of vragen, and what its answers must satisfy.

What a page sends is *raw*: JSON-like text per vraag. ``fill`` reads it; an incomplete vastlegging cannot exist.
"""

import re
import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from functools import cache
from typing import Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

from meldcode.rollen import Role
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.datum import short
from meldcode.vragen.lezen import problem_with_date, read_answer
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vraag import Keuze, Raw, RawAnswers, Vraag


class Onvolledig(ValueError):
    """Some answers are not acceptable. ``objections``: by vraag, a sentence for whoever gave the answer.

    The text of the exception names the vragen only, never what was answered.
    """

    def __init__(self, objections: Mapping[str, str]) -> None:
        super().__init__(f"objections to: {', '.join(objections)}")
        self.objections = dict(objections)


class Vastlegging:
    """The base of all vastleggingen. Its ``eisen`` (``meldcode.vragen.eisen``) must be met before recording one."""

    titel: ClassVar[str]
    uitleg: ClassVar[str] = ""
    gedaan: ClassVar[str] = ""
    door: ClassVar[frozenset[Role]] = frozenset({Role.IB_ER})
    # Whether it may be recorded in any fase: news does not wait for its stap.
    altijd: ClassVar[bool] = False
    # Whether it begins a dossier.
    opent: ClassVar[bool] = False
    # Whether it is filled in on a page of its own rather than chosen on the page of its stap.
    eigen_pagina: ClassVar[bool] = False
    leesbaar_voor: ClassVar[frozenset[Role]] = frozenset()
    # Of the vraag with which it announces itself to who walks the route, when somebody else recorded it; None: it
    # does not announce itself.
    nieuws: ClassVar[str | None] = None
    eisen: ClassVar[tuple[Any, ...]] = ()
    overnemen: ClassVar[Mapping[str, tuple[str, str]]] = types.MappingProxyType({})

    def volgt(self) -> tuple[tuple[str, str, str, str], ...]:
        """What follows from the answers, recorded with them in the words of that day.

        Each as name, vraag, text, and the value that the route reads.
        """
        return ()

    def __post_init__(self) -> None:
        found = objections(type(self), to_raw(self))
        if found:
            raise Onvolledig(found)


V = TypeVar("V", bound=Vastlegging)


def vragen(kind: type[Vastlegging]) -> tuple[Vraag, ...]:
    """The vragen of this vastlegging, in the order in which they are asked."""
    return _declared(cast(Any, kind))


@cache
def _declared(kind: Any) -> tuple[Vraag, ...]:
    hints = get_type_hints(kind)
    return tuple(
        Vraag(naam=each.name, soort=_bare(hints[each.name]), **each.metadata) for each in fields(kind) if each.metadata
    )


def _bare(annotation: Any) -> Any:
    """``str

    None`` becomes ``str``: an optional vraag has the same kind of answer.
    """
    if get_origin(annotation) is types.UnionType:
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def asked(kind: type[Vastlegging], raw: RawAnswers) -> tuple[Vraag, ...]:
    """The vragen that matter, given what was answered so far. A vraag under an unasked one is not asked."""
    shown: list[Vraag] = []
    for each in vragen(kind):
        if each.when is None:
            shown.append(each)
            continue
        other, answers = each.when
        if any(earlier.naam == other for earlier in shown) and raw.get(other) in [a.value for a in answers]:
            shown.append(each)
    return tuple(shown)


def objections(
    kind: type[Vastlegging], raw: RawAnswers, on: date | None = None, born: date | None = None
) -> dict[str, str]:
    """What will not do, per vraag, in words for the one who answered. ``on`` is today, ``born`` the pupil's."""
    found = {}
    for each in asked(kind, raw):
        try:
            answer = read_answer(each, raw.get(each.naam))
        except ValueError as refused:
            found[each.naam] = str(refused)
            continue
        if isinstance(answer, date) and (problem := problem_with_date(each, answer, on, born)):
            found[each.naam] = problem
    return found


def fill(kind: type[V], raw: RawAnswers, on: date | None = None, born: date | None = None) -> V:
    """Make the vastlegging out of what was typed. Answers to vragen no longer asked are dropped.

    Raises ``Onvolledig`` with every objection at once.
    """
    found = objections(kind, raw, on, born)
    if found:
        raise Onvolledig(found)
    return kind(**{each.naam: read_answer(each, raw.get(each.naam)) for each in asked(kind, raw)})


def says_all(kind: type[Vastlegging], more: RawAnswers, less: RawAnswers) -> bool:
    """Whether ``more`` contains every answer in ``less``, so that dropping ``less`` loses nothing.

    Typed text must contain the same words, possibly with more around them; a choice must be the same.
    """
    return all(_says_all(each, more.get(each.naam), less.get(each.naam)) for each in vragen(kind))


def _says_all(about: Vraag, more: Raw, less: Raw) -> bool:
    if not less:
        return True
    if isinstance(more, list) and isinstance(less, list):
        return all(any(_is_part(about, each, whole) for whole in more) for each in less)
    return isinstance(more, str) and isinstance(less, str) and _is_part(about, less, more)


def _is_part(about: Vraag, part: str, whole: str) -> bool:
    if about.keuzen or about.soort in (Bestand, Persoon):
        return part == whole
    words = part.strip()  # a word that is still being typed may end anywhere
    return whole.strip().startswith(words) or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", whole) is not None


def to_raw(vastlegging: Vastlegging) -> dict[str, Raw]:
    """The answers as text, as a page sends them and a concept stores them."""
    return {
        each.naam: _write(getattr(vastlegging, each.naam))
        for each in vragen(type(vastlegging))
        if getattr(vastlegging, each.naam) is not None
    }


def _write(answer: Any) -> Raw:
    if isinstance(answer, Meegewogen):
        return [str(each) for each in answer.delen]
    if isinstance(answer, frozenset):
        return sorted(each.value for each in answer)
    if isinstance(answer, Keuze):
        return answer.value
    if isinstance(answer, date):
        return short(answer)
    if isinstance(answer, time):
        return f"{answer:%H:%M}"
    if isinstance(answer, Bestand | Persoon):
        return str(answer)
    return answer  # type: ignore[no-any-return]
