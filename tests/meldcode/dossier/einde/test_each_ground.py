"""Each state of a dossier with each ground to destroy it, before and after its term, and the sentence the screen says.

With the tables of ``tests/meldcode/bewaren/test_bewaring.py`` (what happens to a term) and ``test_vernietigen.py`` (who
asks, confirms and withdraws) these are all states and events of keeping, requests, holds and destroying. Verdicts are
written by hand.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from meldcode.bewaren.verband import Verband
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vernietigen import bezwaren
from meldcode.vastleggingen.einde.vernietigen import Grond
from tests.builders import in_opvolging
from tests.cast import MONDAY
from tests.meldcode.bewaren.closed import EVENTS, happened
from tests.meldcode.dossier.einde.test_vernietigen import VERDICTS
from tests.meldcode.verzoeken.asked import asks, then
from tests.over import over

WISSEN = "- leerling wissen"
LATER = date(2028, 11, 9)
"""The first day on which the term of the dossiers below is over."""


def closed(events: str = "") -> Dossier:
    return happened("elders", f"gezien klaar {events}")


def of_sixteen(dossier: Dossier) -> Dossier:
    """The same, of a former pupil who decides alone."""
    first = dossier.records[0]
    answers = tuple(a._replace(waarde="09-11-2010") if a.naam == "geboren" else a for a in first.antwoorden)
    return replace(dossier, records=(first._replace(antwoorden=answers), *dossier.records[1:]))


def erased(said: str) -> Dossier:
    """Asked to erase it, and what was decided."""
    return then(asks(of_sixteen(closed()), WISSEN), f"09-11 besluit {said}")


def tied(dossier: Dossier, *names: str) -> Dossier:
    """A sister has a dossier that runs; the code names that whoever reads this may know."""
    return replace(dossier, verband=Verband(houdt_vast=True, namen=names))


STATES: Mapping[str, Callable[[], Dossier]] = {
    "loopt": lambda: happened("loopt", ""),
    "loopt, stop": lambda: happened("loopt", "stop"),
    "loopt, verzoek": lambda: asks(happened("loopt", ""), WISSEN),
    "opvolging": lambda: happened("opvolging", ""),
    "gemeld": lambda: in_opvolging("5b"),
    "dicht": closed,
    "dicht, stop": lambda: closed("stop"),
    "dicht, voorstel": lambda: closed("stop voorstel"),
    "dicht, oneens": lambda: closed("stop voorstel oneens"),
    "dicht, eens": lambda: closed("stop voorstel eens"),
    "dicht, zus": lambda: tied(closed(), "Beuk 3"),
    "dicht, twee zussen": lambda: tied(closed(), "Beuk 3", "Eik 7"),
    "dicht, zus onbekend": lambda: tied(closed()),
    "dicht, verzoek": lambda: asks(closed(), WISSEN),
    "dicht, geweigerd": lambda: erased("nee"),
    "dicht, toegewezen": lambda: erased("ja"),
    "dicht, toegewezen, stop": lambda: EVENTS["stop"](erased("ja"), MONDAY),
    "dicht, toegewezen, zus": lambda: tied(erased("ja"), "Beuk 3"),
    "hoort bij": lambda: happened("hoort bij", ""),
    "geen indicatie": lambda: happened("te vernietigen", ""),
    "geen indicatie, stop": lambda: happened("te vernietigen", "stop"),
    "geen indicatie, verzoek": lambda: asks(happened("te vernietigen", ""), WISSEN),
    "geen indicatie, geweigerd": lambda: then(
        asks(of_sixteen(happened("te vernietigen", "")), WISSEN), "09-11 besluit nee"
    ),
    "geen indicatie, zus": lambda: tied(happened("te vernietigen", ""), "Beuk 3"),
    "verzegeld": lambda: happened("verzegeld", "gezien"),
    "verzegeld, zus": lambda: tied(happened("verzegeld", "gezien")),
}

SAID = {
    "loopt": "Sluit het dossier eerst af. Zolang de route loopt, is nodig wat erin staat.",
    "geen-termijn": "Dit dossier loopt nog. De bewaartermijn begint pas als het is afgesloten.",
    "termijn": "De bewaartermijn loopt nog: tot do 9 november 2028.",
    "zegel": "De bewaartermijn loopt nog: tot di 9 november 2027.",
    "niet-toegewezen": "In dit dossier is niet besloten om het op verzoek te wissen. Leg eerst het verzoek vast, en "
    "besluit daarover.",
    "gemeld": "In dit dossier staat een melding. Dan is het niet bij vergissing geopend. Corrigeer wat er niet klopt, "
    "en sluit het dossier daarna af.",
    "stop": "Er geldt een bewaarstop sinds vr 6 november 2026. Reden: Een klacht, of het jaar waarin een klacht nog "
    "kan.",
    "voorstel": "Er is voorgesteld die te beëindigen; iemand anders bevestigt dat.",
    "zus": "Dit dossier wordt bewaard zolang dossier Beuk 3 van een broer of zus loopt.",
    "zussen": "Dit dossier wordt bewaard zolang de dossiers Beuk 3 en Eik 7 van broers of zussen lopen.",
    "nodig": "Dit dossier is nog nodig, en wordt daarom langer bewaard.",
    "verzoek": "Er loopt een verzoek om te wissen, ontvangen op vr 6 november 2026.",
    "rechter": "Een verzoek om te wissen is geweigerd. Tot en met ma 21 december 2026 kan dat naar de rechter.",
    "hoort-bij": "Dit dossier hoort bij een ander dossier, en wordt daarmee vernietigd.",
    "gaat-mee": "Dit dossier hoort bij een ander dossier, en gaat daarmee mee.",
    "bericht": "De directie heeft nog niet elk bericht gezien.",
}
T, W, V, G = Grond.BEWAARTERMIJN, Grond.VERZOEK, Grond.VERGISSING, Grond.GEEN_INDICATIE
# State, ground, what is said before its term is over, and what after; the same where there is one.
ROWS: list[tuple[str, Grond, str, str]] = [
    ("loopt", T, "loopt geen-termijn", "loopt geen-termijn"),
    ("loopt", W, "loopt niet-toegewezen", "loopt niet-toegewezen"),
    ("loopt", V, "", ""),
    ("loopt, stop", T, "loopt geen-termijn stop", "loopt geen-termijn stop"),
    ("loopt, stop", W, "loopt niet-toegewezen stop", "loopt niet-toegewezen stop"),
    ("loopt, stop", V, "stop", "stop"),
    ("loopt, verzoek", T, "loopt geen-termijn verzoek", "loopt geen-termijn verzoek"),
    ("loopt, verzoek", W, "loopt niet-toegewezen verzoek", "loopt niet-toegewezen verzoek"),
    ("loopt, verzoek", V, "verzoek", "verzoek"),
    ("opvolging", T, "loopt geen-termijn", "loopt geen-termijn"),
    ("opvolging", W, "loopt niet-toegewezen", "loopt niet-toegewezen"),
    ("opvolging", V, "", ""),
    ("gemeld", T, "loopt geen-termijn", "loopt geen-termijn"),
    ("gemeld", V, "gemeld", "gemeld"),
    ("dicht", T, "termijn", ""),
    ("dicht", W, "niet-toegewezen", "niet-toegewezen"),
    ("dicht", V, "", ""),
    ("dicht, stop", T, "termijn stop", "stop"),
    ("dicht, stop", W, "niet-toegewezen stop", "niet-toegewezen stop"),
    ("dicht, stop", V, "stop", "stop"),
    ("dicht, voorstel", T, "termijn stop voorstel", "stop voorstel"),
    ("dicht, voorstel", W, "niet-toegewezen stop voorstel", "niet-toegewezen stop voorstel"),
    ("dicht, voorstel", V, "stop voorstel", "stop voorstel"),
    ("dicht, oneens", T, "termijn stop", "stop"),
    ("dicht, oneens", V, "stop", "stop"),
    ("dicht, eens", T, "termijn", ""),
    ("dicht, eens", W, "niet-toegewezen", "niet-toegewezen"),
    ("dicht, eens", V, "", ""),
    # What a sister's dossier holds is the term. A granted request and a mistake do not wait for it.
    ("dicht, zus", T, "termijn zus", "zus"),
    ("dicht, zus", W, "niet-toegewezen", "niet-toegewezen"),
    ("dicht, zus", V, "", ""),
    ("dicht, twee zussen", T, "termijn zussen", "zussen"),
    ("dicht, zus onbekend", T, "termijn nodig", "nodig"),
    ("dicht, zus onbekend", V, "", ""),
    ("dicht, verzoek", T, "termijn verzoek", "verzoek"),
    ("dicht, verzoek", W, "niet-toegewezen verzoek", "niet-toegewezen verzoek"),
    ("dicht, verzoek", V, "verzoek", "verzoek"),
    # Who was refused may go to court for six weeks, and needs what is in it.
    ("dicht, geweigerd", T, "termijn", ""),
    ("dicht, geweigerd", W, "niet-toegewezen rechter", "niet-toegewezen"),
    ("dicht, geweigerd", V, "rechter", ""),
    ("dicht, toegewezen", T, "termijn", ""),
    ("dicht, toegewezen", W, "", ""),
    ("dicht, toegewezen", V, "", ""),
    ("dicht, toegewezen, stop", T, "termijn stop", "stop"),
    ("dicht, toegewezen, stop", W, "stop", "stop"),
    ("dicht, toegewezen, stop", V, "stop", "stop"),
    ("dicht, toegewezen, zus", T, "termijn zus", "zus"),
    ("dicht, toegewezen, zus", W, "", ""),
    ("hoort bij", T, "hoort-bij gaat-mee", "hoort-bij gaat-mee"),
    ("hoort bij", W, "hoort-bij niet-toegewezen", "hoort-bij niet-toegewezen"),
    ("hoort bij", V, "hoort-bij", "hoort-bij"),
    ("geen indicatie", G, "", ""),
    ("geen indicatie", T, "loopt bericht", "loopt bericht"),
    ("geen indicatie", W, "loopt niet-toegewezen", "loopt niet-toegewezen"),
    ("geen indicatie, stop", G, "stop", "stop"),
    ("geen indicatie, verzoek", G, "verzoek", "verzoek"),
    ("geen indicatie, geweigerd", G, "rechter", ""),
    ("geen indicatie, zus", G, "", ""),
    ("verzegeld", T, "zegel", ""),
    ("verzegeld", W, "niet-toegewezen", "niet-toegewezen"),
    ("verzegeld", V, "", ""),
    ("verzegeld, zus", T, "zegel nodig", "nodig"),
]


@over("state, grond, before, after", ROWS)
def test_this_is_said(state: str, grond: Grond, before: str, after: str) -> None:
    dossier = STATES[state]()
    for day, words in ((MONDAY, before), (LATER, after)):
        assert " ".join(bezwaren(dossier, grond, day)) == " ".join(SAID[each] for each in words.split()), day


def test_the_table_has_every_state_ground_and_sentence_and_with_the_others_there_are_enough() -> None:
    words = {each for row in ROWS for each in f"{row[2]} {row[3]}".split()}
    assert {row[0] for row in ROWS} == set(STATES) and words == set(SAID) and {row[1] for row in ROWS} == set(Grond)
    assert len({row[:2] for row in ROWS}) == len(ROWS) and 2 * len(ROWS) + len(VERDICTS) > 200
