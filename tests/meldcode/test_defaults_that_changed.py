"""A default that differs from that of release 0.2.0 says since when, because schools have dossiers by the other one."""

from datetime import date

from meldcode.route.termijnen import TERMIJNEN
from meldcode.termijnen.kalender import Dagsoort
from meldcode.vastleggingen.afwegingskader import REGELS

SCHOOL, WERK, KALENDER = Dagsoort.SCHOOLDAGEN, Dagsoort.WERKDAGEN, Dagsoort.KALENDERDAGEN
# The defaults of release 0.2.0, by which schools have dossiers.
TERMS_BEFORE = {
    "stap_1": (5, SCHOOL, False), "stap_2": (10, SCHOOL, False), "stap_3": (5, SCHOOL, False),
    "stap_4": (5, SCHOOL, False), "stap_5": (5, SCHOOL, False), "meewegen": (3, SCHOOL, False),
    "overgeslagen": (5, SCHOOL, False), "ontvangst": (2, SCHOOL, False), "opvolging": (30, SCHOOL, False),
    "antwoord": (2, SCHOOL, False), "terugkoppeling": (5, WERK, False), "onderzoek": (70, KALENDER, False),
    "nazorg": (60, SCHOOL, False), "meteen": (0, KALENDER, False),
}  # fmt: skip
RULES_BEFORE = {
    "onveilig": (True, True), "twijfel-veiligheid": (True, True), "geen-vermoeden": (False, False),
    "geen-hulp": (True, False), "twijfel-hulp": (True, False), "niet-aanvaard": (True, True),
    "twijfel-aanvaard": (True, True), "geen-resultaat": (True, True), "twijfel-resultaat": (True, True),
    "hulp-volstaat": (False, True),
}  # fmt: skip


def test_a_term_that_changed_says_since_when() -> None:
    now = {each.naam: (each.dagen, each.soort, each.einde is not None) for each in TERMIJNEN}
    changed = {naam for naam, before in TERMS_BEFORE.items() if now.get(naam) != before}
    assert {each.naam for each in TERMIJNEN if each.since} == changed, "give it since=, in meldcode/route"


def test_a_rule_that_changed_says_since_when() -> None:
    now = {each.naam: (each.melden, each.helpen) for each in REGELS}
    changed = {naam for naam, before in RULES_BEFORE.items() if naam in now and now[naam] != before}
    given = {each.naam for each in REGELS if each.since and each.naam in RULES_BEFORE}
    assert given == changed, "give it since= in meldcode/vastleggingen/afwegingskader.py"


def test_nothing_counts_since_a_day_before_the_release_it_differs_from() -> None:
    since = [each.since for each in TERMIJNEN] + [each.since for each in REGELS]
    assert all(day >= date(2026, 11, 29) for day in since if day)
