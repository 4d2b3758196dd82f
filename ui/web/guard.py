"""One guard for every route that hands something out: to people who are signed in, or who know a secret address.

A route declares what it demands (``Demands``), and the guard takes the steps in a fixed order (ADR 26): whether there
can be such a thing; who asks; whether their role may have it; whether they have just confirmed who they are; making it;
the line in the journal. Whatever is refused or fails is answered in one sentence. A route that leaves out a step says
why that is safe (``NotAsked``); tests/architecture has a verdict on each, written by hand.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final, Literal

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from db.accounts import accounts, sessions
from db.dossiers import papieren
from db.journal import journal
from db.keys.vault import StoreError, VaultError
from db.store import faults
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.eigen.woorden import spoken
from meldcode.rollen import Permission, User
from papers.papier import NietGezet
from ui import clock
from ui.web import gate, html_page, meanwhile

RECENT: Final = True
"""A demand: whoever asks has given their password or a code in the last five minutes (``sessions.RECENT``)."""
NOT_RECENT: Final = "Bevestig eerst op de pagina zelf dat u het bent, en kies de link daarna opnieuw."
PAPERS: Final = CapacityLimiter(2)
"""How many files are made at once, of all kinds together: one takes a while, and pages must not wait for it."""
NOT_SET: Final = "Dit papier kan nu niet worden gemaakt. Zeg het tegen uw beheerder."
AWAY: Final = "De gegevens zijn even niet bereikbaar."
_log = logging.getLogger("meldroute.guard")


@dataclass(frozen=True)
class NotAsked:
    """A step that a route leaves out, and why that is safe."""

    why: str


@dataclass(frozen=True)
class Refusal:
    """The answer to anyone who may not have it: the same whatever the reason, so that it gives nothing away."""

    status: int
    sentence: str


NOT_FOR_THIS_ROLE: Final = Refusal(403, "Met uw rol hebt u geen toegang tot deze pagina.")


@dataclass(frozen=True)
class Asked:
    """A request that passed: by whom, in which session (the hash of its token), when (naive UTC), with which fields."""

    request: Request
    user: User
    session: str
    now: datetime
    today: date
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Handed:
    """A file to hand out. ``about`` is what the line in the journal says of it, nothing of its content.

    ``dossier_id``: the dossier it is about, if it is about one; the line then binds the file as well, so that it can be
    said later whether it is unaltered (``db.dossiers.papieren``).
    """

    content: bytes
    media_type: str
    disposition: str = ""
    about: str = ""
    dossier_id: str = ""


Make = Callable[[Asked], Handed | Response | None]
Who = Callable[[Request, str, datetime], User | None]
"""Looks up who asks, from the request, the session it claims (empty: none) and the moment; None: nobody known."""


def _signed_in(_request: Request, session: str, now: datetime) -> User | None:
    return sessions.user_for(session, now) if session else None


def _anything(_request: Request) -> bool:
    return True


@dataclass(frozen=True)
class Demands:
    """What a route demands of whoever asks, and how it refuses.

    ``what`` names it in the log. ``can_be`` says, before anything is looked up, whether there can be such a thing at
    this address. ``line`` is the action in the journal, written once a day if ``daily``. ``form_bytes``
    is the size of the largest form that it reads; 0: it reads none. ``at_once`` limits how many are made at the same
    time; how far one of those is, whoever asks can read meanwhile (``ui.web.meanwhile``).
    """

    what: str
    permission: Permission | Callable[[Request], Permission] | NotAsked
    recent: Literal[True] | NotAsked
    line: str | NotAsked
    refusal: Refusal = NOT_FOR_THIS_ROLE
    daily: bool = False
    form_bytes: int = 0
    can_be: Callable[[Request], bool] = _anything
    who: Who = _signed_in
    at_once: CapacityLimiter | None = None

    def lets(self, user: User, request: Request) -> bool:
        """Whether the role of this person may have it."""
        if isinstance(self.permission, NotAsked):
            return True
        return user.may(self.permission if isinstance(self.permission, Permission) else self.permission(request))


class HandsOut:
    """The endpoint of a route that hands something out; made by the decorator ``hands_out``."""

    def __init__(self, demands: Demands, make: Make) -> None:
        self.demands, self._make = demands, make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        fields: Mapping[str, str] = {}
        if self.demands.form_bytes:
            try:
                fields = await html_page.fields(request, self.demands.form_bytes)
            except html_page.Refused as refused:
                return PlainTextResponse(refused.sentence, refused.status)
        answer = partial(self.answer, request, gate.session_of(request.scope) or "", fields)
        limiter = self.demands.at_once
        if limiter and meanwhile.is_asked(request):
            return await meanwhile.answered(answer, limiter)
        return await anyio.to_thread.run_sync(answer, limiter=limiter)

    def answer(self, request: Request, session: str, fields: Mapping[str, str]) -> Response:
        """What was asked for, or a sentence why not. ``session`` is the one the request claims."""
        try:
            return self._answer(request, session, fields)
        except Geweigerd as refused:
            return PlainTextResponse(str(refused), 409)
        except VaultError as problem:
            return PlainTextResponse(str(problem), 500)
        except StoreError as problem:
            return PlainTextResponse(str(problem), 503)
        except NietGezet:
            return PlainTextResponse(NOT_SET, 500)
        except accounts.DatabaseError as error:
            _log.error("%s could not be handed out: %s", self.demands.what, type(error).__name__)
            return PlainTextResponse(faults.in_words(error) or AWAY, 503)

    def _answer(self, request: Request, session: str, fields: Mapping[str, str]) -> Response:
        demands, now = self.demands, clock.now()
        user = demands.who(request, session, now) if demands.can_be(request) else None
        if user is None or not demands.lets(user, request):
            return self._refused()
        if not isinstance(demands.recent, NotAsked) and not sessions.is_recent(session, now):
            return PlainTextResponse(NOT_RECENT, 403)
        with spoken(user.eigen):
            made = self._make(Asked(request, user, session, now, clock.today(), fields))
        if made is None:
            return self._refused()
        self._write(user, now, made)
        if isinstance(made, Response):
            return made
        shown = {"Content-Disposition": made.disposition} if made.disposition else None
        return Response(made.content, media_type=made.media_type, headers=shown)

    def _refused(self) -> Response:
        return PlainTextResponse(self.demands.refusal.sentence, self.demands.refusal.status)

    def _write(self, user: User, now: datetime, made: Handed | Response) -> None:
        line = self.demands.line
        if isinstance(line, NotAsked):
            return
        about, dossier_id = (made.about, made.dossier_id) if isinstance(made, Handed) else ("", "")
        if self.demands.daily:
            journal.noted_once(user, line, now, about)
        else:
            digest = papieren.digest_of(made.content) if isinstance(made, Handed) and dossier_id else ""
            journal.noted(user, line, now, dossier_id, about, digest)


def hands_out(demands: Demands) -> Callable[[Make], HandsOut]:
    """A decorator for the function that makes the thing: declares what is demanded before it is handed out."""
    return partial(HandsOut, demands)
