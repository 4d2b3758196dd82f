"""The calendar of the school: which terms skip free days, and who keeps an eye on the pupil in a holiday."""

from datetime import date

import pytest

from meldcode.dossier.verplichtingen import named, verplichtingen
from meldcode.route.fasen import Fase
from meldcode.termijnen.kalender import Kalender, Vrij
from meldcode.vastleggingen import AcuutGevaar, Afspraak, Melding, Vakantiewacht
from meldcode.vragen.vastlegging import Onvolledig
from tests.builders import decided, in_fase, opened, record
from tests.cast import MONDAY, NEXT_MONDAY
from tests.meldcode.dossier.opvolging.waiting import CHRISTMAS, SCHOOL_YEAR, days, waiting
from tests.over import over

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
