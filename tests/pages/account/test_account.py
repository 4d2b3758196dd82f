"""The page Mijn account: password, second step and sessions; and confirming who one is before a destruction."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from db.accounts import passwords, second_factor, sessions
from db.accounts import sign_in as entrance
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.vastleggingen import VernietigingBevestigd
from meldcode.versie import VERSIE, WAT_IS_NIEUW
from tests.builders import te_vernietigen
from tests.cast import DICK, NOOR, SCHOOL
from tests.pages.person import Person, session_of
from tests.pages.school import School

OLD, NEW = "een-lang-wachtwoord", "fluitketel-op-de-zolder"


@pytest.fixture
def mine(school: School, noor: Person) -> Iterator[Person]:
    school.changes(NOOR, password_hash=passwords.hash_password(OLD))
    noor.opens("account.py")
    yield noor
    entrance.failures_are_noted()


def fills_in(person: Person, now: str, new: str, once_more: str) -> None:
    for field, text in {"nu": now, "nieuw": new, "nogmaals": once_more}.items():
        person.app.text_input(key=f"wachtwoord/{field}").set_value(text)
    person.presses("Wachtwoord wijzigen")


def elsewhere(school: School) -> str:
    with transaction(EVERY_SCHOOL) as connection:
        return sessions.token_hash(sessions.begin(connection, NOOR.id, school.now))


def actions() -> list[str]:
    with reading(SCHOOL) as connection:
        return [row.action for row in journal.lines(connection, SCHOOL)]


def test_another_password_ends_the_other_sessions_and_not_this_one(school: School, mine: Person) -> None:
    other = elsewhere(school)
    fills_in(mine, OLD, NEW, NEW)
    assert mine.is_told() == ["Uw wachtwoord is gewijzigd. Op andere plekken bent u uitgelogd."]
    assert sessions.user_for(other, school.now) is None and sessions.user_for(mine.session, school.now) == NOOR
    email = f"{NOOR.id}@{SCHOOL}.example"
    assert entrance.with_password(email, NEW, school.now).token
    assert actions()[0] == entrance.PASSWORD_CHANGED


def test_everybody_reads_which_version_this_is_and_what_is_new(mine: Person) -> None:
    assert f"Versie {VERSIE}" in [each.value for each in mine.app.text]
    (folded,) = [each for each in mine.app.expander if each.label == "Wat is er nieuw"]
    assert not folded.proto.expanded
    said = "".join(each.proto.body for each in folded.get("html"))
    assert f"Versie {VERSIE}" in said
    assert all(f"<li>{zin}</li>" in said for each in WAT_IS_NIEUW for zin in each.zinnen)


WRONG = [
    ("niet-dit", NEW, NEW, "Uw wachtwoord van nu – Uw wachtwoord van nu klopt niet."),
    (OLD, NEW, NEW + "!", "Nieuw wachtwoord, nog een keer – De twee nieuwe wachtwoorden zijn niet gelijk."),
    (OLD, "te-kort", "te-kort", "Nieuw wachtwoord – Kies een wachtwoord van ten minste 12 tekens."),
]


@pytest.mark.parametrize(("now", "new", "once_more", "sentence"), WRONG)
def test_what_will_not_do_is_told_and_changes_nothing(school, mine, now, new, once_more, sentence) -> None:
    other = elsewhere(school)
    fills_in(mine, now, new, once_more)
    assert mine.is_refused() == [sentence] and sentence.partition(" – ")[2] in mine.is_told()
    assert sessions.user_for(other, school.now)
    assert all(each.value == "" for each in mine.app.text_input), "a password is never kept in a field"


def test_guessing_the_password_of_an_open_session_is_slowed_down(school: School, mine: Person) -> None:
    for _ in range(10):
        fills_in(mine, "niet-dit", NEW, NEW)
        school.now += timedelta(seconds=31)
    school.is_busy()
    fills_in(mine, OLD, NEW, NEW)
    assert "te vaak iets geprobeerd" in mine.is_refused()[0]
    school.now += timedelta(minutes=15)
    school.is_busy()
    fills_in(mine, OLD, NEW, NEW)
    assert "is gewijzigd" in mine.is_told()[0]


def code_for(school: School, secret: str) -> str:
    return pyotp.TOTP(secret).at(school.now.replace(tzinfo=UTC))


def secret_of(user) -> str:
    with transaction(SCHOOL) as connection:
        return second_factor.proposed(connection, user.id, SCHOOL)


def sets_up(school: School, person: Person) -> str:
    person.presses("Tweede stap instellen")
    secret = secret_of(NOOR)
    person.app.text_input(key="account/code").set_value(code_for(school, secret))
    person.presses("Bevestigen")
    return secret


def test_a_second_step_is_set_up_with_ten_recovery_codes_shown_once(school: School, mine: Person) -> None:
    other = elsewhere(school)
    secret = sets_up(school, mine)
    assert "De tweede stap staat aan. Op andere plekken bent u uitgelogd." in mine.is_told()
    (codes,) = mine.app.code
    assert len(set(str(codes.value).split())) == 10 and secret not in mine.reads()
    assert sessions.user_for(other, school.now) is None
    mine.refreshes()
    assert not mine.app.code and "Staat aan. U hebt nog 10 ongebruikte herstelcodes." in mine.reads()


def test_new_recovery_codes_replace_the_old_ones(school: School, mine: Person) -> None:
    sets_up(school, mine)
    old = str(mine.app.code[0].value).split()[0]
    mine.presses("Nieuwe herstelcodes")
    new = str(mine.app.code[0].value).split()[0]
    with transaction(SCHOOL) as connection:
        assert second_factor.accepts(connection, NOOR.id, SCHOOL, old, school.now) is None
        assert second_factor.accepts(connection, NOOR.id, SCHOOL, new, school.now)


def test_who_finds_the_page_open_cannot_take_the_second_step_over(school: School, mine: Person) -> None:
    sets_up(school, mine)
    school.now += sessions.RECENT
    mine.refreshes()
    mine.presses("Andere telefoon instellen")
    assert "Bevestig eerst dat u het bent." in mine.reads()
    assert "sleutel over" not in mine.reads()


def test_with_a_second_step_it_is_a_code_that_is_asked_again(school: School, mine: Person) -> None:
    secret = sets_up(school, mine)
    school.now += sessions.RECENT
    mine.presses("Nieuwe herstelcodes")
    mine.app.text_input(key="again/tweede-stap").set_value(OLD)
    mine.presses("Bevestigen")
    assert "Deze code klopt niet (meer)." in mine.reads()
    school.now += timedelta(seconds=30)
    mine.app.text_input(key="again/tweede-stap").set_value(code_for(school, secret))
    mine.presses("Bevestigen")
    assert mine.app.code


def test_sessions_are_listed_and_each_can_be_ended(school: School, mine: Person) -> None:
    first, second = elsewhere(school), elsewhere(school)
    mine.refreshes()
    assert mine.reads().count("Op een andere plek") == 2
    found = [each for each in mine.app.button if each.label.startswith("Daar uitloggen")]
    assert len({each.label for each in found}) == 2, "each says which place it is about"
    found[0].click()
    mine.refreshes()
    assert [bool(sessions.user_for(each, school.now)) for each in (first, second)].count(True) == 1
    mine.presses("Overal elders uitloggen")
    assert not any(sessions.user_for(each, school.now) for each in (first, second))
    assert sessions.user_for(mine.session, school.now) == NOOR


def test_nobody_ends_a_session_of_somebody_else(school: School) -> None:
    with transaction(SCHOOL) as connection:
        sessions.end(connection, NOOR.id, session_of(DICK))
    assert sessions.user_for(session_of(DICK), school.now) == DICK


# Destruction


def test_destroying_asks_who_sits_there_when_that_is_long_ago(school: School, dick: Person) -> None:
    school.changes(DICK, password_hash=passwords.hash_password(OLD))
    dossier = school.keeps(te_vernietigen())
    school.now += sessions.RECENT
    dick.opens("vernietigen.py", dossier)
    assert "Bevestig en vernietig" not in dick.buttons()
    (key,) = [str(each.key) for each in dick.app.text_input if str(each.key).startswith("again/")]
    field = dick.app.text_input(key=key)
    field.set_value(OLD)
    dick.presses("Bevestigen", f"FormSubmitter:{field.key}/form-Bevestigen")
    dick.answers(VernietigingBevestigd, {"codenaam": dossier.codenaam})
    dick.presses("Bevestig en vernietig")
    assert dick.is_told() == ["Het dossier is vernietigd."]


@pytest.mark.parametrize(("seconds", "recent"), [(-1, False), (0, True), (299, True), (300, False)])
def test_recent_is_five_minutes_and_never_the_future(school: School, seconds: int, recent: bool) -> None:
    at: datetime = school.now + timedelta(seconds=seconds)
    assert sessions.is_recent(session_of(NOOR), at) is recent


@pytest.mark.parametrize("session", ["", "x", "0" * 64])
def test_an_unknown_session_never_confirmed_anything(school: School, session: str) -> None:
    assert not sessions.is_recent(session, school.now)
