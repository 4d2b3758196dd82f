"""The two routes of single sign-on (OpenID Connect): leaving for the provider, and coming back to a session here.

No input decides where somebody is sent: out to the address that the provider declares, back to the start page.
"""

import hmac
import logging
from functools import partial

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.accounts import accounts, identities
from db.accounts.last_day import Ended
from db.store import faults
from ui import clock
from ui.signing_in import sign_in, trust
from ui.signing_in.provider import ATTEMPT_LASTS, Attempt, Distrusted, Unreachable, provider_of
from ui.signing_in.sso_settings import SingleSignOn, single_sign_on
from ui.web import browser, gate, html_page

REFUSED = "U kunt met dit account niet inloggen in Meldroute. Vraag de beheerder van uw school om hulp."
BEGIN_ANEW = "Het inloggen is afgebroken of duurde te lang. Probeer het opnieuw."
AWAY = "Het inloggen via de school werkt op dit moment niet. Probeer het later opnieuw."
_CODE_MAX = 4096

# The session cookie is SameSite=Strict, so browsers do not send it with a redirect from the provider. A page of our own
# that loads the start page does send it.
_ARRIVED = (
    f'<!DOCTYPE html><html {browser.ROOT}><head><meta charset="utf-8">{browser.META}'
    '<meta name="color-scheme" content="light dark">'
    '<meta http-equiv="refresh" content="0;url=/"><title>Meldroute</title></head>'
    '<body><p><a href="/">Verder naar Meldroute</a></p></body></html>'
)
# A limiter of its own: a slow provider, or people who press repeatedly, must not keep others waiting.
_SIGNING_IN = CapacityLimiter(4)
_log = logging.getLogger("meldroute.single_sign_on")


async def leave(request: Request) -> Response:
    """Send the browser to the provider, with a new attempt in its cookie, next to those of other tabs."""
    sso = single_sign_on()
    if sso is None:
        return PlainTextResponse("Niet gevonden.", 404)
    if not accounts.database_exists():
        return await sign_in.page()
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return RedirectResponse(gate.SIGN_IN, 303)  # another site must not start a sign-in
    attempt = Attempt.begin(clock.now())
    try:
        anew = "opnieuw" in request.query_params
        place = await provider_of(sso).address_to_sign_in(attempt, _redirect_uri(sso), anew=anew)
        await sign_in.end_session(request)
    except Unreachable as problem:
        _log.warning("The provider cannot be reached: %s", problem)
        return await sign_in.page(objection=AWAY, status=503)
    except (accounts.DatabaseError, faults.Said) as error:
        _log.error("Single sign-on failed: %s", type(error).__name__)
        return sign_in.unavailable(error)
    response = RedirectResponse(place, 303)
    _keep(request, response, [attempt, *_attempts(request)])
    return response


async def come_back(request: Request) -> Response:
    """Verify what the provider sent, and give a session to whoever that proves it to be.

    The attempt it belongs to ends in any case; the attempts of other tabs do not.
    """
    sso = single_sign_on()
    if sso is None:
        return PlainTextResponse("Niet gevonden.", 404)
    attempts, state = _attempts(request), request.query_params.get("state", "")
    mine = next((each for each in attempts if _same(state, each.state)), None)
    response = await _answer(request, sso, mine)
    _keep(request, response, [each for each in attempts if each != mine])
    return response


async def _answer(request: Request, sso: SingleSignOn, attempt: Attempt | None) -> Response:
    if not accounts.database_exists():
        return await sign_in.page()
    asked = request.query_params
    if attempt is None:
        return await sign_in.page(objection=BEGIN_ANEW, status=400)
    code = asked.get("code", "")
    if asked.get("error") or not 0 < len(code) <= _CODE_MAX or asked.get("iss", sso.issuer) != sso.issuer:
        return await sign_in.page(objection=BEGIN_ANEW, status=400)
    try:
        claims = await provider_of(sso).claims(code, attempt, _redirect_uri(sso))
        _refuse_others(claims, sso)
        email = trust.verified_address(claims, sso)
        now = clock.now()
        who = sso.issuer, str(claims["sub"]), email, now, trust.asked_at(claims, now)
        signs_in = partial(identities.sign_in, *who, is_only_way=sso.verplicht)
        token = await anyio.to_thread.run_sync(signs_in, limiter=_SIGNING_IN)
        if token is None:
            raise Distrusted("no account" if email else "no account, and no verified address")
    except Unreachable as problem:
        _log.warning("The provider cannot be reached: %s", problem)
        return await sign_in.page(objection=AWAY, status=503)
    except Distrusted as problem:
        _log.warning("Single sign-on was refused: %s", problem)
        return await sign_in.page(objection=REFUSED, status=403)
    except Ended as ended:
        return await sign_in.page(objection=str(ended), status=403)
    except (accounts.DatabaseError, faults.Said) as error:
        _log.error("Single sign-on failed: %s", type(error).__name__)
        return sign_in.unavailable(error)
    return html_page.let_in(request, token, HTMLResponse(_ARRIVED))


def _refuse_others(claims: trust.Claims, sso: SingleSignOn) -> None:
    if not trust.is_of_the_school(claims, sso):
        raise Distrusted("another tenant or domain, or a guest")
    if not trust.shows_second_factor(claims, sso):
        raise Distrusted("no second factor is shown")


def _redirect_uri(sso: SingleSignOn) -> str:
    return sso.adres + gate.SSO_BACK


def _attempts(request: Request) -> list[Attempt]:
    return Attempt.kept(request.cookies.get(_cookie_name(request), ""), clock.now())


def _keep(request: Request, response: Response, attempts: list[Attempt]) -> None:
    name, secure = _cookie_name(request), request.url.scheme == "https"
    if not attempts:
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
        return
    response.set_cookie(
        name,
        Attempt.in_one_cookie(attempts),
        max_age=ATTEMPT_LASTS.seconds,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",  # it must be sent with the provider's redirect
    )


def _cookie_name(request: Request) -> str:
    return gate.cookie_name(request.scope) + "-sso"


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


ROUTES = [Route(gate.SSO, leave, methods=["GET"]), Route(gate.SSO_BACK, come_back, methods=["GET"])]
