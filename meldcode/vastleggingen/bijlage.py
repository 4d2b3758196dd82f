"""Attachments: a photo, a letter or a document that is added to the dossier in any stap."""

from dataclasses import dataclass
from datetime import date

from meldcode.eigen import letselfotos
from meldcode.eigen.woorden import worded
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import regel
from meldcode.vastleggingen.letsel import GEWEIGERD
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, RawAnswers, vraag


class SoortBijlage(Keuze):
    LETSEL = "letsel", "Foto van letsel"
    FOTO = "foto", "Andere foto, zonder letsel"
    BRIEF = "brief", "Brief of bericht"
    DOCUMENT = "document", "Verslag of ander document"


@dataclass(frozen=True)
class Bijlage(Vastlegging):
    """One file, with where it came from and what can be seen or read in it."""

    titel = "Bijlage"
    nieuws = ""
    uitleg = "Een foto, brief of document bij dit dossier. U schrijft op wat er te zien of te lezen is."
    door = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})

    wat: SoortBijlage = vraag(
        "Wat is het?", help="Is er letsel te zien, ook al gaat het om iets anders? Kies dan ‘Foto van letsel’."
    )
    datum: date = vraag("Van welke dag is het?", help="De dag waarop de foto is gemaakt of het stuk is geschreven.")
    herkomst: str = regel(
        "Van wie komt het?", help="Wie maakte de foto, of van wie kreeg u het stuk?", noemt=True, bron=True
    )
    inhoud: str = vraag(
        "Wat is er te zien of te lezen?",
        help="Alleen feiten. Bij een foto: wat, waar en hoe groot. Bij een stuk: waar het over gaat.",
        min_length=10,
    )
    # Asked once it is said what it shows: a photo of an injury must not arrive first where the school takes none.
    bestand: Bestand | None = vraag(
        "Welk bestand?",
        when=("wat", tuple(SoortBijlage)),
        help="Een foto (JPG of PNG) of een PDF van ten hoogste 10 MB. Uit een foto haalt Meldroute plaats, tijd en "
        "toestel. De naam van het bestand wordt niet bewaard.",
    )

    @classmethod
    def gesloten(cls, raw: RawAnswers, was: RawAnswers) -> dict[str, str]:
        """A photo of an injury, unless the board allows it, or it is recorded already and stays the same photo."""
        if raw.get("wat") != SoortBijlage.LETSEL or letselfotos.toegestaan():
            return {}
        is_kept = was.get("wat") == SoortBijlage.LETSEL and was.get("bestand") == raw.get("bestand")
        return {} if is_kept else {"wat": worded(GEWEIGERD)}
