"""What may be asked about a dossier, and the grounds on which each may be refused."""

from collections.abc import Mapping

from meldcode.vragen.vraag import Keuze


class Wat(Keuze):
    """What somebody asks. The last is no right of the AVG, but the school's own duty (``bronnen.ZONDER_GEZAG``)."""

    INZAGE = "inzage", "Inzage in het dossier, met een kopie"
    CORRECTIE = "correctie", "Correctie: iets klopt niet, of er ontbreekt iets"
    VERKLARING = "verklaring", "Een eigen verklaring bij het dossier"
    BEPERKING = "beperking", "Beperking: niet gebruiken zolang er verschil van mening is"
    WISSEN = "wissen", "Wissen"
    BEZWAAR = "bezwaar", "Bezwaar: de school mag dit niet bewaren of gebruiken"
    INFORMATIE = "informatie", "Informatie over het kind, voor een ouder zonder gezag"


NOEM: Mapping[Wat, str] = {
    Wat.INZAGE: "verzoek om inzage en een kopie",
    Wat.CORRECTIE: "verzoek om correctie",
    Wat.VERKLARING: "verzoek om een eigen verklaring toe te voegen",
    Wat.BEPERKING: "verzoek om beperking",
    Wat.WISSEN: "verzoek om te wissen",
    Wat.BEZWAAR: "bezwaar tegen bewaren of gebruiken",
    Wat.INFORMATIE: "vraag om informatie van een ouder zonder gezag",
}
"""Each in the middle of a sentence, after *een*."""


class Grond(Keuze):
    """A ground to refuse, with where it stands."""

    ANDEREN = "anderen", "Het schaadt de rechten van anderen (AVG 15 lid 4)"
    BESCHERMING = "bescherming", "Nodig om het kind of een ander te beschermen (UAVG 41 lid 1 onder i)"
    STRAFBAAR = "strafbaar", "Nodig om een strafbaar feit te voorkomen of te onderzoeken (UAVG 41 lid 1 onder d)"
    GEEN_FEIT = "geen_feit", "Het klopt, of het is geen feit maar een indruk of mening (AVG 16)"
    NIET_BETWIST = "niet_betwist", "Er is geen reden om het gebruik te beperken (AVG 18 lid 1)"
    NOG_NODIG = "nog_nodig", "Het is nog nodig waarvoor het is vastgelegd (AVG 17 lid 1)"
    PLICHT = "plicht", "Nodig voor een plicht, een taak van algemeen belang of een rechtszaak (AVG 17 lid 3)"
    NIET_ALLEN = "niet_allen", "Niet iedereen met gezag is het met wissen eens"
    WEEGT_ZWAARDER = "weegt_zwaarder", "De redenen van de school wegen zwaarder (AVG 21 lid 1)"
    NIET_NAGEGAAN = "niet_nagegaan", "Het is niet bekend wie dit vraagt, of namens wie (AVG 12 lid 6)"
    NIET_BEVOEGD = "niet_bevoegd", "Deze persoon mag dit niet vragen over deze leerling"
    BUITENSPORIG = "buitensporig", "Duidelijk ongegrond of buitensporig (AVG 12 lid 5)"
    OOK_NIET = "ook_niet", "De school zou dit ook niet vertellen aan wie wel gezag heeft"
    BELANG = "belang", "Het belang van het kind verzet zich ertegen"


_ALTIJD = (Grond.BESCHERMING, Grond.NIET_NAGEGAAN, Grond.NIET_BEVOEGD, Grond.BUITENSPORIG)
GRONDEN: Mapping[Keuze, tuple[Keuze, ...]] = {
    Wat.INZAGE: (Grond.ANDEREN, Grond.STRAFBAAR, *_ALTIJD),
    Wat.CORRECTIE: (Grond.GEEN_FEIT, *_ALTIJD),
    Wat.VERKLARING: _ALTIJD,
    Wat.BEPERKING: (Grond.NIET_BETWIST, *_ALTIJD),
    Wat.WISSEN: (Grond.NOG_NODIG, Grond.PLICHT, Grond.NIET_ALLEN, *_ALTIJD),
    Wat.BEZWAAR: (Grond.WEEGT_ZWAARDER, *_ALTIJD),
    # Of a parent without gezag only these two (1:377c BW).
    Wat.INFORMATIE: (Grond.OOK_NIET, Grond.BELANG),
}
"""Which grounds fit what was asked."""
