"""The afwegingskader: five questions lead to two decisions. Every verdict below was written by hand."""

from collections import Counter
from itertools import product

import pytest

from meldcode.bronnen import AFWEGINGSKADER, BIJ_TWIJFEL
from meldcode.dossier import vastleggen
from meldcode.vastleggingen import Weging
from meldcode.vastleggingen.afwegingskader import (
    AFWEGINGEN,
    REGELS,
    JaNeeTwijfel,
    Omslag,
    Resultaat,
    advies,
    five_answers,
    in_words,
    omslagen,
    uitkomst,
)
from meldcode.vragen.vraag import Keuze
from tests.answers import answers
from tests.builders import after_stap
from tests.cast import MONDAY, NOOR
from tests.over import over

LETTERS: dict[str, Keuze | None] = {
    "j": JaNeeTwijfel.JA,
    "n": JaNeeTwijfel.NEE,
    "t": JaNeeTwijfel.TWIJFEL,
    "o": Resultaat.NOG_NIET,
    "-": None,
}
NAMES = ("vermoeden", "onveilig", "hulp", "aanvaard", "resultaat")


def given(letters: str) -> dict[str, Keuze | None]:
    """Five answers, from letters: j(a), n(ee), t(wijfel), - if not answered.

    Only afweging 5 has o: nothing can be said yet, the help must still begin.
    """
    return dict(zip(NAMES, (LETTERS[each] for each in letters), strict=True))


EVERY_SET = ["".join(each) for each in product("jnt", "jnt", "jnt", "jnt", "jnto")]
# Per rule, by hand from the sources: in five columns the answers it holds for ("jt": ja or twijfel; "*": any), how many
# of the 324 combinations it covers, and what follows.
VERDICTS = """
*  j * * *  108  melden helpen onveilig
*  t * * *  108  melden helpen twijfel-veiligheid
n  n * * *   36  niet   niet   geen-vermoeden
jt n n * *   24  melden niet   geen-hulp
jt n t * *   24  melden niet   twijfel-hulp
jt n j n *    8  melden niet   niet-aanvaard
jt n j t *    8  melden helpen twijfel-aanvaard
jt n j j n    2  melden niet   geen-resultaat
jt n j j t    2  melden helpen twijfel-resultaat
jt n j j j    2  niet   helpen hulp-volstaat
jt n j j o    2  niet   helpen hulp-begint
"""
ROWS = [row.split() for row in VERDICTS.strip().splitlines()]


def rows_of(letters: str) -> list[list[str]]:
    """The rows of the table that cover these five answers."""
    return [row for row in ROWS if all(row[i] == "*" or letters[i] in row[i] for i in range(5))]


def test_the_five_questions_stand_in_this_order() -> None:
    assert tuple(AFWEGINGEN) == NAMES


def test_the_table_covers_all_324_sets_once() -> None:
    covered = Counter(rows_of(letters)[0][-1] for letters in EVERY_SET if len(rows_of(letters)) == 1)
    assert len(EVERY_SET) == len(set(EVERY_SET)) == 324 == sum(int(row[5]) for row in ROWS)
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
def test_not_to_report_takes_safety_and_either_no_suspicion_or_help_that_works_or_begins(letters: str) -> None:
    """R31, R35: the same rule from the other side."""
    vermoeden, onveilig, help_questions = letters[0], letters[1], letters[2:]
    may_be_left = onveilig == "n" and (vermoeden == "n" or help_questions in ("jjj", "jjo"))
    assert advies(given(letters)).melden is not may_be_left


@over("letters", [each for each in EVERY_SET if each[1] in "jt"])
def test_no_other_answer_talks_away_that_it_is_not_safe(letters: str) -> None:
    """R35: also when nothing is suspected, help is there and everyone accepts it."""
    assert advies(given(letters)).melden and "Veilig Thuis" in advies(given(letters)).tekst


@over("letters", [each for each in EVERY_SET if each[1] == "t"])
def test_doubt_about_safety_is_reported_to_veilig_thuis_now(letters: str) -> None:
    said = "Twijfel over de veiligheid telt als ja: u belt nu Veilig Thuis en meldt. Hulp bespreekt u daarna samen."
    assert advies(given(letters)).tekst == said


def test_help_that_must_still_begin_is_no_doubt_and_is_no_reason_to_report() -> None:
    """Afweging 5 asks what the help led to by the end of its term; before that nobody can say."""
    assert [each.value for each in Resultaat] == ["ja", "nee", "twijfel", "nog_niet"]
    for letters in ("jnjjo", "tnjjo"):
        regel = advies(given(letters))
        assert (regel.naam, regel.melden, regel.helpen) == ("hulp-begint", False, True)
    for letters in ("jjjjo", "jtjjo", "jnnjo", "jntjo", "jnjno", "jnjto"):
        assert advies(given(letters)).melden, "it takes nothing away of what is said before it"


def test_not_yet_is_an_answer_to_the_fifth_question_alone() -> None:
    typed = dict.fromkeys(AFWEGINGEN, "nog_niet")
    assert five_answers(typed) == dict.fromkeys(AFWEGINGEN) | {"resultaat": Resultaat.NOG_NIET}
    dossier = after_stap(3)
    for naam in AFWEGINGEN:
        found = vastleggen.objections(dossier, Weging, answers(Weging, **{naam: "nog_niet"}), by=NOOR, on=MONDAY)
        assert (naam in found) is (naam != "resultaat"), naam


def test_every_rule_has_a_sentence_a_source_and_says_what_it_makes_of_doubt() -> None:
    assert {regel.naam for regel in REGELS} == {row[-1] for row in ROWS}
    assert all(regel.tekst.endswith(".") and regel.bron.naam for regel in REGELS)
    of_doubt = [regel for regel in REGELS if regel.naam.startswith("twijfel")]
    assert len(of_doubt) == 4 and all("Veilig Thuis" in regel.tekst and regel.waarom for regel in of_doubt)
    own = {regel.naam for regel in REGELS if regel.bron is not AFWEGINGSKADER}
    assert own == {"twijfel-hulp", "twijfel-aanvaard", "twijfel-resultaat"}, "what is ours must say so"
    assert all(regel.bron is BIJ_TWIJFEL and "gaat Meldroute uit van melden" in regel.tekst for regel in REGELS
               if regel.naam in own)  # fmt: skip
    corner = {regel.naam for regel in REGELS if "een voorzichtige lezing door Meldroute" in regel.waarom}
    assert corner == {"onveilig", "twijfel-veiligheid", "geen-vermoeden"}


@over("letters", EVERY_SET)
def test_whoever_doubts_the_suspicion_is_told_that_going_on_is_our_own_reading(letters: str) -> None:
    told = uitkomst(given(letters)).omdat
    own = "Twijfel bij afweging 1 telt als ja: dan volgen de andere afwegingen. Dat is een voorzichtige lezing door"
    assert (own in told) is (letters[1] == "n" and letters[0] in "nt")


def test_the_rules_of_before_keep_their_names_and_what_they_say_of_melden() -> None:
    """A stored weging names its rule, and an earlier besluit was compared with it, so names may not disappear."""
    assert {regel.naam: regel.melden for regel in REGELS if regel.naam != "hulp-begint"} == {
        "onveilig": True,
        "twijfel-veiligheid": True,
        "geen-vermoeden": False,
        "geen-hulp": True,
        "twijfel-hulp": True,
        "niet-aanvaard": True,
        "twijfel-aanvaard": True,
        "geen-resultaat": True,
        "twijfel-resultaat": True,
        "hulp-volstaat": False,
    }


def test_a_missing_answer_is_no_advice() -> None:
    for letters in ("-----", "j----", "jn---", "jnj--", "jnjj-"):
        with pytest.raises(LookupError):
            advies(given(letters))
        with pytest.raises(LookupError):
            uitkomst(given(letters))


# What would change the outcome


def turned(letters: str, change: Omslag) -> list[dict[str, Keuze | None]]:
    """All combinations of answers that this change stands for."""
    return [given(letters) | dict(zip(change, chosen, strict=True)) for chosen in product(*change.values())]


@over("letters", [*EVERY_SET, "nn---", "nj---", "jt---", "tj---", "jjj--", "jtjj-", "tj--o"])
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
                    assert "-" in letters  # a question is open that would have to be asked first


@over("letters", EVERY_SET)
def test_the_first_change_is_as_small_as_any(letters: str) -> None:
    """Compared with all other combinations of answers."""
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
        (
            "jjnnn",
            [
                "afweging 1 nee, afweging 2 nee",
                "afweging 2 nee, afweging 3 ja, afweging 4 ja, afweging 5 ja of nog niet te zeggen",
            ],
        ),
        ("jnjjt", ["afweging 1 nee", "afweging 5 ja of nog niet te zeggen"]),
        (
            "jnjjo",
            [
                "afweging 2 ja of twijfel",
                "afweging 3 nee of twijfel",
                "afweging 4 nee of twijfel",
                "afweging 5 nee of twijfel",
            ],
        ),
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
    assert said.omdat == "Regel ‘geen hulp’, bij deze antwoorden: afweging 1 ja, afweging 2 nee, afweging 3 nee."
    assert said.anders == (
        "Het afwegingskader zegt dat melden niet nodig is bij een van deze veranderingen:\n"
        "– afweging 1 nee\n– afweging 3 ja"
    )
