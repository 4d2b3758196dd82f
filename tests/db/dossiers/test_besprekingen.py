"""Storing a leerlingbespreking: sealed with the keys of its dossiers until it is closed; its outcome goes into them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db import schema
from db.dossiers import besprekingen, dossiers, toezeggingen
from db.journal import journal
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.bespreking.bespreking import Actie, Bespreking, Punt
from meldcode.bespreking.kaarten import Kaart
from meldcode.bespreking.scherm import Stand
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.vastleggingen import (
    Afgehandeld,
    Afscherming,
    Afspraak,
    Leerlingbespreking,
    Signaal,
    VernietigingBevestigd,
)
from meldcode.vragen.persoon import Persoon
from tests.answers.typed import written
from tests.builders import after_stap, opened, te_vernietigen
from tests.cast import DICK, LARS, MONDAY, NOOR, SARA, SCHOOL, TUESDAY, VERA
from tests.db.conftest import NOW
from tests.db.keeping import count, found, kept, moment, recorded

CANARY = "Kanarie Geelveer"
NAMES = {NOOR.id: "Noor van Dalen, intern begeleider", LARS.id: "Lars Brouwer, leerkracht"}
BELLEN = Actie("Bellen met de opvang", Persoon(LARS.id, LARS.role, LARS.naam), TUESDAY)
TABLES = ("bespreking", "agendapunt", "deelnemer")


pytestmark = pytest.mark.either


class PowerCut(Exception):
    """An error that no code of ours expects."""


def case(kaart: str = "waarneming") -> tuple[Dossier, Punt]:
    dossier = recorded(kept(after_stap(1)), Signaal)
    return dossier, Punt(dossier.id, f"{CANARY}?", (Kaart(len(dossier.records), kaart),))


def prepared(*punten: Punt, begun: bool = True, user: User = NOOR) -> Bespreking:
    besprekingen.prepare(user, MONDAY, NOW)
    now = mine(user).bespreking
    now = replace(now, collegas=(NOOR.id, LARS.id), gasten=("Priya Doerga, wijkteam",), punten=punten)
    now = replace(now, begonnen_op=MONDAY if begun else None)
    besprekingen.keep(user, now)
    return now


def mine(user: User = NOOR) -> besprekingen.Zitting:
    zitting = besprekingen.mine(user)
    assert zitting is not None
    return zitting


def actions() -> list[tuple[str, str, str]]:
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.journal).order_by(schema.journal.c.seq)).all()
    return [
        (row.action, row.dossier_id, row.object_id) for row in rows if row.action in (journal.VIEWED, journal.SHOWN)
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_what_was_prepared_is_read_back_as_it_was_by_who_prepared_it_alone() -> None:
    _dossier, punt = case()
    punt = replace(punt, acties=(BELLEN,), verlaat=frozenset({VERA.id}))
    stored = prepared(punt)
    assert mine().bespreking == stored
    assert [besprekingen.mine(each) for each in (VERA, SARA, LARS)] == [None, None, None]
    besprekingen.prepare(NOOR, TUESDAY, NOW)
    assert mine().bespreking == stored, "who has a meeting keeps that"


@pytest.mark.sqlite
def test_what_it_says_about_a_child_is_in_no_file(folder) -> None:
    prepared(case()[1])
    assert not any(CANARY.encode() in file.read_bytes() for file in folder.iterdir())


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_it_goes_when_the_dossier_is_destroyed() -> None:
    gone = kept(te_vernietigen())
    besprekingen.prepare(NOOR, MONDAY, NOW)
    besprekingen.keep(NOOR, replace(mine().bespreking, punten=(Punt(gone.id, CANARY),)))
    assert count("agendapunt") == 1
    recorded(gone, VernietigingBevestigd, codenaam=gone.codenaam)
    assert count("agendapunt") == 0 and mine().bespreking.punten == ()


@pytest.mark.usefixtures("folder")
def test_the_case_is_sealed_with_the_key_of_its_dossier_and_for_its_place() -> None:
    dossier, punt = case()
    bespreking = prepared(punt)
    with reading(SCHOOL) as connection:
        content = connection.execute(select(schema.agendapunt.c.content)).scalar_one()
    place = vault.place("agendapunt", dossier.id, bespreking.id)
    assert CANARY.encode() in vault.unseal(vault.vault().key(dossier.id), place, content)
    with pytest.raises(vault.VaultError):
        vault.unseal(vault.vault().key(dossier.id), vault.place("agendapunt", dossier.id, "elders"), content)


@pytest.mark.usefixtures("folder")
def test_who_is_shut_out_meanwhile_has_the_case_no_more_and_cannot_put_it_back() -> None:
    dossier, punt = case()
    bespreking = prepared(punt)
    recorded(dossier, Afscherming, by=DICK, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert mine().bespreking.punten == () and mine().dossiers == {}
    besprekingen.keep(NOOR, replace(bespreking, punten=(replace(punt, vraag="anders"),)))
    assert mine().bespreking.punten == ()
    with pytest.raises(Geweigerd):
        besprekingen.steer(NOOR, lambda stand: stand.turn_to(dossier.id, NOW), NOW)


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_a_dossier_of_another_school_or_that_is_none_is_not_taken_in() -> None:
    dossier, _punt = case()
    besprekingen.prepare(SARA, MONDAY, NOW)
    theirs = replace(mine(SARA).bespreking, punten=(Punt(dossier.id, "hier?"), Punt("0" * 32, "daar?")))
    besprekingen.keep(SARA, theirs)
    assert mine(SARA).bespreking.punten == () and count("agendapunt") == 0


# The shared screen


@pytest.mark.usefixtures("folder")
def test_what_is_turned_to_and_what_is_revealed_are_lines_in_the_journal() -> None:
    dossier, punt = case()
    prepared(punt)
    for change in (
        lambda stand: stand.turn_to("", NOW),
        lambda stand: stand.turn_to(dossier.id, NOW),
        lambda stand: stand.touch(NOW),
        lambda stand: stand.reveal(0, NOW, gevoelig=False),
        lambda stand: stand.touch(NOW),
        lambda stand: stand.put_away(NOW),
        lambda stand: stand.reveal(0, NOW, gevoelig=True),
        lambda stand: stand.hide(NOW),
    ):
        besprekingen.steer(NOOR, change, NOW)
    shown = (journal.SHOWN, dossier.id, str(len(dossier.records)))
    assert actions() == [(journal.VIEWED, dossier.id, ""), shown, shown]
    assert journal.verify(SCHOOL) is None and mine().stand.verborgen


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_where_the_screen_is_is_kept_as_it_was() -> None:
    dossier, punt = case()
    prepared(punt)
    stand = Stand(7, NOW, dossier.id, 0, NOW + timedelta(seconds=30))
    besprekingen.steer(NOOR, lambda _stand: stand, NOW)
    assert mine().stand == stand


def shows(dossier: Dossier, kaart: int) -> Callable[[Stand], Stand]:
    return lambda _stand: Stand(9, NOW, dossier.id, kaart)


@pytest.mark.usefixtures("folder")
def test_what_was_not_chosen_is_not_revealed_and_nothing_is_noted() -> None:
    dossier, punt = case(kaart="van_wie")  # an answer that names somebody is never offered
    prepared(punt)
    for kaart in (0, 1, -1):
        with pytest.raises(Geweigerd):
            besprekingen.steer(NOOR, shows(dossier, kaart), NOW)
    assert actions() == [] and mine().stand.kaart is None


@pytest.mark.usefixtures("folder")
def test_before_it_begins_there_is_no_screen_to_steer() -> None:
    prepared(case()[1], begun=False)
    assert besprekingen.steer(NOOR, lambda stand: stand.turn_to("", NOW), NOW) is None


# Closing


@pytest.mark.usefixtures("folder")
def test_with_an_open_case_it_cannot_be_closed_and_nothing_is_recorded() -> None:
    (one, done), (other, still_open) = case(), case()
    prepared(replace(done, acties=(BELLEN,)), still_open)
    with pytest.raises(Geweigerd, match="open"):
        besprekingen.close(NOOR, MONDAY, NOW, NAMES)
    assert found(one) == one and found(other) == other and count("agendapunt") == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_closing_records_the_outcome_and_the_agreements_and_keeps_nothing_else() -> None:
    """R16."""
    (one, first), (other, second) = case(), case()
    prepared(replace(first, acties=(BELLEN,)), replace(second, geen_actie="er al hulp is"))
    assert besprekingen.close(NOOR, MONDAY, NOW, NAMES) == [one.codenaam, other.codenaam]
    besproken, agreed = found(one).records[len(one.records) :]  # type: ignore[union-attr]
    assert besproken.isa(Leerlingbespreking) and agreed.isa(Afspraak) and agreed.tekst("wat") == BELLEN.wat
    (besproken,) = found(other).records[len(other.records) :]  # type: ignore[union-attr]
    assert besproken.tekst("besluit") == "Geen actie, omdat er al hulp is"
    assert [count(table) for table in TABLES] == [0, 0, 0] and besprekingen.mine(NOOR) is None
    assert journal.verify(SCHOOL) is None
    with pytest.raises(Geweigerd, match="al gesloten"):
        besprekingen.close(NOOR, MONDAY, NOW, NAMES)


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_cut_off_halfway_it_is_closed_again_and_nothing_is_recorded_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    (one, first), (other, second) = case(), case()
    prepared(replace(first, acties=(BELLEN, BELLEN)), replace(second, geen_actie="er al hulp is"))
    real = dossiers.save
    saved: list[str] = []

    def fails_at_the_third(dossier: Dossier, **given: object) -> None:
        if len(saved) == 2:
            raise PowerCut
        saved.append(dossier.id)
        real(dossier, **given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(dossiers, "save", fails_at_the_third)
        with pytest.raises(PowerCut):
            besprekingen.close(NOOR, MONDAY, NOW, NAMES)
    assert count("agendapunt") == 2
    besprekingen.close(NOOR, MONDAY, NOW, NAMES)
    assert [each.soort for each in found(one).records[len(one.records) :]] == [
        "Leerlingbespreking",
        "Afspraak",
        "Afspraak",
    ]  # type: ignore[union-attr]
    assert len(found(other).records) == len(other.records) + 1  # type: ignore[union-attr]


@pytest.mark.usefixtures("folder")
def test_a_dossier_that_was_closed_meanwhile_comes_off_the_agenda_before_anything_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (one, first), (_other, second) = case(), case()
    prepared(replace(first, acties=(BELLEN,)), replace(second, geen_actie="er al hulp is"))
    with monkeypatch.context() as patch:
        refuses = {_other.id: "Dit dossier is nu: gesloten."}
        patch.setattr(vastleggen, "refusal", lambda self, *_given: refuses.get(self.id))
        with pytest.raises(Geweigerd, match="van de agenda"):
            besprekingen.close(NOOR, MONDAY, NOW, NAMES)
    assert found(one) == one


@pytest.mark.usefixtures("folder")
def test_a_preparation_that_is_thrown_away_leaves_the_dossiers_as_they_were() -> None:
    dossier, punt = case()
    prepared(punt)
    besprekingen.cancel(NOOR)
    assert [count(table) for table in TABLES] == [0, 0, 0] and found(dossier) == dossier


# The next meeting


@pytest.mark.usefixtures("folder")
@pytest.mark.both
def test_the_next_meeting_begins_with_the_case_in_which_something_was_promised() -> None:
    (one, first), _ = case(), kept(opened())
    prepared(replace(first, acties=(BELLEN,)))
    besprekingen.close(NOOR, MONDAY, NOW, NAMES)
    assert [each.wat for each in toezeggingen.promises(NOOR).shown] == [BELLEN.wat]
    assert toezeggingen.promises(SARA).total == 0 and toezeggingen.promises(VERA).total == 0
    besprekingen.prepare(NOOR, TUESDAY, NOW)
    assert [each.dossier_id for each in mine().bespreking.punten] == [one.id]
    besprekingen.cancel(NOOR)
    stored = found(one)
    assert stored
    recorded(stored, Afgehandeld, afspraak=str(stored.records[-1].nummer))
    besprekingen.prepare(NOOR, TUESDAY, NOW)
    assert mine().bespreking.punten == () and toezeggingen.promises(NOOR).shown[0].afloop


def test_the_moment_of_these_tests_is_a_day_of_the_cast() -> None:
    assert moment().on == MONDAY and NOW.date() == MONDAY
