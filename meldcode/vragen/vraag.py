"""A vraag: a question and what its answer must satisfy, declared once, in the words in which it is asked.

A vastlegging is a frozen dataclass; its annotated fields are its vragen. The annotation decides how it is answered: a
``Keuze`` is one choice, a frozenset of it several; ``date``, ``time`` and ``str`` are typed; a ``Bestand`` is uploaded;
a ``Persoon`` is chosen from colleagues, a frozenset of ``Betrokken`` from who is around the pupil, one of ``Stuk`` from
what was recorded; ``Meegewogen`` refers to records and says how each counts; ``Plekken`` are places on a body map; what
is typed as ``Beschut`` is shown nowhere by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, get_args, get_origin

from meldcode.eigen.woorden import says, worded
from meldcode.rollen import Role
from meldcode.vragen.baan import OpMelding
from meldcode.vragen.meegewogen import Genummerd
from meldcode.vragen.persoon import Betrokken, Persoon, once_each

MAX_TEXT = 100_000
MAX_LINE = 120

Raw = str | list[str] | None
RawAnswers = Mapping[str, Raw]


class Keuze(StrEnum):
    """The choices of a vraag: of each the value is stored and the label is shown."""

    _label: str

    def __new__(cls, value: str, label: str) -> "Keuze":
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        """The choice as it is shown, in the words of the school."""
        return worded(self._label)


@says("tekst", "help", "kop")
@dataclass(frozen=True)
class Vraag:
    """One question as it is declared with ``vraag``, which says what each field means.

    ``when``: the name of another vraag and its answers with which this one is asked; None: always. ``ouder``: with the
    answers so far, its day may be before the birth of the pupil (``ouder_when``).
    """

    naam: str
    tekst: str
    help: str
    soort: type
    when: tuple[str, tuple[Keuze, ...]] | None
    optional: bool
    min_length: int
    max_length: int
    future: bool
    rollen: frozenset[Role]
    kop: str = ""
    feitelijk: bool = False
    nooit_gekozen: tuple[Keuze, ...] = ()
    noemt: bool = False
    aan_tafel: bool = False
    bron: bool = False
    verzwegen: bool = False
    ook_vertrokken: bool = False
    personen: bool = False
    zoals: tuple[tuple[str, str], ...] = ()
    alle: bool = False
    optional_when: tuple[str, tuple[Keuze, ...]] | None = None
    optional_because: str = ""
    onderdeel: str = ""
    ouder_when: tuple[str, tuple[Keuze, ...]] | None = None
    ouder: bool = False
    origineel_van: str = ""
    elke_rol: frozenset[Role] = frozenset()
    passend: tuple[str, Mapping[Keuze, tuple[Keuze, ...]]] | None = None
    geweest_when: tuple[str, tuple[Keuze, ...]] | None = None
    op_melding: OpMelding | None = None

    @property
    def several(self) -> bool:
        """Whether several choices may be made."""
        return get_origin(self.soort) is frozenset

    @property
    def genummerd(self) -> type[Genummerd] | None:
        """The sort of records that it is answered with; None when the answer is something else."""
        sort = get_args(self.soort)[0] if self.several else None
        return sort if isinstance(sort, type) and issubclass(sort, Genummerd) else None

    @property
    def about_people(self) -> bool:
        """Whether it is answered with people around the pupil."""
        return self.genummerd is Betrokken

    @property
    def keuzen(self) -> tuple[Keuze, ...]:
        """The choices in the order in which they are shown; empty when the answer is not a choice."""
        choice = get_args(self.soort)[0] if self.several else self.soort
        return tuple(choice) if isinstance(choice, type) and issubclass(choice, Keuze) else ()

    @property
    def te_kiezen(self) -> tuple[Keuze, ...]:
        """The choices that are offered: without those that only the program gives."""
        return tuple(each for each in self.keuzen if each not in self.nooit_gekozen)

    def fitting(self, raw: RawAnswers) -> "Vraag":
        """The same with only the choices that are offered with these answers (``passend``)."""
        if self.passend is None:
            return self
        naam, by_answer = self.passend
        offered = next((found for answer, found in by_answer.items() if answer == raw.get(naam)), ())
        return replace(self, nooit_gekozen=tuple(each for each in self.keuzen if each not in offered))

    def takes(self, persoon: Persoon) -> bool:
        """Whether this colleague has a role that may be the answer, or the part of one in a dossier."""
        return not self.rollen.isdisjoint({persoon.role, persoon.role.acts_as})

    def takers(self, people: Iterable[Persoon]) -> list[Persoon]:
        """Of these colleagues those who may be the answer: each once, in the first of their roles that may be.

        And in each of the roles of ``elke_rol``, where it matters as which of these they are named.
        """
        found = list(filter(self.takes, people))
        first = once_each(found)
        return [each for each in found if each in first or each.role in self.elke_rol]

    @property
    def one_line(self) -> bool:
        """Whether the answer is one line of text."""
        return self.soort is str and self.max_length <= MAX_LINE


def vraag(
    tekst: str,
    *,
    help: str = "",
    when: tuple[str, Keuze | tuple[Keuze, ...]] | None = None,
    optional: bool = False,
    min_length: int = 1,
    max_length: int = MAX_TEXT,
    future: bool = False,
    rollen: frozenset[Role] = frozenset(),
    kop: str = "",
    feitelijk: bool = False,
    nooit_gekozen: tuple[Keuze, ...] = (),
    noemt: bool = False,
    aan_tafel: bool = False,
    bron: bool = False,
    verzwegen: bool = False,
    ook_vertrokken: bool = False,
    personen: bool = False,
    zoals: tuple[tuple[str, str], ...] = (),
    alle: bool = False,
    optional_when: tuple[str, tuple[Keuze, ...]] | None = None,
    optional_because: str = "",
    onderdeel: str = "",
    ouder_when: tuple[str, tuple[Keuze, ...]] | None = None,
    origineel_van: str = "",
    elke_rol: frozenset[Role] = frozenset(),
    passend: tuple[str, Mapping[Keuze, tuple[Keuze, ...]]] | None = None,
    geweest_when: tuple[str, tuple[Keuze, ...]] | None = None,
    op_melding: OpMelding | None = None,
) -> Any:
    """Declare a vraag as a field of a vastlegging. Lengths are in characters.

    ``when``: asked only with one of these answers to the vraag of that name. ``optional``: it may be left open.
    ``optional_when``: it may be left open with these answers to another vraag, ``optional_because`` says why.
    ``future``: a day from today on; otherwise, or with the answers of ``geweest_when`` to another vraag, a day up to
    today. ``ouder_when``: with these answers to another vraag the day may be before the birth of the pupil, as that of
    a letter may. ``rollen``: only colleagues in these roles; in each of ``elke_rol`` that they have, and else once.

    ``kop`` is the heading of the section that begins here, ``onderdeel`` the title of the part of a long form that does
    (``ui.forms.onderdelen``). ``feitelijk``: it asks for what was seen
    (``meldcode.vragen.oordeel``). ``nooit_gekozen``: choices that only the program gives, and that are not offered.
    ``passend``: the name of an earlier vraag, and by its answer the only choices that are then offered.

    What the dossier knows already (``meldcode.vragen.eerder``): ``personen``: it asks for people, and offers those who
    were named at any such vraag. ``zoals``: the answers that may be taken over, as (kind, vraag); the last of each, or
    ``alle`` of them.

    For whom the answer is: ``noemt``: it names somebody. ``aan_tafel``: the answer may be on the screen of the
    leerlingbespreking; the default is no, so that forgetting it hides the answer. ``bron``: it says where a record came
    from, and is shown beside it in a weging. ``verzwegen``: it is not shown to somebody who only reads along.
    ``ook_vertrokken``: the colleague may be one who no longer works here. ``origineel_van``: it is no vraag to answer,
    but the file that was chosen at the vraag of that name, as it was brought. ``op_melding``: in which part of the
    paper for Veilig Thuis the answer stands; the default is in none.

    Raises ``ValueError`` when an answer that names somebody is allowed on the screen.
    """
    if noemt and aan_tafel:
        raise ValueError(f"an answer that names somebody is not for the screen: {tekst}")
    condition = when and (when[0], when[1] if isinstance(when[1], tuple) else (when[1],))
    about = {
        "tekst": tekst,
        "help": help,
        "when": condition,
        "optional": optional,
        "min_length": min_length,
        "max_length": max_length,
        "future": future,
        "rollen": rollen,
        "kop": kop,
        "feitelijk": feitelijk,
        "nooit_gekozen": nooit_gekozen,
        "noemt": noemt,
        "aan_tafel": aan_tafel,
        "bron": bron,
        "verzwegen": verzwegen,
        "ook_vertrokken": ook_vertrokken,
        "personen": personen,
        "zoals": zoals,
        "alle": alle,
        "optional_when": optional_when,
        "optional_because": optional_because,
        "onderdeel": onderdeel,
        "ouder_when": ouder_when,
        "origineel_van": origineel_van,
        "elke_rol": elke_rol,
        "passend": passend,
        "geweest_when": geweest_when,
        "op_melding": op_melding,
    }
    return field(default=None, kw_only=True, metadata=about)
