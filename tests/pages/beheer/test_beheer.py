"""Beheer: accounts and terms, and no dossier."""

from datetime import timedelta

import pytest

from db.accounts import accounts, identities, one_time_codes, passwords, second_factor, sessions
from db.accounts import sign_in as entrance
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.rollen import Role
from meldcode.vastleggingen import Opening
from tests.builders import answers, opened
from tests.cast import BEA, LARS, NOOR, SCHOOL
from tests.pages.person import Person, session_of
from tests.pages.school import School

PASSWORD = "een-lang-wachtwoord"
SIGNED_OUT = "U bent niet ingelogd, of uw sessie is verlopen. Wat u typte is bewaard."
NEW = {"naam": "Joke Smit", "email": "joke@oefenschool.example"}


@pytest.fixture
def beheer(bea: Person) -> Person:
    bea.opens("beheer.py")
    return bea


def adds(person: Person, **changes: str) -> None:
    for field, text in (NEW | changes).items():
        person.app.text_input(key=f"account/{field}").set_value(text)
    person.app.selectbox(key="account/rol").set_value(Role.LEERKRACHT)
    person.presses("Account toevoegen")


def listed() -> dict[str, tuple[str, bool]]:
    with reading(EVERY_SCHOOL) as connection:
        return {each.naam: (each.role.value, each.active) for each in accounts.list_accounts(connection, SCHOOL)}


def gives(person: Person, user, role: Role) -> None:
    person.app.selectbox(key=f"rol/{user.id}").set_value(role)
    person.refreshes()


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


# The password once more


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


def test_the_form_is_empty_after_it(beheer: Person) -> None:
    adds(beheer)
    assert [beheer.app.text_input(key=f"account/{field}").value for field in NEW] == ["", ""]


BAD = [
    ({"email": "joke"}, "E-mailadres – Vul een geldig e-mailadres in, zoals naam@school.nl."),
    ({"email": ""}, "E-mailadres – Vul een geldig e-mailadres in, zoals naam@school.nl."),
    ({"email": "NOOR@oefenschool.example "}, "E-mailadres – Er is al een account met dit e-mailadres."),
    ({"naam": " "}, "Naam – Vul een naam in."),
    ({"naam": "J" * 121}, "Naam – De naam mag ten hoogste 120 tekens lang zijn."),
    ({"naam": "Joke\x00Smit"}, "Naam – In de naam staan tekens die geen gewone tekst zijn."),
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
    again.opens("start.py")
    assert again.has_in_menu("directie.py") and not again.has_in_menu("nieuw.py")


@pytest.mark.parametrize(
    "gone", [{"role": Role.LEERKRACHT.value}, {"role": Role.IB_ER.value}, {"active": False}], ids=str
)
def test_who_is_beheerder_no_longer_changes_nothing_from_a_page_that_is_still_open(
    school: School, beheer: Person, gone: dict[str, object]
) -> None:
    """Seen before: with the page open she made herself ib-er and made an account, after she was beheerder no longer."""
    school.changes(NOOR, role=Role.BEHEERDER.value)  # there is another one
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


LAST = "Dit is de laatste actieve beheerder van de school. Maak eerst een andere beheerder."


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
    assert [each.key for each in beheer.app.button if each.label == "Ontkoppelen"] == [f"ontkoppelen/{LARS.id}"]
    beheer.presses("Ontkoppelen", key=f"ontkoppelen/{LARS.id}")
    assert beheer.is_told() == [
        "Het account is ontkoppeld en overal uitgelogd. De volgende keer wordt opnieuw gekoppeld."
    ]
    assert all(each.label != "Ontkoppelen" for each in beheer.app.button)


# Terms


def sets(person: Person, naam: str, days: int) -> None:
    person.app.number_input(key=f"termijn/{naam}").set_value(days)
    person.presses("Termijnen bewaren")


def test_a_term_counts_for_the_next_date_and_what_waits_keeps_its_own(
    school: School, beheer: Person, noor: Person
) -> None:
    old = school.keeps(opened())
    sets(beheer, "stap_1", 3)
    assert beheer.is_told() == ["De termijnen zijn bewaard."]
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening, naam="Roos Prins"))
    noor.presses("Vastleggen")
    noor.opens("start.py")
    dates = [each.help for each in noor.app.button if (each.help or "").startswith("Uiterlijk")]
    assert dates == [
        "Uiterlijk do 12 november 2026: 3 schooldagen na ma 9 november",
        "Uiterlijk ma 16 november 2026: 5 schooldagen na ma 9 november",
    ]
    assert old.codenaam in noor.reads()


def test_the_number_that_was_set_is_shown_again(school: School, beheer: Person) -> None:
    sets(beheer, "stap_2", 7)
    assert beheer.again().app.number_input(key="termijn/stap_2").value == 7
    assert beheer.again().app.number_input(key="termijn/stap_1").value == 5, "the others keep their default"


def test_every_term_names_its_source(beheer: Person) -> None:
    terms = [str(each.label) for each in beheer.app.number_input if str(each.key).startswith("termijn/")]
    said = beheer.why()
    assert len(terms) > 5 and all(each.rpartition(", in ")[0] in said for each in terms)
    assert "Veilig Thuis laat meestal weten wat het met een melding doet: Werkwijze van Veilig Thuis" in said
    assert "tekst van 1-7-2026; gelezen op 28-11-2026; https://wetten.overheid.nl/BWBR0035362/2026-07-01" in said
    assert "Bron:" not in beheer.reads(), "a source stands nowhere else on the screen"
