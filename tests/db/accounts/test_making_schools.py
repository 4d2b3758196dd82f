"""The board's beheerder makes schools: who may, what comes of it, and what they cannot do in it; on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, insert, select, update

from db import schema
from db.accounts import accounts, bestuur, one_time_codes
from db.accounts.bestuur import BestuurError, School
from db.accounts.passwords import AccountError
from db.dossiers import dossiers
from db.journal import journal
from db.keys.vault import vault
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import verification
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastlegging import fill
from tests.builders import answers
from tests.cast import BEA, BESS, DICK, LARS, NOOR, SARA, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import count, moment

PASSWORD = "fluitketel-op-de-zolder-37"
EMAIL = f"bea@{SCHOOL}.example"
NEW = ("De Eik", "Joke Smit", "joke@eik.example")


@pytest.fixture
def maker(folder: object) -> User:
    """Bea, whom the server's administrator let make schools."""
    assert folder
    bestuur.appoint(EMAIL, makes_schools=True)
    return BEA


def named() -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        return list(schools.all_schools(connection).values())


def the_new() -> str:
    with reading(EVERY_SCHOOL) as connection:
        return next(each for each, naam in schools.all_schools(connection).items() if naam == NEW[0])


def actions(school_id: str) -> list[tuple[str, str]]:
    with reading(school_id) as connection:
        return [(row.actor, row.action) for row in reversed(journal.lines(connection, school_id))]


def test_a_school_is_made_whose_first_beheerder_gets_in_with_the_link(maker: User) -> None:
    made = bestuur.make_school(maker, " De  Eik ", *NEW[1:], NOW)
    assert (made.school, made.naam) == NEW[:2] and named() == ["buurschool", "De Eik", SCHOOL]
    school_id = the_new()
    assert (BEA.id, journal.SCHOOL_MADE) in actions(SCHOOL)
    assert actions(school_id)[:2] == [(BEA.id, journal.SCHOOL_MADE), (BEA.id, one_time_codes.MADE)]
    assert journal.verify(school_id) is None and journal.verify(SCHOOL) is None
    assert verification.of_school(school_id) == [] == verification.of_files(fully=True)
    with reading(school_id) as connection:
        (first,) = accounts.list_accounts(connection, school_id)
        assert not schools.name_and_practice(connection, school_id)[1]
        assert all(schools.second_factor_asked(connection, school_id).values())
    assert (first.naam, first.email, first.roles) == (*NEW[1:], (Role.BEHEERDER,))
    assert one_time_codes.choose_password(made.code, PASSWORD, NOW).is_half, "the second step comes next"
    with pytest.raises(AccountError, match="al gebruikt"):
        one_time_codes.choose_password(made.code, PASSWORD, NOW)


def test_the_new_school_works_beside_the_others_and_neither_sees_the_other(maker: User) -> None:
    bestuur.make_school(maker, *NEW, NOW)
    school_id = the_new()
    with transaction(school_id) as connection:
        who = {"school_id": school_id, "naam": "Ilse", "email": "ilse@eik.example"}
        ilse = User(
            accounts.create_account(connection, **who, role=Role.IB_ER, password=PASSWORD, now=NOW),
            school_id,
            "Ilse",
            Role.IB_ER,
        )
    theirs = dossiers.open_dossier(fill(Opening, answers(Opening)), by=ilse, moment=moment())
    with reading(SCHOOL) as connection:
        assert dossiers.load(connection, theirs.id, SCHOOL) is None
        here = schema.dossier.c.school_id == SCHOOL
        assert connection.scalar(select(func.count()).select_from(schema.dossier).where(here)) == 0
    assert journal.verify(school_id) is None and count("dossier") == 1


REFUSED: dict[str, Callable[[], User]] = {
    "not appointed": lambda: replace(BEA, id="mirjam"),
    "of another school": lambda: SARA,
    "acting in another role": lambda: replace(BEA, role=Role.LEERKRACHT),
    "bestuur": lambda: BESS,
    "directie": lambda: DICK,
}


@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_makes_one_or_sees_which_there_are(maker: User, who: str) -> None:
    before = count("journal")
    for tries in (
        lambda user: bestuur.make_school(user, *NEW, NOW),
        lambda user: bestuur.make_link(user, SCHOOL, NOW),
        bestuur.every_school,
    ):
        with pytest.raises(AccountError, match="U maakt geen scholen"):
            tries(REFUSED[who]())
    assert named() == ["buurschool", SCHOOL] and count("journal") == before and maker


def test_who_reads_dossiers_as_well_is_not_appointed_and_who_comes_to_do_so_makes_none(maker: User) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(insert(schema.nevenrol).values(account_id=BEA.id, role=Role.IB_ER.value))
    with pytest.raises(AccountError, match="U maakt geen scholen"):
        bestuur.make_school(maker, *NEW, NOW)
    with pytest.raises(BestuurError, match="leest ook dossiers"):
        bestuur.appoint(EMAIL, makes_schools=True)
    bestuur.appoint(EMAIL, makes_schools=False)
    assert count("scholenbeheer") == 0


@pytest.mark.parametrize("gone", [{"active": False}, {"role": Role.LEERKRACHT.value}], ids=str)
def test_who_is_blocked_or_no_longer_beheerder_makes_none(maker: User, gone: dict[str, object]) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == BEA.id).values(**gone))
    with pytest.raises(AccountError, match="U maakt geen scholen"):
        bestuur.make_school(maker, *NEW, NOW)


def test_only_a_beheerder_is_appointed_and_until_it_is_taken_back(maker: User) -> None:
    for user in (NOOR, LARS, BESS):
        with pytest.raises(BestuurError, match="niet het e-mailadres van een beheerder"):
            bestuur.appoint(f"{user.id}@{SCHOOL}.example", makes_schools=True)
    bestuur.appoint(EMAIL.upper(), makes_schools=False)
    with pytest.raises(AccountError, match="U maakt geen scholen"):
        bestuur.make_school(maker, *NEW, NOW)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.school).values(oefenschool=True))
    with pytest.raises(BestuurError, match="oefenschool"):
        bestuur.appoint(EMAIL, makes_schools=True)


BAD = {
    "the same name": (("De Eik", *NEW[1:]), "school", "Er is al een school die De Eik heet"),
    "in capitals": ((" DE eik", *NEW[1:]), "school", "Er is al een school die DE eik heet"),
    "no name": (("  ", *NEW[1:]), "school", "Geef de school een naam"),
    "a name without end": (("x" * 121, *NEW[1:]), "school", "ten hoogste 120"),
    "nobody": (("De Beuk", "", NEW[2]), "naam", "Vul een naam in"),
    "no address": (("De Beuk", "Joke", "joke"), "email", "geldig e-mailadres"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_name_given_twice_or_a_field_that_will_not_do_is_refused_and_nothing_is_made(maker: User, case: str) -> None:
    bestuur.make_school(maker, *NEW, NOW)
    typed, field, said = BAD[case]
    before, keys = (count("school"), count("account"), count("journal")), vault().owners()
    with pytest.raises(AccountError, match=said) as refused:
        bestuur.make_school(maker, *typed, NOW)
    assert refused.value.veld == field
    assert (count("school"), count("account"), count("journal")) == before
    assert vault().owners() == keys and verification.of_files(fully=True) == [], "no key of a school that is not there"


def test_of_two_who_make_the_same_at_once_one_succeeds(maker: User) -> None:
    together, outcomes = Barrier(2), []

    def makes() -> None:
        together.wait()
        try:
            outcomes.append(bestuur.make_school(maker, *NEW, NOW).school)
        except AccountError as problem:
            outcomes.append(problem.veld)

    both = [Thread(target=makes) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(outcomes) == ["De Eik", "school"] and named().count("De Eik") == 1


def test_a_new_link_is_made_only_while_nobody_ever_got_in(maker: User) -> None:
    first = bestuur.make_school(maker, *NEW, NOW)
    school_id = the_new()
    assert bestuur.every_school(maker) == [
        School("buurschool", "buurschool", ""), School(school_id, "De Eik", "Joke Smit"), School(SCHOOL, SCHOOL, "")
    ]  # fmt: skip
    later = NOW + one_time_codes.LINK_LASTS + timedelta(hours=1)
    with pytest.raises(AccountError, match="verlopen"):
        one_time_codes.choose_password(first.code, PASSWORD, later)
    second = bestuur.make_link(maker, school_id, later)
    assert (second.school, second.naam) == NEW[:2] and one_time_codes.choose_password(second.code, PASSWORD, later)
    for other in (school_id, SCHOOL, "nergens"):
        with pytest.raises(AccountError, match="al iemand binnen"):
            bestuur.make_link(maker, other, later)
    assert journal.verify(school_id) is None and [each.wacht_op for each in bestuur.every_school(maker)] == ["", "", ""]


def test_not_even_when_its_beheerder_lost_the_password_later(maker: User) -> None:
    made = bestuur.make_school(maker, *NEW, NOW)
    one_time_codes.choose_password(made.code, PASSWORD, NOW)
    school_id = the_new()
    with transaction(EVERY_SCHOOL) as connection:
        (first,) = accounts.list_accounts(connection, school_id)
        connection.execute(update(schema.school).where(schema.school.c.id == school_id).values(laatste_nummer=1))
        one_time_codes.start_anew(connection, first.id, school_id)
    with pytest.raises(AccountError, match="al iemand binnen"):
        bestuur.make_link(maker, school_id, NOW)


def test_on_the_command_line_a_school_waits_for_its_code_and_is_made_once(maker: User) -> None:
    code = bestuur.add_school(NEW[0], NOW)
    again = bestuur.add_school(NEW[0], NOW)
    assert code != again and named().count("De Eik") == 1
    with pytest.raises(AccountError, match="al gebruikt of verlopen"):
        one_time_codes.make_first_account(code, *NEW[1:], PASSWORD, NOW)
    assert one_time_codes.make_first_account(again, *NEW[1:], PASSWORD, NOW).is_half
    for naam in ("De Eik", "de eik", SCHOOL):
        with pytest.raises(AccountError, match="Er is al een school die"):
            bestuur.add_school(naam, NOW)
    assert journal.verify(the_new()) is None and verification.of_files(fully=True) == []
    with reading(EVERY_SCHOOL) as connection:
        assert connection.scalar(select(func.count()).select_from(schema.account)) == 10


def test_somebody_with_an_account_elsewhere_may_be_the_first_beheerder(maker: User) -> None:
    made = bestuur.make_school(maker, NEW[0], "Bea Willems", EMAIL, NOW)
    with pytest.raises(AccountError, match="tweede stap"):
        one_time_codes.sign_in_via(made.code, maker, NOW)
    with transaction(the_new()) as connection:
        schools.ask_second_factor(connection, the_new(), Role.BEHEERDER, False)
    assert one_time_codes.sign_in_via(made.code, maker, NOW) == "De Eik"
