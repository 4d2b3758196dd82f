"""The overview of the directie: where open dossiers are, what is late and who must act; today or on any day."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db.werk.onbekeken import Onbekeken
from meldcode.cijfers.cijfers import VEILIG_THUIS, VERZOEKEN, Stand, Tegel, meest, voorop, zin
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.vragen.datum import in_words, read_date, short, written_out
from ui import clock
from ui.cijfers import download, getoond, grafieken, tabellen
from ui.cijfers.tabellen import Deel, Overzicht
from ui.elements import answer, dag, field
from ui.elements.slot import place
from ui.text import anchor, in_columns, veilig
from ui.web.callbacks import Guarded

_STAP, _CHART, _DAY = "overzicht/stap", "overzicht/per-stap", "overzicht/dag"
RECEIPTS, _LATE, _AWAY = "overzicht/bevestigen", "overzicht/te-laat", "overzicht/veilig-thuis"
_YEAR, TABLE = "overzicht/schooljaar", "overzicht/tabel"
UNFOLD = {_LATE: Deel.TE_LAAT, _AWAY: Deel.ELDERS, _YEAR: Deel.JAAR}
"""What unfolds by its key, which holds whether it is unfolded, with the part of the overview that it shows."""
_WHERE = (RECEIPTS, _LATE, _AWAY)
"""Where each of the three figures leads; of the last two it is the key of what unfolds."""
_LED_TO = "overzicht/naar"


def heading(user: User, te_bevestigen: int, stilte: Onbekeken | None) -> Stand:
    """Draw in a sentence how things stand, and the three figures of it; return all counts of today.

    ``te_bevestigen``: dossiers with a message to confirm; ``stilte``: the one longest unopened.
    """
    stand = tabellen.stand_of(user, clock.today())
    silence = f" Langste stilte: {stilte.codenaam}, {stilte.dagen} schooldagen." if stilte else ""
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
    parts = {deel for key, deel in UNFOLD.items() if st.session_state.get(key)}
    parts |= {Deel.DOSSIERS} if stap is not None else set()
    shown = tabellen.load(user, day, parts, stap=stap, limit=getoond.MANY, known=now)
    is_empty = not shown.stand.wachtend and not shown.stand.open and _nothing_was(user, day)
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
                as_table = st.expander(
                    "Als tabel, met hoe lang de dossiers in hun stap zijn", key=TABLE, on_change="rerun"
                )
                if as_table.open:
                    with as_table:
                        getoond.table(tabellen.per_stap(shown.stand))
                        getoond.table(tabellen.per_leeftijd(shown.stand))
        _on_another_day(shown, now, wrong, user)
        if not is_empty:
            _rest(shown)
            download.offer(user, BESTAND, {"dag": short(day)})


def _nothing_was(user: User, day: date) -> bool:
    """Whether no dossier was open in the school year until this day, and none skipped a stap."""
    then = tabellen.load(user, day, (Deel.ELDERS, Deel.JAAR), limit=1)
    return not then.overgeslagen and not any(each.open for each in then.trend)


def _chosen_day(today: date) -> tuple[date, str]:
    """The day that was typed, today if none; and what is wrong with what was typed."""
    typed = str(st.session_state.get(_DAY) or "")
    if not typed.strip():
        return today, ""
    day, why = dag.read_alone(typed, ahead=False)
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
            getoond.table(tabellen.toen_en_nu(shown.stand, now))


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
    getoond.listing(tabellen.dossiers(shown), total, note=str(total))
    if gone and len(shown.dossiers) < min(total, getoond.MANY):
        st.caption("Een deel van deze dossiers is daarna vernietigd. Die tellen mee, maar staan in geen lijst meer.")


def _rest(shown: Overzicht) -> None:
    stand = shown.stand
    late = f"Wie is aan zet, en welke {stand.te_laat} termijnen en afspraken te laat zijn"
    with led_to(_LATE):
        _unfolds(late, _LATE, _whose_move, shown)
    away = f"{_asked(stand)}Veilig Thuis, effectmetingen en overgeslagen stappen"
    with led_to(_AWAY):
        _unfolds(away, _AWAY, _waiting, shown)
    _unfolds("Het verloop over dit schooljaar", _YEAR, _schooljaar, shown)


def _asked(stand: Stand) -> str:
    """How many requests wait, and how many are late; empty when there are none."""
    asked, late = stand.van(*VERZOEKEN)
    return f"{asked} {'verzoek' if asked == 1 else 'verzoeken'}, {late or 'geen'} te laat. " if asked else ""


def _unfolds(title: str, key: str, draw: Callable[[Overzicht], None], shown: Overzicht) -> None:
    """A line that unfolds into a part of the overview, which is looked up and drawn only then."""
    unfolded = st.expander(veilig(title), key=key, on_change="rerun")
    if unfolded.open:
        with unfolded:
            draw(shown)


def _whose_move(shown: Overzicht) -> None:
    rows = tabellen.per_wie(shown)
    if not rows.rijen:
        st.caption("Er wacht niets op iemand.")
        return
    getoond.table(rows)
    getoond.table(tabellen.per_collega(shown))
    if not shown.stand.te_laat:
        st.caption("Niets is te laat.")
        return
    getoond.listing(tabellen.te_laat(shown), shown.stand.te_laat, note=str(shown.stand.te_laat))


def _waiting(shown: Overzicht) -> None:
    feedback, effect = tabellen.veilig_thuis(shown), tabellen.effect(shown)
    asked, skipped, stand = tabellen.verzoeken(shown), tabellen.overgeslagen(shown), shown.stand
    for blad, total, nothing in (
        (feedback, stand.van(*VEILIG_THUIS)[0], "Er is geen melding waarop nog bericht van Veilig Thuis moet komen."),
        (effect, stand.van(Soort.EFFECT)[0], "Er is geen effectmeting gepland."),
        (asked, stand.van(*VERZOEKEN)[0], "Er loopt geen verzoek van een ouder of oud-leerling."),
        (skipped, None, "Geen stap is overgeslagen, en van geen stap is afgeweken."),
    ):
        if blad.rijen:
            getoond.listing(blad, total)
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
    getoond.table(tabellen.trend(shown), heading=False)


def _file(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    day = read_date(asked.get("dag", "")) if asked.get("dag") else today
    if day is None or day > today:
        return None
    shown = tabellen.load(user, day)
    head = download.head(user, today, f"Overzicht meldcode op {in_words(day)}")
    return download.tables(soort, head, tabellen.bladen(shown, tabellen.stand_of(user, today)))


BESTAND = download.Bestand("overzicht", ("xlsx", "csv"), Permission.OVERVIEW, _file)
