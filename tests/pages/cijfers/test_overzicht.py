"""The overview of the directie today: its tiles, tables, charts and lists agree with each other."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meldcode.vastleggingen import AcuutGevaar, Melding
from tests.builders import after_stap, decided, gesloten, in_opvolging, opened, record, te_vernietigen, waived
from tests.cast import DICK, MONDAY
from tests.pages.cijfers.shown import bars, block, exported, has_table, lists_all, table, tables, tiles
from tests.pages.person import Person
from tests.pages.school import NOW, School

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


# One definition

ON_THE_PAGE = 50  # the page lists only the first, and says so; counts and file have all


# No shrinking: dossiers of one example stay for the next, so a smaller example would only add more.
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
    assert sum(int(each[2]) for each in block(lines, "Per collega")) == len(late)
    longest = max((int(each[5]) for each in late), default=0)
    assert max((int(each[3]) for each in block(lines, "Per collega")), default=0) == longest
    assert block(lines, "Verloop over het schooljaar")[-1][1:] == [str(open_), str(len(late))]
    if not open_:
        assert dick.title.startswith("Er zijn geen open dossiers") and not list(dick.app.get("plotly_chart"))
        return
    waits = tile(dick, "op uw bevestiging")
    assert (f"{waits} wacht" if waits else "er wacht niets op u") in dick.title
    assert tile(dick, "waarin iets te laat is") == with_late
    if open_ > 1:
        assert dick.title.startswith(f"{with_late} van de {open_}" if with_late else f"Alle {open_}")
    assert not has_table(dick, "Eerste datum"), "the list is a press away"
    lists_all(dick)
    drawn = bars(dick)
    assert sum(drawn["Op tijd"]) + sum(drawn["Iets te laat"]) == open_ and sum(drawn["Iets te laat"]) == with_late
    assert len(table(dick, "Eerste datum")) == min(open_, ON_THE_PAGE)
    assert list(table(dick, "Waarvan iets te laat")["Open"].astype(int))[-1] == open_
    assert has_table(dick, "Uiterlijk") == bool(late)
    if late:
        assert len(table(dick, "Uiterlijk")) == min(len(late), ON_THE_PAGE)


# What the page says


def tile(person: Person, about: str) -> int:
    """The figure that is about this."""
    (found,) = [number for label, number in tiles(person).items() if about in label]
    return found


def test_what_the_directie_owes_comes_first(school: School, dick: Person) -> None:
    school.keeps(after_stap(2))
    dick.opens("directie.py")
    assert list(tiles(dick).items())[0] == ("dossier wacht op uw bevestiging", 1), "two messages of one dossier"
    text = dick.reads()
    assert text.index("Bevestigen 1") < text.index("Waar de dossiers staan")


def test_it_says_whose_move_it_is_for_what_and_how_much_is_late(school: School, dick: Person) -> None:
    school.keeps(after_stap(1))
    school.keeps(opened())
    school.days_pass(4)
    dick.opens("directie.py")
    people = table(dick, "Langst te laat, in dagen").astype(str).values.tolist()
    assert sorted(people) == [
        ["Directie", "1", "1", "2"],
        ["Intern begeleider", "1", "0", "0"],
        ["Noor van Dalen", "1", "0", "0"],
    ]
    rows = table(dick, "Wat")[["Wie", "Wat", "Wacht", "Waarvan te laat"]].values.tolist()
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
    assert tile(dick, "wacht op Veilig Thuis, 1 te laat") == 1


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
    lists_all(dick)
    assert set(table(dick, "Eerste datum")["Dossier"]) == {first.codenaam, third.codenaam}
    (choice,) = [each for each in dick.app.pills if each.key == "overzicht/stap"]
    choice.set_value(3)
    dick.refreshes()
    assert list(table(dick, "Eerste datum")["Dossier"]) == [third.codenaam]
    assert "Alle 2 dossiers" in dick.title, "the choice is of the list alone"


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
    monkeypatch.setattr("ui.cijfers.getoond.MANY", 3)
    for _ in range(5):
        school.keeps(opened())
    dick.opens("directie.py")
    lists_all(dick)
    assert len(table(dick, "Eerste datum")) == 3
    assert "De eerste 3 van 5. In het bestand staan ze allemaal." in dick.reads()
    assert len(block(exported(DICK, "overzicht", NOW.date()), "Dossiers")) == 5


def test_what_waits_for_veilig_thuis_and_what_was_skipped_says_so_too(
    school: School, dick: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.cijfers.getoond.MANY", 2)
    for _ in range(3):
        school.keeps(record(decided("5b"), Melding))
        school.keeps(waived())
    dick.opens("directie.py")
    assert tile(dick, "wachten op Veilig Thuis, geen te laat") == 3 and len(table(dick, "Wacht sinds")) == 2
    assert "De eerste 2 van 3. In het bestand staan ze allemaal." in dick.reads()
    assert len(table(dick, "Reden gegeven")) == 2 and "De eerste 2. Zijn het er meer" in dick.reads()
