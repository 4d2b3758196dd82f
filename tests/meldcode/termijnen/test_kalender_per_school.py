"""Terms in five school years and three regions with holidays. Every last day was counted by hand, on paper.

The holidays are those the government set or advised (``meldcode.termijnen.vakanties``), as a school would enter them.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meldcode.termijnen.kalender import ZONDER, Dagsoort, Kalender, Vrij, due
from tests.over import over

SCHOOL, WERK, KALENDER = Dagsoort.SCHOOLDAGEN, Dagsoort.WERKDAGEN, Dagsoort.KALENDERDAGEN


def d(text: str) -> date:
    """A date, from ``24-10-2024``."""
    day, month, year = (int(part) for part in text.split("-"))
    return date(year, month, day)


def free(*ranges: str) -> Kalender:
    """Free days, from lines like ``herfst 26-10-2024 3-11-2024``; a study day has one date."""
    parts = [each.split() for each in ranges]
    return Kalender(tuple(sorted(Vrij(d(days[0]), d(days[-1]), naam) for naam, *days in parts)))


CHRISTMAS_AND_MAY = (
    "kerst 21-12-2024 5-1-2025", "mei 26-4-2025 4-5-2025",
    "kerst 20-12-2025 4-1-2026", "mei 25-4-2026 3-5-2026",
    "kerst 19-12-2026 3-1-2027", "mei 24-4-2027 2-5-2027",
    "kerst 25-12-2027 9-1-2028", "mei 29-4-2028 7-5-2028",
    "kerst 23-12-2028 7-1-2029", "mei 28-4-2029 6-5-2029",
)  # fmt: skip
NOORD = free(
    *CHRISTMAS_AND_MAY,
    "herfst 26-10-2024 3-11-2024", "voorjaar 15-2-2025 23-2-2025", "zomer 12-7-2025 24-8-2025",
    "herfst 18-10-2025 26-10-2025", "voorjaar 21-2-2026 1-3-2026", "zomer 4-7-2026 16-8-2026",
    "herfst 10-10-2026 18-10-2026", "voorjaar 20-2-2027 28-2-2027", "zomer 10-7-2027 22-8-2027",
    "herfst 14-10-2028 22-10-2028", "voorjaar 17-2-2029 25-2-2029", "zomer 21-7-2029 2-9-2029",
)  # fmt: skip
MIDDEN = free(
    *CHRISTMAS_AND_MAY,
    "herfst 26-10-2024 3-11-2024", "voorjaar 22-2-2025 2-3-2025", "zomer 19-7-2025 31-8-2025",
    "herfst 18-10-2025 26-10-2025", "voorjaar 14-2-2026 22-2-2026", "zomer 18-7-2026 30-8-2026",
    "herfst 17-10-2026 25-10-2026", "voorjaar 20-2-2027 28-2-2027", "zomer 17-7-2027 29-8-2027",
    "herfst 21-10-2028 29-10-2028", "voorjaar 17-2-2029 25-2-2029", "zomer 7-7-2029 19-8-2029",
)  # fmt: skip
ZUID = free(
    *CHRISTMAS_AND_MAY,
    "herfst 26-10-2024 3-11-2024", "zomer 5-7-2025 17-8-2025",
    "herfst 11-10-2025 19-10-2025", "voorjaar 14-2-2026 22-2-2026", "zomer 11-7-2026 23-8-2026",
    "herfst 17-10-2026 25-10-2026", "voorjaar 13-2-2027 21-2-2027", "zomer 24-7-2027 5-9-2027",
    "herfst 21-10-2028 29-10-2028", "voorjaar 10-2-2029 18-2-2029", "zomer 14-7-2029 26-8-2029",
    "studiedag 10-9-2025", "brugdag 15-5-2026",
)  # fmt: skip

TABLE = (
    # 2024-2025
    ("over the autumn holiday", "24-10-2024", 5, SCHOOL, NOORD, "7-11-2024"),
    ("Veilig Thuis has no autumn holiday", "24-10-2024", 5, WERK, NOORD, "31-10-2024"),
    ("calendar days have none at all", "24-10-2024", 5, KALENDER, NOORD, "29-10-2024"),
    ("over Christmas", "19-12-2024", 2, SCHOOL, NOORD, "6-1-2025"),
    ("Christmas is two days for Veilig Thuis", "19-12-2024", 5, WERK, NOORD, "30-12-2024"),
    ("from Christmas Eve", "24-12-2024", 3, WERK, ZONDER, "31-12-2024"),
    ("New Year's Day, a Wednesday", "31-12-2024", 1, WERK, ZONDER, "2-1-2025"),
    ("begins inside the Christmas holiday", "30-12-2024", 3, SCHOOL, NOORD, "8-1-2025"),
    ("spring holiday in the north", "14-2-2025", 1, SCHOOL, NOORD, "24-2-2025"),
    ("a week before that of the middle", "14-2-2025", 1, SCHOOL, MIDDEN, "17-2-2025"),
    ("spring holiday in the middle", "21-2-2025", 2, SCHOOL, MIDDEN, "4-3-2025"),
    ("Easter 2025", "16-4-2025", 2, WERK, ZONDER, "22-4-2025"),
    ("Easter in calendar days", "18-4-2025", 3, KALENDER, ZONDER, "21-4-2025"),
    ("King's Day 2025 is kept on Saturday, so Monday counts", "25-4-2025", 1, WERK, ZONDER, "28-4-2025"),
    ("King's Day 2025 takes no working day", "24-4-2025", 5, WERK, ZONDER, "1-5-2025"),
    ("May holiday 2025, then Liberation Day", "25-4-2025", 1, SCHOOL, NOORD, "6-5-2025"),
    ("Ascension Day 2025", "28-5-2025", 2, WERK, ZONDER, "2-6-2025"),
    ("Whit Monday 2025", "6-6-2025", 1, WERK, ZONDER, "10-6-2025"),
    ("summer 2025 in the south", "3-7-2025", 2, SCHOOL, ZUID, "18-8-2025"),
    ("summer 2025 in the north", "10-7-2025", 3, SCHOOL, NOORD, "26-8-2025"),
    ("begins inside the summer of the middle", "6-8-2025", 5, SCHOOL, MIDDEN, "5-9-2025"),
    ("Veilig Thuis works on in summer", "6-8-2025", 5, WERK, MIDDEN, "13-8-2025"),
    # 2025-2026
    ("over a study day", "8-9-2025", 3, SCHOOL, ZUID, "12-9-2025"),
    ("which is no holiday for Veilig Thuis", "8-9-2025", 3, WERK, ZUID, "11-9-2025"),
    ("autumn 2025 in the south", "10-10-2025", 1, SCHOOL, ZUID, "20-10-2025"),
    ("autumn 2025 in the north is a week later", "10-10-2025", 6, SCHOOL, NOORD, "27-10-2025"),
    ("over the end of summer time, 26 October 2025", "24-10-2025", 3, KALENDER, ZONDER, "27-10-2025"),
    ("the same in working days", "24-10-2025", 1, WERK, ZONDER, "27-10-2025"),
    ("Christmas 2025", "19-12-2025", 1, SCHOOL, MIDDEN, "5-1-2026"),
    ("three working days of Christmas 2025", "24-12-2025", 3, WERK, ZONDER, "31-12-2025"),
    ("and a fourth over New Year", "24-12-2025", 4, WERK, ZONDER, "2-1-2026"),
    ("spring 2026 in the middle", "12-2-2026", 3, SCHOOL, MIDDEN, "24-2-2026"),
    ("is not yet that of the north", "12-2-2026", 3, SCHOOL, NOORD, "17-2-2026"),
    ("over the beginning of summer time, 29 March 2026", "27-3-2026", 1, WERK, ZONDER, "30-3-2026"),
    ("the same in calendar days", "28-3-2026", 2, KALENDER, ZONDER, "30-3-2026"),
    ("Easter 2026", "2-4-2026", 3, SCHOOL, NOORD, "9-4-2026"),
    ("King's Day 2026 for Veilig Thuis", "23-4-2026", 5, WERK, NOORD, "1-5-2026"),
    ("and for a school in its May holiday", "23-4-2026", 5, SCHOOL, NOORD, "8-5-2026"),
    ("the day after Ascension Day, free at this school", "13-5-2026", 1, SCHOOL, ZUID, "18-5-2026"),
    ("and not at Veilig Thuis", "13-5-2026", 1, WERK, ZUID, "15-5-2026"),
    ("Whit Monday 2026", "22-5-2026", 2, WERK, ZONDER, "27-5-2026"),
    ("summer 2026 in the north", "3-7-2026", 1, SCHOOL, NOORD, "17-8-2026"),
    ("a week later in the south", "3-7-2026", 6, SCHOOL, ZUID, "24-8-2026"),
    ("two weeks later in the middle", "16-7-2026", 2, SCHOOL, MIDDEN, "31-8-2026"),
    # 2026-2027
    ("autumn 2026 in the north", "8-10-2026", 5, SCHOOL, NOORD, "22-10-2026"),
    ("not in the south", "8-10-2026", 5, SCHOOL, ZUID, "15-10-2026"),
    ("begins on the last day of the autumn holiday, with the end of summer time", "23-10-2026", 1, SCHOOL, MIDDEN,
     "26-10-2026"),
    ("Christmas 2026", "17-12-2026", 2, SCHOOL, ZUID, "4-1-2027"),
    ("Christmas 2026 is a Friday and a Saturday", "23-12-2026", 2, WERK, ZONDER, "28-12-2026"),
    ("acute danger on Boxing Day", "26-12-2026", 0, KALENDER, NOORD, "26-12-2026"),
    ("spring 2027 in the south", "12-2-2027", 1, SCHOOL, ZUID, "22-2-2027"),
    ("spring 2027 in the north", "19-2-2027", 1, SCHOOL, NOORD, "1-3-2027"),
    ("Easter 2027, with the beginning of summer time", "25-3-2027", 2, WERK, ZONDER, "31-3-2027"),
    ("King's Day 2027 is a Tuesday", "26-4-2027", 1, WERK, ZONDER, "28-4-2027"),
    ("May holiday 2027, Liberation Day, Ascension Day", "23-4-2027", 3, SCHOOL, MIDDEN, "7-5-2027"),
    ("Whit Monday 2027", "14-5-2027", 1, WERK, ZONDER, "18-5-2027"),
    ("ten school days from inside the summer", "13-8-2027", 10, SCHOOL, ZUID, "17-9-2027"),
    ("ten weeks from the end of February", "28-2-2027", 70, KALENDER, ZUID, "9-5-2027"),
    # 2027-2028, a leap year
    ("Christmas 2027", "24-12-2027", 1, SCHOOL, NOORD, "10-1-2028"),
    ("Christmas 2027 takes no working day", "24-12-2027", 1, WERK, ZONDER, "27-12-2027"),
    ("nor does New Year 2028", "31-12-2027", 1, WERK, ZONDER, "3-1-2028"),
    ("29 February is a day", "28-2-2028", 1, WERK, ZONDER, "29-2-2028"),
    ("and 1 March the one after", "29-2-2028", 1, KALENDER, ZONDER, "1-3-2028"),
    ("a school week over 29 February", "25-2-2028", 5, SCHOOL, ZUID, "3-3-2028"),
    ("ten weeks from 29 February", "29-2-2028", 70, KALENDER, ZONDER, "9-5-2028"),
    ("the night of 26 March 2028 is an hour shorter", "25-3-2028", 1, KALENDER, ZONDER, "26-3-2028"),
    ("Easter 2028", "13-4-2028", 1, WERK, ZONDER, "18-4-2028"),
    ("King's Day 2028 is a Thursday", "26-4-2028", 2, WERK, ZONDER, "1-5-2028"),
    ("and the May holiday begins two days later", "26-4-2028", 2, SCHOOL, MIDDEN, "8-5-2028"),
    ("Ascension Day 2028", "24-5-2028", 1, WERK, ZONDER, "26-5-2028"),
    # 2028-2029
    ("autumn 2028 in the north", "13-10-2028", 1, SCHOOL, NOORD, "23-10-2028"),
    ("autumn 2028 in the south", "20-10-2028", 1, SCHOOL, ZUID, "30-10-2028"),
    ("Christmas 2028 is a Monday and a Tuesday", "22-12-2028", 1, WERK, ZONDER, "27-12-2028"),
    ("Christmas 2028 at school", "22-12-2028", 1, SCHOOL, MIDDEN, "8-1-2029"),
    ("spring 2029 in the south", "8-2-2029", 2, SCHOOL, ZUID, "19-2-2029"),
    ("Easter 2029 is at the beginning of April", "29-3-2029", 1, SCHOOL, NOORD, "3-4-2029"),
    ("King's Day 2029 is a Friday", "26-4-2029", 1, WERK, ZONDER, "30-4-2029"),
    ("and the May holiday follows it", "26-4-2029", 1, SCHOOL, NOORD, "7-5-2029"),
    ("summer 2029 in the middle", "6-7-2029", 1, SCHOOL, MIDDEN, "20-8-2029"),
    ("begins inside the summer of the north", "23-7-2029", 2, SCHOOL, NOORD, "4-9-2029"),
)  # fmt: skip


@over(("why", "start", "dagen", "soort", "kalender", "last"), TABLE)
def test_a_term_ends_on_the_day_counted_by_hand(why, start, dagen, soort, kalender, last) -> None:
    assert due(d(start), dagen, soort, kalender).on == d(last), why


def test_the_table_covers_what_it_says() -> None:
    starts = [d(row[1]) for row in TABLE]
    assert len(set(TABLE)) == len(TABLE) >= 60
    assert {each.year if each.month > 7 else each.year - 1 for each in starts} >= {2024, 2025, 2026, 2027, 2028}
    assert all(any(row[4] is region for row in TABLE) for region in (NOORD, MIDDEN, ZUID, ZONDER))


# Why


@over(
    ("start", "dagen", "soort", "kalender", "said"),
    [
        (
            "23-4-2026", 5, WERK, NOORD,
            "uiterlijk vr 1 mei 2026: 5 werkdagen na do 23 april; ma 27 april (Koningsdag) telt niet",
        ),
        ("9-11-2026", 5, SCHOOL, NOORD, "uiterlijk ma 16 november 2026: 5 schooldagen na ma 9 november"),
        ("9-11-2026", 1, WERK, NOORD, "uiterlijk di 10 november 2026: 1 werkdag na ma 9 november"),
        (
            "17-12-2026", 2, SCHOOL, ZUID,
            "uiterlijk ma 4 januari 2027: 2 schooldagen na do 17 december 2026; ma 21 december 2026 tot en met do 24 "
            "december 2026 (kerst), vr 25 december 2026 (Eerste kerstdag), ma 28 december 2026 tot en met do 31 "
            "december 2026 (kerst) en vr 1 januari (Nieuwjaarsdag) tellen niet",
        ),
        (
            "8-10-2026", 5, SCHOOL, NOORD,
            "uiterlijk do 22 oktober 2026: 5 schooldagen na do 8 oktober; "
            "ma 12 oktober tot en met vr 16 oktober (herfst) tellen niet",
        ),
        ("2-4-2026", 1, WERK, ZONDER,
         "uiterlijk di 7 april 2026: 1 werkdag na do 2 april; "
         "vr 3 april (Goede vrijdag) en ma 6 april (Tweede paasdag) tellen niet"),
        ("26-12-2026", 0, KALENDER, NOORD,
         "uiterlijk za 26 december 2026: dezelfde dag, ook in een weekend of vakantie"),
        ("28-2-2027", 70, KALENDER, ZUID, "uiterlijk zo 9 mei 2027: 70 kalenderdagen na zo 28 februari"),
    ],
)  # fmt: skip
def test_a_term_says_why_it_ends_then(start, dagen, soort, kalender, said) -> None:
    assert due(d(start), dagen, soort, kalender).in_words == said


# For any calendar

DAYS = st.dates(date(2024, 8, 1), date(2029, 9, 1))
RANGES = st.builds(lambda day, length: Vrij(day, day + timedelta(days=length), "vrij"), DAYS, st.integers(0, 50))
CALENDARS = st.lists(RANGES, max_size=6).map(lambda found: Kalender(tuple(sorted(found))))


@given(start=DAYS, dagen=st.integers(0, 70), soort=st.sampled_from(Dagsoort), kalender=CALENDARS, extra=RANGES)
def test_one_more_holiday_never_makes_a_term_end_earlier(start, dagen, soort, kalender, extra) -> None:
    more = Kalender(tuple(sorted((*kalender.vrij, extra))))
    assert due(start, dagen, soort, more).on >= due(start, dagen, soort, kalender).on


@given(start=DAYS, dagen=st.integers(0, 70), kalender=CALENDARS)
def test_school_days_are_never_fewer_than_working_days_nor_those_than_calendar_days(start, dagen, kalender) -> None:
    ends = [due(start, dagen, soort, kalender).on for soort in (KALENDER, WERK, SCHOOL)]
    assert ends == sorted(ends)


@given(start=DAYS, kalender=CALENDARS)
def test_what_must_happen_at_once_ignores_every_holiday(start, kalender) -> None:
    assert due(start, 0, KALENDER, kalender).on == start


@given(start=DAYS, dagen=st.integers(1, 60), soort=st.sampled_from(Dagsoort), kalender=CALENDARS)
def test_a_term_ends_on_a_day_that_counts_and_holds_exactly_so_many_of_them(start, dagen, soort, kalender) -> None:
    end = due(start, dagen, soort, kalender).on
    counted = [
        day
        for number in range(1, (end - start).days + 1)
        if kalender.counts(day := start + timedelta(days=number), soort)
    ]
    assert len(counted) == dagen and counted[-1] == end


def test_a_school_that_is_never_open_gets_a_date_all_the_same() -> None:
    never = free("dicht 1-8-2024 1-8-2060")
    assert due(d("9-11-2026"), 5, SCHOOL, never).on > d("1-1-2036")
