"""Stap 5: the besluit for help (5a), a melding (5b), both or neither; what came of it; and telling the parents."""

import pytest

from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    AcuutGevaar,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    Weging,
)
from tests.builders import after_stap, close, decided, in_opvolging, record
from tests.cast import DICK, FRIDAY, LARS, NEXT_MONDAY, NOOR, TUESDAY, VERA
from tests.meldcode.vastleggingen.refused import refused
from tests.over import over

STAP_5 = STAPPEN[4]
HULP = "5a: de hulp, met doel, termijn en een datum voor de effectmeting"
MELDING = "5b: de melding"
OUDERS = "De ouders geïnformeerd over het besluit, of waarom nog niet"
OUDERS_5A = "De ouders geïnformeerd over de hulp (5a), of waarom nog niet"
OUDERS_5B = "De ouders geïnformeerd over de melding (5b), of waarom nog niet"


# The besluit


@pytest.mark.parametrize(
    ("which", "missing"),
    [
        ("5a", [HULP, OUDERS_5A]),
        ("5b", [MELDING, OUDERS_5B]),
        ("beide", [HULP, MELDING, OUDERS_5A, OUDERS_5B]),
        ("geen", [OUDERS]),
    ],
)
def test_each_besluit_asks_for_what_it_decided(which: str, missing: list[str]) -> None:
    """R2, R36."""
    assert [eis.tekst for eis in decided(which).missing(STAP_5)] == missing


@pytest.mark.parametrize("which", ["5a", "5b", "beide", "geen"])
def test_a_besluit_carried_out_leads_to_opvolging(which: str) -> None:
    """R2."""
    assert in_opvolging(which).fase is Fase.OPVOLGING


def test_the_besluit_says_why_protection_is_enough_or_not() -> None:
    """R31."""
    assert set(refused(after_stap(4), Besluit, melden_waarom="Ja.", helpen_waarom="")) == {
        "melden_waarom",
        "helpen_waarom",
    }


def test_the_besluit_rests_on_the_weging() -> None:
    """R31, R35: after acute danger too, a besluit needs its weging."""
    danger = record(after_stap(2), AcuutGevaar)
    assert refused(danger, Besluit) == {"": "Het besluit steunt op de weging van stap 4. Leg die eerst vast."}
    assert record(record(danger, Weging), Besluit, melden="ja").of(Besluit)


# 5a


def test_help_names_its_aim_its_people_its_term_and_its_first_check() -> None:
    """R32, R33."""
    assert set(refused(decided("5a"), Hulp, doel="", wie="", casemanager="", tot="", effect_op="")) == {
        "doel",
        "wie",
        "casemanager",
        "tot",
        "effect_op",
    }


def test_help_follows_a_besluit_to_help() -> None:
    """R32."""
    assert refused(decided("5b"), Hulp) == {"": "Leg eerst het besluit vast dat hulp mogelijk is."}


def test_an_effect_is_measured_of_help_that_is_there() -> None:
    """R33."""
    assert set(refused(decided("5b"), Effectmeting)) == {""}


def test_an_effect_check_sets_the_next() -> None:
    """R33."""
    checked = record(in_opvolging("5a"), Effectmeting, on=TUESDAY, resultaat="loopt", opnieuw_op="07-12-2026")
    assert checked.fase is Fase.OPVOLGING
    assert set(refused(in_opvolging("5a"), Effectmeting, resultaat="loopt", opnieuw_op="")) == {"opnieuw_op"}


@pytest.mark.parametrize("signalen", ["stoppen_niet", "opnieuw"])
@pytest.mark.parametrize("which", ["5a", "beide"])
def test_signals_that_do_not_stop_put_the_melding_on_the_table_the_same_day(which: str, signalen: str) -> None:
    """R34."""
    back = record(in_opvolging(which), Effectmeting, on=FRIDAY, datum="13-11-2026", signalen=signalen)
    assert back.fase is Fase.STAP_5 and not back.is_closed(STAP_5)
    assert back.missing(STAP_5)[0].tekst == "Het besluit: is melden nodig, en is hulp mogelijk?"
    assert [each.due_on for each in verplichtingen(back, {}) if each.soort == "stap"] == [FRIDAY]


@pytest.mark.parametrize("signalen", ["gestopt", "minder"])
def test_signals_that_get_less_leave_the_dossier_where_it_is(signalen: str) -> None:
    """R33."""
    assert record(in_opvolging("5a"), Effectmeting, signalen=signalen).fase is Fase.OPVOLGING


def test_after_signals_came_back_the_melding_is_made_without_a_word_about_deviating() -> None:
    """R34."""
    back = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    reported = record(record(back, Besluit, melden="ja"), Melding)
    assert "afwijking" in refused(back, Besluit, melden="nee")
    told = record(record(reported, Hulp), OudersGeinformeerd, waarover="beide")
    assert close(told, 5).fase is Fase.OPVOLGING


def test_signals_may_come_back_twice_before_the_new_besluit() -> None:
    """R34."""
    back = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    again = record(record(back, Besluit, melden="ja"), Effectmeting, signalen="stoppen_niet")
    assert again.missing(STAP_5)[0].tekst == "Het besluit: is melden nodig, en is hulp mogelijk?"


def test_a_new_signal_in_opvolging_asks_for_a_new_besluit() -> None:
    """R34."""
    again = record(in_opvolging("5a"), Signaal)
    assert again.fase is Fase.STAP_5 and again.missing(STAP_5)[0].soorten[0] is Besluit


# 5b


def test_a_melding_names_day_body_means_and_reference() -> None:
    """R35."""
    assert set(refused(decided("5b"), Melding, datum="", aan="", wijze="", kenmerk="", inhoud="")) == {
        "datum",
        "aan",
        "wijze",
        "kenmerk",
        "inhoud",
    }


def test_a_melding_is_discussed_as_well() -> None:
    """R38."""
    assert set(refused(decided("5b"), Melding, besproken="")) == {"besproken"}


@pytest.mark.parametrize("user", [DICK, VERA, LARS])
def test_nobody_but_the_ib_er_makes_the_melding(user) -> None:
    """R35."""
    with pytest.raises(Geweigerd):
        record(decided("5b"), Melding, by=user)
    assert record(decided("5b"), Melding, by=NOOR).records[-1].by == "noor"


def test_a_melding_follows_a_besluit_to_report() -> None:
    """R35."""
    assert refused(decided("5a"), Melding) == {
        "": "Leg eerst het besluit vast dat melden noodzakelijk is, of acuut gevaar."
    }


def test_what_the_agency_lets_know_is_kept_in_the_dossier() -> None:
    """R6."""
    heard = record(in_opvolging("5b"), Terugkoppeling, on=TUESDAY).records[-1]
    assert heard.tekst("instantie") == "Veilig Thuis, medewerker 9"
    assert heard.tekst("inhoud") == "De melding is overgedragen aan het wijkteam."
    assert heard.tekst("acties") == "Het wijkteam belt deze week."
    assert set(refused(in_opvolging("5b"), Terugkoppeling, instantie="", datum="", inhoud="")) == {
        "instantie",
        "datum",
        "inhoud",
    }


def test_while_nothing_was_heard_it_shows_that_it_is_missing() -> None:
    """R6."""
    waiting = in_opvolging("5b")
    assert [each.due_on for each in verplichtingen(waiting, {}) if each.soort == "terugkoppeling"] == [NEXT_MONDAY]
    heard = record(waiting, Terugkoppeling)
    assert [each for each in verplichtingen(heard, {}) if each.soort == "terugkoppeling"] == []


def test_a_second_melding_waits_for_its_own_answer() -> None:
    """R6."""
    again = record(record(in_opvolging("5b"), Terugkoppeling), Melding, on=TUESDAY, datum="10-11-2026")
    assert [each.soort for each in verplichtingen(again, {})].count(Soort.TERUGKOPPELING) == 1


# The parents


@pytest.mark.parametrize(
    ("which", "text"),
    [
        ("5a", "5a. De hulp die wordt georganiseerd"),
        ("5b", "5b. De melding"),
        ("beide", "De hulp en de melding"),
        ("geen", "Dat er nu geen hulp en geen melding volgt"),
    ],
)
def test_parents_are_told_of_each_besluit(which: str, text: str) -> None:
    """R36."""
    assert in_opvolging(which).of(OudersGeinformeerd)[-1].tekst("waarover") == text


def missing(dossier) -> list[str]:
    return [eis.tekst for eis in dossier.missing(STAP_5)]


@over(
    ("told", "left"),
    [
        (["5a"], [OUDERS_5B]),
        (["5b"], [OUDERS_5A]),
        (["geen"], [OUDERS_5A, OUDERS_5B]),
        (["5a", "5a"], [OUDERS_5B]),
        (["5a", "5b"], []),
        (["5b", "5a"], []),
        (["beide"], []),
    ],
)
@over("geinformeerd", ["ja", "nee"])
def test_of_help_and_melding_parents_hear_both_or_it_says_why_not_yet(told, left, geinformeerd: str) -> None:
    """R36: the parents are told of the help, of the melding, or of both: of whatever was decided."""
    dossier = record(record(decided("beide"), Hulp), Melding)
    for waarover in told:
        dossier = record(dossier, OudersGeinformeerd, waarover=waarover, geinformeerd=geinformeerd)
    assert missing(dossier) == left


@pytest.mark.parametrize("waarover", ["5a", "5b", "beide", "geen"])
def test_of_a_besluit_to_do_neither_parents_hear_as_well(waarover: str) -> None:
    """R36."""
    assert missing(record(decided("geen"), OudersGeinformeerd, waarover=waarover)) == []


def test_the_melding_after_acute_danger_is_told_as_a_melding() -> None:
    """R36."""
    danger = record(record(decided("5a"), AcuutGevaar), Melding)
    assert missing(danger) == [OUDERS_5B]
    assert missing(record(danger, OudersGeinformeerd, waarover="5a", geinformeerd="nee")) == [OUDERS_5B]
