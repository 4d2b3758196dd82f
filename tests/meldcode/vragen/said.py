"""A helper: the objections to the answers in a form, changed from complete ones."""

from meldcode.vragen.vastlegging import objections
from tests.answers import answers
from tests.cast import BORN, MONDAY


def said(kind, **changes) -> dict[str, str]:
    return objections(kind, answers(kind, **changes), MONDAY, BORN)
