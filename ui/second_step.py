"""The second step at sign-in: a code from an app, a recovery code, or setting the app up; plain HTML again."""

import logging
from html import escape
from urllib.parse import quote

import anyio.to_thread
import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db import accounts, second_factor
from db import sign_in as entrance
from db.sessions import Half
from ui import clock, gate, plain
from ui.sign_in import NOT_REACHED, SIGNING_IN, by_password, too_many, unavailable, wait

WRONG_CODE = "Deze code klopt niet (meer). Wacht op de volgende code in uw app en typ die over."
TITLE = "Tweede stap"
_log = logging.getLogger("meldroute.second_step")


async def show(request: Request) -> Response:
    """Ask for the code, or help to set up the app; to whom gave a password."""
    return await _page(request)


async def receive(request: Request) -> Response:
    """Check the code; give the browser a session, or the page again."""
    try:
        fields = await plain.fields(request)
    except plain.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    if not accounts.database_exists():
        return unavailable()
    now, address = clock.now(), plain.address_of(request)
    place = plain.own_place(request.query_params.get("naar", "/"))
    token, code = request.cookies.get(plain.half_cookie(request), ""), fields.get("code", "")
    try:
        answer = await anyio.to_thread.run_sync(entrance.with_code, token, code, now, address, limiter=SIGNING_IN)
    except NOT_REACHED as error:
        _log.error("The second step failed: %s", type(error).__name__)
        return unavailable(error)
    if answer is None:
        return RedirectResponse(gate.SIGN_IN, 303)
    if answer.refused_until:
        return wait(await _page(request, too_many(answer.refused_until, now)), answer, now)
    if not answer.token:
        return await _page(request, WRONG_CODE)
    if answer.recovery_codes:
        shown = plain.page(recovery_codes(answer.recovery_codes, place), title="Herstelcodes")
        return plain.let_in(request, answer.token, shown)
    return plain.let_in(request, answer.token, RedirectResponse(place, 303))


ROUTES = [
    Route(gate.CODE, by_password(show), methods=["GET"]),
    Route(gate.CODE, by_password(receive), methods=["POST"]),
]


async def _page(request: Request, objection: str = "") -> Response:
    if not accounts.database_exists():
        return unavailable()
    token = request.cookies.get(plain.half_cookie(request), "")
    try:
        found = await anyio.to_thread.run_sync(entrance.halfway, token, clock.now(), limiter=SIGNING_IN)
    except NOT_REACHED as error:
        _log.error("The second step has no database: %s", type(error).__name__)
        return unavailable(error)
    if found is None:
        return RedirectResponse(gate.SIGN_IN, 303)
    half, secret = found
    place = plain.own_place(request.query_params.get("naar", "/"))
    content = _ask_code(place, objection) if secret is None else _set_up(half, secret, place, objection)
    return plain.page(content, title=TITLE, status=401 if objection else 200)


def _ask_code(place: str, objection: str) -> str:
    return f"""<div class="card">
    <h1>Tweede stap</h1>
    <p class="lead">Typ de code van zes cijfers uit de app op uw telefoon.</p>
    {plain.notice(objection)}
    {_code_form("Code", place, objection)}
    <p class="hint after">Telefoon niet bij u? Typ in plaats daarvan een van uw herstelcodes. Hebt u die ook niet, vraag
      dan uw beheerder om de tweede stap te wissen.</p>
  </div>"""


def _set_up(half: Half, secret: str, place: str, objection: str) -> str:
    return f"""<div class="card wide">
    <h1>Tweede stap instellen</h1>
    <p class="lead">Wie uw wachtwoord raadt of afkijkt, komt daarmee nog niet binnen. U stelt dit één keer in.</p>
    {plain.notice(objection)}
    <ol class="steps">
      <li>Zet een app voor inlogcodes op uw telefoon, zoals Microsoft Authenticator, Google Authenticator of FreeOTP.
        Hebt u er al een, dan kan die ook.</li>
      <li>Scan in die app deze code.
        {qr(second_factor.address_of(secret, half.email))}
        Lukt scannen niet, typ dan deze sleutel over: <span class="secret">{escape(in_fours(secret))}</span></li>
      <li>Typ hieronder de code van zes cijfers die de app nu toont.</li>
    </ol>
    {_code_form("Code uit de app", place, objection)}
  </div>"""


def _code_form(label: str, place: str, objection: str) -> str:
    described = 'aria-describedby="melding"' if objection else ""
    return f"""<form method="post" action="{gate.CODE}?naar={quote(place, safe="")}">
      <label for="code">{label}</label>
      <input class="code" id="code" name="code" autocomplete="one-time-code" autocapitalize="characters"
        spellcheck="false" maxlength="40" required autofocus {described}>
      <button class="primary">Verder</button>
    </form>"""


def qr(address: str) -> str:
    """The address as a picture, made here: no other machine gets to see the secret in it."""
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=3, light="#fff", dark="#000")
    return f'<img class="qr" src="{escape(picture)}" alt="QR-code om met de app te scannen">'


def in_fours(secret: str) -> str:
    """A key as people copy it: four signs at a time."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def recovery_codes(codes: tuple[str, ...], place: str) -> str:
    """The ten codes, this once, with where to leave them."""
    items = "".join(f'<li class="secret">{escape(code)}</li>' for code in codes)
    return f"""<div class="card wide">
    <h1>Uw herstelcodes</h1>
    <p class="lead">Met een herstelcode komt u binnen als u uw telefoon niet hebt. Elke code werkt één keer.</p>
    <p class="notice done">Schrijf of print ze nu en bewaar ze niet bij uw computer. U ziet ze maar één keer.</p>
    <ul class="codes">{items}</ul>
    <a class="primary" href="{escape(place)}">Ik heb ze bewaard</a>
  </div>"""
