"""Who asks what in which capacity, what followed, and the day: what is due, what runs, and what the page says."""

from typing import NamedTuple

from meldcode.cijfers.cijfers import VERZOEKEN
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.verzoeken.hierna import tot_wanneer, wat_nu
from meldcode.verzoeken.lopend import loopt, toegewezen_wissen
from tests.meldcode.verzoeken.asked import asks, day, last, told
from tests.over import over


class Row(NamedTuple):
    """``due`` is what waits for the houder on that day. ``runs`` is the beginning of what others are told: ``-``:
    nothing. ``says``: how each line on the page begins, between bars. ``born`` is only there when it matters.
    """

    family: str
    asks: str
    then: tuple[str, ...]
    on: str
    due: str
    runs: str
    says: str
    born: str = "14-03-2018"


RUNS, REFUSED = "Er loopt een", "Een {} is geweigerd. Tot en met"
LONGER = "Lukt dat niet? Vertel dan uiterlijk op zo 6 december 2026"
PAST = "De termijn is voorbij."
COURT = "Tot en met ma 21 december 2026 kan deze persoon naar de rechter."
DISPUTED = "Wat betwist is, gebruikt u alleen"
TABLE = [
    # Inzage: four weeks, a month, three months
    Row("A+ B+", "A gezag inzage", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+ B+", "A gezag inzage", (), "06-12", "04-12", RUNS, LONGER),
    Row("A+ B+", "A gezag inzage", (), "07-12", "04-12", RUNS, PAST),
    Row("A+ B+", "A gezag inzage", ("04-12 verlengd",), "07-12", "06-02-2027", RUNS, ""),
    Row("A+ B+", "A gezag inzage", ("06-12 verlengd",), "07-02-2027", "06-02-2027", RUNS, PAST),
    Row("A+ B+", "A gezag inzage", ("09-11 besluit ja",), "10-11", "-", "-", "Geef nu inzage en een kopie."),
    Row("A+ B+", "A gezag inzage", ("09-11 besluit ja gegeven=2",), "10-11", "-", "-", ""),
    Row("A+ B+", "A gezag inzage", ("09-11 besluit deels",), "10-11", "-", "Een verzoek om inzage", f"Geef nu|{COURT}"),
    Row("A+ B+", "A gezag inzage", ("09-11 besluit nee",), "21-12", "-", "Een verzoek om inzage", COURT),
    Row("A+ B+", "A gezag inzage", ("09-11 besluit nee",), "22-12", "-", "-", ""),
    Row("A+ B+", "A gezag inzage", ("09-11 besluit ingetrokken",), "10-11", "-", "-", ""),
    Row(
        "A+ B+",
        "A gezag inzage datum=31-10-2026",
        (),
        "30-11",
        "28-11",
        RUNS,
        "Lukt dat niet? Vertel dan uiterlijk op ma 30",
    ),
    Row("A+ B+", "A gezag inzage datum=31-10-2026", (), "01-12", "28-11", RUNS, PAST),
    # Who asks
    Row(
        "A? B+",
        "A gezag inzage",
        (),
        "09-11",
        "04-12",
        RUNS,
        f"{LONGER}|Leg eerst bij ‘Om de leerling heen’ vast dat Anna",
    ),
    Row("A~ B+", "A gezag inzage", (), "09-11", "04-12", RUNS, f"{LONGER}|Van Anna Bos (ouder) is nog geen papier"),
    Row("A0 B+", "A gezag inzage", (), "09-11", "04-12", RUNS, f"{LONGER}|Leg eerst bij"),
    Row("A0 B+", "A zonder inzage", (), "09-11", "04-12", RUNS, f"{LONGER}|Dit mag een ouder zonder gezag niet vragen"),
    Row("A+ B+", "A gezag inzage identiteit=niet", (), "09-11", "04-12", RUNS, f"{LONGER}|Ga eerst na wie dit vraagt"),
    Row(
        "A+ B+",
        "A gezag inzage namens=ja machtiging=nee",
        (),
        "09-11",
        "04-12",
        RUNS,
        f"{LONGER}|Vraag eerst de machtiging van mr.",
    ),
    Row("A+ B+", "A gezag inzage namens=ja", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+ B+", "AB gezag inzage", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+ B+", "- leerling inzage", (), "09-11", "04-12", RUNS, f"{LONGER}|De leerling is nog geen 12"),
    Row("A+ B+", "- leerling inzage", (), "09-11", "04-12", RUNS, LONGER, "09-11-2014"),
    Row("A+ B+", "- leerling inzage", (), "09-11", "04-12", RUNS, f"{LONGER}|De leerling is nog geen 12", "10-11-2014"),
    Row("A+ B+", "- leerling inzage", (), "09-11", "04-12", RUNS, LONGER, "2014"),
    Row("A+ B+", "- leerling inzage", (), "09-11", "04-12", RUNS, LONGER, "onbekend"),
    Row("A+ B+", "A gezag inzage", (), "09-11", "04-12", RUNS, LONGER, "10-11-2010"),
    Row("A+ B+", "A gezag inzage", (), "09-11", "04-12", RUNS, f"{LONGER}|De leerling is 16 of ouder", "09-11-2010"),
    Row("A+ B+", "A gezag inzage", (), "09-11", "04-12", RUNS, LONGER, "2010"),
    Row("A+", "- ander inzage", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+", "- ander wissen omvang=zelf", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+", "- ander wissen", (), "09-11", "04-12", RUNS, f"{LONGER}|Deze persoon kan alleen vragen|Hoor eerst Anna"),
    # Correction, a statement, restriction, objection
    Row("A+ B+", "A gezag correctie", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+ B+", "A gezag correctie", ("09-11 besluit ja",), "10-11", "-", "-", "Corrigeer nu wat niet klopt"),
    Row(
        "A+ B+",
        "A gezag correctie",
        ("09-11 besluit nee gronden=geen_feit",),
        "10-11",
        "-",
        "Een verzoek om correctie",
        COURT,
    ),
    Row("A+ B+", "A gezag verklaring", (), "09-11", "04-12", RUNS, f"{LONGER}|Neem de verklaring over"),
    Row("A+ B+", "A gezag verklaring", ("09-11 verklaring",), "10-11", "-", "-", ""),
    Row("A+ B+", "A gezag verklaring", ("09-11 besluit nee",), "10-11", "-", "Een verzoek om een eigen", COURT),
    Row("A+ B+", "A gezag beperking", (), "09-11", "04-12", RUNS, f"{LONGER}|{DISPUTED}"),
    Row("A+ B+", "A gezag beperking", ("09-11 besluit ja",), "10-11", "-", "-", DISPUTED),
    Row("A+ B+", "A gezag beperking", ("09-11 besluit ja", "10-11 opgeheven"), "10-11", "-", "-", ""),
    Row("A+ B+", "A gezag beperking", ("09-11 besluit nee gronden=niet_betwist",), "22-12", "-", "-", ""),
    Row("A+ B+", "A gezag bezwaar", (), "09-11", "04-12", "Er loopt een bezwaar", LONGER),
    Row("A+ B+", "A gezag bezwaar", ("09-11 besluit nee gronden=weegt_zwaarder",), "10-11", "-", "Een bezwaar", COURT),
    # Erasing: everybody with gezag is heard, and one parent alone is not enough
    Row("A+ B+", "A gezag wissen", (), "09-11", "04-12", RUNS, f"{LONGER}|Hoor eerst Bas Bos (ouder) over wissen."),
    Row("A+ B?", "A gezag wissen", (), "09-11", "04-12", RUNS, f"{LONGER}|Hoor eerst Bas"),
    Row("A+ B0", "A gezag wissen", (), "09-11", "04-12", RUNS, LONGER),
    Row("A+ B+", "A gezag wissen omvang=zelf", (), "09-11", "04-12", RUNS, LONGER),
    Row(
        "A+ B+",
        "A gezag wissen",
        ("09-11 gehoord B bezwaar",),
        "09-11",
        "04-12",
        RUNS,
        f"{LONGER}|Bas Bos (ouder) is het niet eens",
    ),
    Row(
        "A+ B+",
        "A gezag wissen",
        ("09-11 gehoord B zwijgt",),
        "09-11",
        "04-12",
        RUNS,
        f"{LONGER}|Bas Bos (ouder) heeft niet gereageerd",
    ),
    Row(
        "A+ B+",
        "A gezag wissen",
        ("09-11 gehoord B bezwaar", "10-11 gehoord B akkoord"),
        "10-11",
        "04-12",
        RUNS,
        LONGER,
    ),
    Row("A+ B+", "AB gezag wissen", ("09-11 besluit ja",), "10-11", "-", "-", "Laat het dossier nu vernietigen."),
    Row("A+ B+", "AB gezag wissen omvang=deel", ("09-11 besluit ja",), "10-11", "-", "-", "Haal nu weg"),
    Row(
        "A+ B+",
        "A gezag wissen",
        ("09-11 gehoord B akkoord", "09-11 besluit ja"),
        "10-11",
        "-",
        "-",
        "Laat het dossier",
    ),
    Row("A+ B+", "- leerling wissen", (), "09-11", "04-12", RUNS, LONGER, "09-11-2010"),
    Row(
        "A+ B+",
        "- leerling wissen",
        (),
        "09-11",
        "04-12",
        RUNS,
        f"{LONGER}|Hoor eerst Anna|Hoor eerst Bas",
        "10-11-2010",
    ),
    Row("A+ B+", "- leerling wissen", ("09-11 besluit ja",), "10-11", "-", "-", "Laat het dossier", "09-11-2010"),
    # A parent without gezag: no term of the AVG, but that of the school: ten school days
    Row("A0 B+", "A zonder informatie", (), "09-11", "20-11", "Er loopt een vraag", ""),
    Row("A0 B+", "A zonder informatie", (), "21-12", "20-11", "Er loopt een vraag", ""),
    Row("A0 B+", "A zonder informatie identiteit=niet", (), "09-11", "20-11", "Er loopt een vraag", "Ga eerst na"),
    Row("A0 B+", "A zonder informatie", ("09-11 besluit ja",), "10-11", "-", "-", ""),
    Row("A0 B+", "A zonder informatie", ("09-11 besluit nee gronden=belang",), "10-11", "-", "-", ""),
]


@over("row", TABLE)
def test_the_page_says_what_is_due_and_what_comes_next(row: Row) -> None:
    dossier, today = told(row.family, row.asks, *row.then, born=row.born), day(row.on)
    owed = [each for each in verplichtingen(dossier, {}) if each.soort in VERZOEKEN]
    assert [each.due_on for each in owed] == ([day(row.due)] if row.due != "-" else [])
    said = wat_nu(last(dossier), dossier.standing, dossier.born, today)
    beginnings = [each for each in row.says.split("|") if each]
    assert len(said) == len(beginnings) and all(map(str.startswith, said, beginnings)), said
    runs = loopt(dossier.standing, today) or "-"
    assert runs.startswith(row.runs) and "Anna" not in runs, runs
    granted = "wissen" in row.asks and "omvang" not in row.asks and any("besluit ja" in each for each in row.then)
    assert toegewezen_wissen(dossier.standing) is granted


def test_the_table_has_every_capacity_and_everything_that_can_be_asked() -> None:
    assert len(TABLE) >= 60
    assert {each.asks.split()[1] for each in TABLE} == {"gezag", "zonder", "leerling", "ander"}
    assert len({each.asks.split()[2] for each in TABLE}) == 7


def test_until_when_is_said_by_the_aim_and_by_the_law() -> None:
    asked = told("A+ B+", "A gezag inzage")
    assert tot_wanneer(last(asked)) == (
        "Besluit liefst uiterlijk op vr 4 december 2026. De AVG geeft een maand: tot en met zo 6 december 2026."
    )
    longer = told("A+ B+", "A gezag inzage", "09-11 verlengd")
    assert tot_wanneer(last(longer)) == "Verlengd. Besluit uiterlijk op za 6 februari 2027."
    assert tot_wanneer(last(told("A0 B+", "A zonder informatie"))).startswith("De AVG geeft hiervoor geen termijn.")


def test_of_several_the_oldest_is_named() -> None:
    dossier = told("A+ B+", "A gezag inzage")
    dossier = asks(dossier, "B gezag correctie datum=05-11-2026")
    assert loopt(dossier.standing, day("09-11")) == (
        "Er lopen 2 verzoeken. Het oudste is een verzoek om correctie, ontvangen op do 5 november 2026."
    )
    assert loopt(dossier.standing, day("04-11")) is None
