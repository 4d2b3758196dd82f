"""The facts for the call to Veilig Thuis: what was recorded as seen and heard, told without saying who it is about.

Nothing of it goes out that nobody looked at: somebody ticks the facts, reads them as they will stand, and decides on
each doubtful word (``Vrijgave``). When they would read otherwise than they were looked at, they are not told.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.gezag import Mens, mensen
from meldcode.namen.ongeveer import ago_about
from meldcode.namen.onherkenbaar import LEERLING, Bekend, Stuk, doubtful, lower_case, onherkenbaar, told
from meldcode.papieren.belkaart import how_known
from meldcode.vastleggingen import AcuutGevaar, Opening, Signaal
from meldcode.vastleggingen.mensen.betrokkene import Rol
from meldcode.vastleggingen.opening import losse_namen
from meldcode.vragen.persoon import read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vraag import Raw

_TELLS = {Signaal: "waarneming", AcuutGevaar: "reden"}
"""What of a record is a fact to tell, by its kind."""
_NUMBERED = {Rol.BROER_ZUS: "broer of zus"}  # others as they are called
_HELPS = {
    Rol.HUISARTS: "de huisarts",
    Rol.WIJKTEAM: "iemand van het wijkteam",
    Rol.JEUGDBESCHERMER: "de jeugdbeschermer",
    Rol.ANDER: "een bekende van het gezin",
}


@dataclass(frozen=True)
class Feit:
    """One fact: the number of its record, about when, how it is known, and what is told of it in pieces."""

    nummer: int
    wanneer: str
    hoe: str
    stukken: tuple[Stuk, ...]

    @property
    def kop(self) -> str:
        """When and how, above what is told."""
        said = ", ".join(filter(None, (self.wanneer, self.hoe)))
        return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class Vrijgave:
    """What somebody released: the numbers of the facts, the doubtful words that stay, and what they looked at.

    ``gezien`` is a digest of the facts as they were read.
    """

    nummers: tuple[int, ...]
    houden: frozenset[str]
    gezien: str

    @property
    def raw(self) -> dict[str, Raw]:
        """How it is kept; ``read_vrijgave`` reads it."""
        return {"nummers": [str(each) for each in self.nummers], "houden": sorted(self.houden), "gezien": self.gezien}


def read_vrijgave(raw: object) -> Vrijgave | None:
    """What was kept as ``Vrijgave.raw``; None for anything else."""
    match raw:
        case {"nummers": list() as nummers, "houden": list() as houden, "gezien": str() as gezien}:
            return Vrijgave(tuple(int(each) for each in nummers if str(each).isdigit()), frozenset(houden), gezien)
    return None


def feiten(dossier: Dossier, bekend: Sequence[Bekend], on: date) -> list[Feit]:
    """What can be told, the newest first."""
    records = [(each, text) for each in dossier.of(*_TELLS) if (text := _text(each))]
    ordinary = frozenset[str]().union(*(lower_case(text) for _each, text in records))
    newest = sorted(records, key=lambda one: (dag(one[0]), one[0].nummer), reverse=True)
    return [
        Feit(
            each.nummer, ago_about(dag(each), on), how_known(each), onherkenbaar(text, bekend, dag(each), on, ordinary)
        )
        for each, text in newest
    ]


def te_beslissen(chosen: Iterable[Feit]) -> list[str]:
    """The doubtful words in these facts, each once."""
    return list(dict.fromkeys(word for each in chosen for word in doubtful(each.stukken)))


def regels(chosen: Iterable[Feit], houden: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """These facts as they will stand: when and how, and what is told."""
    kept = frozenset(houden)
    return tuple((each.kop, told(each.stukken, kept)) for each in chosen)


def vrijgave(chosen: Sequence[Feit], houden: Iterable[str]) -> Vrijgave:
    """The release of these facts, as they stand now."""
    kept = frozenset(houden) & frozenset(te_beslissen(chosen))
    return Vrijgave(tuple(each.nummer for each in chosen), kept, _digest(regels(chosen, kept)))


def vrijgegeven(known: Sequence[Feit], release: Vrijgave | None) -> tuple[tuple[str, str], ...]:
    """The facts that were released, if they still read exactly as they were looked at; else none."""
    if release is None:
        return ()
    lines = regels([each for each in known if each.nummer in release.nummers], release.houden)
    return lines if _digest(lines) == release.gezien else ()


def bekend(dossier: Dossier, school: str, collegas: Iterable[str]) -> tuple[Bekend, ...]:
    """Everybody that the dossier and its school know by name, and what stands in their place.

    ``collegas`` are the names of the accounts of the school.
    """
    openings = [each for each in dossier.records if each.isa(Opening) or each.corrigeert == 1]
    others = [naam for each in openings for naam in (each.tekst("naam"), *losse_namen(each.tekst("roepnamen")))]
    pupil = Bekend(LEERLING, dossier.leerling("naam"), tuple(filter(None, others)), is_gezin=True)
    named = (naam for record in dossier.records for naam in _colleagues(record))
    people = (Bekend("een collega", each) for each in dict.fromkeys((*collegas, *named)))
    found = (pupil, *_around(dossier), *people, Bekend("de school", school, is_school=True))
    return tuple(each for each in found if each.naam)


def _around(dossier: Dossier) -> Iterator[Bekend]:
    counted = dict[str, int]()
    for each in mensen(dossier.standing):
        rol = next((one for one in Rol if each.is_a(one)), Rol.ANDER)
        yield Bekend(_role(rol, counted), each.record.tekst("naam"), _before(dossier, each), rol not in _HELPS)


def _role(rol: Rol, counted: dict[str, int]) -> str:
    if rol in _HELPS:
        return _HELPS[rol]
    what = _NUMBERED.get(rol, rol.label.lower())
    counted[what] = counted.get(what, 0) + 1
    return f"{what} {counted[what]}"


def _before(dossier: Dossier, one: Mens) -> tuple[str, ...]:
    """What they were called before it was corrected: older texts may say it."""
    mine = (each for each in dossier.records if one.nummer in (each.nummer, each.corrigeert))
    return tuple(dict.fromkeys(naam for each in mine if (naam := each.tekst("naam")) != one.record.tekst("naam")))


def _colleagues(record: Vastgelegd) -> Iterator[str]:
    for each in record.antwoorden:
        for raw in each.waarde if isinstance(each.waarde, list) else [each.waarde]:
            if persoon := read_persoon(raw):
                yield persoon.naam


def _text(record: Vastgelegd) -> str:
    return record.tekst(next(naam for kind, naam in _TELLS.items() if record.isa(kind))).strip()


def _digest(lines: Sequence[tuple[str, str]]) -> str:
    return hashlib.sha256(repr(lines).encode()).hexdigest()
