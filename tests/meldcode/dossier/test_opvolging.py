"""What keeps a case from being forgotten: moving, handing over, holidays, Veilig Thuis, signals that come back."""

from datetime import date

import pytest

from meldcode.dossier.advies import advies_now
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.dossier.verplichtingen import named, verplichtingen
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.termijnen.kalender import Kalender, Vrij
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afgehandeld,
    Afscherming,
    Afsluiting,
    Afspraak,
    Hulp,
    Melding,
    Nazorg,
    Overdracht,
    Overleg,
    Signaal,
    Terugkoppeling,
    Vakantiewacht,
    Verzetten,
    Weging,
)
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import (
    after_stap,
    close,
    decided,
    gesloten,
    in_fase,
    in_opvolging,
    opened,
    record,
    te_vernietigen,
    work,
    written,
)
from tests.cast import (
    DICK,
    FRIDAY,
    LARS,
    MIRJAM,
    MONDAY,
    NEXT_MONDAY,
    NOOR,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    VERA,
    WEDNESDAY,
)
from tests.over import over

CHRISTMAS = Vrij(date(2026, 12, 19), date(2027, 1, 3), "kerstvakantie")
STUDY_DAY = Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag")
SCHOOL_YEAR = Kalender((STUDY_DAY, CHRISTMAS))


def waiting(dossier, soort: str, kalender: Kalender = SCHOOL_YEAR, on: date | None = None) -> list[tuple]:
    found = verplichtingen(dossier, {}, kalender, on)
    return [(each.sleutel, each.due_on, each.first_due_on) for each in found if each.soort == soort]


def days(dossier, soort: str, **options) -> list[date]:
    return [each[1] for each in waiting(dossier, soort, **options)]


# The calendar of the school


def test_a_stap_does_not_count_the_study_day_and_veilig_thuis_does() -> None:
    assert days(opened(), "stap") == [date(2026, 11, 17)]
    reported = record(decided("5b"), Melding, datum="09-11-2026")
    assert days(reported, "terugkoppeling") == [NEXT_MONDAY]


def test_what_waits_says_by_which_rule() -> None:
    (stap,) = verplichtingen(opened(), {"stap_1": 3}, SCHOOL_YEAR)
    assert (stap.since, stap.termijn, stap.dagen) == (MONDAY, "stap_1", 3)
    (agreed,) = [each for each in verplichtingen(record(opened(), Afspraak), {}) if each.soort == "afspraak"]
    assert (agreed.since, agreed.termijn, agreed.dagen) == (None, "", 0)


def test_acute_danger_ignores_the_holidays_of_the_school() -> None:
    in_holiday = date(2026, 12, 28)
    danger = record(opened(), AcuutGevaar, on=in_holiday, datum="28-12-2026")
    assert days(danger, "stap") == [in_holiday]


# Moving a date


def moved(dossier, sleutel: str = "stap-1-1", van: str = "16-11-2026", naar: str = "19-11-2026", **changes):
    return record(dossier, Verzetten, verplichting=sleutel, van=van, naar=naar, **changes)


def test_a_moved_term_has_its_new_day_and_keeps_the_first() -> None:
    assert waiting(moved(opened()), "stap") == [("stap-1-1", date(2026, 11, 19), NEXT_MONDAY)]


def test_moved_again_it_still_says_what_the_first_day_was() -> None:
    twice = moved(moved(opened()), van="19-11-2026", naar="24-11-2026")
    assert waiting(twice, "stap") == [("stap-1-1", date(2026, 11, 24), NEXT_MONDAY)]


def test_moving_is_no_outcome_and_the_outcome_still_ends_it() -> None:
    assert [each[0] for each in waiting(moved(opened()), "stap")] == ["stap-1-1"]
    assert waiting(close(work(moved(opened()), 1), 1), "stap")[0][0].startswith("stap-2")


def test_a_term_is_moved_with_a_reason_and_to_another_day_that_is_not_past() -> None:
    for changes, vraag in (
        ({"reden": "druk"}, "reden"),
        ({"naar": "06-11-2026"}, "naar"),
        ({"naar": "16-11-2026"}, "naar"),
    ):
        with pytest.raises(Onvolledig) as refused:
            moved(opened(), **changes)
        assert vraag in refused.value.objections


@pytest.mark.parametrize(
    ("dossier", "soort"),
    [
        pytest.param(record(opened(), AcuutGevaar), "stap", id="acute danger"),
        pytest.param(record(in_opvolging("5a"), Signaal), "wegen", id="signals came back"),
        pytest.param(after_stap(1), "ontvangst", id="what the directie owes"),
    ],
)
def test_what_may_not_wait_and_what_is_somebody_elses_is_not_moved(dossier, soort) -> None:
    sleutel = waiting(dossier, soort)[0][0]
    with pytest.raises(Onvolledig) as refused:
        moved(dossier, sleutel)
    assert "" in refused.value.objections


def test_what_does_not_wait_is_not_moved() -> None:
    with pytest.raises(Onvolledig):
        moved(opened(), "stap-2-1")


def test_only_who_walks_the_route_moves_a_term() -> None:
    for user in (LARS, VERA, DICK):
        with pytest.raises(Geweigerd):
            moved(opened(by=LARS), by=user)


def test_an_agreement_that_was_moved_waits_for_the_same_person() -> None:
    agreed = moved(record(opened(), Afspraak), "afspraak-2", "20-11-2026", "27-11-2026")
    (found,) = [each for each in verplichtingen(agreed, {}) if each.soort == "afspraak"]
    assert (found.person, found.due_on, found.first_due_on) == ("lars", date(2026, 11, 27), date(2026, 11, 20))


# Handing over


def persons(dossier) -> set[str]:
    return {each.person for each in verplichtingen(dossier, {}) if each.owner is not Role.DIRECTIE}


def test_handing_over_a_case_takes_everything_of_it_along() -> None:
    assert persons(in_opvolging("beide")) == {"noor"}
    assert persons(record(in_opvolging("beide"), Overdracht)) == {"mirjam"}


def test_what_comes_up_afterwards_is_also_of_who_took_over() -> None:
    over = record(after_stap(2), Overdracht)
    assert persons(close(work(over, 3), 3)) == {"mirjam"}


def test_handed_back_it_is_of_the_first_again() -> None:
    back = record(record(after_stap(2), Overdracht), Overdracht, van=written(MIRJAM), naar=written(NOOR))
    assert persons(back) == {"noor"}


def test_agreements_go_along_with_the_one_who_made_room_and_those_of_others_stay() -> None:
    agreed = record(record(after_stap(1), Afspraak, wie=written(NOOR)), Afspraak)
    assert persons(record(agreed, Overdracht)) == {"mirjam", "lars"}
    given = record(agreed, Overdracht, van=written(LARS), naar=written(VERA))
    assert persons(given) == {"noor", "vera"}
    assert given.readable_by(VERA, MONDAY) and not given.readable_by(LARS, MONDAY)
    assert record(given, Afgehandeld, by=VERA, afspraak="7").of(Afgehandeld)


@pytest.mark.parametrize(
    ("changes", "vraag"),
    [
        ({"van": written(MIRJAM)}, "van"),
        ({"van": written(LARS)}, "van"),
        ({"naar": written(NOOR)}, "naar"),
        ({"naar": written(VERA)}, "naar"),
        ({"naar": str(Persoon("dick", Role.DIRECTIE, "Dick Hofstra"))}, "naar"),
    ],
)
def test_it_is_handed_over_by_who_has_it_to_who_can_do_it(changes, vraag) -> None:
    with pytest.raises(Onvolledig) as refused:
        record(after_stap(1), Overdracht, **changes)
    assert list(refused.value.objections) == [vraag]


def test_the_directie_hands_over_when_the_ib_er_drops_out_and_the_leerkracht_does_not() -> None:
    assert persons(record(after_stap(1), Overdracht, by=DICK)) == {"mirjam"}
    with pytest.raises(Geweigerd):
        record(in_opvolging("5a"), Overdracht, by=LARS)


def test_of_who_holds_a_case_and_is_shut_out_the_substitute_holds_it() -> None:
    shut = record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(VERA))
    assert persons(shut) == {"vera"}
    with pytest.raises(Onvolledig):
        record(shut, Overdracht, by=VERA, van=written(VERA), naar=written(NOOR))


# Before a holiday


@over(
    ("on", "asked"),
    [
        (date(2026, 12, 4), False),
        (date(2026, 12, 5), True),  # two weeks before
        (date(2026, 12, 18), True),
        (date(2026, 12, 24), True),  # under way
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
        (date(2026, 11, 10), False),  # a study day is no holiday
    ],
)
def test_before_a_holiday_an_open_dossier_asks_who_watches(on: date, asked: bool) -> None:
    last_school_day = date(2026, 12, 18)
    expected = [("vakantie-20261219", last_school_day, None)] if asked else []
    assert waiting(opened(), "vakantie", on=on) == expected


def test_who_watches_ends_it_for_this_holiday_and_not_for_the_next() -> None:
    may = Vrij(date(2027, 4, 24), date(2027, 5, 2), "meivakantie")
    both = Kalender((CHRISTMAS, may))
    watched = record(opened(), Vakantiewacht, vakantie=named(CHRISTMAS))
    assert waiting(watched, "vakantie", both, date(2026, 12, 10)) == []
    assert waiting(watched, "vakantie", both, date(2027, 4, 20)) == [("vakantie-20270424", date(2027, 4, 23), None)]


def test_that_nobody_needs_to_watch_is_an_outcome_with_its_reason() -> None:
    none = record(opened(), Vakantiewacht, vakantie=named(CHRISTMAS), nodig="nee")
    assert waiting(none, "vakantie", on=date(2026, 12, 10)) == []
    with pytest.raises(Onvolledig):
        record(opened(), Vakantiewacht, vakantie=named(CHRISTMAS), nodig="nee", waarom_niet="nee")


def test_a_holiday_that_was_entered_otherwise_asks_again() -> None:
    watched = record(opened(), Vakantiewacht, vakantie=named(CHRISTMAS))
    earlier = Kalender((Vrij(date(2026, 12, 18), date(2027, 1, 3), "kerstvakantie"),))
    assert days(watched, "vakantie", kalender=earlier, on=date(2026, 12, 10)) == [date(2026, 12, 17)]


@pytest.mark.parametrize("fase", [Fase.TE_VERNIETIGEN, Fase.GESLOTEN, Fase.VERNIETIGD])
def test_what_is_not_open_asks_nobody_to_watch(fase) -> None:
    assert waiting(in_fase(fase), "vakantie", on=date(2026, 12, 10)) == []


def test_the_last_school_day_before_a_holiday_leaves_out_a_study_day() -> None:
    friday_off = Kalender((Vrij(date(2026, 12, 18), date(2026, 12, 18), "studiedag"), CHRISTMAS))
    assert days(opened(), "vakantie", kalender=friday_off, on=date(2026, 12, 10)) == [date(2026, 12, 17)]


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
    # Sixty school days after 9 November: no study day, no Christmas holiday, no New Year.
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
