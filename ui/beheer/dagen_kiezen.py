"""Beheer: choosing which days are free among those that were found, and what was not taken of a calendar."""

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from db.brought.calendars.found import Reden
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.termijnen.groepen import groepen_in, in_words
from meldcode.termijnen.kalender import Kalender
from meldcode.termijnen.vrij import Vrij
from meldcode.termijnen.welke_vrij import Oordeel
from meldcode.vragen.datum import in_words as day_in_words
from ui.beheer import vrij_invoeren
from ui.beheer.agenda_bestand import Dag, Lezing, Over
from ui.elements import rijen
from ui.elements.field import Fields
from ui.elements.slot import place
from ui.text import veilig

_FIRST = 100  # days of each verdict that are shown at first
_NONE = "Kies er ten minste één."
_ABOUT = {
    Oordeel.VRIJ: "Dit zijn dagen zonder school, te zien aan de naam.",
    Oordeel.TWIJFEL: "Hier staat niet zeker dat iedereen vrij is. Kies alleen wat klopt.",
    Oordeel.NIET: "Dan is er school, of een deel van de dag. Kies een dag alleen als dat anders is.",
}


def known_in(found: Sequence[Dag], entered: Kalender) -> tuple[Sequence[Dag], Sequence[Over]]:
    """Of these days: those that are not entered yet, and those that are, to be named among what was not taken."""
    there = {(each.van, each.tot) for each in entered.vrij if not each.groepen}
    in_parts = {(each.van, each.tot, each.naam) for each in entered.vrij if each.groepen}
    new, old = list[Dag](), list[Over]()
    for each in found:
        vrij = each.vrij
        if (vrij.van, vrij.tot) in there or (vrij.van, vrij.tot, vrij.naam) in in_parts:
            old.append(Over(vrij.naam, tuple(dict.fromkeys((vrij.van, vrij.tot))), Reden.STAAT_ER_AL, 1))
        else:
            new.append(each)
    return new, old


def choose(found: Sequence[Dag], user: User, what: str) -> None:
    """Let the person choose which of these days are free, in three groups; only what is surely free is ticked.

    ``what`` names this list. After the press the page stays here, and says which due days moved.
    """
    with place():
        vrij_invoeren.say(what)
    with place():
        if found:
            _ask(found, user, what)
        else:
            st.caption("Alles hiervan staat er al in.")


def _ask(found: Sequence[Dag], user: User, what: str) -> None:
    groups = {each: [day for day in found if day.oordeel is each] for each in Oordeel}
    shown = {each: rijen.first_of(some, _key(what, each), _FIRST, by_pages=False) for each, some in groups.items()}
    fields = Fields(f"vrij/kiezen/{what}", {"dagen": "Welke dagen zijn vrij?"})
    chosen = list[Dag]()
    with st.form(f"vrij/kiezen/{what}", enter_to_submit=False):
        with fields.of("dagen", _NONE):
            for oordeel, some in shown.items():
                if some:
                    chosen += _group(oordeel, some, what, len(groups[oordeel]))
        pressed = st.form_submit_button("Deze dagen zijn vrij")
    for oordeel, some in groups.items():
        rijen.show_all(len(some), _key(what, oordeel), _FIRST, oordeel.label, by_pages=False)
    if not pressed:
        return
    days = [_in_groups(each, what) for each in chosen]
    wrong = next((each for each in days if isinstance(each, str)), "" if days else _NONE)
    if wrong:
        fields.refuse({"dagen": wrong})
    vrij_invoeren.enter([each for each in days if isinstance(each, Vrij)], user, what)


def _key(what: str, oordeel: Oordeel) -> str:
    return f"vrij/{what}/{oordeel}"


def _group(oordeel: Oordeel, days: Sequence[Dag], what: str, number: int) -> Iterator[Dag]:
    """Draw the days of one verdict; the ones that are ticked."""
    if oordeel is Oordeel.NIET:
        with st.expander(veilig(oordeel.label, note=str(number))):
            return _ticked(oordeel, days, what)
    st.header(veilig(oordeel.label, note=str(number)), anchor=False)
    return _ticked(oordeel, days, what)


def _ticked(oordeel: Oordeel, days: Sequence[Dag], what: str) -> Iterator[Dag]:
    st.caption(veilig(_ABOUT[oordeel]))
    chosen, asked = list[Dag](), set[str]()
    for each in days:
        key = f"vrij/kies/{what}/{each.vrij.van}/{each.vrij.tot}/{each.vrij.naam}"
        if st.checkbox(veilig(_label(each)), oordeel is Oordeel.VRIJ, key=key):
            chosen.append(each)
        if each.zegt.deels and each.vrij.naam not in asked:
            asked.add(each.vrij.naam)
            st.text_input(
                veilig(worded("Welke [groepen] zijn dan vrij?"), before=each.vrij.naam),
                in_words(each.vrij.groepen),
                key=_key_of_groups(each, what),
                placeholder="Bijvoorbeeld: 1 t/m 4, Plusklas",
            )
    return iter(chosen)


def _key_of_groups(each: Dag, what: str) -> str:
    return f"vrij/alleen/{what}/{each.vrij.naam}"


def _label(each: Dag) -> str:
    plain = Vrij(each.vrij.van, each.vrij.tot, each.vrij.naam).in_words
    return f"{plain} ({each.uren})" if each.uren else plain


def _in_groups(each: Dag, what: str) -> Vrij | str:
    """These days for the groups that were typed beside them; or why not."""
    if not each.zegt.deels:
        return each.vrij
    try:
        groepen = groepen_in(str(st.session_state.get(_key_of_groups(each, what), "")))
    except ValueError as why:
        return str(why)
    if not groepen:
        return worded(f"Schrijf bij ‘{each.vrij.naam}’ welke [groepen] vrij zijn.")
    return Vrij(each.vrij.van, each.vrij.tot, each.vrij.naam, groepen)


def not_taken(over: Sequence[Over]) -> None:
    """Draw what was not taken of a calendar, each with the reason, a page at a time."""
    if not over:
        return
    number = sum(each.aantal for each in over)
    with st.expander(veilig("Niet overgenomen", note=str(number))):
        with rijen.turned("vrij/over"):
            for each in over[rijen.page_of(len(over), "vrij/over", tuple(over))]:
                times = f" ({each.aantal} keer)" if each.aantal > 1 else ""
                when = " tot en met ".join(day_in_words(day) for day in each.dagen)
                st.text(f"{each.naam}{f', {when}' if when else ''}{times}: {each.reden}")
        rijen.turn(len(over), "vrij/over")


def which(readings: Mapping[str, Lezing]) -> Lezing | None:
    """The reading that holds: the only one, or the one the person says; None as long as they did not."""
    if len(readings) == 1:
        return next(iter(readings.values()))
    said = st.radio(
        "Hoe staan de datums in dit bestand?",
        list(readings),
        index=None,
        format_func=lambda each: veilig(f"Eerst de {each.replace('-', ', dan de ')}: {_example(each, readings)}"),
        key=ORDER,
    )
    return readings[said] if said else None


ORDER = "vrij/volgorde"
"""The key of the order of dates that was said to hold for the file."""


def _example(order: str, readings: Mapping[str, Lezing]) -> str:
    """The first day of this reading that is another in the other one."""
    others = {each for other, reading in readings.items() if other != order for each in reading.dagen}
    first = next((each for each in readings[order].dagen if each not in others), None)
    return first.vrij.in_words if first else "dan valt alles buiten dit en het volgende schooljaar"
