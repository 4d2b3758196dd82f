"""Attachments: a photo, a letter or a document that is added to the dossier in any stap."""

from dataclasses import dataclass
from datetime import date

from meldcode.eigen import letselfotos
from meldcode.eigen.woorden import worded
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vastleggingen.letsel import (
    ALLEEN_ZICHTBAAR,
    BEL_VANDAAG,
    GEEN_FOTO,
    IN_WOORDEN,
    NIEMAND_UITKLEDEN,
    OOK_IN_WOORDEN,
    TE_VEEL,
    WIL_NIET,
    WISSEN,
)
from meldcode.vragen.bestand import MOST_MB, MOST_PHOTO_MB, WHAT, Bestand
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, RawAnswers, vraag


class SoortBijlage(Keuze):
    LETSEL = "letsel", "Foto van letsel"
    FOTO = "foto", "Andere foto, zonder letsel"
    BRIEF = "brief", "Brief of bericht"
    DOCUMENT = "document", "Verslag of ander document"


class Gewist(Keuze):
    """Whether the photo is gone from the device; it may be somebody else's, who still has to."""

    GEWIST = "gewist", "Ja, ook uit de prullenbak en uit de cloud"
    NOG_NIET = "nog_niet", "Nog niet"


_LETSEL = ("wat", SoortBijlage.LETSEL)


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
    # The rules for a photo of an injury, each answered with it (``meldcode.vastleggingen.letsel``).
    zichtbaar: JaNee | None = vraag(
        "Is alleen te zien wat al zichtbaar was?",
        help=f"{ALLEEN_ZICHTBAAR} {NIEMAND_UITKLEDEN} {BEL_VANDAAG}",
        when=_LETSEL,
        kop="Regels bij een foto van letsel",
    )
    tweede: JaNee | None = vraag("Was er een tweede volwassene bij?", help=WIL_NIET, when=_LETSEL)
    wie_erbij: str | None = regel(
        "Wie was dat?", help="Noem naam en functie.", when=("tweede", JaNee.JA), noemt=True, personen=True
    )
    alleen_omdat: str | None = vraag("Waarom niet?", min_length=5, when=("tweede", JaNee.NEE))
    als_bewijs: JaNee | None = vraag(
        "Moet het origineel bewaard blijven, omdat de foto bewijs is?",
        help=f"Het origineel is de foto zoals het toestel hem maakte, met plaats, tijd en toestel. {OOK_IN_WOORDEN}",
        when=_LETSEL,
    )
    # Asked once it is said what it shows: a photo of an injury must not arrive first where the school takes none.
    bestand: Bestand | None = vraag(
        "Welk bestand?",
        when=("wat", tuple(SoortBijlage)),
        help=f"Kies {WHAT}. Een foto mag {MOST_PHOTO_MB} MB groot zijn, een document {MOST_MB} MB. Uit een foto haalt "
        "Meldroute plaats, tijd en toestel. De naam van het bestand wordt niet bewaard.",
    )
    origineel: Bestand | None = vraag(
        "Het origineel",
        help="Wie deze bijlage mag lezen, kan het downloaden.",
        when=("als_bewijs", JaNee.JA),
        origineel_van="bestand",
    )
    gewist: Gewist | None = vraag("Is de foto van het toestel gewist?", help=WISSEN, when=_LETSEL)
    wie_wist: str | None = regel("Wie wist de foto, en wanneer?", when=("gewist", Gewist.NOG_NIET), noemt=True)

    @classmethod
    def gesloten(cls, raw: RawAnswers, was: RawAnswers) -> dict[str, str]:
        """A photo of an injury, unless the board allows it, or it is recorded already and stays the same photo.

        And one for which a child was undressed, whatever the board allows.
        """
        if raw.get("wat") != SoortBijlage.LETSEL:
            return {}
        is_kept = was.get("wat") == SoortBijlage.LETSEL and was.get("bestand") == raw.get("bestand")
        if not letselfotos.toegestaan() and not is_kept:
            return {"wat": worded(f"{GEEN_FOTO} {IN_WOORDEN}")}
        return {"zichtbaar": worded(f"{TE_VEEL} {IN_WOORDEN}")} if raw.get("zichtbaar") == JaNee.NEE else {}
