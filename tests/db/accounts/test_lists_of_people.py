"""Every list of people that comes from the database is in the order of a telephone book, on either database."""

import pytest
from sqlalchemy import insert, update

from db import schema
from db.access import toegang
from db.accounts import accounts
from db.dossiers import dossier_rows, dossierlijst, register
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.werk import alarm
from meldcode.namen.zoeken import read_zoekvraag
from meldcode.rollen import Role
from tests.builders import gesloten, opened
from tests.cast import CAST, FRED, MONDAY, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept
from tests.inputs import namen

pytestmark = pytest.mark.usefixtures("folder")
IN_ORDER = [case[1] for case in namen.volgorde()]


@pytest.fixture(autouse=True)
def _a_school_full_of_names(folder: object) -> None:
    """Accounts with these names, put in by the alphabet of a computer and with the cast blocked."""
    mine = schema.account.c.school_id == SCHOOL
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.account).where(mine).values(active=False))
        for number, naam in enumerate(sorted(IN_ORDER)):
            who = {"id": f"p{number}", "school_id": SCHOOL, "naam": naam, "email": f"p{number}@school.example"}
            also = {"password_hash": "-", "role": Role.IB_ER.value, "active": True, "created_at": NOW}
            connection.execute(insert(schema.account).values({**who, **also}))
        connection.execute(update(schema.school).where(schema.school.c.id == SCHOOL).values(oefenschool=True))


def test_colleagues_to_choose_from() -> None:
    with reading(SCHOOL) as connection:
        assert [each.naam for each in toegang.colleagues(connection, SCHOOL)] == IN_ORDER


def test_whom_to_warn() -> None:
    with reading(SCHOOL) as connection:
        assert [each.naam for each in alarm.whom_to_warn(connection, NOOR)] == IN_ORDER


def test_accounts_of_the_beheerder_and_people_of_the_register() -> None:
    cast = {user.naam for user in CAST}
    with reading(SCHOOL) as connection:
        listed = [each.naam for each in accounts.list_accounts(connection, SCHOOL)]
        read = list(register.people(connection, FRED).values())
    assert [naam for naam in listed if naam not in cast] == IN_ORDER and listed == read
    assert listed.index("Noor van Dalen") == listed.index("Oğuz Çelik") + 1


def test_who_can_be_tried_in_the_practice_school() -> None:
    with reading(EVERY_SCHOOL) as connection:
        assert [each.naam for each in accounts.practice_accounts(connection) or ()] == IN_ORDER


def test_schools_of_a_board() -> None:
    names = ["De Ypsilon", "De IJsvogel", "De Zon", "École Élan", "’t Palet"]
    with transaction(EVERY_SCHOOL) as connection:
        for number, naam in enumerate(sorted(names)):
            row = {"id": f"s{number}", "naam": naam, "oefenschool": False, "laatste_nummer": 0}
            connection.execute(insert(schema.school).values(row))
        found = [naam for each, naam in schools.all_schools(connection).items() if each.startswith("s")]
    assert found == names


def test_pupils_that_were_found() -> None:
    """Those whose dossier is closed come after all others."""
    for naam in ("Sem de Vries", "Ali Vos", "Noor IJsbrand"):
        kept(opened(naam=naam))
    kept(gesloten())
    with reading(SCHOOL) as connection:
        found = dossierlijst.gezocht(connection, NOOR, MONDAY, read_zoekvraag("2018"))
        named = dossier_rows.leerlingen(connection, found)
        lines = dossierlijst.regels_van(connection, NOOR, MONDAY, found)
    assert [each.dossier_id for each in lines] == found, "a page of what was found is in the order of all of it"
    assert [named[each].naam for each in found] == ["Ali Vos", "Sem de Vries", "Noor IJsbrand", "Sem de Wit"]
