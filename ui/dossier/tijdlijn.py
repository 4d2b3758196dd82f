"""The timeline of a dossier: a line and a sign per kind of record, drawn as text, and the same in words below it.

It is HTML of our own: a chart of Plotly takes longer to draw than the whole page it stands on (ADR 57).
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.tijdlijn import Ogenblik, in_zinnen, tijdlijn
from meldcode.vragen.baan import Baan
from meldcode.vragen.datum import in_words, short
from ui.text import own_html

_SIGN = {
    Baan.SIGNALEN: "●",
    Baan.GESPREKKEN: "■",
    Baan.OVERLEG: "▲",
    Baan.BESLUITEN: "◆",
    Baan.HULP: "▼",
}
"""All have the same colour: the line and the sign say which it is."""
_ALT = "Tijdlijn: per soort wanneer er iets was. Hetzelfde staat hieronder in woorden."


def draw(dossier: Dossier) -> None:
    """Draw the timeline, and the same in words for people who cannot see it."""
    found = tijdlijn(dossier)
    if not found:
        st.caption("Nog niets om op een tijdlijn te zetten.")
        return
    picture(by_kind(found))
    with st.expander("De tijdlijn in woorden"):
        st.text("\n".join(in_zinnen(found)))


def by_kind(ogenblikken: Sequence[Ogenblik]) -> dict[str, list[Ogenblik]]:
    """A line for each kind, also when there was nothing of it."""
    return {baan: [each for each in ogenblikken if each.baan is baan] for baan in Baan}


def picture(lines: Mapping[str, Sequence[Ogenblik]]) -> None:
    """Draw lines by their names: on each its signs, and at most three days along the foot of all."""
    template, values = drawn(lines)
    st.html(own_html(template, **values))


def drawn(lines: Mapping[str, Sequence[Ogenblik]]) -> tuple[str, Mapping[str, str]]:
    """The picture, as a template and its values for ``own_html``.

    On each line a sign per day and kind, with a number when there was more than that.
    """
    days = [each.on for line in lines.values() for each in line]
    first, length = min(days), (max(days) - min(days)).days
    room = length / 6 or 1  # on both sides: then days along the foot have room on a telephone too
    values = {"alt": _ALT}

    def said(text: str) -> str:
        values[name := f"v{len(values)}"] = text
        return f"{{{name}}}"

    def at(day: date) -> str:
        return f"left: {100 * ((day - first).days + room) / (length + 2 * room):.1f}%"

    made = []
    for name, line in lines.items():
        signs = []
        for on, each in _per_day(line).items():
            kinds = dict.fromkeys(_SIGN[one.baan] for one in each)
            number = f"<sup>{len(each)}×</sup>" if len(each) > len(kinds) else ""
            what = said("\n".join([in_words(on), *(one.wat for one in each)]))
            signs.append(f'<i style="{at(on)}" title="{what}">{"".join(kinds)}{number}</i>')
        made.append(f"<p><b>{said(name)}</b><span>{''.join(signs)}</span></p>")
    ticks = "".join(f'<i style="{at(day)}">{said(short(day))}</i>' for day in _ticks(days))
    made.append(f"<p><b></b><span>{ticks}</span></p>")
    return f'<div class="mr-tijdlijn" role="img" aria-label="{{alt}}">{"".join(made)}</div>', values


def _per_day(line: Sequence[Ogenblik]) -> dict[date, list[Ogenblik]]:
    found: dict[date, list[Ogenblik]] = {}
    for each in line:
        found.setdefault(each.on, []).append(each)
    return found


def _ticks(days: Sequence[date]) -> list[date]:
    """At most three days along the axis, including the first and the last; four days have none in the middle."""
    first, last = min(days), max(days)
    steps = 1 if (length := (last - first).days) == 3 else min(2, length)
    return [first + (last - first) * step // steps for step in range(steps + 1)] if steps else [first]
