"""Beheer asks people to confirm who they are: by password, or at the school's single sign-on provider."""

from datetime import timedelta

import pytest

from db.accounts import identities, passwords, sessions
from db.accounts import sign_in as entrance
from db.school import schools
from db.store.engine import reading
from meldcode.rollen import Role
from tests.cast import BEA, LARS, SCHOOL
from tests.pages.beheer.accounts import LAST, PASSWORD, adds, gives, listed
from tests.pages.person import Person
from tests.pages.school import School


def test_after_five_minutes_beheer_asks_who_sits_there_and_changes_nothing_before(
    school: School, beheer: Person
) -> None:
    before = listed()
    school.now += sessions.RECENT
    gives(beheer, LARS, Role.DIRECTIE)
    assert listed() == before
    assert "Voor beheer bevestigt u eerst dat u het bent." in beheer.reads() and "Lars" not in beheer.reads()


def test_the_password_opens_beheer_again_with_what_was_typed_and_a_wrong_one_does_not(
    school: School, beheer: Person
) -> None:
    school.changes(BEA, password_hash=passwords.hash_password(PASSWORD))
    school.now += sessions.RECENT
    adds(beheer)
    assert "Joke Smit" not in listed()
    for typed, opens in (("niet-het-wachtwoord", False), (PASSWORD, True)):
        school.now += timedelta(seconds=2)
        beheer.app.text_input(key="again/page").set_value(typed)
        beheer.presses("Bevestigen")
        assert ("Lars Brouwer" in beheer.reads()) is opens
        assert typed not in beheer.reads()
    assert beheer.app.text_input(key="account/naam").value == "Joke Smit"
    entrance.failures_are_noted()


SSO = {
    "SOORT": "anders",
    "ISSUER": "https://inlog.example",
    "CLIENT_ID": "meldroute",
    "CLIENT_SECRET": "geheim",
    "ADRES": "https://meldroute.example",
    "NAAM": "SchoolID",
}


def single_sign_on(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    for name, value in (SSO | more).items():
        monkeypatch.setenv(f"MELDCODE_OIDC_{name}", value)


def anew(person: Person) -> bool:
    return any("Opnieuw inloggen met SchoolID" in each.proto.body for each in person.app.get("html"))


def test_who_has_no_password_shows_who_they_are_at_the_provider_or_not_at_all(
    school: School, beheer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.changes(BEA, password_hash=passwords.NONE_YET)
    school.now += sessions.RECENT
    beheer.refreshes()
    assert not anew(beheer) and "Vraag een beheerder om een link." in beheer.reads()
    single_sign_on(monkeypatch)
    assert identities.sign_in(SSO["ISSUER"], "bea", f"bea@{SCHOOL}.example", school.now)
    beheer.refreshes()
    assert anew(beheer) and "Lars" not in beheer.reads()
    assert not beheer.app.text_input, "nothing to type a password in"


def test_with_passwords_off_none_is_asked_and_no_link_is_made(
    school: School, beheer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    single_sign_on(monkeypatch, VERPLICHT="ja")
    beheer.refreshes()
    assert all(each.key != f"link/{LARS.id}" for each in beheer.app.button)
    adds(beheer)
    assert beheer.is_told() == ["Het account is gemaakt. Inloggen gaat met het account van school."]
    assert not beheer.app.code and school.rows()["link"] == 0
    school.now += sessions.RECENT
    beheer.refreshes()
    assert "Lars" not in beheer.reads() and all(each.key != "again/page" for each in beheer.app.text_input)


def test_a_beheerder_who_comes_in_through_the_school_counts_as_one_who_is_left(school: School, beheer: Person) -> None:
    school.changes(LARS, password_hash=passwords.NONE_YET)
    gives(beheer, LARS, Role.BEHEERDER)
    beheer.presses("Blokkeren", key=f"actief/{BEA.id}")
    assert beheer.is_told() == [LAST], "who has not come yet manages nothing"
    assert identities.sign_in(SSO["ISSUER"], "lars", f"lars@{SCHOOL}.example", school.now)
    beheer.presses("Blokkeren", key=f"actief/{BEA.id}")
    assert listed()["Bea Willems"] == ("beheerder", False)


def test_the_school_decides_of_whom_a_second_step_is_asked(school: School, beheer: Person) -> None:
    boxes = {each.key: each for each in beheer.app.checkbox}
    assert all(each.value for each in boxes.values()) and len(boxes) == len(Role)
    boxes[f"tweede-stap/{Role.LEERKRACHT}"].set_value(False)
    beheer.presses("Bewaren")
    with reading(SCHOOL) as connection:
        asked = schools.second_factor_asked(connection, SCHOOL)
    assert {role for role, is_asked in asked.items() if not is_asked} == {Role.LEERKRACHT}
