"""The sign-in page and signing out: plain HTML, because Streamlit cannot set an HttpOnly cookie."""

import logging
import math
import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from html import escape

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.accounts import accounts, one_time_codes, sessions
from db.accounts import sign_in as entrance
from db.accounts.accounts import Account
from db.accounts.last_day import Ended
from db.accounts.passwords import PRACTICE_PASSWORD
from db.school import schools
from db.store import faults
from db.store.engine import EVERY_SCHOOL, reading
from db.store.settings import settings
from meldcode.eigen.woorden import Eigen, spoken
from meldcode.nummers import ALARM, VEILIG_THUIS
from meldcode.rollen import User
from ui import clock
from ui.signing_in.sso_settings import SingleSignOn, passwords_are_off, single_sign_on
from ui.web import gate, html_page

ENDED = "Uw sessie is afgelopen. Wat u typte, is bewaard. Log in om verder te gaan waar u was."
WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar."
NO_DATABASE = (
    "Er is nog geen ingerichte database. Beheerder: start met <code>make run</code>, "
    "of maak de database met <code>python -m db init</code>, en laad deze pagina opnieuw."
)
SSO_ONLY = "Inloggen met een wachtwoord staat uit. Gebruik de knop van uw school."
FIRST = f'<p class="hint after"><a href="{gate.FIRST}">Eerste beheerder maken</a></p>'

# Separate threads, so that people who wait for Argon2 hold up nothing else: not the page itself, signing out, or a
# second step.
SIGNING_IN, LOOKING_UP = CapacityLimiter(4), CapacityLimiter(4)
NOT_REACHED = (accounts.DatabaseError, faults.Said)
_Endpoint = Callable[[Request], Awaitable[Response]]
_log = logging.getLogger("meldroute.sign_in")


async def sign_in_page(request: Request) -> Response:
    """The empty form, also where an idle page was locked. Whoever signed in in another tab is sent on."""
    if await user_of(request):
        return RedirectResponse(html_page.own_place(request.query_params.get("naar", "/")), 303)
    if "naar" in request.query_params:
        return await page(place=html_page.own_place(request.query_params["naar"]), said=ENDED)
    return await page()


async def sign_in(request: Request) -> Response:
    """Check address and password; give the browser a session, the second step, or the form again."""
    try:
        fields = await html_page.fields(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    email, password = fields.get("email", ""), fields.get("password", "")
    place = html_page.own_place(fields.get("naar", "/"))
    if not accounts.database_exists():
        return await page(email=email, place=place)
    now = clock.now()
    try:
        answer = await anyio.to_thread.run_sync(
            entrance.with_password,
            email,
            password,
            now,
            html_page.address_of(request),
            html_page.halves(request),
            limiter=SIGNING_IN,
        )
        if answer.refused_until:
            said = too_many(answer.refused_until, now)
            return wait(await page(email=email, place=place, objection=said), answer, now)
        if not answer.token:
            return await page(email=email, place=place, objection=WRONG)
        if not answer.is_half:  # until the second step the session of another tab continues
            await end_session(request)
    except Ended as ended:
        return await page(email=email, place=place, objection=str(ended))
    except NOT_REACHED as error:
        _log.error("Signing in failed: %s", type(error).__name__)
        return unavailable(error, email)
    return further(request, answer, place)


def further(request: Request, answer: entrance.Answer, place: str = "/") -> Response:
    """The response after a right password: to the second step, or signed in."""
    if answer.is_half:
        return html_page.to_second_step(request, answer.token, place)
    return html_page.let_in(request, answer.token, RedirectResponse(place, 303))


def too_many(until: datetime, now: datetime) -> str:
    """A Dutch sentence: refused, and when to try again. The same whether or not there is such an account."""
    seconds = math.ceil((until - now).total_seconds())
    if seconds < 60:
        when = f"over {seconds} seconden" if seconds > 1 else "over een seconde"
    else:
        when = f"om {clock.at_school(until):%H:%M} uur"
    return f"Er is te vaak iets geprobeerd dat niet klopte. Probeer het {when} opnieuw, of vraag uw beheerder om hulp."


def wait(response: Response, answer: entrance.Answer, now: datetime) -> Response:
    """Tell programs as well when they may try again (``Retry-After``)."""
    assert answer.refused_until  # noqa: S101  # only called for a refused attempt
    response.status_code = 429
    response.headers["Retry-After"] = str(math.ceil((answer.refused_until - now).total_seconds()))
    return response


async def sign_out(request: Request) -> Response:
    """End the session on the server, then delete the cookie in the browser."""
    try:
        html_page.require_own_page(request)
        await end_session(request)
    except html_page.Refused as refused:
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
    """Serve a script, the style sheet, the icon or the typeface (``gate.OWN_FILES``)."""
    return FileResponse(html_page.STATIC / request.url.path.removeprefix("/"))


def by_password(endpoint: _Endpoint, refusal: str = SSO_ONLY) -> _Endpoint:
    """A route for people with a password; refused in words where the school has switched passwords off."""

    async def answer(request: Request) -> Response:
        return await page(objection=refusal) if passwords_are_off() else await endpoint(request)

    return answer


ROUTES = [
    Route(gate.SIGN_IN, sign_in_page, methods=["GET"]),
    Route(gate.SIGN_IN, by_password(sign_in), methods=["POST"]),
    Route(gate.SIGN_OUT, sign_out, methods=["POST"]),
    *(Route(path, own_file, methods=["GET"]) for path in gate.OWN_FILES),
]


async def end_session(request: Request) -> None:
    """End the session this browser had."""
    session = gate.session_of(request.scope)
    if session is not None:
        await anyio.to_thread.run_sync(sessions.sign_out, session, limiter=LOOKING_UP)


async def user_of(request: Request) -> User | None:
    """Who is signed in in this browser, perhaps in another tab; None when that cannot be looked up."""
    session = gate.session_of(request.scope)
    if session is None or not accounts.database_exists():
        return None
    try:
        return await anyio.to_thread.run_sync(sessions.user_for, session, clock.now(), limiter=LOOKING_UP)
    except NOT_REACHED as error:
        _log.error("The session could not be looked up: %s", type(error).__name__)
        return None


async def page(
    *, email: str = "", place: str = "/", objection: str = "", said: str = "", status: int = 401
) -> Response:
    """The sign-in page; with an objection it has the given status."""
    try:
        practice, nobody, eigen = await anyio.to_thread.run_sync(_who_is_there, limiter=LOOKING_UP)
    except (accounts.DatabaseError, FileNotFoundError) as error:
        _log.error("The sign-in page has no database: %s", type(error).__name__)
        return unavailable(error, email)
    notice = html_page.notice(objection) or html_page.notice(said, kind="notice done")
    with spoken(eigen):
        listed = _practice_list(practice, place) if practice and not passwords_are_off() else ""
    return html_page.page(
        _form(email, notice, place, first=nobody, sso=single_sign_on(), wrong=objection == WRONG) + listed,
        status=status if objection else 200,
        practice=practice is not None,
    )


def unavailable(error: Exception | None = None, email: str = "") -> HTMLResponse:
    """The form with above it what is wrong with the data; without an error: that there is no school yet."""
    # The folder of the keys is for the administrator of the server, not for everybody who opens this page.
    said = (faults.in_words(error) or "").replace(f"{settings().key_file.parent}{os.sep}", "") if error else ""
    sentence = NO_DATABASE if said in ("", faults.NO_TABLES) else escape(said)
    return html_page.page(_form(email, f'<p class="notice" id="melding" role="alert">{sentence}</p>'), status=503)


def _who_is_there() -> tuple[list[Account] | None, bool, Eigen]:
    """The practice accounts if there are any, whether a school waits for its first account, and its own words.

    Raises ``FileNotFoundError`` when there is no database.
    """
    if not accounts.database_exists():
        raise FileNotFoundError
    with reading(EVERY_SCHOOL) as connection:
        nobody = bool(one_time_codes.without_account(connection))
        return accounts.practice_accounts(connection), nobody, schools.practice_eigen(connection)


def _form(
    email: str,
    notice: str,
    place: str = "/",
    *,
    first: bool = False,
    sso: SingleSignOn | None = None,
    wrong: bool = False,
) -> str:
    described = html_page.about_notice(notice, wrong=wrong)
    focus_email, focus_password = ("", "autofocus") if email else ("autofocus", "")
    return f"""<div class="card">
    <h1>Meldroute</h1>
    <p class="lead">De meldcode, stap voor stap.</p>
    {notice}
    <form method="post" action="{gate.SIGN_IN}" {"hidden" if sso and sso.verplicht else ""}>
      <label for="email">E-mailadres</label>
      <input id="email" name="email" type="email" autocomplete="username" autocapitalize="none"
        spellcheck="false" maxlength="254" required value="{escape(email)}" {focus_email} {described}>
      <label for="password">Wachtwoord</label>
      <input id="password" name="password" type="password" autocomplete="current-password"
        maxlength="1024" required {focus_password} {described}>
      {_hidden(place)}<button class="primary">Inloggen</button>
    </form>
    {_sso_button(sso) if sso else ""}
    {FIRST if first else ""}
    <p class="hint after">Acuut gevaar? <a href="{ALARM.tel}">Bel {ALARM.nummer}</a>
      of <a href="{VEILIG_THUIS.tel}">Veilig Thuis: {VEILIG_THUIS.nummer}</a>.</p>
  </div>"""


def _sso_button(sso: SingleSignOn) -> str:
    kind = "primary" if sso.verplicht else "other"
    return f'<a class="{kind}" href="{gate.SSO}">Inloggen met {escape(sso.naam)}</a>'


def _hidden(place: str) -> str:
    return "" if place == "/" else f'<input type="hidden" name="naar" value="{escape(place)}">'


def _practice_list(practice: list[Account], place: str) -> str:
    items = "".join(
        f'''
        <li><form method="post" action="{gate.SIGN_IN}">
          <input type="hidden" name="email" value="{escape(each.email)}">
          <input type="hidden" name="password" value="{escape(PRACTICE_PASSWORD)}">
          {_hidden(place)}<button class="account"><strong>{escape(each.naam)}</strong>
            <span>{escape(" en ".join(role.label for role in each.roles))}</span>
            <small>{escape(each.email)}</small></button>
        </form></li>'''
        for each in practice
    )
    return f"""
    <section aria-labelledby="oefenen">
      <h2 id="oefenen">Oefenen als</h2>
      <ul>{items}
      </ul>
    </section>"""
