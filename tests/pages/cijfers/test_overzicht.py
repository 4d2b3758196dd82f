"""The overview of the directie on the screen: today and on any day; what it says is the same wherever it says it."""

import csv
import io
import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import schema
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import AcuutGevaar, Afscherming, Melding, Ontvangst
from tests.builders import (
    after_stap,
    decided,
    gesloten,
    in_fase,
    in_opvolging,
    opened,
    record,
    te_vernietigen,
    waived,
    written,
)
from tests.cast import BESS, DICK, MONDAY, NOOR, VERA
from tests.pages.file_of import file_of
from tests.pages.person import Person
from tests.pages.school import NOW, School
from ui.cijfers import uitvoer

WAYS = [
    opened,
    lambda: after_stap(1),
    lambda: after_stap(3),
    waived,
    lambda: decided("beide"),
    in_opvolging,
    lambda: record(decided("5b"), Melding),
    lambda: record(opened(), AcuutGevaar),
    te_vernietigen,
    gesloten,
]


def tables(person: Person) -> list[pd.DataFrame]:
    return [each.value.reset_index() for each in (*person.app.table, *person.app.dataframe)]


def table(person: Person, column: str) -> pd.DataFrame:
    return next(each for each in tables(person) if column in each.columns)


def has_table(person: Person, column: str) -> bool:
    return any(column in each.columns for each in tables(person))


def bars(person: Person) -> dict[str, list[int]]:
    drawn = [json.loads(each.proto.spec)["data"] for each in person.app.get("plotly_chart")]
    (found,) = [data for data in drawn if data[0]["name"] == "Op tijd"]
    return {bar["name"]: bar["x"] for bar in found}


def tiles(person: Person) -> dict[str, int]:
    return {each.label: int(each.value) for each in person.app.metric}


def exported(user, soort: str, today: date, **asked: str) -> list[list[str]]:
    content = uitvoer.BESTANDEN[soort].maak(user, "csv", today, asked)
    assert content is not None
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def block(lines: list[list[str]], titel: str) -> list[list[str]]:
    """The rows of one table of a file."""
    start = lines.index([titel]) + 2
    end = next((number for number in range(start, len(lines)) if not lines[number]), len(lines))
    return lines[start:end]


@pytest.fixture
def overview(school: School, dick: Person) -> Person:
    dick.opens("directie.py")
    return dick


# One definition

ON_THE_PAGE = 50  # the page lists the first ones and says so; the counts and the file have all


# The dossiers of one example are there in the next: looking for a smaller one would only add more.
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(which=st.lists(st.integers(0, len(WAYS) - 1), max_size=4), days=st.integers(0, 40))
def test_list_chart_tile_table_and_file_say_the_same(school: School, which: list[int], days: int) -> None:
    for number in which:
        school.keeps(WAYS[number]())
    school.days_pass((NOW.date() - school.now.date()).days + days)
    dick = Person(DICK)
    dick.opens("directie.py")
    today = school.now.date()
    lines = exported(DICK, "overzicht", today)
    assert block(lines, "Open dossiers per stap")[-1][0] == "Samen"
    open_, with_late = (int(each) for each in block(lines, "Open dossiers per stap")[-1][1:])
    late = block(lines, "Te laat")
    assert (
        len(block(lines, "Dossiers")) == open_ and sum(each[4] != "0" for each in block(lines, "Dossiers")) == with_late
    )
    assert sum(int(each[3]) for each in block(lines, "Wie is aan zet")) == len(late)
    assert block(lines, "Verloop over het schooljaar")[-1][1:] == [str(open_), str(len(late))]
    if not open_:
        assert tiles(dick).get("Open dossiers", 0) == 0 and not list(dick.app.get("plotly_chart"))
        return
    assert tiles(dick)["Open dossiers"] == open_ and tiles(dick)["Te laat"] == len(late)
    drawn = bars(dick)
    assert sum(drawn["Op tijd"]) + sum(drawn["Iets te laat"]) == open_ and sum(drawn["Iets te laat"]) == with_late
    assert len(table(dick, "Eerste datum")) == min(open_, ON_THE_PAGE)
    assert list(table(dick, "Waarvan iets te laat")["Open"].astype(int))[-1] == open_
    assert has_table(dick, "Uiterlijk") == bool(late)
    if late:
        assert len(table(dick, "Uiterlijk")) == min(len(late), ON_THE_PAGE)


# What stands there


def test_what_the_directie_owes_comes_first(school: School, dick: Person) -> None:
    school.keeps(after_stap(2))
    dick.opens("directie.py")
    assert list(tiles(dick).items())[0] == ("Te bevestigen", 2)
    text = dick.reads()
    assert text.index("Berichten die u nog moet bevestigen") < text.index("Waar de dossiers staan")


def test_it_says_whose_move_it_is_for_what_and_how_much_is_late(school: School, dick: Person) -> None:
    school.keeps(after_stap(1))
    school.keeps(opened())
    school.days_pass(4)
    dick.opens("directie.py")
    rows = table(dick, "Wacht")[["Wie", "Wat", "Wacht", "Waarvan te laat"]].values.tolist()
    assert sorted(rows) == [
        ["Directie", "Bericht bevestigen", "1", "1"],
        ["Intern begeleider", "Stap afronden", "1", "0"],
        ["Noor van Dalen", "Stap afronden", "1", "0"],
    ]


def test_a_melding_without_word_of_veilig_thuis_is_listed_with_since_when(school: School, dick: Person) -> None:
    dossier = school.keeps(record(decided("5b"), Melding))
    school.days_pass(10)
    dick.opens("directie.py")
    (row,) = table(dick, "Wacht sinds").to_dict("records")
    assert (row["Dossier"], row["Wacht sinds"], row["Dagen"]) == (dossier.codenaam, pd.Timestamp(MONDAY), 10)
    assert row["Bericht verwacht uiterlijk"] == pd.Timestamp(2026, 11, 16) and row["Dagen te laat"] == 3
    assert tiles(dick)["Veilig Thuis"] == 1


def test_an_effect_check_ahead_is_listed_with_its_day(school: School, dick: Person) -> None:
    dossier = school.keeps(in_opvolging("5a"))
    dick.opens("directie.py")
    (row,) = table(dick, "Gepland op").to_dict("records")
    assert (row["Dossier"], row["Gepland op"], row["Dagen te laat"]) == (
        dossier.codenaam,
        pd.Timestamp(2026, 11, 30),
        0,
    )


def test_skipped_and_waived_stappen_are_listed_with_whether_a_reason_was_given_and_not_which(
    school: School, dick: Person
) -> None:
    school.keeps(waived())
    school.keeps(record(opened(), AcuutGevaar))
    dick.opens("directie.py")
    rows = table(dick, "Reden gegeven")[["Stap", "Wat", "Reden gegeven", "Staat nog open"]].values.tolist()
    assert [3, "Afgezien van het gesprek met de ouders", "ja", ""] in rows
    assert [1, "Stap overgeslagen bij acuut gevaar", "ja", "nog aan te vullen"] in rows and len(rows) == 5
    assert "verhuisde" not in dick.reads() and "dronken" not in dick.reads()


def test_a_stap_is_chosen_beside_the_chart_and_its_dossiers_are_listed(school: School, dick: Person) -> None:
    first, third = school.keeps(opened()), school.keeps(after_stap(2))
    dick.opens("directie.py")
    assert set(table(dick, "Eerste datum")["Dossier"]) == {first.codenaam, third.codenaam}
    (choice,) = [each for each in dick.app.pills if each.key == "overzicht/stap"]
    choice.set_value(3)
    dick.refreshes()
    assert list(table(dick, "Eerste datum")["Dossier"]) == [third.codenaam]
    assert tiles(dick)["Open dossiers"] == 2, "the choice is of the list alone"


def test_a_stap_without_dossiers_says_so(school: School, dick: Person) -> None:
    school.keeps(opened())
    dick.opens("directie.py")
    next(each for each in dick.app.pills if each.key == "overzicht/stap").set_value(4)
    dick.refreshes()
    assert not has_table(dick, "Eerste datum") and "Hier staat niets." in dick.reads()


def test_with_nothing_there_are_words_and_no_charts_or_tables(overview: Person) -> None:
    assert not list(overview.app.get("plotly_chart")) and not tables(overview) and not overview.app.metric
    assert "Er zijn geen open dossiers." in overview.reads()


def test_a_long_list_says_that_it_was_cut_off(school: School, dick: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cijfers.overzicht._MANY", 3)
    for _ in range(5):
        school.keeps(opened())
    dick.opens("directie.py")
    assert len(table(dick, "Eerste datum")) == 3
    assert "De eerste 3 van 5. In het bestand staan ze allemaal." in dick.reads()
    assert len(block(exported(DICK, "overzicht", NOW.date()), "Dossiers")) == 5


def test_what_waits_for_veilig_thuis_and_what_was_skipped_says_so_too(
    school: School, dick: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cijfers.overzicht._MANY", 2)
    for _ in range(3):
        school.keeps(record(decided("5b"), Melding))
        school.keeps(waived())
    dick.opens("directie.py")
    assert tiles(dick)["Veilig Thuis"] == 3 and len(table(dick, "Wacht sinds")) == 2
    assert "De eerste 2 van 3. In het bestand staan ze allemaal." in dick.reads()
    assert len(table(dick, "Reden gegeven")) == 2 and "De eerste 2. Zijn het er meer" in dick.reads()


# Then


def asks_for(person: Person, day: str) -> None:
    next(each for each in person.app.text_input if each.key == "overzicht/dag").set_value(day)
    person.refreshes()


def test_the_overview_of_another_day_is_as_it_was_and_stands_beside_today(school: School, dick: Person) -> None:
    dossier = school.keeps(after_stap(2))
    school.days_pass(14)
    school.keeps(opened(on=school.now.date()))
    dick.opens("directie.py")
    asks_for(dick, "10-11-2026")
    assert bars(dick) == {"Op tijd": [0, 0, 1, 0, 0], "Iets te laat": [0, 0, 0, 0, 0]}
    assert list(table(dick, "Eerste datum")["Dossier"]) == [dossier.codenaam]
    rows = {row[0]: row[1:] for row in table(dick, "Verschil").values.tolist()}
    assert rows["Open dossiers"] == ["1", "2", "1"] and rows["Te laat"] == ["0", "3", "3"]
    assert rows["Open in stap 1"] == ["0", "1", "1"] and rows["Open in stap 3"] == ["1", "1", "0"]
    assert tiles(dick)["Open dossiers"] == 2, "the tiles are of today"
    dick.presses("Terug naar vandaag")
    assert not has_table(dick, "Verschil") and len(table(dick, "Eerste datum")) == 2


def test_what_was_destroyed_since_counts_then_and_is_in_no_list(school: School, dick: Person) -> None:
    dossier = school.keeps(te_vernietigen())
    school.days_pass(7)
    on = school.now.date()
    for _message in range(2):
        pending = school.reads(dossier)
        waiting = [each for each in pending.records if each.soort == "Afronding"]
        seen = {each.waarde("kennisgeving") for each in pending.records if each.isa(Ontvangst)}
        nummer = next(str(each.nummer) for each in waiting if str(each.nummer) not in seen)
        after = record(pending, Ontvangst, on=on, kennisgeving=nummer)
        dossiers.save(after, by=DICK, moment=Moment(on, school.now, f"seen-{nummer}"))
    dick.opens("directie.py")
    assert "Er zijn geen open dossiers." in dick.reads()
    asks_for(dick, "10-11-2026")
    assert bars(dick)["Op tijd"] == [0, 1, 0, 0, 0]
    assert not has_table(dick, "Eerste datum") and dossier.codenaam not in dick.reads()
    assert "sindsdien vernietigd" in dick.reads()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("10-12-2026", "moet nog komen"), ("gisteren", "dag-maand-jaar"), ("31-02-2026", "dag-maand-jaar")],
)
def test_a_day_that_is_none_is_refused_in_words_and_today_is_shown(
    school: School, dick: Person, typed: str, said: str
) -> None:
    school.keeps(opened())
    dick.opens("directie.py")
    asks_for(dick, typed)
    assert said in dick.reads() and bars(dick)["Op tijd"] == [1, 0, 0, 0, 0]


# Whose


def test_what_the_directie_is_shut_out_of_is_in_no_figure_and_no_file(school: School, dick: Person) -> None:
    school.keeps(opened())
    hidden = school.keeps(record(after_stap(1), Afscherming, afgeschermd=written(DICK), vervanger=written(VERA)))
    dick.opens("directie.py")
    assert tiles(dick)["Open dossiers"] == 1 and hidden.codenaam not in dick.reads()
    lines = exported(DICK, "overzicht", NOW.date())
    assert hidden.codenaam not in str(lines) and len(block(lines, "Dossiers")) == 1
    vera = Person(VERA)
    vera.opens("directie.py")
    assert list(table(vera, "Eerste datum")["Dossier"]) == [hidden.codenaam] and tiles(vera)["Open dossiers"] == 1
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
