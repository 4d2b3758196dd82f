"""What the afwegingskader indicates now, from the weging and what happened since; and the besluit compared with it."""

from dataclasses import replace
from typing import Any

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.advies import advies_now
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afsluiting,
    Besluit,
    Consultatie,
    Effectmeting,
    Melding,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    Weging,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.answers import answers
from tests.builders import after_stap, close, decided, in_opvolging, record
from tests.cast import BORN, MONDAY, NOOR

# The besluit beside the advice


@pytest.mark.parametrize("which", ["5a", "5b", "beide", "geen"])
def test_a_besluit_that_follows_the_advice_needs_no_further_reason(which: str) -> None:
    """R31."""
    assert decided(which).records[-1].tekst("afwijking") == ""


@pytest.mark.parametrize(
    ("weighed", "chosen"),
    [
        ({}, {"melden": "ja", "helpen": "ja"}),
        ({"onveilig": "ja"}, {"melden": "nee", "helpen": "ja"}),
        ({"onveilig": "twijfel"}, {"melden": "nee", "helpen": "ja"}),
        ({"hulp": "nee"}, {"melden": "nee", "helpen": "nee"}),
        ({"vermoeden": "nee"}, {"melden": "ja", "helpen": "nee"}),
    ],
)
def test_a_besluit_that_deviates_needs_its_reason(weighed, chosen) -> None:
    """R31: the ib-er decides, and says why."""
    dossier = close(record(after_stap(3), Weging, **weighed), 4)
    with pytest.raises(Onvolledig) as refused:
        record(dossier, Besluit, **chosen)
    assert set(refused.value.objections) == {"afwijking"}
    assert refused.value.objections["afwijking"].startswith("U wijkt af van het afwegingskader. Daar staat: ")
    assert record(dossier, Besluit, **chosen, afwijking="De wijkagent weet meer dan wij.").of(Besluit)


@pytest.mark.parametrize(
    ("weighed", "chosen"),
    [
        ({}, {"melden": "nee", "helpen": "nee"}),
        ({"onveilig": "ja"}, {"melden": "ja", "helpen": "nee"}),
        ({"onveilig": "twijfel"}, {"melden": "ja", "helpen": "nee"}),
        ({"hulp": "nee"}, {"melden": "ja", "helpen": "ja"}),
        ({"aanvaard": "nee"}, {"melden": "ja", "helpen": "ja"}),
        ({"vermoeden": "nee"}, {"melden": "nee", "helpen": "ja"}),
    ],
)
def test_another_choice_about_help_is_no_deviation(weighed, chosen) -> None:
    """R31: the afwegingskader is about melden; whether help is possible, the school knows."""
    dossier = close(record(after_stap(3), Weging, **weighed), 4)
    assert record(dossier, Besluit, **chosen).records[-1].tekst("afwijking") == ""


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\ufeff \u2060\n"])
def test_a_reason_that_cannot_be_seen_is_no_reason(nothing: str) -> None:
    """R31: both the form and the dossier demand it."""
    dossier, raw = after_stap(4), answers(Besluit, melden="ja", afwijking=nothing)
    assert set(vastleggen.objections(dossier, Besluit, raw, by=NOOR, on=MONDAY)) == {"afwijking"}
    with pytest.raises(Onvolledig):
        record(dossier, Besluit, melden="ja", afwijking=nothing)
    typed = replace(fill(Besluit, answers(Besluit), MONDAY, BORN), melden=JaNee.JA, afwijking=nothing)
    with pytest.raises(Onvolledig):
        vastleggen.record(dossier, typed, by=NOOR, on=MONDAY)


# What happened since the weging


def rule_now(dossier: Dossier) -> str:
    """The name of the rule that gives what the afwegingskader indicates now."""
    regel = advies_now(dossier)
    assert regel, "nothing was weighed"
    return regel.naam


def in_danger_weighed_safe() -> Dossier:
    """Acute danger in stap 4, followed by a weging that answers: safe, and help is enough."""
    return record(record(after_stap(3), AcuutGevaar), Weging)


def test_acute_danger_answers_whether_it_is_safe_whatever_the_weging_says() -> None:
    """R35."""
    assert rule_now(in_danger_weighed_safe()) == "onveilig"
    assert rule_now(record(in_danger_weighed_safe(), Weging, vermoeden="nee")) == "onveilig"
    assert rule_now(record(decided("5a"), AcuutGevaar)) == "onveilig"


def test_not_to_report_after_acute_danger_needs_its_reason_in_writing() -> None:
    """R34, R35."""
    for danger in (in_danger_weighed_safe(), record(in_opvolging("5a"), AcuutGevaar)):
        with pytest.raises(Onvolledig) as refused:
            record(danger, Besluit, melden="nee")
        assert refused.value.objections == {
            "afwijking": "U wijkt af van het afwegingskader. Daar staat: Bij acute of structurele onveiligheid belt u "
            "nu Veilig Thuis en meldt u. Hulp bespreekt u daarna samen. Schrijf op waarom."
        }
        assert record(danger, Besluit, melden="nee", afwijking="Veilig Thuis raadde het af.").of(Besluit)
        assert record(danger, Besluit, melden="ja").records[-1].tekst("afwijking") == ""


def test_acute_danger_counts_until_it_was_reported() -> None:
    """R35: after the Melding the weging counts again; an effect check before that does not cancel the danger."""
    danger = record(in_opvolging("5a"), AcuutGevaar)
    assert rule_now(danger) == "onveilig"
    assert rule_now(record(danger, Effectmeting, signalen="opnieuw")) == "onveilig"
    assert rule_now(record(danger, Melding)) == "hulp-begint"


def test_a_new_weging_after_the_decision_asks_for_a_new_besluit() -> None:
    """R31, R35: the besluit rested on the earlier weging."""
    weighed_anew = record(in_opvolging("5a"), Weging, onveilig="ja")
    assert weighed_anew.fase is Fase.STAP_5
    assert any(eis.soorten[0] is Besluit for eis in weighed_anew.missing(STAPPEN[4]))


@pytest.mark.parametrize(
    ("signalen", "resultaat", "naam"),
    [
        ("stoppen_niet", "ja", "geen-resultaat"),
        ("opnieuw", "ja", "geen-resultaat"),
        ("minder", "loopt", "hulp-begint"),
        ("gestopt", "loopt", "hulp-begint"),
        ("minder", "ja", "hulp-volstaat"),
        ("gestopt", "nee", "geen-resultaat"),
        ("gestopt", "twijfel", "twijfel-resultaat"),
    ],
)
def test_an_effect_check_answers_the_last_question_of_the_weging(signalen: str, resultaat: str, naam: str) -> None:
    """R34: once the signals came back, help was not enough, whatever was expected."""
    assert rule_now(record(in_opvolging("5a"), Effectmeting, signalen=signalen, resultaat=resultaat)) == naam


@pytest.mark.parametrize("before", [{"signalen": "opnieuw"}, {"resultaat": "nee"}, {"resultaat": "twijfel"}])
def test_that_the_term_still_runs_takes_nothing_back(before: dict[str, Any]) -> None:
    """R34: such a check answers nothing, so the earlier answer stands, until a new weging answers anew."""
    dossier = record(record(in_opvolging("5a"), Effectmeting, **before), Effectmeting, resultaat="loopt")
    assert advies_now(dossier) is advies_now(record(in_opvolging("5a"), Effectmeting, **before))
    assert rule_now(record(dossier, Weging)) == "hulp-begint"


def test_a_new_weging_counts_more_than_an_older_effect_check() -> None:
    checked = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    assert rule_now(record(checked, Weging)) == "hulp-begint"
    assert rule_now(record(checked, Weging, onveilig="ja")) == "onveilig"


# What the pupil told


def told_it_and_weighed(**weighed: Any) -> Dossier:
    """A dossier in stap 5: the pupil told of abuse in stap 1, and it was weighed as safe, with help to begin."""
    dossier = record(after_stap(3), Signaal, soort="uitspraak")
    return close(record(dossier, Weging, **weighed), 4)


def test_what_the_pupil_told_counts_as_acute_until_veilig_thuis_was_spoken_to() -> None:
    dossier = told_it_and_weighed()
    assert dossier.of(Weging)[-1].waarde("uitkomst") == "hulp-begint", "the weging keeps what was answered"
    assert rule_now(dossier) == "onveilig"
    assert rule_now(record(dossier, AdviesVeiligThuis)) == "hulp-begint"
    assert rule_now(record(record(dossier, AdviesVeiligThuis), Signaal, soort="uitspraak")) == "onveilig", "once more"
    assert rule_now(record(dossier, Signaal, soort="gedrag")) == "onveilig", "another signal takes nothing away"


@pytest.mark.parametrize(
    ("kind", "changes", "spoken"),
    [
        (AdviesVeiligThuis, {}, True),
        (Terugkoppeling, {"over_melding": "ja"}, True),
        (Terugkoppeling, {"over_melding": "nee"}, False),
        (AcuutGevaar, {"gebeld": ["112", "veilig_thuis"]}, True),
        (AcuutGevaar, {"gebeld": ["112"]}, False),
        (AcuutGevaar, {"gebeld": None}, False),
    ],
)
def test_these_are_a_word_with_veilig_thuis(kind, changes, spoken: bool) -> None:
    assert (verteld(record(told_it_and_weighed(), kind, **changes)) is None) is spoken


def test_the_advice_that_counts_is_that_of_veilig_thuis_and_of_no_other_expert() -> None:
    """Only advice of Veilig Thuis ends it: what an expert on injuries says is recorded elsewhere."""
    assert AdviesVeiligThuis.titel == "Advies van Veilig Thuis"
    assert f"bij ‘{Consultatie.titel}’" in AdviesVeiligThuis.uitleg
    assert verteld(record(record(after_stap(1), Signaal, soort="uitspraak"), Consultatie))


def test_a_melding_is_a_word_with_veilig_thuis_and_what_an_earlier_round_told_is_not_of_this_one() -> None:
    reported = record(record(told_it_and_weighed(), Besluit, melden="ja"), Melding)
    assert verteld(reported) is None
    dossier = record(in_opvolging("geen"), Signaal, soort="uitspraak")
    assert verteld(dossier)
    left = record(dossier, Besluit, melden="nee", helpen="nee", afwijking="Op raad van de wijkagent.")
    again = record(close(record(left, OudersGeinformeerd, waarover="geen"), 5), Afsluiting)
    assert again.fase is Fase.GESLOTEN and verteld(record(again, Signaal)) is None


def test_not_to_report_what_the_pupil_told_takes_a_reason_until_veilig_thuis_was_spoken_to() -> None:
    dossier = told_it_and_weighed()
    with pytest.raises(Onvolledig) as refused:
        record(dossier, Besluit)
    assert refused.value.objections == {
        "afwijking": "U wijkt af van het afwegingskader. De leerling vertelde het zelf. Dat telt als acuut, tot u met "
        "Veilig Thuis hebt overlegd. Daar staat: Bij acute of structurele "
        "onveiligheid belt u nu Veilig Thuis en meldt u. Hulp bespreekt u daarna samen. Schrijf op waarom."
    }
    assert record(record(dossier, AdviesVeiligThuis), Besluit).records[-1].tekst("afwijking") == ""
