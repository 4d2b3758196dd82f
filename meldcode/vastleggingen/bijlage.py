"""Attachments: a photo, a letter or a document that is added to the dossier in any stap."""

from dataclasses import dataclass
from datetime import date

from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import regel
from meldcode.vragen.bestand import MOST_MB, MOST_PHOTO_MB, WHAT, Bestand
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class SoortBijlage(Keuze):
    LETSEL = "letsel", "Foto van letsel"
    FOTO = "foto", "Andere foto"
    BRIEF = "brief", "Brief of bericht"
    DOCUMENT = "document", "Verslag of ander document"


@dataclass(frozen=True)
class Bijlage(Vastlegging):
    """One file, with where it came from and what can be seen or read in it."""

    titel = "Bijlage"
    nieuws = ""
    uitleg = "Een foto, brief of document bij dit dossier. U schrijft op wat er te zien of te lezen is."
    door = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})

    wat: SoortBijlage = vraag("Wat is het?")
    datum: date = vraag(
        "Van welke dag is het?",
        help="De dag waarop de foto is gemaakt of het stuk is geschreven.",
        ouder_when=("wat", (SoortBijlage.FOTO, SoortBijlage.BRIEF, SoortBijlage.DOCUMENT)),
    )
    herkomst: str = regel(
        "Van wie komt het?", help="Wie maakte de foto, of van wie kreeg u het stuk?", noemt=True, bron=True
    )
    inhoud: str = vraag(
        "Wat is er te zien of te lezen?",
        help="Alleen feiten. Bij een foto: wat, waar en hoe groot. Bij een stuk: waar het over gaat.",
        min_length=10,
    )
    bestand: Bestand = vraag(
        "Welk bestand?",
        help=f"Kies {WHAT}. Een foto mag {MOST_PHOTO_MB} MB groot zijn, een document {MOST_MB} MB. Uit een foto haalt "
        "Meldroute plaats, tijd en toestel. De naam van het bestand wordt niet bewaard.",
    )
