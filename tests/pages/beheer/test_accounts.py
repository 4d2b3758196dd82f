"""Accounts in beheer: adding one, changing its role, blocking it and letting it in again."""

import pytest

from db.accounts import identities, one_time_codes, second_factor, sessions
from db.accounts import sign_in as entrance
from db.journal import journal
from db.store.engine import reading, transaction
from meldcode.rollen import Role
from tests.cast import BEA, LARS, NOOR, SCHOOL
from tests.pages.beheer.accounts import LAST, NEW, PASSWORD, adds, gives, listed
from tests.pages.person import Person, session_of
from tests.pages.school import School

SIGNED_OUT = "U bent niet ingelogd, of uw sessie is verlopen. Wat u typte is bewaard."


# A new account


def link_on(person: Person) -> str:
    """The code in the link that is shown."""
    (shown,) = person.app.code
    return str(shown.value).partition("/inloggen/link#")[2]


MADE = "Het account is gemaakt. Met de link hieronder kiest Joke Smit zelf een wachtwoord."


def test_a_new_account_gets_a_link_shown_once_and_chooses_the_password_itself(school: School, beheer: Person) -> None:
    adds(beheer)
    assert beheer.is_told() == [MADE]
    assert listed()["Joke Smit"] == ("leerkracht", True)
    assert not entrance.with_password("joke@oefenschool.example", "", school.now).token
    code = link_on(beheer)
    assert one_time_codes.choose_password(code, PASSWORD, school.now).is_half, "the second step comes next"
    beheer.refreshes()
    assert not beheer.app.code and code not in beheer.reads()
    entrance.failures_are_noted()


def test_a_link_for_somebody_who_forgot_the_password_ends_what_was_there(school: School, beheer: Person) -> None:
    beheer.presses("Link voor een nieuw wachtwoord", key=f"link/{LARS.id}")
    assert sessions.user_for(session_of(LARS), school.now), "nothing is lost until it is used"
    assert one_time_codes.choose_password(link_on(beheer), PASSWORD, school.now).token
    assert sessions.user_for(session_of(LARS), school.now) is None


def test_a_lost_telephone_is_taken_off_and_everything_ended(school: School, beheer: Person) -> None:
    with transaction(SCHOOL) as connection:
        second_factor.proposed(connection, LARS.id, SCHOOL)
    beheer.presses("Tweede stap wissen", key=f"wis/{LARS.id}")
    assert school.rows()["second_factor"] == 0 and sessions.user_for(session_of(LARS), school.now) is None
    with reading(SCHOOL) as connection:
        assert journal.lines(connection, SCHOOL)[0].action == entrance.FACTOR_REMOVED


def test_signing_somebody_out_ends_their_sessions_and_no_others(school: School, beheer: Person) -> None:
    beheer.presses("Overal uitloggen", key=f"uit/{LARS.id}")
    assert sessions.user_for(session_of(LARS), school.now) is None
    assert sessions.user_for(session_of(NOOR), school.now)


def test_the_form_is_empty_after_it(beheer: Person) -> None:
    adds(beheer)
    assert [beheer.app.text_input(key=f"account/{field}").value for field in NEW] == ["", ""]


BAD = [
    ({"email": "joke"}, "E-mailadres – Vul een geldig e-mailadres in, zoals naam@school.nl."),
    ({"email": ""}, "E-mailadres – Vul een geldig e-mailadres in, zoals naam@school.nl."),
    ({"email": "NOOR@oefenschool.example "}, "E-mailadres – Er is al een account met dit e-mailadres."),
    ({"naam": " "}, "Naam – Vul een naam in."),
    ({"naam": "J" * 121}, "Naam – De naam mag ten hoogste 120 tekens lang zijn."),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD, ids=[f"{list(c)[0]}-{i}" for i, (c, _) in enumerate(BAD)])
def test_bad_input_is_told_and_makes_no_account(school: School, beheer: Person, changes, sentence) -> None:
    before = school.rows()
    adds(beheer, **changes)
    assert beheer.is_refused() == [sentence] and sentence.partition(" – ")[2] in beheer.is_told()
    assert school.rows() == before
    typed = {field: beheer.app.text_input(key=f"account/{field}").value for field in ("naam", "email")}
    assert typed == {field: (NEW | changes)[field] for field in typed}, "nothing lost of what was typed"
    assert beheer.app.selectbox(key="account/rol").value == Role.LEERKRACHT


# Roles and blocking


def test_another_role_holds_at_the_next_click(school: School, beheer: Person, lars: Person) -> None:
    assert lars.has_in_menu("nieuw.py")
    gives(beheer, LARS, Role.DIRECTIE)
    assert beheer.is_told() == ["De rol is gewijzigd, en het account is overal uitgelogd."]
    lars.refreshes()
    assert "U bent niet ingelogd" in lars.reads() and lars.buttons() == []
    with transaction(SCHOOL) as connection:
        session = sessions.begin(connection, LARS.id, school.now)
    again = Person(LARS, sessions.token_hash(session))
    again.opens("directie.py")
    assert again.has_in_menu("directie.py") and not again.has_in_menu("nieuw.py")


@pytest.mark.parametrize(
    "gone", [{"role": Role.LEERKRACHT.value}, {"role": Role.IB_ER.value}, {"active": False}], ids=str
)
def test_who_is_beheerder_no_longer_changes_nothing_from_a_page_that_is_still_open(
    school: School, beheer: Person, gone: dict[str, object]
) -> None:
    """A bug once: with the page still open, a former beheerder could change roles and add accounts."""
    school.changes(NOOR, role=Role.BEHEERDER.value)  # a second beheerder, so that Bea can lose the role
    school.changes(BEA, **gone)
    before = listed()
    gives(beheer, BEA, Role.DIRECTIE)
    assert listed() == before and "Account toevoegen" not in beheer.buttons()


@pytest.mark.parametrize("gone", [{"role": Role.LEERKRACHT.value}, {"active": False}], ids=str)
def test_nor_does_she_make_an_account(school: School, beheer: Person, gone: dict[str, object]) -> None:
    school.changes(BEA, **gone)
    before = listed()
    adds(beheer)
    assert listed() == before and "Account toevoegen" not in beheer.buttons()


def test_blocking_ends_the_sessions_and_letting_in_again_does_not_revive_them(beheer: Person, lars: Person) -> None:
    lars.opens("start.py")
    beheer.presses("Blokkeren", key=f"actief/{LARS.id}")
    assert beheer.is_told() == ["Het account is geblokkeerd en overal uitgelogd."]
    lars.refreshes()
    assert lars.is_told() == [SIGNED_OUT]
    beheer.presses("Weer toelaten", key=f"actief/{LARS.id}")
    assert listed()["Lars Brouwer"] == ("leerkracht", True)
    lars.refreshes()
    assert lars.is_told() == [SIGNED_OUT]


def test_the_last_beheerder_cannot_be_blocked(beheer: Person) -> None:
    beheer.presses("Blokkeren", key=f"actief/{BEA.id}")
    assert beheer.is_told() == [LAST]
    assert listed()["Bea Willems"] == ("beheerder", True)


def test_the_last_beheerder_keeps_the_role_and_the_list_shows_so(beheer: Person) -> None:
    gives(beheer, BEA, Role.LEERKRACHT)
    assert beheer.is_told() == [LAST]
    assert listed()["Bea Willems"] == ("beheerder", True)
    assert beheer.app.selectbox(key=f"rol/{BEA.id}").value == Role.BEHEERDER


def test_with_another_beheerder_one_may_go(beheer: Person) -> None:
    gives(beheer, LARS, Role.BEHEERDER)
    beheer.presses("Blokkeren", key=f"actief/{BEA.id}")
    assert listed()["Bea Willems"] == ("beheerder", False)
    assert beheer.is_told() == [SIGNED_OUT]


def test_accounts_of_another_school_are_not_listed(beheer: Person) -> None:
    assert "Lars Brouwer" in beheer.reads() and "Sara Lindeman" not in beheer.reads()


def test_an_account_that_signs_in_through_the_school_can_be_unlinked(school: School, beheer: Person) -> None:
    assert all(each.label != "Ontkoppelen" for each in beheer.app.button)
    assert identities.sign_in("https://inlog.example", "lars", f"lars@{SCHOOL}.example", school.now)
    beheer.refreshes()
    assert [each.key for each in beheer.app.button if each.label.startswith("Ontkoppelen")] == [
        f"ontkoppelen/{LARS.id}"
    ]
    beheer.presses("Ontkoppelen", key=f"ontkoppelen/{LARS.id}")
    assert beheer.is_told() == [
        "Het account is ontkoppeld en overal uitgelogd. De volgende keer wordt opnieuw gekoppeld."
    ]
    assert all(each.label != "Ontkoppelen" for each in beheer.app.button)
