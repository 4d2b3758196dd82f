"""Limiting uploads: only a file that the page of the tab asks for, within its size, and not many at once.

Streamlit itself accepts any file from an open tab, whatever its page shows. This module draws all uploaders
(tests/architecture), and so knows which tabs have one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import RerunException, StopException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.uploaded_file_manager import UploadedFile

from meldcode.rollen import User
from meldcode.vragen.bestand import MB, MOST_MB, MOST_PHOTO_MB
from ui.web.callbacks import Guarded, session
from ui.web.gate import SESSION_HEADER

MOST_WAITING = 2 * MOST_PHOTO_MB * MB
"""Maximum bytes waiting per person over all tabs: one file being read while the next arrives."""

_PATH = "/_stcore/upload_file/"
_AROUND = 65_536  # what the form encoding adds to the file
_NOT_ASKED = "Op deze pagina wordt geen bestand gevraagd. Laad de pagina opnieuw."
_TOO_LARGE = "Dit bestand is te groot."
_TOO_MANY = "Er wachten al bestanden van u. Wacht tot die bekeken zijn en kies dit bestand dan weer."


@dataclass
class _Tab:
    """One tab: its session and user, and the uploaders on its page, by key with the maximum bytes of each.

    ``shown`` counts for what may be sent; ``drawn`` is what the present run has drawn so far.
    """

    session: str
    user: str
    shown: dict[str, int] = field(default_factory=dict)
    drawn: dict[str, int] = field(default_factory=dict)


_TABS: dict[str, _Tab] = {}
_ARRIVING: dict[str, int] = {}  # bytes being received, by person


@contextmanager
def of_this_page(user: User) -> Iterator[None]:
    """Draw a page within this block. Until it is complete, uploaders it had before still count as well."""
    context = get_script_run_ctx()
    if context is None:
        yield
        return
    _forget_closed(context.session_id)
    tab = _TABS.setdefault(context.session_id, _Tab("", ""))
    tab.session, tab.user, tab.drawn = session(), user.id, {}
    try:
        yield
    except RerunException:
        raise  # it is drawn again at once
    except StopException:
        # Either the page stopped by itself, and is complete; or a new answer or a closed tab interrupted it.
        if not context.script_requests or context.script_requests._state is ScriptRequestType.CONTINUE:
            _is_whole(tab, context.session_id)
        raise
    except BaseException:
        _is_whole(tab, context.session_id)
        raise
    _is_whole(tab, context.session_id)


def _is_whole(tab: _Tab, tab_id: str) -> None:
    tab.shown = dict(tab.drawn)
    if not tab.shown and (manager := _manager()):
        manager.remove_session_files(tab_id)


def _forget_closed(but: str) -> None:
    """Forget closed tabs, except ``but``, once Streamlit has dropped their files: a tab may reconnect for a minute."""
    manager = _manager()
    if manager:
        for tab_id in [each for each in list(_TABS) if each != but and not manager.file_storage.get(each)]:
            if not runtime.get_instance().is_active_session(tab_id):
                _TABS.pop(tab_id, None)


def ask(
    label: str, key: str, user: User, action: Callable[..., object], *given: object, most_mb: int = MOST_MB, **how: Any
) -> None:
    """Draw an uploader for one file, of at most so many ``MB``.

    ``action`` is called with ``given`` when the file changes or is removed.
    """
    st.file_uploader(
        label,
        key=key,
        max_upload_size=most_mb,
        on_change=Guarded(user, action, *given),
        label_visibility="collapsed",
        **how,
    )
    context = get_script_run_ctx()
    tab = _TABS.get(context.session_id) if context else None
    if tab:
        tab.shown[key] = tab.drawn[key] = most_mb * MB + _AROUND


def chosen(key: str) -> UploadedFile | None:
    """The file in the uploader with this key; None when there is none."""
    found = st.session_state.get(key)
    return found if isinstance(found, UploadedFile) else None


def still_wanted(uploaded: UploadedFile) -> Callable[[], bool]:
    """A function to ask while this file is read: whether its tab is still open and the file is still chosen in it."""
    context = get_script_run_ctx()
    if context is None or not runtime.exists():
        return lambda: True
    return partial(_is_there, context.session_id, uploaded.file_id)


def _is_there(tab_id: str, file_id: str) -> bool:
    manager = _manager()
    is_open = bool(runtime.exists() and runtime.get_instance().is_active_session(tab_id))
    return is_open and (manager is None or bool(manager.get_files(tab_id, [file_id])))


def let_go(uploaded: UploadedFile) -> None:
    """Drop the file now: Streamlit would hold it in memory, with its name, until the tab is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, uploaded.file_id)


def _manager() -> MemoryUploadedFileManager | None:
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return manager if isinstance(manager, MemoryUploadedFileManager) else None


def _waiting(user: str) -> int:
    """The bytes of this person that have arrived or are being received."""
    manager = _manager()
    kept = manager.file_storage if manager else {}
    tabs = [kept.get(tab_id, {}) for tab_id, tab in list(_TABS.items()) if tab.user == user]
    return _ARRIVING.get(user, 0) + sum(len(each.data) for files in tabs for each in list(files.values()))


class Uploads:
    """Middleware that accepts only files that a page of this session asks for. It must be behind the gate."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(_PATH) or scope["method"] == "OPTIONS":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        tab = _TABS.get(path[len(_PATH) :].partition("/")[0])
        is_own = tab is not None and tab.session == headers.get(SESSION_HEADER)
        if tab is None or not is_own:
            return await PlainTextResponse(_NOT_ASKED, 403)(scope, receive, send)
        if scope["method"] != "PUT":
            return await self.app(scope, receive, send)
        shown = list(tab.shown.values())  # read once: the page may be drawn meanwhile
        if not shown:
            return await PlainTextResponse(_NOT_ASKED, 403)(scope, receive, send)
        most, size = max(shown), headers.get("content-length", "0")
        if not size.isascii() or not size.isdigit() or int(size) > most:
            return await PlainTextResponse(_TOO_LARGE, 413)(scope, receive, send)
        if _waiting(tab.user) + int(size) > MOST_WAITING:
            return await PlainTextResponse(_TOO_MANY, 413)(scope, receive, send)
        await self._counted(tab.user, most, scope, receive, send)

    async def _counted(self, user: str, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives, for clients that announce no size or a wrong one."""
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            size = len(message.get("body", b""))
            arrived += size
            _ARRIVING[user] = _ARRIVING.get(user, 0) + size
            if arrived > most or _waiting(user) > MOST_WAITING:
                raise HTTPException(413, _TOO_LARGE)
            return message

        try:
            await self.app(scope, counted, send)
        finally:
            _ARRIVING[user] = _ARRIVING.get(user, 0) - arrived
            if not _ARRIVING[user]:
                del _ARRIVING[user]
