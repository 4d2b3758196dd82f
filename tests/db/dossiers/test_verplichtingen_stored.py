"""Stored verplichtingen, which lists and charts read, equal what the domain derives."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db import schema
from db.cijfers import figures, lijsten
from db.dossiers import dossier_rows, dossierlijst, dossiers
from db.school.schools import termijnen
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen import AcuutGevaar, Afronding, Nazorg, Ontvangst, Signaal
from tests.builders import after_stap, decided, gesloten, in_opvolging, opened, record, te_vernietigen
from tests.cast import DICK, MONDAY, NOOR, SCHOOL
from tests.db.keeping import kept, moment, recorded

pytestmark = pytest.mark.wide

WALKS = (
    lambda: after_stap(4),
    lambda: decided("beide"),
    lambda: in_opvolging("5b"),
    te_vernietigen,
    gesloten,
    lambda: record(opened(), AcuutGevaar),
)


def stored_sleutels(dossier: Dossier) -> set[str]:
    table = schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        query = select(table.c.sleutel).where(table.c.dossier_id == dossier.id, table.c.done_on.is_(None))
        return set(connection.scalars(query))


def derived_sleutels(dossier: Dossier) -> set[str]:
    with reading(EVERY_SCHOOL) as connection:
        return {each.sleutel for each in verplichtingen(dossier, termijnen(connection, SCHOOL))}


@pytest.mark.usefixtures("folder")
def test_what_is_stored_is_what_waits() -> None:
    for walk in WALKS:
        stored = kept(walk())
        assert stored_sleutels(stored) == derived_sleutels(stored), stored.fase
        assert stored_sleutels(stored) or stored.fase.label == "Gesloten"


@pytest.mark.usefixtures("folder")
def test_what_waits_again_is_open_again() -> None:
    """A new signaal stops a destruction: what waited before waits again."""
    stored = kept(te_vernietigen())
    back = record(stored, Signaal)
    dossiers.save(back, by=NOOR, moment=moment())
    assert stored_sleutels(back) == derived_sleutels(back)


@pytest.mark.usefixtures("folder")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.integers(-2, 40))
def test_list_count_and_chart_agree_on_what_is_late(days: int) -> None:
    with reading(EVERY_SCHOOL) as connection:
        some = dossierlijst.regels(connection, NOOR, MONDAY)
    if not some:
        for walk in WALKS:
            kept(walk())
    today = MONDAY + timedelta(days=days)
    with reading(EVERY_SCHOOL) as connection:
        rows = [each for user in (NOOR, DICK) for each in dossier_rows.waiting_for(connection, user, user.role)]
        late = lijsten.waiting(connection, DICK, today, late_only=True)
        stand = figures.stand(connection, DICK, today)
        listed = dossierlijst.regels(connection, NOOR, MONDAY)
    by_hand = [each for each in rows if is_overdue(each.due_on, today)]
    assert stand.te_laat == len(late) == len(by_hand if days >= 0 else [])
    is_open = {each.dossier_id for each in listed if each.fase and each.fase.is_open}
    late_and_open = {each.dossier_id for each in by_hand} & is_open if days >= 0 else set()
    assert sum(part for _total, part in stand.per_stap.values()) == len(late_and_open)


@pytest.mark.usefixtures("folder")
def test_every_dossier_is_in_the_list_and_one_in_which_nothing_waits_comes_last() -> None:
    """In an open dossier something always waits; otherwise the list would lose it."""
    at_rest = kept(gesloten())
    for message in at_rest.of(Afronding):
        at_rest = recorded(at_rest, Ontvangst, kennisgeving=str(message.nummer))
    at_rest = recorded(at_rest, Nazorg, verder="nee")
    for walk in WALKS:
        kept(walk())
    with reading(EVERY_SCHOOL) as connection:
        listed = dossierlijst.regels(connection, NOOR, MONDAY)
    assert len(listed) == len(WALKS) + 1
    assert (listed[-1].dossier_id, listed[-1].wacht) == (at_rest.id, None)
