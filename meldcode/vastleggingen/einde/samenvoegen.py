"""Two dossiers of one pupil become one: one goes on, the other is closed and says where it goes on (ADR 75)."""

from dataclasses import dataclass

from meldcode.vastleggingen.algemeen import regel
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import vraag


@dataclass(frozen=True)
class Samengevoegd(Vastlegging):
    """Closes a dossier that goes on in another one; ``bij`` is the code name of that one. It then counts in no figure.

    Who may read one of the two only is told of no other: both this and ``Samenvoeging`` are about access.
    """

    titel = "Samengevoegd met een ander dossier"
    altijd = True
    uitleg = (
        "Heeft deze leerling twee dossiers? Dan gaat dit dossier dicht, en gaat het andere verder. Wat hier ligt, "
        "blijft hier te lezen. Wat hier nog wacht, gaat mee."
    )
    gedaan = "De dossiers zijn samengevoegd. Het gaat verder in het andere."
    pagina = "gezin"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    bij: str = regel("Welk dossier gaat verder?")
    zelfde: str = vraag(
        "Waaruit blijkt dat het om dezelfde leerling gaat?",
        help="Bijvoorbeeld: dezelfde naam en geboortedatum, nagevraagd bij de administratie.",
        min_length=10,
        max_length=300,
    )


@dataclass(frozen=True)
class Samenvoeging(Vastlegging):
    """Says in the dossier that goes on which other one was closed, and how far that had come."""

    titel = "Een ander dossier gaat hier verder"
    altijd = True
    uitleg = "Van deze leerling was er nog een dossier. Dat is dicht. Wat daar wachtte, wacht nu hier."
    gedaan = "Het andere dossier gaat hier verder."
    pagina = "gezin"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    uit: str = regel("Welk dossier?")
    stand: str = vraag("Hoe ver was dat?", max_length=300)
