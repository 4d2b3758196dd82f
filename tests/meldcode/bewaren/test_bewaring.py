"""Every state of a dossier × what may happen to it: why it may not be destroyed yet, in the words of the screen."""

from datetime import date

import pytest

from meldcode.bewaren import bewaring as module
from meldcode.bewaren.bewaring import Bewaring, bewaring, mag_weg
from meldcode.termijnen.bewaarbeleid import Beleid
from tests.cast import MONDAY
from tests.meldcode.bewaren.closed import EVENTS, STATES, beleid_of, happened
from tests.over import over

# The sentences, by the word that stands for each in the table.
SAID = {
    "loopt": "Dit dossier loopt nog. De bewaartermijn begint pas als het is afgesloten.",
    "bij-ander": "Dit dossier hoort bij een ander dossier, en gaat daarmee mee.",
    "berichten": "De directie heeft nog niet elk bericht gezien.",
    "vraag": "De directie stelde een vraag die nog niet is beantwoord.",
    "kijken": "Er is afgesproken om na het afsluiten nog te kijken hoe het gaat.",
    "nieuw": "Na het afsluiten is op di 1 december 2026 nog iets vastgelegd. Kijk eerst hoe het nu gaat.",
    "stop": "Er geldt een bewaarstop sinds vr 6 november 2026. Reden: Een klacht, of het jaar waarin een klacht nog "
    "kan.",
    "politie": "Er geldt een bewaarstop sinds vr 6 november 2026. Reden: Politie of Openbaar Ministerie vraagt erom.",
    "stop-voorstel": "Er geldt een bewaarstop sinds vr 6 november 2026. Reden: Een klacht, of het jaar waarin een "
    "klacht nog kan. Er is voorgesteld die te beëindigen; iemand anders bevestigt dat.",
    "verzoek": "Er loopt een verzoek dat nog niet is beslist.",
    "2027": "De bewaartermijn loopt nog: tot di 9 november 2027.",
    "2028": "De bewaartermijn loopt nog: tot do 9 november 2028.",
    "2029": "De bewaartermijn loopt nog: tot vr 9 november 2029.",
    "2031": "De bewaartermijn loopt nog: tot zo 9 november 2031.",
    "contact": "De bewaartermijn loopt nog: tot wo 1 december 2027.",
    "contact-4": "De bewaartermijn loopt nog: tot za 9 november 2030.",
    "vertrek-2": "De bewaartermijn loopt nog: tot vr 16 juli 2032.",
    "vertrek-5": "De bewaartermijn loopt nog: tot ma 16 juli 2035.",
    "uiterlijk-2": "De bewaartermijn loopt nog: tot ma 31 juli 2034.",
    "uiterlijk-3": "De bewaartermijn loopt nog: tot di 31 juli 2035.",
    "uiterlijk-5": "De bewaartermijn loopt nog: tot vr 31 juli 2037.",
}
# State, what the board chose, what happened since, the day, and what then keeps it from being destroyed.
DONE, LEFT = "gezien klaar", "gezien klaar vertrekt@16-07-2030"
ROWS = [
    # While it runs, no term does; a bewaarstop can be in force already.
    ("loopt", "-", "", "9-11-2026", "loopt"),
    ("loopt", "-", "stop", "9-11-2026", "loopt stop"),
    ("loopt", "-", "stop", "9-11-2046", "loopt stop"),
    ("loopt", "-", "stop voorstel eens", "9-11-2026", "loopt"),
    ("loopt", "-", "vertrekt@16-07-2030", "9-11-2046", "loopt"),
    ("opvolging", "-", "gezien", "9-11-2046", "loopt"),
    ("opvolging", "weg", "gezien politie", "9-11-2046", "loopt politie"),
    # No indication, and the route: destroyed at once, with the message that the directie confirms by it.
    ("te vernietigen", "-", "", "9-11-2026", "berichten"),
    ("te vernietigen", "-", "vraagt", "9-11-2026", "vraag"),
    ("te vernietigen", "-", "vraagt antwoordt", "9-11-2026", "berichten"),
    ("te vernietigen", "-", "stop", "9-11-2026", "berichten stop"),
    ("te vernietigen", "-", "stop voorstel", "9-11-2026", "berichten stop-voorstel"),
    ("te vernietigen", "-", "stop voorstel oneens", "9-11-2026", "berichten stop"),
    ("te vernietigen", "-", "stop voorstel eens", "9-11-2026", "berichten"),
    ("te vernietigen", "-", "hoort@01-12-2026", "2-12-2026", "berichten nieuw"),
    ("te vernietigen", "-", "hoort@01-12-2026 klaar@02-12-2026", "2-12-2026", "berichten"),
    ("te vernietigen", "-", "signaal", "9-11-2026", "loopt"),
    ("te vernietigen", "-", "gevaar", "9-11-2026", "loopt"),
    ("te vernietigen", "verzegeld", "", "9-11-2026", "berichten"),
    ("te vernietigen", "vijf", "", "9-11-2026", "berichten"),
    # No indication, sealed as long as a complaint is possible.
    ("verzegeld", "verzegeld", "", "9-11-2026", "2027 berichten"),
    ("verzegeld", "verzegeld", "gezien", "9-11-2026", "2027"),
    ("verzegeld", "verzegeld", "gezien", "8-11-2027", "2027"),
    ("verzegeld", "verzegeld", "gezien", "9-11-2027", ""),
    ("verzegeld", "verzegeld", "gezien stop", "9-11-2027", "stop"),
    ("verzegeld", "verzegeld", "gezien stop voorstel", "9-11-2027", "stop-voorstel"),
    ("verzegeld", "verzegeld", "gezien stop voorstel eens", "9-11-2027", ""),
    ("verzegeld", "verzegeld", "gezien stop voorstel oneens", "9-11-2027", "stop"),
    ("verzegeld", "verzegeld", "gezien stop politie voorstel eens", "9-11-2027", "stop"),
    ("verzegeld", "-", "gezien", "9-11-2026", "2027"),
    ("verzegeld", "-", "gezien", "9-11-2027", ""),
    ("verzegeld", "-", "gezien stop voorstel eens", "9-11-2026", ""),
    ("verzegeld", "vijf", "gezien", "9-11-2027", "uiterlijk-5"),
    ("verzegeld", "vijf", "gezien vertrekt@16-07-2030", "9-11-2034", "vertrek-5"),
    # No indication, kept as another file.
    ("bewaard", "bewaren", "gezien", "9-11-2027", "uiterlijk-2"),
    ("bewaard", "bewaren", "", "31-7-2034", "berichten"),
    ("bewaard", "bewaren", "gezien", "31-7-2034", ""),
    ("bewaard", "bewaren", "gezien vertrekt@16-07-2030", "15-7-2032", "vertrek-2"),
    ("bewaard", "bewaren", "gezien vertrekt@16-07-2030", "16-7-2032", ""),
    ("bewaard", "bewaren", "gezien signaal", "31-7-2034", "loopt"),
    ("bewaard", "weg", "gezien", "9-11-2026", ""),
    # No suspicion after the weighing.
    ("geen vermoeden", "-", "", "9-11-2026", "uiterlijk-2 berichten kijken"),
    ("geen vermoeden", "-", "gezien", "9-11-2026", "uiterlijk-2 kijken"),
    ("geen vermoeden", "-", "gezien kijkt", "31-7-2034", "kijken"),
    ("geen vermoeden", "-", DONE, "31-7-2034", ""),
    ("geen vermoeden", "-", f"{DONE} hoort@01-12-2026", "31-7-2034", "nieuw"),
    ("geen vermoeden", "-", f"{DONE} hoort@01-12-2026 klaar@02-12-2026", "31-7-2034", ""),
    ("geen vermoeden", "-", f"{DONE} signaal", "31-7-2034", "loopt"),
    ("geen vermoeden", "-", f"{DONE} gevaar", "31-7-2034", "loopt"),
    ("geen vermoeden", "weg", "", "9-11-2026", "berichten kijken"),
    ("geen vermoeden", "weg", DONE, "9-11-2026", ""),
    ("geen vermoeden", "weg", f"{DONE} politie", "9-11-2026", "politie"),
    ("geen vermoeden", "vijf", DONE, "9-11-2026", "uiterlijk-5"),
    # The help is finished.
    ("hulp", "-", DONE, "30-7-2034", "uiterlijk-2"),
    ("hulp", "-", DONE, "31-7-2034", ""),
    ("hulp", "-", LEFT, "15-7-2032", "vertrek-2"),
    ("hulp", "-", LEFT, "16-7-2032", ""),
    ("hulp", "vijf", LEFT, "16-7-2032", "vertrek-5"),
    ("hulp", "drie", DONE, "9-11-2026", "uiterlijk-3"),
    ("hulp", "contact", DONE, "9-11-2026", "2027"),
    ("hulp", "contact", f"{DONE} hoort@01-12-2026", "9-11-2027", "contact nieuw"),
    ("hulp", "contact", f"{DONE} hoort@01-12-2026 klaar@01-12-2026", "1-12-2027", ""),
    ("hulp", "-", f"{LEFT} stop", "16-7-2032", "stop"),
    # It was reported, and others go on.
    ("melding", "-", DONE, "9-11-2026", "uiterlijk-2"),
    ("melding", "contact", DONE, "9-11-2027", "contact-4"),
    ("melding", "contact", DONE, "9-11-2030", ""),
    ("melding", "-", f"{DONE} stop politie", "31-7-2034", "stop politie"),
    # The pupil went to another school: from the day they left, or else from the closing.
    ("elders", "-", DONE, "9-11-2026", "2028"),
    ("elders", "-", DONE, "9-11-2028", ""),
    ("elders", "vijf", DONE, "9-11-2026", "2031"),
    ("elders", "drie", DONE, "9-11-2026", "2029"),
    ("elders", "-", LEFT, "15-7-2032", "vertrek-2"),
    ("elders", "vijf", LEFT, "16-7-2035", ""),
    ("elders", "-", "gezien", "9-11-2028", "kijken"),
    ("elders", "-", f"{DONE} hoort@01-12-2026", "9-11-2028", "nieuw"),
    # What was added to another dossier goes with that one.
    ("hoort bij", "-", "", "9-11-2046", "bij-ander"),
    ("hoort bij", "weg", "", "9-11-2046", "bij-ander"),
    ("hoort bij", "-", "signaal", "9-11-2046", "loopt"),
]


@pytest.fixture(autouse=True)
def _a_pupil_can_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that says on which day the pupil left, as a later release may have it."""
    monkeypatch.setitem(module.BEGINT, "Vertrok", "op")


def day_of(text: str) -> date:
    day, month, year = map(int, text.split("-"))
    return date(year, month, day)


def said(words: str) -> tuple[str, ...]:
    return tuple(SAID[each] for each in words.split())


@over("state, chosen, events, day, words", ROWS)
def test_this_keeps_it_from_being_destroyed(state: str, chosen: str, events: str, day: str, words: str) -> None:
    dossier = happened(state, events)
    assert mag_weg(dossier.standing, beleid_of(chosen), day_of(day)) == said(words)


def test_the_table_has_every_state_every_event_and_every_sentence() -> None:
    used = [(row[0], *(each.partition("@")[0] for each in row[2].split()), *row[4].split()) for row in ROWS]
    words = {each for row in used for each in row}
    assert words >= set(STATES) | set(EVENTS) | (set(SAID) - {"verzoek"}) and len(ROWS) == len(set(ROWS)) > 75


def test_what_else_is_open_holds_it_too_and_is_asked_with_the_records_and_the_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier, asked = happened("geen vermoeden", DONE), []

    def runs(records: object, day: date) -> str | None:
        asked.append((records, day))
        return SAID["verzoek"]

    monkeypatch.setattr(module, "HOUDT_OP", (lambda _records, _day: None, runs))
    assert mag_weg(dossier.standing, beleid_of("weg"), MONDAY) == said("verzoek")
    assert asked == [(dossier.standing, MONDAY)]


# What the screen says of a term


def kept(state: str, chosen: str = "-", events: str = DONE) -> Bewaring:
    return bewaring(happened(state, events).standing, beleid_of(chosen), MONDAY)


@over(
    "state, chosen, events, zin",
    [
        (
            "hulp", "-", DONE,
            "Dit dossier wordt bewaard tot twee jaar nadat de leerling van school is. Wanneer dat is, ligt nog niet "
            "vast: uiterlijk za 31 juli 2032 (Wet op het primair onderwijs, artikel 39). Het dossier kan dan weg vanaf "
            "ma 31 juli 2034.",
        ),
        (
            "hulp", "vijf", LEFT,
            "Dit dossier wordt bewaard tot ma 16 juli 2035: vijf jaar na het vertrek van de leerling op di 16 juli "
            "2030.",
        ),
        (
            "elders", "-", DONE,
            "Dit dossier wordt bewaard tot do 9 november 2028: twee jaar na het afsluiten op ma 9 november 2026, want "
            "de dag van vertrek is niet vastgelegd.",
        ),
        (
            "hulp", "contact", DONE,
            "Dit dossier wordt bewaard tot di 9 november 2027: één jaar na het laatste contact op ma 9 november 2026.",
        ),
        (
            "verzegeld", "verzegeld", "gezien",
            "Dit dossier wordt verzegeld bewaard tot di 9 november 2027. Tot dan leest niemand het.",
        ),
        (
            "verzegeld", "verzegeld", "gezien stop",
            "Dit dossier wordt bewaard tot di 9 november 2027: één jaar na het afsluiten op ma 9 november 2026.",
        ),
        (
            "te vernietigen", "-", "",
            "Dit dossier hoeft niet te worden bewaard: het wordt vernietigd als twee mensen dat bevestigen.",
        ),
        ("loopt", "-", "", SAID["loopt"]),
        ("hoort bij", "-", "", SAID["bij-ander"]),
    ],
)  # fmt: skip
def test_until_when_it_is_kept_is_said_with_what_starts_it(state: str, chosen: str, events: str, zin: str) -> None:
    assert kept(state, chosen, events).zin == zin


def test_why_is_said_with_who_decided_it() -> None:
    assert kept("hulp").waarom == (
        "Afgesloten met: De leerling is veilig en de hulp is afgerond. Zo stelt Meldroute het voor (vast te stellen "
        "door het bestuur)."
    )
    assert kept("hulp", "vijf").waarom.endswith(" Zo besloot het bestuur.") and kept("loopt", events="").waarom == ""


@over(
    "geboren, leaves",
    [
        ("14-03-2018", "31-7-2032"),
        ("31-07-2018", "31-7-2032"),
        ("01-08-2018", "31-7-2033"),
        ("2018", "31-7-2033"),
        ("07-2018", "31-7-2032"),
        ("onbekend", "31-7-2037"),
    ],
)
def test_a_pupil_leaves_at_the_latest_in_the_year_of_being_fourteen(geboren: str, leaves: str) -> None:
    """WPO, article 39; with no birth date: whoever was a pupil when it was opened was four at least."""
    dossier = happened("hulp", "")
    first = dossier.records[0]
    answers = tuple(a._replace(waarde=geboren) if a.naam == "geboren" else a for a in first.antwoorden)
    records = (first._replace(antwoorden=answers), *dossier.records[1:])
    found = bewaring(records, Beleid(), MONDAY)
    assert found.sinds == day_of(leaves) and found.is_uiterlijk
