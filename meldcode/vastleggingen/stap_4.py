"""What is recorded in stap 4, wegen (R27–R30): what was weighed, the five answers, and what is to happen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, JaNeeTwijfel, Resultaat, uitkomst
from meldcode.vastleggingen.algemeen import regel
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Geweld(Keuze):
    """Forms of violence, as law and practice name them."""

    LICHAMELIJK = "lichamelijk", "Lichamelijke mishandeling"
    LICHAMELIJKE_VERWAARLOZING = "lich_verwaarlozing", "Lichamelijke verwaarlozing"
    PSYCHISCH = "psychisch", "Psychische mishandeling"
    PSYCHISCHE_VERWAARLOZING = "psy_verwaarlozing", "Psychische verwaarlozing"
    SEKSUEEL = "seksueel", "Seksueel misbruik"
    GETUIGE = "getuige", "Getuige van huiselijk geweld"
    EER = "eer", "Eer, huwelijksdwang, achterlating of besnijdenis van meisjes"
    ONBEKEND = "onbekend", "Nog niet te benoemen"


class Ernst(Keuze):
    LICHT = "licht", "Licht: de leerling heeft er merkbaar last van"
    MATIG = "matig", "Matig: het belemmert de leerling in het dagelijks leven"
    ERNSTIG = "ernstig", "Ernstig: de leerling loopt schade op of kan die oplopen"
    ONBEKEND = "onbekend", "Niet te zeggen met wat we weten"


class Patroon(Keuze):
    EENMALIG = "eenmalig", "Eenmalig"
    AFNEMEND = "afnemend", "Het wordt minder"
    GELIJK = "gelijk", "Het blijft gelijk"
    TOENEMEND = "toenemend", "Het wordt meer"
    ONBEKEND = "onbekend", "Onbekend"


_JA_OF_TWIJFEL = (JaNeeTwijfel.JA, JaNeeTwijfel.TWIJFEL)
_MOGELIJK = ("vermoeden", _JA_OF_TWIJFEL)
_UITLEG = {
    "onveilig": "Acuut: nu of de komende dagen in gevaar, of zonder de meest nodige verzorging. Structureel: het "
    "herhaalt zich of het duurt voort. Vertelde de leerling het zelf? Behandel dat als acuut, tot u met Veilig Thuis "
    "hebt overlegd. Twijfel telt als ja.",
    "hulp": "Door deskundigen in of om de school (zoals de zorgcoördinator of schoolmaatschappelijk werk), niet door "
    "[de leerkracht].",
    "resultaat": "Moet de hulp nog beginnen, dan is dit nog niet te zeggen. U beantwoordt het opnieuw als u het effect "
    "meet, en uiterlijk aan het eind van de termijn.",
}
_MET_VEILIG_THUIS = "U kunt dit nu open laten: u bespreekt het met Veilig Thuis."


def afweging(naam: str, **options: Any) -> Any:
    """The vraag for one of the five questions of the afwegingskader, by its name in ``AFWEGINGEN``.

    Questions 3 to 5 are asked only when there may be a suspicion, and may be left open when it may be unsafe: then they
    are discussed with Veilig Thuis. Options as for ``vraag``.
    """
    if naam in ("vermoeden", "onveilig"):
        return vraag(AFWEGINGEN[naam], help=_UITLEG.get(naam, ""), **options)
    return vraag(
        AFWEGINGEN[naam],
        help=_UITLEG.get(naam, ""),
        when=_MOGELIJK,
        optional_when=("onveilig", _JA_OF_TWIJFEL),
        optional_because=_MET_VEILIG_THUIS,
        **options,
    )


def steunt_op(**options: Any) -> Any:
    """The vraag on what the five answers are based; options as for ``vraag``."""
    return vraag("Waarop steunen deze antwoorden?", min_length=20, **options)


def afgewogen(vastlegging: Any) -> tuple[tuple[str, str, str, str], ...]:
    """What the afwegingskader indicates for the five answers in this vastlegging, in the form of ``volgt``."""
    found = uitkomst({naam: getattr(vastlegging, naam) for naam in AFWEGINGEN})
    naam = found.regel.naam
    return (
        ("uitkomst", "Wat gaf het afwegingskader aan?", found.regel.tekst, naam),
        ("omdat", "Welke regel, en welke antwoorden leidden daartoe?", found.omdat, naam),
        ("anders", "Wat zou de uitkomst veranderen?", found.anders, naam),
    )


@dataclass(frozen=True)
class Weging(Vastlegging):
    """Nature and seriousness, from all that was recorded (R27, R28), with what is to happen next."""

    titel = "Weging"
    uitleg = "U weegt of er sprake is van geweld of mishandeling, en hoe ernstig. Alles wat u zag en hoorde, telt mee."
    overnemen = {naam: ("Weging", naam) for naam in ("meegewogen", "sinds", "kwetsbaar", "broers_zussen", "eerder")}
    baan = Baan.BESLUITEN
    volgt_aan_tafel = frozenset({"uitkomst", "omdat", "anders"})

    meegewogen: Meegewogen = vraag(
        "Hoe weegt elke vastlegging mee?",
        help="Als risico, als bescherming, of als iets wat onbekend blijft. Of buiten beschouwing, met de reden.",
        onderdeel="Wat ligt er",
        aan_tafel=True,
    )
    soorten: frozenset[Geweld] = vraag(
        "Om welk geweld gaat het mogelijk?",
        kop="Het vermoeden",
        onderdeel="Het beeld",
        aan_tafel=True,
        op_melding=OpMelding.DENKT,
    )
    aard: str = vraag(
        "Wat gebeurt er, en wie zijn erbij betrokken?", min_length=10, aan_tafel=True, op_melding=OpMelding.DENKT
    )
    ernst: Ernst = vraag("Hoe ernstig is het voor de leerling?", aan_tafel=True, op_melding=OpMelding.DENKT)
    frequentie: str = regel("Hoe vaak gebeurt het?", help="Of: onbekend.", aan_tafel=True, op_melding=OpMelding.DENKT)
    sinds: str = regel("Sinds wanneer?", help="Of: onbekend.", aan_tafel=True, op_melding=OpMelding.DENKT)
    patroon: Patroon = vraag("Hoe ontwikkelt het zich?", aan_tafel=True, op_melding=OpMelding.DENKT)
    leerling: str = vraag(
        "Wat zegt de leerling zelf?",
        help="Zo letterlijk mogelijk.",
        min_length=5,
        kop="De leerling en het gezin",
        aan_tafel=True,
        zoals=(("GesprekLeerling", "woorden"),),
    )
    kwetsbaar: str = vraag(
        "Hoe kwetsbaar is de leerling?", help="Denk aan leeftijd, ontwikkeling, en wie de leerling vertrouwt.",
        min_length=5, aan_tafel=True, op_melding=OpMelding.VEILIG,
    )  # fmt: skip
    broers_zussen: str = vraag(
        "Zijn er broers of zussen, en hoe gaat het met hen?",
        help="Ook op andere scholen. Of: geen.",
        min_length=4,
        aan_tafel=True,
        op_melding=OpMelding.VEILIG,
    )
    interactie: str = vraag(
        "Hoe gaan ouder en kind met elkaar om?",
        help="Wat u zag of hoorde.",
        min_length=5,
        aan_tafel=True,
    )
    visie_ouders: str = vraag(
        "Hoe zien de ouders het?", help="Herkennen zij de zorg, en wat willen zij doen? Of waarom dat niet bekend is.",
        min_length=5, aan_tafel=True, zoals=(("FormeelGesprek", "visie"), ("Zorggesprek", "reactie")),
    )  # fmt: skip
    onbekend: str = vraag(
        "Wat weten we niet, en wat kan de verklaring ook zijn?",
        min_length=5,
        aan_tafel=True,
        op_melding=OpMelding.DENKT,
    )
    komende_dagen: str = vraag(
        "Hoe veilig zijn de komende dagen, het weekend en de vakantie?",
        help="Wie kan bij de leerling, is er dreiging of een wapen, en wie heeft er zicht op?",
        min_length=5,
        kop="Veiligheid",
        aan_tafel=True,
        op_melding=OpMelding.VEILIG,
    )
    eerder: str = vraag(
        "Waren er eerder signalen of meldingen?", min_length=3, aan_tafel=True, op_melding=OpMelding.HULP
    )
    eerdere_hulp: str = vraag(
        "Welke hulp was er eerder, en wat leverde die op?",
        help="Of: geen.",
        min_length=4,
        aan_tafel=True,
        op_melding=OpMelding.HULP,
    )
    vermoeden: JaNeeTwijfel = vraag(
        AFWEGINGEN["vermoeden"], kop="De vijf afwegingen", onderdeel="De vijf vragen", aan_tafel=True
    )
    onveilig: JaNeeTwijfel = afweging("onveilig", aan_tafel=True)
    hulp: JaNeeTwijfel | None = afweging("hulp", aan_tafel=True)
    aanvaard: JaNeeTwijfel | None = afweging("aanvaard", aan_tafel=True)
    resultaat: Resultaat | None = afweging("resultaat", aan_tafel=True)
    toelichting: str = steunt_op(aan_tafel=True)
    vervolgtraject: str = vraag(
        "Wat gaat er gebeuren?", help="Of: niets meer, omdat …", min_length=20, kop="Het vervolgtraject",
        onderdeel="Wat gaan we doen", aan_tafel=True,
    )  # fmt: skip
    wie: str = vraag("Wie doet dat?", max_length=500, noemt=True)
    wanneer: str = regel("Wanneer?", aan_tafel=True)
    doel: str | None = vraag("Met welk doel?", min_length=5, when=_MOGELIJK, aan_tafel=True)
    effect: str | None = vraag("Waaraan zien we dat het werkt?", min_length=5, when=_MOGELIJK, aan_tafel=True)
    evaluatie_op: date = vraag("Wanneer kijkt u of het werkt?", future=True, aan_tafel=True)
    terugval: str | None = vraag("Wat doet u als het niet werkt?", min_length=5, when=_MOGELIJK, aan_tafel=True)

    def volgt(self) -> tuple[tuple[str, str, str, str], ...]:
        return afgewogen(self)
