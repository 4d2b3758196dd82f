"""What is objected to the answers of a form."""

from meldcode.vragen.vastlegging import objections
from tests.builders import answers
from tests.cast import BORN, MONDAY


def said(kind, **changes) -> dict[str, str]:
    return objections(kind, answers(kind, **changes), MONDAY, BORN)
