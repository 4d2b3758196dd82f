"""Choices and vragen that several kinds of vastlegging share, so that they are worded once."""

from typing import Any

from meldcode.vragen.vraag import MAX_LINE, Keuze, vraag

OOK_DE_LEERLING = "De wet vraagt een gesprek met de betrokkenen: ook met de leerling."


class JaNee(Keuze):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"


class RedenNiet(Keuze):
    """Why parents are not told: the first two are in the route (R24), all three in ``bronnen.LANDELIJK_MODEL``."""

    AFREAGEREN = "afreageren", "Het risico bestaat dat de ouder zich afreageert op [de intern begeleider]"
    UIT_ZICHT = "uit_zicht", "Het risico bestaat dat de ouder het contact verbreekt en uit het zicht raakt"
    VEILIGHEID = "veiligheid", "De veiligheid van de leerling, van uzelf of van een ander"


def gesprek_datum() -> Any:
    """The vraag on which day a talk was."""
    return vraag("Wanneer was het gesprek?", aan_tafel=True)


def aanwezigen() -> Any:
    """The vraag who were there, by name and position."""
    return vraag(
        "Wie waren erbij?", help="Noem namen en functies.", max_length=500, noemt=True, bron=True, personen=True
    )


_SAMEN = "Geldt het voor beiden? Kies ze dan samen. Wie geen gezag heeft, hoort het na wie gezag heeft."


def voor_wie(tekst: str, *, help: str = _SAMEN, **options: Any) -> Any:
    """The vraag about which people around the pupil a record is.

    It may be left open only where nobody is around the pupil yet, so that the parents count as one
    (``meldcode.dossier.regels.betrokkenen``).
    """
    return vraag(tekst, help=help, optional=True, noemt=True, **options)


def redenen_niet(tekst: str = "Waarom niet?", **options: Any) -> Any:
    """The vraag why parents are not told (R24); options as for ``vraag``."""
    return vraag(
        tekst,
        help="U kunt meer dan één reden kiezen. Dat mag alleen bij concrete aanwijzingen. Het landelijke model noemt "
        "dezelfde redenen voor melden zonder gesprek vooraf.",
        aan_tafel=True,
        **options,
    )


def regel(tekst: str, **options: Any) -> Any:
    """A vraag with an answer of one line, at most ``MAX_LINE`` characters; options as for ``vraag``."""
    return vraag(tekst, max_length=MAX_LINE, **options)
