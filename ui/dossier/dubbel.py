"""Joining two dossiers of one pupil, on the page about the family; and their one timeline afterwards (ADR 75)."""

from collections.abc import Sequence

import streamlit as st

from db.dossiers import concepten, dossier_rows, dossierlijst, dossiers
from db.dossiers.dossierlijst import Regel
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.dubbel import voeg_samen, wat_meegaat, weigering
from meldcode.dossier.familie.tijdlijn import in_zinnen, samen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Samengevoegd
from meldcode.vragen.datum import in_words
from ui import clock
from ui.dossier import tijdlijn
from ui.elements import answer, rijen
from ui.elements.begrip import hint
from ui.forms import form
from ui.forms.state import FormState
from ui.page import dossier_of_tab, noted, record_view
from ui.text import veilig
from ui.werk import dossierlijst as lijst

_SOME, _MOST_TYPED = 5, 100
_VERANDERD = "Er is intussen iets veranderd. Er is niets samengevoegd. Kijk het na en druk dan opnieuw."


def history(dossier: Dossier, others: Sequence[str], user: User) -> None:
    """Draw one timeline of this dossier and those that were added to it or joined with it."""
    views = [view for each in others if (view := dossier_of_tab.dossier_for(user, each))]
    if not views:
        return
    noted.with_it(dossier, views, user)
    st.header("Eén tijdlijn van deze leerling", anchor=False)
    found = samen([dossier, *views])
    names = dict.fromkeys(codenaam for codenaam, _each in found)
    tijdlijn.picture({name: [each for codenaam, each in found if codenaam == name] for name in names})
    st.text("\n".join(in_zinnen(found)))


def ask(dossier: Dossier, user: User) -> None:
    """Look for the other dossier of this pupil, and join the two: this one is closed, that one goes on."""
    if not dossier.may(user, Permission.WALK_ROUTE) or not _runs(dossier.fase):
        return
    key = f"{dossier.id}/dubbel"
    if not st.toggle("Deze leerling heeft nog een dossier", key=key):
        return
    st.header("Samenvoegen", anchor=False)
    hint(Samengevoegd.uitleg)
    into = _chosen(dossier, key, user)
    other = dossier_of_tab.load(user, into) if into else None
    if other is None:
        return
    if refused := weigering(dossier, other, user):
        st.info(veilig(refused))
        return
    _what_it_means(dossier, other, user)
    filled = form.fill_in(Samengevoegd, dossier, user, given={"bij": other.codenaam}, part=other.id)
    if filled:
        _join(dossier, other, filled.zelfde, user)


def _runs(fase: Fase) -> bool:
    return fase.is_open and fase is not Fase.TE_VERNIETIGEN


def _chosen(dossier: Dossier, key: str, user: User) -> str:
    """The id of the other dossier, once somebody chose it."""
    typed = st.text_input(
        "Zoek op naam, codenaam of geboortedatum", key=f"{key}/zoek", max_chars=_MOST_TYPED, width=360
    )
    if not typed.strip():
        return ""
    found = [each for each in lijst.looked_for(user, typed, key, walked=True) if each != dossier.id]
    with reading(user.school_id) as connection:
        shown = dossierlijst.regels_van(connection, user, clock.today(), rijen.first_of(found, key, _SOME))
        named = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown])
    running = [each for each in shown if each.fase and _runs(each.fase)]
    if not running:
        st.caption("Niets gevonden dat loopt.")
    with rijen.rows("gelezen"):
        for each in running:
            _line(each, record_view.named(named.get(each.dossier_id)), key)
    rijen.show_all(len(found), key, _SOME, "Samen te voegen")
    return str(st.session_state.get(f"{key}/ander") or "")


def _line(each: Regel, pupil: str, key: str) -> None:
    if rijen.row(f"{key}/{each.dossier_id}", each.codenaam, pupil, lijst.place_on_route(each)):
        st.session_state[f"{key}/ander"] = each.dossier_id


def _what_it_means(dossier: Dossier, other: Dossier, user: User) -> None:
    st.markdown(veilig(f"{dossier.codenaam} gaat dicht. {record_view.who(other)} gaat verder."))
    going = wat_meegaat(dossier, user)
    lines = [f"{each.wat}: {each.wie.naam}, uiterlijk {in_words(each.uiterlijk)}" for each in going]
    st.caption("Dit gaat mee, als afspraak:" if lines else "Hier wacht niets wat mee moet.")
    if lines:
        st.text("\n".join(lines))


def _join(dossier: Dossier, other: Dossier, zelfde: str, user: User) -> None:
    state = FormState(form.key(dossier, Samengevoegd, other.id))
    whole = dossier_of_tab.load(user, dossier.id)
    try:
        if whole is None or whole.versie != dossier.versie:
            raise Geweigerd(_VERANDERD)
        steps = voeg_samen(whole, other, zelfde, by=user, on=clock.today())
        moment = dossiers.Moment(clock.today(), clock.now(), state.submit_key)
        dossiers.save_all(steps, by=user, moment=moment)
    except dossiers.Intussen:
        answer.refuse(_VERANDERD)
        st.stop()
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    concepten.drop(user, dossier.id, state.concept)
    state.empty()
    for each in steps:
        dossier_of_tab.see(each)
    answer.good(
        f"{dossier.codenaam} is samengevoegd met {other.codenaam}.",
        "Wat er lag, is daar te lezen. Wat nog wachtte, wacht nu hier.",
    )
    dossier_of_tab.go_to("gezin.py", other.id)
