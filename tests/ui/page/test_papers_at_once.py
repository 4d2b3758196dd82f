"""Twenty papers asked for at the same moment: each is made, two at a time, and nobody else waits for them."""

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import monotonic

import pytest

from db.store.engine import engine
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role
from meldcode.vastleggingen import Signaal
from tests.architecture.screen.test_what_is_handed_out import declared
from tests.builders import opened, record
from tests.stored import store
from tests.ui.conftest import Server
from tests.ui.page.attached import Found, School, get
from ui.web import meanwhile
from ui.web.guard import PAPERS

AT_ONCE = 20
LISTENS = {"accept": f"{meanwhile.KIND}, */*", "accept_encoding": "gzip, br"}
SET = "Het papier wordt opgemaakt"


@pytest.fixture
def school(server: Server) -> Iterator[School]:
    yield School(server, "")
    engine().dispose()


def thick() -> Dossier:
    return record(opened(), Signaal, waarneming="Hij kwam te laat en had geen jas aan. " * 400)


def paper_of(found: Found) -> bytes:
    """The paper, from behind the lines that say what is being done."""
    assert "content-encoding" not in found.headers, "packing would keep lines back until there are enough of them"
    if found.headers["content-type"] != meanwhile.KIND:
        return found.body
    *lines, made = found.body.split(b"\n", found.body.partition(b"%PDF-")[0].count(b"\n"))
    assert json.loads(lines[-1])["bytes"] == len(made)
    assert {json.loads(each)["wat"] for each in lines[:-1]} <= {meanwhile.IN_LINE, meanwhile.BEGUN, SET}
    return made


def test_every_paper_of_a_dossier_is_made_with_no_more_than_one_other() -> None:
    found = {path: each.at_once for path, each in declared().items() if path.startswith(("/papier/", "/directie/"))}
    assert len(found) > 8 and set(found.values()) == {PAPERS} and PAPERS.total_tokens == 2


def test_twenty_at_once_are_all_made_and_others_are_answered_meanwhile(school: School) -> None:
    dossier, cookie = store(thick(), lambda _name: school.user(Role.IB_ER)), school.cookie(Role.IB_ER)
    others = list[float]()
    with ThreadPoolExecutor(AT_ONCE) as people:
        began = monotonic()
        asked: list[Future[Found]] = [
            people.submit(get, school.server, f"/papier/{dossier.id}/dossier.pdf", cookie, **headers)
            for headers in ({}, LISTENS) * (AT_ONCE // 2)
        ]
        while wait(asked, timeout=0).not_done:
            before = monotonic()
            assert get(school.server, "/sessie", cookie).status == 200
            others.append(monotonic() - before)
        whole = monotonic() - began
    assert {each.result().status for each in asked} == {200}
    made = [paper_of(each.result()) for each in asked]
    assert len(made) == AT_ONCE and {each[:5] for each in made} == {b"%PDF-"}
    assert len(others) > AT_ONCE / 2 and max(others) < whole / 2, f"the slowest took {max(others):.1f} of {whole:.1f} s"
