"""Who is there for what waits, on one day: a table by hand of two part-time ib-ers, their substitutes and holidays."""

from datetime import date

from meldcode.termijnen.aanwezig import IEDEREEN_IS_ER, Afwezig, Daar, Hoe, Rooster, wie_is_er, zin
from tests.over import over

MON, TUE, WED, THU, FRI = (date(2026, 12, day) for day in (7, 8, 9, 10, 11))
NAMES = {"noor": "Noor", "mirjam": "Mirjam", "vera": "Vera", "ans": "Ans"}
# Noor works from Monday to Wednesday, Mirjam from Wednesday to Friday.
DUO = frozenset({("noor", 4), ("noor", 5), ("mirjam", 1), ("mirjam", 2)})


def away(wie: str, waarnemer: str = "", van: date = MON, tot: date = FRI) -> Afwezig:
    return Afwezig(van, tot, wie, waarnemer)


def rooster(*afwezig: Afwezig) -> Rooster:
    return Rooster(afwezig, DUO)


ILL = away("noor")
# For what Noor holds: the day, who is absent, who holds it with her, who is excluded, and then who is there and why.
CASES = [
    ("a day on which she works", MON, (), "", "", "noor", "zelf"),
    ("a day on which both work", WED, (), "mirjam", "", "noor", "zelf"),
    ("her free day", THU, (), "", "", "mirjam", "collega"),
    ("her free day, held together", THU, (), "mirjam", "", "mirjam", "mede"),
    ("her free day, the other is excluded", THU, (), "", "mirjam", "", "niemand"),
    ("her free day, held with who is excluded", THU, (), "mirjam", "mirjam", "", "niemand"),
    ("her free day, and the other is away", THU, (away("mirjam"),), "", "", "", "niemand"),
    ("her free day, and the other has a substitute", THU, (away("mirjam", "vera"),), "", "", "", "niemand"),
    ("ill", WED, (ILL,), "", "", "mirjam", "collega"),
    ("ill, held together", WED, (ILL,), "mirjam", "", "mirjam", "mede"),
    ("ill on a day on which the other does not work", MON, (ILL,), "mirjam", "", "", "niemand"),
    ("ill, with a substitute", MON, (away("noor", "vera"),), "", "", "vera", "waarnemer"),
    ("ill, with a substitute and held together", WED, (away("noor", "vera"),), "mirjam", "", "vera", "waarnemer"),
    ("the substitute is excluded", MON, (away("noor", "vera"),), "", "vera", "", "niemand"),
    ("the substitute is excluded, the other works", WED, (away("noor", "vera"),), "", "vera", "mirjam", "collega"),
    ("the substitute has a free day", MON, (away("noor", "mirjam"),), "", "", "", "niemand"),
    ("the substitute is away too", MON, (away("noor", "ans"), away("ans")), "", "", "", "niemand"),
    ("and has a substitute", MON, (away("noor", "ans"), away("ans", "vera")), "", "", "vera", "waarnemer"),
    ("each is the substitute of the other", WED, (away("noor", "mirjam"), away("mirjam", "noor")), "", "", "",
     "niemand"),
    ("the last day of it", WED, (away("noor", "vera", tot=WED),), "", "", "vera", "waarnemer"),
    ("the day after", WED, (away("noor", "vera", tot=TUE),), "", "", "noor", "zelf"),
    ("the day before", MON, (away("noor", "vera", van=TUE),), "", "", "noor", "zelf"),
    ("somebody else is away", MON, (away("mirjam", "vera"),), "", "", "noor", "zelf"),
]  # fmt: skip


@over("name, day, afwezig, mede, niet, wie, hoe", CASES)
def test_who_is_there_for_what_waits_for_one_of_two(
    name: str, day: date, afwezig: tuple[Afwezig, ...], mede: str, niet: str, wie: str, hoe: str
) -> None:
    found = wie_is_er(rooster(*afwezig), day, "noor", mede=mede, collegas=("noor", "mirjam"), niet=niet.split())
    assert found == Daar((wie,) if wie else (), Hoe(hoe)), name


OF_THE_ROLE = [
    ("both work", WED, (), "", "mirjam noor", "collega"),
    ("one works", THU, (), "", "mirjam", "collega"),
    ("both work, one is excluded", WED, (), "noor", "mirjam", "collega"),
    ("nobody works", MON, (ILL,), "", "", "niemand"),
    ("the substitute of one does", MON, (away("noor", "vera"),), "", "vera", "waarnemer"),
    ("but not in place of who is excluded", MON, (away("noor", "vera"),), "noor", "", "niemand"),
]


@over("name, day, afwezig, niet, wie, hoe", OF_THE_ROLE)
def test_who_is_there_for_what_nobody_holds_yet(
    name: str, day: date, afwezig: tuple[Afwezig, ...], niet: str, wie: str, hoe: str
) -> None:
    found = wie_is_er(rooster(*afwezig), day, "", collegas=("noor", "mirjam"), niet=niet.split())
    assert found == Daar(tuple(wie.split()), Hoe(hoe)), name


SAID = [
    (MON, (), ""),
    (THU, (), "Op donderdag werkt Noor niet; Mirjam wel."),
    (THU, (away("mirjam"),), "Op donderdag werkt Noor niet, en er is dan niemand anders."),
    (WED, (ILL,), "Noor is afwezig tot en met vr 11 december 2026. Mirjam is er wel."),
    (MON, (ILL,), "Noor is afwezig tot en met vr 11 december 2026, en er is dan niemand anders."),
    (MON, (away("noor", "vera"),), "Noor is afwezig tot en met vr 11 december 2026; Vera neemt waar."),
]


@over("day, afwezig, said", SAID)
def test_it_is_said_in_a_sentence(day: date, afwezig: tuple[Afwezig, ...], said: str) -> None:
    found = wie_is_er(rooster(*afwezig), day, "noor", collegas=("noor", "mirjam"))
    assert zin(rooster(*afwezig), day, "noor", found, NAMES) == said


def test_a_school_that_entered_nothing_has_everybody_there_every_day() -> None:
    found = {wie_is_er(IEDEREEN_IS_ER, each, "noor", collegas=("noor", "mirjam")) for each in (MON, TUE, WED, THU, FRI)}
    assert found == {Daar(("noor",), Hoe.ZELF)}


def test_for_whom_somebody_stands_in_begins_and_ends_with_the_absence() -> None:
    both = rooster(away("noor", "vera", TUE, WED), away("mirjam", "noor", WED, THU))
    found = [sorted(both.stands_in_for("vera", each)) for each in (MON, TUE, WED, THU, FRI)]
    assert found == [[], ["noor"], ["mirjam", "noor"], [], []], "on Wednesday also for whom Noor stands in"
    assert both.stands_in_for("noor", THU) == {"mirjam"}
