"""The base of vastleggingen (a frozen dataclass whose fields are vragen), and how answers make one.

The answers that a page sends are *raw*: by name of the vraag a text, a list of texts or None. ``read_answers`` reads
them once, and gives the vastlegging or the objections. One that is made in any other way checks its answers itself.
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
from meldcode.lichaam.plekken import Plekken, read_each
from meldcode.lichaam.plekken import says_all as shows_all
from meldcode.rollen import Role
from meldcode.vragen.baan import Baan
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.datum import short
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.lezen import entered, problem_with_date, read_answer
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.persoon import Beschut, Persoon
from meldcode.vragen.vraag import Keuze, Raw, RawAnswers, Vraag


class Onvolledig(ValueError):
    """Some answers are not acceptable. ``objections``: a Dutch sentence for the screen, by name of the vraag.

    The text of the exception has the names of these vragen only, never an answer.
    """

    def __init__(self, objections: Mapping[str, str]) -> None:
        super().__init__(f"objections to: {', '.join(objections)}")
        self.objections = dict(objections)


class Vastlegging:
    """The base of all vastleggingen. A kind declares its vragen, and by these attributes how it is treated.

    ``titel``, ``uitleg`` and ``gedaan`` (after recording it) are shown. ``door``: the roles that may record it;
    ``leesbaar_voor``: other roles that may read it. ``eisen`` (``meldcode.vragen.eisen``) must be met before it is
    recorded. ``overnemen``: which answers of the last record of a kind a new form begins with.
    """

    titel: ClassVar[str]
    uitleg: ClassVar[str] = ""
    # The sources of what it says and requires, besides those of its stap.
    grondslag: ClassVar[tuple[Bron, ...]] = ()
    gedaan: ClassVar[str] = ""
    knop: ClassVar[str] = "Vastleggen"  # what its button says
    door: ClassVar[frozenset[Role]] = frozenset({Role.IB_ER})
    # Whether it may be recorded in any fase: news cannot wait until its stap begins.
    altijd: ClassVar[bool] = False
    opent: ClassVar[bool] = False  # whether it begins a dossier
    # The answer to a vraag that makes it a matter for another route than the meldcode: then nothing of it is kept.
    andere_route: ClassVar[tuple[str, Keuze] | None] = None
    # The page on which it is filled in: a file in ``pages/``, without its ending; empty: the page of its stap.
    pagina: ClassVar[str] = ""
    leesbaar_voor: ClassVar[frozenset[Role]] = frozenset()
    # The vraag whose answer is shown as news to whoever walks the route; empty: news without an answer; None: no news.
    nieuws: ClassVar[str | None] = None
    baan: ClassVar[Baan | None] = None  # its line on the timeline; None: it is not on it
    # The name of the vraag whose answer stands beside the titel on the timeline: a choice, never something typed.
    kern: ClassVar[str] = ""
    # The name of the vraag to which the answer "nee" means that what it is about did not take place.
    vond_plaats: ClassVar[str] = ""
    # The names in ``volgt`` that may be on the screen of the leerlingbespreking.
    volgt_aan_tafel: ClassVar[frozenset[str]] = frozenset()
    # Whether it may be corrected afterwards. Not when the directie read it or two weighers compared it as it was, or
    # when it changed something that a correction does not change back.
    te_corrigeren: ClassVar[bool] = True
    # Whether recording it counts as looking at how the child is, from which the term for looking again is counted. Not
    # what colleagues ask each other, and not who may read the dossier or must do something.
    kijkt: ClassVar[bool] = True
    # Whether it can require a new decision the same day, instead of within a term of days.
    dezelfde_dag: ClassVar[bool] = False
    # Whether a weging must weigh it although it belongs to no stap before stap 4: it says something about the child.
    weegt_mee: ClassVar[bool] = False
    # Whether it shows something about the child, so that a weging must weigh it or say why not. What colleagues asked
    # and agreed among themselves may be weighed (ADR 38).
    bewijs: ClassVar[bool] = True
    # Whether it is about who may read the dossier: only whoever walks the route reads it.
    over_toegang: ClassVar[bool] = False
    # Whether it is about the course of the route rather than about the child, and left out where only that is shown.
    over_de_route: ClassVar[bool] = False
    # Whether it is a talk with the parents, or doing without one: its form shows whether telling them is safe.
    met_ouders: ClassVar[bool] = False
    gesproken: ClassVar[bool] = False  # whether it is what those it is about said or were told: they may read it
    voor_gezin: ClassVar[bool] = False  # whether one press may record it in dossiers of brothers and sisters as well
    begint_bewaren: ClassVar[str] = ""  # the vraag on which day the pupil left: a term of keeping may start there
    ook_verzegeld: ClassVar[bool] = False  # whether who may not read a sealed dossier may record it in one
    # What the directie reads when the formal talk ended with it (``meldcode.dossier.bericht``); empty: no such end.
    in_bericht: ClassVar[str] = ""
    eisen: ClassVar[tuple[Any, ...]] = ()
    overnemen: ClassVar[Mapping[str, tuple[str, str]]] = types.MappingProxyType({})

    def __init_subclass__(cls) -> None:
        for naam in ("titel", "uitleg", "gedaan"):
            if naam in vars(cls):
                setattr(cls, naam, Klassetekst(vars(cls)[naam]))

    @classmethod
    def vooraf(cls, _on: date) -> dict[str, Raw]:
        """The answers that a new form begins with on this day, whatever the dossier."""
        return {}

    @classmethod
    def gesloten(cls, _raw: RawAnswers, _was: RawAnswers) -> dict[str, str]:
        """Why the school that is served does not take these answers at all: Dutch sentences by name of the vraag.

        ``_was``: the answers that are being corrected, if any. While it is closed, nothing else is asked.
        """
        return {}

    def volgt(self) -> tuple[tuple[str, str, str, str], ...]:
        """What follows from the answers and is recorded with them, in the words of that day.

        Each as name, vraag, text, and the value that rules read, like an ``Antwoord``.
        """
        return ()

    def __post_init__(self) -> None:
        for each in vragen(type(self)):
            answer = getattr(self, each.naam)
            if isinstance(answer, str):
                object.__setattr__(self, each.naam, entered(each, answer))
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
    """The type without None: an optional vraag has the same kind of answer."""
    if get_origin(annotation) is types.UnionType:
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def asked(kind: type[Vastlegging], raw: RawAnswers) -> tuple[Vraag, ...]:
    """The vragen to ask, given the answers so far; ``optional`` of each says whether it may now be left open.

    A vraag that depends on one that is not asked is not asked either.
    """
    shown: list[Vraag] = []
    for each in vragen(kind):
        if each.when is None or (
            any(earlier.naam == each.when[0] for earlier in shown) and _is_answered(each.when, raw)
        ):
            shown.append(as_it_is_asked(each.fitting(raw), raw))
    return tuple(shown)


def _is_answered(condition: tuple[str, tuple[Keuze, ...]] | None, raw: RawAnswers) -> bool:
    return condition is not None and raw.get(condition[0]) in [each.value for each in condition[1]]


def as_it_is_asked(about: Vraag, raw: RawAnswers) -> Vraag:
    """This vraag as the answers so far make it: whether it may be left open, and which days it takes."""
    older, past = _is_answered(about.ouder_when, raw), _is_answered(about.geweest_when, raw)
    if older or past:
        about = replace(about, ouder=older, future=about.future and not past)
    if not _is_answered(about.optional_when, raw):
        return about
    return replace(about, optional=True, help=f"{about.optional_because} {about.help}".strip())


@dataclass(frozen=True)
class Answers(Generic[V]):
    """Answers as they were read: each in its own type, and the objections, both by name of the vraag."""

    kind: type[V]
    read: Mapping[str, Any]
    objections: Mapping[str, str]

    def dated(self, raw: RawAnswers) -> dict[str, Raw]:
        """The answers that a page sent, each day in them written as it is stored, whatever was typed."""
        return {**raw, **{naam: written(each) for naam, each in self.read.items() if isinstance(each, date | Geboren)}}

    def vastlegging(self) -> V:
        """The vastlegging with these answers. Raises ``Onvolledig`` with every objection at once.

        The answers are not read a second time, as ``__post_init__`` would do.
        """
        if self.objections:
            raise Onvolledig(self.objections)
        made = object.__new__(self.kind)
        for each in vragen(self.kind):
            object.__setattr__(made, each.naam, self.read.get(each.naam))
        return made


def read_answers(kind: type[V], raw: RawAnswers, on: date | None = None, born: Geboren | None = None) -> Answers[V]:
    """Read the answers that a page sends. Answers to vragen that are not asked are dropped.

    ``on`` is today and ``born`` the birth date of the pupil, for days that cannot be; what is None is not checked.
    """
    read: dict[str, Any] = {}
    found: dict[str, str] = {}
    for each in asked(kind, raw):
        try:
            answer = read_answer(each, raw.get(each.naam), on)
        except ValueError as refused:
            found[each.naam] = str(refused)
            continue
        if problem := problem_with_date(each, answer, on, born):
            found[each.naam] = problem
        read[each.naam] = answer
    return Answers(kind, read, found)


def objections(
    kind: type[Vastlegging], raw: RawAnswers, on: date | None = None, born: Geboren | None = None
) -> dict[str, str]:
    """The objections to these answers, as Dutch sentences by name of the vraag. The rest as for ``read_answers``."""
    return dict(read_answers(kind, raw, on, born).objections)


def fill(kind: type[V], raw: RawAnswers, on: date | None = None, born: Geboren | None = None) -> V:
    """The vastlegging with these answers. Raises ``Onvolledig`` with every objection at once."""
    return read_answers(kind, raw, on, born).vastlegging()


def days_that_cannot_be(vastlegging: Vastlegging, on: date, born: Geboren | None) -> dict[str, str]:
    """The objections to the days in it. They depend on today (``on``), which a vastlegging cannot check itself."""
    found = {}
    for each in asked(type(vastlegging), to_raw(vastlegging)):
        answer = getattr(vastlegging, each.naam)
        if problem := problem_with_date(each, answer, on, born):
            found[each.naam] = problem
    return found


def says_all(kind: type[Vastlegging], more: RawAnswers, less: RawAnswers) -> bool:
    """Whether ``more`` contains every answer in ``less``, so that dropping ``less`` loses nothing.

    A typed text must contain the same words, possibly with more around them; other answers must be the same.
    """
    return all(_says_all(each, more.get(each.naam), less.get(each.naam)) for each in vragen(kind))


def _says_all(about: Vraag, more: Raw, less: Raw) -> bool:
    if not less:
        return True
    if about.soort is Plekken:
        return shows_all(read_each(more), read_each(less))
    if isinstance(more, list) and isinstance(less, list):
        return all(any(_is_part(about, each, whole) for whole in more) for each in less)
    return isinstance(more, str) and isinstance(less, str) and _is_part(about, less, more)


def _is_part(about: Vraag, part: str, whole: str) -> bool:
    if about.keuzen or about.soort in (Bestand, Persoon):
        return part == whole
    words = part.strip()  # at the end a word may still be unfinished
    return whole.strip().startswith(words) or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", whole) is not None


def to_raw(vastlegging: Vastlegging) -> dict[str, Raw]:
    """The answers as a page sends them and a concept stores them; without those left open."""
    given = ((each.naam, getattr(vastlegging, each.naam)) for each in vragen(type(vastlegging)))
    return {naam: written(answer) for naam, answer in given if answer is not None}


def written(answer: Any) -> Raw:
    """An answer of any type as it is stored."""
    if isinstance(answer, Meegewogen):
        return [str(each) for each in answer.delen]
    if isinstance(answer, Plekken):
        return [str(each) for each in answer.plekken]
    if isinstance(answer, frozenset):
        return sorted(each.value for each in answer)
    if isinstance(answer, Keuze):
        return answer.value
    if isinstance(answer, date):
        return short(answer)
    if isinstance(answer, time):
        return f"{answer:%H:%M}"
    if isinstance(answer, Beschut | Bestand | Persoon | Geboren):
        return str(answer)
    return answer  # type: ignore[no-any-return]
