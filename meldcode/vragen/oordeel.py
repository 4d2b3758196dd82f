"""Judging words in a text, each with a question that leads to what was seen: a hint, never an objection.

The words are Meldroute's own list: they conclude, generalise or label somebody, so that a reader of the dossier would
ask what was seen.
"""

import re
from dataclasses import dataclass

_VRAGEN = {
    "Hoe vaak was het, en op welke dagen?": "altijd nooit steeds constant voortdurend telkens vaak",
    "Wat deed of zei iemand, waaraan u dat merkte?": "labiel instabiel hysterisch gestoord psychisch manipulatief "
    "verslaafd onhandelbaar brutaal lui druk lastig raar vreemd",
    "Wie deed of zei precies wat?": "agressief agressieve gewelddadig gewelddadige dreigend dreigende vijandig",
    "Wat zag u aan het gezicht, de houding of de stem?": "angstig angstige depressief verdrietig gestrest "
    "getraumatiseerd boos boze",
    "Wat ontbrak er, of wat zag u, en op welke dag?": "verwaarloosd verwaarloosde mishandeld mishandelde misbruikt "
    "vies vieze onveilig",
    "Waaraan zag u dat?": "duidelijk overduidelijk natuurlijk uiteraard blijkbaar",
}
WOORDEN: dict[str, str] = {woord: vraag for vraag, woorden in _VRAGEN.items() for woord in woorden.split()}
# Text in quotation marks was said by somebody, and should be recorded as it was said.
_SAID = re.compile('“[^”]*”|"[^"]*"|‘[^’]*’|„[^”]*”')
_ANY = re.compile(rf"\b({'|'.join(WOORDEN)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """One judging word as it was typed, and a question that leads to what was seen."""

    woord: str
    vraag: str


def hints(text: str) -> tuple[Hint, ...]:
    """Each judging word, once, in order of appearance; words in quotation marks are skipped."""
    found: dict[str, Hint] = {}
    for each in _ANY.finditer(_SAID.sub(" ", text)):
        found.setdefault(each[0].lower(), Hint(each[0], WOORDEN[each[0].lower()]))
    return tuple(found.values())
