"""Plain HTML pages outside Streamlit, with their forms and cookies: for everything before signing in."""

import re
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from db.accounts.sessions import token_hash
from ui.web import browser, gate

CROSS_SITE = "Dit verzoek komt niet van de inlogpagina van Meldroute en is geweigerd."
PRACTICE_BAND = "Oefenschool – alle gegevens zijn verzonnen"
BODY_MAX = 8 * 1024
STATIC = Path(__file__).parents[1] / "static"
_PLACE = re.compile(r"/(?!/)[A-Za-z0-9/_.?=&%-]*")
_BETWEEN, _AT_ONCE = "~", 4
_FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """The request is not a form of ours. Has the status and the Dutch sentence for the response."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def require_own_page(request: Request) -> None:
    """Raise ``Refused`` for a form that another site made somebody's browser send.

    A CSRF token would add nothing. No script can forge Origin or Sec-Fetch-Site, and every current browser sends
    Origin with a POST; a client that sends neither is no browser (curl, a test) and acts for nobody else. The session
    cookie is SameSite=Strict besides. "Origin: null" (a sandboxed frame, a page with `no-referrer`) is accepted only
    when the browser adds that the request is same-origin.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise Refused(403, CROSS_SITE)
    if origin == "null" and site is not None:
        return
    if origin is not None and not gate.is_own_origin(origin, request.headers.get("host"), request.url.scheme):
        raise Refused(403, CROSS_SITE)


async def fields(request: Request, most: int = BODY_MAX) -> dict[str, str]:
    """The fields of a form that was sent from a page of our own, of at most so many bytes.

    Raises ``Refused`` for anything else.
    """
    require_own_page(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise Refused(415, "Gebruik het formulier van de inlogpagina.")
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise Refused(413, "Het formulier is te groot.")
    except ClientDisconnect:  # nobody is there to read the response
        raise Refused(400, "Niet alles is aangekomen. Probeer het opnieuw.") from None
    try:
        parsed = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        raise Refused(400, "Het formulier is onleesbaar.") from None
    return {name: values[0] for name, values in parsed.items()}


def own_place(wanted: str) -> str:
    """``wanted`` if it is an address of our own, else the start page: so nobody is sent to another site."""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    is_ours = wanted.startswith("/") and not parts.scheme and not parts.netloc and not wanted.startswith(gate.SIGN_IN)
    return wanted if is_ours and len(wanted) <= 300 and _PLACE.fullmatch(wanted) else "/"


def address_of(request: Request) -> str:
    """The client address. Behind a proxy on this machine the server takes it from the proxy's header."""
    return request.client.host if request.client else ""


@cache
def _layout() -> Template:
    return Template((STATIC / "inloggen.html").read_text(encoding="utf-8"))


def page(content: str, *, title: str = "Inloggen", status: int = 200, practice: bool = False) -> HTMLResponse:
    """A page around this HTML, which must already be safe."""
    band = f'<header class="band">{PRACTICE_BAND}</header>' if practice else ""
    head = {"root": browser.ROOT, "meta": browser.META, "title": escape(title)}
    return HTMLResponse(_layout().substitute(head, band=band, content=content), status)


def notice(sentence: str, *, kind: str = "notice") -> str:
    """A sentence above a form, escaped; empty when there is nothing to say."""
    return f'<p class="{kind}" id="melding" role="alert">{escape(sentence)}</p>' if sentence else ""


def about_notice(said: str, *, wrong: bool = True) -> str:
    """The ARIA attributes of a field that the sentence above the form is about; ``wrong``: it is invalid."""
    return ('aria-invalid="true" ' if wrong else "") + 'aria-describedby="melding"' if said else ""


def let_in(request: Request, token: str, response: Response, half: str = "") -> Response:
    """Give the browser its session, and remove the half session it came from; other tabs keep theirs."""
    _set(request, response, gate.cookie_name(request.scope), token)
    left = [each for each in halves(request) if each != half]
    if left:
        _set(request, response, _half_cookie(request), _BETWEEN.join(left))
    elif _half_cookie(request) in request.cookies:
        response.delete_cookie(
            _half_cookie(request), path="/", secure=_is_secure(request), httponly=True, samesite="strict"
        )
    return response


def to_second_step(request: Request, token: str, place: str) -> Response:
    """Give the browser a half session and send it to the second step, and after that to ``place``."""
    response = RedirectResponse(f"{gate.CODE}?naar={quote(place, safe='')}", 303)
    _set(request, response, _half_cookie(request), _BETWEEN.join([token, *halves(request)][:_AT_ONCE]))
    return response


def halves(request: Request) -> list[str]:
    """The half sessions of this browser, newest first; each tab has one of its own."""
    return [each for each in request.cookies.get(_half_cookie(request), "").split(_BETWEEN)[:_AT_ONCE] if each]


def half_of(request: Request, mark: str) -> str:
    """The half session with the mark that a form sent; without a mark, the newest. Empty when there is none."""
    every = halves(request)
    if not mark:
        return every[0] if every else ""
    return next((each for each in every if mark_of(each) == mark), "")


def mark_of(half: str) -> str:
    """A mark by which a form names its half session; it gives no access."""
    return token_hash(half)[:16]


def _half_cookie(request: Request) -> str:
    return gate.cookie_name(request.scope) + "-half"


def _set(request: Request, response: Response, name: str, token: str) -> None:
    response.set_cookie(name, token, path="/", secure=_is_secure(request), httponly=True, samesite="strict")


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
