"""The page Jaarverslag: one school year in figures. Printing the page prints it; the PDF says the same."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from db.cijfers import figures, jaarcijfers
from db.school.schools import first_day, school_name
from db.store.engine import reading
from meldcode.cijfers.jaarverslag import IN_BEELD, Jaarverslag
from meldcode.cijfers.onderdrukken import GRENS, NIET_GETOOND, hoogste
from meldcode.rollen import Permission, User
from meldcode.termijnen.schooljaar import Schooljaar, schooljaar
from meldcode.vragen.datum import in_words
from papers.jaarverslag import pdf_of
from papers.papier import Merk
from papers.tabellen import Blad
from ui import clock
from ui.cijfers import download, getoond
from ui.text import veilig

ZELF, DELEN = "zelf", "delen"
_FOR = {
    ZELF: "Voor de school zelf: alle aantallen",
    DELEN: "Voor het bestuur, of om door te geven: zonder aantallen onder 5",
}


def draw(user: User) -> None:
    """Ask which year and for whom, and draw the jaarverslag, with links to it as a file."""
    today = clock.today()
    title = st.container()
    with st.container(key="niet-afdrukken"):
        years = _years(user, today)
        year = st.selectbox(
            "Welk schooljaar?", years, format_func=lambda each: each.naam, key="jaarverslag/jaar", width=280
        )
        whom = st.radio(
            "Voor wie is het?", list(_FOR), format_func=lambda each: veilig(_FOR[each]), key="jaarverslag/wie"
        )
    verslag = of(user, year if year in years else years[0], today, delen=whom == DELEN)
    title.title(veilig(f"Jaarverslag meldcode {verslag.jaar.naam}"), anchor=False)
    with st.container(key="jaarverslag"):
        st.text(verslag.naam)
        st.caption(veilig(f"{until(verslag, today)} {for_whom(verslag)}"))
        draw_bladen(bladen(verslag), "jaarverslag")
    with st.container(key="niet-afdrukken-onder"):
        st.caption("Afdrukken kan met Ctrl+P: dan komt alleen het jaarverslag op papier.")
        asked = {"jaar": str(verslag.jaar.begin_jaar), "wie": DELEN if verslag.delen else ZELF}
        download.offer(user, BESTAND, asked)


def draw_bladen(found: Sequence[Blad], key: str) -> None:
    """Draw the tables of a year one below the other; of some the figures as bars first, which are not printed."""
    for number, blad in enumerate(found):
        st.header(veilig(blad.titel), anchor=False)
        if blad.titel in IN_BEELD:
            with st.container(key=f"niet-afdrukken-{key}-{number}"):
                getoond.picture(blad, f"{key}/{number}")
        getoond.table(blad, heading=False)


def _years(user: User, today: date) -> list[Schooljaar]:
    """The school years from now back to that of the first dossier."""
    with reading(user.school_id) as connection:
        first = first_day(connection, user.school_id) or today
    return [Schooljaar(year) for year in range(schooljaar(today).begin_jaar, schooljaar(first).begin_jaar - 1, -1)]


def of(user: User, year: Schooljaar, today: date, *, delen: bool) -> Jaarverslag:
    """The jaarverslag of one school year for the school of this person; ``delen``: without small counts, to share."""
    with reading(user.school_id) as connection:
        naam = school_name(connection, user.school_id)
        counts = jaarcijfers.of_school(connection, user, year, today)
        open_then = [each.open for each in figures.trend(connection, user, year.standen(today))] if delen else []
    return Jaarverslag(naam, year, counts, delen, hoogste([open_then]))


def asked_for(user: User, today: date, asked: Mapping[str, str]) -> Jaarverslag | None:
    """The jaarverslag for the fields of an address; None when there is no such year."""
    found = {str(each.begin_jaar): each for each in _years(user, today)}
    year = found.get(asked.get("jaar", str(schooljaar(today).begin_jaar)))
    return of(user, year, today, delen=asked.get("wie") != ZELF) if year else None


def until(verslag: Jaarverslag, today: date) -> str:
    """A Dutch sentence: up to which day the jaarverslag counts."""
    if today > verslag.jaar.eind:
        return f"Van {in_words(verslag.jaar.begin)} tot en met {in_words(verslag.jaar.eind)}."
    return f"Van {in_words(verslag.jaar.begin)} tot en met {in_words(today)}; het schooljaar loopt nog."


def for_whom(verslag: Jaarverslag) -> str:
    """A Dutch sentence: who may read this jaarverslag, and what was left out of it for that."""
    if verslag.delen:
        return (
            f"Aantallen onder {GRENS} zijn niet vermeld. Wat {NIET_GETOOND} is, zou naast de aantallen per maand zo'n "
            "aantal kunnen verraden. Geen leerling is hierin te herkennen."
        )
    return "Voor de school zelf. Kleine aantallen kunnen herkenbaar zijn: geef deze versie niet door."


def bladen(verslag: Jaarverslag) -> list[Blad]:
    """The jaarverslag as tables, for CSV and Excel."""
    return [
        Blad(deel.titel, ("Wat", deel.wat), tuple((regel.label, regel.tekst) for regel in deel.regels), deel.uitleg)
        for deel in verslag.secties
    ]


def _file(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    verslag = asked_for(user, today, asked)
    if verslag is None:
        return None
    if soort == "pdf":
        return pdf_of(verslag, [until(verslag, today), for_whom(verslag)], Merk(user.naam, clock.now()))
    head = download.head(user, today, f"Jaarverslag meldcode {verslag.jaar.naam}")
    return download.tables(soort, [*head, for_whom(verslag)], bladen(verslag))


BESTAND = download.Bestand("jaarverslag", ("pdf", "xlsx", "csv"), Permission.JAARVERSLAG, _file)
