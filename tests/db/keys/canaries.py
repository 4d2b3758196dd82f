"""Canaries: names and sentences that occur nowhere else. Planted everywhere something can be typed or brought, and
sought in any encoding.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from db.dossiers import besprekingen, concepten, dossiers, vrijgave
from db.dossiers.concepten import NIEUW
from meldcode.bespreking.bespreking import Punt
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.feiten import Vrijgave
from meldcode.rollen import User
from meldcode.vastleggingen import (
    Afspraak,
    AntwoordAanDirectie,
    Betrokkene,
    EigenVerklaring,
    InzageGegeven,
    Ontvangst,
    Overleg,
    Signaal,
    UitkomstStap2,
    Verzoek,
)
from meldcode.vragen.vastlegging import fill
from meldcode.vragen.vraag import RawAnswers
from tests import files
from tests.answers import answers
from tests.builders import close, last_message, opened, record, work
from tests.cast import LARS, MONDAY, NOOR
from tests.db.conftest import NOW
from tests.db.keeping import attached, kept, moment, recorded, taken_in

NAMES = [
    "Kanarie Geelveer",
    "Zangvogel Ümlaut",
    "Putter O’Distelvink",
    "Çaatje Winterkoning",
    "Sijsje van der Elzenprop",
]
WORDS = [f"De kanarie van nummer {number} zong achter het gordijn" for number in range(1, 31)]
CANARIES = [*NAMES, *WORDS]
Spell = Callable[[str], list[bytes]]


def in_base64(text: bytes, shift: int) -> bytes:
    """How it looks inside the base64 of something longer, after this many other bytes."""
    coded = base64.b64encode(bytes(shift) + text)
    return coded[-(-shift * 8 // 6) : (shift + len(text)) * 8 // 6]


def for_addresses(coded: bytes) -> bytes:
    return coded.translate(bytes.maketrans(b"+/", b"-_"))


SPELLINGS: dict[str, Spell] = {
    "as it is": lambda text: [text.encode(), text.encode("latin-1", "replace")],
    "UTF-16": lambda text: [text.encode("utf-16-le"), text.encode("utf-16-be")],
    "UTF-32": lambda text: [text.encode("utf-32-le"), text.encode("utf-32-be")],
    "hexadecimal": lambda text: [text.encode().hex().encode(), text.encode().hex().upper().encode()],
    "base64": lambda text: [in_base64(text.encode(), shift) for shift in range(3)],
    "base64 for addresses": lambda text: [for_addresses(in_base64(text.encode(), shift)) for shift in range(3)],
    "backwards": lambda text: [text[::-1].encode(), text.encode()[::-1]],
    "capitals": lambda text: [text.upper().encode(), text.lower().encode()],
    "JSON": lambda text: [json.dumps(text)[1:-1].encode()],
}

# What they have in common comes first: looking for each of them takes far longer, and is done where there is one.
_IN_ANY = [each for part in (*NAMES, " kanarie van nummer ") for spell in SPELLINGS.values() for each in spell(part)]
_SPELLED = [(canary, spelling, spell(canary)) for canary in CANARIES for spelling, spell in SPELLINGS.items()]


def sightings(found: dict[str, bytes]) -> list[str]:
    """Where a canary can be read, and in which encoding."""
    return [
        f"{name}: {canary!r}, {spelling}"
        for name, content in found.items()
        if any(part in content for part in _IN_ANY)
        for canary, spelling, written in _SPELLED
        if any(each in content for each in written)
    ]


def everything_in(*folders: Path) -> dict[str, bytes]:
    """The content and the path of every file in these folders and below."""
    found = {str(file): file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}
    return found | {"the names of files": "\n".join(found).encode()}


def planted() -> tuple[Dossier, Dossier]:
    """Put every canary into the program somehow; return a dossier that stays, and one that can be destroyed."""
    name, words = iter(NAMES), iter(WORDS)
    stays = kept(opened(naam=next(name), roepnamen=next(words)))
    stays = recorded(stays, Signaal, waarneming=next(words), interpretatie=next(words))
    stays = recorded(stays, Signaal, plaats=next(words), andere_verklaring=next(words))
    stays = recorded(stays, Overleg, aanwezig=next(name), uitkomst=next(words))
    better = fill(Signaal, answers(Signaal, waarneming=next(words)))
    stays = vastleggen.correct(stays, stays.records[1], better, by=NOOR, on=MONDAY)
    dossiers.save(stays, by=NOOR, moment=moment())
    goes = record(opened(naam=next(name), roepnamen=next(words)), Signaal, waarneming=next(words))
    goes = record(work(close(work(goes, 1), 1), 2, without=UitkomstStap2), Afspraak, wat=next(words))
    goes = record(goes, Betrokkene, naam=next(words), bereiken=next(words), taal=next(words))
    goes = record(goes, Ontvangst, kennisgeving=last_message(goes), reactie="vraag", terugvraag=next(words))
    goes = record(goes, AntwoordAanDirectie, kennisgeving=last_message(goes), antwoord=next(words))
    goes = record(goes, Verzoek, wat="verklaring", waarover=next(words), naam=next(words))
    goes = record(goes, EigenVerklaring, verzoek=str(goes.versie), woorden=next(words))
    goes = kept(goes)
    letter = files.pdf(words=next(words))
    assert sightings({"a letter": letter}) and sightings({"a photo": files.from_a_phone()})
    goes = attached(attached(goes, letter))
    paper = str(taken_in(goes, files.pdf(words=next(words)), concept=InzageGegeven.__name__))
    goes = recorded(goes, InzageGegeven, pakket=paper)
    goes = recorded(goes, UitkomstStap2, uitkomst="geen_indicatie", motivering=next(words))
    goes = close(goes, 2)
    dossiers.save(goes, by=NOOR, moment=moment())
    said = Vrijgave((2,), frozenset({next(words)}), "gezien")
    vrijgave.release(NOOR, goes.id, said, goes.versie, NOW)
    begun: list[tuple[User, str, str, RawAnswers]] = [
        (NOOR, stays.id, "Signaal", {"waarneming": next(words)}),
        (NOOR, goes.id, "Signaal", {"waarneming": next(words), "redenen": [next(words)]}),
        (LARS, goes.id, "Overleg", {"uitkomst": next(words)}),
        (NOOR, NIEUW, "Opening", {"naam": next(name), "gezag": next(words)}),
        (LARS, NIEUW, "Signaal", {"waarneming": next(words)}),
    ]
    for user, dossier_id, soort, typed in begun:
        concepten.keep(user, dossier_id, soort, typed, NOW)
    concepten.keep(LARS, NIEUW, "Opening", {"naam": next(name)}, NOW)
    besprekingen.prepare(NOOR, MONDAY, NOW)
    zitting = besprekingen.mine(NOOR)
    assert zitting
    agenda = (Punt(stays.id, vraag=next(words)), Punt(goes.id, geen_actie=next(words)))
    besprekingen.keep(NOOR, replace(zitting.bespreking, punten=agenda))
    # New ways in belong here. A photo has the first of them as what its camera wrote; of no file the name is kept.
    assert [*name, *words] == [], "not every canary went in"
    return stays, goes
