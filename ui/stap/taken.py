"""A stap as a list of tasks: what is needed (done, now, still) and what is possible besides; each opens its form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from db.dossiers import concepten
from db.store.faults import in_words
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.rollen import Permission, User
from meldcode.route.stappen import Stap
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.datum import ago
from meldcode.vragen.eisen import VOOR, Eis
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.elements.slot import place
from ui.forms.offered import Offer
from ui.forms.state import FormState, name_of
from ui.page import people, record_view
from ui.stap import aanvullen
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

Kinds = Mapping[str, type[Vastlegging]]
Began = Mapping[str, datetime | None]
"""When a concept was saved, by the name of its form."""
_STATE = '<span class="mr-onzichtbaar">{state}</span>'
_TASK = '<p class="mr-taak"><b>{title}</b><span>{line}</span></p>'
_END = re.compile(r"(?<=[.?!]) ")
_DONE, _NOW, _STILL = "klaar", "nu", "nog"
_SAID = {_DONE: "Vastgelegd:", _NOW: "Nu:", _STILL: "Nog nodig:"}


@dataclass(frozen=True)
class _Task:
    """One thing that a stap needs: the eis, the kind that meets it here (None: not on this page), what was recorded.

    ``completes``: what was recorded and must be corrected to meet it; then no more of this kind is asked for.
    """

    eis: Eis
    kind: type[Vastlegging] | None
    done: tuple[Vastgelegd, ...] = ()
    completes: Vastgelegd | None = None


def draw(stap: Stap, dossier: Dossier, user: User, kinds: Kinds, offer: Offer) -> None:
    """Draw the tasks of this stap; ``kinds``: what this person may record here, by name.

    Who does not walk the route has none: they may add something.
    """
    walks = dossier.may(user, Permission.WALK_ROUTE)
    tasks = list(_tasks(stap, dossier, user, kinds)) if walks else []
    still = [each for each in tasks if not each.done and each.kind]
    refused = [_refusal(each, dossier, user) for each in still]
    now = next((each for each, why in zip(still, refused, strict=True) if not why), None)
    with place():
        if refused and not now:
            st.info(veilig(refused[0]))
    began = _began(dossier, user)
    with st.container(key="mr-taken", gap=None) if tasks else place():
        for number, each in enumerate(tasks, 1):
            state = _DONE if each.done else _NOW if each is now else _STILL
            _task(number, each, state, dossier, user, offer, began)
    asked = {each.kind for each in tasks if not each.done and not each.completes}
    besides = [kind for kind in kinds.values() if kind not in asked]
    if besides:
        st.header("Ook mogelijk" if walks else "Wat wilt u toevoegen?", anchor=False)
        with st.container(key="mr-ook", gap=None):
            for kind in besides:
                _besides(kind, user, offer, began)


def _began(dossier: Dossier, user: User) -> Began:
    """The concepten of this person here; none if they cannot be read: the form says so, and the list works without."""
    try:
        return {each.form: each.saved_at for each in concepten.waiting(user, dossier.id)}
    except Exception as problem:
        if in_words(problem) is None:
            raise
        return {}


def _tasks(stap: Stap, dossier: Dossier, user: User, kinds: Kinds) -> Iterator[_Task]:
    window, missing, completes = dossier.window(stap), dossier.missing(stap), aanvullen.of(stap, dossier, user)
    for eis in dossier.needs(stap):
        here = [each for each in eis.soorten if each.__name__ in kinds]
        kind = _first_to_record(here, eis, dossier)
        if eis in missing:
            record = completes.get(eis)
            yield _Task(eis, BY_NAME[record.soort] if record else None if eis.aanvullen else kind, completes=record)
        elif eis.applies(window):
            yield _Task(eis, kind, tuple(_meets(eis, window)))


def _first_to_record(kinds: Sequence[type[Vastlegging]], eis: Eis, dossier: Dossier) -> type[Vastlegging] | None:
    """Of the kinds that meet it the first that can be recorded now, about whom it is."""
    return min(kinds, key=lambda each: bool(dossier.lacks(each, eis.wie)), default=None)


def _meets(eis: Eis, window: Records) -> Iterator[Vastgelegd]:
    for record in window:
        about = not eis.wie or any(one.is_in(record) for one in eis.wie)
        if about and record.isa(*eis.soorten) and Eis(eis.soorten, "", eis.waar).met([record]):
            yield record


def _task(number: int, each: _Task, state: str, dossier: Dossier, user: User, offer: Offer, began: Began) -> None:
    key = f"taak/{number}"
    said = each.done or ((each.completes,) if each.completes else ())
    line = _said(said, user) if said else _about(each.kind, began) if each.kind else ""
    with st.container(key=f"mr-taak-{state}-{number}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.html(own_html(_STATE + _TASK, state=_SAID[state], title=each.eis.tekst, line=line))
        if each.done:
            label = "Sluiten" if offer.unfolded(key) else "Bekijken"
            st.button(
                veilig(label, note=each.eis.tekst),
                key=offer.key_of(key),
                type="tertiary",
                on_click=Guarded(user, offer.turn, key),
            )
        elif each.completes:
            _open(aanvullen.name(each.completes), "Aanvullen", each.eis.tekst, str(number), user, offer, state == _NOW)
        elif each.kind:
            about = f"{each.kind.titel}: {each.eis.tekst}"
            begin = FormState(name_of(dossier.id, each.kind.__name__)), _begins_with(each.eis)
            _open(each.kind.__name__, "Invullen", about, str(number), user, offer, state == _NOW, begin)
    if each.done and offer.unfolded(key):
        record_view.records(each.done, dossier, user)


def _begins_with(eis: Eis) -> dict[str, Raw]:
    """What a form that is opened for it begins with; of a task about one person, who that is."""
    one = [Betrokken(each.nummer, each.naam).value for each in eis.wie]
    return eis.begint_met | ({VOOR: one} if len(one) == 1 else {})


def _refusal(task: _Task, dossier: Dossier, user: User) -> str | None:
    """Why this person cannot do this now; None when they can."""
    if task.completes or task.kind is None:
        return None
    return vastleggen.refusal(dossier, task.kind, user, clock.today())


def _open(
    form: str,
    label: str,
    about: str,
    where: str,
    user: User,
    offer: Offer,
    is_first: bool = False,
    begin: tuple[FormState, Mapping[str, Raw]] | None = None,
) -> None:
    """The button to open this form. ``about`` is read aloud with it, for of several each has a name of its own.

    ``begin``: what the form then begins with.
    """

    def opened() -> None:
        offer.choose(form)
        if begin:
            begin[0].begins_with(begin[1])

    st.button(
        veilig(label, note=about),
        key=offer.key_of(f"invullen/{where}/{form}"),
        type="primary" if is_first else "tertiary",
        on_click=Guarded(user, opened),
    )


def _about(kind: type[Vastlegging], began: Began) -> str:
    """Since when it is being filled in; else what it is for, of which the rest stands above its form."""
    if kind.__name__ in began:
        at = began[kind.__name__]
        return f"U begon hieraan: concept, {clock.said(at) if at else 'eerder'}"
    return _END.split(kind.uitleg)[0]


def _said(records: Sequence[Vastgelegd], user: User) -> str:
    """What was recorded last, in a line: when, by whom, and its first words."""
    last = records[-1]
    who = people.names(user).get(last.by, "onbekend")
    more = f" (en nog {len(records) - 1})" if len(records) > 1 else ""
    return f"{ago(dag(last), clock.today())}, {who}: {record_view.in_short(last)}{more}"


def _besides(kind: type[Vastlegging], user: User, offer: Offer, began: Began) -> None:
    with st.container(key=f"mr-taak-ook-{kind.__name__}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.html(own_html(_TASK, title=kind.titel, line=_about(kind, began)))
        _open(kind.__name__, "Invullen", kind.titel, "ook", user, offer)


def back(user: User, offer: Offer, stap: Stap) -> None:
    """Draw the way back from a form to the tasks of its stap."""
    st.button(
        veilig(f"Terug naar {stap.naam.lower()}"),
        key=offer.key_of("terug"),
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=Guarded(user, offer.choose, ""),
    )
