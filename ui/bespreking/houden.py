"""Holding the leerlingbespreking: steering the shared screen, and recording the outcome of each dossier.

Everybody in the room may see this page as well, so it shows code names and groups, and nothing from a dossier.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import groupby

import streamlit as st

from db.dossiers import besprekingen
from db.dossiers.besprekingen import Zitting
from meldcode.bespreking import scherm
from meldcode.bespreking.bespreking import (
    MIN_OMDAT,
    Actie,
    Bespreking,
    Concept,
    Punt,
    decided,
    objections_to,
    objections_to_nothing,
    open_punten,
)
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Afspraak
from meldcode.vragen.datum import in_words, short
from meldcode.vragen.lezen import beforehand
from meldcode.vragen.persoon import read_persoon
from meldcode.vragen.tekst import clean, clean_line
from meldcode.vragen.vastlegging import vragen
from meldcode.vragen.vraag import Vraag
from ui import clock
from ui.bespreking import scherm as screen
from ui.elements import answer, dag
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.page import fragment, people
from ui.text import anchor, own_html, veilig

AGENDA, _AT_TABLE = "agenda", "Wat bespreekt u?"
_TYPED = ("/wat", "/wie", "/uiterlijk", "/omdat", "/geen")
_UNSEEN = "bespreking/onzichtbaar"
_STEP = 0.5  # seconds between two checks: half of the time within which two screens must agree


def draw(zitting: Zitting, user: User) -> Bespreking | None:
    """Draw the controls of the screen, and the form for the dossier under discussion.

    Returns the meeting with what was just decided; None if nothing was.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        link = '<a class="mr-scherm" href="{address}" target="_blank">Scherm openen</a>'
        st.html(own_html(link, address=screen.ADDRESS), width="content")
        if st.button("Verberg", icon=":material/visibility_off:", help="Of druk op Escape."):
            _do(user, "verberg")
        if st.button("Toon weer", icon=":material/visibility:"):
            _do(user, "terug")
    _hold_on(zitting.bespreking)
    fragment.every(_STEP, partial(_follow, zitting.stand.nummer), user, Permission.LEERLINGBESPREKING)
    now, dossiers = zitting.bespreking, zitting.dossiers
    left, right = st.columns([2, 3], gap="large")
    with left:
        _agenda(now, zitting, user)
    punt, dossier = now.punt(zitting.stand.dossier_id), dossiers.get(zitting.stand.dossier_id)
    if punt is None or dossier is None:
        st.caption("Kies wat u nu bespreekt. Het scherm volgt.")
        return None
    with left:
        _cards(punt, dossier, user)
    with right:
        st.header(veilig(now.label(punt, dossier)), anchor=False)
        st.text(scherm.unnamed(punt.vraag, now, punt, dossier))
        return _decided(now, punt, dossier, user)


def _hold_on(now: Bespreking) -> None:
    """Preserve half-typed text about one dossier while another is discussed: Streamlit drops what it does not draw."""
    for key in list(st.session_state):
        if str(key).startswith(f"{now.id}/") and str(key).endswith(_TYPED):
            st.session_state[key] = st.session_state[key]


def _follow(nummer: int, user: User) -> None:
    """Redraw this page if the screen was steered from elsewhere; a fragment that only checks."""
    stand = besprekingen.stand_of(user)
    if stand is None or stand.nummer != nummer:
        st.rerun()
    at = clock.now()
    shows = "niets: verborgen" if stand.is_blank(at) else "wat u koos" if stand.card_up(at) is not None else "het punt"
    what = shows if stand.dossier_id or stand.is_blank(at) else "de agenda"
    st.caption(veilig(f"Op het scherm staat nu {what}."))


def _do(user: User, what: str, number: int = -1) -> None:
    try:
        screen.steered(user, what, number)
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    st.rerun()


def _agenda(now: Bespreking, zitting: Zitting, user: User) -> None:
    labels = {AGENDA: "De agenda"}
    for each in scherm.agenda(now, zitting.dossiers):
        punt = now.punten[int(str(each["nummer"]))]
        labels[punt.dossier_id] = f"{each['label']}{' – besproken' if each['klaar'] else ''}"
    at_table = zitting.stand.dossier_id if zitting.stand.dossier_id in labels else AGENDA
    # The key contains what the list depends on: the item on screen, and which items have been discussed.
    with Fields(now.id, {AGENDA: _AT_TABLE}).of(AGENDA):
        chosen = st.radio(
            _AT_TABLE,
            list(labels),
            list(labels).index(at_table),
            format_func=lambda each: veilig(labels[each]),
            key=f"{now.id}/tafel/{zitting.stand.nummer}/{len(open_punten(now))}",
            label_visibility="collapsed",
        )
    if chosen != at_table:
        numbers = [each.dossier_id for each in now.punten]
        _do(user, "agenda") if chosen == AGENDA else _do(user, "punt", numbers.index(str(chosen)))


def _cards(punt: Punt, dossier: Dossier, user: User) -> None:
    if not punt.kaarten:
        st.caption("Voor dit punt is niets gekozen om te tonen.")
        return
    st.markdown("**Toon op het scherm**")
    for van, cards in groupby(scherm.buttons(punt, dossier), key=lambda each: str(each["van"])):
        with st.container(gap="xsmall", key=anchor(f"mr-kaarten-{van}")):
            st.caption(veilig(van))
            for each in cards:
                counted = " (telt af)" if each["gevoelig"] else ""
                key = f"{dossier.id}/kaart/{each['nummer']}"
                if st.button(veilig(f"{each['label']}{counted}", note=van), key=key):
                    _do(user, "kaart", int(str(each["nummer"])))
    if st.button("Leg weg", key=f"{dossier.id}/terug", icon=":material/layers_clear:"):
        _do(user, "terug")


def _decided(now: Bespreking, punt: Punt, dossier: Dossier, user: User) -> Bespreking | None:
    st.markdown("**Wat is er besloten?**")
    for number, each in enumerate(punt.acties):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.text(scherm.unnamed(each.wat, now, punt, dossier))
                st.caption(veilig(f"{each.wie.tekst}, uiterlijk {in_words(each.uiterlijk)}"))
            if st.button("Weghalen", key=f"{now.id}/{dossier.id}/weg/{len(punt.acties)}/{number}"):
                return now.met(replace(punt, acties=punt.acties[:number] + punt.acties[number + 1 :]))
    if punt.geen_actie:
        st.text(scherm.unnamed(decided(punt), now, punt, dossier))
        if st.button("Toch een actie", key=f"{now.id}/{dossier.id}/toch"):
            return now.met(replace(punt, geen_actie=""))
        return None
    st.caption("Het team leest mee: wat u hier invult, staat meteen op het scherm.")
    return _one_more(now, punt, dossier, user)


def _let_the_team_read(now: Bespreking, punt: Punt, typed: Concept, user: User) -> None:
    """Store what is being typed, if it changed; the shared screen shows it with this item, unless it is hidden."""
    if typed != punt.concept:
        besprekingen.keep(user, now.met(replace(punt, concept=typed)))
        besprekingen.steer(user, lambda stand: stand.touch(clock.now()), clock.now())


def _one_more(now: Bespreking, punt: Punt, dossier: Dossier, user: User) -> Bespreking | None:
    key = f"{now.id}/{dossier.id}/actie/{len(punt.acties)}"
    if not punt.acties and st.toggle("Geen actie", key=f"{key}/geen"):
        return _nothing(now, punt, key, user)
    asked = {each.naam: each for each in vragen(Afspraak) if each.naam in ("wat", "wie", "uiterlijk")}

    def objections() -> dict[str, str]:
        raw = {naam: _typed(key, naam) for naam in asked}
        return {naam: why for naam, why in objections_to(raw, punt, dossier, clock.today()).items() if naam in asked}

    fields = _fields(key, {naam: each.tekst for naam, each in asked.items()}, objections)
    with fields.of("wat", beforehand(asked["wat"])):
        st.text_input(asked["wat"].tekst, key=f"{key}/wat", live="1s", label_visibility="collapsed")
    with fields.of("wie"):
        _who(asked["wie"], key, punt, dossier, user)
    with fields.of("uiterlijk", beforehand(asked["uiterlijk"])):
        st.text_input(
            asked["uiterlijk"].tekst,
            key=f"{key}/uiterlijk",
            live="1s",
            placeholder=dag.HINT,
            width=220,
            label_visibility="collapsed",
        )
        day, _ = dag.read(_typed(key, "uiterlijk"), ahead=True)
        dag.understood(day, _typed(key, "uiterlijk"))
    if not st.button("Opnemen", key=f"{key}/opnemen", type="primary"):
        typed = {naam: _typed(key, naam) for naam in asked} | ({"uiterlijk": short(day)} if day else {})
        _let_the_team_read(now, punt, Concept(**typed), user)
        return None
    person = read_persoon(_typed(key, "wie"))
    if objections() or day is None or person is None:
        _refuse(key)
        return None
    action = Actie(_taken(key, "wat"), person, day)
    return now.met(replace(punt, acties=(*punt.acties, action), concept=Concept()))


def _nothing(now: Bespreking, punt: Punt, key: str, user: User) -> Bespreking | None:
    """Ask why nothing is to be done about this dossier; return the meeting with that reason, once it is filled in."""
    label = "Geen actie, omdat …"

    def objections() -> dict[str, str]:
        why = objections_to_nothing(_typed(key, "omdat"))
        return {"omdat": why} if why else {}

    with _fields(key, {"omdat": label}, objections).of("omdat", f"Ten minste {MIN_OMDAT} tekens."):
        st.text_area(label, key=f"{key}/omdat", height=80, label_visibility="collapsed")
    if not st.button("Opnemen", key=f"{key}/opnemen", type="primary"):
        _let_the_team_read(now, punt, Concept(omdat=_typed(key, "omdat")), user)
        return None
    if objections():
        _refuse(key)
    return now.met(replace(punt, geen_actie=_taken(key, "omdat"), concept=Concept()))


def _typed(key: str, naam: str) -> str:
    """What is typed in this field, as it is kept: a reason in several lines, anything else in one."""
    typed = FormState(key).typed(naam)
    return clean(typed) if naam == "omdat" else clean_line(typed)


def _taken(key: str, naam: str) -> str:
    """The text to store; lets ``keep`` say that unseen signs were taken out of it, if they were."""
    st.session_state[_UNSEEN] = answer.about_unseen([FormState(key).typed(naam)])
    return _typed(key, naam).strip()


def _fields(key: str, wordings: dict[str, str], objections: Callable[[], dict[str, str]]) -> Fields:
    """The fields for what is decided. Once a press was refused, they show what is still wrong while somebody types."""
    tried = FormState(key).tried
    return Fields(key, wordings, stands=(tried, objections() if tried else {}))


def _refuse(key: str) -> None:
    """Redraw the page, with what is wrong. Like ``st.rerun`` it does not return."""
    FormState(key).tried = answer.nonce()
    st.rerun()


def _who(about: Vraag, key: str, punt: Punt, dossier: Dossier, user: User) -> None:
    gone = {*dossier.toegang.afgeschermd, *punt.verlaat}
    takers = {str(each): each.tekst for each in about.takers(people.colleagues(user)) if each.id not in gone}
    st.selectbox(
        about.tekst,
        list(takers),
        index=None,
        format_func=lambda each: takers[each],
        placeholder="Kies een collega",
        key=f"{key}/wie",
        width=420,
        label_visibility="collapsed",
    )


def keep(now: Bespreking, user: User) -> None:
    """Store what was decided; the shared screen shows it at once."""
    besprekingen.keep(user, now)
    besprekingen.steer(user, lambda stand: stand.touch(clock.now()), clock.now())
    answer.good("Opgenomen.", *st.session_state.pop(_UNSEEN, ()))
    st.rerun()


def heading() -> None:
    """Draw the heading of this page, without anything that the team may not see."""
    st.title("Leerlingbespreking", anchor=False)
