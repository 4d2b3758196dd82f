"""A process is killed at any point of taking something out or of joining: it is undone or done, and others go on."""

import os

import pytest

from db.dossiers import dossiers
from db.dossiers.einde import uithalen
from db.journal import journal
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.dubbel import voeg_samen
from meldcode.dossier.regels.doorgegeven import hoort_bij
from meldcode.vastleggingen import Afspraak, Samenvoeging, Signaal
from tests.builders import after_stap, opened, record
from tests.cast import MONDAY, NOOR, SCHOOL
from tests.db.dying import dies, points
from tests.db.keeping import found, kept, moment, recorded, whole
from tests.db.taking_out import CANARY, closed, confirmed, proposed

KILLS = int(os.environ.get("MELDROUTE_KILLS", "3"))
SAME = "Dezelfde naam en geboortedatum, nagevraagd bij de administratie."


@pytest.mark.usefixtures("folder")
def test_something_is_taken_out_or_nothing_is() -> None:
    def before_it() -> Dossier:
        return proposed(recorded(kept(opened()), Signaal, waarneming=CANARY), 2)

    outcomes = set()
    for point in points(KILLS, confirmed, before_it()):
        before = before_it()
        assert dies(point, confirmed, before), point
        between = found(before)
        assert between is not None
        recorded(between, Signaal)  # somebody else goes on before the next start
        assert journal.verify(SCHOOL) is None, point
        uithalen.finish()
        is_done = between.versie > before.versie
        assert closed(before) == ([2] if is_done else []), point
        assert between.records[1].is_leeg == is_done and verification.quickly(SCHOOL) == [], point
        outcomes.add(is_done)
    assert outcomes == {False, True}
    whole()


def joined(dicht: Dossier, verder: Dossier) -> None:
    steps = voeg_samen(dicht, verder, SAME, by=NOOR, on=MONDAY)
    dossiers.save_all(steps, by=NOOR, moment=moment())


@pytest.mark.usefixtures("folder")
def test_two_are_joined_or_both_go_on() -> None:
    def before_it() -> tuple[Dossier, Dossier]:
        return kept(record(opened(), Afspraak)), kept(after_stap(1))

    outcomes = set()
    for point in points(KILLS, joined, *before_it()):
        dicht, verder = before_it()
        assert dies(point, joined, dicht, verder), point
        one, other = found(dicht), found(verder)
        assert one is not None and other is not None
        is_done = bool(hoort_bij(one))
        assert bool(other.of(Samenvoeging)) == is_done == bool(other.of(Afspraak)), point
        assert (one.versie, other.versie) == (
            (dicht.versie + 1, verder.versie + 2) if is_done else (dicht.versie, verder.versie)
        ), point
        recorded(other, Signaal)
        assert verification.quickly(SCHOOL) == [], point
        outcomes.add(is_done)
    assert outcomes == {False, True}
