"""Beheer: entering free days and taking them out, and saying which due days moved by it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from db.journal import journal
from db.school import kalender
from db.school.kalender import Gevolg, KalenderError
from db.store.engine import transaction
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.termijnen.vrij import Vrij
from meldcode.vragen.datum import in_words
from ui import clock
from ui.elements import answer
from ui.text import veilig

_FEW = 5  # moves in the sentence; more are listed below it


def enter(
    days: Sequence[Vrij],
    user: User,
    what: str,
    refuse: Callable[[str], None] = answer.refuse,
    typed: Iterable[str] = (),
) -> None:
    """Store these free days, and have ``say`` say so at ``what``; or say why not, with ``refuse``.

    ``typed`` is what was typed for them, of which signs that nobody sees may have been taken out.
    """
    try:
        with transaction(user.school_id) as connection:
            found = kalender.add(connection, user.school_id, days, clock.today())
            journal.managed(connection, user, "kalender", clock.now())
    except KalenderError as problem:
        refuse(str(problem))
        return
    entered = f"Ingevoerd: {found.aantal}." if found.aantal else "Deze dagen stonden er al in."
    _later(what, " ".join([entered, *answer.about_unseen([*typed, *(each.naam for each in days)])]), found)


def remove(each: Vrij, user: User, what: str) -> None:
    """Take these free days out, and have ``say`` say so at ``what``."""
    with transaction(user.school_id) as connection:
        found = kalender.remove(connection, user.school_id, each, clock.today())
        journal.managed(connection, user, "kalender", clock.now())
    _later(what, "Weggehaald.", found)


def _later(what: str, done: str, found: Gevolg) -> None:
    st.session_state[_key(what)] = done, found
    st.rerun()


def _key(what: str) -> str:
    return f"vrij/gezegd/{what}"


def say(what: str) -> None:
    """Say here, once, what was done at ``what`` and which due days moved; so the page stays where the press was."""
    said: tuple[str, Gevolg] | None = st.session_state.pop(_key(what), None)
    if said is None:
        return
    done, found = said
    moves = _moves(found.verschoven)
    answer.confirm(" ".join(filter(None, (done, _counted(found), *(moves if len(moves) <= _FEW else ())))))
    if len(moves) > _FEW:
        with st.expander(veilig("Welke dagen", note=str(len(moves)))):
            for each in moves:
                st.text(each)
    if found.deels:
        st.caption(
            veilig(
                worded(
                    "Ook termijnen van leerlingen in deze [groepen] zijn opnieuw geteld. Welke dat zijn, ziet u hier "
                    "niet."
                )
            )
        )


def _counted(found: Gevolg) -> str:
    """How many due days moved, in Dutch."""
    number = sum(found.verschoven.values())
    if not number:
        return "Geen termijn is verschoven." if not found.deels else ""
    return "1 termijn is verschoven." if number == 1 else f"{number} termijnen zijn verschoven."


def _moves(moved: Mapping[tuple[date, date], int]) -> list[str]:
    """A sentence for each two days, the earliest first."""
    return [
        f"Uiterlijk {in_words(was)} werd uiterlijk {in_words(now)}{f' ({number} keer)' if number > 1 else ''}."
        for (was, now), number in sorted(moved.items())
    ]
