"""Destroying takes two people: each state of a dossier with each event, and the sentence that the screen says.

The verdicts are written by hand. A state is made by a builder, an event is what somebody tries to record on a day.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meldcode.dossier import vastleggen
from meldcode.dossier.einde import vernietigen
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import (
    AntwoordAanDirectie,
    Ontvangst,
    UitkomstStap2,
    VernietigingBevestigd,
    VernietigingGevraagd,
    VernietigingIngetrokken,
)
from meldcode.vastleggingen.einde.vernietigen import WACHTEN, Grond
from meldcode.vragen.persoon import Persoon
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, fitting, gesloten, last_message, record, te_vernietigen, work
from tests.cast import ADA, BEA, DICK, FRED, LARS, MIRJAM, MONDAY, NOOR, SARA, VERA
from tests.meldcode.dossier.einde.states import STATES, TERMIJN, VERGISSING, VERZOEK, asks, shut
from tests.over import over
from tests.term_is_over import term_is_over as term_is_over

pytestmark = pytest.mark.usefixtures("term_is_over")

NOOR_DIRECTIE = replace(NOOR, role=Role.DIRECTIE)
MIRJAM_DIRECTIE = replace(MIRJAM, role=Role.DIRECTIE)
WEEK = MONDAY + timedelta(days=7)
SOON = MONDAY + timedelta(days=6)

OK = ""
ROL = "Met uw rol kunt u dit niet vastleggen."
LEEG = "Er is niet (meer) gevraagd om dit dossier te vernietigen."
AL = "De vernietiging is al gevraagd."
ZELF = "U vroeg zelf om dit dossier te vernietigen. Iemand anders bevestigt het."
BERICHT = "Dit bericht gaf u zelf door. Iemand anders van de directie bevestigt het."
ANDER = "De directie bevestigt dit, of de collega die daarvoor is gekozen."
VROEG = "Bevestigen kan vanaf ma 16 november 2026. Zo is er tijd om erop terug te komen."
CODE = "Dit is niet de codenaam van dit dossier."
NIETS = (
    "Zonder indicatie is er niets in te trekken. Blijft de zorg toch? Corrigeer dan de uitkomst van stap 2, of leg een "
    "nieuw signaal vast."
)
SLUIT = "Sluit het dossier eerst af. Zolang de route loopt, is nodig wat erin staat."
MELDING = (
    "In dit dossier staat een melding. Dan is het niet bij vergissing geopend. Corrigeer wat er niet klopt, en sluit "
    "het dossier daarna af."
)
BIJ = "Dit dossier hoort bij een ander dossier, en wordt daarmee vernietigd."
KIES = "Kies een andere collega, die bij dit dossier mag."
WEG = "Dit dossier is vernietigd."
GROND = "Deze reden volgt uit de uitkomst van stap 2. Kies een andere."

PERSON = {each.id: Persoon(each.id, each.role, each.naam) for each in (NOOR, MIRJAM, DICK, VERA, LARS, BEA)}
V, T, B = VernietigingGevraagd, VernietigingIngetrokken, VernietigingBevestigd

# State, what is tried (with the ground, or the code name that is typed), by whom, on which day, and what is said.
VERDICTS = [
    # Asking
    ("stap 1", V, VERGISSING, NOOR, MONDAY, OK),
    ("stap 1", V, VERGISSING, DICK, MONDAY, OK),
    ("stap 1", V, VERGISSING, ADA, MONDAY, OK),
    ("stap 1", V, VERGISSING, LARS, MONDAY, ROL),
    ("stap 1", V, VERGISSING, VERA, MONDAY, ROL),
    ("stap 1", V, VERGISSING, BEA, MONDAY, ROL),
    ("stap 1", V, VERGISSING, FRED, MONDAY, ROL),
    ("stap 1", V, VERGISSING, SARA, MONDAY, ROL),
    ("stap 1", V, TERMIJN, NOOR, MONDAY, SLUIT),
    ("stap 1", V, VERZOEK, NOOR, MONDAY, SLUIT),
    ("stap 1", V, "geen_indicatie", NOOR, MONDAY, GROND),
    ("stap 3", V, VERGISSING, NOOR, MONDAY, OK),
    ("opvolging", V, VERGISSING, NOOR, MONDAY, OK),
    ("opvolging", V, TERMIJN, NOOR, MONDAY, SLUIT),
    ("gemeld", V, VERGISSING, NOOR, MONDAY, MELDING),
    ("acuut, gemeld", V, VERGISSING, NOOR, MONDAY, MELDING),
    ("hoort bij", V, VERGISSING, NOOR, MONDAY, BIJ),
    ("hoort bij", V, TERMIJN, NOOR, MONDAY, BIJ),
    ("gesloten", V, TERMIJN, NOOR, MONDAY, OK),
    ("gesloten", V, VERZOEK, DICK, MONDAY, OK),
    ("gesloten", V, VERGISSING, NOOR, MONDAY, OK),
    ("geen indicatie", V, VERGISSING, NOOR, MONDAY, AL),
    ("gevraagd", V, TERMIJN, NOOR, MONDAY, AL),
    ("gevraagd", V, VERZOEK, DICK, WEEK, AL),
    ("gevraagd, nieuw signaal", V, TERMIJN, NOOR, MONDAY, SLUIT),
    ("gevraagd, nazorg", V, TERMIJN, NOOR, MONDAY, OK),
    ("ingetrokken", V, TERMIJN, NOOR, MONDAY, OK),
    ("gevraagd, Noor afgeschermd", V, TERMIJN, NOOR, MONDAY, ROL),
    ("vernietigd", V, TERMIJN, NOOR, MONDAY, WEG),
    # Withdrawing
    ("gesloten", T, "", NOOR, MONDAY, LEEG),
    ("gevraagd", T, "", NOOR, MONDAY, OK),
    ("gevraagd", T, "", DICK, WEEK, OK),
    ("gevraagd", T, "", MIRJAM, MONDAY, OK),
    ("gevraagd", T, "", LARS, MONDAY, ROL),
    ("gevraagd, Dick afgeschermd", T, "", DICK, MONDAY, ROL),
    ("gevraagd, Dick afgeschermd", T, "", VERA, MONDAY, OK),
    ("ingetrokken", T, "", NOOR, MONDAY, LEEG),
    ("gevraagd, nieuw signaal", T, "", NOOR, MONDAY, LEEG),
    ("geen indicatie", T, "", NOOR, MONDAY, NIETS),
    ("geen indicatie", T, "", DICK, MONDAY, NIETS),
    ("vernietigd", T, "", NOOR, MONDAY, WEG),
    # Confirming what stap 2 asks
    ("geen indicatie", B, "Zilvermeeuw", DICK, MONDAY, OK),
    ("geen indicatie", B, "  zilvermeeuw ", DICK, MONDAY, OK),
    ("geen indicatie", B, "Zilvermeeuw 2", DICK, MONDAY, CODE),
    ("geen indicatie", B, "Sem", DICK, MONDAY, CODE),
    ("geen indicatie", B, "Zilvermeeuw", MIRJAM_DIRECTIE, MONDAY, OK),
    ("geen indicatie", B, "Zilvermeeuw", NOOR_DIRECTIE, MONDAY, ZELF),
    ("geen indicatie", B, "Zilvermeeuw", NOOR, MONDAY, ZELF),
    ("geen indicatie", B, "Zilvermeeuw", MIRJAM, MONDAY, ANDER),
    ("geen indicatie", B, "Zilvermeeuw", LARS, MONDAY, ROL),
    ("geen indicatie, afgerond door Mirjam", B, "Zilvermeeuw", MIRJAM_DIRECTIE, MONDAY, BERICHT),
    ("geen indicatie, afgerond door Mirjam", B, "Zilvermeeuw", DICK, MONDAY, OK),
    ("geen indicatie, gevraagd door de directie", B, "Zilvermeeuw", DICK, MONDAY, OK),
    # Confirming what somebody asked
    ("gesloten", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("gevraagd", B, "Zilvermeeuw", DICK, MONDAY, VROEG),
    ("gevraagd", B, "Zilvermeeuw", DICK, SOON, VROEG),
    ("gevraagd", B, "Zilvermeeuw", DICK, WEEK, OK),
    ("gevraagd", B, "Beuk 3", DICK, WEEK, CODE),
    ("gevraagd", B, "Zilvermeeuw", NOOR, WEEK, ZELF),
    ("gevraagd", B, "Zilvermeeuw", NOOR_DIRECTIE, WEEK, ZELF),
    ("gevraagd", B, "Zilvermeeuw", MIRJAM, WEEK, ANDER),
    ("gevraagd", B, "Zilvermeeuw", VERA, WEEK, ROL),
    ("gevraagd, verzoek", B, "Zilvermeeuw", DICK, SOON, VROEG),
    ("gevraagd, verzoek", B, "Zilvermeeuw", DICK, WEEK, OK),
    ("gevraagd, vergissing", B, "Zilvermeeuw", DICK, MONDAY, OK),
    ("gevraagd, vergissing", B, "Zilvermeeuw", NOOR, MONDAY, ZELF),
    ("gevraagd door Dick", B, "Zilvermeeuw", DICK, WEEK, ZELF),
    ("gevraagd door Dick", B, "Zilvermeeuw", NOOR, WEEK, ANDER),
    ("gevraagd door Dick", B, "Zilvermeeuw", MIRJAM_DIRECTIE, WEEK, OK),
    ("gevraagd door Dick, tweede Noor", B, "Zilvermeeuw", NOOR, WEEK, OK),
    ("gevraagd door Dick, tweede Noor", B, "Zilvermeeuw", NOOR, SOON, VROEG),
    ("gevraagd, tweede Mirjam", B, "Zilvermeeuw", MIRJAM, WEEK, OK),
    ("gevraagd, tweede Mirjam", B, "Zilvermeeuw", DICK, WEEK, OK),
    ("gevraagd, tweede Mirjam, afgeschermd", B, "Zilvermeeuw", MIRJAM, WEEK, ROL),
    ("gevraagd, tweede Mirjam, afgeschermd", B, "Zilvermeeuw", DICK, WEEK, OK),
    ("gevraagd, Dick afgeschermd", B, "Zilvermeeuw", DICK, WEEK, ROL),
    ("gevraagd, Dick afgeschermd", B, "Zilvermeeuw", VERA, WEEK, OK),
    ("ingetrokken", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("ingetrokken door Dick", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("opnieuw gevraagd", B, "Zilvermeeuw", DICK, WEEK, OK),
    ("gevraagd, nieuw signaal", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("gevraagd, acuut gevaar", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("gevraagd, nazorg", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("gevraagd, gecorrigeerd", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("vergissing, signaal erbij", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("gevraagd, collega leest mee", B, "Zilvermeeuw", DICK, WEEK, OK),
    ("gevraagd, overgedragen", B, "Zilvermeeuw", DICK, WEEK, LEEG),
    ("vernietigd", B, "Zilvermeeuw", DICK, WEEK, WEG),
]


@over("state, kind, said, by, on, verdict", VERDICTS)
def test_each_state_with_each_event(state: str, kind, said: str, by: User, on: date, verdict: str) -> None:
    """R21, R22."""
    dossier = STATES[state]()
    given = {V: {"grond": said}, T: {}, B: {"codenaam": said}}[kind]
    raw = fitting(dossier, kind, **given)
    found = vastleggen.objections(dossier, kind, raw, by=by, on=on)
    assert " ".join(found.values()) == verdict
    if not verdict:
        after = record(dossier, kind, by=by, on=on, **given)
        assert (after.fase is Fase.VERNIETIGD) == (kind is B)
        assert (vernietigen.gevraagd(after) is not None) == (kind is V)


def test_every_state_is_tried() -> None:
    assert {row[0] for row in VERDICTS} == set(STATES) and len(VERDICTS) >= 40


SECOND = [(NOOR, KIES), (MIRJAM, OK), (DICK, OK), (VERA, "Kies een van de namen."), (MIRJAM_DIRECTIE, OK)]


@over("who, verdict", SECOND)
def test_who_may_be_chosen_to_confirm(who: User, verdict: str) -> None:
    raw = answers(V, grond=TERMIJN, tweede=written(who))
    said = vastleggen.objections(gesloten(), V, raw, by=NOOR, on=MONDAY)
    assert bool(said) == bool(verdict) and set(said) <= {"tweede"}
    if verdict == KIES:
        assert said == {"tweede": KIES}


def test_somebody_excluded_cannot_be_chosen() -> None:
    raw = answers(V, grond=TERMIJN, tweede=written(DICK))
    assert vastleggen.objections(shut(gesloten(), DICK, VERA), V, raw, by=NOOR, on=MONDAY) == {"tweede": KIES}


def test_who_could_confirm_and_who_confirms() -> None:
    everybody = [PERSON[each.id] for each in (NOOR, MIRJAM, DICK, VERA, LARS, BEA)]
    could = vernietigen.second_people(gesloten(), everybody, NOOR.id)
    assert [each.id for each in could] == ["mirjam", "dick"]
    assert vernietigen.second_people(gesloten(), [PERSON["noor"], PERSON["lars"]], NOOR.id) == []
    asked = vernietigen.gevraagd(asks(gesloten(), tweede=MIRJAM))
    assert asked
    assert [each.id for each in vernietigen.who_confirms(gesloten(), everybody, asked)] == ["mirjam", "dick"]
    plain = vernietigen.gevraagd(asks(gesloten()))
    assert plain
    assert [each.id for each in vernietigen.who_confirms(gesloten(), everybody, plain)] == ["dick"]


def test_what_stap_2_asks_says_who_and_what_was_looked_at() -> None:
    ended = record(
        work(after_stap(1), 2, without=UitkomstStap2), UitkomstStap2, uitkomst="geen_indicatie", buiten=["mail", "lvs"]
    )
    assert vernietigen.gevraagd(ended) is None, "stap 2 is not closed yet"
    asked = vernietigen.gevraagd(te_vernietigen())
    assert asked and (asked.grond, asked.by, asked.vanaf, asked.geschreven_door) == (
        Grond.GEEN_INDICATIE, "noor", MONDAY, "noor",
    )  # fmt: skip
    assert ended.records[-1].waarde("buiten") == ["lvs", "mail"]


def test_only_no_indication_and_a_mistake_need_no_days_to_think() -> None:
    assert {each.value: WACHTEN[each].dagen for each in Grond} == {
        "geen_indicatie": 0, "bewaartermijn": 7, "verzoek": 7, "vergissing": 0,
    }  # fmt: skip


def test_a_request_waits_for_the_directie_or_for_who_was_chosen_once_the_days_are_over() -> None:
    """The term for confirming begins when it may be confirmed: nobody is late with what cannot be done yet."""
    plain, chosen = asks(gesloten()), asks(gesloten(), tweede=MIRJAM)
    excluded = STATES["gevraagd, tweede Mirjam, afgeschermd"]()
    expected = [(plain, (Role.DIRECTIE, "")), (chosen, (Role.IB_ER, "mirjam")), (excluded, (Role.DIRECTIE, ""))]
    for dossier, owner in expected:
        (waits,) = [each for each in verplichtingen(dossier, {}) if each.soort is Soort.VERNIETIGEN]
        assert (waits.owner, waits.person) == owner
        assert (waits.since, waits.due_on) == (WEEK, WEEK + timedelta(days=2))
        assert waits.offers is VernietigingBevestigd and not waits.is_movable
    withdrawn = STATES["ingetrokken"]()
    assert not [each for each in verplichtingen(withdrawn, {}) if each.soort is Soort.VERNIETIGEN]


def test_an_answer_to_the_directie_keeps_the_request() -> None:
    asked = record(after_stap(1), Ontvangst, kennisgeving=last_message(after_stap(1)), reactie="vraag")
    wanted = asks(asked, VERGISSING)
    answered = record(wanted, AntwoordAanDirectie, kennisgeving=last_message(wanted))
    assert vernietigen.gevraagd(answered) is not None
