"""Canaries: names and sentences that occur nowhere else, and must be in no file, log or message, in any encoding."""

import base64
import json
import logging
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from db import schema
from db.backup import backup
from db.dossiers import besprekingen, concepten, dossiers, vrijgave
from db.dossiers.concepten import NIEUW
from db.journal import journal
from db.keys import vault
from db.store import engine
from meldcode.bespreking.bespreking import Punt
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.feiten import Vrijgave
from meldcode.rollen import User
from meldcode.vastleggingen import (
    Afspraak,
    AntwoordAanDirectie,
    Betrokkene,
    Ontvangst,
    Overleg,
    Signaal,
    UitkomstStap2,
)
from meldcode.vragen.vastlegging import Onvolledig, fill
from meldcode.vragen.vraag import RawAnswers
from tests.builders import answers, close, destroyed, last_message, opened, record, work
from tests.cast import DICK, LARS, MONDAY, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import found, kept, moment, recorded
from tests.over import over

NAMES = [
    "Kanarie Geelveer",
    "Zangvogel Ümlaut",
    "Putter O’Distelvink",
    "Çaatje Winterkoning",
    "Sijsje van der Elzenprop",
]
WORDS = [f"De kanarie van nummer {number} zong achter het gordijn" for number in range(1, 26)]
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
# Encoded by other code than that of the search: each must be found.
SEEN = {
    "as it is": lambda text: f"De naam is {text}.".encode(),
    "UTF-16": lambda text: f"De naam is {text}.".encode("utf-16"),
    "UTF-32": lambda text: f"De naam is {text}.".encode("utf-32"),
    "hexadecimal": lambda text: base64.b16encode(f"Naam: {text}.".encode()),
    "base64": lambda text: base64.b64encode(f"De naam is {text}.".encode()),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(f"Naam is {text}.".encode()),
    "backwards": lambda text: "".join(reversed(f"De naam is {text}.")).encode(),
    "capitals": lambda text: f"De naam is {text}.".upper().encode(),
    "JSON": lambda text: json.dumps({"naam": text}).encode(),
}


SPELLED = [(canary, spelling, spell(canary)) for canary in CANARIES for spelling, spell in SPELLINGS.items()]


def sightings(files: dict[str, bytes]) -> list[str]:
    """Where a canary can be read, and in which encoding."""
    return [
        f"{name}: {canary!r}, {spelling}"
        for name, content in files.items()
        for canary, spelling, written in SPELLED
        if any(each in content for each in written)
    ]


def everything_in(*folders: Path) -> dict[str, bytes]:
    """The content and the path of every file in these folders and below."""
    found = {str(file): file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}
    return found | {"the names of files": "\n".join(found).encode()}


@over("spelling", SEEN)
def test_the_search_finds_what_is_there_to_be_read(spelling: str) -> None:
    for canary in CANARIES:
        assert f"a file: {canary!r}, {spelling}" in sightings({"a file": SEEN[spelling](canary)})


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
    goes = kept(close(record(goes, UitkomstStap2, uitkomst="geen_indicatie", motivering=next(words)), 2))
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
    # New ways in belong here. Attached files have canaries of their own, in test_bijlagen_sealed.py.
    assert [*name, *words] == [], "not every canary went in"
    return stays, goes


def told_what_went_wrong() -> str:
    """Everything that is said, tracebacks included, when something with a canary in it is refused."""
    said = []
    for tries in (
        lambda: fill(Signaal, answers(Signaal, plaats=f"{CANARIES[0]}\x07", datum=CANARIES[5])),
        lambda: _breaks_a_rule(CANARIES[0]),
        lambda: vault.unseal(bytes(32), CANARIES[0], b"\x01" + CANARIES[1].encode()),
    ):
        with pytest.raises((Onvolledig, IntegrityError, vault.VaultError)) as problem:
            tries()
        said.append("".join(traceback.format_exception(problem.value, limit=0)))
        logging.getLogger("meldroute").error("refused", exc_info=problem.value)
    return "".join(said)


def _breaks_a_rule(value: str) -> None:
    with engine.transaction(SCHOOL) as connection:
        connection.execute(insert(schema.termijn).values(school_id=value, naam=value, dagen=1))


@pytest.mark.sqlite
def test_no_canary_is_to_be_read_anywhere_before_during_and_after_destruction(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "sqlalchemy")  # logs every statement and every row
    engine.engine_for.cache_clear()  # an engine reads the log level only once
    vault._vault.cache_clear()
    looked: list[str] = []

    def look(when: str) -> None:
        if looked.count(when) >= 3:
            return
        assert sightings(everything_in(tmp_path)) == [], when
        looked.append(when)

    stays, goes = planted()
    assert {name.rpartition("sqlite")[2] for name in everything_in(folder)} >= {"-wal", "-shm"}
    look("before")
    backup.backup(tmp_path / "kept", NOW, lambda _part: look("while a back-up is made"))
    look("with a back-up")
    real = vault.Vault.destroy

    def destroy(self: vault.Vault, owners: list[str], grounds: dict[str, str]) -> bool:
        look("once the rows are gone")
        done = real(self, owners, grounds)
        look("once the key is gone")
        return done

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "destroy", destroy)
        after = destroyed(goes)
        dossiers.save(after, by=DICK, moment=moment())
    look("afterwards")
    said = told_what_went_wrong()
    backup.backup(tmp_path / "kept later", NOW, lambda _part: None)
    look("with a back-up made afterwards")
    assert found(stays) == stays and found(goes) is None and journal.verify(SCHOOL) is None
    engine.engine().dispose()
    look("with everything closed")
    assert {"while a back-up is made", "once the rows are gone", "once the key is gone"} <= set(looked)
    output = capfd.readouterr()
    logged = caplog.text
    assert "INSERT INTO vastlegging" in logged and "refused" in logged, "nothing was logged"
    rest = {"messages": said, "the log": logged, "output": output.out, "errors": output.err}
    assert sightings({name: text.encode() for name, text in rest.items()}) == []
