"""Asking for a file with figures through its route and guard, without a running server."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from meldcode.rollen import User
from tests.pages.person import session_of
from ui.cijfers import uitvoer


def file_of(user: User, what: str, soort: str, asked: Mapping[str, str]) -> Response:
    """The response that this person gets for this file."""
    scope = {
        "type": "http",
        "headers": [],
        "query_string": urlencode(asked).encode(),
        "path_params": {"bestand": f"{what}.{soort}"},
    }
    return uitvoer.answer.answer(Request(scope), session_of(user), {})
