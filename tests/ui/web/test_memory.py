"""The memory of the server after a destruction (ADR 24): how much of the dossier can still be read in it."""

import resource
import time
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import pytest

from db.accounts import sessions
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening, Signaal, UitkomstStap2
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import fill
from tests.builders import close, destroyed, opened, record, work
from tests.cast import CAST
from tests.ui.conftest import Server
from tests.ui.tab import Tab
from ui import clock

NAME, SAID, TYPED, CLOSED = "Zevenster", "kanarievogel", "distelvinkje", "goudhaantje"
STRAY = 2
"""How many pieces may be left, in blocks of memory that are not overwritten."""
A_MINUTE = 50  # seconds; searching takes the rest of the minute
PAGE = resource.getpagesize()
WORDS = (NAME, SAID, TYPED, CLOSED)
LONG = " ".join(f"Een {SAID} zat op tak {number}." for number in range(40))


def readable(server: Server) -> dict[str, int]:
    """How often each word is in the memory of the server, in the encodings of Python and of Streamlit's messages."""
    (process,) = {each.parent for each in Path("/proc").glob("[0-9]*/cmdline") if _runs(each, server)}
    held = b"\0".join(_written(process))
    return {word: sum(held.count(word.encode(way)) for way in ("utf-8", "utf-16-le")) for word in WORDS}


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


def keep(server: Server, told: Dossier) -> Dossier:
    """Store a dossier of ``tests.builders`` with the people of this school."""
    people = {each.id: User(server.linde.accounts[each.role], "linde", each.naam, each.role) for each in CAST}

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
        directie = User(server.linde.accounts[Role.DIRECTIE], "linde", "Dick Hofstra", Role.DIRECTIE)
        after = destroyed(dossier, by=directie, on=clock.today())
        dossiers.save(after, by=directie, moment=Moment(clock.today(), clock.now(), "elsewhere"))
        tab.sees()  # redrawn by the server
        assert "Kies eerst een dossier" in tab.shown and NAME not in tab.shown
