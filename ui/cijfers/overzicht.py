"""The overview of the directie: where open dossiers are, what is late and who must act; today or on any day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db.werk.onbekeken import Onbekeken
from meldcode.cijfers.cijfers import VEILIG_THUIS, Stand, Tegel, meest, voorop, zin
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.vragen.datum import in_words, read_date, short, written_out
from papers.tabellen import Blad, as_text
from ui import clock
from ui.cijfers import download, grafieken, tabellen
from ui.cijfers.tabellen import Overzicht
from ui.elements import answer, dag, field
from ui.elements.slot import place
from ui.text import anchor, in_columns, veilig
from ui.web.callbacks import Guarded

_MANY = 50
_STAP, _CHART, _DAY = "overzicht/stap", "overzicht/per-stap", "overzicht/dag"
RECEIPTS, _LATE, _AWAY = "overzicht/bevestigen", "overzicht/te-laat", "overzicht/veilig-thuis"
_WHERE = (RECEIPTS, _LATE, _AWAY)
"""Where each of the three figures leads; of the last two it is the key of what unfolds."""
_LED_TO = "overzicht/naar"


def heading(user: User, te_bevestigen: int, stilte: Sequence[Onbekeken]) -> Stand:
    """Draw in a sentence how things stand, and the three figures of it; return all counts of today.

    ``te_bevestigen``: dossiers with a message to confirm; ``stilte``: those that nobody looked into.
    """
    stand = tabellen.stand_of(user, clock.today())
    silence = f" Langste stilte: {stilte[0].codenaam}, {stilte[0].dagen} schooldagen." if stilte else ""
    with st.container(gap=None):
        st.title(veilig(zin(stand, te_bevestigen)), anchor=False)
        st.caption(veilig(f"Stand van {written_out(clock.today())}.{silence}"))
    if stand.open or stand.wachtend:
        with st.container(horizontal=True, key="mr-cijfers"):
            for tegel, where in zip(voorop(stand, te_bevestigen), _WHERE, strict=True):
                _figure(tegel, where, user)
    return stand


def _figure(tegel: Tegel, where: str, user: User) -> None:
    """Draw a figure; a press on it leads to what it counts, further down the page."""
    with st.container(border=True, key=f"mr-cijfer-{'nu' if tegel.is_dringend else 'rust'}-{anchor(where)}"):
        if tegel.aantal:
            st.button(
                in_columns(str(tegel.aantal), tegel.label),
                key=f"{where}/cijfer",
                type="tertiary",
                on_click=Guarded(user, _lead_to, where),
            )
        else:
            st.markdown(in_columns(str(tegel.aantal), tegel.label))


def _lead_to(where: str) -> None:
    st.session_state[_DAY] = ""  # the figures are of today
    st.session_state[_LED_TO] = where
    if where != RECEIPTS:
        st.session_state[where] = True


def led_to(where: str) -> DeltaGenerator:
    """A container for what a figure counts. It is brought into view when that figure was pressed."""
    is_asked = st.session_state.get(_LED_TO) == where
    if is_asked:
        del st.session_state[_LED_TO]
    return answer.pointed(answer.nonce() if is_asked else "")


def draw(user: User, now: Stand) -> None:
    """Draw where the dossiers stand, today (``now``) or on the day that was chosen; the rest unfolds below it."""
    today = clock.today()
    st.header("Waar de dossiers staan", anchor=False)
    day, wrong = _chosen_day(today)
    stap = _chosen_stap()
    shown = tabellen.load(user, day, stap=stap, limit=_MANY, known=now)
    is_empty = not shown.stand.wachtend and not shown.overgeslagen and not any(each.open for each in shown.trend)
    with place():
        if day != today:
            st.caption(veilig(f"Stand aan het einde van {in_words(day)}, zoals die toen was vastgelegd."))
        if is_empty:
            st.caption("Er zijn geen open dossiers.")
        else:
            _per_stap(shown, stap, user)
    with st.container(key="mr-meer", gap="xsmall"):
        with place():
            if shown.stand.open:
                with st.expander("Als tabel, met hoe lang de dossiers in hun stap zijn"):
                    table(tabellen.per_stap(shown.stand))
                    table(tabellen.per_leeftijd(shown.stand))
        _on_another_day(shown, now, wrong, user)
        if not is_empty:
            _rest(shown)
            download.offer(user, BESTAND, {"dag": short(day)})


def _chosen_day(today: date) -> tuple[date, str]:
    """The day that was typed, today if none; and what is wrong with what was typed."""
    typed = str(st.session_state.get(_DAY) or "")
    if not typed.strip():
        return today, ""
    day, why = dag.read(typed, ahead=False)
    if day is None or day.year < 2000:
        return today, f"{why or 'Deze dag is te lang geleden.'} U ziet nu de stand van vandaag."
    if day > today:
        return today, "Deze dag moet nog komen. U ziet nu de stand van vandaag."
    return day, ""


def _on_another_day(shown: Overzicht, now: Stand, wrong: str, user: User) -> None:
    """Ask for another day, and show what changed since."""
    typed, label = str(st.session_state.get(_DAY) or ""), "Stand op welke dag?"
    with st.expander("Zoals op een andere dag", expanded=bool(typed)):
        with place("xsmall", field.key("overzicht", "dag", optional=True)):
            about = "Leeg is vandaag. Typ een dag om te zien hoe het overzicht er toen uitzag, en wat er is veranderd."
            field.above("overzicht", "dag", label, about, wrong)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                hint = f"Vandaag, {short(now.day)}"
                st.text_input(label, key=_DAY, placeholder=hint, width=260, label_visibility="collapsed")
                if typed:
                    st.button("Terug naar vandaag", on_click=Guarded(user, _back_to_today))
        if shown.stand.day != now.day:
            table(tabellen.toen_en_nu(shown.stand, now))


def _back_to_today() -> None:
    st.session_state[_DAY] = ""


def _chosen_stap() -> int | None:
    """The stap whose dossiers are listed, 0 for those of all; None before somebody asked."""
    chosen = st.session_state.get(_STAP)
    return chosen if chosen in [0, *(stap.nummer for stap in STAPPEN)] else None


def _per_stap(shown: Overzicht, stap: int | None, user: User) -> None:
    if not shown.stand.open:
        st.caption("Er zijn geen open dossiers.")
        return
    st.caption(veilig(meest(shown.stand)))
    st.plotly_chart(
        grafieken.per_stap(shown.stand.per_stap),
        config=grafieken.QUIET,
        alt="Open dossiers per stap, met het deel waarin iets te laat is. Dezelfde getallen staan in de tabel.",
        key=_CHART,
        on_select=Guarded(user, _bar_was_clicked),
        selection_mode="points",
    )
    _dossiers(shown, stap)


def _bar_was_clicked() -> None:
    """The callback of the chart: a click on a bar chooses its stap, a click next to the bars chooses all."""
    points = st.session_state[_CHART]["selection"]["points"]
    st.session_state[_STAP] = grafieken.stap_of(points[0].get("y")) if points else 0


def _dossiers(shown: Overzicht, stap: int | None) -> None:
    """Ask which dossiers to list, and list them: none before somebody asks."""
    st.pills(
        "Klik op een balk voor de dossiers, of kies hier:",
        [0, *(each.nummer for each in STAPPEN)],
        format_func=lambda each: veilig(f"Stap {each}" if each else "Alle"),
        key=_STAP,
    )
    if stap is None:
        return
    total = shown.stand.per_stap[stap][0] if stap else shown.stand.open
    gone = shown.stand.open_en_vernietigd
    listing(tabellen.dossiers(shown), total, note=str(total))
    if gone and len(shown.dossiers) < min(total, _MANY):
        st.caption("Een deel van deze dossiers is daarna vernietigd. Die tellen mee, maar staan in geen lijst meer.")


def _rest(shown: Overzicht) -> None:
    stand = shown.stand
    late = f"Wie is aan zet, en welke {stand.te_laat} termijnen en afspraken te laat zijn"
    with led_to(_LATE), st.expander(veilig(late), key=_LATE, on_change="rerun"):
        _whose_move(shown)
    away = "Veilig Thuis, effectmetingen en overgeslagen stappen"
    with led_to(_AWAY), st.expander(veilig(away), key=_AWAY, on_change="rerun"):
        _waiting(shown)
    with st.expander("Het verloop over dit schooljaar"):
        _schooljaar(shown)


def _whose_move(shown: Overzicht) -> None:
    rows = tabellen.per_wie(shown)
    if not rows.rijen:
        st.caption("Er wacht niets op iemand.")
        return
    table(rows)
    if not shown.stand.te_laat:
        st.caption("Niets is te laat.")
        return
    listing(tabellen.te_laat(shown), shown.stand.te_laat, note=str(shown.stand.te_laat))


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
    if not any(each.open or each.te_laat for each in shown.trend):
        st.caption("Dit schooljaar was er op de eerste van de maand nog geen dossier open.")
        return
    if len(shown.trend) > 1:
        st.caption(veilig(grafieken.verloop(shown.trend)))
        st.plotly_chart(
            grafieken.trend(shown.trend),
            config=grafieken.QUIET,
            alt="Open dossiers en wat te laat was, op de eerste van elke maand. De getallen staan in de tabel.",
            key="overzicht/trend",
        )
    table(tabellen.trend(shown), heading=False)


def picture(blad: Blad, key: str) -> None:
    """Draw the first figures of a table as bars, with what to see in them; the table is to stand below it."""
    said = grafieken.meest(blad)
    if said:
        st.caption(veilig(said))
        alt = f"{blad.titel}. Dezelfde getallen staan in de tabel hieronder."
        st.plotly_chart(grafieken.of_blad(blad), config=grafieken.QUIET, alt=alt, key=key)


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
