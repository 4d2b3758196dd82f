"""The route: five stappen in order, and the few ways that lead elsewhere."""

from dataclasses import replace

import pytest

from meldcode.bronnen import BASISMODEL
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen.codenamen import codenaam
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    Afzien,
    AntwoordAanDirectie,
    Besluit,
    Consultatie,
    Effectmeting,
    FormeelGesprek,
    Hulp,
    Inbreng,
    Melding,
    Ontvangst,
    Opening,
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
    empty,
    gesloten,
    in_fase,
    in_opvolging,
    last_message,
    opened,
    record,
    see,
    te_vernietigen,
    work,
)
from tests.cast import DICK, FRIDAY, LARS, MONDAY, NOOR, TUESDAY
from tests.over import over


def statuses(dossier: Dossier) -> str:
    """The statuses of the five stappen as letters: a(fgerond), b(ezig), o(vergeslagen), n(og niet)."""
    letters = {
        Stapstatus.AFGEROND: "a",
        Stapstatus.BEZIG: "b",
        Stapstatus.OVERGESLAGEN: "o",
        Stapstatus.NOG_NIET: "n",
    }
    return "".join(letters[dossier.status(stap)] for stap in STAPPEN)


# The order


def test_the_route_has_five_stappen_in_this_order() -> None:
    """R1."""
    assert [(stap.nummer, stap.in_de_route) for stap in STAPPEN] == [
        (1, "In kaart brengen van signalen"),
        (2, "Collegiale consultatie en zo nodig raadplegen van AMK of SHG (nu: Veilig Thuis)"),
        (3, "Gesprek met de ouder"),
        (4, "Wegen aard en ernst"),
        (5, "Beslissen: 5a hulp organiseren en effecten volgen, 5b melden en bespreken"),
    ]


@pytest.mark.parametrize(
    ("nummer", "fase", "shown"),
    [
        (0, Fase.STAP_1, "bnnnn"),
        (1, Fase.STAP_2, "abnnn"),
        (2, Fase.STAP_3, "aabnn"),
        (3, Fase.STAP_4, "aaabn"),
        (4, Fase.STAP_5, "aaaab"),
        (5, Fase.OPVOLGING, "aaaaa"),
    ],
)
def test_closing_a_stap_leads_to_the_next(nummer: int, fase: Fase, shown: str) -> None:
    """R1."""
    dossier = after_stap(nummer)
    assert dossier.fase is fase and statuses(dossier) == shown


@over(
    ("nummer", "kind", "sentence"),
    [
        (0, Consultatie, "Stap 2 is nog niet aan de beurt: rond eerst stap 1 af."),
        (0, Besluit, "Stap 5 is nog niet aan de beurt: rond eerst stap 1 af."),
        (1, FormeelGesprek, "Stap 3 is nog niet aan de beurt: rond eerst stap 2 af."),
        (1, Afzien, "Stap 3 is nog niet aan de beurt: rond eerst stap 2 af."),
        (2, Weging, "Stap 4 is nog niet aan de beurt: rond eerst stap 3 af."),
        (3, Besluit, "Stap 5 is nog niet aan de beurt: rond eerst stap 4 af."),
        (3, Melding, "Stap 5 is nog niet aan de beurt: rond eerst stap 4 af."),
    ],
)
def test_a_stap_out_of_turn_is_refused(nummer: int, kind, sentence: str) -> None:
    """R1."""
    with pytest.raises(Geweigerd, match=sentence):
        record(after_stap(nummer), kind)


def test_a_later_stap_cannot_be_closed_first() -> None:
    """R1."""
    with pytest.raises(Onvolledig) as refused:
        close(work(opened(), 1), 2)
    assert refused.value.objections == {"": "Stap 2 is nog niet aan de beurt: rond eerst stap 1 af."}


def test_nothing_comes_before_the_opening() -> None:
    for kind in (Signaal, AcuutGevaar):
        with pytest.raises(Geweigerd, match="nog niet geopend"):
            record(empty(), kind)


def test_a_dossier_is_opened_once() -> None:
    with pytest.raises(Geweigerd, match="al geopend"):
        record(opened(), Opening)


@pytest.mark.parametrize(("nummer", "kind"), [(1, Signaal), (2, Consultatie), (3, FormeelGesprek), (4, Weging)])
def test_what_belongs_to_a_closed_stap_may_be_added_and_moves_nothing(nummer: int, kind) -> None:
    """R13, R20, R25: the file of a stap stays open for what comes to light later."""
    dossier = after_stap(4)
    later = record(dossier, kind)
    assert later.fase is dossier.fase and statuses(later) == statuses(dossier)
    assert later.records[-1].isa(kind) and later.is_closed(STAPPEN[nummer - 1])


@pytest.mark.parametrize(
    ("nummer", "kinds"),
    [
        (1, [Signaal, Overleg]),
        (2, [Consultatie, Zorggesprek, UitkomstStap2]),
        (3, [FormeelGesprek]),
        (4, [Weging]),
        (5, [Besluit, Hulp]),
    ],
)
def test_every_stap_leaves_its_record_in_the_dossier(nummer: int, kinds) -> None:
    """R13, R20, R25."""
    dossier = after_stap(5)
    for kind in kinds:
        found = dossier.of(kind)
        assert found and all((each.on, each.by) == (MONDAY, "noor") for each in found)


def test_the_numbers_of_the_records_count_on() -> None:
    assert [each.nummer for each in after_stap(5).records] == list(range(1, 20))


def test_a_code_name_is_not_used_twice_in_a_school() -> None:
    assert len({codenaam(nummer) for nummer in range(1, 5_000)}) == 4_999
    assert [codenaam(nummer) for nummer in (1, 2, 31)] == ["Hazelaar 1", "Klimop 2", "Hazelaar 31"]


def test_the_reference_to_the_basismodel_stands() -> None:
    """R7."""
    assert BASISMODEL == "Toolkit en Basismodel meldcode huiselijk geweld en kindermishandeling (Rijksoverheid)"


# No indication


def test_without_indication_the_dossier_waits_for_the_directie_and_is_then_destroyed() -> None:
    """R21, R22."""
    waiting = te_vernietigen()
    assert waiting.fase is Fase.TE_VERNIETIGEN
    assert see(waiting).fase is Fase.VERNIETIGD


def test_a_question_of_the_directie_does_not_destroy() -> None:
    """R21, R22."""
    asked = record(te_vernietigen(), Ontvangst, kennisgeving=last_message(te_vernietigen()), reactie="vraag")
    assert asked.fase is Fase.TE_VERNIETIGEN
    answered = record(asked, AntwoordAanDirectie, kennisgeving=last_message(asked))
    assert answered.fase is Fase.TE_VERNIETIGEN and see(answered).fase is Fase.VERNIETIGD


def test_the_receipt_of_an_earlier_message_does_not_destroy() -> None:
    """R21."""
    waiting = te_vernietigen()
    first = next(str(each.nummer) for each in waiting.records if each.waarde("stap") == "1")
    assert record(waiting, Ontvangst, kennisgeving=first).fase is Fase.TE_VERNIETIGEN


def test_no_indication_needs_its_reason() -> None:
    """R21."""
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), UitkomstStap2, uitkomst="geen_indicatie", motivering="")
    assert set(refused.value.objections) == {"motivering"}


def test_the_outcome_may_be_changed_until_stap_2_is_closed() -> None:
    """R21: of several outcomes, the last counts."""
    doubting = record(work(after_stap(1), 2), UitkomstStap2, uitkomst="geen_indicatie")
    assert close(doubting, 2).fase is Fase.TE_VERNIETIGEN
    assert close(record(doubting, UitkomstStap2, uitkomst="verder"), 2).fase is Fase.STAP_3


def test_the_outcome_of_a_closed_stap_2_stands() -> None:
    """R21: a dossier that went on to stap 3 is not destroyed by an outcome recorded late."""
    with pytest.raises(Onvolledig):
        record(after_stap(2), UitkomstStap2, uitkomst="geen_indicatie")


def test_nothing_at_all_goes_into_a_destroyed_dossier() -> None:
    """R21."""
    for kind, by in ((Signaal, NOOR), (AcuutGevaar, NOOR), (Ontvangst, DICK)):
        with pytest.raises(Geweigerd, match="vernietigd"):
            record(see(te_vernietigen()), kind, by=by)


def test_a_new_signal_stops_the_destruction() -> None:
    saved = record(te_vernietigen(), Signaal)
    assert saved.fase is Fase.STAP_1 and statuses(saved) == "bnnnn"
    assert see(saved).fase is Fase.STAP_1, "the old message was about a destruction that is off"


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
        record(see(te_vernietigen()), Terugkoppeling)
