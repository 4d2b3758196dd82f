"""Drawing one vraag: its wording, its help, and the widget for its kind of answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as declared
from datetime import date, time
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

import streamlit as st

from db.dossiers import bijlagen
from meldcode.dossier import vastleggen
from meldcode.lichaam.plekken import Plekken, read_each
from meldcode.rollen import User
from meldcode.vragen.bestand import Bestand, read_bestand
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.lezen import beforehand, kept_dag
from meldcode.vragen.meegewogen import Meegewogen, read_delen, read_genummerd
from meldcode.vragen.oordeel import hints
from meldcode.vragen.persoon import Persoon, about_whom, read_persoon
from meldcode.vragen.vastlegging import Vastlegging, as_it_is_asked, asked, vragen
from meldcode.vragen.vraag import Raw, Vraag
from ui import clock
from ui.elements import field
from ui.elements.tab import Held
from ui.forms.state import FormState
from ui.forms.veld import dag, geboren, plekken, upload, weegstaat
from ui.page import people
from ui.text import veilig
from ui.web.callbacks import Guarded

# Characters of the choices that fit beside each other, in a form and in a part of a long one.
_SHORT, _ROW = 40, 64


@dataclass(frozen=True)
class Form:
    """A form that is being filled in, in this tab. It holds nothing about a child: answers are in the session state.

    ``corrects`` is the number of the record being corrected, 0 if none; ``given`` are answers that are not asked.
    """

    name: str
    kind: type[Vastlegging]
    dossier_id: str
    user: User
    corrects: int = 0
    given: Mapping[str, Raw] = declared(default_factory=dict)

    @property
    def state(self) -> FormState:
        """What this tab remembers of it."""
        return FormState(self.name)

    @property
    def kept(self) -> dict[str, Raw]:
        """The answers as last stored in the tab. Raises ``LookupError`` if the form was recorded or never drawn."""
        return _kept(self.state)

    def raw(self, here: Held = st.session_state) -> dict[str, Raw]:
        """The present answers, including vragen that are hidden at the moment. Raises as ``kept`` does.

        ``here``: the state of the tab (``ui.elements.tab``).
        """
        state = FormState(self.name, here)
        kept, found = _kept(state), dict[str, Raw]()
        for each in vragen(self.kind):
            if each.soort is Meegewogen:
                value = weegstaat.typed(state.weighing(each.naam), kept.get(each.naam))
            elif each.soort is Plekken:
                value = plekken.typed(state.plekken(each.naam), kept.get(each.naam))
            else:
                value = here.get(state.answer(each.naam), kept.get(each.naam))
            if value and each.soort is date:
                found[each.naam] = kept_dag(as_it_is_asked(each, found), str(value), clock.today())
            elif value:
                is_list = each.several or each.soort in (Meegewogen, Plekken)
                found[each.naam] = list(value) if is_list else str(value)
        return found


def _kept(state: FormState) -> dict[str, Raw]:
    if state.kept is None:
        raise LookupError
    return state.kept


def said(about: Vraag, raw: Raw) -> str:
    """An answer as it is shown; empty without one."""
    if not raw:
        return ""
    if about.soort is Meegewogen:
        return "\n".join(f"Nummer {each.nummer}, {each.hoe.label.lower()}: {each.tekst}" for each in read_delen(raw))
    if about.soort is Bestand:
        return "Een bijlage"
    if about.soort is Plekken:
        return Plekken(read_each(raw)).tekst
    labels = {each.value: each.label for each in about.keuzen}
    if sort := about.genummerd:
        return ", ".join(each.label for each in (read_genummerd(one, sort) for one in raw) if each)
    if isinstance(raw, list):
        return ", ".join(labels.get(each, each) for each in raw)
    persoon = read_persoon(raw) if about.soort is Persoon else None
    return persoon.tekst if persoon else labels.get(raw, raw)


def place_of(form: str, about: Vraag) -> str:
    """The key of the slot in which this vraag is asked."""
    return field.key(form, about.naam, optional=about.optional)


def say_above(about: Vraag, form: Form, objection: str, pressed: str = "") -> None:
    """The wording, the help, what an answer must be, and the objection to the present one.

    ``pressed`` is as in ``field.above``.
    """
    wording = f"{about.tekst} (mag leeg blijven)" if about.optional else about.tekst
    hint = " ".join(filter(None, (about.help, beforehand(about))))
    field.above(form.name, about.naam, wording, hint, objection, pressed)


def draw(
    about: Vraag, form: Form, changed: Guarded, objection: str = "", among: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Draw one vraag with the objection to its answer, if any; ``changed`` is called when the answer changes.

    ``among``: the people or records to choose from, by how they are stored.
    """
    name = form.state.answer(about.naam)
    if about.soort is Plekken:
        say_above(about, form, objection)
        plekken.ask(form.state.plekken(about.naam), form.state, form.kept.get(about.naam), form.user, changed)
        return
    first = _first_value(name, about, form)
    if about.origineel_van:
        say_above(about, form, objection)
        st.session_state.setdefault(name, first or "")
        upload.draw_original(form.state.file(about.naam), form.state)
    elif about.soort is Bestand:
        file = form.state.file(about.naam)
        say_above(about, form, file.refused or objection, upload.just_refused(file))
        st.session_state.setdefault(name, first or "")
        closed, beside = partial(_takes_no_other, about, form), partial(_keep_original, about, form)
        upload.ask(about.tekst, file, form.state, form.user, changed, closed, beside)
    else:
        say_above(about, form, objection)
        _widget(about, about.tekst, name, first, form, changed, among)
    if about.feitelijk:
        _hint(str(st.session_state.get(name) or ""))


def _takes_no_other(about: Vraag, form: Form) -> str:
    """Why the school takes no other file here with these answers; empty when it does."""
    return " ".join(vastleggen.closed(form.kind, {**form.raw(), about.naam: ""}).values())


def _keep_original(about: Vraag, form: Form, content: bytes) -> None:
    """Keep what was brought here as it is as well, if that is asked; an earlier one is of another photo."""
    beside = next((each for each in vragen(form.kind) if each.origineel_van == about.naam), None)
    if beside is None:
        return
    file, is_asked = form.state.file(beside.naam), beside.naam in [each.naam for each in asked(form.kind, form.raw())]
    before, file.taken = read_bestand(file.taken), ""
    if is_asked:
        kept = bijlagen.keep_original(
            content,
            by=form.user,
            dossier_id=form.dossier_id,
            concept=form.state.concept,
            at=clock.now(),
            instead_of=before,
        )
        file.taken = str(kept)


def _first_value(name: str, about: Vraag, form: Form) -> Raw:
    """The first value of a widget, to pass as its default: then the state of the tab takes precedence over it.

    After a restart of the server the tab still holds what was typed, and setting the value would overwrite that. Only
    after recording must the value in the tab be replaced: then it is set, and None returned. It is set already when a
    press put the answer there.
    """
    first = form.kept.get(about.naam)
    if about.naam in form.state.put:
        form.state.put -= {about.naam}
        if name in st.session_state:
            return None
    if not form.state.emptied or name in st.session_state:
        return first
    st.session_state[name] = first or ([] if about.several else None if about.keuzen or about.soort is Persoon else "")
    return None


def _hint(text: str) -> None:
    """Show advice on each judging word in the text: describe what was seen. Nothing has to be changed."""
    found = hints(text)
    if found:
        st.caption("Schrijf liever wat een ander ook had kunnen zien of horen. U hoeft niets te veranderen.")
        asked = "\n".join(f"‘{each.woord}’: {each.vraag[0].lower()}{each.vraag[1:]}" for each in found)
        st.caption(veilig(asked))


def _widget(
    about: Vraag, label: str, name: str, first: Raw, form: Form, changed: Guarded, among: Mapping[str, str]
) -> None:
    in_parts = form.state.onderdeel is not None  # much is asked there: a field is as high as what is in it
    # The label is drawn above, with the help; here it is for screen readers.
    common: dict[str, Any] = {"key": name, "on_change": changed, "label_visibility": "collapsed"}
    labels = {each.value: each.label for each in about.te_kiezen} or dict(among)
    if about.genummerd:  # by number: since then it may be called otherwise
        first = [each for each in among if about_whom(each) & about_whom(first)]
    if about.soort is Persoon:
        labels = {str(each): each.tekst for each in about.takers(people.colleagues(form.user))}
    options, text = list(labels), "" if first is None else str(first)
    index = options.index(text) if text in options else None
    if about.several:
        chosen = [each for each in first or [] if each in options]
        common |= {"selection_mode": "multi", "default": chosen}
        st.pills(label, options, format_func=lambda each: veilig(labels[each]), **common)
    elif about.soort is Persoon:
        common |= {"placeholder": "Kies een collega", "width": 420}
        st.selectbox(label, options, index, format_func=labels.__getitem__, **common)
    elif about.keuzen:
        is_short = sum(map(len, labels.values())) < (_ROW if in_parts else _SHORT)
        st.radio(label, options, index, format_func=lambda each: veilig(labels[each]), horizontal=is_short, **common)
    elif about.soort is date:
        dag.ask(about, text, form.state, form.user, changed)
    elif about.soort is Geboren:
        geboren.ask(about, text, form.state, form.user, changed)
    elif about.soort is time:
        dag.ask_time(about, text, form.state, changed)
    elif about.one_line:
        st.text_input(label, text, **common)
    else:
        height: Literal["content"] | int = "content" if in_parts else 120 if about.max_length > 500 else 80
        st.text_area(label, text, height=height, **common)
