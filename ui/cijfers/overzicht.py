"""The overview of the directie: where open dossiers are, what is late and who must act; today or on any day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from meldcode.cijfers.cijfers import VEILIG_THUIS, Stand, tegels
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.vragen.datum import in_words, read_date, short
from papers.tabellen import Blad, as_text
from ui import clock
from ui.cijfers import download, grafieken, tabellen
from ui.cijfers.tabellen import Overzicht
from ui.elements import field
from ui.elements.slot import place
from ui.text import veilig
from ui.web.callbacks import Guarded

_MANY = 50
_STAP, _CHART, _DAY = "overzicht/stap", "overzicht/per-stap", "overzicht/dag"
_QUIET = {"displayModeBar": False, "locale": "nl"}


def heading(user: User) -> Stand:
    """Draw the title and the main figures of today; return all counts of today."""
    st.title("Overzicht", anchor=False)
    stand = tabellen.stand_of(user, clock.today())
    if stand.open or stand.wachtend:
        with st.container(horizontal=True, key="tegels"):
            for tegel in tegels(stand):
                with st.container(border=True, gap=None, width=168, height="stretch"):
                    st.metric(veilig(tegel.label), tegel.aantal)
                    st.caption(veilig(tegel.uitleg))
    return stand


def draw(user: User, now: Stand) -> None:
    """Draw everything below the messages, of today (``now``) or of the day that was chosen."""
    today = clock.today()
    st.header("Waar de dossiers staan", anchor=False)
    day = _chosen_day(today, user)
    stap = _chosen_stap()
    shown = tabellen.load(user, day, stap=stap, limit=_MANY, known=now)
    nothing = not (now.open or now.wachtend or shown.stand.open or shown.stand.wachtend)
    if day != today and not nothing:
        table(tabellen.toen_en_nu(shown.stand, now))
    if not shown.stand.wachtend and not shown.overgeslagen and not any(each.open for each in shown.trend):
        st.caption("Er zijn geen open dossiers.")
        return
    _per_stap(shown, stap, user)
    _whose_move(shown)
    _waiting(shown)
    _schooljaar(shown)
    download.offer(user, BESTAND, {"dag": short(day)})


def _chosen_day(today: date, user: User) -> date:
    typed = str(st.session_state.get(_DAY) or "")
    day, label = read_date(typed), "Stand op welke dag?"
    wrong = ""
    if typed.strip() and (day is None or day.year < 2000):
        wrong = "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 12-11-2026. U ziet nu de stand van vandaag."
    elif day and day > today:
        wrong = "Deze dag moet nog komen. U ziet nu de stand van vandaag."
    with place("xsmall", field.key("overzicht", "dag", optional=True)):
        about = "Leeg is vandaag. Typ een dag om te zien hoe het overzicht er toen uitzag, en wat er is veranderd."
        field.above("overzicht", "dag", label, about, wrong)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                label, key=_DAY, placeholder=f"Vandaag, {short(today)}", width=260, label_visibility="collapsed"
            )
            if typed:
                st.button("Terug naar vandaag", on_click=Guarded(user, _back_to_today))
    if not typed.strip():
        st.caption(veilig(f"Stand van vandaag, {in_words(today)}."))
        return today
    if wrong or day is None:
        return today
    st.caption(veilig(f"Stand aan het einde van {in_words(day)}, zoals die toen was vastgelegd."))
    return day


def _back_to_today() -> None:
    st.session_state[_DAY] = ""


def _chosen_stap() -> int | None:
    chosen = st.session_state.get(_STAP)
    return chosen if chosen in [stap.nummer for stap in STAPPEN] else None


def _per_stap(shown: Overzicht, stap: int | None, user: User) -> None:
    st.subheader("Open dossiers per stap", anchor=False)
    if not shown.stand.open:
        st.caption("Er zijn geen open dossiers.")
        return
    st.plotly_chart(
        grafieken.per_stap(shown.stand.per_stap),
        config=_QUIET,
        alt="Open dossiers per stap, met het deel waarin iets te laat is; dezelfde getallen staan in de tabel",
        key=_CHART,
        on_select=Guarded(user, _bar_was_clicked),
        selection_mode="points",
    )
    with st.expander("Dezelfde getallen als tabel, en hoe lang de dossiers in hun stap zijn"):
        table(tabellen.per_stap(shown.stand))
        table(tabellen.per_leeftijd(shown.stand))
    st.markdown("Hoe lang de open dossiers in hun stap zijn")
    st.plotly_chart(
        grafieken.per_leeftijd(shown.stand.per_leeftijd),
        config=_QUIET,
        alt="Hoe lang de open dossiers in hun stap zijn; dezelfde getallen staan in de tabel",
        key="overzicht/leeftijd",
    )
    _dossiers(shown, stap)


def _bar_was_clicked() -> None:
    """The callback of the chart: a click on a bar chooses its stap, a click next to the bars chooses all."""
    points = st.session_state[_CHART]["selection"]["points"]
    st.session_state[_STAP] = grafieken.stap_of(points[0].get("y")) if points else 0


def _dossiers(shown: Overzicht, stap: int | None) -> None:
    st.pills(
        "Welke dossiers? U kunt ook op een balk klikken.",
        [0, *(each.nummer for each in STAPPEN)],
        format_func=lambda each: veilig(f"Stap {each}" if each else "Alle"),
        default=None if _STAP in st.session_state else 0,
        key=_STAP,
    )
    total = shown.stand.per_stap[stap][0] if stap else shown.stand.open
    gone = shown.stand.open_en_vernietigd
    listing(tabellen.dossiers(shown), total, note=str(total))
    if gone and len(shown.dossiers) < min(total, _MANY):
        st.caption("Een deel van deze dossiers is sindsdien vernietigd: zij tellen mee, maar staan in geen lijst meer.")


def _whose_move(shown: Overzicht) -> None:
    rows = tabellen.per_wie(shown)
    st.subheader("Wie is aan zet", anchor=False)
    if not rows.rijen:
        st.caption("Er wacht niets op iemand.")
        return
    table(rows, heading=False)
    st.subheader(veilig("Te laat", note=str(shown.stand.te_laat)), anchor=False)
    if not shown.stand.te_laat:
        st.caption("Niets is te laat.")
        return
    listing(tabellen.te_laat(shown), shown.stand.te_laat, heading=False)


def _waiting(shown: Overzicht) -> None:
    feedback, effect = tabellen.veilig_thuis(shown), tabellen.effect(shown)
    skipped, stand = tabellen.overgeslagen(shown), shown.stand
    for blad, total, nothing in (
        (feedback, stand.van(*VEILIG_THUIS)[0], "Er is geen melding waarop nog bericht van Veilig Thuis moet komen."),
        (effect, stand.van(Soort.EFFECT)[0], "Er is geen effectmeting gepland."),
        (skipped, None, "Geen stap is overgeslagen, en van geen stap is afgeweken."),
    ):
        if blad.rijen:
            listing(blad, total)
        else:
            st.subheader(veilig(blad.titel), anchor=False)
            st.caption(veilig(nothing))


def _schooljaar(shown: Overzicht) -> None:
    blad = tabellen.trend(shown)
    st.subheader(veilig(blad.titel), anchor=False)
    if not any(each.open or each.te_laat for each in shown.trend):
        st.caption("Dit schooljaar was er op de eerste van de maand nog geen dossier open.")
        return
    if len(shown.trend) > 1:
        st.plotly_chart(
            grafieken.trend(shown.trend),
            config=_QUIET,
            alt="Open dossiers en wat te laat was, op de eerste van elke maand; de getallen staan in de tabel",
            key="overzicht/trend",
        )
    table(blad, heading=False)


def table(blad: Blad, *, heading: bool = True) -> None:
    """Draw a short table, which a screen reader can read row by row."""
    if heading:
        st.markdown(veilig(blad.titel))
    columns = [veilig(each) for each in blad.kolommen]
    frame = pd.DataFrame([[veilig(as_text(each)) for each in rij] for rij in blad.rijen], columns=columns)
    st.table(frame.set_index(columns[0]))
    if blad.uitleg:
        st.caption(veilig(blad.uitleg))


def listing(blad: Blad, total: int | None, *, heading: bool = True, note: str = "") -> None:
    """Draw a table that may be long, to sort and search in. Says when it is cut off; ``total`` is None if not known."""
    if heading:
        st.subheader(veilig(blad.titel, note=note), anchor=False)
    if not blad.rijen:
        st.caption("Hier staat niets.")
        return
    columns = dict(zip(blad.kolommen, zip(*blad.rijen, strict=True), strict=True))
    dates = [name for name, cells in columns.items() if any(isinstance(each, date) for each in cells)]
    days = {name: np.array([each or "NaT" for each in columns[name]], dtype="datetime64[s]") for name in dates}
    frame = pd.DataFrame(columns | days)
    drawn: dict[str, Any] = {name: st.column_config.DateColumn(format="DD-MM-YYYY") for name in dates}
    drawn["Wie"] = st.column_config.TextColumn(width="medium")  # a long name would push the dates out of view
    st.dataframe(frame, hide_index=True, alt=blad.titel, column_config=drawn)
    if total is None and len(blad.rijen) >= _MANY:
        st.caption(veilig(f"De eerste {_MANY}. Zijn het er meer, dan staan ze in het bestand."))
    elif total is not None and total > len(blad.rijen) >= _MANY:
        st.caption(veilig(f"De eerste {_MANY} van {total}. In het bestand staan ze allemaal."))


def _file(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    day = read_date(asked.get("dag", "")) if asked.get("dag") else today
    if day is None or day > today:
        return None
    shown = tabellen.load(user, day)
    head = download.head(user, today, f"Overzicht meldcode op {in_words(day)}")
    return download.tables(soort, head, tabellen.bladen(shown, tabellen.stand_of(user, today)))


BESTAND = download.Bestand("overzicht", ("xlsx", "csv"), Permission.OVERVIEW, _file)
