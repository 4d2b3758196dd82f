"""In orde?: what the school itself has to see to, in a sentence that says how to mend it; nothing names a person."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.accounts import accounts
from db.backup import backup
from db.school import kalender, schools
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.gedaan import Werk
from db.upkeep import in_orde
from db.upkeep.controle import Ernst
from meldcode.rollen import Role
from meldcode.termijnen.kalender import Vrij
from tests.cast import CAST, SCHOOL
from tests.db.conftest import NOW

HERFST = Vrij(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie")
ZOMER = Vrij(date(2027, 8, 7), date(2027, 9, 12), "Zomervakantie")


def not_in_order(now: object = NOW) -> dict[str, str]:
    return {each.wat: each.tekst for each in in_orde.wrong(in_orde.of_school(SCHOOL, now))}  # type: ignore[arg-type]


def only(*wanted: str) -> None:
    """From now on only these accounts of the school are in use, by name."""
    with transaction(SCHOOL) as connection:
        for each in accounts.list_accounts(connection, SCHOOL):
            if each.active and each.naam not in wanted and Role.BEHEERDER not in each.roles:
                accounts.set_active(connection, each.id, False, SCHOOL)


@pytest.mark.apart
def test_regular_work_is_asked_for_until_it_is_done_and_again_when_it_was_long_ago(folder: Path) -> None:
    assert not_in_order()["Back-up"] == "Dit is hier nog nooit gedaan."
    backup.backup(folder / "elders", NOW, lambda _part: None)
    with reading(EVERY_SCHOOL) as connection:
        assert gedaan.last(connection) == {Werk.BACKUP: NOW}
    assert "Back-up" not in not_in_order() and "Back-up" not in not_in_order(NOW + timedelta(days=2))
    assert not_in_order(NOW + timedelta(days=3))["Back-up"].startswith("Het laatst gedaan op ")
    gedaan.note(Werk.VERIFY, NOW)
    gedaan.note(Werk.VERIFY, NOW + timedelta(days=1))
    late = "Nalezen of niets is veranderd"
    assert late not in not_in_order(NOW + timedelta(days=15)) and late in not_in_order(NOW + timedelta(days=16))


def test_mail_that_is_on_and_never_sent_is_said_and_mail_that_is_off_is_the_last_of_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder and "Mail versturen" not in not_in_order()
    off = next(each for each in in_orde.of_school(SCHOOL, NOW) if each.wat == "Mail")
    assert not off.is_goed and off.ernst is Ernst.LATER
    given = {"HOST": "mail.school.example", "BEVEILIGING": "tls", "AFZENDER": "meldroute@school.example"}
    for name, value in (given | {"ADRES": "https://meldroute.school.example"}).items():
        monkeypatch.setenv(f"MELDCODE_SMTP_{name}", value)
    assert "Mail versturen" in not_in_order() and "Mail" not in not_in_order()
    gedaan.note(Werk.MAIL, NOW)
    assert "Mail versturen" not in not_in_order() and "Mail versturen" in not_in_order(NOW + timedelta(hours=2))


def test_a_school_where_nobody_can_do_what_the_route_asks_hears_of_that_first(folder: Path) -> None:
    assert folder
    walks = [each.naam for each in CAST if each.role.acts_as is Role.IB_ER and each.school_id == SCHOOL]
    runs = [each.naam for each in CAST if each.role is Role.DIRECTIE and each.school_id == SCHOOL]
    only(*walks[:1], *runs)
    assert {"Vervanging", "Tweede beheerder"} <= set(not_in_order())
    only(*runs)
    assert next(iter(not_in_order())) == "Wie de stappen zet"
    only()
    assert list(not_in_order())[:2] == ["Wie de stappen zet", "Wie als directie bevestigt"]


def test_holidays_of_this_year_are_asked_for_and_from_may_those_of_the_next(folder: Path) -> None:
    assert folder
    may = NOW.replace(year=2027, month=5, day=3)
    assert "2026/2027" in not_in_order()["Vrije dagen"]
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, [HERFST], NOW.date())
    assert "Vrije dagen" not in not_in_order() and "Vrije dagen" not in not_in_order(may - timedelta(days=5))
    assert "2027/2028" in not_in_order(may)["Vrije dagen"]
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, [ZOMER], NOW.date())
    assert "Vrije dagen" not in not_in_order(may)


def test_a_role_that_gets_in_with_a_password_alone_is_named_by_its_role(folder: Path) -> None:
    assert folder and "Tweede stap bij het inloggen" not in not_in_order()
    with transaction(SCHOOL) as connection:
        schools.ask_second_factor(connection, SCHOOL, Role.LEERKRACHT, False)
    assert "leerkracht" in not_in_order()["Tweede stap bij het inloggen"]


def test_a_version_of_long_ago_is_said_and_that_nobody_is_asked_about_a_newer_one(folder: Path) -> None:
    assert folder and "Versie" not in not_in_order()
    released = NOW.replace(year=2026, month=11, day=29)  # CHANGELOG.md, 0.2.0
    assert "Versie" not in not_in_order(released + timedelta(days=180))
    said = not_in_order(released + timedelta(days=181))["Versie"]
    assert said.startswith("Versie 0.2.0 is van zo 29 november 2026.") and "vraagt niets aan internet" in said


def test_no_sentence_names_a_person_and_each_that_is_not_in_order_says_how_to_mend_it(folder: Path) -> None:
    assert folder
    found = in_orde.of_school(SCHOOL, NOW)
    assert not [each for each in CAST if each.naam in str(found)]
    assert [each.wat for each in in_orde.wrong(found) if not each.doe] == []
