"""The overview per directeur, without dossiers they are shut out of; and its files, each with a line in the journal."""

import pytest
from sqlalchemy import select

from db import schema
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afscherming
from tests.answers.typed import written
from tests.builders import after_stap, in_fase, opened, record, waived
from tests.cast import BESS, DICK, NOOR, VERA
from tests.pages.cijfers.file_of import file_of
from tests.pages.cijfers.shown import block, exported, lists_all, table
from tests.pages.person import Person
from tests.pages.school import NOW, School

# Whose


def test_what_the_directie_is_shut_out_of_is_in_no_figure_and_no_file(school: School, dick: Person) -> None:
    school.keeps(opened())
    hidden = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA)))
    dick.opens("directie.py")
    assert dick.title.startswith("Het enige open dossier") and hidden.codenaam not in dick.reads()
    lines = exported(DICK, "overzicht", NOW.date())
    assert hidden.codenaam not in str(lines) and len(block(lines, "Dossiers")) == 1
    vera = Person(VERA)
    vera.opens("directie.py")
    lists_all(vera)
    assert list(table(vera, "Eerste datum")["Dossier"]) == [hidden.codenaam]
    assert vera.title.startswith("Het enige open dossier")
    assert not vera.has_in_menu("jaarverslag.py")


# Files


def test_the_links_are_there_for_who_has_just_shown_who_they_are(school: School, overview: Person) -> None:
    school.keeps(opened())
    overview.refreshes()
    links = [each.proto.body for each in overview.app.get("html")]
    assert any("/cijfers/overzicht.xlsx?dag=09-11-2026" in each for each in links)
    school.now = NOW.replace(hour=10, minute=6)
    overview.refreshes()
    links = [each.proto.body for each in overview.app.get("html")]
    assert not any("/cijfers/" in each for each in links)
    assert "Bevestig eerst dat u het bent." in overview.reads()


def made(user, what: str, soort: str, **asked: str):
    return file_of(user, what, soort, asked)


def test_a_file_is_made_for_whose_it_is_and_the_journal_says_so(school: School) -> None:
    school.keeps(opened())
    answer = made(DICK, "overzicht", "csv", dag="09-11-2026")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(select(schema.journal).where(schema.journal.c.action == journal.EXPORTED)).one()
    assert (row.actor, row.object_id) == (DICK.id, "overzicht.csv 2026-11-09")
    assert journal.verify(DICK.school_id) is None


@pytest.mark.parametrize(
    ("user", "what", "soort", "status"),
    [
        (NOOR, "overzicht", "csv", 404),
        (NOOR, "jaarverslag", "pdf", 404),
        (BESS, "overzicht", "csv", 404),
        (DICK, "bestuur", "csv", 404),
        (DICK, "jaarverslag", "pdf", 200),
        (BESS, "bestuur", "xlsx", 200),
    ],
)
def test_whose_file_it_is_not_gets_the_answer_of_one_that_does_not_exist(
    school: School, user, what: str, soort: str, status: int
) -> None:
    assert made(user, what, soort).status_code == status


def test_without_having_shown_who_one_is_there_is_no_file_and_no_line(school: School) -> None:
    school.now = NOW.replace(hour=10, minute=6)
    answer = made(DICK, "overzicht", "csv")
    assert answer.status_code == 403 and b"Bevestig eerst" in bytes(answer.body)
    assert school.rows()["journal"] == 0


@pytest.mark.parametrize("asked", [{"dag": "10-12-2026"}, {"dag": "x"}])
def test_a_file_of_a_day_that_is_none_does_not_exist(school: School, asked: dict[str, str]) -> None:
    assert made(DICK, "overzicht", "csv", **asked).status_code == 404


def test_what_stands_in_a_file_has_no_content_of_a_dossier(school: School) -> None:
    for fase in Fase:
        school.keeps(in_fase(fase))
    school.keeps(waived())
    for what, soort in (("overzicht", "csv"), ("jaarverslag", "csv")):
        body = bytes(made(DICK, what, soort, wie="zelf").body).decode()
        for word in ("Sem", "de Wit", "hek", "Moeder", "fietsen"):
            assert word not in body
