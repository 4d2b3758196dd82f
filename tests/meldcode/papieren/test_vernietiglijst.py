"""What stands on a list of dossiers to destroy, what is said of those that cannot go, and what is ticked and typed."""

from datetime import date, timedelta

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.papieren import vernietiglijst
from meldcode.papieren.verklaring import Inhoud
from meldcode.papieren.vernietiglijst import AANTAL, GEZIEN, Regel
from meldcode.rollen import User
from meldcode.vastleggingen import Bewaarstop, VernietigingGevraagd
from meldcode.vastleggingen.einde.vernietigen import Buiten
from tests.builders import record
from tests.cast import DICK, LARS, MIRJAM, NOOR
from tests.meldcode.bewaren.closed import happened
from tests.over import over

DUE = date(2028, 11, 9)
WEEK = DUE + timedelta(days=7)
GOES = Inhoud({"vastlegging": 25, "foto": 1}, date(2026, 11, 2), date(2026, 11, 9))


def closed(events: str = "") -> Dossier:
    return happened("elders", f"gezien klaar {events}")


def asked(dossier: Dossier, grond: str = "bewaartermijn") -> Dossier:
    return record(dossier, VernietigingGevraagd, on=DUE, grond=grond)


def line(dossier: Dossier, by: User = NOOR, on: date = DUE) -> Regel:
    return vernietiglijst.regel(dossier, GOES, by, on)


def test_it_says_why_a_dossier_may_go_and_what_goes_and_nothing_about_a_child() -> None:
    found = line(closed())
    assert found.waarom == (
        "Afgesloten met: De leerling is naar een andere school. Zo stelt Meldroute het voor (vast te stellen door het "
        "bestuur). Dit dossier wordt bewaard tot do 9 november 2028: twee jaar na het afsluiten op ma 9 november 2026, "
        "want de dag van vertrek is niet vastgelegd."
    )
    assert found.weg == "25 vastleggingen, 1 foto, van ma 2 november 2026 tot en met ma 9 november 2026."
    assert found.mee and "Sem" not in f"{found}"


ZELF = "U vroeg zelf om dit dossier te vernietigen. Iemand anders bevestigt het."
VROEG = "Bevestigen kan vanaf do 16 november 2028. Zo is er tijd om erop terug te komen."
APART = "Dit dossier is om een andere reden gevraagd. Bevestig het apart, met de codenaam."
STOP = "Er geldt een bewaarstop sinds vr 6 november 2026. Reden: Een klacht, of het jaar waarin een klacht nog kan."
LOOPT = "De bewaartermijn loopt nog: tot do 9 november 2028."
ANDER = "De directie bevestigt dit, of de collega die daarvoor is gekozen."
# The dossier, whoever reads the list, on which day, and why it does not go with the others.
LINES = [
    (closed(), NOOR, DUE, ""),
    (closed(), DICK, DUE, ""),
    (closed(), LARS, DUE, "Met uw rol kunt u dit niet vastleggen."),
    (closed(), NOOR, DUE - timedelta(days=1), LOOPT),
    (closed("stop"), NOOR, DUE, STOP),
    (closed("stop voorstel eens"), NOOR, DUE, ""),
    (asked(closed()), DICK, WEEK, ""),
    (asked(closed()), DICK, DUE, VROEG),
    (asked(closed()), NOOR, WEEK, ZELF),
    (asked(closed()), MIRJAM, WEEK, ANDER),
    (record(asked(closed()), Bewaarstop), DICK, WEEK, STOP),
    (asked(closed(), "vergissing"), DICK, WEEK, APART),
]


@over("dossier, by, on, why", LINES)
def test_why_one_does_not_go_with_the_others(dossier: Dossier, by: User, on: date, why: str) -> None:
    assert line(dossier, by, on).waarom_niet == why


def test_a_list_is_named_by_what_was_read_of_each() -> None:
    lines = [line(closed()), line(closed("stop"))]
    found = vernietiglijst.lijst(lines)
    assert found.aantal == 1 and len(found.digest) == 64 and found == vernietiglijst.lijst(lines[:1])
    less = vernietiglijst.regel(closed(), Inhoud({"vastlegging": 24}, None, None), NOOR, DUE)
    assert vernietiglijst.lijst([less]).digest != found.digest


MANY = "Uit deze lijst gaan 25 dossiers mee. Kijk de lijst na, en typ het aantal in cijfers."


@over(
    "read, typed, number, said",
    [
        (True, "25", 25, {}),
        (True, " 25 ", 25, {}),
        (True, "1", 1, {}),
        (False, "25", 25, {GEZIEN: "Lees de lijst, en kruis dit dan aan."}),
        (True, "", 25, {AANTAL: MANY}),
        (True, "vijfentwintig", 25, {AANTAL: MANY}),
        (True, "24", 25, {AANTAL: MANY}),
        (True, "2", 1, {AANTAL: MANY.replace("gaan 25 dossiers", "gaat één dossier")}),
        (False, "2", 25, {GEZIEN: "Lees de lijst, en kruis dit dan aan.", AANTAL: MANY}),
    ],
)
def test_it_is_ticked_and_counted(read: bool, typed: str, number: int, said: dict[str, str]) -> None:
    assert vernietiglijst.bezwaren(read, typed, number) == said


def test_each_is_asked_with_its_own_term_for_a_reason() -> None:
    found = vernietiglijst.vraag(closed(), [Buiten.MAIL], DUE)
    assert found.waarom.startswith("Gevraagd in een lijst. Dit dossier wordt bewaard tot do 9 november 2028")
    assert found.buiten == {Buiten.MAIL} and vernietiglijst.vraag(closed(), [], DUE).buiten is None
    with pytest.raises(Geweigerd, match="al gevraagd"):
        vernietiglijst.vraag(asked(closed()), [], DUE)
    assert vernietiglijst.bevestiging(asked(closed())).codenaam == closed().codenaam
