"""What was decided while going through the records for one person: kept, left and taken up again.

A decision holds for the record as it was read: when it reads otherwise since, it is looked at once more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from meldcode.gezag import Inzien
from meldcode.papieren.inzage.passages import Heet, Voorzet
from meldcode.papieren.inzage.weg import Weg, read_weg
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vraag import Raw

_HEET, _GEMAAKT = "heet", "gemaakt"


@dataclass(frozen=True)
class Keus:
    """What is given of one record.

    ``gezien``: somebody read it and decided, or it needs no reading. ``geheel``: why all of it is withheld. ``delen``:
    why a passage is, by its ``ref``.
    """

    gezien: bool = False
    geheel: Weg | None = None
    delen: Mapping[str, Weg] = field(default_factory=dict)


class Gemaakt(NamedTuple):
    """A package that was made and is kept: the file (``str(Bestand)``), on what it depends, in how many places less."""

    bestand: str
    stempel: str
    aantal: str


@dataclass(frozen=True)
class Keuzen:
    """All that was decided for one person, and the package that was made of it."""

    heet: Heet | None = None
    per: Mapping[int, tuple[str, Keus]] = field(default_factory=dict)
    gemaakt: Gemaakt | None = None

    @property
    def raw(self) -> dict[str, Raw]:
        """How it is kept; ``read_keuzen`` reads it."""
        said: dict[str, Raw] = {_HEET: self.heet.value if self.heet else "", _GEMAAKT: list(self.gemaakt or ())}
        return said | {str(nummer): _written(*each) for nummer, each in self.per.items()}

    def of(self, voorzet: Voorzet, record: Vastgelegd) -> Keus:
        """What is decided about this record, or what it begins with when it was not read as it reads now."""
        read, kept = self.per.get(record.nummer, ("", Keus()))
        return kept if read == as_read(voorzet, record) else begin(voorzet, record)

    def decided(self, voorzet: Voorzet, record: Vastgelegd, keus: Keus) -> "Keuzen":
        """With this decision about a record, as it reads now."""
        return replace(self, per={**self.per, record.nummer: (as_read(voorzet, record), keus)})


def begin(voorzet: Voorzet, record: Vastgelegd) -> Keus:
    """What is decided about this record by itself."""
    verdict, weg = voorzet.begin(record)
    passages = (each for blok in voorzet.blokken(record) for each in blok.passages)
    return Keus(verdict is not Inzien.LEZEN, weg, {each.ref: each.begin for each in passages if each.begin})


def te_lezen(voorzet: Voorzet, keuzen: Keuzen) -> list[Vastgelegd]:
    """The records that somebody must still read."""
    return [each for each in voorzet.dossier.records if not keuzen.of(voorzet, each).gezien]


def stempel(voorzet: Voorzet, keuzen: Keuzen) -> str:
    """What a package depends on, as a digest: it holds as long as this is the same."""
    records = voorzet.dossier.records
    said = [(each.nummer, as_read(voorzet, each), _written("", keuzen.of(voorzet, each))) for each in records]
    return hashlib.sha256(repr((voorzet.lezer, said)).encode()).hexdigest()[:32]


def as_read(voorzet: Voorzet, record: Vastgelegd) -> str:
    """A digest of a record as somebody reads it here."""
    return hashlib.sha256(repr(voorzet.blokken(record)).encode()).hexdigest()[:32]


def _written(read: str, keus: Keus) -> str:
    geheel = keus.geheel.raw if keus.geheel else None
    delen = {ref: each.raw for ref, each in sorted(keus.delen.items())}
    return json.dumps([read, keus.gezien, geheel, delen], ensure_ascii=False)


def read_keuzen(raw: Mapping[str, Raw]) -> Keuzen:
    """What was kept as ``Keuzen.raw``; what cannot be read is left out, so that it is looked at again."""
    heet = next((each for each in Heet if each.value == raw.get(_HEET)), None)
    numbered = ((int(nummer), _read(said)) for nummer, said in raw.items() if nummer.isdigit())
    return Keuzen(heet, {nummer: each for nummer, each in numbered if each}, _made(raw.get(_GEMAAKT)))


def _made(said: Raw) -> Gemaakt | None:
    return Gemaakt(*said) if isinstance(said, list) and len(said) == len(Gemaakt._fields) else None


def _read(said: Raw) -> tuple[str, Keus] | None:
    match json.loads(said) if isinstance(said, str) else None:
        case [str() as read, bool() as gezien, geheel, dict() as delen]:
            found = {str(ref): weg for ref, each in delen.items() if (weg := read_weg(each))}
            is_whole = geheel is None or read_weg(geheel) is not None
            return (read, Keus(gezien, read_weg(geheel), found)) if is_whole and len(found) == len(delen) else None
    return None
