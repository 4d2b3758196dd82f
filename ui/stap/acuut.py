"""The page for acute danger: first the telephone numbers, then whom to warn, then recording only what cannot wait."""

from datetime import datetime, timedelta

import streamlit as st

from db.accounts import accounts
from db.dossiers import concepten, dossier_rows, dossierlijst
from db.store.engine import reading
from db.store.faults import Said
from db.werk import mail
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.velden import landelijk, veilig_thuis
from meldcode.eigen.woorden import worded
from meldcode.namen.letters import bare
from meldcode.nummers import ALARM
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAP_5
from meldcode.vastleggingen import AcuutGevaar
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vragen.datum import short
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.elements import answer, rijen
from ui.elements.slot import place
from ui.forms import form, recording
from ui.forms.state import FormState, name_of
from ui.page import alarm, dossier_of_tab, menu, record_view
from ui.papieren import belkaart
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded
from ui.werk import dossierlijst as dossiers

_NUMBERS = """<div class="mr-bellen">
<a class="mr-bel mr-bel-alarm" href="{tel_112}"><b>Bel {n112}</b><span>{uitleg_112}</span></a>
<a class="mr-bel" href="{tel_vt}"><b>Bel {vt}</b><span>{over_vt}</span></a>
</div>"""
_NATIONAL = """<div class="mr-bellen">
<a class="mr-bel-klein" data-belt="{belt}" href="{tel}">{naam} ({wanneer}) <b>{nummer}</b></a>
</div>"""
_STALE = timedelta(hours=1)  # after this long the moment that a tab filled in is no longer right
_OTHER_TIME = "acuut/ander-moment"
_SINCE = "acuut/sinds"
_FOUND = "acuut/bekend"
_OFFERED, _ENOUGH, _SOME = 50, 3, 5
_TURNED = "acuut/gekozen"  # the press by which a dossier was chosen here, which leads to who it is about


def whom_to_call() -> None:
    """Draw the two numbers as large buttons: pressing one calls on a phone, and fills in below who was called."""
    with st.container(key="mr-acuut-kop", gap="xsmall"):
        st.title("Acuut gevaar", anchor=False)
        st.text("Bel eerst. Vastleggen kan daarna.")
    there, everywhere = veilig_thuis(), landelijk()
    numbers = {
        "tel_112": ALARM.tel, "n112": ALARM.nummer, "uitleg_112": ALARM.uitleg,
        "tel_vt": there.tel, "vt": there.naam, "over_vt": " · ".join(filter(None, (there.nummer, there.wanneer))),
    }  # fmt: skip
    st.html(own_html(_NUMBERS, **numbers))
    if everywhere:
        about = {"naam": everywhere.naam, "wanneer": everywhere.wanneer, "belt": there.tel}
        st.html(own_html(_NATIONAL, tel=everywhere.tel, nummer=everywhere.nummer, **about))


def say_when_mail_fails(user: User) -> None:
    """Say when mail is not being sent, so that nobody relies on it. Recording does not depend on this check."""
    try:
        with reading(user.school_id) as connection:
            fails = mail.hinders(connection, user.school_id, clock.now())
    except (accounts.DatabaseError, Said):
        fails = True
    if fails:
        call = "De mail gaat nu niet goed weg. Bel dus zelf ook uw [intern begeleider] en uw directie."
        st.warning(veilig(worded(f"{call} Vastleggen kan gewoon.")))


def ask(user: User) -> None:
    """Ask what is going on and record it: in the dossier of this tab, in another, or in a new one with only a name."""
    if not user.may(Permission.HAND_IN_SIGNAAL):
        who = "Wie de leerling kent, legt het vast: [de leerkracht], [de vertrouwenspersoon] of [de intern begeleider]."
        st.caption(veilig(worded(who)))
        return
    dossier = dossier_of_tab.chosen(user)
    st.header("Vastleggen", anchor=False)
    if dossier and vastleggen.refusal(dossier, AcuutGevaar, user, clock.today()):
        dossier_of_tab.let_go()  # they may not record in this one: offer their own dossiers instead
        st.rerun()
    if dossier:
        _at_hand(dossier, user)
        _in(dossier, user)
    else:
        _in_a_new_one(user)


def _at_hand(dossier: Dossier, user: User) -> None:
    """Draw the details of the child that whoever is called will ask for on the telephone."""
    turned = str(st.session_state.pop(_TURNED, ""))
    with answer.pointed(turned), st.container(border=True, gap="xsmall"):
        st.caption("Over wie u belt en vastlegt. Houd dit bij de hand aan de telefoon.")
        st.text(record_view.who(dossier))
        if dossier.born:
            st.text(dossier.born.zin.capitalize())
        for text in filter(None, (dossier.leerling("gezag"), _with_gezag(dossier))):
            st.text(text)
        belkaart.link(dossier, user)
        st.button(
            "Het gaat over een andere leerling", key="acuut/andere", on_click=Guarded(user, dossier_of_tab.let_go)
        )


def _with_gezag(dossier: Dossier) -> str:
    """Who has gezag, or may have it; empty while nobody is around the pupil."""
    names = ", ".join(each.naam for each in dossier.met_gezag)
    return f"Gezag, of nog niet bekend: {names}" if names else ""


def _in(dossier: Dossier, user: User) -> None:
    filled = form.fill_in(AcuutGevaar, dossier, user, given=_moment(form.key(dossier, AcuutGevaar), user))
    _who_hears(user)
    if filled:
        recording.record(dossier, filled, user, form.key(dossier, AcuutGevaar))
        _away(user)


def _in_a_new_one(user: User) -> None:
    known, are_all = _offered(user)
    if known:
        st.selectbox(
            "Is er al een dossier?",
            list(known),
            index=None,
            format_func=lambda each: known[each],
            placeholder="Kies een dossier, of vul hieronder de naam in",
            key="acuut/dossier",
            on_change=Guarded(user, _chosen, user),
            filter_mode="contains",
            width=520,
        )
    if not are_all:
        first = f"U kiest hier uit de {_OFFERED} nieuwste dossiers. Staat de leerling er niet bij? Vul dan hieronder"
        st.caption(veilig(f"{first} de naam in. Is er al een dossier, dan ziet u het daar en drukt u erop."))
    name = form.key(None, AcuutBegin)
    with place():
        _perhaps(" ".join(FormState(name).typed("naam").split()), known, are_all, user)
    filled = form.fill_in(AcuutBegin, None, user, given=_moment(name, user))
    _who_hears(user)
    if filled:
        recording.open_new(filled.opening, user, name, filled.acuut)
        _away(user)


def _offered(user: User) -> tuple[dict[str, str], bool]:
    """The dossiers to choose from, each with its pupil; and whether these are all that this person may read."""
    with reading(user.school_id) as connection:
        found = dossierlijst.nieuwste(connection, user, clock.today(), _OFFERED + 1)
        some = dict(list(found.items())[:_OFFERED])
        pupils = dossier_rows.leerlingen(connection, list(some))
    by_name = dossierlijst.op_naam(some, pupils)
    return {each: _about(some[each], pupils.get(each)) for each in by_name}, len(found) == len(some)


def _about(codenaam: str, leerling: dossier_rows.Leerling | None) -> str:
    return f"{record_view.named(leerling)} – {codenaam}"


def _perhaps(naam: str, known: dict[str, str], are_all: bool, user: User) -> None:
    """Say so if there may be a dossier already for the name that is typed."""
    if len(naam) < _ENOUGH:
        return
    if are_all:
        found = [each for each, about in known.items() if bare(naam) in bare(about)]
    else:
        found = dossiers.looked_for(user, naam, _FOUND, named=True)
    shown = rijen.first_of(found, _FOUND, _SOME)
    with reading(user.school_id) as connection:
        lines = [] if are_all else dossierlijst.regels_van(connection, user, clock.today(), shown)
        pupils = dossier_rows.leerlingen(connection, [each.dossier_id for each in lines if each.noemt])
    about = known | {each.dossier_id: _about(each.codenaam, pupils.get(each.dossier_id)) for each in lines}
    for each in (each for each in shown if each in about):
        meant = Guarded(user, _goes_on_in, each, user)
        st.button(veilig(f"Bedoelt u {about[each]}?"), key=f"acuut/bedoelt/{each}", on_click=meant)
    rijen.show_all(len(found), _FOUND, _SOME, "Bedoelt u")


def _chosen(user: User) -> None:
    if each := st.session_state.get("acuut/dossier"):
        _goes_on_in(str(each), user)


def _goes_on_in(dossier_id: str, user: User) -> None:
    """Turn to this dossier with what was typed, and who was called, before anybody knew that there is one.

    What they were typing in that dossier before is kept, and this then stays a text of its own.
    """
    if dossier_of_tab.load(user, dossier_id) is None:
        return  # not one of the choices
    typed = form.typed(AcuutBegin, concepten.NIEUW, user)
    told = {each.naam: raw for each in vragen(AcuutGevaar) if (raw := typed.get(each.naam))}
    there = AcuutGevaar.__name__
    if told and concepten.find(user, dossier_id, there) is None:
        concepten.keep(user, dossier_id, there, told, clock.now())
        concepten.drop(user, concepten.NIEUW, AcuutBegin.__name__)
        FormState(form.key(None, AcuutBegin)).empty()
        FormState(name_of(dossier_id, there)).kept = None  # it is drawn anew, with the concept
    st.session_state[_TURNED] = answer.nonce()
    dossier_of_tab.put_in_address(dossier_id)


def _moment(name: str, user: User) -> dict[str, Raw]:
    """The answers for day and time, filled in without asking; empty if somebody wants to fill them in themselves."""
    now = clock.now()
    since = st.session_state.get(_SINCE)
    if not isinstance(since, datetime) or not timedelta() <= now - since < _STALE:
        since = st.session_state[_SINCE] = now
    at = clock.at_school(since)
    if st.session_state.get(_OTHER_TIME) or (FormState(name).kept or {}).get("tijd"):
        return {}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="mr-acuut-moment"):
        st.text(f"Vandaag, {at:%H:%M} uur", width="content")
        st.button("Andere dag of tijd", key="acuut/ander", type="tertiary", on_click=Guarded(user, _other_time))
    return {"datum": short(at.date()), "tijd": f"{at:%H:%M}"}


def _other_time() -> None:
    st.session_state[_OTHER_TIME] = True


def _who_hears(user: User) -> None:
    names = alarm.names(user)
    if names:
        st.caption(veilig(f"Bij Vastleggen gaat meteen een waarschuwing zonder inhoud naar {names}."))


def _away(user: User) -> None:
    """Go on after recording: to the melding for people who walk the route, to the new record for others."""
    for key in (_SINCE, _OTHER_TIME):
        st.session_state.pop(key, None)
    st.switch_page(menu.page_of(STAP_5) if user.may(Permission.WALK_ROUTE) else "dossier.py")
