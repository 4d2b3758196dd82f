"""The figures of several schools, for their board: what is small is hidden before it reaches the screen.

Of the first of a month and of school years that are over, and of no other days (ADR 13).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from db import bestuur as db_bestuur
from db import figures, jaarcijfers, schools
from db.engine import EVERY_SCHOOL, reading
from meldcode.cijfers import Stand
from meldcode.datum import in_words, short
from meldcode.jaarverslag import Jaarverslag
from meldcode.onderdrukken import GRENS, NIET_GETOOND, Verdeling, twee_verdelingen, verdeling
from meldcode.rollen import User
from meldcode.schooljaar import Schooljaar, schooljaar
from meldcode.stappen import STAPPEN
from meldcode.verplichtingen import TITELS
from papers.tabellen import Blad
from ui import access, download, overzicht, staafdiagram
from ui.text import veilig

_MONTHS = 13


def draw(user: User) -> None:
    """The month, then the school year."""
    today = access.today()
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
        "Stand op welke dag?", days, format_func=lambda each: veilig(in_words(each)), key="bestuur/dag", width=280
    )
    day = day if day in days else days[0]
    tables = month(mine, day)
    published = _open(mine, day)[1]
    for blad in tables:
        st.subheader(veilig(blad.titel), anchor=False)
        if blad.titel == PER_STAP and not published.weg and any(published.delen):
            st.plotly_chart(
                staafdiagram.published([each or 0 for each in published.delen]),
                config={"displayModeBar": False, "locale": "nl"},
                alt="Open dossiers per stap, van alle scholen samen; wat onder 5 is, heeft geen balk",
                key="bestuur/per-stap",
            )
        _table(blad)
    years = years_that_are_over(user, today)
    st.subheader("Schooljaar", anchor=False)
    year = None
    if years:
        year = st.selectbox(
            "Welk schooljaar?", years, format_func=lambda each: veilig(each.naam), key="bestuur/jaar", width=280
        )
        year = year if year in years else years[0]
        for blad in account(mine, year, today):
            st.markdown(veilig(blad.titel))
            _table(blad)
    else:
        st.caption("Van een schooljaar zijn er cijfers zodra het voorbij is.")
    asked = {"dag": short(day)} | ({"jaar": str(year.begin_jaar)} if year else {})
    download.offer(user, "bestuur", ("xlsx", "csv"), asked)


def _table(blad: Blad) -> None:
    if {text for _label, text in blad.rijen} == {NIET_GETOOND}:
        st.caption("Deze verdeling wordt niet getoond: er zou een klein aantal uit volgen.")
    else:
        overzicht.table(blad, heading=False)


def own_schools(user: User) -> dict[str, str]:
    """The schools of which this person sees the figures, by id."""
    with reading(user.school_id) as connection:
        ids = db_bestuur.schools_of(connection, user.id) or [user.school_id]
    with reading(EVERY_SCHOOL) as connection:
        return {each: naam for each, naam in schools.all_schools(connection).items() if each in ids}


def reference_days(today: date) -> list[date]:
    """The first days of this month and the twelve before it, the newest first."""
    months = [today.year * 12 + today.month - 1 - back for back in range(_MONTHS)]
    return [date(month // 12, month % 12 + 1, 1) for month in months]


PER_SCHOOL, PER_STAP = "Open dossiers per school", "Open dossiers per stap, alle scholen samen"
LAAT_PER_SCHOOL, LAAT_PER_SOORT = "Te laat per school", "Te laat, naar wat het is"


def _stands(mine: Mapping[str, str], day: date) -> list[Stand]:
    with reading(EVERY_SCHOOL) as connection:
        found = figures.stands(connection, list(mine), day)
    return [found[each] for each in mine]


def _open(mine: Mapping[str, str], day: date) -> tuple[Verdeling, Verdeling]:
    return _open_of(_stands(mine, day))


def _open_of(stands: Sequence[Stand]) -> tuple[Verdeling, Verdeling]:
    per_stap = [sum(each.per_stap[stap.nummer][0] for each in stands) for stap in STAPPEN]
    return twee_verdelingen([each.open for each in stands], per_stap)


def _late_of(stands: Sequence[Stand]) -> tuple[Verdeling, Verdeling]:
    kinds: Counter[str] = Counter()
    for stand in stands:
        for each in stand.wachtend:
            kinds[each.soort] += each.te_laat
    return twee_verdelingen([each.te_laat for each in stands], [kinds[soort] for soort in TITELS])


def month(mine: Mapping[str, str], day: date) -> list[Blad]:
    """The figures of one first day of a month, as they may be published."""
    stands = _stands(mine, day)
    names, stappen = list(mine.values()), [f"{stap.nummer}. {stap.titel}" for stap in STAPPEN]
    by_school, by_stap = _open_of(stands)
    late_by_school, late_by_kind = _late_of(stands)
    return [
        _divided(PER_SCHOOL, "School", names, by_school),
        _divided(PER_STAP, "Stap", stappen, by_stap),
        _divided(LAAT_PER_SCHOOL, "School", names, late_by_school),
        _divided(LAAT_PER_SOORT, "Wat", list(TITELS.values()), late_by_kind),
    ]


def _divided(titel: str, what: str, labels: Sequence[str], found: Verdeling) -> Blad:
    rows = [(label, found.tekst(number)) for number, label in enumerate(labels)]
    return Blad(titel, (what, "Aantal"), (*rows, ("Samen", found.totaal_tekst)))


def years_that_are_over(user: User, today: date) -> list[Schooljaar]:
    """The last five school years that ended, as far back as there are dossiers."""
    with reading(EVERY_SCHOOL) as connection:
        firsts = [first for each in own_schools(user) if (first := schools.first_day(connection, each))]
    now = schooljaar(today).begin_jaar
    oldest = max(schooljaar(min(firsts)).begin_jaar, now - 5) if firsts else now
    return [Schooljaar(year) for year in range(now - 1, oldest - 1, -1)]


def account(mine: Mapping[str, str], year: Schooljaar, today: date) -> list[Blad]:
    """The account of one school year over these schools, as it may be published."""
    with reading(EVERY_SCHOOL) as connection:
        found = jaarcijfers.of_schools(connection, list(mine), year, today)
    together: Counter[tuple[str, ...]] = Counter()
    for counts in found.values():
        together.update(counts)
    opened = verdeling([Jaarverslag("", year, found[each]).geopend for each in mine])
    whole = Jaarverslag("", year, together, delen=True)
    parts = [
        Blad(
            deel.titel,
            ("Wat", "Aantal"),
            tuple(
                (regel.label, opened.totaal_tekst if regel.label == "Geopend" else regel.tekst) for regel in deel.regels
            ),
            deel.uitleg,
        )
        for deel in whole.secties
    ]
    return [_divided(f"Geopend in {year.naam}, per school", "School", list(mine.values()), opened), *parts]


def asked_for(user: User, today: date, asked: Mapping[str, str]) -> list[Blad] | None:
    """What an address asks for; None when it asks for another day than may be published."""
    days = {short(each): each for each in reference_days(today)}
    day = days.get(asked.get("dag", short(reference_days(today)[0])))
    if day is None:
        return None
    mine = own_schools(user)
    found = month(mine, day)
    if asked.get("jaar"):
        years = {str(each.begin_jaar): each for each in years_that_are_over(user, today)}
        if asked["jaar"] not in years:
            return None
        found += account(mine, years[asked["jaar"]], today)
    return found
