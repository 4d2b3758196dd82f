"""What was handed in about a pupil with a dossier: when it may be added there, and what becomes of both (ADR 61)."""

from dataclasses import replace
from typing import Any

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.samenvoegen import voeg_toe
from meldcode.dossier.familie.tijdlijn import in_zinnen, samen
from meldcode.dossier.regels.doorgegeven import doorgegeven, hoort_bij
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import AcuutGevaar, Afscherming, HoortBij, Overleg, Signaal, Uitnodiging
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import written
from tests.builders import after_stap, destroyed, gesloten, in_fase, opened, record, te_vernietigen
from tests.cast import LARS, MIRJAM, MONDAY, NOOR, TUESDAY, VERA
from tests.over import over


def handed_in() -> Dossier:
    return replace(record(opened(by=LARS), Signaal, by=LARS), id="d-2", codenaam="Eik 7")


def added(known: Dossier, one: Dossier | None = None) -> tuple[Dossier, ...]:
    return voeg_toe(one or handed_in(), known, by=NOOR, on=TUESDAY, namen={LARS.id: "Lars Brouwer"})


@over("fase", [each for each in Fase if each is not Fase.VERNIETIGD])
def test_a_signal_may_be_added_in_any_fase_and_does_there_what_a_signal_does(fase: Fase) -> None:
    """R34: also in a closed dossier, which it opens."""
    closed, after = added(in_fase(fase))
    assert after.fase is record(in_fase(fase), Signaal, on=TUESDAY).fase
    assert closed.fase is Fase.GESLOTEN and hoort_bij(closed) == "Zilvermeeuw" and verplichtingen(closed, {}) == ()


def test_all_signals_are_added_in_order_as_they_count_and_once() -> None:
    one = record(record(handed_in(), Signaal, by=LARS, plaats="In de gang"), Signaal, by=LARS, plaats="Bij de jassen")
    closed, *steps = added(after_stap(1), one)
    assert [each.records[-1].tekst("plaats") for each in steps] == ["Bij het hek", "In de gang", "Bij de jassen"]
    assert [each.versie for each in steps] == [6, 7, 8]
    again = record(closed, Signaal, by=LARS, plaats="Op het plein")
    assert [each.tekst("plaats") for each in doorgegeven(again)] == ["Op het plein"]


def test_once_it_has_a_course_of_its_own_it_is_not_added() -> None:
    for one in (
        record(handed_in(), Overleg), record(handed_in(), AcuutGevaar, by=LARS), opened(by=LARS), gesloten(),
        te_vernietigen(),
    ):  # fmt: skip
        assert doorgegeven(one) == ()
        with pytest.raises(Geweigerd, match="eigen verloop|is nu:|eerst stap"):
            added(after_stap(1), replace(one, id="d-2", codenaam="Eik 7"))


def test_not_to_itself_nor_to_one_that_was_destroyed() -> None:
    with pytest.raises(Onvolledig):
        record(handed_in(), HoortBij, bij="Eik 7")
    with pytest.raises(Geweigerd, match="vernietigd"):
        added(destroyed(te_vernietigen()))


def test_only_who_walks_both_adds_and_so_that_nobody_else_learns_of_the_other() -> None:
    known, one = after_stap(1), handed_in()
    for user in (LARS, VERA):
        with pytest.raises(Geweigerd):
            voeg_toe(one, known, by=user, on=MONDAY, namen={})
    vera = written(VERA)
    shut: dict[str, Any] = {"by": MIRJAM, "afgeschermd": written(NOOR), "vervanger": vera}
    for mine, theirs in ((one, record(known, Afscherming, **shut)), (record(one, Afscherming, **shut), known)):
        with pytest.raises(Geweigerd, match="Leg in dit dossier eerst hetzelfde vast"):
            voeg_toe(mine, theirs, by=MIRJAM, on=MONDAY, namen={})
    both = record(one, Afscherming, **shut), record(known, Afscherming, **shut)
    assert voeg_toe(*both, by=MIRJAM, on=MONDAY, namen={})[0].fase is Fase.GESLOTEN


def test_who_reads_along_or_handed_it_in_does_not_read_to_which_it_belongs() -> None:
    closed, _known = added(after_stap(1), record(handed_in(), Uitnodiging, wie=written(VERA)))
    for user in (LARS, VERA):
        assert "Zilvermeeuw" not in str(closed.visible_to(user, TUESDAY).records)
    assert "Zilvermeeuw" in str(closed.visible_to(NOOR, TUESDAY).records)


def test_one_timeline_of_several_dossiers_is_in_the_order_of_the_days() -> None:
    one, other = handed_in(), record(after_stap(1), Signaal, datum="02-11-2026")
    lines = in_zinnen(samen([one, other]))
    assert lines[0] == "ma 2 november 2026, Zilvermeeuw: Signaal: Gedrag en stemming van de leerling"
    assert {each.split(", ")[1].split(":")[0] for each in lines} == {"Eik 7", "Zilvermeeuw"}
