"""Weighing together (ADR 11): one weigher's answers are neither given nor unsealed for others until both answered."""

from collections.abc import Callable
from typing import Any

import pytest

from db import schema
from db.access import records
from db.dossiers import dossiers
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.samen_wegen import ronde
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Afwegingen, Signaal, TweedeWeger, TweedeWegerVervalt, Uitnodiging, Vergelijking
from meldcode.vragen.persoon import Persoon
from tests.answers.typed import Kind, written
from tests.builders import asked, record
from tests.cast import LARS, NOOR, SCHOOL, VERA
from tests.db.keeping import kept, moment, whole

pytestmark = pytest.mark.usefixtures("folder")
NOBODY = ""
EVERYBODY = (NOOR.id, LARS.id, VERA.id, NOBODY)


def mark(user: User) -> str:
    return f"Wat {user.naam} ziet en de ander nog niet mag lezen."


def loaded(dossier: Dossier, asker: str) -> Dossier:
    with reading(EVERY_SCHOOL) as connection:
        found = dossiers.load(connection, dossier.id, dossier.school_id, asker)
    assert found
    return found


def adds(dossier: Dossier, user: User, kind: Kind, **answers: Any) -> None:
    """Record something as this person, on the dossier as it is loaded for them, like the app does."""
    after = record(loaded(dossier, user.id), kind, by=user, **answers)
    dossiers.save(after, by=user, moment=moment())


def fixes(dossier: Dossier, user: User, **answers: Any) -> None:
    adds(dossier, user, Afwegingen, toelichting=mark(user), **answers)


def rows(dossier: Dossier, asker: str) -> list[str]:
    """Whose answers are in the rows that the query returns."""
    with reading(EVERY_SCHOOL) as connection:
        found = connection.execute(records.RECORDS, {"dossier": dossier.id, "asker": asker}).all()
    return [row.recorded_by for row in found if row.soort == Afwegingen.__name__]


def unsealed(dossier: Dossier, asker: str) -> str:
    """Everything that is unsealed to load this dossier."""
    texts: list[str] = []
    read = records.read_content

    def read_content(text: bytes) -> records._Content:
        texts.append(bytes(text).decode())
        return read(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "read_content", read_content)
        loaded(dossier, asker)
    return "\n".join(texts)


@pytest.mark.parametrize(("first", "second"), [(NOOR, LARS), (LARS, NOOR)], ids=["the ib-er first", "the colleague"])
def test_the_answers_of_one_are_not_returned_to_the_other_until_both_are_fixed(first: User, second: User) -> None:
    dossier = kept(asked())
    fixes(dossier, first)
    for asker in (second.id, VERA.id, NOBODY):
        assert rows(dossier, asker) == [] and mark(first) not in unsealed(dossier, asker)
        assert loaded(dossier, asker).of(Afwegingen) == () and loaded(dossier, asker).kept_back == 1
    assert rows(dossier, first.id) == [first.id] and mark(first) in unsealed(dossier, first.id)

    fixes(dossier, second)
    for asker in EVERYBODY:
        assert rows(dossier, asker) == [first.id, second.id] and loaded(dossier, asker).kept_back == 0
    assert mark(first) in unsealed(dossier, second.id) and mark(second) in unsealed(dossier, first.id)


@pytest.mark.either
def test_nothing_that_the_second_weigher_does_opens_the_answers_of_the_first() -> None:
    """Not only while loading: everything that is unsealed while they record their own answers."""
    dossier = kept(asked())
    fixes(dossier, NOOR)
    with reading(EVERY_SCHOOL) as connection:
        sealed = connection.execute(
            schema.vastlegging.select().where(schema.vastlegging.c.soort == Afwegingen.__name__)
        ).one()
    opened_bytes: list[bytes] = []
    real = vault.opener

    def opener(key: bytes) -> Callable[[str, bytes], bytes]:
        opens = real(key)

        def opened(place: str, sealed: bytes) -> bytes:
            opened_bytes.append(bytes(sealed))
            return opens(place, sealed)

        return opened

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "opener", opener)
        fixes(dossier, LARS)
    assert len(opened_bytes) > 10 and bytes(sealed.content) not in opened_bytes


def test_a_new_round_begins_blind_again_and_what_was_never_compared_stays_with_whom_wrote_it() -> None:
    dossier = kept(asked())
    fixes(dossier, NOOR)
    adds(dossier, NOOR, TweedeWegerVervalt)
    adds(dossier, NOOR, Uitnodiging, wie=written(VERA))
    adds(dossier, NOOR, TweedeWeger, wie=written(VERA))
    assert rows(dossier, VERA.id) == [], "the first already answered once: Vera must not read that"
    fixes(dossier, VERA)
    assert (rows(dossier, VERA.id), rows(dossier, NOOR.id)) == ([VERA.id], [NOOR.id])
    fixes(dossier, NOOR, onveilig="ja")
    assert rows(dossier, VERA.id) == [VERA.id, NOOR.id] == rows(dossier, LARS.id)
    assert rows(dossier, NOOR.id) == [NOOR.id, VERA.id, NOOR.id]


def test_a_round_that_was_compared_stays_open_to_all_when_another_begins() -> None:
    dossier = kept(asked())
    fixes(dossier, NOOR)
    fixes(dossier, LARS)
    adds(dossier, NOOR, TweedeWeger, wie=written(LARS))
    fixes(dossier, LARS, onveilig="ja")
    assert rows(dossier, NOOR.id) == [NOOR.id, LARS.id] and rows(dossier, LARS.id) == [NOOR.id, LARS.id, LARS.id]


def test_what_is_left_out_does_not_keep_others_from_recording_and_all_of_it_is_there() -> None:
    """Both weighers go on in the same dossier, each without the other's answers."""
    dossier = kept(asked())
    fixes(dossier, LARS)
    adds(dossier, NOOR, Signaal)
    adds(dossier, LARS, Signaal)
    fixes(dossier, NOOR, onveilig="twijfel")
    adds(dossier, NOOR, Vergelijking)
    now = ronde(loaded(dossier, NOOR.id))
    assert now and now.verschillen == ("onveilig",) and now.is_klaar
    assert set(whole(SCHOOL)) == {dossier.id}


@pytest.mark.either
def test_somebody_who_was_meanwhile_first_is_told_without_the_answers() -> None:
    dossier = kept(asked())
    stale = loaded(dossier, NOOR.id)
    fixes(dossier, LARS)
    with pytest.raises(dossiers.Intussen) as told:
        dossiers.save(record(stale, Signaal), by=NOOR, moment=moment())
    assert told.value.added == ()


@pytest.mark.either
def test_a_second_weigher_must_be_a_colleague_as_they_are_called_here() -> None:
    dossier = kept(asked())
    adds(dossier, NOOR, TweedeWegerVervalt)
    with pytest.raises(Geweigerd):
        adds(dossier, NOOR, TweedeWeger, wie=str(Persoon("verzonnen", Role.IB_ER, "Een ander")))
