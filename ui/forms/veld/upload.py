"""The field for a file in a form: a file is stored as soon as it arrives, so that a refresh loses nothing."""

from collections.abc import Callable

import streamlit as st

from db.brought.own_process import NotWanted
from db.dossiers import bijlagen
from db.dossiers.inspection import Onbruikbaar
from db.store import faults
from meldcode.rollen import User
from meldcode.vragen.bestand import MOST_PHOTO_MB, read_bestand
from ui import clock
from ui.elements import answer
from ui.forms.state import FileState, FormState
from ui.page import bijlage
from ui.text import veilig
from ui.web import uploads


def ask(
    label: str,
    file: FileState,
    form: FormState,
    user: User,
    keep: Callable[[], None],
    closed: Callable[[], str],
    beside: Callable[[bytes], None],
) -> None:
    """Draw the file that was taken in, and an uploader. ``keep`` saves the concept once another file is taken in.

    ``closed`` says why none may be, as a Dutch sentence; empty when it may. ``beside`` is given what was brought.
    """
    taken = read_bestand(file.taken)
    if taken:
        pressed, file.just_taken = file.just_taken, ""
        with answer.pointed(pressed):
            bijlage.draw(form.dossier_id, taken)
            if file.told:
                st.info(veilig("\n".join(file.told)))
            st.caption("Dit bestand is opgenomen. Is het niet het goede? Kies dan hieronder een ander.")
    widget = file.widget
    uploads.ask(label, widget, user, _chosen, widget, file, form, user, keep, closed, beside, most_mb=MOST_PHOTO_MB)


def just_refused(file: FileState) -> str:
    """The unique name of a refusal that was not drawn yet, to bring it into view; empty afterwards."""
    pressed, file.just_refused = file.just_refused, ""
    return pressed


def _chosen(
    widget: str,
    file: FileState,
    form: FormState,
    user: User,
    keep: Callable[[], None],
    closed: Callable[[], str],
    beside: Callable[[bytes], None],
) -> None:
    """Take in the file that has just arrived. A callback: it runs before the page."""
    uploaded = uploads.chosen(widget)
    if uploaded is None:
        return
    if not form.is_drawn:
        uploads.let_go(uploaded)
        return
    told = list[str]()
    try:
        if not_taken := closed():
            raise Onbruikbaar(not_taken)
        taken = bijlagen.take_in(
            uploaded.getvalue(),
            by=user,
            dossier_id=form.dossier_id,
            concept=form.concept,
            at=clock.now(),
            instead_of=read_bestand(file.taken),
            wanted=uploads.still_wanted(uploaded),
            tell=told.extend,
        )
        # In place of an earlier one, which is gone by now, whatever becomes of what is kept beside it.
        file.taken, file.told = str(taken), tuple(told)
        beside(uploaded.getvalue())
    except NotWanted:
        return
    except Exception as problem:
        said = faults.in_words(problem)
        if said is None:
            raise
        file.refused, file.just_refused = said, answer.nonce()
        keep()
        return
    finally:
        uploads.let_go(uploaded)
        file.count += 1
    file.refused = ""
    file.just_taken = answer.nonce()
    keep()


def draw_original(file: FileState, form: FormState) -> None:
    """Say whether what was brought is kept as it was; it is chosen where the photo is."""
    taken = read_bestand(file.taken)
    if taken:
        bijlage.draw(form.dossier_id, taken)
        st.caption("Het origineel is ook bewaard, zoals het toestel het maakte.")
    else:
        st.caption("Kies hierboven de foto. Dan wordt ook het origineel bewaard.")
