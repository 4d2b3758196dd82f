"""Dossiers that were handed over and not signed for: whoever took them over signs here, and others see it waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import streamlit as st

from db.dossiers.dossiers import Moment
from db.dossiers.einde import in_each
from db.store.engine import reading
from db.werk import handing_over, werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.overgedragen import Onderweg, onderweg, te_zeggen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.vastleggingen import OverdrachtOntvangen
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastlegging import vragen
from ui import clock
from ui.elements import answer, rijen
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.page import dossier_of_tab, noted, people
from ui.text import veilig
from ui.werk import op_papier, werk

_FORM, _LIST, _OTHERS = "ontvangen", "ontvangen/lijst", "ontvangen/anderen"
_BESPROKEN = next(each for each in vragen(OverdrachtOntvangen) if each.naam == "besproken")
_OF_HANDING_OVER = (Soort.ONTVANGEN, Soort.AFGEGEVEN)


@dataclass(frozen=True)
class _Given:
    """One dossier to sign for: what is due in it first, if anything."""

    dossier: Dossier
    given: Onderweg
    first: Verplichting | None


def say(user: User) -> None:
    """On the start page: that there is something to sign for, or that others have not signed, with the way there."""
    with reading(user.school_id) as connection:
        mine, others = handing_over.count_unsigned(connection, user)
    said = [
        f"Naar u overgedragen, en nog niet getekend: {_number(mine)}." if mine else "",
        f"Overgedragen aan een collega die nog niet tekende: {_number(others)}." if others else "",
    ]
    if any(said):
        with st.container(border=True):
            for each in filter(None, said):
                st.text(each)
            label = "Bekijken en tekenen" if mine else "Bekijken"
            st.page_link("overdragen.py", label=veilig(label), icon=":material/swap_horiz:")


def draw(user: User) -> bool:
    """Draw what this person is to sign for, and what others are; return whether they signed."""
    with reading(user.school_id) as connection:
        mine, others = handing_over.count_unsigned(connection, user)
    if mine and _mine(user, mine):
        return True
    if others:
        _of_others(user, others)
    return False


def _mine(user: User, total: int) -> bool:
    st.header(veilig("Naar u overgedragen", note=str(total)), anchor=False)
    st.caption(
        "Lees wat er wacht, en bespreek het met wie het overdroeg. Daarna tekent u voor ontvangst: hier voor alles wat "
        "u ziet, of in één dossier. Tot dan blijft het dossier ook bij de ander in beeld."
    )
    shown = _read(user, rijen.page_of(total, _LIST, user.id))
    with rijen.turned(_LIST):
        for each in shown:
            _row(each, people.names(user))
    if total > len(shown):
        rijen.turn(total, _LIST)
    op_papier.draw(user, aan=user.id)
    return bool(shown) and _sign(user, shown, total)


def _read(user: User, page: slice) -> Sequence[_Given]:
    with reading(user.school_id) as connection:
        waiting = handing_over.unsigned(connection, user, user.id, page)
        found = werklijst.of_dossiers(connection, user, [each.dossier_id for each in waiting])
    in_each_dossier = sorted(found, key=attrgetter("dossier_id"))
    first = {
        dossier_id: next((one for one in some if one.person == user.id and one.soort not in _OF_HANDING_OVER), None)
        for dossier_id, some in groupby(in_each_dossier, key=attrgetter("dossier_id"))
    }
    read = [dossier for each in waiting if (dossier := dossier_of_tab.load(user, each.dossier_id))]
    noted.listed(read, user)
    return [_Given(each, now, first.get(each.id)) for each in read if (now := onderweg(each))]


def _row(each: _Given, names: dict[str, str]) -> None:
    dossier, record = each.dossier, each.given.record
    with st.container(border=True, gap=None):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.text(f"{dossier.codenaam}: {dossier.fase.label.lower()}")
                st.caption(veilig(f"Van {record.tekst('van')}, op {in_words(record.on)}. {_first(each.first)}"))
            if st.button(veilig("Openen", note=dossier.codenaam), key=f"{_FORM}/{dossier.id}"):
                dossier_of_tab.go_to(werk.OPVOLGING, dossier.id)
        for sentence in te_zeggen(dossier):
            st.caption(veilig(f"– {sentence}"))
        if text := record.tekst("zeggen"):
            st.caption(veilig(f"{names.get(record.by, 'Een collega')} schreef erbij:"))
            st.text(text)


def _first(first: Verplichting | None) -> str:
    return f"Eerst: {werk.what(first).lower()}, uiterlijk {in_words(first.due_on)}." if first else "Er wacht niets."


def _sign(user: User, shown: Sequence[_Given], total: int) -> bool:
    state = FormState(_FORM)
    fields = Fields(_FORM, {_BESPROKEN.naam: _BESPROKEN.tekst})
    with st.form(_FORM, enter_to_submit=False):
        with fields.of(_BESPROKEN.naam, "Een gesprek vertelt meer dan een lijst."):
            chosen = st.radio(
                _BESPROKEN.tekst,
                list(JaNee),
                index=None,
                format_func=lambda each: veilig(each.label),
                horizontal=True,
                key=f"{_FORM}/besproken/{state.submit_key}",
                label_visibility="collapsed",
            )
        # Its key does not depend on its words: these change when something was handed on meanwhile.
        key = f"{_FORM}/teken/{state.submit_key}"
        pressed = st.form_submit_button(veilig(_label(len(shown), total)), key=key, type="primary")
    now = {each.dossier.id: str(each.given.record.nummer) for each in shown}
    seen = f"{_FORM}/getoond"
    given = dict[str, str](st.session_state.get(seen, now)) if pressed else now
    st.session_state[seen] = now
    if not pressed:
        return False
    if chosen is None:
        fields.refuse({_BESPROKEN.naam: "Kies een antwoord."})
        return False

    def receipt(dossier: Dossier) -> OverdrachtOntvangen:
        here = onderweg(dossier)
        if here is None or str(here.record.nummer) != given[dossier.id]:
            raise Geweigerd("Dit is intussen anders overgedragen, of u tekende al.")
        return OverdrachtOntvangen(overdracht=given[dossier.id], besproken=chosen)

    done, refused = in_each.record(user, given, receipt, Moment(clock.today(), clock.now(), state.submit_key))
    state.empty()
    say_done(f"U hebt getekend voor ontvangst: {_number(len(done))}.", refused)
    return True


def say_done(said: str, refused: dict[str, str], *more: str) -> None:
    """Say what was done, and in which dossiers it was not."""
    if refused:
        answer.bad(" ".join([said, *(f"Niet gelukt in {code}: {why}" for code, why in refused.items())]))
    else:
        answer.good(said, f"Om {clock.hour_now()} uur.", *more)


def _label(shown: int, total: int) -> str:
    if total == 1:
        return "Tekenen voor dit dossier"
    return f"Tekenen voor alle {total}" if shown == total else f"Tekenen voor deze {shown}"


def _of_others(user: User, total: int) -> None:
    """What others took over and did not sign for: for whoever gave it, and for the directie."""
    page, names = rijen.page_of(total, _OTHERS, user.id), people.names(user)
    with reading(user.school_id) as connection:
        found = handing_over.unsigned(connection, user, user.id, page, others=True)
    st.header(veilig("Nog niet getekend", note=str(total)), anchor=False)
    st.caption("Deze dossiers zijn overgedragen. De collega die ze overnam, tekende nog niet voor ontvangst.")
    with rijen.turned(_OTHERS):
        for each in found:
            _other(each, names)
    if total > len(found):
        rijen.turn(total, _OTHERS)


def _other(each: Verplichting, names: dict[str, str]) -> None:
    with st.container(border=True, gap=None):
        st.text(f"{each.codenaam}: {names.get(each.person, 'onbekend')}")
        since = f"Overgedragen op {in_words(each.since)}. " if each.since else ""
        st.caption(veilig(f"{since}Tekenen uiterlijk {in_words(each.due_on)}."))


def _number(dossiers: int) -> str:
    return f"{dossiers} {'dossier' if dossiers == 1 else 'dossiers'}"
