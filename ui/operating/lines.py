"""The lines of the server's log: without messages of exceptions, and on request all in one form, JSON without content.

Streamlit, uvicorn and asyncio have loggers and handlers of their own, and make new ones while the server starts. So
this is done where records are made and where they are handed to handlers, and not logger by logger.
"""

import io
import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, NoReturn

SETTING, JSON = "MELDCODE_LOG", "json"
FIELDS: Final = ("time", "level", "logger", "where", "text", "error")
"""What a line has: ``where`` in the code it was logged, what was said, and of an exception its frames (``error``)."""
OURS: Final = ("meldroute", "db")
"""Loggers, with those below them, whose texts are ours: they name functions, kinds of errors and codes only."""
_log = logging.getLogger("meldroute.server")


def keep_messages_out() -> None:
    """From now on log of an exception only its type and frames: its message may hold what people typed."""
    make_record = logging.getLogRecordFactory()
    if getattr(make_record, "keeps_messages_out", False):
        return

    def without_message(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = frames(record.exc_info[1])
            record.exc_info = None
        record.__dict__["written_down"] = written_down(record)
        return record

    without_message.keeps_messages_out = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(without_message)


def frames(error: BaseException) -> str:
    """A traceback without messages: the frames and the types of the exceptions."""
    blocks: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        blocks.append("".join(traceback.format_tb(one.__traceback__)) + type(one).__qualname__)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nwhile handling or because of:\n".join(blocks)


def written_down(record: logging.LogRecord) -> str:
    """The text of this record, without its arguments, if it is a constant in the code that logs it; else empty.

    A text that was put together there may hold anything. Call this while the record is being made.
    """
    if not isinstance(record.msg, str):
        return ""
    frame = sys._getframe()
    while (frame.f_code.co_filename, frame.f_lineno) != (record.pathname, record.lineno):
        if frame.f_back is None:
            return ""
        frame = frame.f_back
    return record.msg if record.msg in frame.f_code.co_consts else ""


def is_json(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether lines are asked for as JSON. Exits with a Dutch sentence when something else is asked for."""
    asked = environment.get(SETTING, "").strip()
    if asked not in ("", JSON):
        sys.exit(f"{SETTING} is {asked!r}, maar kan alleen {JSON!r} zijn, of leeg.")
    return asked == JSON


def begin() -> None:
    """From now on write every line of this process as JSON on standard error, if that is asked for.

    Of what is written to standard output or error past any logger only the length is kept. Safe to repeat.
    """
    if not is_json() or isinstance(sys.stderr, _PastTheLog):
        return
    keep_messages_out()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Form())
    _log.setLevel(logging.INFO)
    logging.raiseExceptions = False  # when nobody takes the lines there is nowhere to say so
    logging.Logger.callHandlers = lambda _self, record: handler.handle(record)  # type: ignore[method-assign,assignment]
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
    sys.unraisablehook = lambda failed: _uncaught(failed.exc_type, failed.exc_value, failed.exc_traceback)
    sys.stdout, sys.stderr = _PastTheLog("stdout", logging.INFO), _PastTheLog("stderr", logging.WARNING)


def say(sentence: str) -> None:
    """Tell whoever runs the server something: a Dutch sentence without content, as a line of the log."""
    if is_json():
        _log.warning("%s", sentence)
    else:
        print(sentence, file=sys.stderr)


def refuse(sentence: str) -> NoReturn:
    """Exit, and say why: a Dutch sentence without content."""
    if not is_json():
        sys.exit(sentence)
    _log.critical("%s", sentence)
    sys.exit(1)


class Form(logging.Formatter):
    """A record as one line of JSON (``FIELDS``), without what is empty."""

    def format(self, record: logging.LogRecord) -> str:
        """Of other loggers than ours the text has no arguments, or is left out (``written_down``)."""
        is_ours = record.name.partition(".")[0] in OURS
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "where": f"{record.module}:{record.lineno}",
            "text": record.getMessage() if is_ours else getattr(record, "written_down", ""),
            "error": record.exc_text or "",
        }
        return json.dumps({name: value for name, value in said.items() if value})


class _PastTheLog(io.TextIOBase):
    """Standard output or error, for what writes there by itself, such as Streamlit when it starts."""

    encoding = "utf-8"

    def __init__(self, name: str, level: int) -> None:
        self._name, self._level = name, level

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("a text is written here")
        if text.strip():
            _log.log(self._level, "Written to %s past the log: %d characters", self._name, len(text))
        return len(text)


def _uncaught(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _log.critical("Nothing caught this: %s", kind.__name__, exc_info=error)
