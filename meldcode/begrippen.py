"""Hard words of the screens, each with one line that explains it in plain Dutch. Meldroute worded the lines itself.

A word belongs here when the law, the route or the field uses it and no plainer word means the same. What can be said
more plainly is to be said so in the text itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from meldcode.eigen.woorden import says


@says("uitleg")
@dataclass(frozen=True)
class Begrip:
    """A hard word and what it means. ``ook``: another form in which it may stand in a text, in small letters."""

    woord: str
    uitleg: str
    ook: str = ""


BEGRIPPEN: tuple[Begrip, ...] = (
    Begrip("achterlating", "Iemand wordt tegen de eigen wil in een ander land achtergelaten."),
    Begrip("afwegingen", "De vijf vragen van het afwegingskader. Ze helpen kiezen: hulp of melden.", "afweging"),
    Begrip("afwegingskader", "Vijf vragen, en wat er volgt uit de antwoorden: hulp, of melden bij Veilig Thuis."),
    Begrip("besnijdenis", "Bij meisjes: snijden in de geslachtsdelen, zonder medische reden."),
    Begrip("bevoegd gezag", "Het bestuur van de school."),
    Begrip("bewaartermijn", "Hoe lang iets wordt bewaard, voordat het wordt vernietigd."),
    Begrip("buiten beschouwing", "U gebruikt het niet bij het wegen."),
    Begrip("casemanager", "Wie het overzicht over de hulp houdt, en iedereen bij elkaar brengt."),
    Begrip("collegiale consultatie", "U vraagt een collega om met u mee te denken."),
    Begrip("eer", "Hier: geweld om de goede naam van een familie te redden."),
    Begrip("geheimhouding", "De belofte dat u aan niemand doorvertelt wat u hoort."),
    Begrip("Handle with Care", "De politie kwam bij het kind thuis. De school hoort dat, maar niet wat er was."),
    Begrip("herkomst", "Van wie de melding komt."),
    Begrip("huwelijksdwang", "Iemand moet tegen de eigen wil trouwen, of getrouwd blijven."),
    Begrip("indicatie", "Een aanwijzing dat er iets aan de hand kan zijn."),
    Begrip("inspectie", "De Inspectie van het Onderwijs. Die kijkt of scholen hun werk goed doen."),
    Begrip("instantie", "Een organisatie die hulp geeft of iets beslist, zoals Veilig Thuis."),
    Begrip("kenmerk", "Een nummer of code om iets of iemand later mee terug te vinden."),
    Begrip("landelijke model", "Het voorbeeld dat de Rijksoverheid voor een meldcode maakte."),
    Begrip("letselduiding", "Een arts zegt hoe een wond of blauwe plek kan zijn ontstaan."),
    Begrip("schoolmaatschappelijk werk", "Hulp op school, voor leerlingen en hun ouders."),
    Begrip("verwijsindex", "Een lijst waarin mensen die zich zorgen maken over hetzelfde kind elkaar vinden."),
    Begrip("waarneming", "Wat iemand zelf zag of hoorde."),
    Begrip("zorgcoördinator", "Wie op school de zorg voor leerlingen regelt."),
)
_BY_FORM = {form: each for each in BEGRIPPEN for form in (each.woord.lower(), each.ook) if form}
_FORMS = "|".join(sorted(map(re.escape, _BY_FORM), key=len, reverse=True))
_ANY = re.compile(rf"(?<![\w-])({_FORMS})(?![\w-])", re.IGNORECASE)


def explained(text: str) -> Iterator[tuple[int, int, Begrip]]:
    """Each hard word where it stands first in a text: its begin, its end, and what it is. In order of appearance."""
    known: set[str] = set()
    for found in _ANY.finditer(text):
        begrip = _BY_FORM[found[1].lower()]
        if begrip.woord not in known:
            known.add(begrip.woord)
            yield found.start(), found.end(), begrip
