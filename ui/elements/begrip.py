"""A hint in which hard words are explained: each is dotted, and pressing it shows one line about it (ADR 35).

Such a word is a native ``<details>``: mouse, finger and keyboard open it, a screen reader says that it can be opened,
and it needs no script. Of the same ``name`` one at a time is open.
"""

import streamlit as st

from meldcode.begrippen import explained
from ui.text import own_html, veilig

_HINT = '<div class="mr-hint">{}{{after}}</div>'
_WORD = (
    '{{before{0}}}<details class="mr-begrip" name="mr-begrip"><summary>{{said{0}}}</summary>'
    "<span>{{about{0}}}</span></details>"
)


def hint(text: str) -> None:
    """Draw a hint of ours; each hard word in it is explained where it stands first."""
    template, values, done = "", dict[str, str](), 0
    for at, (start, end, begrip) in enumerate(explained(text)):
        template += _WORD.format(at)
        values |= {f"before{at}": text[done:start], f"said{at}": text[start:end], f"about{at}": begrip.uitleg}
        done = end
    if values:
        st.html(own_html(_HINT.format(template), after=text[done:], **values))
    else:
        st.caption(veilig(text))
