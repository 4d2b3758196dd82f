"""Vastleggingen: a frozen dataclass of vragen, and what its answers must satisfy.

What a page sends is *raw*: JSON-like text per vraag. ``read_answers`` reads it, once, and gives the vastlegging or what
will not do. One that is made in any other way looks at its answers itself: an incomplete vastlegging cannot exist.
"""

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, time
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

from meldcode.bronnen import Bron
from meldcode.eigen.woorden import Klassetekst
from meldcode.rollen import Role
from meldcode.vragen.baan import Baan
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
    # Where what it says and demands comes from, besides the grondslag of its stap.
    grondslag: ClassVar[tuple[Bron, ...]] = ()
    gedaan: ClassVar[str] = ""
    door: ClassVar[frozenset[Role]] = frozenset({Role.IB_ER})
    # Whether it may be recorded in any fase: news does not wait for its stap.
    altijd: ClassVar[bool] = False
    # Whether it begins a dossier.
    opent: ClassVar[bool] = False
    # The page on which it is filled in, when it is not chosen on the page of its stap: of a file in ``pages/``, without
    # its ending.
    pagina: ClassVar[str] = ""
    leesbaar_voor: ClassVar[frozenset[Role]] = frozenset()
    # Of the vraag with which it announces itself to who walks the route, when somebody else recorded it; None: it
    # does not announce itself.
    nieuws: ClassVar[str | None] = None
    # Its line on the timeline; None: it is not drawn there.
    baan: ClassVar[Baan | None] = None
    # Of the vraag whose choice says beside the titel which it was, on the timeline; a choice, never something typed.
    kern: ClassVar[str] = ""
    # Of the vraag that says with "nee" that what it is about did not take place.
    vond_plaats: ClassVar[str] = ""
    # Names of what follows from the answers (``volgt``) that may be on the screen of the leerlingbespreking.
    volgt_aan_tafel: ClassVar[frozenset[str]] = frozenset()
    # Whether it may be corrected afterwards. Not what the directie read or two weighers compared as it was, or what
    # moved something that cannot be moved back.
    te_corrigeren: ClassVar[bool] = True
    # Whether recording it counts as a look at the child, after which the case waits for the next one. Not what is said
    # between colleagues, or about who may read it or takes care of it.
    kijkt: ClassVar[bool] = True
    # Whether it can bring the decision back on the table the same day: that does not wait for a term of days.
    dezelfde_dag: ClassVar[bool] = False
    # Whether a weging weighs it though it belongs to no stap before the weging: it says something about the child.
    weegt_mee: ClassVar[bool] = False
    # Whether it is about who may read the dossier; only who walks the route reads it.
    over_toegang: ClassVar[bool] = False
    # Whether it is about the course of the route rather than about the child: not among what is read along.
    over_de_route: ClassVar[bool] = False
    # Whether it is a talk with the parents, or doing without one: what says whether that is safe stands beside it.
    met_ouders: ClassVar[bool] = False
    eisen: ClassVar[tuple[Any, ...]] = ()
    overnemen: ClassVar[Mapping[str, tuple[str, str]]] = types.MappingProxyType({})

    def __init_subclass__(cls) -> None:
        for naam in ("titel", "uitleg", "gedaan"):
            if naam in vars(cls):
                setattr(cls, naam, Klassetekst(vars(cls)[naam]))

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
    """The vragen that matter, given what was answered so far; each says whether it may be left open.

    A vraag under an unasked one is not asked.
    """
    shown: list[Vraag] = []
    for each in vragen(kind):
        if each.when is None or (
            any(earlier.naam == each.when[0] for earlier in shown) and _is_answered(each.when, raw)
        ):
            shown.append(_as_it_is_asked(each, raw))
    return tuple(shown)


def _is_answered(condition: tuple[str, tuple[Keuze, ...]], raw: RawAnswers) -> bool:
    other, answers = condition
    return raw.get(other) in [each.value for each in answers]


def _as_it_is_asked(about: Vraag, raw: RawAnswers) -> Vraag:
    if about.optional_when is None or not _is_answered(about.optional_when, raw):
        return about
    return replace(about, optional=True, help=f"{about.optional_because} {about.help}".strip())


@dataclass(frozen=True)
class Answers(Generic[V]):
    """What was typed, as it was read: each answer in its own type, and what will not do, per vraag."""

    kind: type[V]
    read: Mapping[str, Any]
    objections: Mapping[str, str]

    def vastlegging(self) -> V:
        """The vastlegging with these answers. Raises ``Onvolledig`` with every objection at once.

        They were read just now: it is made without reading them once more, as ``__post_init__`` would.
        """
        if self.objections:
            raise Onvolledig(self.objections)
        made = object.__new__(self.kind)
        for each in vragen(self.kind):
            object.__setattr__(made, each.naam, self.read.get(each.naam))
        return made


def read_answers(kind: type[V], raw: RawAnswers, on: date | None = None, born: date | None = None) -> Answers[V]:
    """Read what was typed. Answers to vragen no longer asked are dropped.

    ``on`` is today and ``born`` the birthday of the pupil, for days that cannot be.
    """
    read: dict[str, Any] = {}
    found: dict[str, str] = {}
    for each in asked(kind, raw):
        try:
            answer = read_answer(each, raw.get(each.naam))
        except ValueError as refused:
            found[each.naam] = str(refused)
            continue
        if isinstance(answer, date) and (problem := problem_with_date(each, answer, on, born)):
            found[each.naam] = problem
        read[each.naam] = answer
    return Answers(kind, read, found)


def objections(
    kind: type[Vastlegging], raw: RawAnswers, on: date | None = None, born: date | None = None
) -> dict[str, str]:
    """What will not do, per vraag, in words for the one who answered; ``on`` and ``born`` as for ``read_answers``."""
    return dict(read_answers(kind, raw, on, born).objections)


def fill(kind: type[V], raw: RawAnswers, on: date | None = None, born: date | None = None) -> V:
    """Make the vastlegging out of what was typed. Raises ``Onvolledig`` with every objection at once."""
    return read_answers(kind, raw, on, born).vastlegging()


def days_that_cannot_be(vastlegging: Vastlegging, on: date, born: date | None) -> dict[str, str]:
    """What will not do about the days in it: today, which it does not know itself, decides that."""
    found = {}
    for each in asked(type(vastlegging), to_raw(vastlegging)):
        answer = getattr(vastlegging, each.naam)
        if isinstance(answer, date) and (problem := problem_with_date(each, answer, on, born)):
            found[each.naam] = problem
    return found


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
        each.naam: written(getattr(vastlegging, each.naam))
        for each in vragen(type(vastlegging))
        if getattr(vastlegging, each.naam) is not None
    }


def written(answer: Any) -> Raw:
    """An answer as it is stored."""
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
