"""The second step of signing in: a code from an app, a recovery code, or setting up the app; plain HTML."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from html import escape
from urllib.parse import quote

import anyio.to_thread
import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.accounts import accounts, second_factor
from db.accounts import sign_in as entrance
from db.accounts.sessions import Half
from ui import clock
from ui.signing_in.sign_in import (
    LOOKING_UP,
    NOT_REACHED,
    by_password,
    end_session,
    too_many,
    unavailable,
    user_of,
    wait,
)
from ui.web import gate, html_page

WRONG_CODE = "Deze code klopt niet (meer). Wacht op de volgende code in uw app en typ die over."
TITLE = "Tweede stap"
ONCE = "Wie uw wachtwoord raadt of afkijkt, komt daarmee nog niet binnen. U stelt dit één keer in."
APPS = (
    "Zet een app voor inlogcodes op uw telefoon. Bijvoorbeeld Microsoft Authenticator, Google Authenticator of "
    "FreeOTP. Hebt u er al een, dan kan die ook."
)
_log = logging.getLogger("meldroute.second_step")


async def show(request: Request) -> Response:
    """Ask for the code, or help to set up the app; only after a correct password."""
    return await _page(request, html_page.half_of(request, ""))


async def receive(request: Request) -> Response:
    """Check the code; give the browser a session, or the page again."""
    try:
        fields = await html_page.fields(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    if not accounts.database_exists():
        return unavailable()
    now, address = clock.now(), html_page.address_of(request)
    place = html_page.own_place(request.query_params.get("naar", "/"))
    token, code = html_page.half_of(request, fields.get("bij", "")), fields.get("code", "")
    try:
        if await _is_in_already(request, token):
            return RedirectResponse(place, 303)
        answer = await anyio.to_thread.run_sync(entrance.with_code, token, code, now, address, limiter=LOOKING_UP)
        if answer is not None and answer.token:
            await end_session(request)
    except NOT_REACHED as error:
        _log.error("The second step failed: %s", type(error).__name__)
        return unavailable(error)
    if answer is None:
        return await _onward(request, place)
    if answer.refused_until:
        return wait(await _page(request, token, too_many(answer.refused_until, now)), answer, now)
    if not answer.token:
        return await _page(request, token, clock_is_off(answer.clock_off) if answer.clock_off else WRONG_CODE)
    if answer.recovery_codes:
        shown = html_page.page(recovery_codes(answer.recovery_codes, place), title="Herstelcodes")
        return html_page.let_in(request, answer.token, shown, token)
    return html_page.let_in(request, answer.token, RedirectResponse(place, 303), token)


async def _is_in_already(request: Request, token: str) -> bool:
    """Whether another tab of this browser just signed in to the same account: its code was used up there."""
    user = await user_of(request)
    found = await anyio.to_thread.run_sync(entrance.who_is_halfway, token, clock.now(), limiter=LOOKING_UP)
    return user is not None and found is not None and found.account_id == user.id


async def _onward(request: Request, place: str) -> Response:
    """No half session here: continue to the page they wanted if another tab signed in, else to the password."""
    return RedirectResponse(place if await user_of(request) else gate.SIGN_IN, 303)


def clock_is_off(by: timedelta) -> str:
    """A Dutch sentence for a code that is wrong only because the clock of the telephone is off; positive: ahead."""
    halves = round(abs(by) / timedelta(seconds=30))
    minutes = f"{halves / 2:g}".replace(".", ",")
    much = {1: "een halve minuut", 2: "een minuut", 3: "anderhalve minuut"}.get(halves, f"{minutes} minuten")
    way = "voor" if by > timedelta() else "achter"
    return (
        f"De klok van uw telefoon loopt ongeveer {much} {way}. Zet op de telefoon de tijd op automatisch. "
        "Of typ nu de volgende code die de app toont."
    )


ROUTES = [
    Route(gate.CODE, by_password(show), methods=["GET"]),
    Route(gate.CODE, by_password(receive), methods=["POST"]),
]


async def _page(request: Request, token: str, objection: str = "") -> Response:
    if not accounts.database_exists():
        return unavailable()
    place = html_page.own_place(request.query_params.get("naar", "/"))
    try:
        found = await anyio.to_thread.run_sync(entrance.halfway, token, clock.now(), limiter=LOOKING_UP)
    except NOT_REACHED as error:
        _log.error("The second step has no database: %s", type(error).__name__)
        return unavailable(error)
    if found is None:
        return await _onward(request, place)
    half, secret = found
    form = partial(_code_form, place=place, mark=html_page.mark_of(token), objection=objection)
    content = _ask_code(form, objection) if secret is None else _set_up(half, secret, form, objection)
    return html_page.page(content, title=TITLE, status=401 if objection else 200)


def _ask_code(form: Callable[[str], str], objection: str) -> str:
    return f"""<div class="card">
    <h1>Tweede stap</h1>
    <p class="lead">Typ de code van zes cijfers uit de app op uw telefoon.</p>
    {html_page.notice(objection)}
    {form("Code")}
    <p class="hint after">Telefoon niet bij u? Typ in plaats daarvan een van uw herstelcodes. Hebt u die ook niet, vraag
      dan uw beheerder om de tweede stap te wissen.</p>
  </div>"""


def _set_up(half: Half, secret: str, form: Callable[[str], str], objection: str) -> str:
    return f"""<div class="card wide">
    <h1>Tweede stap instellen</h1>
    <p class="lead">{ONCE}</p>
    {html_page.notice(objection)}
    <ol class="steps">
      <li>{APPS}</li>
      <li>Scan in die app deze code.
        {qr(second_factor.address_of(secret, half.email))}
        Lukt scannen niet? Typ dan deze sleutel over: <span class="secret">{escape(in_fours(secret))}</span></li>
      <li>Typ hieronder de code van zes cijfers die de app nu toont.</li>
    </ol>
    {form("Code uit de app")}
  </div>"""


def _code_form(label: str, place: str, mark: str, objection: str) -> str:
    return f"""<form method="post" action="{gate.CODE}?naar={quote(place, safe="")}">
      <input type="hidden" name="bij" value="{mark}">
      <label for="code">{label}</label>
      <input class="code" id="code" name="code" autocomplete="one-time-code" autocapitalize="characters"
        spellcheck="false" maxlength="40" required autofocus {html_page.about_notice(objection)}>
      <button class="primary">Verder</button>
    </form>"""


def qr(address: str) -> str:
    """The ``otpauth`` address as a picture; made here, because no other machine may see the secret in it."""
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=3, light="#fff", dark="#000")
    return f'<img class="qr" src="{escape(picture)}" alt="QR-code om met de app te scannen">'


def in_fours(secret: str) -> str:
    """A secret in groups of four characters, which are easier to copy."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def recovery_codes(codes: tuple[str, ...], place: str) -> str:
    """The HTML with the ten recovery codes, which are shown only now, and advice on where to keep them."""
    items = "".join(f'<li class="secret">{escape(code)}</li>' for code in codes)
    return f"""<div class="card wide">
    <h1>Uw herstelcodes</h1>
    <p class="lead">Met een herstelcode komt u binnen als u uw telefoon niet hebt. Elke code werkt één keer.</p>
    <p class="notice done">Schrijf of print ze nu en bewaar ze niet bij uw computer. U ziet ze maar één keer.</p>
    <ul class="codes">{items}</ul>
    <a class="primary" href="{escape(place)}">Ik heb ze bewaard</a>
  </div>"""
