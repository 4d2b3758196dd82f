"""Signing in and out: plain HTML outside Streamlit, because only a real answer can set an HttpOnly cookie."""

import logging
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db import accounts, faults
from db.accounts import PRACTICE_PASSWORD, Account
from db.engine import EVERY_SCHOOL, reading
from ui import clock, gate
from ui.sso_settings import SingleSignOn, single_sign_on

WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
NO_DATABASE = (
    "Er is nog geen ingerichte database. Beheerder: start met <code>make run</code>, "
    "of maak de database met <code>python -m db init</code>, en laad deze pagina opnieuw."
)
CROSS_SITE = "Dit verzoek komt niet van de inlogpagina van Meldroute en is geweigerd."
SSO_ONLY = "Inloggen met een wachtwoord staat uit. Gebruik de knop van uw school."
PRACTICE_BAND = "Oefenschool – alle gegevens zijn verzonnen"
BODY_MAX = 8 * 1024

_STATIC = Path(__file__).parent / "static"
_FORM = "application/x-www-form-urlencoded"
# Threads of their own, so that people who wait for Argon2 never keep others from their work.
_SIGNING_IN = CapacityLimiter(4)
_log = logging.getLogger("meldroute.sign_in")


class _Refused(Exception):
    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


async def sign_in_page(request: Request) -> Response:
    """The empty form."""
    return await page()


async def sign_in(request: Request) -> Response:
    """Check address and password; give the browser a session or the form again."""
    try:
        _require_own_page(request)
        fields = await _fields(request)
    except _Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    email, password = fields.get("email", ""), fields.get("password", "")
    if not accounts.database_exists():
        return await page(email=email)
    sso = single_sign_on()
    if sso and sso.verplicht:
        return await page(objection=SSO_ONLY)
    try:
        token = await anyio.to_thread.run_sync(accounts.sign_in, email, password, clock.now(), limiter=_SIGNING_IN)
        if token is None:
            return await page(email=email, objection=WRONG)
        await end_session(request)
    except accounts.DatabaseError as error:
        _log.error("Signing in failed: %s", type(error).__name__)
        return unavailable(error, email)
    return with_session(RedirectResponse("/", 303), request, token)


def with_session(response: Response, request: Request, token: str) -> Response:
    """The answer that gives the browser its session."""
    response.set_cookie(
        gate.cookie_name(request.scope),
        token,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


async def sign_out(request: Request) -> Response:
    """End the session on the server, then let the browser forget it."""
    try:
        _require_own_page(request)
        await end_session(request)
    except _Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    except accounts.DatabaseError as error:
        _log.error("Signing out failed: %s", type(error).__name__)
        return PlainTextResponse(f"Uitloggen is niet gelukt. {faults.in_words(error) or 'Probeer het opnieuw.'}", 503)
    response = RedirectResponse(gate.SIGN_IN, 303, headers={"Clear-Site-Data": '"cache"'})
    response.delete_cookie(
        gate.cookie_name(request.scope),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


async def own_file(request: Request) -> Response:
    """The script that keeps what is being typed, the style, and the icon of the tab."""
    return FileResponse(_STATIC / request.url.path.removeprefix("/"))


ROUTES = [
    Route(gate.SIGN_IN, sign_in_page, methods=["GET"]),
    Route(gate.SIGN_IN, sign_in, methods=["POST"]),
    Route(gate.SIGN_OUT, sign_out, methods=["POST"]),
    *(Route(path, own_file, methods=["GET"]) for path in gate.OWN_FILES),
]


def _require_own_page(request: Request) -> None:
    """Refuse a form that another site had someone's browser send.

    A CSRF token would add nothing. No script can forge Origin or Sec-Fetch-Site, and every current browser
    sends Origin with a POST; a client that sends neither is no browser (curl, a test) and acts for nobody
    else. The session cookie is SameSite=Strict besides. "Origin: null" (a sandboxed frame, a page with
    `no-referrer`) is believed only when the browser adds that the request is same-origin.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise _Refused(403, CROSS_SITE)
    if origin == "null" and site is not None:
        return
    if origin is not None and not gate.is_own_origin(origin, request.headers.get("host")):
        raise _Refused(403, CROSS_SITE)


async def _fields(request: Request) -> dict[str, str]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise _Refused(415, "Verstuur het formulier van de inlogpagina.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_MAX:
            raise _Refused(413, "Het formulier is te groot.")
    try:
        parsed = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        raise _Refused(400, "Het formulier is onleesbaar.") from None
    return {name: values[0] for name, values in parsed.items()}


async def end_session(request: Request) -> None:
    """End the session this browser has, on the server."""
    session = gate.session_of(request.scope)
    if session is not None:
        await anyio.to_thread.run_sync(accounts.sign_out, session, limiter=_SIGNING_IN)


async def page(*, email: str = "", objection: str = "", status: int = 401) -> Response:
    """The sign-in page; with an objection it carries the status."""
    try:
        practice = await anyio.to_thread.run_sync(_practice_accounts, limiter=_SIGNING_IN)
    except (accounts.DatabaseError, FileNotFoundError) as error:
        _log.error("The sign-in page has no database: %s", type(error).__name__)
        return unavailable(error, email)
    html = _html(email=email, notice=escape(objection), practice=practice, sso=single_sign_on())
    return HTMLResponse(html, status if objection else 200)


def unavailable(error: Exception, email: str = "") -> Response:
    """The form, with what is wrong above it."""
    said = faults.in_words(error)
    return HTMLResponse(
        _html(notice=NO_DATABASE if said in (None, faults.NO_TABLES) else escape(str(said)), email=email), 503
    )


def _practice_accounts() -> list[Account] | None:
    if not accounts.database_exists():
        raise FileNotFoundError
    with reading(EVERY_SCHOOL) as connection:
        return accounts.practice_accounts(connection)


@cache
def _template() -> Template:
    return Template((_STATIC / "inloggen.html").read_text(encoding="utf-8"))


def _html(*, email: str, notice: str, practice: list[Account] | None = None, sso: SingleSignOn | None = None) -> str:
    """The page. `notice` is HTML already; everything else is escaped here."""
    return _template().substitute(
        action=gate.SIGN_IN,
        notice=f'<p class="notice" id="melding" role="alert">{notice}</p>' if notice else "",
        described='aria-describedby="melding"' if notice else "",
        email=escape(email),
        focus_email="" if notice else "autofocus",
        focus_password="autofocus" if notice else "",
        band="" if practice is None else f'<p class="band">{PRACTICE_BAND}</p>',
        practice=_practice_list(practice) if practice and not (sso and sso.verplicht) else "",
        by_password="hidden" if sso and sso.verplicht else "",
        sso=_sso_button(sso) if sso else "",
    )


def _sso_button(sso: SingleSignOn) -> str:
    kind = "primary" if sso.verplicht else "other"
    return f'<a class="{kind}" href="{gate.SSO}">Inloggen met {escape(sso.naam)}</a>'


def _practice_list(practice: list[Account]) -> str:
    items = "".join(
        f'''
        <li><form method="post" action="{gate.SIGN_IN}">
          <input type="hidden" name="email" value="{escape(each.email)}">
          <input type="hidden" name="password" value="{escape(PRACTICE_PASSWORD)}">
          <button class="account"><strong>{escape(each.naam)}</strong>
            <span>{escape(each.role.label)}</span> <small>{escape(each.email)}</small></button>
        </form></li>'''
        for each in practice
    )
    return f"""
    <section aria-labelledby="oefenen">
      <h2 id="oefenen">Oefenen als</h2>
      <ul>{items}
      </ul>
    </section>"""
