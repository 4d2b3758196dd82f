"""The pages to choose a password with a one-time link, and to make the first account of a school; plain HTML.

The code of a link is behind the # of its address. Browsers do not send that part, so the code is in no log and no
Referer. Our script moves it into the form (ui/static/link.js); without scripts people paste it. Only the form sends it.
"""

import logging
from collections.abc import Callable
from html import escape

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.accounts import accounts, one_time_codes
from db.accounts.password_policy import ALONE_MIN
from db.accounts.passwords import PASSWORD_MIN, AccountError
from db.accounts.sign_in import Answer
from db.store.engine import EVERY_SCHOOL, reading
from ui import clock
from ui.signing_in.sign_in import LOOKING_UP, NOT_REACHED, SIGNING_IN, by_password, end_session, further, unavailable
from ui.web import gate, html_page

FIRST_LATER = (
    "Inloggen met een wachtwoord staat uit. Beheerder: zet MELDCODE_OIDC_VERPLICHT op nee en start Meldroute opnieuw. "
    "Dat kan terug als de eerste beheerder met het account van school heeft ingelogd."
)
NOT_ALIKE = "De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."
_log = logging.getLogger("meldroute.arrival")


async def link_page(request: Request) -> Response:
    """The form to choose a password."""
    return html_page.page(_link_form("", ""), title="Wachtwoord kiezen")


async def link(request: Request) -> Response:
    """Set the chosen password; continue to the second step, or sign in."""
    try:
        fields = await html_page.fields(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    code = fields.get("code", "")
    answer = await _try(fields, lambda: one_time_codes.choose_password(code, fields.get("password", ""), clock.now()))
    if isinstance(answer, str):
        return html_page.page(_link_form(code, answer), title="Wachtwoord kiezen", status=401)
    return await _in(request, answer)


async def first_page(request: Request) -> Response:
    """The form for the first beheerder; only while a school has no account."""
    try:
        if not await anyio.to_thread.run_sync(waits_for_first, limiter=LOOKING_UP):
            return RedirectResponse(gate.SIGN_IN, 303)
    except NOT_REACHED as error:
        _log.error("The first account has no database: %s", type(error).__name__)
        return unavailable(error)
    return html_page.page(_first_form({}, ""), title="Eerste beheerder")


async def first(request: Request) -> Response:
    """Make the account of the first beheerder; continue to the second step."""
    try:
        fields = await html_page.fields(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    code, naam, email, password = (fields.get(name, "") for name in ("code", "naam", "email", "password"))
    answer = await _try(fields, lambda: one_time_codes.make_first_account(code, naam, email, password, clock.now()))
    if isinstance(answer, str):
        return html_page.page(_first_form(fields, answer), title="Eerste beheerder", status=401)
    return await _in(request, answer)


ROUTES = [
    Route(gate.LINK, by_password(link_page), methods=["GET"]),
    Route(gate.LINK, by_password(link), methods=["POST"]),
    Route(gate.FIRST, by_password(first_page, FIRST_LATER), methods=["GET"]),
    Route(gate.FIRST, by_password(first, FIRST_LATER), methods=["POST"]),
]


def waits_for_first() -> bool:
    """Whether there is a school without an account, so that its first beheerder can make one."""
    if not accounts.database_exists():
        return False
    with reading(EVERY_SCHOOL) as connection:
        return bool(one_time_codes.without_account(connection))


async def _try(fields: dict[str, str], action: Callable[[], Answer]) -> Answer | str | Response:
    """The result; a sentence when it is refused; a page when there is no database or it fails."""
    if fields.get("password") != fields.get("again"):
        return NOT_ALIKE
    if not accounts.database_exists():
        return unavailable()
    try:
        return await anyio.to_thread.run_sync(action, limiter=SIGNING_IN)
    except AccountError as problem:
        return str(problem)
    except NOT_REACHED as error:
        _log.error("Choosing a password failed: %s", type(error).__name__)
        return unavailable(error)


async def _in(request: Request, answer: Answer | Response) -> Response:
    if isinstance(answer, Response):
        return answer
    try:
        if not answer.is_half:
            await end_session(request)
    except NOT_REACHED as error:
        _log.error("Signing in failed: %s", type(error).__name__)
        return unavailable(error)
    return further(request, answer)


def _link_form(code: str, objection: str) -> str:
    return f"""<div class="card">
    <h1>Wachtwoord kiezen</h1>
    <p class="lead">Met de link van uw beheerder kiest u zelf uw wachtwoord. Niemand anders ziet het.</p>
    <p class="hint">Werkt u ook op een andere school met Meldroute? Log daar dan in, en gebruik de link bij Mijn
      account. U houdt dan één wachtwoord.</p>
    {html_page.notice(objection)}
    <form method="post" action="{gate.LINK}">
      <label for="code">Code uit de link</label>
      <input id="code" name="code" value="{escape(code)}" autocomplete="off" autocapitalize="none" spellcheck="false"
        maxlength="100" required>
      <p class="hint">Wat in de link achter # staat. Meestal staat het hier al.</p>
      {_twice(objection)}
      <button class="primary">Wachtwoord bewaren</button>
    </form>
    <script src="{gate.LINK_SCRIPT}" defer></script>
  </div>"""


def _first_form(fields: dict[str, str], objection: str) -> str:
    code, naam, email = (escape(fields.get(name, "")) for name in ("code", "naam", "email"))
    return f"""<div class="card">
    <h1>Eerste beheerder</h1>
    <p class="lead">De eerste beheerder maakt de accounts van de school. Dossiers ziet een beheerder niet.</p>
    {html_page.notice(objection)}
    <form method="post" action="{gate.FIRST}">
      <label for="code">Code</label>
      <input id="code" name="code" value="{code}" autocomplete="off" autocapitalize="none" spellcheck="false"
        maxlength="100" required>
      <p class="hint">Die staat op het scherm waar de school is gemaakt, en geldt een uur.</p>
      <label for="naam">Uw naam</label>
      <input id="naam" name="naam" value="{naam}" autocomplete="name" maxlength="120" required>
      <label for="email">Uw e-mailadres</label>
      <input id="email" name="email" type="email" value="{email}" autocomplete="username" autocapitalize="none"
        spellcheck="false" maxlength="254" required>
      {_twice(objection)}
      <button class="primary">Account maken</button>
    </form>
  </div>"""


def _twice(objection: str) -> str:
    told = html_page.about_notice(objection, wrong=objection == NOT_ALIKE)
    here = f"autofocus {told}" if objection else ""
    return f"""<label for="password">Nieuw wachtwoord</label>
      <input id="password" name="password" type="password" autocomplete="new-password" minlength="{PASSWORD_MIN}"
        maxlength="1024" required {here}>
      <p class="hint">Ten minste {PASSWORD_MIN} tekens, zonder tweede stap {ALONE_MIN}. Neem een paar woorden die niets
        met elkaar te maken hebben: dat is sterk en goed te onthouden.</p>
      <label for="again">Nog een keer</label>
      <input id="again" name="again" type="password" autocomplete="new-password" maxlength="1024" required
        {told}>"""
