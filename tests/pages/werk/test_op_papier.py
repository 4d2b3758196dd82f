"""The list of a handover on paper: for who may hand over, by code name, and to the directie without what it says."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from db.dossiers import register
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import AcuutGevaar, Afscherming, Overdracht
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, record
from tests.cast import DICK, LARS, MIRJAM, NOOR, SARA, SCHOOL, VERA
from tests.over import over
from tests.pages.person import session_of
from tests.pages.school import School
from tests.papers.read import text_of
from ui.werk import op_papier

TYPED = "Moeder belt liever niet op vrijdag."
DANGER = "Er was acuut gevaar."


def asks(user: User, query: str) -> Response:
    scope = {"type": "http", "method": "GET", "path": op_papier.PAPER, "query_string": query.encode(), "headers": []}
    return op_papier.paper.answer(Request(scope), session_of(user), {})


def paper(user: User, query: str) -> str:
    response = asks(user, query)
    assert response.status_code == 200, bytes(response.body)
    return text_of(bytes(response.body))


@pytest.fixture
def given(school: School) -> list[Dossier]:
    danger = record(after_stap(1), AcuutGevaar)
    return [school.keeps(record(each, Overdracht, zeggen=TYPED)) for each in (danger, in_opvolging("5a"))]


def test_it_has_what_must_be_said_and_nothing_that_was_typed(given: list[Dossier]) -> None:
    said = paper(MIRJAM, "aan=mirjam")
    assert "Aan Mirjam Kok." in said and all(each.codenaam in said for each in given)
    assert DANGER in said and said.count("Nog niet getekend voor ontvangst.") == 2
    assert TYPED not in said and "Sem" not in said


def test_before_anything_is_given_it_is_the_list_of_what_somebody_has(school: School) -> None:
    mine = school.keeps(after_stap(2))
    said = paper(NOOR, "van=noor")
    assert "Van Noor van Dalen." in said and mine.codenaam in said and "Stap 3. Stap afronden (stap 3)" in said
    assert "Nog niet getekend" not in said


def test_the_directie_reads_no_content_on_paper_either(given: list[Dossier]) -> None:
    said = paper(DICK, "aan=mirjam")
    assert given[0].codenaam in said and DANGER not in said


@over(("user", "query"), [(LARS, "aan=mirjam"), (VERA, "van=noor"), (MIRJAM, ""), (MIRJAM, "wie=mirjam")])
def test_it_is_for_who_may_hand_over_and_of_somebody(school: School, user: User, query: str) -> None:
    assert asks(user, query).status_code == 403


def test_of_a_dossier_one_is_excluded_from_and_of_another_school_nothing_is_on_it(
    school: School, given: list[Dossier]
) -> None:
    school.adds(given[0], Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    said = paper(NOOR, "aan=mirjam")
    assert given[0].codenaam not in said and given[1].codenaam in said
    assert given[1].codenaam not in paper(SARA, "aan=mirjam")


def test_taking_it_is_a_line_that_says_how_many(given: list[Dossier]) -> None:
    paper(MIRJAM, "aan=mirjam")
    with reading(SCHOOL) as connection:
        lines = [each for each in register.lines(connection, DICK) if each.action == "overdracht op papier"]
    assert [each.actor for each in lines] == ["mirjam"]
