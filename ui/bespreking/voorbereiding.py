"""Preparing the leerlingbespreking, on the ib-er's own page: when, with whom, which dossiers, what may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from db.dossiers import besprekingen
from db.dossiers.besprekingen import Zitting
from meldcode.bespreking import bespreking as rules
from meldcode.bespreking import kaarten
from meldcode.bespreking.bespreking import Bespreking, Punt
from meldcode.bespreking.kaarten import Kaart
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import worded
from meldcode.namen.groep import in_groep
from meldcode.rollen import User
from meldcode.vastleggingen.stap_2 import Grond
from meldcode.vragen.datum import short
from meldcode.vragen.persoon import Persoon, once_each
from meldcode.vragen.tekst import clean, dotted, has_unseen
from meldcode.vragen.vastgelegd import Antwoord
from ui import clock
from ui.bespreking import agenda
from ui.elements import answer, dag, field
from ui.elements.field import Fields
from ui.page import dossier_of_tab, noted, people
from ui.papieren import intern
from ui.text import anchor, veilig

_NOT, _SHOWN, _COUNTED = "niet", "tonen", "gevoelig"
_WAYS = {_NOT: "Niet", _SHOWN: "Tonen", _COUNTED: "Gevoelig: telt af"}
_WORDINGS = {
    "datum": "Op welke dag?",
    "collegas": "Wie van school zijn erbij?",
    "gasten": "Wie komen er van buiten de school?",
    "dossiers": agenda.WORDING,
    "punt": "Welk punt bereidt u voor?",
}
_GUEST = 200  # characters, for a guest's name and function


def draw(zitting: Zitting, user: User) -> Bespreking:
    """Ask for everything a meeting needs; return the meeting as filled in."""
    now = zitting.bespreking
    st.caption("Dit is uw eigen scherm: hier leest u wat er in de dossiers staat. Deel het niet.")
    fields = Fields(now.id, _WORDINGS, optional=frozenset({"gasten"}))
    st.header("Wanneer en met wie", anchor=False)
    now = _when_and_who(now, people.colleagues(user), fields)
    st.header("Agenda", anchor=False)
    chosen = agenda.ask(now, user, fields)
    dossiers = _cases_of(chosen, zitting, user)
    added = [each for each in dossiers if now.punt(each) is None]
    now = replace(now, punten=rules.on_the_agenda(dossiers, now))
    if dossiers:
        at = f"{now.id}/punt"
        if added or st.session_state.get(at) not in dossiers:  # what was just put on the agenda is prepared next
            st.session_state[at] = next(reversed(added), next(iter(dossiers)))
        st.header("Per punt", anchor=False)
        now = _one_case(now, dossiers, user, fields)
    return now


def _cases_of(ids: Sequence[str], zitting: Zitting, user: User) -> dict[str, Dossier]:
    found = {each: zitting.dossiers.get(each) or dossier_of_tab.dossier_for(user, each) for each in ids}
    return {each: dossier for each, dossier in found.items() if dossier}


def _wrong(now: Bespreking) -> dict[str, str]:
    """Objections to what the fields hold at the moment."""
    wrong = {}
    if why := dag.read(_typed(now, "datum", short(now.datum)), ahead=True)[1]:
        wrong["datum"] = why
    if any(len(line.strip()) > _GUEST for line in clean(_typed(now, "gasten", "")).splitlines()):
        wrong["gasten"] = "Een gast heeft meer dan 200 tekens. Wat erachter staat, wordt niet bewaard."
    return wrong


def _typed(now: Bespreking, name: str, otherwise: str) -> str:
    return str(st.session_state.get(f"{now.id}/{name}", otherwise))


def _entered(typed: str) -> str:
    """The text as it is kept; below its field stands that signs were taken out of it, if they were."""
    if has_unseen(typed):
        st.caption(veilig(answer.UNSEEN))
    return clean(typed)


def _when_and_who(now: Bespreking, colleagues: list[Persoon], fields: Fields) -> Bespreking:
    wrong = _wrong(now)
    with fields.of("datum", stands=wrong.get("datum", "")):
        typed = st.text_input(
            _WORDINGS["datum"],
            short(now.datum),
            key=f"{now.id}/datum",
            placeholder=dag.HINT,
            width=220,
            label_visibility="collapsed",
        )
        day, _ = dag.read(typed, ahead=True)
        dag.understood(day, typed)
    people = {each.id: each.tekst for each in once_each(filter(rules.can_attend, colleagues))}
    with fields.of("collegas"):
        collegas = st.multiselect(
            _WORDINGS["collegas"],
            list(people),
            [each for each in now.collegas if each in people],
            format_func=lambda each: people[each],
            placeholder="Kies collega's",
            key=f"{now.id}/collegas",
            label_visibility="collapsed",
        )
    about = f"Eén per regel, met functie. Ten hoogste {_GUEST} tekens per regel."
    with fields.of("gasten", about, stands=wrong.get("gasten", "")):
        gasten = st.text_area(
            _WORDINGS["gasten"],
            "\n".join(now.gasten),
            key=f"{now.id}/gasten",
            height=80,
            label_visibility="collapsed",
        )
    guests = tuple(line.strip()[:_GUEST] for line in _entered(gasten).splitlines() if line.strip())
    if guests:
        told = (
            "Gasten horen een codenaam en [groep] alleen als u per punt vastlegt waarom dat mag. Anders heet een "
            "leerling op het scherm ‘casus 1’, zonder [groep]."
        )
        st.caption(veilig(worded(told)))
    return replace(now, datum=day or now.datum, collegas=tuple(collegas), gasten=guests)


def _one_case(now: Bespreking, dossiers: Mapping[str, Dossier], user: User, fields: Fields) -> Bespreking:
    with fields.of("punt"):
        chosen = st.pills(
            _WORDINGS["punt"],
            list(dossiers),
            format_func=lambda each: veilig(dossiers[each].codenaam),
            key=f"{now.id}/punt",
            label_visibility="collapsed",
            required=True,
        )
    dossier = dossiers.get(str(chosen))
    punt = now.punt(dossier.id) if dossier else None
    if dossier is None or punt is None:  # the chosen one was just taken off the agenda
        return now
    noted.view(dossier, user)
    st.text(f"{dossier.leerling('naam')}, {in_groep(dossier.groep)}")
    key = f"{now.id}/{dossier.id}"
    vraag = st.text_area("**Wat vraagt u het team?**", punt.vraag, key=f"{key}/vraag", height=80)
    punt = replace(punt, vraag=_entered(vraag))
    intern.link(dossier, user)
    punt = _who_leaves(now, punt, dossier, key, user)
    if now.gasten:
        punt = _ground(punt, key)
    return now.met(_cards(punt, dossier, key))


def _who_leaves(now: Bespreking, punt: Punt, dossier: Dossier, key: str, user: User) -> Punt:
    names, leaves = people.names(user), set[str]()
    for each in rules.betrokken(now, dossier):
        st.warning(veilig(f"{names.get(each, 'Een collega')} is betrokken bij dit dossier en mag hier niet bij zijn."))
        if st.checkbox("Verlaat bij dit punt de kamer", each in punt.verlaat, key=f"{key}/verlaat/{each}"):
            leaves.add(each)
    return replace(punt, verlaat=frozenset(leaves))


def _ground(punt: Punt, key: str) -> Punt:
    grond = st.radio(
        "Hoe bespreekt u dit met de gasten erbij?",
        list(Grond),
        list(Grond).index(punt.grond or Grond.ANONIEM),
        format_func=lambda each: veilig(each.label),
        key=f"{key}/grond",
    )
    if grond is Grond.ANONIEM:
        return replace(punt, grond=grond, toelichting="")
    toelichting = st.text_input(
        "Waar blijkt dat uit?", punt.toelichting, key=f"{key}/toelichting", placeholder="Wie zei het, en wanneer"
    )
    st.caption("Zonder dit antwoord blijft het punt zonder namen.")
    return replace(punt, grond=grond, toelichting=_entered(toelichting))


def _cards(punt: Punt, dossier: Dossier, key: str) -> Punt:
    st.markdown("**Wat mag het team zien?**")
    st.caption(
        "Wat is gezien of gehoord, is alvast gekozen. Het team ziet het pas als u het tijdens de bespreking toont. "
        "Erbij staan de dag, de rol van wie het vastlegde en hoe die het weet. In plaats van de naam van de leerling "
        "staat er de codenaam. Namen van anderen haalt Meldroute er niet uit. En een naam die ook een gewoon woord is "
        "(roos, groot), blijft met een kleine letter staan. Lees het dus na."
    )
    if dossier.born is None or dossier.born.day is None:
        st.caption("De geboortedatum is niet helemaal bekend. Meldroute herkent die dan niet overal: lees dat ook na.")
    chosen, before = [], {(each.nummer, each.naam): each.gevoelig for each in punt.kaarten}
    for record, answers in kaarten.may_be_shown(dossier):
        count = sum(record.nummer == nummer for nummer, _naam in before)
        note = f"{dotted(count)} gekozen" if count else ""
        with st.expander(veilig(kaarten.called(record, dossier), note=note), expanded=bool(count)):
            for each in answers:
                was = before.get((record.nummer, each.naam))
                way = _way(
                    each, was, rules.without_name(each.tekst, dossier, dossier.codenaam), f"{key}/{record.nummer}"
                )
                if way != _NOT:
                    chosen.append(Kaart(record.nummer, each.naam, way == _COUNTED))
    return replace(punt, kaarten=tuple(chosen))


def _way(answer: Antwoord, was: bool | None, text: str, key: str) -> str:
    """Ask whether this answer may be shown, and how. ``was``: None if it was not chosen, else whether as sensitive."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None, key=anchor(f"mr-kiest-{key}-{answer.naam}")):
            st.markdown(veilig(answer.vraag))
            st.text(text)
        return st.segmented_control(
            answer.vraag,
            list(_WAYS),
            default=_NOT if was is None else _COUNTED if was else _SHOWN,
            format_func=lambda way: veilig(_WAYS[way]),
            key=f"{key}/{answer.naam}",
            label_visibility="collapsed",
            required=True,
        )


def store(before: Bespreking, now: Bespreking, user: User) -> None:
    """Store what was filled in, if it differs from what was stored."""
    if now != before:
        besprekingen.keep(user, now)


def start(zitting: Zitting, now: Bespreking, user: User) -> None:
    """Draw what is still missing before the meeting can begin, and the button to begin it."""
    found = _missing(now, _cases_of([each.dossier_id for each in now.punten], zitting, user))
    for each in found.values():
        st.caption(veilig(each))
    with st.container(horizontal=True):
        if st.button("Bespreking beginnen", type="primary"):
            if found:
                field.refuse(now.id, found)
                st.rerun()
            _begin(now, user)
        if st.button("Voorbereiding weggooien"):
            besprekingen.cancel(user)
            answer.good("De voorbereiding is weggegooid. In de dossiers is niets vastgelegd.")
            st.rerun()


def _missing(now: Bespreking, dossiers: Mapping[str, Dossier]) -> dict[str, str]:
    """What is missing before the meeting can begin, by the field to fill in."""
    found = rules.objections(now, dossiers)
    cases = [f"{dossiers[each].codenaam}: {found.pop(each)}" for each in list(found) if each in dossiers]
    return _wrong(now) | found | ({"punt": " ".join(cases)} if cases else {})


def _begin(now: Bespreking, user: User) -> None:
    """Begin to hold the meeting: the shared screen shows the agenda."""
    besprekingen.keep(user, replace(now, begonnen_op=clock.today()))
    besprekingen.steer(user, lambda stand: stand.turn_to("", clock.now()), clock.now())
    answer.good("De bespreking is begonnen. Op het scherm staat de agenda.")
    st.rerun()


def ensure(user: User) -> Zitting | None:
    """The meeting of this person; None without one: then a button is drawn to prepare one."""
    zitting = besprekingen.mine(user)
    if zitting is None and st.button("Bespreking voorbereiden", type="primary"):
        others = besprekingen.prepare(user, clock.today(), clock.now())
        more = [f"In nog {others} dossiers is iets afgesproken; die zet u zelf op de agenda."] if others else []
        answer.good("De voorbereiding is begonnen. Alleen u ziet wat u hier kiest.", *more)
        st.rerun()
    return zitting
