"""The afwegingskader: five questions, two decisions. Every verdict below was written by hand."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from meldcode.bronnen import AFWEGINGSKADER
from meldcode.dossier import vastleggen
from meldcode.dossier.advies import advies_now
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Besluit,
    Effectmeting,
    Melding,
    Weging,
)
from meldcode.vastleggingen.afwegingskader import (
    AFWEGINGEN,
    REGELS,
    JaNeeTwijfel,
    Omslag,
    advies,
    in_words,
    omslagen,
    uitkomst,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.vastlegging import Onvolledig, fill
from tests.builders import after_stap, answers, close, decided, in_opvolging, record
from tests.cast import BORN, MONDAY, NOOR
from tests.over import over

LETTERS = {"j": JaNeeTwijfel.JA, "n": JaNeeTwijfel.NEE, "t": JaNeeTwijfel.TWIJFEL, "-": None}
NAMES = ("vermoeden", "onveilig", "hulp", "aanvaard", "resultaat")


def given(letters: str) -> dict[str, JaNeeTwijfel | None]:
    """Answers as five letters: j(a), n(ee), t(wijfel), or - for a question that was not asked."""
    return dict(zip(NAMES, (LETTERS[each] for each in letters), strict=True))


EVERY_SET = ["".join(each) for each in product("jnt", repeat=5)]
# By rule, written by hand from domain.md: the answers of each question in a column, how many of the 243 it covers,
# and what follows. Read "jt" as: ja or twijfel; "*": whatever the answer.
VERDICTS = """
*  j * * *  81  melden helpen onveilig
*  t * * *  81  melden helpen twijfel-veiligheid
n  n * * *  27  niet   niet   geen-vermoeden
jt n n * *  18  melden niet   geen-hulp
jt n t * *  18  melden niet   twijfel-hulp
jt n j n *   6  melden helpen niet-aanvaard
jt n j t *   6  melden helpen twijfel-aanvaard
jt n j j n   2  melden helpen geen-resultaat
jt n j j t   2  melden helpen twijfel-resultaat
jt n j j j   2  niet   helpen hulp-volstaat
"""
ROWS = [row.split() for row in VERDICTS.strip().splitlines()]


def rows_of(letters: str) -> list[list[str]]:
    """The rows of the table that cover these five answers."""
    return [row for row in ROWS if all(row[i] == "*" or letters[i] in row[i] for i in range(5))]


def test_the_five_questions_stand_in_this_order() -> None:
    assert tuple(AFWEGINGEN) == NAMES


def test_the_table_covers_all_243_sets_once() -> None:
    covered = Counter(rows_of(letters)[0][-1] for letters in EVERY_SET if len(rows_of(letters)) == 1)
    assert len(EVERY_SET) == 243 == sum(int(row[5]) for row in ROWS)
    assert covered == {row[-1]: int(row[5]) for row in ROWS}


@over("letters", EVERY_SET)
def test_the_verdict_on_every_set_is_the_one_written_by_hand(letters: str) -> None:
    ((*_answers, _count, melden, helpen, naam),) = rows_of(letters)
    regel = advies(given(letters))
    assert (regel.melden, regel.helpen, regel.naam) == (melden == "melden", helpen == "helpen", naam)


@over("letters", EVERY_SET)
def test_one_rule_fits_and_no_other_whatever_their_order(letters: str) -> None:
    assert [regel.naam for regel in REGELS if regel.fits(given(letters))] == [advies(given(letters)).naam]


@over("letters", EVERY_SET)
def test_not_to_report_takes_safety_and_either_no_suspicion_or_help_that_is_certain(letters: str) -> None:
    """R31, R35: the same, said the other way round."""
    vermoeden, onveilig, *help_questions = list(letters)
    may_be_left = onveilig == "n" and (vermoeden == "n" or help_questions == ["j", "j", "j"])
    assert advies(given(letters)).melden is not may_be_left


@over("letters", [each for each in EVERY_SET if each[1] in "jt"])
def test_no_other_answer_talks_away_that_it_is_not_safe(letters: str) -> None:
    """R35: also when nothing is suspected, help is there and everyone accepts it."""
    assert advies(given(letters)).melden and "Veilig Thuis" in advies(given(letters)).tekst


@over("letters", [each for each in EVERY_SET if each[1] == "t"])
def test_doubt_about_safety_is_contact_with_veilig_thuis_now(letters: str) -> None:
    assert advies(given(letters)).tekst.startswith("Bij twijfel over de veiligheid neemt u nu contact op met Veilig")


def test_every_rule_has_a_sentence_a_source_and_says_what_it_makes_of_doubt() -> None:
    assert {regel.naam for regel in REGELS} == {row[-1] for row in ROWS}
    assert all(regel.tekst.endswith(".") and regel.bron.naam for regel in REGELS)
    of_doubt = [regel for regel in REGELS if regel.naam.startswith("twijfel")]
    assert len(of_doubt) == 4 and all("Veilig Thuis" in regel.tekst and regel.waarom for regel in of_doubt)
    own = {regel.naam for regel in REGELS if regel.bron is not AFWEGINGSKADER}
    assert own == {"twijfel-hulp", "twijfel-aanvaard", "twijfel-resultaat"}, "what is ours must say so"


def test_a_missing_answer_is_no_advice() -> None:
    for letters in ("-----", "j----", "jn---", "jnj--", "jnjj-"):
        with pytest.raises(LookupError):
            advies(given(letters))
        with pytest.raises(LookupError):
            uitkomst(given(letters))


# What would change the outcome


def turned(letters: str, change: Omslag) -> list[dict[str, JaNeeTwijfel | None]]:
    """All the answers that this change stands for."""
    return [given(letters) | dict(zip(change, chosen, strict=True)) for chosen in product(*change.values())]


@over("letters", [*EVERY_SET, "nn---", "nj---", "jt---"])
def test_every_change_that_is_named_turns_the_outcome_and_nothing_of_it_can_be_left_out(letters: str) -> None:
    now = advies(given(letters)).melden
    assert omslagen(given(letters)), "something must be able to change it"
    for change in omslagen(given(letters)):
        for others in turned(letters, change):
            assert advies(others).melden is not now
            for left_as_it_was in change:
                less = others | {left_as_it_was: given(letters)[left_as_it_was]}
                try:
                    assert advies(less).melden is now
                except LookupError:
                    assert "-" in letters  # it would have to be asked first


@over("letters", EVERY_SET)
def test_the_first_change_is_as_small_as_any(letters: str) -> None:
    """Held against all other sets of answers."""
    now = advies(given(letters)).melden
    turning = [each for each in EVERY_SET if advies(given(each)).melden is not now]
    fewest = min(sum(a != b for a, b in zip(letters, each, strict=True)) for each in turning)
    found = omslagen(given(letters))
    assert len(found[0]) == fewest
    assert [len(each) for each in found] == sorted(len(each) for each in found)


@over(
    ("letters", "changes"),
    [
        ("jjjjj", ["afweging 2 nee"]),
        ("jjnnn", ["afweging 1 nee, afweging 2 nee", "afweging 2 nee, afweging 3 ja, afweging 4 ja, afweging 5 ja"]),
        ("jtjjj", ["afweging 2 nee"]),
        ("jnntj", ["afweging 1 nee", "afweging 3 ja, afweging 4 ja"]),
        ("nnnnn", ["afweging 1 ja of twijfel", "afweging 2 ja of twijfel"]),
        ("nn---", ["afweging 2 ja of twijfel", "afweging 1 ja of twijfel, afweging 3 nee of twijfel"]),
        (
            "jnjjj",
            [
                "afweging 2 ja of twijfel",
                "afweging 3 nee of twijfel",
                "afweging 4 nee of twijfel",
                "afweging 5 nee of twijfel",
            ],
        ),
    ],
)
def test_the_changes_are_the_ones_written_by_hand(letters: str, changes: list[str]) -> None:
    assert [in_words(each) for each in omslagen(given(letters))] == changes


def test_the_outcome_names_its_rule_its_answers_and_what_would_change_it() -> None:
    said = uitkomst(given("jnnjj"))
    assert said.regel.naam == "geen-hulp"
    assert said.omdat == (
        "Regel ‘geen hulp’, bij deze antwoorden: afweging 1 ja, afweging 2 nee, afweging 3 nee. "
        "Bron: Afwegingskader meldcode Onderwijs en Leerplicht (2019) "
        "(na te gaan: het document zelf, met de voetnoten)."
    )
    assert said.anders == (
        "Het afwegingskader zegt dat melden niet nodig is bij een van deze veranderingen:\n"
        "– afweging 1 nee\n– afweging 3 ja"
    )


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
    assert set(vastleggen.objections(dossier, Besluit, raw, by=NOOR, on=MONDAY)) == {"afwijking"}
    with pytest.raises(Onvolledig):
        record(dossier, Besluit, melden="ja", afwijking=nothing)
    typed = replace(fill(Besluit, answers(Besluit), MONDAY, BORN), melden=JaNee.JA, afwijking=nothing)
    with pytest.raises(Onvolledig):
        vastleggen.record(dossier, typed, by=NOOR, on=MONDAY)


# What happened since the weging


def rule_now(dossier: Dossier) -> str:
    """The name of the rule by which the afwegingskader says now what it says."""
    regel = advies_now(dossier)
    assert regel, "nothing was weighed"
    return regel.naam


def in_danger_weighed_safe() -> Dossier:
    """Acute danger in stap 4; then the weging, which calls it safe and help enough."""
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
            "afwijking": "U wijkt af van het afwegingskader. Daar staat: Bij acute of structurele onveiligheid meldt u "
            "bij Veilig Thuis. Hulp bespreekt u samen met Veilig Thuis. Schrijf op waarom."
        }
        assert record(danger, Besluit, melden="nee", afwijking="Veilig Thuis raadde het af.").of(Besluit)
        assert record(danger, Besluit, melden="ja").records[-1].tekst("afwijking") == ""


def test_acute_danger_counts_until_it_was_reported() -> None:
    """R35: after the Melding the weging counts again; an effect check in between does not wash the danger away."""
    danger = record(in_opvolging("5a"), AcuutGevaar)
    assert rule_now(danger) == "onveilig"
    assert rule_now(record(danger, Effectmeting, signalen="opnieuw")) == "onveilig"
    assert rule_now(record(danger, Melding)) == "hulp-volstaat"


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
    assert rule_now(record(in_opvolging("5a"), Effectmeting, signalen=signalen)) == naam


def test_a_new_weging_counts_more_than_an_older_effect_check() -> None:
    checked = record(in_opvolging("5a"), Effectmeting, signalen="opnieuw")
    assert rule_now(record(checked, Weging)) == "hulp-volstaat"
    assert rule_now(record(checked, Weging, onveilig="ja")) == "onveilig"
