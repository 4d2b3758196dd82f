"""Counting terms: which days count, and when a term ends. Every expected day was counted by hand, on paper."""

from datetime import date

from meldcode.route.termijnen import BY_NAME, TERMIJNEN
from meldcode.termijnen.kalender import ZONDER, Dagsoort, due, is_overdue
from meldcode.termijnen.termijn import Ingesteld
from tests.over import over

SCHOOL, WERK, KALENDER = Dagsoort.SCHOOLDAGEN, Dagsoort.WERKDAGEN, Dagsoort.KALENDERDAGEN


def due_on(naam: str, start: date, ingesteld: Ingesteld) -> date:
    return BY_NAME[naam].ends(start, ingesteld).on


@over(
    ("why", "start", "dagen", "soort", "last"),
    [
        ("a week", date(2026, 11, 9), 5, SCHOOL, date(2026, 11, 16)),
        ("over the weekend", date(2026, 11, 13), 1, SCHOOL, date(2026, 11, 16)),
        ("from a Saturday", date(2026, 11, 14), 5, SCHOOL, date(2026, 11, 20)),
        ("from a Sunday", date(2026, 11, 15), 2, WERK, date(2026, 11, 17)),
        ("Koningsdag 2026 is a Monday", date(2026, 4, 23), 5, SCHOOL, date(2026, 5, 1)),
        ("the Friday before Koningsdag", date(2026, 4, 24), 1, SCHOOL, date(2026, 4, 28)),
        ("Easter Monday 2026", date(2026, 4, 2), 2, SCHOOL, date(2026, 4, 8)),
        ("Hemelvaartsdag 2026", date(2026, 5, 13), 1, WERK, date(2026, 5, 15)),
        ("Pinkstermaandag 2026", date(2026, 5, 22), 1, WERK, date(2026, 5, 26)),
        ("Christmas Day 2026 is a Friday", date(2026, 12, 24), 2, SCHOOL, date(2026, 12, 29)),
        ("over New Year", date(2026, 12, 31), 1, SCHOOL, date(2027, 1, 4)),
        ("calendar days run on", date(2026, 12, 24), 3, KALENDER, date(2026, 12, 27)),
        ("no days at all, on a Saturday", date(2026, 11, 14), 0, KALENDER, date(2026, 11, 14)),
        ("no days at all, on a school day", date(2026, 11, 9), 0, SCHOOL, date(2026, 11, 9)),
    ],
)
def test_a_term_ends_on_the_day_counted_by_hand(why, start, dagen, soort, last) -> None:
    assert due(start, dagen, soort).on == last, why


@over("soort", [SCHOOL, WERK])
@over(
    ("why", "start", "dagen", "last"),
    [
        ("Good Friday 2026 is 3 April", date(2026, 4, 2), 1, date(2026, 4, 7)),
        ("Good Friday 2027 is 26 March", date(2027, 3, 25), 1, date(2027, 3, 30)),
        ("5 May 2025, a Monday in a lustrum year", date(2025, 5, 2), 1, date(2025, 5, 6)),
        ("5 May 2026, a Tuesday", date(2026, 5, 4), 1, date(2026, 5, 6)),
        ("5 May 2027, the day before Hemelvaartsdag", date(2027, 5, 4), 1, date(2027, 5, 7)),
        ("5 May 2028, a Friday", date(2028, 5, 4), 1, date(2028, 5, 8)),
    ],
)
def test_good_friday_and_every_fifth_of_may_are_holidays(why, start, dagen, last, soort) -> None:
    """Algemene termijnenwet, article 3: also where a school or an employer does not take the day off."""
    assert due(start, dagen, soort).on == last, why


def test_calendar_days_count_the_holidays() -> None:
    assert ZONDER.counts(date(2026, 5, 5), KALENDER) and due(date(2026, 5, 4), 1, KALENDER).on == date(2026, 5, 5)


def test_koningsdag_moves_to_saturday_when_the_27th_is_a_sunday() -> None:
    assert not ZONDER.counts(date(2025, 4, 26), SCHOOL) and ZONDER.counts(date(2025, 4, 28), SCHOOL)


def test_the_due_date_itself_is_still_in_time() -> None:
    assert not is_overdue(date(2026, 11, 16), today=date(2026, 11, 16))
    assert not is_overdue(date(2026, 11, 16), today=date(2026, 11, 13))
    assert is_overdue(date(2026, 11, 16), today=date(2026, 11, 17))


@over(
    ("naam", "dagen"),
    [
        ("stap_1", 5), ("stap_2", 10), ("stap_3", 5), ("stap_4", 5), ("stap_5", 5), ("overgeslagen", 5),
        ("ontvangst", 2), ("opvolging", 30), ("antwoord", 2), ("terugkoppeling", 5), ("meteen", 0),
        ("onderzoek", 70), ("nazorg", 60), ("meewegen", 3), ("bewaarstop_einde", 10),
        ("verzoek", 28), ("informatie", 10),
        ("ontvangen", 2), ("warm", 5), ("plotseling", 1), ("uithalen", 5),
    ],
)  # fmt: skip
def test_a_term_has_the_days_the_founders_wrote_down(naam: str, dagen: int) -> None:
    assert {each.naam: each.dagen for each in TERMIJNEN}[naam] == dagen


def test_every_term_was_written_down() -> None:
    assert len(TERMIJNEN) == 21, "a term was added or removed: write its days in the table above"


def test_the_school_sets_its_own_days() -> None:
    assert due_on("stap_1", date(2026, 11, 9), {"stap_1": 3}) == date(2026, 11, 12)
    assert due_on("stap_2", date(2026, 11, 9), {"stap_1": 3}) == date(2026, 11, 23)


def test_what_must_happen_at_once_cannot_be_put_off_by_a_setting() -> None:
    assert due_on("meteen", date(2026, 11, 14), {"meteen": 10}) == date(2026, 11, 14)


@over(
    ("why", "start", "last"),
    [
        ("an ordinary Friday", date(2026, 11, 13), date(2027, 1, 22)),
        ("Christmas Day 2026 is a Friday, Boxing Day a Saturday", date(2026, 10, 16), date(2026, 12, 28)),
        ("a Saturday, and the Monday after it counts", date(2027, 2, 20), date(2027, 5, 3)),
        ("a Sunday", date(2026, 11, 15), date(2027, 1, 25)),
        ("Good Friday 2027, then Easter Monday", date(2027, 1, 15), date(2027, 3, 30)),
        ("5 May 2027, then Hemelvaartsdag", date(2027, 2, 24), date(2027, 5, 7)),
    ],
)
def test_ten_weeks_end_on_a_working_day(why, start, last) -> None:
    """Algemene termijnenwet, articles 1 and 5."""
    assert due_on("onderzoek", start, {}) == last, why


def test_a_moved_end_says_from_which_day_and_why() -> None:
    assert BY_NAME["onderzoek"].ends(date(2026, 10, 16), {}).in_words == (
        "uiterlijk ma 28 december 2026: 70 kalenderdagen na vr 16 oktober is vr 25 december (Eerste kerstdag); "
        "dan telt de eerste werkdag daarna"
    )
    assert BY_NAME["onderzoek"].ends(date(2026, 11, 13), {}).in_words == (
        "uiterlijk vr 22 januari 2027: 70 kalenderdagen na vr 13 november 2026"
    )


@over("day", [date(2026, 11, 14), date(2026, 11, 15), date(2026, 12, 25), date(2027, 3, 26)])
def test_the_same_day_never_moves(day) -> None:
    assert due_on("meteen", day, {}) == day


def test_what_was_owed_under_another_number_of_days_is_counted_like_the_term_of_today() -> None:
    assert BY_NAME["onderzoek"].counted(date(2026, 10, 16), 69).on == date(2026, 12, 24)
    assert BY_NAME["stap_1"].counted(date(2026, 11, 9), 3).on == date(2026, 11, 12)


def test_every_term_in_calendar_days_moves_and_is_short_enough_to() -> None:
    """Algemene termijnenwet, article 4: it does not hold for terms of more than ninety days."""
    moving = [each.naam for each in TERMIJNEN if each.einde]
    counted = [each.naam for each in TERMIJNEN if each.soort is KALENDER and each.dagen]
    assert moving == ["onderzoek"]
    # An aim within the month of the AVG, which itself does not move: later than that month it must never be.
    assert set(counted) - set(moving) == {"verzoek"}
    assert all(each.dagen <= 90 for each in TERMIJNEN if each.einde)
