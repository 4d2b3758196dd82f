"""The practice school: it shows every state of the route, has every account, and is never mixed with real data."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db import schema
from db.access import toegang, verwant
from db.access.aanwezig import rooster
from db.accounts import sign_in as entrance
from db.bewaren import lijst
from db.dossiers import dossierlijst, dossiers
from db.store.engine import EVERY_SCHOOL, reading
from db.werk import werklijst
from meldcode.dossier.afspraken import mede_houder
from meldcode.dossier.toegang import Toegangsoort
from meldcode.gezag import mensen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afwegingen
from meldcode.vastleggingen.mensen.betrokkene import Rol
from tests.cast import MONDAY
from tests.db.conftest import DOSSIERS, NOW


def fasen() -> dict[str, int]:
    table = schema.dossier
    with reading(EVERY_SCHOOL) as connection:
        return dict(connection.execute(select(table.c.fase, func.count()).group_by(table.c.fase)).all())


@pytest.mark.usefixtures("practice")
def test_there_is_a_case_in_every_state_of_the_route() -> None:
    assert set(fasen()) == {fase.value for fase in Fase}


@pytest.mark.usefixtures("practice")
def test_every_practice_account_signs_in() -> None:
    for name in ("noor", "dick", "vera", "lars", "bea", "fred", "bess", "iris"):
        answer = entrance.with_password(f"{name}@oefenschool.example", "oefenschool-2026", NOW)
        assert answer.token and not answer.is_half, name


@pytest.mark.usefixtures("practice")
def test_as_many_dossiers_are_made_as_were_asked_for_and_each_can_be_read() -> None:
    assert sum(fasen().values()) == DOSSIERS
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier.c.id, schema.dossier.c.school_id)).all()
        read = [dossiers.load(connection, row.id, row.school_id) for row in rows[::5]]
        listed = dossierlijst.regels(connection, User("n", rows[0].school_id, "Noor", Role.IB_ER), MONDAY)
    for dossier in read:
        assert dossier is None or dossier.leerling("naam")
    assert len({dossier.leerling("naam") for dossier in read if dossier}) > 10
    assert len(listed) == DOSSIERS - fasen()[Fase.VERNIETIGD]


@pytest.mark.usefixtures("practice")
def test_vera_was_asked_to_weigh_and_does_not_read_what_noor_answered() -> None:
    with reading(EVERY_SCHOOL) as connection:
        vera = connection.execute(select(schema.account).where(schema.account.c.naam == "Vera Osei")).one()
        user = User(vera.id, vera.school_id, vera.naam, Role(vera.role))
        asked, *_others = [
            each for each in werklijst.mine(connection, user, MONDAY, date.max) if each.soort == "meewegen"
        ]
        dossier = dossiers.load(connection, asked.dossier_id, vera.school_id, vera.id)
    assert dossier and dossier.readable_by(user, MONDAY) and dossier.fase is Fase.STAP_4
    assert [each.soort for each in dossier.blind] == ["Afwegingen"] and dossier.of(Afwegingen) == ()


@pytest.mark.usefixtures("practice")
def test_two_ib_ers_share_the_week_and_a_case_and_one_of_them_is_a_leerkracht_as_well() -> None:
    with reading(EVERY_SCHOOL) as connection:
        everybody = toegang.people(connection, connection.scalar(select(schema.school.c.id)) or "", MONDAY)
        iris, noor = ([each for each in everybody if each.naam.startswith(name)] for name in ("Iris", "Noor"))
        who = rooster(connection, iris[0].school_id, MONDAY)
        held = [each.codenaam for each in dossierlijst.regels(connection, iris[0], MONDAY)]
        named = select(schema.dossier.c.codenaam, schema.dossier.c.id).where(
            schema.dossier.c.id.in_(_held_with(iris[0]))
        )
        codenaam, dossier_id = connection.execute(named.order_by(schema.dossier.c.opened_on)).first() or ("", "")
        dossier = dossiers.load(connection, dossier_id, iris[0].school_id)
    assert [each.role for each in iris] == [Role.IB_ER, Role.LEERKRACHT] and [each.role for each in noor] == [
        Role.IB_ER
    ]
    assert (who.werkdagen(noor[0].id), who.werkdagen(iris[0].id)) == ([1, 2, 3, 4], [3, 4, 5])
    assert dossier and codenaam in held and mede_houder(dossier.standing, dossier.toegang) == iris[0].id
    parents = mensen(dossier.standing, Rol.OUDER)
    assert [each.is_geheim for each in parents] == [True, False] and len(dossier.met_gezag) == 2


def _held_with(user: User):
    return select(schema.toegang.c.dossier_id).where(
        schema.toegang.c.account_id == user.id, schema.toegang.c.soort == Toegangsoort.MEDE_HOUDER
    )


@pytest.mark.usefixtures("practice")
def test_every_list_of_the_end_shows_something() -> None:
    """Kept until today, soon, later, and held back; a request, a handover, a departure, a bewaarstop, what was gone."""
    record, waits = schema.vastlegging, schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        school_id = connection.scalar(select(schema.school.c.id)) or ""
        kept = lijst.tel(connection, User("n", school_id, "Noor", Role.IB_ER), MONDAY)
        soorten = set(connection.scalars(select(record.c.soort).distinct()))
        waiting = set(connection.scalars(select(waits.c.soort).where(waits.c.done_on.is_(None)).distinct()))
    assert [each for each, number in kept.items() if not number] == []
    assert {"Verzoek", "Overdracht", "Vertrek", "Bewaarstop"} <= soorten
    assert {"verzoek", "ontvangen", "afgegeven", "warm", "bewaarstop", "vernietigen"} <= waiting


@pytest.mark.usefixtures("practice")
def test_a_brother_and_a_sister_are_tied() -> None:
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(select(schema.account).where(schema.account.c.naam == "Noor van Dalen")).one()
        noor = User(row.id, row.school_id, row.naam, Role(row.role))
        (tied,) = connection.execute(select(schema.verwant)).all()
        one, other = (dossiers.load(connection, each, noor.school_id) for each in (tied.dossier_id, tied.ander_id))
        assert one and other
        assert [each.dossier_id for each in verwant.of(connection, noor, one.id, MONDAY)] == [other.id]
    assert {one.leerling("naam"), other.leerling("naam")} == {"Teun Korenbloem", "Lotte Korenbloem"}


@pytest.mark.usefixtures("practice")
def test_what_is_kept_beside_a_dossier_for_the_news_is_what_follows_from_its_records() -> None:
    """By the hand-written reading of the same: what somebody who walks the route has seen, and what cannot wait."""
    gezien, record, place, table = schema.gezien, schema.vastlegging, schema.verloop_fase, schema.dossier
    with reading(EVERY_SCHOOL) as connection:
        seen = select(gezien.c.dossier_id, func.max(gezien.c.nummer)).where(gezien.c.rol == "ib_er")
        until = dict(connection.execute(seen.group_by(gezien.c.dossier_id)).all())
        began = {tuple(row) for row in connection.execute(select(place.c.dossier_id, place.c.nummer, place.c.fase))}
        urgent: dict[str, int] = {}
        for row in connection.execute(select(record.c.dossier_id, record.c.nummer, record.c.soort)):
            back = row.soort in ("Signaal", "Effectmeting") and (row.dossier_id, row.nummer, "stap_5") in began
            if row.soort == "AcuutGevaar" or back:
                urgent[row.dossier_id] = max(row.nummer, urgent.get(row.dossier_id, 0))
        kept = connection.execute(select(table).where(table.c.fase != "vernietigd")).all()
    assert {row.id: row.gezien_tot for row in kept} == {row.id: until.get(row.id, 0) for row in kept}
    assert {row.id: row.dringend_tot for row in kept} == {row.id: urgent.get(row.id, 0) for row in kept}
    assert any(urgent.values()) and any(row.versie > row.gezien_tot for row in kept), "nothing is urgent, or new"
