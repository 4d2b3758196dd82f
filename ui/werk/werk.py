"""How a verplichting is worded, and on which page it is done: the same on the start page and in the dossier."""

from collections.abc import Mapping

from meldcode.route.stappen import STAPPEN
from meldcode.route.termijnen import BY_NAME
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import Kalender
from meldcode.vragen.datum import in_words
from ui.forms import offered
from ui.page import dossier_of_tab, menu

OPVOLGING = "opvolging.py"


def page_of(each: Verplichting) -> str:
    """The file of the page on which this is done."""
    kind = each.offers
    return f"{kind.pagina}.py" if kind and kind.pagina else menu.page_of(STAPPEN[each.stap - 1])


def go(each: Verplichting) -> None:
    """Go to the page on which this is done, with the kind of vastlegging that it needs offered first."""
    kind = each.offers
    offered.want(kind.__name__ if kind and not kind.pagina else "")
    dossier_of_tab.go_to(page_of(each), each.dossier_id)


def what(each: Verplichting, agreed: str = "") -> str:
    """What is to be done, in a few words; ``agreed`` is the text of an afspraak."""
    if each.soort is Soort.AFSPRAAK:
        return f"Afspraak: {agreed}" if agreed else each.soort.titel
    return f"{each.soort.titel} (stap {each.stap})" if each.soort.aard.of_stap else each.soort.titel


def until(each: Verplichting, kalender: Kalender) -> str:
    """By when, and why then: by which termijn, or because it was agreed or moved."""
    if each.first_due_on:
        return f"Uiterlijk {in_words(each.due_on)}; verzet, eerst was het {in_words(each.first_due_on)}"
    if each.since and each.termijn in BY_NAME:
        end = BY_NAME[each.termijn].counted(each.since, each.dagen, kalender)
        if end.on == each.due_on:
            sentence = end.in_words
            return sentence[0].upper() + sentence[1:]
    return f"Uiterlijk {in_words(each.due_on)}"


def whose(each: Verplichting, names: Mapping[str, str]) -> str:
    """Who has to do it: a colleague by name, else everybody with the role."""
    return names.get(each.person, "onbekend") if each.person else each.owner.label
