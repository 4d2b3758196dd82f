"""Erasing what the memory of the server holds of a destroyed dossier, and emptying the tabs that show it.

Streamlit holds what was typed in a tab and what its fragments were drawn from while the tab is open, and two minutes
after that. Memory that Python frees stays readable until it is reused or given back to Linux, so it is overwritten and
given back where possible. What remains is in ``docs/dreigingsmodel.md`` (ADR 24).
"""

import ctypes
import gc
import logging
import re
from threading import Lock, Thread, Timer
from time import sleep

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from db.accounts import accounts
from db.dossiers.einde import vernietigd
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import Said

_LOOKS_EVERY = 15.0
"""Seconds between looks at what another process destroyed: with the redrawing after it, well within a minute."""
_AFTERWARDS = (1.0, 5.0, 20.0, 45.0)
"""Seconds after which memory is given back; in between, tabs redraw and running scripts end."""

_SMALL = range(64, 513, 16)
"""The sizes of blocks that Python manages itself, from the smallest that can hold text, object header included."""
_MUCH = 8_000_000
"""Bytes to overwrite per block size: an estimate of how much may be free."""

# Source: malloc.h of glibc.
_M_PERTURB, _M_ARENA_MAX = -6, -8

_HELD: dict[str, set[str]] = {}  # per tab, the dossiers it may hold content of
_GONE: dict[str, set[str]] = {}  # per tab, those of them that were destroyed since
_lock = Lock()
_log = logging.getLogger("meldroute.emptied")


def write_over_what_is_let_go() -> None:
    """Let glibc overwrite memory when it is freed, from now on, and use one arena, so that memory can be given back.

    Small objects are in blocks that Python manages itself; see ``_write_over`` for those.
    """
    try:
        glibc = ctypes.CDLL(None)
        glibc.mallopt(_M_PERTURB, 0xFF)
        glibc.mallopt(_M_ARENA_MAX, 1)
    except AttributeError:
        _log.warning("This system has no mallopt: what was let go of stays in memory longer")


def holds(dossier_id: str) -> None:
    """Remember that this tab may hold content of this dossier."""
    context = get_script_run_ctx()
    if context is None:
        return
    if context.session_id not in _HELD:
        _forget_what_expired()
    with _lock:
        _HELD.setdefault(context.session_id, set()).add(dossier_id)


def destroyed(dossier_id: str) -> None:
    """Empty every tab that may hold content of this dossier: open ones are redrawn, closed ones dropped."""
    with _lock:
        tabs = [tab_id for tab_id, held in _HELD.items() if dossier_id in held]
        for tab_id in tabs:
            _HELD[tab_id].discard(dossier_id)
            _GONE.setdefault(tab_id, set()).add(dossier_id)
    forget()
    context = get_script_run_ctx()
    for tab_id in tabs:
        if context is None or tab_id != context.session_id:
            _draw_again(tab_id)
    if _server() is None:
        return
    for seconds in _AFTERWARDS:
        timer = Timer(seconds, _give_back)
        timer.daemon = True
        timer.start()


def watch() -> None:
    """From now on, empty the tabs of this process of what another process destroyed, or the command line did."""
    Thread(target=_watch, daemon=True, name="emptied").start()


def _watch() -> None:
    while True:
        sleep(_LOOKS_EVERY)
        try:
            look()
        except (Said, accounts.DatabaseError, OSError) as problem:
            _log.error("What was destroyed elsewhere could not be looked at: %s", type(problem).__name__)


def look() -> None:
    """Empty every tab of this process that may hold content of a dossier that was destroyed meanwhile."""
    with _lock:
        held = set[str]().union(*_HELD.values())
    if not held:
        return
    with reading(EVERY_SCHOOL) as connection:
        gone = vernietigd.among_these(connection, sorted(held))
    for dossier_id in gone:
        destroyed(dossier_id)


def let_go_of_what_is_not_drawn() -> None:
    """Forget what the widgets of earlier pages call. pages/main.py calls this once a page is completely drawn.

    Streamlit forgets their values, but keeps their callbacks, with the forms and people in them, for as long as the
    tab is open: some kilobytes for every page that somebody read.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    drawn = context.shared.widget_ids_this_run.snapshot()
    kept = context.session_state._state._new_widget_state.widget_metadata
    for name in [name for name in kept if name not in drawn]:
        del kept[name]


def forget() -> None:
    """Forget what this tab holds of destroyed dossiers. pages/main.py calls this before anything is drawn."""
    context = get_script_run_ctx()
    if context is None:
        return
    with _lock:
        gone = _GONE.pop(context.session_id, set())
    for dossier_id in gone:
        for key in [key for key in st.session_state if dossier_id in str(key)]:
            del st.session_state[key]
        # Of a widget that is no longer drawn Streamlit keeps the callback, which refers to the answers of its form.
        kept = context.session_state._state._new_widget_state.widget_metadata
        for name in [name for name in kept if dossier_id in name]:
            del kept[name]


def _draw_again(tab_id: str) -> None:
    """Let this tab redraw its page; drop it at once if it is closed, though somebody might come back to it."""
    at = _server()
    info = at._session_mgr.get_session_info(tab_id) if at else None
    if at is None or info is None:
        _forget_tab(tab_id)
        return
    tab = info.session
    if at.is_active_session(tab_id):
        tab._event_loop.call_soon_threadsafe(tab.request_rerun, tab._client_state)
    else:
        tab._event_loop.call_soon_threadsafe(at.close_session, tab_id)
        _forget_tab(tab_id)


def _server() -> runtime.Runtime | None:
    """Streamlit's runtime, which holds the tabs; None where a page is drawn without a server."""
    at = runtime.get_instance() if runtime.exists() else None
    return at if type(at) is runtime.Runtime else None  # a stand-in for tests runs no tabs


def _forget_what_expired() -> None:
    """Forget the tabs that were closed so long ago that Streamlit forgot them."""
    at = _server()
    if at:
        there = {each.session.id for each in at._session_mgr.list_sessions()}
        for tab_id in [each for each in list(_HELD) if each not in there]:
            _forget_tab(tab_id)


def _forget_tab(tab_id: str) -> None:
    with _lock:
        _HELD.pop(tab_id, None)
        _GONE.pop(tab_id, None)


def _write_over() -> None:
    """Overwrite the free blocks that Python keeps for small objects: fill them with zeros, and free them again."""
    about = bytes(1).__sizeof__() - 1
    for size in _SMALL:
        noughts = [bytes(size - about) for _ in range(_MUCH // size)]
        del noughts


def _write_over_what_a_thread_keeps() -> None:
    """Glibc caches a few freed blocks per thread with their content: allocate and zero those."""
    glibc = ctypes.CDLL(None)
    glibc.malloc.restype = ctypes.c_void_p
    glibc.free.argtypes = [ctypes.c_void_p]
    for size in range(24, 1_033, 16):
        blocks = [glibc.malloc(size) for _ in range(7)]
        for block in blocks:
            ctypes.memset(block, 0, size)
        for block in blocks:
            glibc.free(block)


def _give_back() -> None:
    """Drop expired closed tabs, kept patterns and unreferenced objects, and give free memory back to Linux."""
    _forget_what_expired()
    at = _server()
    if at:
        for tab in [each.session for each in at._session_mgr.list_sessions()][:1]:
            tab._event_loop.call_soon_threadsafe(_write_over_what_a_thread_keeps)
    re.purge()  # patterns that look for the names of a dossier
    gc.collect()
    _write_over()
    try:
        ctypes.CDLL(None).malloc_trim(0)  # Source: man 3 malloc_trim; glibc alone has it
    except AttributeError:
        _log.warning("This system has no malloc_trim: what was let go of stays in memory longer")
