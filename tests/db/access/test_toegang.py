"""The access table that filters lists (ADR 10) always agrees with the dossiers it was derived from."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert, select, update

from db import schema
from db.accounts import sessions
from db.cijfers import figures, lijsten
from db.dossiers import bijlagen, dossier_rows, dossierlijst, dossiers
from db.journal import journal
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.vastleggingen import (
    Afgehandeld,
    Afscherming,
    Afspraak,
    IntrekkenUitnodiging,
    Inzage,
    Opening,
    OpheffenAfscherming,
    Uitnodiging,
    VernietigingBevestigd,
)
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, in_opvolging, opened, record, te_vernietigen
from tests.cast import (
    BEA,
    BESS,
    CAST,
    DICK,
    FRED,
    LARS,
    MONDAY,
    NOOR,
    OTHER_SCHOOL,
    SARA,
    SCHOOL,
    TUESDAY,
    VERA,
    WEDNESDAY,
)
from tests.db.conftest import NOW
from tests.db.keeping import attached, count, found, kept, moment, recorded

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
WIM = User("wim", SCHOOL, "Wim de Boer", Role.LEERKRACHT)


def invited(dossier: Dossier, who: User = LARS, tot: str = "10-11-2026") -> Dossier:
    return record(dossier, Uitnodiging, wie=written(who), tot=tot)


def shut_out(dossier: Dossier, who: User, vervanger: User | None = None) -> Dossier:
    return record(dossier, Afscherming, afgeschermd=written(who), vervanger=written(vervanger) if vervanger else "")


EVERYTHING = {
    "plain": lambda: after_stap(1),
    "opened by Lars": lambda: opened(by=LARS),
    "Lars invited": lambda: invited(after_stap(1)),
    "Vera invited": lambda: invited(in_opvolging("5a"), VERA, "31-12-2026"),
    "invitation withdrawn": lambda: record(invited(opened()), IntrekkenUitnodiging),
    "Lars invited and shut out": lambda: shut_out(invited(opened(by=LARS)), LARS),
    "Dick shut out": lambda: shut_out(after_stap(1), DICK, VERA),
    "Dick shut out at the opening": lambda: opened(collega="ja", afgeschermd=written(DICK), vervanger=written(VERA)),
    "Noor shut out at the opening": lambda: opened(
        by=LARS, collega="ja", afgeschermd=written(NOOR), vervanger=written(VERA)
    ),
    "Noor shut out": lambda: shut_out(after_stap(1), NOOR, VERA),
    "no longer shut out": lambda: record(shut_out(after_stap(1), DICK, VERA), OpheffenAfscherming),
    "looked into": lambda: record(after_stap(2), Inzage),
    "Lars owes something": lambda: record(after_stap(1), Afspraak),
    "Lars owed something": lambda: record(record(opened(), Afspraak), Afgehandeld),
    "Lars owes something and is shut out": lambda: shut_out(record(opened(), Afspraak), LARS),
}


def is_invited(dossier: Dossier, user: User, on: date) -> bool:
    reads = user.role in (Role.LEERKRACHT, Role.VERTROUWENSPERSOON, Role.IB_ER)
    return reads and dossier.toegang.is_uitgenodigd(user.id, on)


def lists(user: User, on: date) -> dict[str, set[str]]:
    """The lists and counts in which this person meets the dossier, by its code name."""
    with reading(user.school_id) as connection:
        stand = figures.stand(connection, user, on)
        return {
            "route": {each.codenaam for each in dossierlijst.regels(connection, user, on) if each.fase},
            "page": {each.codenaam for each in dossierlijst.regels(connection, user, on)},
            "agenda": {each.codenaam for each in dossier_rows.agenda(connection, user)},
            "for the ib-er": {each.codenaam for each in dossier_rows.waiting_for(connection, user, Role.IB_ER)},
            "for the directie": {each.codenaam for each in dossier_rows.waiting_for(connection, user, Role.DIRECTIE)},
            "late": {each.codenaam for each in lijsten.waiting(connection, user, on, late_only=True)},
            "mine": {each.codenaam for each in dossier_rows.opened_or_invited(connection, user, on)},
            "looked into": {each.codenaam for each in dossier_rows.looked_into(connection, user, on)},
            "counted": {str(stand.open)},
            "counted late": {str(stand.te_laat)},
        }


def test_every_list_says_what_the_dossiers_themselves_say() -> None:
    """The rule of access is the same in Python and in SQL, for every role and every relation to a dossier."""
    stored = {kept(make()).codenaam: name for name, make in EVERYTHING.items()}
    for on in (MONDAY, WEDNESDAY, date(2027, 3, 1)):
        every_list_says_it(stored, on)


def every_list_says_it(stored: dict[str, str], on: date) -> None:
    assert len(stored) == len(EVERYTHING)
    with reading(EVERY_SCHOOL) as connection:
        ids = {row.codenaam: row.id for row in connection.execute(select(schema.dossier))}
        every = {name: dossiers.load(connection, ids[name], SCHOOL) for name in stored}
    owing = {codenaam for codenaam, name in stored.items() if name == "Lars owes something"}
    changed = replace(LARS, role=Role.BEHEERDER), replace(NOOR, role=Role.DIRECTIE), replace(VERA, role=Role.IB_ER)
    for user in (*CAST, *changed):
        seen = lists(user, on)
        acts = {name: dossier.role_of(user) for name, dossier in every.items() if dossier}
        walks = {name for name, role in acts.items() if role is Role.IB_ER}
        leads = {name for name, role in acts.items() if role is Role.DIRECTIE}
        reads = {name for name, dossier in every.items() if dossier and dossier.readable_by(user, on)}
        assert seen["route"] == walks, (user, on)
        assert seen["agenda"] <= walks and seen["for the ib-er"] == walks
        assert seen["for the directie"] <= leads and seen["late"] <= leads
        assert seen["counted"] == {str(len(leads))}
        assert (seen["counted late"] == {"0"}) == (not seen["late"])
        looked = {name for name in walks if stored[name] == "looked into" and on == MONDAY}
        assert seen["looked into"] == looked
        assert seen["mine"] == {
            name
            for name, dossier in every.items()
            if dossier
            and name in reads
            and (dossier.opened_by == user.id or is_invited(dossier, user, on) or (user is LARS and name in owing))
        }
        assert seen["page"] == walks | seen["mine"]
        assert walks | leads | seen["mine"] == reads, "what one may know of is in a list, and nothing else is"


def test_who_stands_in_carries_that_role_and_who_no_longer_does_not() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        session = sessions.token_hash(sessions.begin(connection, VERA.id, NOW))
    stored = kept(shut_out(opened(), DICK, VERA))
    user = sessions.user_for(session, NOW)
    assert user and user.stands_in == {Role.DIRECTIE} and user.role is Role.VERTROUWENSPERSOON
    recorded(stored, OpheffenAfscherming)
    assert sessions.user_for(session, NOW) == VERA


@pytest.mark.parametrize(
    ("change", "refused"),
    [({"active": False}, True), ({"role": "leerkracht"}, True), ({"naam": "Vera Smit"}, True), ({}, False)],
)
@pytest.mark.either
def test_a_colleague_is_named_as_the_account_is_now(change: dict[str, object], refused: bool) -> None:
    stored = kept(opened())
    if change:
        with transaction(SCHOOL) as connection:
            connection.execute(update(schema.account).where(schema.account.c.id == VERA.id).values(change))
    if refused:
        with pytest.raises(Geweigerd, match="Kies opnieuw"):
            recorded(stored, Uitnodiging, wie=written(VERA))
        assert count("toegang") == 0 and count("vastlegging") == 1
    else:
        recorded(stored, Uitnodiging, wie=written(VERA))
        assert count("toegang") == 1


def test_an_account_of_another_school_is_nobody_here() -> None:
    with transaction(EVERY_SCHOOL) as connection:
        row = {"id": "wim", "school_id": OTHER_SCHOOL, "naam": WIM.naam, "role": "leerkracht", "created_at": NOW}
        row |= {"email": "w@b.example", "password_hash": "-", "active": True}
        connection.execute(insert(schema.account).values(row))
    with pytest.raises(Geweigerd, match="Kies opnieuw"):
        recorded(kept(opened()), Uitnodiging, wie=written(WIM))


@pytest.mark.either
def test_what_names_a_colleague_who_has_left_can_still_be_corrected_and_lifted() -> None:
    """Otherwise a spelling mistake in the opening could never be corrected."""
    stored = kept(opened(collega="ja", afgeschermd=written(DICK), vervanger=written(VERA)))
    with transaction(SCHOOL) as connection:
        connection.execute(update(schema.account).where(schema.account.c.id == DICK.id).values(active=False))
    raw = answers(Opening, collega="ja", afgeschermd=written(DICK), vervanger=written(VERA), groep="7")
    corrected = vastleggen.correct(stored, stored.records[0], fill(Opening, raw, MONDAY), by=NOOR, on=MONDAY)
    dossiers.save(corrected, by=NOOR, moment=moment())
    assert count("toegang") == 2
    recorded(corrected, OpheffenAfscherming)
    assert count("toegang") == 0


def test_destroyed_is_also_who_could_read_it() -> None:
    stored = kept(invited(te_vernietigen()))
    assert count("toegang") == 1
    recorded(stored, VernietigingBevestigd, codenaam=stored.codenaam)
    assert found(stored) is None and count("toegang") == 0


@pytest.mark.either
def test_an_attachment_is_read_by_whom_the_dossier_is_read() -> None:
    """Owner, invited, after it ended, shut out, the directie before and after its reason, and the next day."""
    stored = attached(kept(invited(opened())))
    file = stored.records[-1].bestanden[0].id

    def read_by(dossier: Dossier, user: User, on: date = MONDAY) -> bool:
        return bijlagen.read(dossier, file, user, on) is not None

    assert read_by(stored, NOOR) and read_by(stored, LARS, TUESDAY)
    assert not any(read_by(stored, user) for user in (VERA, DICK, BEA, FRED, BESS, SARA))
    assert not read_by(stored, LARS, WEDNESDAY)
    looked = recorded(stored, Inzage)
    assert read_by(looked, DICK) and not read_by(looked, DICK, TUESDAY)
    after = recorded(looked, Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert read_by(after, VERA) and not read_by(after, NOOR)


@pytest.mark.either
def test_who_may_read_is_journaled_and_sealed_like_everything_else() -> None:
    kept(shut_out(invited(opened()), DICK, VERA))
    assert journal.verify(SCHOOL) is None
