"""A role is withdrawn or an account blocked while a page is open: locked at the next click, no typed text lost."""

import pytest

from meldcode.rollen import Role
from meldcode.vastleggingen import Consultatie
from tests.answers import answers
from tests.builders import after_stap
from tests.cast import DICK, NOOR
from tests.pages.page.withdrawing import WITHDRAWN, Withdraw, block, expire, other_role, sign_out
from tests.pages.person import Person
from tests.pages.school import School, marked

CANARY = "Kanarievogel"
TYPED = answers(Consultatie, kwestie="Wat Noor al had opgeschreven.")
SIGNED_OUT = "U bent niet ingelogd, of uw sessie is verlopen. Wat u typte is bewaard."


@pytest.fixture
def typing(school: School, noor: Person) -> Person:
    """Noor, with a form of stap 2 filled in and not recorded yet."""
    noor.opens("stap_2_overleg.py", school.keeps(marked(after_stap(1), CANARY)))
    noor.chooses(Consultatie)
    noor.answers(Consultatie, TYPED)
    assert CANARY in noor.reads(), "it can be lost sight of"
    return noor


@WITHDRAWN
def test_the_next_click_shows_nothing_of_the_dossier(school: School, typing: Person, withdraw: Withdraw) -> None:
    withdraw(school)
    typing.refreshes()
    text = typing.reads()
    assert CANARY not in text and "Wat Noor al had opgeschreven." not in text
    assert "Vastleggen" not in typing.buttons()


@pytest.mark.parametrize("withdraw", [block, sign_out, expire])
def test_without_a_session_it_says_that_what_was_typed_is_kept(
    school: School, typing: Person, withdraw: Withdraw
) -> None:
    withdraw(school)
    typing.refreshes()
    assert typing.is_told() == [SIGNED_OUT]
    assert typing.title == "" and typing.buttons() == []


@WITHDRAWN
def test_what_was_typed_before_is_kept(school: School, typing: Person, withdraw: Withdraw) -> None:
    withdraw(school)
    typing.refreshes()
    assert school.concept(NOOR, typing.dossier, Consultatie) == TYPED


@WITHDRAWN
def test_pressing_records_nothing(school: School, typing: Person, withdraw: Withdraw) -> None:
    withdraw(school)
    before = school.recorded()
    typing.presses("Vastleggen")
    assert school.recorded() == before
    assert CANARY not in typing.reads()


@WITHDRAWN
def test_what_is_typed_after_it_is_not_taken_in(school: School, typing: Person, withdraw: Withdraw) -> None:
    withdraw(school)
    typing.field(Consultatie, "kwestie").set_value("Getypt na het intrekken.")
    typing.refreshes()
    assert school.concept(NOOR, typing.dossier, Consultatie) == TYPED


def test_whoever_may_again_goes_on_where_it_was(school: School, typing: Person) -> None:
    other_role(school)
    typing.refreshes()
    school.changes(NOOR, role=Role.IB_ER.value)
    fresh = Person(NOOR)
    fresh.opens("stap_2_overleg.py", typing.dossier)
    fresh.chooses(Consultatie)
    assert fresh.typed(Consultatie, "kwestie") == "Wat Noor al had opgeschreven."
    fresh.presses("Vastleggen")
    assert school.reads(typing.dossier).records[-1].isa(Consultatie)


def test_a_directie_that_is_no_longer_one_sees_no_overview(school: School, dick: Person) -> None:
    dossier = school.keeps(after_stap(1))
    dick.opens("directie.py")
    school.changes(DICK, role=Role.LEERKRACHT.value)
    before = school.recorded()
    dick.presses("Gezien")
    assert dossier.codenaam not in dick.reads() and not dick.has_in_menu("directie.py")
    assert school.recorded() == before
