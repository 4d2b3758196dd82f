"""Beheer of roles and last days: what is given, what is refused and why, and that the exception is in the register."""

from datetime import date

from db.accounts import accounts
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import Role
from meldcode.vragen.datum import after_day
from tests.cast import BEA, DICK, FRED, LARS, NOOR, SCHOOL
from tests.pages.beheer.accounts import gives
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.werkplek import works
from ui.beheer.rollen import TOGETHER

GIVEN = "De rollen zijn bewaard, en het account is overal uitgelogd."


def account(user) -> accounts.Account:
    with reading(EVERY_SCHOOL) as connection:
        return next(each for each in accounts.list_accounts(connection, SCHOOL) if each.id == user.id)


def also(person: Person, user, *roles: Role) -> None:
    person.app.multiselect(key=f"rollen/{user.id}").set_value(list(roles))
    person.presses("Rollen bewaren", key=f"rollen-bewaren/{user.id}")


def lines() -> list[tuple[str, str]]:
    with reading(SCHOOL) as connection:
        return [(each.action, each.object_id) for each in journal.lines(connection, SCHOOL)]


def test_a_colleague_gets_another_role_besides(beheer: Person) -> None:
    also(beheer, LARS, Role.VERTROUWENSPERSOON)
    assert beheer.is_told() == [GIVEN]
    assert account(LARS).roles == (Role.VERTROUWENSPERSOON, Role.LEERKRACHT)
    assert "lars@oefenschool.example – ook leerkracht" in beheer.reads()
    assert (journal.MANAGED, LARS.id) in lines() and (TOGETHER, LARS.id) not in lines()
    also(beheer, LARS)
    assert account(LARS).roles == (Role.VERTROUWENSPERSOON,)


def test_another_first_role_leaves_the_others(school: School, beheer: Person) -> None:
    works(NOOR, Role.IB_ER, Role.LEERKRACHT)
    beheer.refreshes()
    gives(beheer, NOOR, Role.VERTROUWENSPERSOON)
    assert account(NOOR).roles == (Role.VERTROUWENSPERSOON, Role.LEERKRACHT)


def test_what_may_not_meet_is_refused_with_the_reason(beheer: Person) -> None:
    also(beheer, FRED, Role.LEERKRACHT)
    (said,) = beheer.is_refused()
    assert said.startswith("Werkt ook als – Leerkracht en functionaris gegevensbescherming gaan niet samen.")
    also(beheer, NOOR, Role.BEHEERDER)
    assert "Laat Bea Willems het beheer doen." in beheer.is_refused()[0]
    assert account(FRED).roles == (Role.FG,) and account(NOOR).roles == (Role.IB_ER,)


def test_who_is_the_only_beheerder_may_be_ib_er_and_the_register_shows_it(school: School, beheer: Person) -> None:
    also(beheer, BEA, Role.IB_ER)
    assert account(BEA).roles == (Role.IB_ER, Role.BEHEERDER)
    assert (TOGETHER, BEA.id) in lines()
    dick = school.comes(DICK)
    dick.opens("register.py")
    assert TOGETHER in [row["Wat"] for row in dick.app.dataframe[0].value.to_dict("records")]


def ends(person: Person, user, typed: str) -> None:
    person.app.text_input(key=f"laatste-dag/{user.id}").set_value(typed)
    person.presses("Laatste dag bewaren", key=f"laatste-dag-bewaren/{user.id}")


def test_a_stagiair_gets_a_last_day_and_can_be_kept_on(beheer: Person) -> None:
    ends(beheer, LARS, "4 december")
    assert beheer.is_told() == ["Dit account geldt tot en met vr 4 december 2026."]
    assert account(LARS).ends_at == after_day(date(2026, 12, 4))
    assert "tot en met vr 4 december 2026" in beheer.reads()
    ends(beheer, LARS, "")
    assert beheer.is_told() == ["Dit account heeft geen laatste dag."] and account(LARS).ends_at is None


def test_a_day_that_will_not_do_is_refused_at_the_field(beheer: Person) -> None:
    for typed, why in (("ooit", "Laatste dag"), ("1-11-2026", "Deze dag is al voorbij")):
        ends(beheer, LARS, typed)
        assert why in beheer.is_refused()[0], typed
    ends(beheer, BEA, "4 december")
    assert "laatste actieve beheerder" in beheer.is_refused()[0]
    assert account(LARS).ends_at is None and account(BEA).ends_at is None
