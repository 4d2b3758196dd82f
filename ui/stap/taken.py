"""A stap as a list of tasks: what is needed (done, now, still) and what is possible besides; each opens its form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.stappen import Stap
from meldcode.vragen.datum import ago
from meldcode.vragen.eisen import Eis
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.forms.offered import Offer
from ui.page import people, record_view
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

Kinds = Mapping[str, type[Vastlegging]]
_STATE = '<span class="mr-onzichtbaar">{state}</span>'
_TASK = '<p class="mr-taak"><b>{title}</b><span>{line}</span></p>'
_DONE, _NOW, _STILL = "klaar", "nu", "nog"
_SAID = {_DONE: "Vastgelegd:", _NOW: "Nu:", _STILL: "Nog nodig:"}


@dataclass(frozen=True)
class _Task:
    """One thing that a stap needs: the eis, the kind that meets it here (None: not on this page), what was recorded."""

    eis: Eis
    kind: type[Vastlegging] | None
    done: tuple[Vastgelegd, ...] = ()


def draw(stap: Stap, dossier: Dossier, user: User, kinds: Kinds, offer: Offer) -> None:
    """Draw the tasks of this stap; ``kinds``: what this person may record here, by name."""
    tasks = list(_tasks(stap, dossier, kinds))
    now = next((each for each in tasks if not each.done and each.kind and not dossier.lacks(each.kind)), None)
    with st.container(key="mr-taken", gap=None):
        for number, each in enumerate(tasks, 1):
            _task(number, each, _DONE if each.done else _NOW if each is now else _STILL, dossier, user, offer)
    asked = {each.kind for each in tasks if not each.done}
    besides = [kind for kind in kinds.values() if kind not in asked]
    if besides:
        st.subheader("Ook mogelijk", anchor=False)
        with st.container(key="mr-ook", gap=None):
            for kind in besides:
                _besides(kind, dossier, user, offer)


def _tasks(stap: Stap, dossier: Dossier, kinds: Kinds) -> Iterator[_Task]:
    window, missing = dossier.window(stap), dossier.missing(stap)
    for eis in stap.nodig:
        kind = next((each for each in eis.soorten if each.__name__ in kinds), None)
        if eis in missing:
            yield _Task(eis, kind)
        elif eis.applies(window):
            yield _Task(eis, kind, tuple(_meets(eis, window)))


def _meets(eis: Eis, window: Records) -> Iterator[Vastgelegd]:
    for record in window:
        if record.isa(*eis.soorten) and Eis(eis.soorten, "", eis.waar).met([record]):
            yield record


def _task(number: int, each: _Task, state: str, dossier: Dossier, user: User, offer: Offer) -> None:
    key = f"taak/{number}"
    line = _said(each.done, user) if each.done else each.kind.uitleg if each.kind else ""
    with st.container(key=f"mr-taak-{state}-{number}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.html(own_html(_STATE + _TASK, state=_SAID[state], title=each.eis.tekst, line=line))
        if each.done:
            label = "Sluiten" if offer.unfolded(key) else "Bekijken"
            st.button(
                f"{label} :gray[{veilig(each.eis.tekst)}]",
                key=offer.button(key),
                type="tertiary",
                on_click=Guarded(user, offer.turn, key),
            )
        elif each.kind:
            _fill_in(each.kind, f": {each.eis.tekst}", str(number), user, offer, is_first=state == _NOW)
    if each.done and offer.unfolded(key):
        record_view.records(each.done, dossier, user)


def _fill_in(
    kind: type[Vastlegging], about: str, where: str, user: User, offer: Offer, *, is_first: bool = False
) -> None:
    """The button to fill in this kind. ``about`` is read aloud with it, for of several each has a name of its own."""
    st.button(
        f"Invullen :gray[{veilig(kind.titel + about)}]",
        key=offer.button(f"invullen/{where}/{kind.__name__}"),
        type="primary" if is_first else "tertiary",
        on_click=Guarded(user, offer.choose, kind.__name__),
    )


def _said(records: Sequence[Vastgelegd], user: User) -> str:
    """What was recorded last, in a line: when, by whom, and its first words."""
    last = records[-1]
    who = people.names(user).get(last.by, "onbekend")
    more = f" (en nog {len(records) - 1})" if len(records) > 1 else ""
    return f"{ago(last.on, clock.today())}, {who}: {last.kern}{more}"


def _besides(kind: type[Vastlegging], dossier: Dossier, user: User, offer: Offer) -> None:
    done = dossier.of(kind)
    with st.container(key=f"mr-taak-ook-{kind.__name__}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.html(own_html(_TASK, title=kind.titel, line=_said(done, user) if done else kind.uitleg))
        _fill_in(kind, "", "ook", user, offer)


def back(user: User, offer: Offer, stap: Stap) -> None:
    """Draw the way back from a form to the tasks of its stap."""
    st.button(
        f"Terug naar {stap.naam.lower()}",
        key=offer.button("terug"),
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=Guarded(user, offer.choose, ""),
    )
