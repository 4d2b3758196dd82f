"""The page of the list of pupils: bringing one from a file, with its columns chosen on the screen, and wiping it."""

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from db.brought.own_process import NotWanted
from db.school import leerlingen
from db.school.leerlingen import Lijst, LijstError
from db.store.engine import reading, transaction
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.termijnen.schooljaar import schooljaar
from meldcode.vragen.datum import in_words
from ui import clock
from ui.elements import answer, rijen
from ui.elements.field import above, key
from ui.elements.slot import place
from ui.stap import leerlingen_bestand
from ui.stap.leerlingen_bestand import MOST_MB, Gelezen
from ui.text import veilig
from ui.web import uploads

_FILE, _COUNT = "leerlingen/bestand", "leerlingen/telling"
_OVER, _FIRST, _SHOWN = "leerlingen/over", 10, 5
_NEEDED = ("voor", "geboren")
_NOT_THERE = -1  # in place of the number of a column


def draw(user: User) -> None:
    """Draw which list there is, and what the file that was chosen says."""
    st.title("Leerlingenlijst", anchor=False)
    st.markdown("Met een lijst van alle leerlingen kiest u bij een nieuw dossier de leerling. Zelf typen kan altijd.")
    taken = (
        "Meldroute neemt alleen naam, geboortedatum en [groep] over. Al het andere in het bestand wordt niet bewaard. "
        "De lijst staat versleuteld, en na een jaar is zij vanzelf weg. Een nieuwe lijst vervangt de vorige helemaal. "
        "Geen dossier verwijst naar de lijst."
    )
    st.markdown(veilig(worded(taken)))
    with reading(user.school_id) as connection:
        lijst = leerlingen.current(connection, user, clock.today())
    with place():
        _now(lijst, user)
    _from_file(user, lijst)


def _now(lijst: Lijst | None, user: User) -> None:
    if lijst is None:
        st.markdown(":material/info: Er is nu geen lijst.")
        return
    with st.container(border=True, gap="xsmall"):
        st.text(f"Er is nu een lijst van {_counted(len(lijst.leerlingen))}, van {in_words(lijst.gebracht_op)}.")
        st.text(f"Zij wordt vanzelf gewist op {in_words(lijst.gewist_op)}.")
        if schooljaar(lijst.gebracht_op) != schooljaar(clock.today()):
            st.text(worded("De lijst is van een vorig schooljaar. Breng een nieuwe: de [groepen] kloppen niet meer."))
        if st.button("Lijst nu wissen", key="leerlingen/wissen"):
            with transaction(user.school_id) as connection:
                leerlingen.remove(connection, user, clock.now())
            answer.good("De leerlingenlijst is gewist.")
            st.rerun()


def _from_file(user: User, lijst: Lijst | None) -> None:
    st.header("Een lijst brengen", anchor=False)
    st.caption(
        "Exporteer in de leerlingadministratie (ParnasSys, ESIS of een andere) de leerlingen als Excel of .csv. Elke "
        "regel is één leerling."
    )
    uploader = f"{_FILE}/{st.session_state.get(_COUNT, 0)}"
    uploaded = uploads.chosen(uploader)
    found, wrong = _read(uploaded, user) if uploaded else (None, "")
    with place("xsmall", key("leerlingen", "bestand")):
        above("leerlingen", "bestand", "Het bestand", f"Een .xlsx of .csv van ten hoogste {MOST_MB} MB.", wrong)
        uploads.ask("Het bestand", uploader, user, _show_the_first, most_mb=MOST_MB)
    if found and uploaded:
        with place():
            _columns(found, uploaded)
        _taken(found, uploaded, user, lijst)


def _show_the_first() -> None:
    """Of another file the first rows that are not taken are shown again. A callback: once for each file."""
    st.session_state.pop(f"{_OVER}/alles", None)


def _read(uploaded: UploadedFile, user: User) -> tuple[Gelezen | None, str]:
    """What the file says now, or why it cannot be read. Read at each drawing, so that the tab holds no pupil."""
    wanted = uploads.still_wanted(uploaded)
    try:
        return leerlingen_bestand.read(
            uploaded.getvalue(), clock.today(), _chosen(uploaded), whose=user.id, wanted=wanted
        ), ""
    except LijstError as problem:
        return None, str(problem)
    except NotWanted:
        return None, ""


def _column(uploaded: UploadedFile, what: str) -> str:
    return f"leerlingen/kolom/{uploaded.file_id}/{what}"


def _chosen(uploaded: UploadedFile) -> Mapping[str, int | None] | None:
    """The columns as chosen on the screen; None before they were shown."""
    chosen = {what: st.session_state.get(_column(uploaded, what)) for what in _asked()}
    if not any(_column(uploaded, what) in st.session_state for what in chosen):
        return None
    return {what: None if column == _NOT_THERE else column for what, column in chosen.items()}


def _asked() -> Mapping[str, str]:
    """What is asked of the columns, by what they hold for the reader."""
    return {
        "voor": "Roepnaam, of de hele naam",
        "tussen": "Tussenvoegsel",
        "achter": "Achternaam",
        "geboren": "Geboortedatum",
        "groep": worded("[Groep]"),
    }


def _columns(found: Gelezen, uploaded: UploadedFile) -> None:
    st.subheader("Waar staat het?", anchor=False)
    st.caption("Dit is een voorstel. Kijk het na: hieronder ziet u wat ervan wordt.")
    names = {_NOT_THERE: "Staat er niet bij", **dict(enumerate(found.koppen))}
    with st.container(horizontal=True):
        for what, asks in _asked().items():
            options = [each for each in names if each != _NOT_THERE or what not in _NEEDED]
            now = found.kolommen[what]
            st.selectbox(
                veilig(asks),
                options,
                (None if what in _NEEDED else 0) if now is None else options.index(now),
                format_func=names.__getitem__,
                placeholder="Kies een kolom",
                key=_column(uploaded, what),
                width=220,
            )


def _taken(found: Gelezen, uploaded: UploadedFile, user: User, lijst: Lijst | None) -> None:
    number = len(found.leerlingen)
    if number:
        st.subheader("Zo staan zij in de lijst", anchor=False)
        for each in found.leerlingen[:_SHOWN]:
            st.text(each.tekst)
        if number > _SHOWN:
            st.caption(veilig(f"De eerste {_SHOWN} van {number}."))
    _left(found)
    if not number:
        st.markdown("Er is geen leerling om te bewaren. Kies hierboven in welke kolommen naam en geboortedatum staan.")
        return
    if lijst:
        st.markdown(veilig(f"De lijst van {in_words(lijst.gebracht_op)} wordt dan gewist."))
    if st.button(veilig(f"{_counted(number)} bewaren"), key="leerlingen/bewaren", type="primary"):
        with transaction(user.school_id) as connection:
            leerlingen.bring(connection, user, found.leerlingen, clock.today(), clock.now())
        uploads.let_go(uploaded)
        st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
        left = f"Niet overgenomen: {_rows(len(found.over))}." if found.over else ""
        answer.good(f"De leerlingenlijst is bewaard, met {_counted(number)}.", *filter(None, [left]))
        st.rerun()


def _left(found: Gelezen) -> None:
    """The rows that are not taken, each with its number in the file and why."""
    if not found.over:
        return
    st.subheader(veilig("Niet overgenomen", note=_rows(len(found.over))), anchor=False)
    st.caption("Verbeter dit in de leerlingadministratie en exporteer opnieuw, of ga zonder deze regels verder.")
    for each in rijen.first_of(found.over, _OVER, _FIRST):
        st.text(each.tekst)
    rijen.show_all(len(found.over), _OVER, _FIRST, "Niet overgenomen")


def _counted(number: int) -> str:
    return "1 leerling" if number == 1 else f"{number} leerlingen"


def _rows(number: int) -> str:
    return "1 regel" if number == 1 else f"{number} regels"
