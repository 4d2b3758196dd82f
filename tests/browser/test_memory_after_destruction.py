"""What is still to be read of a destroyed dossier in the memory of the server."""

import time
from pathlib import Path

import pytest

from meldcode.vastleggingen import Signaal, UitkomstStap2
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import begins_halfway, is_there, types_a_waarneming
from tests.builders import close, opened, record, work
from tests.running import Server

NAME = "Kwintijn Zevenster"
SAID = "kanarievogel"
TYPED = "distelvinkje"
LONG = " ".join(f"{SAID} zat op tak {number}," for number in range(40))


def readable(server: Server, word: str) -> int:
    """How often a word stands in the memory of the server, as Python may hold it."""
    process, found = server.process.pid, 0
    ways = {word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le")}
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            if not rights.startswith("rw") or line.endswith("[vvar]"):
                continue
            begin, end = (int(each, 16) for each in span.split("-"))
            memory.seek(begin)
            try:
                held = memory.read(end - begin)
            except OSError:
                continue
            found += sum(held.count(each) for each in ways)
    return found


@pytest.mark.sweep
def test_little_of_a_destroyed_dossier_is_left_in_memory(
    person: Person, colleague: Person, school: School, server: Server
) -> None:
    begun = close(work(record(opened(naam=NAME), Signaal, waarneming=LONG), 1), 1)
    ended = record(work(begun, 2, without=UitkomstStap2), UitkomstStap2, uitkomst="geen_indicatie")
    dossier = begins_halfway(person, school, 1, close(ended, 2))
    person.chooses("Signaal")
    types_a_waarneming(person, f"{TYPED} {TYPED}")
    person.opens_another_tab()
    person.opens(f"/dossier?dossier={dossier.id}")
    person.sees(NAME)
    is_there(colleague, school, "/directie", who="dick")
    counts = {}

    def look(when: str) -> None:
        counts[when] = {word: readable(server, word) for word in (NAME.split()[1], SAID, TYPED)}
        print(when, counts[when], flush=True)

    look("before")
    colleague.presses("Gezien: vernietig het dossier")
    look("right after")
    person.sees("Kies eerst een dossier op de startpagina.")
    person.does_not_see(NAME)
    for seconds in (2, 10, 35, 60):
        time.sleep(seconds)
        look(f"{seconds} later")
