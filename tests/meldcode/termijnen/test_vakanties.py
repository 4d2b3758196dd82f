"""The suggested school holidays equal what the government published, copied by hand here, region by region."""

from datetime import timedelta

from meldcode.termijnen.vakanties import SCHOOLJAREN, TWEEDE_MEIWEEK, Regio, voorstel
from meldcode.vragen.datum import short
from tests.over import over

CHRISTMAS, MAY = "25-12-2027 09-01-2028", "29-04-2028 07-05-2028"


@over(
    ("regio", "days"),
    [
        (Regio.NOORD, ["16-10-2027 24-10-2027", CHRISTMAS, "19-02-2028 27-02-2028", MAY, "15-07-2028 27-08-2028"]),
        (Regio.MIDDEN, ["16-10-2027 24-10-2027", CHRISTMAS, "26-02-2028 05-03-2028", MAY, "08-07-2028 20-08-2028"]),
        (Regio.ZUID, ["23-10-2027 31-10-2027", CHRISTMAS, "26-02-2028 05-03-2028", MAY, "22-07-2028 03-09-2028"]),
    ],
)
def test_the_holidays_of_2027_2028_are_those_that_were_published(regio: Regio, days: list[str]) -> None:
    assert [f"{short(each.van)} {short(each.tot)}" for each in voorstel("2027-2028", regio)] == days


def test_the_years_follow_each_other() -> None:
    assert SCHOOLJAREN == ("2026-2027", "2027-2028", "2028-2029")


@over("jaar", list(TWEEDE_MEIWEEK))
def test_the_second_week_of_may_ends_where_the_first_begins(jaar: str) -> None:
    """It is only advised, so it is not offered as binding."""
    (may,) = {each for regio in Regio for each in voorstel(jaar, regio) if each.naam == "Meivakantie"}
    assert TWEEDE_MEIWEEK[jaar].tot + timedelta(days=6) >= may.van > TWEEDE_MEIWEEK[jaar].van
