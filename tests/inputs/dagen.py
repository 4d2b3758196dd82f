"""Days and times as people write and paste them, each with what it is, written by hand.

The days are seen from Monday 30 November 2026. What is no day or time has the sentence with which it is refused.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

TODAY = date(2026, 11, 30)
THE_12TH = date(2026, 11, 12)

NO_DAY = "Deze dag kunnen wij niet lezen. Schrijf bijvoorbeeld 25-11 of 25 november."
NO_MONTH = "Schrijf ook de maand, bijvoorbeeld 25-11."
NO_YEAR = "Schrijf ook het jaar. Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-11-2026."
WHOLE = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-11-2026."
FOUR_DIGITS = "Schrijf het jaartal met vier cijfers, bijvoorbeeld 2018."
NO_TIME = "Deze tijd kunnen wij niet lezen. Schrijf bijvoorbeeld 09:15."
NOT_IN_A_DAY = "Een dag loopt van 0:00 tot en met 23:59. Kijk de tijd na."


class Dag(NamedTuple):
    """How a day is written, and the day: of something that happened, and of something ahead if that is another."""

    typed: str
    past: date | str
    ahead: date | str | None = None


# One day in all these forms. The first fifteen are those that a school brought along.
_THE_12TH_OF_NOVEMBER = [
    "do 12 november 2026", "donderdag 12 november 2026", "12\u201311\u20112026", "12\u201111\u20112026", "2026-11-12",
    "12-11-26", "12 nov 2026", "12 nov. 2026", "12112026", "12\xa0november\xa02026", "12 - 11 - 2026", "12.11.2026",
    "12/11/26", "12 november 2026", "12-11-2026",
    # with the day of the week, and in words
    "DO 12 NOV. 2026", "Donderdag 12 November 2026", "donderdag, 12 november 2026", "do. 12-11-2026", "don 12-11-26",
    "12-11-2026 (do)", "12 november 2026 (donderdag)", "op 12 november 2026", "op donderdag de 12e november 2026",
    "12e november 2026", "12de nov. 2026", "12ste november 2026", "12-nov-2026", "12/nov/2026", "12nov2026",
    "12november2026", "d.d. 12-11-2026", "dd 12 november 2026",
    # with an apostrophe, other dashes, other spaces, and what nobody sees
    "12 november '26", "12 nov. \u201926", "12-11-\u201926", "12-11-\u201826", "12 \u2013 11 \u2013 2026",
    "12\u201211\u20122026", "12\u201411\u20142026", "12\u221211\u22122026", "12\u201011\u20102026", "12\x1e11\x1e2026",
    "12\u202fnov\u202f2026", "12\u2007november\u20072026", "\ufeff12-11-2026", "\u200e12-11-2026", "12-11\u200b-2026",
    "  12-11-2026  ", "12 november 2026\n", "12-11-2026\x0b", "12-11-2026.",
    # with other separators, without any, and as computers write it
    "12/11/2026", "12 11 2026", "12,11,2026", "12\\11\\2026", "2026/11/12", "2026.11.12", "20261112", "121126",
    "2026-11-12T09:15", "2026-11-12t09:15:00", "2026-11-12T09:15:00+01:00", "2026-11-12T08:15:00Z",
    "2026-11-12 09:15:00.000", "12-11-2026 10:00", "12 november 2026 om 9:15 uur", "12-11-2026, 9.15",
    "12-11-2026\t09:15",
]  # fmt: skip

_OTHER_DAYS = [
    Dag("12 november", THE_12TH, date(2027, 11, 12)), Dag("12-11", THE_12TH, date(2027, 11, 12)),
    Dag("1 mrt 2026", date(2026, 3, 1)), Dag("1 maart 2026", date(2026, 3, 1)), Dag("7/3/26", date(2026, 3, 7)),
    Dag("30-11", TODAY), Dag("1-12", date(2025, 12, 1), date(2026, 12, 1)),
    Dag("31 dec", date(2025, 12, 31), date(2026, 12, 31)), Dag("vandaag", TODAY), Dag("Vandaag.", TODAY),
    Dag("heden", TODAY), Dag("vanochtend", TODAY), Dag("vanmiddag", TODAY), Dag("gisteren", date(2026, 11, 29)),
    Dag("Gisteravond", date(2026, 11, 29)), Dag("eergisteren", date(2026, 11, 28)), Dag("morgen", date(2026, 12, 1)),
    Dag("morgenmiddag", date(2026, 12, 1)), Dag("overmorgen", date(2026, 12, 2)),
    Dag("vorige week maandag", date(2026, 11, 23)), Dag("maandag vorige week", date(2026, 11, 23)),
    Dag("deze week vrijdag", date(2026, 12, 4)), Dag("volgende week di", date(2026, 12, 8)),
    Dag("donderdag", date(2026, 11, 26), date(2026, 12, 3)), Dag("wo", date(2026, 11, 25), date(2026, 12, 2)),
    Dag("maandag jl.", date(2026, 11, 23)), Dag("vrijdag a.s.", date(2026, 12, 4)), Dag("12 november jl.", THE_12TH),
    Dag("12 december a.s.", date(2026, 12, 12)), Dag("afgelopen zondag", date(2026, 11, 29)),
    Dag("een week geleden", date(2026, 11, 23)), Dag("over 2 weken", date(2026, 12, 14)),
    Dag("2026-11-12T23:30Z", date(2026, 11, 13)), Dag("20122012", date(2012, 12, 20)),
    Dag("20111220", date(2011, 12, 20)), Dag("29 februari 2028", date(2028, 2, 29)),
    Dag(
        "wo 26-11",
        "26 november 2026 is een donderdag, geen woensdag. Kijk de dag na.",
        "26 november 2027 is een vrijdag, geen woensdag. Kijk de dag na.",
    ),
    # With the weekday the year is certain, also when it was not expected: the form says that it is past.
    Dag("do 26-11", date(2026, 11, 26)), Dag("wo 2 dec", date(2026, 12, 2)),
]  # fmt: skip

_NO_DAYS = [
    Dag("vr 12 november 2026", "12 november 2026 is een donderdag, geen vrijdag. Kijk de dag na."),
    Dag("12-11-2026 (vr)", "12 november 2026 is een donderdag, geen vrijdag. Kijk de dag na."),
    Dag(
        "31-02",
        "31 februari 2026 bestaat niet. Bedoelt u zaterdag 28 februari?",
        "31 februari 2027 bestaat niet. Bedoelt u zondag 28 februari?",
    ),
    Dag("31-02-2026", "31 februari 2026 bestaat niet. Bedoelt u zaterdag 28 februari?"),
    Dag("2026-02-31", "31 februari 2026 bestaat niet. Bedoelt u zaterdag 28 februari?"),
    Dag("31 april 2026", "31 april 2026 bestaat niet. Bedoelt u donderdag 30 april?"),
    Dag("29-02-2027", "29 februari 2027 bestaat niet. Bedoelt u zondag 28 februari?"),
    Dag("12-13-2026", "Maand 13 bestaat niet. Bedoelt u 13-12? Schrijf eerst de dag, dan de maand."),
    Dag("12132026", "Maand 13 bestaat niet. Bedoelt u 13-12? Schrijf eerst de dag, dan de maand."),
    Dag("00-11-2026", "Dag 0 bestaat niet. Kijk de datum na."),
    Dag("12-11-0000", "Deze datum kan niet kloppen. Kijk het jaartal na."),
    Dag("maandag", "Het is nu maandag. Schrijf ‘vandaag’, of de datum."),
    Dag("vorige maandag", "‘Vorige maandag’ kan op twee manieren. Schrijf de datum."),
    Dag("vannacht", "‘Vannacht’ kan op twee dagen zijn. Schrijf de datum."), Dag("12", NO_MONTH), Dag("1e", NO_MONTH),
    Dag("de 12e", NO_MONTH), Dag("do 12", NO_MONTH), Dag("op donderdag de 12e", NO_MONTH), Dag("", NO_DAY),
    Dag("\u200b", NO_DAY), Dag("12de", NO_MONTH), Dag("1211", NO_DAY), Dag("1112026", NO_DAY),
    Dag("12-11-226", NO_DAY), Dag("12-11-20266", NO_DAY), Dag("12-14 november", NO_DAY),
    Dag("12 en 13 november", NO_DAY), Dag("12 t/m 14 november", NO_DAY), Dag("12 october 2026", NO_DAY),
    Dag("november 2026", NO_DAY), Dag("vorige week", NO_DAY), Dag("12 november 25:00:99:00", NO_DAY),
    Dag("rond 12 november", NO_DAY), Dag("in mei", NO_DAY), Dag("kerst", NO_DAY), Dag("06 12345678", NO_DAY),
    Dag("-12-11-2026", NO_DAY), Dag("<b>12-11-2026</b>", NO_DAY), Dag("12-11-2026" * 7, NO_DAY),
]  # fmt: skip

# Of a birth date the year is written, and it is a year before this one.
BORN: list[tuple[str, date | str]] = [
    ("14-03-2018", date(2018, 3, 14)), ("14-03-18", date(2018, 3, 14)), ("14 maart 2018", date(2018, 3, 14)),
    ("wo 14 maart 2018", date(2018, 3, 14)), ("14032018", date(2018, 3, 14)), ("140318", date(2018, 3, 14)),
    ("2018-03-14", date(2018, 3, 14)), ("14\u201103\u20112018", date(2018, 3, 14)),
    ("14 mrt. \u201918", date(2018, 3, 14)), ("12-11-26", FOUR_DIGITS), ("121126", FOUR_DIGITS),
    ("12 november \u201926", FOUR_DIGITS), ("12-11-87", FOUR_DIGITS), ("14 maart", NO_YEAR), ("14-3", NO_YEAR),
    ("gisteren", WHOLE), ("maart 2018", WHOLE), ("2018", WHOLE), ("", WHOLE),
]  # fmt: skip


_A_QUARTER_PAST_NINE = [
    "9:15", "09:15", "9.15", "09.15", "9:15 uur", "9.15 uur", "09:15u", "9u15", "09u15", "9 u 15", "9h15", "9 15",
    "9 uur 15", "0915", "915", "0915 uur", "om 9:15", "Om 9.15 uur.", "9\xa0:\xa015", "9:15\xa0uur", "9:15\u202fuur",
    "\u200e9:15", " 9U15 ", "9:15\n", "kwart over negen \u2019s ochtends", "\u2018s Ochtends kwart over 9",
    "'s morgens om 9:15",
]  # fmt: skip
_OTHER_TIMES: list[tuple[str, time | str]] = [
    ("9u", time(9)), ("9 uur", time(9)), ("14 uur", time(14)), ("0:00", time(0)), ("00.00 uur", time(0)),
    ("23:59", time(23, 59)), ("1430", time(14, 30)), ("12 uur", time(12)), ("half tien 's avonds", time(21, 30)),
    ("'s avonds om 9 uur", time(21)), ("3 uur \u2019s middags", time(15)),
    ("kwart voor drie \u2019s middags", time(14, 45)), ("21:15 's avonds", time(21, 15)),
    ("tien voor half negen 's ochtends", time(8, 20)), ("5 over half 9 \u2019s morgens", time(8, 35)),
    ("half een \u2019s nachts", time(0, 30)), ("half een \u2019s middags", time(12, 30)),
    ("12 uur 's nachts", time(0)), ("24:00", NOT_IN_A_DAY), ("25:00", NOT_IN_A_DAY), ("12:60", NOT_IN_A_DAY),
    ("2415", NOT_IN_A_DAY), ("25 uur", NOT_IN_A_DAY),
    ("kwart over negen", "‘kwart over negen’ is 9:15 of 21:15. Schrijf welke van de twee."),
    ("half tien", "‘half tien’ is 9:30 of 21:30. Schrijf welke van de twee."),
    ("negen uur", "‘negen uur’ is 9:00 of 21:00. Schrijf welke van de twee."),
    ("twaalf uur", "‘twaalf uur’ is 0:00 of 12:00. Schrijf welke van de twee."),
    ("9:15 's middags", "Deze tijd is niet ’s middags. Kijk de tijd na."),
    ("15:00 's ochtends", "Deze tijd is niet ’s ochtends. Kijk de tijd na."),
]  # fmt: skip
_NO_TIMES = [
    "", "\u200b", "9", "9:5", "9:15:30", "rond 9 uur", "9 of 10 uur", "9-10 uur", "om een uur of drie", "in de pauze",
    "half dertien", "kwart over", "12-11-2026", "1" * 100_000, "<b>9:15</b>", "-9:15",
]  # fmt: skip


def dagen() -> Iterator[Dag]:
    """Every way to write a day, with the day or the sentence that says why it is none."""
    yield from (Dag(typed, THE_12TH) for typed in _THE_12TH_OF_NOVEMBER)
    yield from _OTHER_DAYS
    yield from _NO_DAYS


def tijden() -> Iterator[tuple[str, time | str]]:
    """Every way to write a time, with the time or the sentence that says why it is none."""
    at = time(9, 15)
    yield from ((typed, at) for typed in _A_QUARTER_PAST_NINE)
    yield from _OTHER_TIMES
    yield from ((typed, NO_TIME) for typed in _NO_TIMES)
