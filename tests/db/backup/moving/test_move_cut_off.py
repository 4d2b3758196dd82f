"""A move that was cut off when all had arrived: what is said meanwhile, and how it ends if the old place is gone."""

from pathlib import Path
from typing import Any

import pytest

from db.accounts import last_day
from db.backup import arriving
from db.backup import move as of_move
from db.backup.copy_rows import TransferError
from db.backup.move import move
from db.school import leerlingen
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import settings, working_at
from db.upkeep import remove_school, verification
from db.upkeep.remove_school import NotRemoved, remove
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.vastleggingen import Signaal
from tests.cast import NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import by_force, found, recorded
from tests.db.upkeep.leaves import NAAM, OTHER, Leaves, here, is_well, proofs, small

# Where each statement may be the last is tried by ``test_move_killed.py``, on both databases.
pytestmark = [pytest.mark.either, pytest.mark.usefixtures("folder")]


@pytest.fixture
def cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Leaves:
    """A school of which all arrived and the proof is here, when the process ended."""
    case = small(tmp_path)

    def ends(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(arriving, "admit", ends)
        with pytest.raises(KeyboardInterrupt):
            moves(case)
    return case


def moves(case: Leaves) -> str:
    said = move(settings(), case.there, lambda _part: None, NOW, NAAM)
    with working_at(case.there):
        engine().dispose()
    return " ".join(said)


def is_told(case: Leaves) -> str:
    """What Noor reads there when she gives the right password; empty when she gets in."""
    with working_at(case.there), reading(EVERY_SCHOOL) as connection:
        return str(last_day.ended(connection, NOOR.id, NOW) or "")


def test_until_it_is_given_again_nobody_signs_in_there_and_it_says_so(
    cut_off: Leaves, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "verhuist op dit moment hierheen. Log tot dat klaar is in op het adres dat u" in is_told(cut_off)
    with working_at(cut_off.there):
        verification.show(NOW, quick=True)
        assert f"De verhuizing van {NAAM} hierheen is niet af." in capsys.readouterr().out
        with pytest.raises(NotRemoved, match="hierheen is niet af. Geef de opdracht python -m db move nog eens"):
            remove(NAAM, NOW)
    said = moves(cut_off)
    assert f"De verhuizing van {NAAM} was afgebroken toen alles er stond" in said and "remove-school" in said
    assert is_told(cut_off) == ""
    with working_at(cut_off.there):
        assert found(cut_off.stays) == cut_off.stays and is_well()
    with pytest.raises(TransferError, match="staat al in de database"):
        moves(cut_off)


def test_it_is_finished_also_when_the_school_was_removed_here_meanwhile(cut_off: Leaves) -> None:
    assert remove(NAAM, NOW).is_true and here() == [OTHER]
    assert "was afgebroken toen alles er stond" in moves(cut_off)
    with working_at(cut_off.there):
        assert found(cut_off.stays) == cut_off.stays and is_well()


def test_when_the_school_stays_here_after_all_what_arrived_is_made_anew(cut_off: Leaves) -> None:
    assert "blijft hier" in remove_school.stay(NAAM) and proofs() == []
    after = recorded(cut_off.stays, Signaal)
    assert "Verhuisd en nageteld" in moves(cut_off)
    with working_at(cut_off.there):
        assert found(after) == after and is_well()


def test_who_starts_the_program_there_meanwhile_destroys_no_key_that_just_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not that of a list without a row yet, nor those of a school that was removed there once and comes back."""
    case, home = small(tmp_path), settings()
    with transaction(SCHOOL) as connection:
        leerlingen.bring(connection, NOOR, [Leerling("Sem de Wit", "2018")], NOW.date(), NOW)
    moves(case)
    remove(NAAM, NOW)
    announces = of_move._announce

    def then_somebody_starts(*given: Any) -> None:
        announces(*given)
        with working_at(home):
            assert remove_school.finish(NOW) == 0 and leerlingen.wipe(NOW) == 0

    monkeypatch.setattr(of_move, "_announce", then_somebody_starts)
    move(case.there, home, lambda _part: None, NOW, NAAM)
    assert found(case.stays) == case.stays and is_well()
    with reading(SCHOOL) as connection:
        assert leerlingen.current(connection, NOOR, NOW.date())
    with working_at(case.there):
        engine().dispose()


def test_when_the_old_place_is_no_more_it_is_let_in_by_hand_if_it_is_whole(cut_off: Leaves) -> None:
    with working_at(cut_off.there):
        assert "Laat op de oude plaats niemand van deze school meer inloggen." in remove_school.stay(NAAM)
        assert is_well()
    assert is_told(cut_off) == ""


def test_it_is_not_let_in_by_hand_when_it_is_not_whole(cut_off: Leaves) -> None:
    with working_at(cut_off.there):
        by_force("UPDATE vastlegging SET content = x'0102'")
        with pytest.raises(NotRemoved, match="na het vastleggen veranderd"):
            remove_school.stay(NAAM)
    with pytest.raises(TransferError, match="na het vastleggen veranderd"):
        moves(cut_off)
    assert "hierheen" in is_told(cut_off)
