"""The form that draws any vastlegging from its declaration. What is typed is kept as a concept while one types."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date, datetime, time
from functools import partial
from types import MappingProxyType
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db import concepts
from db.faults import in_words as fault_in_words
from meldcode.bestand import Bestand
from meldcode.datum import in_words, read_date
from meldcode.dossier import GEHEEL, Dossier
from meldcode.meegewogen import Meegewogen
from meldcode.oordeel import hints
from meldcode.persoon import Persoon
from meldcode.rollen import User
from meldcode.vastgelegd import Vastgelegd
from meldcode.vastleggingen import Opening
from meldcode.vraag import Raw, V, Vastlegging, Vraag, asked, fill, vragen
from meldcode.wegen import origin, te_wegen
from ui import access, clock, upload, weegstaat
from ui.place import place
from ui.text import veilig

STILL_THERE = "Wat u typte, is niet weg: laat dit venster open en ververs het niet."


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
    places: Mapping[str, DeltaGenerator] = MappingProxyType({}),
) -> V | None:
    """Ask the vragen; give the vastlegging once it is complete and submitted, else None.

    ``given`` are answers that are not asked; ``corrects`` is what it corrects, and begins with its answers;
    ``part`` tells apart two forms of one kind on a page; ``places`` says where a vraag is drawn, if not here.
    """
    form = key(dossier, kind, part)
    submit_key = access.submit_key(form)
    changed_with = (form, kind, dossier.id if dossier else concepts.NIEUW, user)
    is_new = _start_with_concept(form, kind, dossier, user, corrects)
    before = _raw(form, kind)
    raw = {**before, **(given or {})}
    found = _objections(kind, raw, dossier, user, corrects) if st.session_state.get(f"{form}/tried") else {}
    with place():
        if GEHEEL in found:
            st.error(veilig(found[GEHEEL]))
    now_asked = {each.naam for each in asked(kind, raw)} - set(given or ())
    for each in vragen(kind):
        with places.get(each.naam) or nullcontext(), place("xsmall"):
            if each.naam in now_asked and each.kop:
                st.subheader(veilig(each.kop), anchor=False)
            if each.naam in now_asked and each.soort is Meegewogen and dossier:
                _weigh(each, form, dossier, corrects, changed_with)
            elif each.naam in now_asked:
                _ask(each, form, changed_with)
            if each.naam in found:
                st.error(veilig(found[each.naam]))
    if is_new and _raw(form, kind) != before:
        # The tab stayed open while the server was started anew, and brings what was typed in it.
        _changed(*changed_with)
        access.say("De verbinding was even weg. Wat u typte, staat er nog. Ga verder waar u was.")
        st.rerun()
    if _takes_another_route(kind, raw):
        return None
    _show_saved(form, changed_with)
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
        dossier = Dossier("", user.school_id, "", user.id)
    if corrects:
        return dossier.correction_objections(corrects, raw, by=user, on=access.today())
    return dossier.objections(kind, raw, by=user, on=access.today())


def _raw(form: str, kind: type[Vastlegging]) -> dict[str, Raw]:
    """What stands in the form now, vragen that are hidden at the moment included."""
    kept: dict[str, Raw] = st.session_state[f"{form}/kept"]
    found: dict[str, Raw] = {}
    for each in vragen(kind):
        if each.soort is Meegewogen:
            value = weegstaat.typed(f"{form}/{each.naam}", kept.get(each.naam))
        else:
            value = st.session_state.get(f"{form}/{each.naam}", kept.get(each.naam))
        if value:
            found[each.naam] = list(value) if each.several or each.soort is Meegewogen else str(value)
    return found


def typed(kind: type[Vastlegging], dossier: Dossier | None, part: str = "") -> dict[str, Raw]:
    """What stands in this form now; empty before it was drawn."""
    form = key(dossier, kind, part)
    return _raw(form, kind) if f"{form}/kept" in st.session_state else {}


def _start_with_concept(
    form: str, kind: type[Vastlegging], dossier: Dossier | None, user: User, corrects: Vastgelegd | None
) -> bool:
    """Begin with what was typed before, or with what is corrected, or with what an earlier answer already says.

    Gives whether this tab begins: the first time, for all that this server knows.
    """
    if f"{form}/kept" in st.session_state:
        return False
    concept = concepts.find(user, dossier.id if dossier else concepts.NIEUW, access.concept_of(form))
    st.session_state[f"{form}/kept"] = (
        dict(concept.raw) if concept else _as_recorded(corrects) if corrects else _taken_over(kind, dossier)
    )
    if concept:
        st.session_state[f"{form}/saved"] = concept.saved_at and _hour(concept.saved_at)
    return True


def _first_value(name: str, about: Vraag, form: str) -> Raw:
    """What a widget begins with. It is given as a default, because the tab goes before a default.

    After the server was restarted the tab still holds what was typed; a value that is set would replace it. Only
    what was recorded a moment ago must be replaced: the tab still holds that as well.
    """
    first: Raw = st.session_state[f"{form}/kept"].get(about.naam)
    if not access.was_emptied(form) or name in st.session_state:
        return first
    st.session_state[name] = first or ([] if about.several else None if about.keuzen or about.soort is Persoon else "")
    return None


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
    """Save what was typed so far. Runs before the page does, so that leaving the page loses nothing.

    When it cannot be saved this tab keeps it, and the form says so.
    """
    if f"{form}/kept" not in st.session_state:
        return  # the second half of a double click: what it brings was recorded by the first
    raw, soort = _raw(form, kind), access.concept_of(form)
    try:
        if access.current_user() != user:
            return
        if _takes_another_route(kind, raw):
            concepts.drop(user, dossier_id, soort)
        else:
            concepts.keep(user, dossier_id, soort, raw, clock.now())
            st.session_state[f"{form}/saved"] = _hour(clock.now())
        st.session_state[f"{form}/unsaved"] = None
    except Exception as problem:
        said = fault_in_words(problem)
        if said is None:
            raise
        st.session_state[f"{form}/unsaved"] = said
        st.session_state[f"{form}/just_tried"] = True
    st.session_state[f"{form}/kept"] = raw


def try_again() -> None:
    """Let the forms of this tab save what they could not save, as soon as they are drawn."""
    for key in [key for key in st.session_state if str(key).endswith("/just_tried")]:
        del st.session_state[key]


def _hour(moment: datetime) -> str:
    return f"{clock.at_school(moment):%H:%M}"


def _show_saved(form: str, changed_with: tuple[Any, ...]) -> None:
    """Until when it was saved; or why it was not, after one more try in a run in which nothing was tried yet."""
    if st.session_state.get(f"{form}/unsaved") and not st.session_state.pop(f"{form}/just_tried", False):
        _changed(*changed_with)
        st.session_state.pop(f"{form}/just_tried", None)
    unsaved = st.session_state.get(f"{form}/unsaved")
    if unsaved:
        st.warning(veilig(f"Uw tekst kon niet als concept worden bewaard. {unsaved} {STILL_THERE}"))
        st.button("Opnieuw bewaren", key=f"{form}/bewaren")
        return
    saved = st.session_state.get(f"{form}/saved")
    st.caption(veilig(f"Concept bewaard om {saved} uur" if saved else "Wat u typt, wordt als concept bewaard."))


def _ask(about: Vraag, form: str, changed_with: tuple[Any, ...]) -> None:
    """Draw one vraag: its wording, its hint, and the widget that its annotation asks for."""
    wording = f"{about.tekst} (mag leeg blijven)" if about.optional else about.tekst
    name = f"{form}/{about.naam}"
    first = _first_value(name, about, form)
    st.markdown(veilig(wording))
    if about.help:
        st.caption(veilig(about.help))
    _widget(about, wording, name, first, changed_with)
    if about.feitelijk:
        _hint(str(st.session_state.get(name) or ""))


def _hint(text: str) -> None:
    """How to write what was seen, for each word that judges; nothing has to be changed."""
    found = hints(text)
    if found:
        st.caption("Schrijf liever wat een ander ook had kunnen zien of horen. U hoeft niets te veranderen.")
        asked = "\n".join(f"‘{each.woord}’: {each.vraag[0].lower()}{each.vraag[1:]}" for each in found)
        st.caption(veilig(asked))


def _weigh(
    about: Vraag, form: str, dossier: Dossier, corrects: Vastgelegd | None, changed_with: tuple[Any, ...]
) -> None:
    st.markdown(veilig(about.tekst))
    st.caption(veilig(about.help))
    records = te_wegen(dossier, origin(corrects, dossier) if corrects else None)
    first = st.session_state[f"{form}/kept"].get(about.naam)
    authors = access.names(changed_with[3])
    weegstaat.ask(f"{form}/{about.naam}", records, first, (_changed, changed_with), dossier.id, authors)


def _widget(about: Vraag, label: str, name: str, first: Raw, changed_with: tuple[Any, ...]) -> None:
    # The label is drawn above, with the hint; here it is what a screen reader says.
    if about.soort is Bestand:
        form, _, dossier_id, user = changed_with
        st.session_state.setdefault(name, first or "")
        return upload.ask(label, name, form, dossier_id, user, partial(_changed, *changed_with))
    common: dict[str, Any] = {
        "key": name,
        "on_change": _changed,
        "args": changed_with,
        "label_visibility": "collapsed",
    }
    labels = {each.value: veilig(each.label) for each in about.keuzen}
    if about.soort is Persoon:
        people = access.colleagues(changed_with[3])
        labels = {str(each): veilig(each.tekst) for each in people if about.takes(each)}
    options, text = list(labels), "" if first is None else str(first)
    if about.several:
        chosen = [each for each in first or [] if each in options]
        common |= {"default": chosen, "format_func": labels.__getitem__}
        st.pills(veilig(label), options, selection_mode="multi", **common)
    elif about.soort is Persoon:
        common |= {"index": options.index(text) if text in options else None, "format_func": labels.__getitem__}
        st.selectbox(veilig(label), options, placeholder="Kies een collega", width=420, **common)
    elif about.keuzen:
        common |= {"index": options.index(text) if text in options else None, "format_func": labels.__getitem__}
        st.radio(veilig(label), options, horizontal=sum(len(each.label) for each in about.keuzen) < 40, **common)
    elif about.soort is date:
        st.text_input(veilig(label), text, placeholder="dd-mm-jjjj", width=220, **common)
        day = read_date(str(st.session_state.get(name) or ""))
        st.caption(veilig(in_words(day) if day else "Dag-maand-jaar"))  # always a line: nothing moves under the mouse
    elif about.soort is time:
        st.text_input(veilig(label), text, placeholder="uu:mm", width=220, **common)
    elif about.one_line:
        st.text_input(veilig(label), text, **common)
    else:
        st.text_area(veilig(label), text, height=120 if about.max_length > 500 else 80, **common)
