"""Choices and vragen that several vastleggingen share, worded once."""

from typing import Any

from meldcode.vragen.vraag import MAX_LINE, Keuze, vraag


class JaNee(Keuze):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"


class RedenNiet(Keuze):
    """Why parents are not told (R24: i and ii; iii comes from the national model)."""

    AFREAGEREN = "afreageren", "Het risico bestaat dat de ouder zich afreageert op [de intern begeleider]"
    UIT_ZICHT = "uit_zicht", "Het risico bestaat dat de ouder het contact verbreekt en uit het zicht raakt"
    VEILIGHEID = "veiligheid", "De veiligheid van de leerling of van een ander (landelijk model)"


def gesprek_datum() -> Any:
    return vraag("Wanneer was het gesprek?", aan_tafel=True)


def aanwezigen() -> Any:
    return vraag("Wie waren erbij?", help="Noem namen en functies.", max_length=500, noemt=True, bron=True)


def redenen_niet() -> Any:
    return vraag("Waarom niet?", help="U kunt meer dan één reden kiezen.", aan_tafel=True)


def regel(tekst: str, **options: Any) -> Any:
    """A vraag with a one-line answer."""
    return vraag(tekst, max_length=MAX_LINE, **options)
