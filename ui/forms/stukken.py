"""Asking about which records something is: each one to press, the newest first."""

from meldcode.dossier.dossier import Dossier
from meldcode.verzoeken.lopend import te_noemen
from meldcode.vragen.vraag import Vraag
from ui.forms import question
from ui.forms.question import Form
from ui.web.callbacks import Guarded


def ask(about: Vraag, form: Form, dossier: Dossier, changed: Guarded, objection: str) -> None:
    """Draw the vraag with everything that was recorded about the pupil."""
    there = {each.value: each.label for each in reversed(te_noemen(dossier.standing))}
    question.draw(about, form, changed, objection, among=there)
