"""The afwegingskader: five questions, two decisions. Every verdict below was written by hand."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from meldcode.afwegingskader import AFWEGINGEN, REGELS, JaNeeTwijfel, advies
from meldcode.fasen import Fase
from meldcode.samenhang import advies_now
from meldcode.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Besluit,
    Effectmeting,
    Melding,
    Weging,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vraag import Onvolledig, fill
from tests.builders import after_stap, answers, close, decided, in_opvolging, record
from tests.cast import BORN, MONDAY, NOOR

LETTERS = {"j": JaNeeTwijfel.JA, "n": JaNeeTwijfel.NEE, "t": JaNeeTwijfel.TWIJFEL, "-": None}
NAMES = ("vermoeden", "onveilig", "hulp", "aanvaard", "resultaat")


def given(letters: str) -> dict[str, JaNeeTwijfel | None]:
    """Answers as five letters: j(a), n(ee), t(wijfel), or - for a question that was not asked."""
    return dict(zip(NAMES, (LETTERS[each] for each in letters), strict=True))


EVERY_SET = ["".join(each) for each in product("jnt", repeat=5)]


def test_the_five_questions_stand_in_this_order() -> None:
    assert tuple(AFWEGINGEN) == NAMES


def test_every_set_of_answers_leads_to_one_rule() -> None:
    fired = Counter(advies(given(letters)).naam for letters in EVERY_SET)
    assert len(EVERY_SET) == 243
    assert fired == {
        "onveilig": 81,
        "twijfel-veiligheid": 81,
        "geen-vermoeden": 27,
        "geen-hulp": 36,
        "niet-aanvaard": 12,
        "geen-resultaat": 4,
        "hulp-volstaat": 2,
    }


@pytest.mark.parametrize("letters", [each for each in EVERY_SET if each[1] in "jt"])
def test_no_other_answer_talks_away_that_it_is_not_safe(letters: str) -> None:
    """R35: also when nothing is suspected, help is there and everyone accepts it."""
    assert advies(given(letters)).melden


VERDICTS = """
jjjjj melden helpen onveilig
njjjj melden helpen onveilig
nj--- melden helpen onveilig
tjnnn melden helpen onveilig
jjttt melden helpen onveilig
jtjjj melden helpen twijfel-veiligheid
ntjjj melden helpen twijfel-veiligheid
nt--- melden helpen twijfel-veiligheid
ttnnn melden helpen twijfel-veiligheid
nn--- niet   niet   geen-vermoeden
nnjjj niet   niet   geen-vermoeden
nnnnn niet   niet   geen-vermoeden
nnttt niet   niet   geen-vermoeden
jnnjj melden niet   geen-hulp
jnnnn melden niet   geen-hulp
jntjj melden niet   geen-hulp
jnttt melden niet   geen-hulp
tnnjj melden niet   geen-hulp
tntjj melden niet   geen-hulp
jnjnj melden helpen niet-aanvaard
jnjtj melden helpen niet-aanvaard
jnjnn melden helpen niet-aanvaard
tnjnt melden helpen niet-aanvaard
tnjtj melden helpen niet-aanvaard
jnjjn melden helpen geen-resultaat
jnjjt melden helpen geen-resultaat
tnjjn melden helpen geen-resultaat
tnjjt melden helpen geen-resultaat
jnjjj niet   helpen hulp-volstaat
tnjjj niet   helpen hulp-volstaat
"""


@pytest.mark.parametrize("row", VERDICTS.split("\n")[1:-1])
def test_the_verdict_is_the_one_written_by_hand(row: str) -> None:
    letters, melden, helpen, naam = row.split()
    regel = advies(given(letters))
    assert (regel.melden, regel.helpen, regel.naam) == (melden == "melden", helpen == "helpen", naam)


def test_every_rule_has_a_verdict_a_sentence_and_a_source() -> None:
    unproven = {regel.naam for regel in REGELS} - {row.split()[-1] for row in VERDICTS.split("\n")[1:-1]}
    assert not unproven, f"write a row in VERDICTS for: {unproven}"
    assert all(regel.tekst.endswith(".") and regel.bron.naam for regel in REGELS)


def test_a_missing_answer_is_no_advice() -> None:
    for letters in ("-----", "j----", "jn---", "jnj--", "jnjj-"):
        with pytest.raises(LookupError):
            advies(given(letters))


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
        ({"aanvaard": "nee"}, {"melden": "ja", "helpen": "nee"}),
        ({"vermoeden": "nee"}, {"melden": "nee", "helpen": "ja"}),
    ],
)
def test_another_choice_about_help_is_no_deviation(weighed, chosen) -> None:
    """R31: the afwegingskader is about melden; whether help is possible, the school knows."""
    dossier = close(record(after_stap(3), Weging, **weighed), 4)
    assert record(dossier, Besluit, **chosen).records[-1].tekst("afwijking") == ""


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\ufeff \u2060\n"])
def test_a_reason_that_cannot_be_seen_is_no_reason(nothing: str) -> None:
    """R31: the form says so, and so does the dossier."""
    dossier, raw = after_stap(4), answers(Besluit, melden="ja", afwijking=nothing)
    assert set(dossier.objections(Besluit, raw, by=NOOR, on=MONDAY)) == {"afwijking"}
    with pytest.raises(Onvolledig):
        record(dossier, Besluit, melden="ja", afwijking=nothing)
    typed = replace(fill(Besluit, answers(Besluit), MONDAY, BORN), melden=JaNee.JA, afwijking=nothing)
    with pytest.raises(Onvolledig):
        dossier.record(typed, by=NOOR, on=MONDAY)


# What happened since the weging


def in_danger_weighed_safe():
    """Acute danger in stap 4; then the weging, which calls it safe and help enough."""
    return record(record(after_stap(3), AcuutGevaar), Weging)


def test_acute_danger_answers_whether_it_is_safe_whatever_the_weging_says() -> None:
    """R35."""
    assert advies_now(in_danger_weighed_safe()).naam == "onveilig"
    assert advies_now(record(in_danger_weighed_safe(), Weging, vermoeden="nee")).naam == "onveilig"
    assert advies_now(record(decided("5a"), AcuutGevaar)).naam == "onveilig"


def test_not_to_report_after_acute_danger_needs_its_reason_in_writing() -> None:
    """R34, R35."""
    for danger in (in_danger_weighed_safe(), record(in_opvolging("5a"), AcuutGevaar)):
        with pytest.raises(Onvolledig) as refused:
            record(danger, Besluit, melden="nee")
        assert refused.value.objections == {
            "afwijking": "U wijkt af van het afwegingskader. Daar staat: Bij acute of structurele onveiligheid meldt u "
            "bij Veilig Thuis. Hulp bespreekt u samen met Veilig Thuis. Schrijf op waarom."
        }
        assert record(danger, Besluit, melden="nee", afwijking="Veilig Thuis raadde het af.").of(Besluit)
        assert record(danger, Besluit, melden="ja").records[-1].tekst("afwijking") == ""


def test_acute_danger_counts_until_it_was_reported() -> None:
    """R35: after the Melding the weging counts again; an effect check in between does not wash the danger away."""
    danger = record(in_opvolging("5a"), AcuutGevaar)
    assert advies_now(danger).naam == "onveilig"
    assert advies_now(record(danger, Effectmeting, signalen="opnieuw")).naam == "onveilig"
    assert advies_now(record(danger, Melding)).naam == "hulp-volstaat"


def test_a_new_weging_after_the_decision_asks_for_a_new_besluit() -> None:
    """R31, R35: what was decided rested on the weging before."""
    weighed_anew = record(in_opvolging("5a"), Weging, onveilig="ja")
    assert weighed_anew.fase is Fase.STAP_5
    assert any(eis.soorten[0] is Besluit for eis in weighed_anew.missing(STAPPEN[4]))


@pytest.mark.parametrize(
    ("signalen", "naam"),
    [
        ("stoppen_niet", "geen-resultaat"),
        ("opnieuw", "geen-resultaat"),
        ("minder", "hulp-volstaat"),
        ("gestopt", "hulp-volstaat"),
    ],
)
def test_an_effect_check_answers_the_last_question_of_the_weging(signalen: str, naam: str) -> None:
    """R34: once the signals came back, help was not enough, whatever was expected."""
    assert advies_now(record(in_opvolging("5a"), Effectmeting, signalen=signalen)).naam == naam


def test_a_new_weging_counts_more_than_an_older_effect_check() -> None:
    checked = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    assert advies_now(record(checked, Weging)).naam == "hulp-volstaat"
    assert advies_now(record(checked, Weging, onveilig="ja")).naam == "onveilig"
