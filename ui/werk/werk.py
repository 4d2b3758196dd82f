"""How one thing that waits is shown, and where it is done: the same on the start page and in the dossier."""

from collections.abc import Mapping

from db.werk.werklijst import Werk
from meldcode.dossier.verplichtingen import TITELS
from meldcode.route.stappen import STAPPEN
from meldcode.termijnen.kalender import Kalender, due
from meldcode.termijnen.termijnen import BY_NAME
from meldcode.vastleggingen import (
    Effectmeting,
    OudersGeinformeerd,
    Terugkoppeling,
    VeiligInformeren,
    Weging,
)
from meldcode.vragen.datum import in_words
from ui.page import dossier_of_tab, menu

OPVOLGING = "opvolging.py"
# Done on a page that is not that of its stap.
_PAGES = {
    "ontvangst": "directie.py",
    "vernietigen": "directie.py",
    "antwoord": "dossier.py",
    "afspraak": OPVOLGING,
    "meewegen": "samen_wegen.py",
    "vakantie": OPVOLGING,
    "nazorg": OPVOLGING,
}
# What is offered first on the page of the stap.
_KINDS = {
    "effect": Effectmeting,
    "terugkoppeling": Terugkoppeling,
    "onderzoek": Terugkoppeling,
    "evaluatie": Weging,
    "wegen": Weging,
}


def page_of(each: Werk) -> str:
    """The page where this is done."""
    return _PAGES.get(each.soort) or menu.page_of(STAPPEN[each.stap - 1])


def go(each: Werk) -> None:
    """Turn this tab to the place where it is done, with what it takes offered first."""
    parents = OudersGeinformeerd if each.stap == 5 else VeiligInformeren
    kind = parents if each.soort == "ouders" else _KINDS.get(each.soort)
    dossier_of_tab.want(kind.__name__ if kind else "")
    dossier_of_tab.go_to(page_of(each), each.dossier_id)


def what(each: Werk, agreed: str = "") -> str:
    """What it is, in a few words."""
    if each.soort == "afspraak":
        return f"Afspraak: {agreed}" if agreed else TITELS[each.soort]
    return f"{TITELS[each.soort]} (stap {each.stap})"


def until(each: Werk, kalender: Kalender) -> str:
    """By when, and why then: by which rule, or that it was agreed, or moved."""
    if each.first_due_on:
        return f"Uiterlijk {in_words(each.due_on)}; verzet, eerst was het {in_words(each.first_due_on)}"
    if each.since and each.termijn in BY_NAME:
        counted = due(each.since, each.dagen, BY_NAME[each.termijn].soort, kalender)
        if counted.on == each.due_on:
            sentence = counted.in_words
            return sentence[0].upper() + sentence[1:]
    return f"Uiterlijk {in_words(each.due_on)}"


def whose(each: Werk, names: Mapping[str, str]) -> str:
    """Of whom it is: a colleague by name, else whoever has the role."""
    return names.get(each.person, "onbekend") if each.person else each.owner.label
