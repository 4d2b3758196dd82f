"""The page Bestuur: figures of several schools for their board, with small counts left out (ADR 16).

Only of the first day of a month and of school years that are over (ADR 13).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from db.accounts import bestuur as db_bestuur
from db.cijfers import figures, jaarcijfers
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.cijfers.cijfers import Counts, Stand
from meldcode.cijfers.jaarverslag import Jaarverslag
from meldcode.cijfers.onderdrukken import GRENS, NIET_GETOOND, hoogste, in_words, shown, tweede_verdeling, verdeling
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN
from meldcode.termijnen.schooljaar import Schooljaar, schooljaar
from meldcode.vragen.datum import in_words as in_date
from meldcode.vragen.datum import short
from papers.tabellen import Blad
from ui import clock
from ui.cijfers import download, getoond, jaarverslag
from ui.text import veilig

_MONTHS = 13


def draw(user: User) -> None:
    """Draw the figures of a month, then those of a school year."""
    today = clock.today()
    st.title("Cijfers van uw scholen", anchor=False)
    mine = own_schools(user)
    with st.container(key="bestuur"):
        _draw(user, mine, today)


def _draw(user: User, mine: Mapping[str, str], today: date) -> None:
    st.markdown(
        veilig(
            f"U ziet aantallen van {len(mine)} {'school' if len(mine) == 1 else 'scholen'}, zonder dossiers en zonder "
            f"namen. Aantallen onder {GRENS} staan er niet, en totalen waaruit zo'n aantal zou volgen ook niet."
        )
    )
    days = reference_days(today)
    day = st.selectbox(
        "Stand op welke dag?", days, format_func=lambda each: in_date(each), key="bestuur/dag", width=280
    )
    day = day if day in days else days[0]
    shown_month = month(mine, day)
    st.header(veilig(PER_SCHOOL), anchor=False)
    getoond.picture(shown_month.per_school, "bestuur/per-school")
    getoond.table(shown_month.per_school, heading=False)
    st.header(veilig(PER_STAP), anchor=False)
    if shown_month.is_told:
        getoond.picture(shown_month.per_stap, "bestuur/per-stap")
        getoond.table(shown_month.per_stap, heading=False)
    else:
        st.caption("Deze verdeling wordt niet getoond: er zou een klein aantal uit volgen.")
    years = years_that_are_over(user, today)
    st.header("Schooljaar", anchor=False)
    year = None
    if years:
        year = st.selectbox(
            "Welk schooljaar?", years, format_func=lambda each: each.naam, key="bestuur/jaar", width=280
        )
        year = year if year in years else years[0]
        st.caption(
            veilig(
                f"Alle scholen samen. Staat er ‘{NIET_GETOOND}’? Samen met de andere cijfers van dat jaar "
                "zou daar het aantal van een school, stap of besluit uit volgen."
            )
        )
        jaarverslag.draw_bladen(account(mine, year, today), "bestuur")
    else:
        st.caption("Van een schooljaar zijn er cijfers zodra het voorbij is.")
    asked = {"dag": short(day)} | ({"jaar": str(year.begin_jaar)} if year else {})
    download.offer(user, BESTAND, asked)


def own_schools(user: User) -> dict[str, str]:
    """The names, by id, of the schools whose figures this person sees."""
    with reading(user.school_id) as connection:
        ids = db_bestuur.schools_of(connection, user.id) or [user.school_id]
    with reading(EVERY_SCHOOL) as connection:
        return schools.named(connection, ids)


def reference_days(today: date) -> list[date]:
    """The first days of this month and of the twelve before it, newest first."""
    months = [today.year * 12 + today.month - 1 - back for back in range(_MONTHS)]
    return [date(month // 12, month % 12 + 1, 1) for month in months]


PER_SCHOOL, PER_STAP = "Open dossiers per school", "Open dossiers per stap"
_OF_WHICH = f"Van de scholen met {GRENS} of meer open dossiers. De andere tellen hier niet mee."
_NO_TOTAL = "Waarin iets te laat is, heeft geen totaal: daar zou een klein aantal uit kunnen volgen."


@dataclass(frozen=True)
class Maand:
    """The figures of the first day of a month, as they may be published."""

    per_school: Blad
    per_stap: Blad

    @property
    def is_told(self) -> bool:
        """Whether anything of the figures per stap may be told."""
        return {text for _label, text in self.per_stap.rijen} != {NIET_GETOOND}


def month(mine: Mapping[str, str], day: date) -> Maand:
    """Count these schools on this day, and leave out what may not be published."""
    with reading(EVERY_SCHOOL) as connection:
        found = figures.stands(connection, list(mine), day)
    return published_month([(naam, found[each]) for each, naam in mine.items()])


def published_month(schools_then: Sequence[tuple[str, Stand]]) -> Maand:
    """What may be published of these counts, by school name. How they relate is in ``onderdrukken.VERBANDEN``."""
    names, stands = [naam for naam, _stand in schools_then], [stand for _naam, stand in schools_then]
    by_school = verdeling([each.open for each in stands], known=1)
    told = [each for each in stands if shown(each.open)]
    by_stap = tweede_verdeling([sum(each.per_stap[stap.nummer][0] for each in told) for stap in STAPPEN])
    late = [in_words(shown(each.met_iets_te_laat)) for each in stands]
    per_school = zip(names, (by_school.tekst(number) for number in range(len(names))), late, strict=True)
    rows = (*per_school, ("Samen", by_school.totaal_tekst, NIET_GETOOND))
    per_stap = [(f"{stap.nummer}. {stap.titel}", by_stap.tekst(at)) for at, stap in enumerate(STAPPEN)]
    return Maand(
        Blad(PER_SCHOOL, ("School", "Open", "Waarvan iets te laat"), rows, _NO_TOTAL),
        Blad(PER_STAP, ("Stap", "Aantal"), (*per_stap, ("Samen", by_stap.totaal_tekst)), _OF_WHICH),
    )


def years_that_are_over(user: User, today: date) -> list[Schooljaar]:
    """The last five school years that ended, as far back as there are dossiers."""
    with reading(EVERY_SCHOOL) as connection:
        firsts = [first for each in own_schools(user) if (first := schools.first_day(connection, each))]
    now = schooljaar(today).begin_jaar
    oldest = max(schooljaar(min(firsts)).begin_jaar, now - 5) if firsts else now
    return [Schooljaar(year) for year in range(now - 1, oldest - 1, -1)]


def account(mine: Mapping[str, str], year: Schooljaar, today: date) -> list[Blad]:
    """The tables of one school year over these schools together, as they may be published."""
    with reading(EVERY_SCHOOL) as connection:
        found = jaarcijfers.of_schools(connection, list(mine), year, today)
        opens = figures.opens(connection, list(mine), year.standen(today))
    return published_year(year, list(found.values()), list(opens.values()))


def published_year(year: Schooljaar, counts: Sequence[Counts], opens: Sequence[Sequence[int]]) -> list[Blad]:
    """What may be published of these counts: what happened in the year, and what was open on first days of months."""
    together: Counter[tuple[str, ...]] = Counter()
    for each in counts:
        together.update(each)
    return jaarverslag.bladen(Jaarverslag("", year, together, delen=True, open_hoogstens=hoogste(opens)))


def asked_for(user: User, today: date, asked: Mapping[str, str]) -> list[Blad] | None:
    """The tables for the fields of an address; None when they ask for a day or year that may not be published."""
    days = {short(each): each for each in reference_days(today)}
    day = days.get(asked.get("dag", short(reference_days(today)[0])))
    if day is None:
        return None
    mine = own_schools(user)
    found = [(now := month(mine, day)).per_school, now.per_stap]
    if asked.get("jaar"):
        years = {str(each.begin_jaar): each for each in years_that_are_over(user, today)}
        if asked["jaar"] not in years:
            return None
        found += account(mine, years[asked["jaar"]], today)
    return found


def _file(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    bladen = asked_for(user, today, asked)
    if bladen is None:
        return None
    return download.tables(soort, download.head(user, today, "Cijfers van de scholen"), bladen)


BESTAND = download.Bestand("bestuur", ("xlsx", "csv"), Permission.FIGURES, _file)
