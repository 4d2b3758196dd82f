"""The memory of the server after a destruction (ADR 24): how much of the dossier can still be read in it."""

import re
import resource
import time
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from db.accounts import sessions
from db.accounts.passwords import PasswordHash
from db.dossiers import bijlagen, dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import engine
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    Afronding,
    Afspraak,
    Betrokkene,
    Bijlage,
    Consultatie,
    EigenVerklaring,
    Leerlingbespreking,
    Opening,
    Overleg,
    Signaal,
    UitkomstStap2,
    Verzoek,
    Zorggesprek,
)
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, fill
from tests import files
from tests.builders import close, destroyed, opened, record, work
from tests.cast import CAST
from tests.db import postgresql
from tests.ui.conftest import Server, _point_at, open_school
from tests.ui.several import Program, several
from tests.ui.tab import Tab
from ui import clock

NAME, SAID, TYPED, CLOSED = "Zevenster", "kanarievogel", "distelvinkje", "goudhaantje"
TWO = 2
STRAY = 2
"""How many pieces may be left, in blocks of memory that are not overwritten."""
A_MINUTE = 50  # seconds; searching takes the rest of the minute
PAGE = resource.getpagesize()
WORDS = (NAME, SAID, TYPED, CLOSED)
LONG = " ".join(f"Een {SAID} zat op tak {number}." for number in range(40))


def readable(server: Server) -> dict[str, int]:
    """How often each word is in the memory of the server, in the encodings of Python and of Streamlit's messages."""
    (process,) = {each.parent for each in Path("/proc").glob("[0-9]*/cmdline") if _runs(each, server)}
    return held_by(process, WORDS)


def held_by(process: Path, words: Sequence[str]) -> dict[str, int]:
    """The same of one process, by its folder in /proc; all words are sought at once, which is most of the work."""
    spelled = {word.encode(way): word for word in words for way in ("utf-8", "utf-16-le")}
    sought, found = re.compile(b"|".join(map(re.escape, spelled))), Counter[str]()
    for piece in _written(process):
        found.update(spelled[each] for each in sought.findall(piece))
    return {word: found[word] for word in words}


def _written(process: Path) -> Iterator[bytes]:
    """The memory that this process has written to, in pieces. Source: man 5 proc, pagemap."""
    with (process / "mem").open("rb", 0) as memory, (process / "pagemap").open("rb", 0) as pages:
        for line in (process / "maps").read_text().splitlines():
            span, rights, *_ = line.split()
            begin, end = (int(each, 16) for each in span.split("-"))
            if not rights.startswith("rw"):
                continue
            pages.seek(begin // PAGE * 8)
            is_there = [each >> 62 for each in array("Q", pages.read((end - begin) // PAGE * 8))]
            for is_written, some in groupby(enumerate(is_there), key=lambda each: bool(each[1])):
                first, *others = (number for number, _ in some)
                if is_written and not line.endswith("[vvar]"):
                    memory.seek(begin + first * PAGE)
                    with suppress(OSError):  # let go of since the map was read: nothing to read there any more
                        yield memory.read((1 + len(others)) * PAGE)


def _runs(command: Path, server: Server) -> bool:
    try:
        return f"--server.port\0{server.port}\0" in command.read_text() and "child.py" not in command.read_text()
    except OSError:
        return False


def somebody(server: Server, role: Role) -> User:
    """Whoever has this role there."""
    return User(server.linde.accounts[role], "linde", f"Iemand <{role.label}>", role)


def keep(server: Server, told: Dossier) -> Dossier:
    """Store a dossier of ``tests.builders`` with the people of this school."""
    people = {each.id: somebody(server, each.role) for each in CAST}

    def of_here(answer: Antwoord) -> Antwoord:
        named = read_persoon(answer.waarde)
        if named is None:
            return answer
        user = people[named.id]
        persoon = Persoon(user.id, user.role, user.naam)
        return answer._replace(waarde=str(persoon), tekst=persoon.tekst)

    records = [
        each._replace(by=people[each.by].id, antwoorden=tuple(of_here(answer) for answer in each.antwoorden))
        for each in told.records
    ]
    opening = fill(Opening, {each.naam: each.waarde for each in told.records[0].antwoorden})
    kept = dossiers.open_dossier(opening, by=people[told.records[0].by], moment=_moment(records[0]))
    for count, (first, each) in enumerate(zip(told.records[1:], records[1:], strict=True), 2):
        kept = replace(kept, records=tuple(records[:count]))
        dossiers.save(kept, by=people[first.by], moment=_moment(each))
    return kept


def _moment(record: Vastgelegd) -> Moment:
    at = clock.now() - timedelta(days=20)
    return Moment(record.on, at, sessions.token_hash(f"{at}/{record.nummer}"))


@pytest.mark.sweep
def test_of_a_destroyed_dossier_hardly_anything_is_left_in_memory_within_a_minute(server: Server) -> None:
    """Tabs that show the dossier are redrawn without anybody doing something in them."""
    begun = close(work(record(opened(naam=f"Kwintijn {NAME}"), Signaal, waarneming=LONG), 1), 1)
    ended = record(work(begun, 2, without=UitkomstStap2), UitkomstStap2, uitkomst="geen_indicatie")
    dossier = keep(server, close(ended, 2))
    ib = server.sign_in(Role.IB_ER)
    with Tab(server, ib) as closed:
        types(closed, dossier, f"Een {CLOSED} vloog op.")
    with (
        Tab(server, ib) as typing,
        Tab(server, ib) as reading,
        Tab(server, server.sign_in(Role.DIRECTIE)) as directie,
    ):
        types(typing, dossier, f"Het {TYPED} zong.")
        reading.opens("dossier", f"dossier={dossier.id}")
        assert f"Kwintijn {NAME}" in reading.shown
        assert SAID in reading.shown
        before = readable(server)
        assert before[TYPED], f"what looks finds what is there: {before}"
        assert before[CLOSED], f"a tab that was closed may come back: {before}"

        directie.opens("vernietigen", f"dossier={dossier.id}")
        directie.types("Typ de codenaam", dossier.codenaam)
        directie.presses("Bevestig en vernietig")
        assert "Het dossier is vernietigd." in directie.shown
        for tab in (typing, reading):
            tab.sees()  # redrawn by the server
            assert "Kies eerst een dossier" in tab.shown
            assert NAME not in tab.shown
        left = goes_down_to(0, server)
        assert left[NAME] == left[SAID] == 0 and sum(left.values()) <= STRAY, left


def types(tab: Tab, dossier: Dossier, text: str) -> None:
    tab.opens("stap-1", f"dossier={dossier.id}")
    tab.chooses("Signaal")
    tab.types("Hoe weet u dit", "De leerling zei het, letterlijk")
    tab.types("Wat is er gezien", text)


def goes_down_to(most: int, server: Server) -> dict[str, int]:
    """How often each word is left within a minute."""
    deadline = time.monotonic() + A_MINUTE
    while sum((left := readable(server)).values()) > most and time.monotonic() < deadline:
        pass
    return left


@pytest.mark.sweep
def test_what_another_process_destroyed_is_taken_from_a_tab_within_a_minute(server: Server) -> None:
    """This test is the other process: nothing tells the server, which looks by itself."""
    begun = close(work(record(opened(naam=f"Kwintijn {NAME}"), Signaal), 1), 1)
    ended = record(work(begun, 2, without=UitkomstStap2), UitkomstStap2, uitkomst="geen_indicatie")
    dossier = keep(server, close(ended, 2))
    with Tab(server, server.sign_in(Role.IB_ER)) as tab:
        tab.opens("dossier", f"dossier={dossier.id}")
        assert NAME in tab.shown
        directie = somebody(server, Role.DIRECTIE)
        after = destroyed(dossier, by=directie, on=clock.today())
        dossiers.save(after, by=directie, moment=Moment(clock.today(), clock.now(), "elsewhere"))
        tab.sees()  # redrawn by the server
        assert "Kies eerst een dossier" in tab.shown and NAME not in tab.shown


THIRTY = [f"kanarie{number:02}" for number in range(30)]


@pytest.fixture(params=["sqlite", "postgresql"])
def two(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hashed: PasswordHash
) -> Iterator[Program]:
    """The program as two processes, on a school of their own that the test works on as well."""
    _point_at(tmp_path, monkeypatch)
    url = ""
    with ExitStack() as there:
        if request.param == "postgresql":
            database = there.enter_context(postgresql.running())
            url = database.url(postgresql.APP)
            monkeypatch.setenv("MELDCODE_DATABASE_URL", database.url(postgresql.APP, postgresql.OWNER))
        open_school(hashed)
        engine().dispose()
        program = there.enter_context(several(TWO, at=tmp_path, log=tmp_path, database_url=url))
        program.server.is_seen_by(monkeypatch)
        yield program
        engine().dispose()


def full_of(words: Iterator[str]) -> Dossier:
    """A dossier in stap 2 with such a word in every kind of field."""
    begun = opened(naam=f"Kwintijn {next(words)}", roepnamen=next(words), gezag=next(words))
    said: dict[str, Any] = {
        each: f"Zij zei {next(words)}." for each in ("waarneming", "interpretatie", "andere_verklaring")
    }
    begun = record(begun, Signaal, **said, plaats=next(words))
    begun = record(begun, Overleg, aanwezig=next(words), uitkomst=f"Wij zien {next(words)}.")
    begun = work(close(work(begun, 1), 1), 2, without=UitkomstStap2)
    for kind in (Consultatie, Leerlingbespreking):
        begun = record(begun, kind, aanwezig=next(words), kwestie=f"Is het {next(words)}?")
    talk: dict[str, Any] = {each: f"Toen {next(words)} kwam." for each in ("gedeeld", "reactie", "afspraken")}
    begun = record(begun, Zorggesprek, **talk, aanwezig=next(words))
    begun = record(begun, Betrokkene, naam=next(words), bereiken=next(words), taal=next(words))
    begun = record(begun, Afspraak, wat=f"Vragen naar {next(words)}")
    begun = record(begun, Verzoek, wat="verklaring", waarover=f"Over {next(words)}", naam=next(words))
    return record(begun, EigenVerklaring, verzoek=str(begun.versie), woorden=f"Het was {next(words)}.")


def with_a_letter(dossier: Dossier, words: Iterator[str], noor: User) -> tuple[Dossier, Bestand]:
    """The same with a PDF and its description, and then the outcome: no indication."""
    letter = files.pdf(words=f"Brief over {next(words)}")
    taken = bijlagen.take_in(letter, by=noor, dossier_id=dossier.id, concept=Bijlage.__name__, at=clock.now())
    outcome: list[tuple[type[Vastlegging], dict[str, Any]]] = [
        (Bijlage, {"bestand": str(taken), "inhoud": f"Een brief over {next(words)}", "herkomst": next(words)}),
        (UitkomstStap2, {"uitkomst": "geen_indicatie", "motivering": f"Het bleek {next(words)} te zijn."}),
    ]
    for kind, said in outcome:
        dossier = record(dossier, kind, by=noor, **said)
        dossiers.save(dossier, by=noor, moment=_moment(dossier.records[-1]))
    message: dict[str, Any] = {"stap": "2", "bericht": bericht(dossier, STAPPEN[1])}
    dossier = record(dossier, Afronding, by=noor, **message)
    dossiers.save(dossier, by=noor, moment=_moment(dossier.records[-1]))
    return dossier, taken


@pytest.mark.sweep
def test_of_thirty_canaries_hardly_one_is_left_in_any_process(two: Program) -> None:
    """Read, typed, sought, attached and put on paper in two processes; destroyed in one of them."""
    words = iter(THIRTY)
    noor = somebody(two.server, Role.IB_ER)
    dossier, letter = with_a_letter(keep(two.server, full_of(words)), words, noor)
    processes = [Path(f"/proc/{each}") for each in two.processes()]
    about, ib = f"dossier={dossier.id}", two.server.sign_in(Role.IB_ER)
    show = list[Tab]()
    with ExitStack() as open_tabs:
        for number in range(TWO):
            here = two.at(number)
            for path in (f"/papier/{dossier.id}/dossier.pdf", f"/bijlage/{dossier.id}/{letter.id}"):
                assert here.ask(path, cookie=ib)[0].status == 200, path
            tabs = [open_tabs.enter_context(Tab(here, ib)) for _page in range(5)]
            for tab, page in zip(tabs, ("dossier", "papieren", "om-de-leerling-heen", "verzoeken"), strict=False):
                tab.opens(page, about)
            types(tabs[-1], dossier, f"Het {next(words)} zong.")
            show += tabs
            seeks = open_tabs.enter_context(Tab(here, ib))
            seeks.opens("dossiers")
            seeks.types("Zoek op naam", THIRTY[0])
            seeks.opens("account")  # a list that stays open shows a name until the next press
        assert list(words) == [], "not every canary went in"
        before = [held_by(each, THIRTY) for each in processes]
        assert all(found[THIRTY[0]] and any(found[each] for each in THIRTY[-TWO:]) for found in before), before

        directie = open_tabs.enter_context(Tab(two.at(0), two.server.sign_in(Role.DIRECTIE)))
        directie.opens("vernietigen", about)
        directie.types("Typ de codenaam", dossier.codenaam)
        directie.presses("Bevestig en vernietig")
        deadline, left = time.monotonic() + A_MINUTE, before
        for tab in show:
            tab.sees()  # redrawn by the server
            assert "Kies eerst een dossier" in tab.shown
        while any(sum(found.values()) for found in left) and time.monotonic() < deadline:
            left = [held_by(each, THIRTY) for each in processes]
        assert all(sum(found.values()) <= STRAY for found in left), left
