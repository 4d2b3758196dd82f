"""The overview of an earlier day: as it was then, compared with today."""

import pytest

from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from tests.builders import after_stap, destroyed, opened, te_vernietigen
from tests.cast import DICK
from tests.pages.cijfers.shown import bars, has_table, lists_all, table
from tests.pages.person import Person
from tests.pages.school import School


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
    lists_all(dick)
    assert list(table(dick, "Eerste datum")["Dossier"]) == [dossier.codenaam]
    rows = {row[0]: row[1:] for row in table(dick, "Verschil").values.tolist()}
    assert rows["Open dossiers"] == ["1", "2", "1"] and rows["Termijnen en afspraken te laat"] == ["0", "3", "3"]
    assert rows["Open in stap 1"] == ["0", "1", "1"] and rows["Open in stap 3"] == ["1", "1", "0"]
    assert "van de 2 dossiers" in dick.title, "the sentence and its figures are of today"
    dick.presses("Terug naar vandaag")
    assert not has_table(dick, "Verschil") and len(table(dick, "Eerste datum")) == 2


def test_what_was_destroyed_since_counts_then_and_is_in_no_list(school: School, dick: Person) -> None:
    dossier = school.keeps(te_vernietigen())
    school.days_pass(7)
    on = school.now.date()
    after = destroyed(school.reads(dossier), on=on)
    dossiers.save(after, by=DICK, moment=Moment(on, school.now, "seen"))
    dick.opens("directie.py")
    assert "Er zijn geen open dossiers." in dick.reads()
    asks_for(dick, "10-11-2026")
    assert bars(dick)["Op tijd"] == [0, 1, 0, 0, 0]
    lists_all(dick)
    assert not has_table(dick, "Eerste datum") and dossier.codenaam not in dick.reads()
    assert "is daarna vernietigd" in dick.reads()


def test_a_day_is_typed_as_people_say_it(school: School, dick: Person) -> None:
    school.keeps(opened())
    dick.opens("directie.py")
    asks_for(dick, "gisteren")
    assert "Stand aan het einde van zo 8 november 2026" in dick.reads()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("10-12-2026", "moet nog komen"), ("ooit", "kunnen wij niet lezen"), ("31-02-2026", "bestaat niet")],
)
def test_a_day_that_is_none_is_refused_in_words_and_today_is_shown(
    school: School, dick: Person, typed: str, said: str
) -> None:
    school.keeps(opened())
    dick.opens("directie.py")
    asks_for(dick, typed)
    assert said in dick.reads() and bars(dick)["Op tijd"] == [1, 0, 0, 0, 0]
