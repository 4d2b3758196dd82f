"""What waits after the besluit: word from Veilig Thuis, the effect of help, signals that come back, and closing."""

from datetime import date

import pytest

from meldcode.dossier.advies import advies_now
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    Hulp,
    Melding,
    Nazorg,
    Overleg,
    Signaal,
    Terugkoppeling,
    Weging,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import after_stap, decided, gesloten, in_opvolging, opened, record, te_vernietigen
from tests.cast import FRIDAY, NEXT_MONDAY, SATURDAY, THURSDAY, TUESDAY, WEDNESDAY
from tests.meldcode.dossier.opvolging.waiting import days

# Veilig Thuis


def reported(**changes):
    return record(decided("5b"), Melding, datum="09-11-2026", **changes)


def test_veilig_thuis_owes_a_first_word_after_five_working_days_then_ten_weeks() -> None:
    """R6."""
    assert days(reported(), "terugkoppeling") == [NEXT_MONDAY] and days(reported(), "onderzoek") == []
    heard = record(reported(), Terugkoppeling, on=FRIDAY, datum="13-11-2026", stand="onderzoek")
    assert days(heard, "terugkoppeling") == [] and days(heard, "onderzoek") == [date(2027, 1, 22)]


@pytest.mark.parametrize("stand", ["anderen", "klaar"])
def test_when_veilig_thuis_does_not_investigate_nothing_more_is_owed(stand: str) -> None:
    heard = record(reported(), Terugkoppeling, on=TUESDAY, datum="10-11-2026", stand=stand)
    assert days(heard, "terugkoppeling") == days(heard, "onderzoek") == []


def test_after_the_outcome_of_the_investigation_nothing_more_is_owed() -> None:
    heard = record(reported(), Terugkoppeling, stand="onderzoek")
    assert days(record(heard, Terugkoppeling, stand="anderen"), "onderzoek") == []


def test_who_called_and_heard_nothing_yet_calls_again_on_the_day_agreed() -> None:
    called = record(reported(), Terugkoppeling, on=NEXT_MONDAY, datum="16-11-2026", stand="niets")
    assert days(called, "terugkoppeling") == [date(2026, 11, 23)]
    again = record(called, Terugkoppeling, on=NEXT_MONDAY, stand="niets", opnieuw_op="01-12-2026")
    assert days(again, "terugkoppeling") == [date(2026, 12, 1)]
    assert days(record(again, Terugkoppeling, stand="klaar"), "terugkoppeling") == []


def test_a_second_melding_owes_its_own_first_word() -> None:
    heard = record(reported(), Terugkoppeling, stand="klaar")
    again = record(record(heard, AcuutGevaar), Melding, on=WEDNESDAY, datum="11-11-2026")
    assert days(again, "terugkoppeling") == [date(2026, 11, 18)]


def test_a_dossier_does_not_close_while_veilig_thuis_investigates() -> None:
    heard = record(in_opvolging("5b"), Terugkoppeling, stand="onderzoek")
    with pytest.raises(Onvolledig) as refused:
        record(heard, Afsluiting)
    assert "onderzoek" in refused.value.objections[""]


# Effect of the help


def test_the_term_of_the_help_is_a_day_to_look_when_it_comes_before_the_check_that_was_agreed() -> None:
    """R33."""
    helped = record(decided("5a"), Hulp, tot="20-11-2026", effect_op="30-11-2026")
    assert days(helped, "effect") == [date(2026, 11, 20)]
    assert days(record(decided("5a"), Hulp, tot="31-01-2027", effect_op="30-11-2026"), "effect") == [date(2026, 11, 30)]


# Signals came back


def test_a_new_signal_puts_the_weighing_and_the_melding_on_the_table_the_same_day() -> None:
    """R34."""
    back = record(in_opvolging("5a"), Signaal, on=SATURDAY, datum="14-11-2026")
    found = {(each.soort, each.stap, each.due_on) for each in verplichtingen(back, {}) if each.termijn == "meteen"}
    assert found == {("wegen", 4, SATURDAY), ("stap", 5, SATURDAY)}


def test_weighing_anew_takes_the_weighing_off_the_table_and_leaves_the_decision() -> None:
    back = record(record(in_opvolging("5a"), Signaal, on=THURSDAY), Weging, on=THURSDAY)
    assert days(back, "wegen") == [] and days(back, "stap") == [THURSDAY]


def test_a_new_signal_while_help_is_under_way_says_that_the_help_has_no_result() -> None:
    """R34: help without result leads to a melding."""
    before, after = advies_now(in_opvolging("5a")), advies_now(record(in_opvolging("5a"), Signaal))
    assert before is not None and after is not None
    assert not before.melden and after.melden


def test_a_signal_before_there_was_help_says_nothing_about_help() -> None:
    early = advies_now(record(after_stap(4), Signaal))
    assert early is not None and not early.melden


# After closing


def test_after_closing_one_looks_again_on_the_day_agreed_or_after_the_term_of_the_school() -> None:
    assert days(gesloten(), "nazorg") == [date(2027, 2, 1)]
    unsaid = record(in_opvolging("geen"), Afsluiting, reden="geen_vermoeden", nakijken_op="")
    # Sixty school days after 9 November, without the study day, the Christmas holiday and New Year.
    assert days(unsaid, "nazorg") == [date(2027, 2, 16)]


def test_who_looked_after_closing_looks_again_or_is_done() -> None:
    looked = record(gesloten(), Nazorg)
    assert looked.fase is Fase.GESLOTEN and days(looked, "nazorg") == [date(2027, 3, 1)]
    assert days(record(looked, Nazorg, verder="nee"), "nazorg") == []


def test_an_open_dossier_takes_no_look_after_closing() -> None:
    for dossier in (opened(), in_opvolging("5a"), te_vernietigen()):
        with pytest.raises(Onvolledig):
            record(dossier, Nazorg)


def test_a_new_signal_after_closing_begins_a_round_of_its_own() -> None:
    again = record(gesloten(), Signaal)
    assert days(again, "nazorg") == [] and again.fase is Fase.STAP_1
    assert record(again, Overleg).fase is Fase.STAP_1
