"""Escaping text for the screen, so that what people typed is shown and never rendered.

Streamlit renders Markdown almost everywhere; text for such a place goes through ``veilig``. It renders none in
``st.text``, ``st.code``, ``st.dataframe`` and the options of a selectbox or multiselect: text goes there as it is. So
do our own words in a collapsed label: a screen reader reads it literally, while the page has it out of sight, as
Markdown. What somebody typed goes into it through ``hoorbaar``.
"""

import re
from html import escape

_SIGN = re.compile(
    r"""(?P<apart>                  # sought once Markdown was read, when no backslash is left to see:
          :(?![\t ]|\Z)             #   :emoji:, :material/icon:, :directive[], https://
        | @(?=\S) | (?<=www)\.      #   addresses of people and sites
        | [<>=~-](?=[<>=~-])        #   arrows, dashes, comparisons
      )
    | (?P<line>\r\n|[\r\n])
    | (?P<blank>\A[\t ]+|[\t ]+\Z)  # four in front make a block of code, others are thrown away
    | (?P<number>\A\d+(?=[.)]))     # makes a list of it, as the next does
    | \A[+-] | [\\`*_{}\[\]<>~|$\#&]  # the rest that Markdown itself reads
    """,
    re.VERBOSE | re.IGNORECASE,
)

_CODE = re.compile(r"(```.*?```|`[^`]*`)", re.DOTALL)
_OF_STREAMLIT = re.compile(r"\$|:(?=[\w/]+[:\[])")
_BREAKS = re.compile(r" *[^\S ]\s*| {2,}")
_SILENT = re.compile(r"[^\w\s'’?-]|_|(?<!\w)-|-(?!\w)")


def veilig(text: object, *, icon: str = "", before: str = "", note: str = "") -> str:
    """Escape text for a place that reads Markdown (labels, headings, captions, help).

    What people see, copy and find is what was typed, spaces included (with ``white-space: pre-wrap``:
    ``meldroute.css``). ``icon`` is the name of a Material symbol; ``before`` and ``note`` are grey
    remarks before and after the text.
    """
    shown = _SIGN.sub(_as_itself, str(text))
    if before:
        shown = f":gray[{veilig(before)}] {shown}"
    if icon:
        shown = f":material/{icon}: {shown}"
    return f"{shown} :gray[{veilig(note)}]" if note else shown


def _as_itself(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "apart":
            return _apart(found)
        case "line":
            return ":color[&#10;]"  # a text node of its own, because spaces around a line break are dropped
        case "blank":
            return "".join(f"&#{ord(each)};" for each in found[0])
        case "number":
            return found[0] + "\\"
    return "\\" + found[0]


def hoorbaar(text: str) -> str:
    """The words of a text without its signs, for a label that is only read aloud: nothing is left for Markdown."""
    return " ".join(_SILENT.sub(" ", text).split())


def in_columns(first: str, *rest: str, late: str = "") -> str:
    """A row of a list as one label: each text in a column, with ``late`` highlighted.

    Nothing in it is rendered, and a line break becomes a space: a row is one line.
    """
    cells = [f"**{_in_a_cell(first)}**", *(f":gray[{_in_a_cell(each)}]" for each in rest)]
    return " ".join([*cells, f":red[**{_in_a_cell(late)}**]"] if late else cells)


def _in_a_cell(text: str) -> str:
    return veilig(one_line(text) or "–")


def one_line(text: str, most: int = 0) -> str:
    """The text on one line, of at most so many characters (0: all), cut between two words.

    It is not split into words: each would be a text of its own in memory, where what was let go of may stay (ADR 24).
    """
    line = _BREAKS.sub(" ", text).strip()
    if not most or len(line) <= most:
        return line
    at = line.rfind(" ", 0, most - 1)
    return f"{line[: at if at > 0 else most - 2].rstrip()} …"


def own_html(template: str, **values: str) -> str:
    """Our own HTML with escaped values in it, for what no native element can show."""
    return template.format(**{name: escape(value) for name, value in values.items()})


def own_markdown(text: str) -> str:
    """Our own Markdown, read from a file that we ship: rendered, but without what Streamlit alone reads in it.

    Those are formulas, directives (`:red[…]`) and names of signs (`:smile:`); in code they mean nothing.
    """
    return "".join(each if each.startswith("`") else _OF_STREAMLIT.sub(_apart, each) for each in _CODE.split(text))


def _apart(found: re.Match[str]) -> str:
    return f":color[\\{found[0]}]"  # becomes a text node of its own; without a colour it stays plain


def anchor(key: str) -> str:
    """The CSS class by which the browser finds an element with this key (Streamlit's, without its prefix)."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def link(text: str, to: str) -> str:
    """A Markdown link to a place on this page. ``to`` must be our own; the text is escaped."""
    return f"[{veilig(text)}]({to})"
