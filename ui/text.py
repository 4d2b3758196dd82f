"""Words on the screen that may not become anything else: what people typed is shown, never rendered."""

import re
from html import escape

# Only what Markdown (and Streamlit's additions) would read as something: screen readers get labels as they
# are written, so an ordinary bracket or full stop stays an ordinary bracket or full stop.
_MEANS_SOMETHING = re.compile(
    r"""[\\`*_{}\[\]<>~|$]        # emphasis, code, links, images, HTML, tables, formulas
    | (?m:^)\s*[#+=-]             # headings, lists, rules
    | (?m:^)\s*\d+(?=[.)])        # numbered lists: the sign after the number is escaped below
    | -(?=[->])                   # dashes and arrows
    | :(?=[a-z+-])                # :directives[] and :emoji:
    | &(?=[#a-z])                 # entities""",
    re.VERBOSE | re.IGNORECASE,
)
# Addresses become links after Markdown was read, whatever was escaped: a word joiner (no width) keeps them text.
_ADDRESS = re.compile(r"(?<=\w)@(?=\w)|(?<=www)\.|(?<=http:/)/|(?<=https:/)/", re.IGNORECASE)
_JOINER = "\u2060"


def veilig(text: object, *, icon: str = "", note: str = "") -> str:
    """Text for a place that reads Markdown (labels, headings, captions): nothing in it means anything, and line
    breaks stay line breaks.

    ``icon`` is the name of a Material symbol, ``note`` a grey remark behind it.
    """
    plain = _ADDRESS.sub(lambda found: found[0] + _JOINER, str(text))
    shown = _MEANS_SOMETHING.sub(_escape, plain).replace("\n", "  \n")
    if icon:
        shown = f":material/{icon}: {shown}"
    return f"{shown} :gray[{veilig(note)}]" if note else shown


def in_columns(first: str, *rest: str, late: str = "") -> str:
    """A row of a list as one label: each text in a column of its own, and ``late`` so that it is noticed.

    Nothing in it means anything, and a line break is a space: a row is one line.
    """
    cells = [f"**{_in_a_cell(first)}**", *(f":gray[{_in_a_cell(each)}]" for each in rest)]
    return " ".join([*cells, f":red[**{_in_a_cell(late)}**]"] if late else cells)


def _in_a_cell(text: str) -> str:
    return veilig(" ".join(text.split()) or "–")


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign[-1].isdigit():
        return sign + "\\"
    return sign[:-1] + "\\" + sign[-1]


def own_html(template: str, **values: str) -> str:
    """Our own HTML with values in it, each escaped: for what no native element can show."""
    return template.format(**{name: escape(value) for name, value in values.items()})


def anchor(key: str) -> str:
    """The name by which the browser knows an element with this key (Streamlit's class, without what is before it)."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def link(text: str, to: str) -> str:
    """A link to a place on this page, in Markdown. ``to`` is ours; the text is not."""
    return f"[{veilig(text)}]({to})"
