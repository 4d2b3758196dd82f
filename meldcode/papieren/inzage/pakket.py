"""The package: what stands on the paper for who asks for inzage, and what was withheld in kind, with ground and reason.

What is withheld is in nothing that is made here: not in the list, and not where the same was typed elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from meldcode.papieren.inzage.keuzen import Keus, Keuzen
from meldcode.papieren.inzage.passages import Passage, Voorzet, functie
from meldcode.papieren.inzage.weg import Waarom, Weg
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd

_WORDS = 5  # a text of fewer is found everywhere
_PLAATS = Weg(Waarom.PLAATS)
_WOORDEN, _ZIN, _FOTO, _DOCUMENT, _GEHEEL = (
    "Woorden in een zin",
    "Een deel van een antwoord",
    "Een foto",
    "Een document",
    "Een of meer vastleggingen in hun geheel",
)
_STIL = "Wat dit is en waarom het is weggelaten, staat hier niet: dat zou iemand in gevaar kunnen brengen."


class Stuk(NamedTuple):
    """A run of text; or, with a number, something that is withheld."""

    tekst: str
    weg: int = 0


class Regel(NamedTuple):
    """A vraag with what is given of its answer; ``bestand``: the photo that is given."""

    vraag: str
    stukken: tuple[Stuk, ...]
    bestand: Bestand | None = None


class Onderdeel(NamedTuple):
    """One record as it is given; with a number, one or more that are withheld as a whole."""

    titel: str
    over: str
    regels: tuple[Regel, ...] = ()
    weg: int = 0


class Weggelaten(NamedTuple):
    """What is told of what is withheld: the numbers in the text, what it is, on which ground, and why."""

    nummers: tuple[int, ...]
    wat: str
    grond: str
    waarom: str


@dataclass(frozen=True)
class Pakket:
    """What is given, in order, and what is not. ``apart``: documents that are given beside the paper."""

    onderdelen: tuple[Onderdeel, ...]
    weggelaten: tuple[Weggelaten, ...]
    apart: tuple[str, ...]

    @property
    def aantal(self) -> int:
        """In how many places something is withheld that the paper tells of."""
        return sum(len(each.nummers) for each in self.weggelaten)

    @property
    def fotos(self) -> tuple[Bestand, ...]:
        """The photos that are given."""
        return tuple(regel.bestand for each in self.onderdelen for regel in each.regels if regel.bestand)


@dataclass
class _Lijst:
    """What is withheld so far: of what and why, with the numbers in the text."""

    found: dict[tuple[str, Weg], list[int]] = field(default_factory=dict)
    last: int = 0

    def add(self, wat: str, weg: Weg) -> int:
        self.last += 1
        self.found.setdefault((wat, weg), []).append(self.last)
        return self.last

    def told(self) -> Iterator[Weggelaten]:
        for (wat, weg), nummers in self.found.items():
            if weg.stil:
                yield Weggelaten(tuple(nummers), "Niet gezegd", "", _STIL)
            else:
                waarom = ". ".join(filter(None, (weg.waarom.label, weg.uitleg.strip().rstrip("."))))
                yield Weggelaten(tuple(nummers), wat, weg.waarom.grond, f"{waarom}.")


def pakket(voorzet: Voorzet, keuzen: Keuzen) -> Pakket:
    """The package as it was decided."""
    lijst, onderdelen, apart = _Lijst(), list[Onderdeel](), list[str]()
    chosen = [(each, keuzen.of(voorzet, each)) for each in voorzet.dossier.records]
    hidden = _Verborgen(voorzet, chosen)
    for record, keus in chosen:
        if keus.geheel and keus.geheel.stil:
            continue
        if keus.geheel:
            if not (onderdelen and onderdelen[-1].weg and lijst.found[_GEHEEL, keus.geheel][-1:] == [lijst.last]):
                onderdelen.append(Onderdeel(_GEHEEL, "", weg=lijst.add(_GEHEEL, keus.geheel)))
            continue
        regels = tuple(_regels(voorzet, record, keus, hidden, lijst, apart))
        onderdelen.append(Onderdeel(f"{record.nummer}. {record.titel}", _over(record, voorzet), regels))
    shielded = tuple(each._replace(waarom=hidden.shielded(each.waarom)) for each in lijst.told())
    return Pakket(tuple(onderdelen), shielded, tuple(apart))


class _Verborgen:
    """All that may stand nowhere: places, and each longer text that is withheld anywhere."""

    def __init__(self, voorzet: Voorzet, chosen: Iterable[tuple[Vastgelegd, Keus]]) -> None:
        self._voorzet = voorzet
        passages = (
            (each, why)
            for record, keus in chosen
            for blok in voorzet.blokken(record)
            for each in blok.passages
            if each.typed and (why := keus.geheel or keus.delen.get(each.ref))
        )
        texts = {" ".join(each.tekst.split()): why for each, why in passages}
        self._texts = [(_wherever(each), why) for each, why in texts.items() if len(each.split()) >= _WORDS]

    def places(self, text: str) -> list[tuple[int, int, Weg]]:
        """Where something of it stands in this text, in order, and why it is withheld."""
        found = [(start, end, _PLAATS) for start, end in self._voorzet.places(text)]
        found += [(*each.span(), why) for wherever, why in self._texts for each in wherever.finditer(text)]
        apart = list[tuple[int, int, Weg]]()
        for start, end, why in sorted(found, key=lambda one: one[:2]):
            if apart and start <= apart[-1][1]:
                apart[-1] = (apart[-1][0], max(end, apart[-1][1]), apart[-1][2])
            else:
                apart.append((start, end, why))
        return apart

    def shielded(self, text: str) -> str:
        """The text without all that is hidden, where it has no number."""
        for start, end, _why in reversed(self.places(text)):
            text = f"{text[:start]}…{text[end:]}"
        return text


def _wherever(text: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)


def _over(record: Vastgelegd, voorzet: Voorzet) -> str:
    said = [f"{in_words(record.on)}, vastgelegd door {functie(record)}."]
    if record.corrigeert:
        said.append(f"Dit corrigeert nummer {record.corrigeert}.")
    later = next((each.nummer for each in voorzet.dossier.records if each.corrigeert == record.nummer), None)
    return " ".join([*said, f"Later gecorrigeerd in nummer {later}." if later else ""]).strip()


def _regels(
    voorzet: Voorzet, record: Vastgelegd, keus: Keus, hidden: _Verborgen, lijst: _Lijst, apart: list[str]
) -> Iterator[Regel]:
    for blok in voorzet.blokken(record):
        first = blok.passages[0] if blok.passages else None
        if first and first.bestand:
            yield _of_file(blok.vraag, first, first.bestand, keus, lijst, record, apart)
        else:
            yield Regel(blok.vraag, tuple(_stukken(blok.passages, keus, hidden, lijst)))


def _of_file(
    vraag: str, passage: Passage, bestand: Bestand, keus: Keus, lijst: _Lijst, record: Vastgelegd, apart: list[str]
) -> Regel:
    wat = _FOTO if bestand.soort.is_foto else _DOCUMENT
    if passage.ref in keus.delen:
        return Regel(vraag, (Stuk("", lijst.add(wat, keus.delen[passage.ref])),))
    if bestand.soort.is_foto:
        return Regel(vraag, (Stuk(f"{bestand.tekst}, bij nummer {record.nummer}"),), bestand)
    apart.append(f"{bestand.tekst}, bij nummer {record.nummer}")
    return Regel(vraag, (Stuk(f"{bestand.tekst}. U krijgt dit apart."),))


def _stukken(passages: Iterable[Passage], keus: Keus, hidden: _Verborgen, lijst: _Lijst) -> Iterator[Stuk]:
    """Passages that are withheld one after another for the same reason are one."""
    before, given = None, ""
    for each in passages:
        weg = keus.delen.get(each.ref)
        if weg is None:
            given += each.tekst
        else:
            if weg != before or given.strip():
                yield from _given(given, hidden, lijst)
                yield Stuk("", lijst.add(_ZIN, weg))
            given = each.tekst[len(each.tekst.rstrip()) :]
        before = weg
    yield from _given(given.rstrip(), hidden, lijst)


def _given(text: str, hidden: _Verborgen, lijst: _Lijst) -> Iterator[Stuk]:
    at = 0
    for start, end, why in hidden.places(text):
        if text[at:start]:
            yield Stuk(text[at:start])
        yield Stuk("", lijst.add(_WOORDEN, why))
        at = end
    if text[at:]:
        yield Stuk(text[at:])
