"""Stap 4: wegen van aard en ernst, en of er sprake van is (R27–R30)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meldcode.afwegingskader import AFWEGINGEN, JaNeeTwijfel
from meldcode.vraag import Keuze, Vastlegging, vraag


class Geweld(Keuze):
    """Forms of violence, as the law and practice name them."""

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


_ALLES = "Alles wat in stap 1 tot en met 3 is vastgelegd, staat hiernaast."


def _afweging(naam: str, **options: Any) -> Any:
    return vraag(AFWEGINGEN[naam], when=("vermoeden", (JaNeeTwijfel.JA, JaNeeTwijfel.TWIJFEL)), **options)


@dataclass(frozen=True)
class Weging(Vastlegging):
    titel = "Weging"
    uitleg = f"U weegt of er sprake is van geweld of mishandeling, en hoe ernstig. {_ALLES}"

    feiten: str = vraag("Wat zijn de feiten, en waarop steunen ze?", help=_ALLES, min_length=20)
    buiten_beschouwing: str | None = vraag("Wat laat u buiten beschouwing, en waarom?", optional=True)
    soorten: frozenset[Geweld] = vraag("Om welk geweld gaat het mogelijk?")
    aard: str = vraag(
        "Wat is de aard ervan?", help="Wat gebeurt er, door wie, hoe vaak en sinds wanneer?", min_length=10
    )
    ernst: Ernst = vraag("Hoe ernstig is het voor de leerling?")
    patroon: Patroon = vraag("Hoe ontwikkelt het zich?")
    leerling: str = vraag(
        "Wat zegt de leerling zelf, en hoe kwetsbaar is de leerling?",
        help="Denk ook aan broers en zussen.",
        min_length=5,
    )
    visie_ouders: str = vraag("Hoe zien de ouders het?", help="Of waarom dat niet bekend is.", min_length=5)
    risico: str = vraag("Welke risicofactoren ziet u, en waaruit blijken die?", min_length=5)
    bescherming: str = vraag("Welke beschermende factoren ziet u, en waaruit blijken die?", min_length=5)
    onbekend: str = vraag("Wat weten we niet, en wat kan de verklaring ook zijn?", min_length=5)
    komende_dagen: str = vraag(
        "Hoe veilig zijn de komende dagen, het weekend en de vakantie?",
        help="Wie heeft toegang tot de leerling, en wie heeft er zicht op?",
        min_length=5,
    )
    eerder: str = vraag("Waren er eerder signalen, meldingen of hulp, en wat leverde dat op?", min_length=3)
    vermoeden: JaNeeTwijfel = vraag(AFWEGINGEN["vermoeden"])
    onveilig: JaNeeTwijfel = vraag(
        AFWEGINGEN["onveilig"],
        help="Acuut: nu of de komende dagen in gevaar. Structureel: het herhaalt zich. Twijfel telt als ja.",
    )
    hulp: JaNeeTwijfel | None = _afweging("hulp", help="Hulp van deskundigen; niet van de leerkracht alleen.")
    aanvaard: JaNeeTwijfel | None = _afweging("aanvaard")
    resultaat: JaNeeTwijfel | None = _afweging("resultaat")
    toelichting: str = vraag("Waarop steunen deze antwoorden?", min_length=20)
    vervolgtraject: str = vraag(
        "Wat is het vervolgtraject?",
        help="Wie doet wat en wanneer, met welk doel, hoe ziet u het effect, en wat als het niet lukt?",
        min_length=20,
    )
    evaluatie_op: date = vraag("Wanneer kijkt u of het werkt?", future=True)
