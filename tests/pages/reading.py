"""Reading a page of AppTest: everything it sends to the browser, and the text as a person reads it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from meldcode.eigen.woorden import marks

_OPENS = re.compile(r"</summary><span>.*?</span>")


def sent(app: AppTest) -> list[tuple[str, str]]:
    """Every string that reaches the browser, with the type of its element."""
    found = []
    for node in (*app.main, *app.sidebar):
        found += [(node.type, text) for text in _strings(node.proto)]
        if node.type in ("dataframe", "table"):
            found.append((node.type, node.value.to_csv()))
        elif node.type in ("text_input", "text_area"):
            found.append((node.type, node.value or ""))
    return found


def _strings(message: Any) -> Iterator[str]:
    if message is None:
        return
    for about, value in message.ListFields():
        if about.name in ("id", "form_id", "element_id"):
            continue
        for each in value if about.is_repeated else [value]:
            if isinstance(each, str):
                yield each
            elif hasattr(each, "ListFields"):
                yield from _strings(each)


def read(app: AppTest) -> str:
    """All text of the page as a person reads it, values of fields included."""
    text = "\n".join(plain(text) for _, text in sent(app))
    assert not list(marks(text)), f"show it with worded(…): {list(marks(text))}"
    return text


def plain(text: str) -> str:
    """Without the marks that keep Markdown from reading it (``ui.text``); of a hint, without what opens at a press."""
    if text.startswith('<div class="mr-hint">'):
        return unescape(re.sub(r"<[^>]*>", "", _OPENS.sub("", text)))
    together = re.sub(r":color\[(\\.|&#10;)\]", r"\1", text)
    without_notes = re.sub(r":(?:gray|red|material)(?:\[((?:\\.|[^]\\])*)\]|/\w+:)", r"\1", together).replace("**", "")
    return re.sub(r"\\(?=[^\w\s])", "", re.sub(r"(?<!\\)&#(\d+);", lambda sign: chr(int(sign[1])), without_notes))


def without_remark(label: str) -> str:
    """What the eye sees of a label: the remark after it tells apart what is read aloud."""
    return label.partition(" :gray[")[0]
