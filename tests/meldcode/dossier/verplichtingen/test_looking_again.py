"""Verplichtingen after the weging: evaluation, effect, Veilig Thuis, parents, looking again. Dates counted by hand."""

from datetime import date

import pytest

from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    AntwoordAanDirectie,
    Effectmeting,
    GesprekLeerling,
    Hulp,
    Melding,
    Nazorg,
    Ontvangst,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    VeiligInformeren,
    Weging,
)
from tests.builders import (
    after_stap,
    decided,
    gesloten,
    in_opvolging,
    last_message,
    not_safe,
    opened,
    record,
    see,
    te_vernietigen,
    work,
)
from tests.cast import FRIDAY, MONDAY, NEXT_MONDAY, THURSDAY, TUESDAY, WEDNESDAY
from tests.meldcode.dossier.verplichtingen.owed import IB_ER, effect_seen, keys, owed, waiting

# The evaluation of the vervolgtraject


def test_the_vervolgtraject_is_evaluated_on_the_day_agreed() -> None:
    """R28."""
    assert waiting(work(after_stap(3), 4), "evaluatie") == [("evaluatie", 4, IB_ER, date(2026, 11, 30))]
    for which in ("5b", "geen"):
        assert waiting(in_opvolging(which), "evaluatie") == [("evaluatie", 4, IB_ER, date(2026, 11, 30))]


def test_a_newer_weging_sets_the_day() -> None:
    """R28."""
    again = record(in_opvolging("geen"), Weging, evaluatie_op="14-12-2026")
    assert waiting(again, "evaluatie") == [("evaluatie", 4, IB_ER, date(2026, 12, 14))]


def test_while_the_effect_is_followed_that_is_the_evaluation() -> None:
    """R28, R33."""
    for helped in (record(decided("5a"), Hulp), in_opvolging("5a"), record(in_opvolging("5a"), Weging)):
        assert waiting(helped, "evaluatie") == [] and len(waiting(helped, "effect")) == 1


@pytest.mark.parametrize("signalen", ["gestopt", "opnieuw"])
def test_an_effect_check_was_the_evaluation(signalen: str) -> None:
    """R28."""
    assert waiting(record(in_opvolging("5a"), Effectmeting, signalen=signalen, resultaat="ja"), "evaluatie") == []


def test_news_of_an_agency_was_the_evaluation_until_it_is_weighed_anew() -> None:
    """R28."""
    heard = record(in_opvolging("5b"), Terugkoppeling)
    assert waiting(heard, "evaluatie") == [] and len(waiting(record(heard, Weging), "evaluatie")) == 1


def test_the_evaluation_does_not_come_back_after_closing() -> None:
    assert waiting(record(gesloten(), AcuutGevaar), "evaluatie") == []
    assert waiting(record(gesloten(), Signaal), "evaluatie") == []


# Help, melding, parents


def test_the_effect_is_checked_on_the_day_agreed() -> None:
    """R33."""
    helped = in_opvolging("5a")
    assert waiting(helped, "effect") == [("effect", 5, IB_ER, date(2026, 11, 30))]
    checked = record(helped, Effectmeting, resultaat="loopt", opnieuw_op="07-12-2026")
    assert waiting(checked, "effect") == [("effect", 5, IB_ER, date(2026, 12, 7))]
    assert waiting(record(helped, Effectmeting, resultaat="ja"), "effect") == []


def test_veilig_thuis_has_five_working_days_from_the_day_of_the_melding() -> None:
    """R6."""
    for datum, due in (("09-11-2026", NEXT_MONDAY), ("07-11-2026", FRIDAY), ("06-11-2026", FRIDAY)):
        reported = record(decided("5b"), Melding, datum=datum)
        assert waiting(reported, "terugkoppeling") == [("terugkoppeling", 5, IB_ER, due)]
    assert waiting(record(in_opvolging("5b"), Terugkoppeling), "terugkoppeling") == []


def test_parents_who_could_not_be_told_are_looked_at_again_on_the_day_agreed() -> None:
    """R36."""
    unsafe = record(after_stap(1), VeiligInformeren, veilig="nee", opnieuw_op="18-11-2026")
    assert waiting(unsafe, "ouders") == [("ouders", 2, IB_ER, date(2026, 11, 18))]
    assert waiting(record(unsafe, VeiligInformeren, on=TUESDAY), "ouders") == []


def test_parents_who_were_not_told_of_the_besluit_keep_waiting_until_they_are() -> None:
    """R36: that they can safely be told now does not mean that they were."""
    silent = record(decided("5a"), OudersGeinformeerd, geinformeerd="nee", opnieuw_op="16-11-2026")
    assert waiting(silent, "ouders") == [("ouders", 5, IB_ER, NEXT_MONDAY)]
    safe_now = record(silent, VeiligInformeren, on=TUESDAY)
    assert waiting(safe_now, "ouders") == [("ouders", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(safe_now, OudersGeinformeerd), "ouders") == []


def test_parents_told_of_the_help_still_wait_to_be_told_of_the_melding() -> None:
    """R36."""
    silent = record(decided("beide"), OudersGeinformeerd, waarover="5b", geinformeerd="nee", opnieuw_op="18-11-2026")
    told = record(silent, OudersGeinformeerd, waarover="5a")
    assert waiting(told, "ouders") == [("ouders", 5, IB_ER, date(2026, 11, 18))]
    assert waiting(record(told, OudersGeinformeerd, waarover="5b"), "ouders") == []
    assert waiting(record(silent, OudersGeinformeerd, waarover="beide"), "ouders") == []


def test_parents_told_of_the_melding_still_wait_to_be_told_of_the_help() -> None:
    """R36."""
    silent = record(decided("beide"), OudersGeinformeerd, waarover="5a", geinformeerd="nee", opnieuw_op="18-11-2026")
    told = record(silent, OudersGeinformeerd, waarover="5b")
    assert waiting(told, "ouders") == [("ouders", 5, IB_ER, date(2026, 11, 18))]


def test_each_branch_of_which_parents_do_not_know_yet_has_its_own_day() -> None:
    """R36: the later day does not hide the earlier one."""
    silent = record(decided("beide"), OudersGeinformeerd, waarover="5b", geinformeerd="nee", opnieuw_op="30-11-2026")
    silent = record(silent, OudersGeinformeerd, waarover="5a", geinformeerd="nee", opnieuw_op="18-11-2026")
    assert sorted(each[3] for each in waiting(silent, "ouders")) == [date(2026, 11, 18), date(2026, 11, 30)]
    assert len(set(keys(silent))) == len(keys(silent))


def test_both_branches_in_one_are_one_thing_that_waits() -> None:
    """R36."""
    silent = record(decided("beide"), OudersGeinformeerd, waarover="beide", geinformeerd="nee")
    assert waiting(silent, "ouders") == [("ouders", 5, IB_ER, NEXT_MONDAY)]
    half = record(silent, OudersGeinformeerd, waarover="5a")
    assert waiting(half, "ouders") == [("ouders", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(half, OudersGeinformeerd, waarover="5b"), "ouders") == []


def test_parents_who_do_not_know_that_nothing_follows_wait_as_well() -> None:
    """R36: the form asked on which day to reconsider, so it comes back on that day."""
    silent = record(decided("geen"), OudersGeinformeerd, waarover="geen", geinformeerd="nee", opnieuw_op="18-11-2026")
    assert waiting(silent, "ouders") == [("ouders", 5, IB_ER, date(2026, 11, 18))]
    assert waiting(record(silent, OudersGeinformeerd, waarover="geen"), "ouders") == []


def test_a_new_round_does_not_owe_what_was_not_safe_in_the_last_one() -> None:
    """R18: a new round asks again in stap 2; in stap 1 there is no form to answer it."""
    closed = record(not_safe(in_opvolging("geen")), Afsluiting)
    assert [each[0] for each in owed(record(closed, Signaal))] == ["stap"]


# Nothing else waits


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (MONDAY, date(2026, 12, 21)),
        (TUESDAY, date(2026, 12, 22)),
        (FRIDAY, date(2026, 12, 28)),  # the thirtieth would be Christmas Day
    ],
)
def test_an_open_dossier_is_looked_at_again_after_thirty_school_days(on: date, due: date) -> None:
    """R5: a dossier that waits for nobody would be forgotten."""
    assert owed(effect_seen(on)) == [("opvolging", 5, IB_ER, due)]


def test_after_the_answer_of_veilig_thuis_it_is_looked_at_again_as_well() -> None:
    """R5, R6."""
    assert owed(record(in_opvolging("5b"), Terugkoppeling, on=TUESDAY)) == [("opvolging", 5, IB_ER, date(2026, 12, 22))]


def test_something_else_that_waits_is_enough() -> None:
    for dossier in (in_opvolging("5a"), in_opvolging("5b"), in_opvolging("geen"), opened(), te_vernietigen()):
        assert waiting(dossier, "opvolging") == []
    asked = record(effect_seen(), Ontvangst, kennisgeving=last_message(effect_seen()), reactie="vraag")
    assert [each[0] for each in owed(asked)] == ["antwoord"]


def test_what_was_recorded_counts_as_a_look_and_letters_with_the_directie_do_not() -> None:
    """R3, R5."""
    spoken = record(effect_seen(), GesprekLeerling, on=WEDNESDAY)
    assert waiting(spoken, "opvolging") == [("opvolging", 5, IB_ER, date(2026, 12, 23))]
    number = last_message(effect_seen())
    asked = record(effect_seen(), Ontvangst, on=WEDNESDAY, kennisgeving=number, reactie="vraag")
    answered = record(asked, AntwoordAanDirectie, on=THURSDAY, kennisgeving=number)
    for seen in (see(effect_seen(), on=FRIDAY), answered):
        assert owed(seen) == owed(effect_seen()) == [("opvolging", 5, IB_ER, date(2026, 12, 22))]
        assert [key for key in keys(seen) if key.startswith("opv")] == [
            key for key in keys(effect_seen()) if key.startswith("opv")
        ]


def test_the_school_sets_after_how_many_days_it_looks_again() -> None:
    assert owed(effect_seen(), opvolging=5) == [("opvolging", 5, IB_ER, date(2026, 11, 17))]


def test_a_closed_dossier_is_looked_at_once_more_and_then_no_longer() -> None:
    closed = record(effect_seen(), Afsluiting)
    assert [each[0] for each in owed(closed)] == ["nazorg"]
    assert owed(record(closed, Nazorg, verder="nee")) == []
