"""The page Bestuur: figures of several schools, without a small count in any table, chart or file (ADR 16)."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db import schema
from db.accounts import bestuur
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.cast import BESS, OTHER_SCHOOL, SARA, SCHOOL
from tests.pages.cijfers.file_of import file_of
from tests.pages.person import Person
from tests.pages.school import NOW, School

BEFORE = date(2026, 10, 20)
_F = schema.verloop_fase


def gives(*school_ids: str) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        bestuur.set_schools(connection, BESS.id, school_ids)


def builds(name: str) -> str:
    """Another school, with an ib-er of its own."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(
            schema.school.insert().values(id=name, naam=name.title(), oefenschool=False, laatste_nummer=0)
        )
        who = {"id": f"ib-{name}", "school_id": name, "naam": "Iemand", "role": "ib_er", "created_at": NOW}
        connection.execute(
            schema.account.insert().values(who | {"email": f"{name}@x.example", "password_hash": "-", "active": True})
        )
    return name


def opens(school_id: str, number: int, on: date = BEFORE) -> list[Dossier]:
    """Store this many dossiers in this school."""
    people = {SCHOOL: User("noor", SCHOOL, "Noor", Role.IB_ER), OTHER_SCHOOL: SARA}
    by = people.get(school_id) or User(f"ib-{school_id}", school_id, "Iemand", Role.IB_ER)
    opening = fill(Opening, answers(Opening), on)
    return [
        dossiers.open_dossier(opening, by=by, moment=Moment(on, NOW, f"{school_id}-{on}-{each}"))
        for each in range(number)
    ]


def tables(person: Person) -> list[dict[str, str]]:
    return [{row[0]: row[1] for row in each.value.reset_index().values.tolist()} for each in person.app.table]


def everything_sent(person: Person) -> str:
    """Everything that reaches the browser, charts included."""
    return person.reads() + "".join(each.proto.spec for each in person.app.get("plotly_chart"))


@pytest.fixture
def bess(school: School) -> Callable[[], Person]:
    assert school

    def comes() -> Person:
        person = Person(BESS)
        person.opens("bestuur.py")
        return person

    return comes


def test_she_sees_each_school_she_was_given_and_no_other(bess: Callable[[], Person]) -> None:
    opens(SCHOOL, 6)
    opens(OTHER_SCHOOL, 9)
    stranger = builds("vreemd")
    opens(stranger, 30)
    gives(SCHOOL, OTHER_SCHOOL)
    per_school, *_rest = tables(bess())
    assert per_school == {"Buurschool": "9", "Oefenschool": "6", "Samen": "15"}
    assert "Vreemd" not in everything_sent(bess())


def test_who_was_given_none_sees_her_own_school(bess: Callable[[], Person]) -> None:
    opens(SCHOOL, 6)
    opens(OTHER_SCHOOL, 9)
    assert tables(bess())[0] == {"Oefenschool": "6", "Samen": "6"}


def test_a_small_school_is_hidden_and_does_not_follow_from_the_total(bess: Callable[[], Person]) -> None:
    opens(SCHOOL, 3)
    opens(OTHER_SCHOOL, 17)
    gives(SCHOOL, OTHER_SCHOOL)
    person = bess()
    assert tables(person)[0] == {"Buurschool": "17", "Oefenschool": "minder dan 5", "Samen": "niet getoond"}
    assert "Deze verdeling wordt niet getoond" in person.reads(), "per stap, the total would be there"
    assert "20" not in [word for each in tables(person) for word in each.values()]


def test_what_is_hidden_is_in_no_chart_either(bess: Callable[[], Person]) -> None:
    small = [SCHOOL, OTHER_SCHOOL, builds("derde"), builds("vierde")]
    for each in small:
        opens(each, 2)
    large = builds("grote")
    ids = [each.id for each in opens(large, 40)]
    for fase, some in (("stap_2", ids[:2]), ("stap_3", ids[2:4])):
        with transaction(EVERY_SCHOOL) as connection:
            connection.execute(_F.update().where(_F.c.dossier_id.in_(some)).values(fase=fase))
    gives(*small, large)
    person = bess()
    assert tables(person)[0]["Samen"] == "48", "four small schools make up eight between them, each of them any part"
    drawn = [json.loads(each.proto.spec) for each in person.app.get("plotly_chart")]
    assert {"Open": [40, 0, 0, 0, 0], "Aantal": [36, 0, 0, 0, 0]}.items() <= {
        each["data"][0]["name"]: sorted(each["data"][0]["x"], reverse=True) for each in drawn
    }.items(), "the small ones have no bar"
    said = [word["text"] for each in drawn for word in each["layout"]["annotations"]]
    assert "minder dan 5" in said and not {"2", "8"} & set(said)


def test_only_the_first_days_of_months_can_be_asked_for(school: School, bess: Callable[[], Person]) -> None:
    opens(SCHOOL, 6, on=date(2026, 11, 3))
    person = bess()
    choice = next(each for each in person.app.selectbox if each.key == "bestuur/dag")
    assert len(choice.options) == 13 and choice.options[0] == "zo 1 november 2026"
    assert tables(person)[0]["Oefenschool"] == "minder dan 5", "what was opened this month is not in it yet"
    for day in ("02-11-2026", "09-11-2026", "01-12-2026", "01-01-2020", "x"):
        assert made(dag=day).status_code == 404
    assert made(dag="01-11-2026").status_code == 200


def made(**asked: str) -> Any:
    return file_of(BESS, "bestuur", "csv", asked)


def year_of(person: Person) -> dict[str, str]:
    return next(each for each in tables(person) if "Advies gevraagd aan Veilig Thuis" in each)


def test_a_year_is_accounted_for_once_it_is_over(school: School, bess: Callable[[], Person]) -> None:
    gone = opens(SCHOOL, 7, on=date(2026, 5, 11))
    opens(SCHOOL, 8, on=date(2026, 10, 5))
    assert year_of(bess())["Geopend"] == "niet getoond", "seven are open on the first of June: it says what was before"
    ended = date(2026, 5, 20)
    with transaction(EVERY_SCHOOL) as connection:
        some = [each.id for each in gone[:2]]
        connection.execute(_F.update().where(_F.c.dossier_id.in_(some)).values(tot=ended, dagen=9))
    person = bess()
    assert next(each for each in person.app.selectbox if each.key == "bestuur/jaar").options == ["2025/2026"]
    assert year_of(person)["Geopend"] == "7", "five at most were open"
    assert made(jaar="2026").status_code == 404 and made(jaar="2025").status_code == 200


def test_without_a_year_that_is_over_it_says_so(bess: Callable[[], Person]) -> None:
    opens(SCHOOL, 6)
    assert "zodra het voorbij is" in bess().reads()


def test_the_file_has_no_smaller_counts_than_the_screen(bess: Callable[[], Person]) -> None:
    opens(SCHOOL, 3)
    opens(OTHER_SCHOOL, 17)
    gives(SCHOOL, OTHER_SCHOOL)
    body = bytes(made(dag="01-11-2026").body).decode()
    assert "Oefenschool;minder dan 5" in body and "Samen;niet getoond" in body
    assert ";20" not in body and ";3\r" not in body


def test_no_dossier_and_no_code_name_is_sent(bess: Callable[[], Person]) -> None:
    kept = opens(SCHOOL, 6)
    text = everything_sent(bess())
    assert not [each.codenaam for each in kept if each.codenaam in text] and "Sem" not in text


def test_who_is_of_the_board_of_one_school_gets_nothing_by_naming_another(bess: Callable[[], Person]) -> None:
    opens(OTHER_SCHOOL, 9)
    assert "Buurschool" not in bytes(made(school=OTHER_SCHOOL, dag="01-11-2026").body).decode()
