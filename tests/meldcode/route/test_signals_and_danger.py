"""Where a signaal, acute danger or a melding leads: from every fase, after closing, and in a second round."""

from dataclasses import replace

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    Besluit,
    Effectmeting,
    Inbreng,
    Melding,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    Terugkoppeling,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import (
    after_stap,
    close,
    decided,
    destroyed,
    gesloten,
    in_fase,
    in_opvolging,
    opened,
    record,
    see,
    te_vernietigen,
    work,
)
from tests.cast import FRIDAY, LARS, TUESDAY
from tests.meldcode.route.statuses import statuses
from tests.over import over

NEW_BESLUIT = "Een nieuw besluit, na de laatste weging of het laatste signaal"

# Where a signal, acute danger or a besluit leads, from every fase


@over(
    ("fase", "signaal", "acuut"),
    [
        (Fase.STAP_1, Fase.STAP_1, Fase.STAP_5),
        (Fase.STAP_2, Fase.STAP_2, Fase.STAP_5),
        (Fase.STAP_3, Fase.STAP_3, Fase.STAP_5),
        (Fase.STAP_4, Fase.STAP_4, Fase.STAP_5),
        (Fase.STAP_5, Fase.STAP_5, Fase.STAP_5),
        (Fase.OPVOLGING, Fase.STAP_5, Fase.STAP_5),
        (Fase.TE_VERNIETIGEN, Fase.STAP_1, Fase.STAP_5),
        (Fase.GESLOTEN, Fase.STAP_1, Fase.STAP_5),
    ],
)
def test_a_signal_and_acute_danger_lead_where_they_should(fase: Fase, signaal: Fase, acuut: Fase) -> None:
    """R5, R34: from every fase on, a child can be in danger again."""
    assert record(in_fase(fase), Signaal).fase is signaal
    assert record(in_fase(fase), AcuutGevaar).fase is acuut


@pytest.mark.parametrize(
    ("nummer", "shown"), [(0, "oooob"), (1, "aooob"), (2, "aaoob"), (3, "aaaob"), (4, "aaaab"), (5, "aaaab")]
)
def test_stappen_passed_over_for_acute_danger_remain_to_be_filled_in(nummer: int, shown: str) -> None:
    assert statuses(record(after_stap(nummer), AcuutGevaar)) == shown


def test_a_stap_passed_over_is_filled_in_later_and_moves_nothing() -> None:
    dossier = record(opened(), AcuutGevaar)
    for nummer, shown in ((1, "aooob"), (2, "aaoob"), (3, "aaaob"), (4, "aaaab")):
        dossier = close(work(dossier, nummer), nummer)
        assert dossier.fase is Fase.STAP_5 and statuses(dossier) == shown


def test_acute_danger_leads_to_the_melding_without_a_weging() -> None:
    """R35."""
    danger = record(opened(), AcuutGevaar)
    with pytest.raises(Onvolledig) as refused:
        close(danger, 5)
    assert "5b: de melding" in refused.value.objections[""]
    told = record(record(danger, Melding), OudersGeinformeerd, waarover="5b", geinformeerd="nee")
    assert close(told, 5).fase is Fase.OPVOLGING


def test_acute_danger_asks_for_a_melding_even_after_a_besluit_not_to() -> None:
    """R34."""
    danger = record(in_opvolging("5a"), AcuutGevaar)
    assert [eis.tekst for eis in danger.missing(STAPPEN[4])] == [
        "5b: de melding",
        "De ouders geïnformeerd over de melding (5b), of waarom nog niet",
    ]


def test_a_second_acute_danger_asks_for_a_second_melding() -> None:
    once = record(record(opened(), AcuutGevaar), Melding)
    assert "5b: de melding" not in [eis.tekst for eis in once.missing(STAPPEN[4])]
    twice = record(once, AcuutGevaar, on=TUESDAY)
    assert twice.fase is Fase.STAP_5 and statuses(twice) == "oooob"
    assert "5b: de melding" in [eis.tekst for eis in twice.missing(STAPPEN[4])]


def test_after_acute_danger_a_dossier_cannot_end_without_indication() -> None:
    """R21."""
    danger = work(record(opened(), AcuutGevaar), 2, without=UitkomstStap2)
    with pytest.raises(Onvolledig) as refused:
        record(danger, UitkomstStap2, uitkomst="geen_indicatie")
    assert set(refused.value.objections) == {"uitkomst"}
    assert close(record(danger, UitkomstStap2, uitkomst="verder"), 2).fase is Fase.STAP_5


def test_acute_danger_while_the_dossier_waits_for_its_end_saves_it() -> None:
    """R21: confirming the old message does not destroy a dossier that danger reopened."""
    danger = record(te_vernietigen(), AcuutGevaar)
    assert statuses(danger) == "aaoob" and see(danger).fase is Fase.STAP_5


def test_acute_danger_after_closing_keeps_what_was_done() -> None:
    assert statuses(record(gesloten(), AcuutGevaar)) == "aaaab"


# Reopening


def test_a_signal_on_a_closed_dossier_begins_the_route_again_with_what_lay_there() -> None:
    """R5."""
    again = record(gesloten(), Signaal, on=TUESDAY)
    assert statuses(again) == "bnnnn" and len(again.of(Signaal)) == 2 and again.fase_since == TUESDAY


def test_the_second_round_asks_for_its_own_overleg() -> None:
    """R11, R12: an overleg of the last round is not about this signaal."""
    again = record(gesloten(), Signaal)
    assert [eis.tekst for eis in again.missing(STAPPEN[0])] == [
        "Overleg met de intern begeleider, of waarom niet",
        "Overleg met de vertrouwenspersoon, of waarom niet",
    ]


def test_the_second_round_goes_all_the_way() -> None:
    """R1."""
    dossier = record(gesloten(), Signaal)
    for nummer, shown in ((1, "abnnn"), (2, "aabnn"), (3, "aaabn"), (4, "aaaab"), (5, "aaaaa")):
        dossier = close(work(dossier, nummer), nummer)
        assert statuses(dossier) == shown


def test_an_outcome_of_the_first_round_does_not_decide_the_second() -> None:
    """R21."""
    dossier = record(te_vernietigen(), Signaal)
    dossier = close(work(dossier, 1), 1)
    dossier = work(dossier, 2, without=UitkomstStap2)
    assert [eis.tekst for eis in dossier.missing(STAPPEN[1])] == ["De uitkomst: geen indicatie, of door naar stap 3"]


def test_acute_danger_in_the_second_round_shows_the_second_round_as_passed_over() -> None:
    again = record(record(gesloten(), Signaal), AcuutGevaar)
    assert statuses(again) == "oooob"


def test_the_second_round_asks_again_whether_parents_can_be_told() -> None:
    """R18: that it was safe in the last round does not make it safe now."""
    again = close(work(record(gesloten(), Signaal), 1), 1)
    with pytest.raises(Onvolledig) as refused:
        record(again, Zorggesprek)
    assert set(refused.value.objections) == {""}
    assert record(record(again, VeiligInformeren), Zorggesprek).records[-1].isa(Zorggesprek)


def test_the_besluit_of_the_second_round_rests_on_a_weging_of_its_own() -> None:
    """R28, R31."""
    danger = record(record(gesloten(), Signaal), AcuutGevaar)
    with pytest.raises(Onvolledig) as refused:
        record(danger, Besluit, melden="ja")
    assert refused.value.objections == {"": "Het besluit steunt op de weging van stap 4. Leg die eerst vast."}
    assert record(record(danger, Weging), Besluit, melden="ja").of(Besluit)


def test_help_of_the_first_round_has_no_effect_to_measure_in_the_second() -> None:
    """R33."""
    ended = record(in_opvolging("5a"), Effectmeting, signalen="gestopt", resultaat="ja")
    again = after_stap_4_of(record(record(ended, Afsluiting), Signaal))
    with pytest.raises(Onvolledig) as refused:
        record(again, Effectmeting)
    assert refused.value.objections == {"": "Er is nog geen hulp vastgelegd om het effect van te meten."}


def after_stap_4_of(dossier: Dossier) -> Dossier:
    for nummer in (1, 2, 3, 4):
        dossier = close(work(dossier, nummer), nummer)
    return dossier


def test_acute_danger_on_a_closed_dossier_goes_on_with_the_weging_that_lies_there() -> None:
    """R35: acute danger starts no new round, so what was done counts."""
    danger = record(gesloten(), AcuutGevaar)
    assert record(danger, Besluit, melden="ja", helpen="nee").of(Besluit)


def test_a_leerkracht_may_bring_back_a_dossier_that_he_opened() -> None:
    mine = replace(gesloten(), opened_by=LARS.id)
    assert record(mine, Signaal, by=LARS).fase is Fase.STAP_1


# A melding is not the end


@pytest.mark.parametrize("which", ["5b", "beide"])
def test_a_melding_never_closes_a_dossier(which: str) -> None:
    """R5."""
    reported = in_opvolging(which)
    assert reported.fase is Fase.OPVOLGING and reported.fase.is_open
    for kind in (Melding, Terugkoppeling, Signaal, Inbreng):
        assert record(reported, kind, on=FRIDAY).fase.is_open


def test_a_melding_moves_a_dossier_nowhere() -> None:
    """R5."""
    assert record(decided("5b"), Melding).fase is Fase.STAP_5


def test_a_new_besluit_in_opvolging_is_a_stap_to_close_again() -> None:
    """R3, R37: what the directie was told is no longer true."""
    changed = record(in_opvolging("5a"), Besluit, melden="ja", afwijking="De wijkagent belde: het is erger.")
    assert changed.fase is Fase.STAP_5 and not changed.is_closed(STAPPEN[4])
    assert "5b: de melding" in [eis.tekst for eis in changed.missing(STAPPEN[4])]


@pytest.mark.parametrize("soort", ["gedrag", "uitspraak"])
def test_a_signal_after_a_new_besluit_asks_for_another(soort: str) -> None:
    """R34. A bug once: who decided again in opvolging could close stap 5 although signals came back after that."""
    again = record(in_opvolging("5a"), Besluit)
    assert NEW_BESLUIT not in [eis.tekst for eis in again.missing(STAPPEN[4])]
    assert [eis.tekst for eis in record(again, Signaal, soort=soort).missing(STAPPEN[4])][0] == NEW_BESLUIT


def test_a_signal_before_the_besluit_asks_for_no_second_one() -> None:
    """R34: what came back is what the besluit is about."""
    back = record(record(in_opvolging("5a"), Signaal), Besluit, afwijking="Op raad van Veilig Thuis.")
    assert NEW_BESLUIT not in [eis.tekst for eis in back.missing(STAPPEN[4])]


def test_a_closed_dossier_takes_nothing_but_signals_danger_and_letters() -> None:
    for kind in (Besluit, Melding, Weging, Overleg, OudersGeinformeerd):
        with pytest.raises(Geweigerd, match="Dit dossier is nu: gesloten"):
            record(gesloten(), kind)
    assert see(gesloten()).fase is Fase.GESLOTEN


@over("fase", [each for each in Fase if each is not Fase.VERNIETIGD])
@over("over_melding", ["ja", "nee"])
def test_a_letter_of_an_agency_may_come_in_at_any_time_and_moves_nothing(fase: Fase, over_melding: str) -> None:
    """R6: help and Veilig Thuis do not wait for our stappen, so their word can be recorded in any of them."""
    heard = record(in_fase(fase), Terugkoppeling, over_melding=over_melding)
    assert heard.fase is fase and statuses(heard) == statuses(in_fase(fase))
    assert heard.records[-1].tekst("inhoud") == "De melding is overgedragen aan het wijkteam."


def test_a_destroyed_dossier_takes_no_letter() -> None:
    """R21."""
    with pytest.raises(Geweigerd, match="vernietigd"):
        record(destroyed(te_vernietigen()), Terugkoppeling)
