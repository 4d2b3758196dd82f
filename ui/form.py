"""The form that draws any vastlegging from its declaration. What is typed is kept as a concept while one types."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

import streamlit as st

from db import concepts
from meldcode.bestand import Bestand
from meldcode.datum import in_words, read_date
from meldcode.dossier import GEHEEL, Dossier
from meldcode.rollen import User
from meldcode.vastgelegd import Vastgelegd
from meldcode.vastleggingen import Opening
from meldcode.vraag import Raw, V, Vastlegging, Vraag, asked, fill, objections, vragen
from ui import access, clock, upload
from ui.text import veilig


def key(dossier: Dossier | None, kind: type[Vastlegging], part: str = "") -> str:
    """The name of a form in this tab: never without the dossier, or child A's text shows in child B's form."""
    name = f"{dossier.id if dossier else concepts.NIEUW}/{kind.__name__}"
    return f"{name}/{part}" if part else name


def fill_in(
    kind: type[V],
    dossier: Dossier | None,
    user: User,
    *,
    given: dict[str, Raw] | None = None,
    corrects: Vastgelegd | None = None,
    part: str = "",
) -> V | None:
    """Ask the vragen; give the vastlegging once it is complete and submitted, else None.

    ``given`` are answers that are not asked; ``corrects`` is what it corrects, and begins with its answers;
    ``part`` tells apart two forms of one kind on a page.
    """
    form = key(dossier, kind, part)
    submit_key = access.submit_key(form)
    _start_with_concept(form, kind, dossier, user, corrects)
    raw = {**_raw(form, kind), **(given or {})}
    found = _objections(kind, raw, dossier, user, corrects) if st.session_state.get(f"{form}/tried") else {}
    if GEHEEL in found:
        st.error(veilig(found[GEHEEL]))
    for each in asked(kind, raw):
        if given and each.naam in given:
            continue
        _ask(each, form, kind, dossier, user)
        if each.naam in found:
            st.error(veilig(found[each.naam]))
    if _takes_another_route(kind, raw):
        return None
    _show_saved(form)
    with st.container(horizontal=True):
        # The submit key in the name: the second half of a double click is meant for a button that is gone by then.
        submitted = st.button("Vastleggen", key=f"{form}/vastleggen/{submit_key}", type="primary")
    if not submitted:
        return None
    raw = {**_raw(form, kind), **(given or {})}
    if _objections(kind, raw, dossier, user, corrects):
        st.session_state[f"{form}/tried"] = True
        access.say("Er is nog niets vastgelegd: bij een of meer vragen staat wat er nog nodig is.")
        st.rerun()
    return fill(kind, raw, access.today(), dossier.born if dossier else None)


def _objections(
    kind: type[Vastlegging], raw: dict[str, Raw], dossier: Dossier | None, user: User, corrects: Vastgelegd | None
) -> dict[str, str]:
    if dossier is None:
        return objections(kind, raw, access.today())
    if corrects:
        return dossier.correction_objections(corrects, raw, by=user, on=access.today())
    return dossier.objections(kind, raw, by=user, on=access.today())


def _raw(form: str, kind: type[Vastlegging]) -> dict[str, Raw]:
    """What stands in the form now, vragen that are hidden at the moment included."""
    kept: dict[str, Raw] = st.session_state[f"{form}/kept"]
    found: dict[str, Raw] = {}
    for each in vragen(kind):
        value = st.session_state.get(f"{form}/{each.naam}", kept.get(each.naam))
        if value:
            found[each.naam] = list(value) if each.several else str(value)
    return found


def _start_with_concept(
    form: str, kind: type[Vastlegging], dossier: Dossier | None, user: User, corrects: Vastgelegd | None
) -> None:
    """Begin with what was typed before, or with what is corrected, or with what an earlier answer already says."""
    if f"{form}/kept" in st.session_state:
        return
    concept = concepts.find(user, dossier.id if dossier else concepts.NIEUW, access.concept_of(form))
    st.session_state[f"{form}/kept"] = (
        dict(concept.raw) if concept else _as_recorded(corrects) if corrects else _taken_over(kind, dossier)
    )
    if concept:
        st.session_state[f"{form}/saved"] = _hour(concept.saved_at)


def _begin_at(name: str, about: Vraag, form: str) -> None:
    """Give a widget that is not there yet its first value.

    Only then: a value set again while someone types would replace what they typed in the meantime.
    """
    if name not in st.session_state:
        kept = st.session_state[f"{form}/kept"].get(about.naam)
        st.session_state[name] = kept or ([] if about.several else _nothing(about))


def _nothing(about: Vraag) -> Raw:
    return None if about.keuzen else ""


def _as_recorded(record: Vastgelegd) -> dict[str, Raw]:
    return {each.naam: each.waarde for each in record.antwoorden}


def _taken_over(kind: type[Vastlegging], dossier: Dossier | None) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for naam, (soort, vraag) in kind.overnemen.items():
        records = [record for record in dossier.standing if record.soort == soort] if dossier else []
        if records and records[-1].waarde(vraag):
            found[naam] = records[-1].waarde(vraag)
    return found


def _takes_another_route(kind: type[Vastlegging], raw: dict[str, Raw]) -> bool:
    return issubclass(kind, Opening) and raw.get(kind.andere_route[0]) == kind.andere_route[1]


def _changed(form: str, kind: type[Vastlegging], dossier_id: str, user: User) -> None:
    """Save what was typed so far. Runs before the page does, so that leaving the page loses nothing."""
    if access.current_user() != user:
        return
    if f"{form}/kept" not in st.session_state:
        return  # the second half of a double click: what it brings was recorded by the first
    raw = _raw(form, kind)
    st.session_state[f"{form}/kept"] = raw
    soort = access.concept_of(form)
    if _takes_another_route(kind, raw):
        concepts.drop(user, dossier_id, soort)
        return
    concepts.keep(user, dossier_id, soort, raw, clock.now())
    st.session_state[f"{form}/saved"] = _hour(clock.now())


def _hour(moment: datetime) -> str:
    return f"{clock.at_school(moment):%H:%M}"


def _show_saved(form: str) -> None:
    saved = st.session_state.get(f"{form}/saved")
    st.caption(veilig(f"Concept bewaard om {saved} uur" if saved else "Wat u typt, wordt als concept bewaard."))


def _ask(about: Vraag, form: str, kind: type[Vastlegging], dossier: Dossier | None, user: User) -> None:
    """Draw one vraag: its wording, its hint, and the widget that its annotation asks for."""
    wording = f"{about.tekst} (mag leeg blijven)" if about.optional else about.tekst
    _begin_at(f"{form}/{about.naam}", about, form)
    with st.container(gap="xsmall"):
        st.markdown(veilig(wording))
        if about.help:
            st.caption(veilig(about.help))
        _widget(about, wording, f"{form}/{about.naam}", (form, kind, dossier.id if dossier else concepts.NIEUW, user))


def _widget(about: Vraag, label: str, name: str, changed_with: tuple[Any, ...]) -> None:
    # The label is drawn above, with the hint; here it is what a screen reader says.
    if about.soort is Bestand:
        form, _, dossier_id, user = changed_with
        return upload.ask(label, name, form, dossier_id, user, partial(_changed, *changed_with))
    common: dict[str, Any] = {
        "key": name,
        "on_change": _changed,
        "args": changed_with,
        "label_visibility": "collapsed",
    }
    labels = {each.value: veilig(each.label) for each in about.keuzen}
    if about.several:
        st.pills(veilig(label), list(labels), selection_mode="multi", format_func=labels.__getitem__, **common)
    elif about.keuzen:
        short = sum(len(each.label) for each in about.keuzen) < 40
        st.radio(veilig(label), list(labels), format_func=labels.__getitem__, index=None, horizontal=short, **common)
    elif about.soort is date:
        st.text_input(veilig(label), placeholder="dd-mm-jjjj", live="1s", width=220, **common)
        day = read_date(str(st.session_state.get(name) or ""))
        if day:
            st.caption(veilig(in_words(day)))
    elif about.soort is time:
        st.text_input(veilig(label), placeholder="uu:mm", live="1s", width=220, **common)
    elif about.one_line:
        st.text_input(veilig(label), live="1s", **common)
    else:
        st.text_area(veilig(label), height=120 if about.max_length > 500 else 80, **common)
