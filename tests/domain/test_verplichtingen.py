"""What waits: who must do what by when. Every date was counted by hand."""

from datetime import date

import pytest

from meldcode.fasen import Fase
from meldcode.kalender import is_overdue
from meldcode.rollen import Role
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afzien,
    AntwoordAanDirectie,
    Effectmeting,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    VeiligInformeren,
)
from meldcode.verplichtingen import TITELS, verplichtingen
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
from tests.cast import FRIDAY, MONDAY, NEXT_MONDAY, SATURDAY, TUESDAY, WEDNESDAY

IB_ER, DIRECTIE = Role.IB_ER, Role.DIRECTIE


def waiting(dossier, soort: str | None = None, **ingesteld: int) -> list[tuple[str, int, Role, date]]:
    found = verplichtingen(dossier, ingesteld)
    return [(each.soort, each.stap, each.owner, each.due_on) for each in found if soort in (None, each.soort)]


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


# Help, melding, parents


def test_the_effect_is_checked_on_the_day_agreed() -> None:
    """R33."""
    helped = in_opvolging("5a")
    assert waiting(helped, "effect") == [("effect", 5, IB_ER, date(2026, 11, 30))]
    checked = record(helped, Effectmeting, verder="ja", opnieuw_op="07-12-2026")
    assert waiting(checked, "effect") == [("effect", 5, IB_ER, date(2026, 12, 7))]
    assert waiting(record(helped, Effectmeting, verder="nee"), "effect") == []


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
    """R36: that they can be told now does not mean that they were."""
    silent = record(decided("5a"), OudersGeinformeerd, geinformeerd="nee", opnieuw_op="16-11-2026")
    assert waiting(silent, "ouders") == [("ouders", 5, IB_ER, NEXT_MONDAY)]
    safe_now = record(silent, VeiligInformeren, on=TUESDAY)
    assert waiting(safe_now, "ouders") == [("ouders", 5, IB_ER, NEXT_MONDAY)]
    assert waiting(record(safe_now, OudersGeinformeerd), "ouders") == []


# When nothing waits


def test_nothing_waits_before_the_opening_or_after_destruction() -> None:
    assert waiting(empty()) == [] and waiting(see(te_vernietigen())) == []


def test_in_a_closed_dossier_only_the_receipts_wait() -> None:
    assert {each[0] for each in waiting(gesloten())} == {"ontvangst"}


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
    assert keys(record(after_stap(2), Afzien)) == before == keys(record(after_stap(2), Signaal))


def test_every_sort_of_verplichting_has_a_title() -> None:
    dossiers = [
        after_stap(2),
        te_vernietigen(),
        in_opvolging("beide"),
        record(opened(), AcuutGevaar),
        record(after_stap(1), Ontvangst, kennisgeving=last_message(after_stap(1)), reactie="vraag"),
        record(after_stap(1), VeiligInformeren, veilig="nee"),
    ]
    assert {each[0] for dossier in dossiers for each in waiting(dossier)} == set(TITELS)
    assert len(TITELS) == 8


def test_in_every_fase_on_the_route_the_ib_er_owes_something() -> None:
    for fase in (Fase.STAP_1, Fase.STAP_2, Fase.STAP_3, Fase.STAP_4, Fase.STAP_5, Fase.OPVOLGING):
        assert IB_ER in {each[2] for each in waiting(in_fase(fase))}, f"{fase}: nothing calls this dossier back"
