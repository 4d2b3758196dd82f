"""Verplichtingen along the route: who must do what by when. Every date was counted by hand."""

from datetime import date
from typing import Any

import pytest

from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.termijnen.kalender import Kalender, Vrij, is_overdue
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    Afspraak,
    AntwoordAanDirectie,
    Besluit,
    Effectmeting,
    FormeelGesprek,
    GesprekLeerling,
    Hulp,
    Melding,
    Nazorg,
    Ontvangst,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    UitkomstStap2,
    VeiligInformeren,
    Weging,
)
from meldcode.vragen.vastlegging import Vastlegging
from tests.builders import (
    after_stap,
    asked,
    close,
    decided,
    empty,
    gesloten,
    in_fase,
    in_opvolging,
    last_message,
    not_safe,
    opened,
    record,
    see,
    te_vernietigen,
    work,
)
from tests.cast import FRIDAY, MONDAY, NEXT_MONDAY, SATURDAY, THURSDAY, TUESDAY, WEDNESDAY

IB_ER, DIRECTIE = Role.IB_ER, Role.DIRECTIE


def waiting(dossier, soort: str | None = None, **ingesteld: int) -> list[tuple[str, int, Role, date]]:
    found = verplichtingen(dossier, ingesteld)
    return [(each.soort, each.stap, each.owner, each.due_on) for each in found if soort in (None, each.soort)]


def owed(dossier, **ingesteld: int) -> list[tuple[str, int, Role, date]]:
    """What waits for the ib-er."""
    return [each for each in waiting(dossier, None, **ingesteld) if each[2] is IB_ER]


def keys(dossier) -> list[str]:
    return [each.sleutel for each in verplichtingen(dossier, {})]


# The stap under way


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (MONDAY, date(2026, 11, 16)),
        (FRIDAY, date(2026, 11, 20)),
        (SATURDAY, date(2026, 11, 20)),
        (date(2026, 4, 23), date(2026, 5, 1)),  # Koningsdag, Monday 27 April, does not count
        (date(2026, 12, 24), date(2027, 1, 4)),  # nor do Christmas Day and New Year's Day, both Fridays
    ],
)
def test_stap_1_takes_five_school_days(on: date, due: date) -> None:
    assert waiting(opened(on=on)) == [("stap", 1, IB_ER, due)]


def test_stap_2_takes_ten_school_days_over_christmas() -> None:
    dossier = after_stap(1, on=date(2026, 12, 23))
    assert waiting(dossier, "stap") == [("stap", 2, IB_ER, date(2027, 1, 8))]


@pytest.mark.parametrize(
    ("nummer", "due"),
    [
        (2, date(2026, 11, 23)),
        (3, date(2026, 11, 16)),
        (4, date(2026, 11, 16)),
        (5, date(2026, 11, 16)),
    ],
)
def test_a_later_stap_counts_from_the_day_the_last_one_was_closed(nummer: int, due: date) -> None:
    assert waiting(after_stap(nummer - 1), "stap") == [("stap", nummer, IB_ER, due)]


def test_the_days_that_the_school_set_count() -> None:
    assert waiting(opened(), stap_1=2) == [("stap", 1, IB_ER, WEDNESDAY)]


def test_what_is_due_today_is_not_late_and_tomorrow_it_is() -> None:
    due = verplichtingen(opened(), {})[0].due_on
    assert not is_overdue(due, NEXT_MONDAY) and is_overdue(due, date(2026, 11, 17))


# The directie


def test_a_message_waits_two_school_days_for_the_directie() -> None:
    """R3."""
    assert waiting(after_stap(1), "ontvangst") == [("ontvangst", 1, DIRECTIE, WEDNESDAY)]
    assert waiting(see(after_stap(1)), "ontvangst") == []


def test_a_question_back_waits_two_school_days_for_the_ib_er_and_its_answer_for_the_directie() -> None:
    number = last_message(after_stap(1))
    asked = record(after_stap(1), Ontvangst, on=FRIDAY, kennisgeving=number, reactie="vraag")
    assert waiting(asked, "antwoord") == [("antwoord", 1, IB_ER, date(2026, 11, 17))]
    assert waiting(asked, "ontvangst") == []
    answered = record(asked, AntwoordAanDirectie, on=NEXT_MONDAY, kennisgeving=number)
    assert waiting(answered, "antwoord") == []
    assert waiting(answered, "ontvangst") == [("ontvangst", 1, DIRECTIE, date(2026, 11, 18))]


def test_a_destruction_waits_for_the_directie_and_the_route_waits_for_nobody() -> None:
    """R21, R22."""
    assert waiting(te_vernietigen()) == [
        ("ontvangst", 1, DIRECTIE, WEDNESDAY),
        ("vernietigen", 2, DIRECTIE, WEDNESDAY),
    ]


def test_a_destruction_that_is_off_is_an_ordinary_message() -> None:
    """R21."""
    assert waiting(record(te_vernietigen(), Signaal), "vernietigen") == []


# Acute danger


def test_acute_danger_is_due_the_same_day_even_on_saturday() -> None:
    """R35."""
    danger = record(opened(), AcuutGevaar, on=SATURDAY, datum="14-11-2026")
    assert waiting(danger, "stap") == [("stap", 5, IB_ER, SATURDAY)]


def test_stappen_passed_over_are_due_in_five_school_days() -> None:
    danger = record(after_stap(1), AcuutGevaar, on=FRIDAY)
    assert waiting(danger, "overgeslagen") == [
        ("overgeslagen", 2, IB_ER, date(2026, 11, 20)),
        ("overgeslagen", 3, IB_ER, date(2026, 11, 20)),
        ("overgeslagen", 4, IB_ER, date(2026, 11, 20)),
    ]


def test_a_second_acute_danger_gives_no_more_time_for_what_was_passed_over() -> None:
    once = record(after_stap(1), AcuutGevaar, on=MONDAY)
    twice = record(once, AcuutGevaar, on=FRIDAY)
    assert waiting(twice, "overgeslagen") == waiting(once, "overgeslagen")
    assert [key for key in keys(twice) if key.startswith("over-")] == ["over-2-6", "over-3-6", "over-4-6"]


def test_a_stap_that_was_filled_in_no_longer_waits() -> None:
    danger = close(work(record(opened(), AcuutGevaar), 1), 1)
    assert [each[1] for each in waiting(danger, "overgeslagen")] == [2, 3, 4]


# A second trigger before the first is decided upon


def came_back(on: date):
    """A dossier in stap 5 again: the signals came back while help was under way."""
    return record(in_opvolging("5a"), Effectmeting, on=on, signalen="opnieuw")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: record(came_back(MONDAY), AcuutGevaar, on=FRIDAY), id="back, then danger"),
        pytest.param(lambda: record(came_back(MONDAY), Effectmeting, on=FRIDAY, signalen="opnieuw"), id="back twice"),
        pytest.param(lambda: record(record(opened(), AcuutGevaar), AcuutGevaar, on=FRIDAY), id="danger twice"),
        pytest.param(
            lambda: record(record(in_opvolging("5a"), Signaal, on=MONDAY), AcuutGevaar, on=FRIDAY),
            id="signal, then danger",
        ),
        pytest.param(
            lambda: record(record(came_back(MONDAY), AcuutGevaar, on=THURSDAY), AcuutGevaar, on=FRIDAY), id="thrice"
        ),
    ],
)
def test_a_second_trigger_gives_no_more_time(make) -> None:
    """R34, R35."""
    assert waiting(make(), "stap") == [("stap", 5, IB_ER, MONDAY)]


def test_a_second_trigger_keeps_the_name_of_the_first() -> None:
    once = came_back(MONDAY)
    assert [key for key in keys(once) if key in keys(record(once, AcuutGevaar, on=FRIDAY))] == keys(once)


@pytest.mark.parametrize("kind", [Besluit, Melding])
def test_after_the_first_was_decided_upon_the_second_counts_from_its_own_day(kind) -> None:
    """R34."""
    danger = record(record(decided("5a"), AcuutGevaar, on=MONDAY), kind, on=TUESDAY, **MELDEN[kind])
    assert waiting(danger, "stap") == [("stap", 5, IB_ER, MONDAY)]
    assert waiting(record(danger, AcuutGevaar, on=FRIDAY), "stap") == [("stap", 5, IB_ER, FRIDAY)]


MELDEN: dict[type[Vastlegging], dict[str, Any]] = {Besluit: {"melden": "ja"}, Melding: {}}


def test_acute_danger_shortens_the_time_of_an_ordinary_stap_5() -> None:
    """R35."""
    assert waiting(after_stap(4), "stap") == [("stap", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(after_stap(4), AcuutGevaar, on=WEDNESDAY), "stap") == [("stap", 5, IB_ER, WEDNESDAY)]


def test_acute_danger_after_an_undecided_besluit_of_opvolging_is_due_that_day() -> None:
    changed = record(in_opvolging("5a"), Besluit, on=MONDAY)
    assert waiting(changed, "stap") == [("stap", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(changed, AcuutGevaar, on=WEDNESDAY), "stap") == [("stap", 5, IB_ER, WEDNESDAY)]


def test_what_was_settled_in_an_earlier_stap_5_does_not_count_for_this_one() -> None:
    settled = record(record(came_back(MONDAY), Besluit, melden="ja"), Melding)
    settled = record(record(settled, Hulp), OudersGeinformeerd, waarover="beide")
    again = record(close(settled, 5), Signaal, on=FRIDAY)
    assert waiting(again, "stap") == [("stap", 5, IB_ER, FRIDAY)]


def test_a_third_round_counts_from_the_signal_that_began_it() -> None:
    again = close(work(record(te_vernietigen(), Signaal), 1), 1)
    again = record(work(again, 2, without=UitkomstStap2), UitkomstStap2, uitkomst="geen_indicatie")
    again = record(close(again, 2), Signaal, on=FRIDAY)
    assert waiting(again, "stap") == [("stap", 1, IB_ER, date(2026, 11, 20))]


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


# Nothing else waits


def effect_seen(on: date = TUESDAY):
    """A dossier in opvolging in which nothing waits for the ib-er any more: the help worked."""
    return record(in_opvolging("5a"), Effectmeting, on=on, signalen="gestopt", resultaat="ja")


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


# When nothing waits


def test_nothing_waits_before_the_opening_or_after_destruction() -> None:
    assert waiting(empty()) == [] and waiting(see(te_vernietigen())) == []


def test_in_a_closed_dossier_only_the_receipts_and_one_more_look_wait() -> None:
    assert {each[0] for each in waiting(gesloten())} == {"ontvangst", "nazorg"}


# Names


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: record(record(in_opvolging("beide"), AcuutGevaar), AcuutGevaar), id="twice in danger"),
        pytest.param(lambda: record(in_opvolging("beide"), Effectmeting, signalen="opnieuw"), id="came back"),
        pytest.param(lambda: record(record(gesloten(), Signaal), AcuutGevaar), id="second round"),
        pytest.param(lambda: record(te_vernietigen(), AcuutGevaar), id="saved"),
    ],
)
def test_each_thing_that_waits_has_a_name_of_its_own(make) -> None:
    assert len(set(keys(make()))) == len(keys(make()))


def test_what_waits_keeps_its_name_while_other_things_are_recorded() -> None:
    before = keys(after_stap(2))
    assert keys(record(after_stap(2), FormeelGesprek)) == before == keys(record(after_stap(2), Signaal))


def test_every_kind_of_verplichting_arises_in_some_dossier() -> None:
    dossiers = [
        after_stap(2),
        te_vernietigen(),
        in_opvolging("beide"),
        record(opened(), AcuutGevaar),
        record(after_stap(1), Ontvangst, kennisgeving=last_message(after_stap(1)), reactie="vraag"),
        not_safe(after_stap(1)),
        in_opvolging("geen"),
        effect_seen(),
        record(opened(), Afspraak),
        record(in_opvolging("5a"), Signaal),
        record(in_opvolging("5b"), Terugkoppeling, stand="onderzoek"),
        gesloten(),
        asked(),
    ]
    holiday = verplichtingen(opened(), {}, Kalender((Vrij(MONDAY, FRIDAY, "herfstvakantie"),)), MONDAY)
    found = {each[0] for dossier in dossiers for each in waiting(dossier)} | {each.soort for each in holiday}
    assert found == set(Soort)
    assert len(Soort) == 16


def test_in_every_fase_on_the_route_the_ib_er_owes_something() -> None:
    for fase in (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING):
        assert IB_ER in {each[2] for each in waiting(in_fase(fase))}, f"{fase}: nothing calls this dossier back"
