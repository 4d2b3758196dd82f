"""What is said on the guide for each kind of talk: pure data, each piece of advice with where it comes from.

The wording is Meldroute's own. One sheet holds one guide, so each is short.
"""

from dataclasses import dataclass
from enum import StrEnum

from meldcode.bronnen import (
    AFGELEID,
    APART_GESPREK,
    AUGEO_KIND,
    AUGEO_TIPS,
    AUGEO_ZORGEN,
    BESLUIT_MELDCODE,
    GESCHEIDEN_OUDERS,
    HAAGLANDEN,
    HANDELINGSPROTOCOL_GESPREK,
    HANDELINGSPROTOCOL_MELDING,
    KINDGESPREK,
    LANDELIJK_MODEL,
    NJI_KIND,
    NJI_OUDERS,
    NJI_TOLK,
    NJI_VOORBEREIDING,
    VT_VERTELLEN,
    VT_ZINNEN,
    WMO_MELDRECHT,
    Bron,
)
from meldcode.nummers import ALARM


class Gesprek(StrEnum):
    """The kinds of talk that have a guide; the value stands in an address."""

    ZORG = "zorg"
    FORMEEL = "formeel"
    MELDING = "melding"
    LEERLING = "leerling"


@dataclass(frozen=True)
class Raad:
    """One piece of advice, with its sources. ``soort`` names the kind of an opening line; empty for other advice."""

    tekst: str
    bronnen: tuple[Bron, ...]
    soort: str = ""


@dataclass(frozen=True)
class Leidraad:
    """The guide for one kind of talk. ``opbouw`` is in the order of the talk; ``vanavond``: if the child told it."""

    gesprek: Gesprek
    titel: str
    doel: Raad
    vooraf: tuple[Raad, ...]
    openingen: tuple[Raad, ...]
    opbouw: tuple[Raad, ...]
    niet: tuple[Raad, ...]
    vanavond: tuple[Raad, ...]

    @property
    def met_ouders(self) -> bool:
        """Whether it is a talk with the parents, in which facts are shared."""
        return self.gesprek is not Gesprek.LEERLING

    @property
    def bronnen(self) -> tuple[Bron, ...]:
        """All its sources, once each."""
        every = (self.doel, *self.vooraf, *self.openingen, *self.opbouw, *self.niet, *self.vanavond)
        return tuple(dict.fromkeys(bron for each in every for bron in each.bronnen))


def _(tekst: str, *bronnen: Bron, soort: str = "") -> Raad:
    return Raad(tekst, bronnen, soort)


_TOLK = _("Tolk nodig? Een beroepstolk, desnoods aan de telefoon. Nooit een kind, en geen familie.", NJI_TOLK, AFGELEID)
_PLEK = _("Kies een rustige plek, uw stoel bij de deur, en een collega die u kunt roepen.", AFGELEID)
_ALS_HET_OMSLAAT = _("Spreek af met welke zin u stopt als het omslaat, en wat u dan doet.", AFGELEID)
_APART = _("Wonen de ouders apart? Dan ieder apart: dezelfde feiten, liefst dezelfde dag.", GESCHEIDEN_OUDERS, AFGELEID)
_NIET_BELOVEN = _("Beloven dat u niets zult melden of dat het onder u blijft.", AFGELEID)
_NIET_DE_ANDER = _("Zeggen wat de andere ouder, een leerling of een buur vertelde.", AFGELEID)
_NIET_VAN_HET_SCHERM = _("Voorlezen uit het dossier, of het scherm laten zien.", AFGELEID)
_GEEN_TOESTEMMING = _("Toestemming vragen om te melden. U vertelt het.", HANDELINGSPROTOCOL_MELDING, VT_ZINNEN)
_TWIJFEL = _(f"Is het vanavond misschien niet veilig? Bel meteen Veilig Thuis, en bij gevaar {ALARM.nummer}.", AFGELEID)
_VANAVOND = (
    _("Vertelde het kind iets? Sta daarbij stil: een kind dat praat, verdient geen straf.", VT_ZINNEN),
    _("Vraag hoe het straks naar huis gaat, en wat zij vanavond tegen het kind zeggen. Spreek dat af.", VT_ZINNEN),
    _TWIJFEL,
)

ZORG = Leidraad(
    Gesprek.ZORG,
    "Gesprek met een ouder: de zorg delen",
    _("Klein doel: samen de volgende stap kunnen zetten.", NJI_VOORBEREIDING),
    (
        _("Zet op een rij wat u weet, ook wat goed gaat. Feiten apart van wat u denkt.", NJI_VOORBEREIDING),
        _("Schrijf op wat u niet weet en wilt vragen.", NJI_VOORBEREIDING),
        _("Bedenk wie het woord doet, en wat precies de boodschap is.", HAAGLANDEN),
        _("Twijfelt u? Voer het met een collega, of met iemand die de ouder vertrouwt.", HANDELINGSPROTOCOL_GESPREK),
        _("Wacht niet: hoe langer, hoe meer een ouder zich bedrogen voelt.", AUGEO_TIPS, AUGEO_ZORGEN),
        _("Niet op een vrijdag of vlak voor een vakantie.", VT_ZINNEN, AFGELEID),
        _TOLK,
        _APART,
        _PLEK,
    ),
    (
        _("“Het valt me op dat … Hoe ziet u dat?”", AUGEO_ZORGEN, soort="Wat u zag, en een vraag"),
        _("“Ik vertel u graag wat ik zie, en ik hoor graag hoe u ernaar kijkt.”", AUGEO_ZORGEN, soort="Uitnodigen"),
        _("“Bij mijn werk hoort dat ik let op hoe het met elk kind gaat.”", VT_VERTELLEN, soort="Uw taak"),
        _("“In … spraken we over … Daarna zag ik …”", VT_ZINNEN, soort="Een zorg die terugkomt"),
    ),
    (
        _("Welkom: wie is wie, hoe lang, en wat schrijft u op.", AFGELEID),
        _("Zeg meteen waarom u dit gesprek wilt. Geen omweg.", HAAGLANDEN),
        _("Noem de feiten: wat u zag, wat u hoorde, en wanneer.", HAAGLANDEN, AUGEO_TIPS),
        _("Vraag of de ouder dit herkent. Wees dan stil.", NJI_OUDERS, AUGEO_ZORGEN),
        _("Luister naar boosheid of verdriet, en benoem het. Overtuig niet.", HAAGLANDEN),
        _("Blijf bij de zorg over het kind.", HAAGLANDEN),
        _("Vraag wat goed gaat, en wat de ouder anders wil.", NJI_VOORBEREIDING),
        _("Vat samen: wie doet wat, wanneer, en wanneer spreekt u elkaar weer.", HAAGLANDEN),
        _("Vraag hoe het straks naar huis gaat, en hoe de avond wordt.", AFGELEID),
    ),
    (
        _("Het woord kindermishandeling gebruiken, of beschuldigen.", AUGEO_TIPS),
        _("Raden wat de ouder gaat zeggen.", AUGEO_TIPS),
        _NIET_DE_ANDER,
        _NIET_BELOVEN,
        _NIET_VAN_HET_SCHERM,
    ),
    _VANAVOND,
)
FORMEEL = Leidraad(
    Gesprek.FORMEEL,
    "Formeel gesprek met een ouder",
    _("U bespreekt wat in stap 1 en 2 naar voren kwam, en hoort hoe de ouder het ziet.", BESLUIT_MELDCODE),
    (
        _("Voer dit gesprek met een collega. Spreek af wie praat en wie schrijft.", HANDELINGSPROTOCOL_GESPREK),
        _("Zet de feiten op volgorde, met de dag erbij, en ook wat goed gaat.", NJI_VOORBEREIDING),
        _("Lees terug wat de ouder eerder zei, en wat toen is afgesproken.", AFGELEID),
        _("Bedenk welke zorg blijft staan, ook als de ouder het anders ziet.", HAAGLANDEN),
        _("Niet op een vrijdag of vlak voor een vakantie.", VT_ZINNEN, AFGELEID),
        _TOLK,
        _APART,
        _PLEK,
        _ALS_HET_OMSLAAT,
    ),
    (
        _(
            "“In … spraken we over … Sindsdien zag de school … Daarom zitten we hier weer.”",
            VT_ZINNEN,
            soort="Een zorg die terugkomt",
        ),
        _("“Ik wil dat het goed gaat met uw kind. U ook. Daarom dit gesprek.”", AUGEO_ZORGEN, soort="Uitnodigen"),
        _("“De school werkt met een meldcode: vaste stappen bij zorgen.”", VT_VERTELLEN, soort="De meldcode uitleggen"),
        _("“Als school moeten wij dit met u bespreken.”", VT_VERTELLEN, BESLUIT_MELDCODE, soort="Uw plicht"),
    ),
    (
        _("Welkom: wie is wie, hoe lang, en wat schrijft u op.", AFGELEID),
        _("Zeg meteen dat dit een stap van de meldcode is, en waarom.", HAAGLANDEN),
        _("Noem de feiten op volgorde. Vertel ook dat u erover overlegde.", HAAGLANDEN, BESLUIT_MELDCODE),
        _("Vraag hoe de ouder het ziet. Wees dan stil.", NJI_OUDERS, AUGEO_ZORGEN),
        _("Luister naar boosheid of verdriet, en benoem het. Overtuig niet.", HAAGLANDEN),
        _("Zeg welke zorg over het kind blijft staan.", HAAGLANDEN),
        _("Vraag wat goed gaat, wie helpt, en wat nodig is.", NJI_VOORBEREIDING),
        _("Vat samen: wie doet wat, wanneer. De school weegt nu, en vertelt het besluit.", HAAGLANDEN),
        _("Vraag hoe het straks naar huis gaat, en hoe de avond wordt.", AFGELEID),
    ),
    (
        _("Beschuldigen, of zeggen wat het volgens u is.", AUGEO_TIPS),
        _("Een besluit noemen dat nog niet genomen is.", AFGELEID),
        _NIET_DE_ANDER,
        _NIET_BELOVEN,
        _NIET_VAN_HET_SCHERM,
    ),
    _VANAVOND,
)
MELDING = Leidraad(
    Gesprek.MELDING,
    "Een ouder vertellen dat de school meldt",
    _("De ouder hoort het van u, vóór de melding. De meeste mensen willen dat liever.", HANDELINGSPROTOCOL_MELDING),
    (
        _("Altijd met een collega.", VT_ZINNEN),
        _("In een apart gesprek, en liever niet aan de telefoon.", APART_GESPREK),
        _(
            "Niet op een vrijdag: in het weekend ziet niemand het kind. Ook niet vlak voor een vakantie.",
            VT_ZINNEN,
            AFGELEID,
        ),
        _(
            "Vraag Veilig Thuis of vertellen verstandig en veilig is. Dat moet bij seksueel geweld en eer.",
            HANDELINGSPROTOCOL_MELDING,
            LANDELIJK_MODEL,
        ),
        _TOLK,
        _APART,
        _PLEK,
        _ALS_HET_OMSLAAT,
    ),
    (
        _("“Wij gaan onze zorgen melden bij Veilig Thuis. Ik vertel u waarom.”", VT_ZINNEN, soort="Als feit"),
        _("“Als school hebben wij hierin een plicht. Die nemen wij serieus.”", VT_VERTELLEN, soort="Uw plicht"),
        _("“Wij willen helpen, en wij melden. Het een sluit het ander niet uit.”", VT_ZINNEN, soort="Hulp én melding"),
        _("“Veilig Thuis kijkt met u wat er nodig is, zodat het thuis veilig is.”", VT_ZINNEN, soort="Wie dat zijn"),
    ),
    (
        _("Welkom: wie is wie, en hoe lang.", AFGELEID),
        _("Zeg meteen dat de school meldt.", HAAGLANDEN, VT_ZINNEN),
        _("Vat de zorg en de stappen tot nu toe samen.", HANDELINGSPROTOCOL_MELDING),
        _("Zeg dat het uw taak en plicht is, als school.", HANDELINGSPROTOCOL_MELDING, VT_ZINNEN),
        _("Ziet de ouder het anders? Zeg dat u dat niet deelt, en schrijf het op.", HANDELINGSPROTOCOL_MELDING),
        _("Luister naar boosheid of verdriet, en benoem het. Overtuig niet.", HAAGLANDEN),
        _("Leg Veilig Thuis uit in twee zinnen. Houd de deur open voor hulp.", HANDELINGSPROTOCOL_MELDING, VT_ZINNEN),
        _("Zeg wat de school blijft doen, en wie de ouder kan bellen.", HAAGLANDEN),
        _("Vraag hoe het straks naar huis gaat, en hoe de avond wordt.", AFGELEID),
    ),
    (
        _GEEN_TOESTEMMING,
        _("Het besluit opnieuw wegen aan tafel.", AFGELEID, WMO_MELDRECHT),
        _NIET_DE_ANDER,
        _NIET_BELOVEN,
        _NIET_VAN_HET_SCHERM,
    ),
    _VANAVOND,
)
LEERLING = Leidraad(
    Gesprek.LEERLING,
    "Gesprek met de leerling",
    _("Het gesprek is er voor het kind. Het is geen verhoor, en u hoeft niets te bewijzen.", KINDGESPREK, NJI_KIND),
    (
        _("Gaat het om mogelijk seksueel geweld? Bel eerst Veilig Thuis.", KINDGESPREK),
        _("Kan de politie het kind nog horen? Praat dan niet over wat er is gebeurd.", KINDGESPREK),
        _("Bepaal vooraf het doel. Denk aan leeftijd en ontwikkeling.", KINDGESPREK),
        _("Kies een rustige plek die het kind kent. Een jong kind mag een broer of zus meenemen.", NJI_KIND),
        _("Bedenk wie het kind daarna opvangt, ook morgen.", NJI_KIND),
        _(
            "Weten de ouders met gezag dat u met het kind praat? Bronnen verschillen hierover. "
            "Begint het kind zelf, luister dan.",
            NJI_KIND,
            AFGELEID,
        ),
        _("Tolk nodig? Een beroepstolk. Nooit een ander kind.", NJI_TOLK, AFGELEID),
    ),
    (
        _("“Ik zie dat je stil bent vandaag. Wil je vertellen hoe het gaat?”", KINDGESPREK, soort="Wat u ziet"),
        _("“Vertel eens wat je wilt. Ik luister.”", AUGEO_KIND, soort="Open"),
        _("“Goed dat je het vertelt. Jij hebt niets verkeerd gedaan.”", AFGELEID, soort="Als het kind begint"),
        _("“Ik kan dit niet voor me houden. Ik zoek mensen die helpen.”", KINDGESPREK, soort="Geen geheim"),
    ),
    (
        _("Zeg wie u bent, hoe lang het duurt, en dat stoppen mag.", AFGELEID),
        _("Begin met iets gewoons.", AFGELEID),
        _("Vraag open: vertel eens, en toen, wat nog meer.", AUGEO_KIND),
        _("Luister. Wacht in stiltes. Vul niets in.", AUGEO_KIND),
        _("Gebruik de woorden van het kind.", AFGELEID),
        _("Zeg dat u anderen nodig hebt om te helpen, en wie.", KINDGESPREK),
        _("Vraag wat het kind zelf wil, en waar het bang voor is.", AFGELEID),
        _("Vertel wat er nu gebeurt, en bij wie het kind terecht kan.", AFGELEID),
        _("Schrijf daarna letterlijk op: vraag en antwoord, wie, waar, wanneer, hoe het begon.", AFGELEID),
    ),
    (
        _("Geheimhouding beloven.", KINDGESPREK),
        _("Sturen, of vragen met ja of nee. Een kind wil het u naar de zin maken.", AUGEO_KIND, KINDGESPREK),
        _("Vragen waarom. Een kind hoort dan dat het zijn schuld is.", AUGEO_KIND),
        _("Iets zeggen over de ouder, of schrikken.", AFGELEID),
        _("Kijken onder kleren, of vragen om iets te laten zien.", AFGELEID),
    ),
    (
        _("Vraag hoe het straks naar huis gaat, en of het kind bang is.", AFGELEID),
        _("Vertel ouders niet wat het kind zei, voor u Veilig Thuis hebt gebeld.", AFGELEID),
        _TWIJFEL,
    ),
)
LEIDRADEN = {each.gesprek: each for each in (ZORG, FORMEEL, MELDING, LEERLING)}
"""Every guide, in the order of the route."""
