"""What a meldcode must contain besides the route (Besluit verplichte meldcode, artikel 2), as the school agreed it."""

import re
from collections.abc import Iterator

from meldcode.bronnen import BESLUIT_MELDCODE, WMO_MELDRECHT
from meldcode.eigen import letselfotos
from meldcode.eigen.velden import EIND, SITE, VERWIJSINDEX, VORMEN, said_of, veilig_thuis
from meldcode.eigen.woorden import worded
from meldcode.termijnen.archiefwet import archiefwet
from meldcode.vastleggingen.letsel import GEEN_FOTO, IN_PLAATS, MAG, REGELS
from meldcode.vragen.datum import in_words

Lines = Iterator[str]
_DEMANDS = re.compile(r" \((?:R\d+[^)]*)\)")
# Of artikel 2: the part, what it demands, and under which heading that is in the document.
ARTIKEL_2 = (
    ("lid 1, a", "Een stappenplan", "Stap 1 tot en met stap 5"),
    ("lid 1, b", "Een afwegingskader om risico, aard en ernst te wegen", "Afwegingskader"),
    ("lid 1, c", "Wie welke stap zet", "Elke stap, bij ‘Wie’; en Wie wat mag"),
    ("lid 1, c", "Wie eindverantwoordelijk is voor wel of niet melden", "Wie eindverantwoordelijk is"),
    ("lid 1, d", "Bijzondere vormen van geweld", "Bijzondere vormen van geweld"),
    ("lid 1, e", "De verwijsindex", "Verwijsindex"),
    ("lid 1, f", "De kindcheck", "Kindcheck"),
    ("lid 1, g", "Hoe u met vertrouwelijke gegevens omgaat", "Vertrouwelijke gegevens"),
    ("lid 2, a", "De signalen in kaart brengen", "Stap 1"),
    ("lid 2, b", "Overleg met een collega, en zo nodig Veilig Thuis of een deskundige in letselduiding", "Stap 2"),
    ("lid 2, c", "Een gesprek met de betrokkenen: met de ouders en met de leerling", "Stap 2 en stap 3"),
    ("lid 2, d", "Het afwegingskader toepassen", "Stap 4"),
    ("lid 2, e", "Beslissen over melden, en over hulp", "Stap 5"),
)


def head(school: str) -> Lines:
    """The first lines of the meldcode of a school: its name, and room for the signature of who adopts it."""
    yield from (f"# Meldcode van {school}", "")
    yield "De route bij signalen van huiselijk geweld en kindermishandeling, voor wie op deze school werkt."
    yield from ("", "Vastgesteld door het bevoegd gezag, op: ..............................", "")
    yield "Naam en handtekening: ......................................................"


def artikel_2() -> Lines:
    """Everything that artikel 2 demands, with where in the document it is."""
    yield from ("", "## Wat een meldcode moet bevatten", "")
    yield f"Bron: {BESLUIT_MELDCODE}."
    yield from ("", "| Artikel 2 | Wat | Waar het staat |", "| --- | --- | --- |")
    yield from (f"| {where} | {what} | {here} |" for where, what, here in ARTIKEL_2)


def agreed() -> Lines:
    """What the school agreed, each part under its own heading; where it agreed nothing, what is usual."""
    index, there = said_of(VERWIJSINDEX), veilig_thuis()
    yield from _chapter("Wie eindverantwoordelijk is")
    yield f"Eindverantwoordelijk voor het besluit om wel of niet te melden: {said_of(EIND)}."
    yield from _chapter("Veilig Thuis in de regio")
    yield f"{there.naam}, {there.nummer}. Site en formulier: {said_of(SITE)}"
    yield from _chapter("Bijzondere vormen van geweld")
    yield f"{said_of(VORMEN)} Bij deze vormen belt u eerst Veilig Thuis, voordat u met de ouders spreekt."
    yield from _chapter("Verwijsindex")
    if index:
        yield f"De school doet mee aan de verwijsindex risicojongeren. Daarin mag melden: {index}."
    else:
        yield "De school doet niet mee aan de verwijsindex risicojongeren."
    yield from _chapter("Kindcheck")
    yield (
        "De kindcheck is voor wie met volwassenen werkt: zijn er kinderen die van hen afhankelijk zijn? Op school gaat "
        "het al om een kind. Hoort u van een ouder iets over de eigen situatie, dan vraagt u naar alle kinderen thuis."
    )
    yield from _chapter("Vertrouwelijke gegevens")
    yield from (f"- {worded(each)}" for each in _CONFIDENTIAL)
    yield "- Hoe lang de school een dossier bewaart, staat bij ‘Bewaren’, per reden van afsluiten."
    if also := archiefwet():
        yield f"- {also.tekst} Bron: {also.bron}."
    yield from _chapter("Foto’s van letsel")
    yield from _photos()


def _photos() -> Lines:
    """What the board decided about photos of an injury, and what staff do: with a photo, or instead of one."""
    taken = letselfotos.besluit()
    by = f"Besluit van het bestuur van {in_words(taken.van)}." if taken else "Het bestuur heeft nog niets besloten."
    yield f"{MAG if letselfotos.toegestaan() else GEEN_FOTO} {by}"
    yield ""
    yield from (f"- {worded(each)}" for each in (REGELS if letselfotos.toegestaan() else IN_PLAATS))


_CONFIDENTIAL = (
    f"U mag Veilig Thuis vertellen wat u weet, ook zonder toestemming van de ouders. Bron: {WMO_MELDRECHT}.",
    "[De intern begeleider] leest het dossier. De directie krijgt na elke stap een bericht zonder inhoud.",
    "Een ander leest alleen mee als dat voor deze leerling nodig is. Dat gaat met een reden en tot een vaste dag.",
    "Wie zelf betrokken is bij het gezin, wordt afgeschermd en ziet het dossier niet.",
    "Wie een dossier of een bijlage bekijkt, komt in het register. De directie en de functionaris "
    "gegevensbescherming lezen het register.",
    "Een dossier wordt door twee mensen vernietigd: de een vraagt het met een reden, een ander bevestigt het. Zonder "
    "indicatie na stap 2 vraagt de uitkomst daarom, en bevestigt de directie.",
)


def _chapter(titel: str) -> Lines:
    yield from ("", f"## {titel}", "")


def without_demands(line: str) -> str:
    """A line without the numbers of demands, such as (R24), which mean nothing to a school."""
    return _DEMANDS.sub("", line)
