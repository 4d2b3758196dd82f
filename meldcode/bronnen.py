"""Sources, each stated once: where a rule, a term or a number comes from, and how far that was read.

The laws were read on that day in MinBZK/regelrecht-corpus, which renders each article with its address at
wetten.overheid.nl. No address is ever opened by Meldroute: it is text, for a person who wants to read on.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Bron:
    """Where something comes from.

    ``versie`` says since when the text holds that was read, ``gelezen`` the day on which it was read, ``na_te_gaan``
    what a person must still read at the origin. ``eigen``: the school's own, Meldroute's own, or common knowledge, so
    that there is nothing to read. Raises ``ValueError`` for a source that says none of the last three.
    """

    naam: str
    artikel: str = ""
    adres: str = ""
    versie: date | None = None
    gelezen: date | None = None
    na_te_gaan: str = ""
    eigen: bool = False

    def __post_init__(self) -> None:
        if not (self.gelezen or self.na_te_gaan or self.eigen):
            raise ValueError(f"say of this source when it was read, or what is still to be read: {self.naam}")

    @property
    def nagegaan(self) -> bool:
        """Whether nothing of it is left to be read at the origin."""
        return not self.na_te_gaan

    def __str__(self) -> str:
        return f"{self._named} (na te gaan: {self.na_te_gaan})" if self.na_te_gaan else self._named

    @property
    def _named(self) -> str:
        return ", ".join(each for each in (self.naam, self.artikel) if each)

    @property
    def voluit(self) -> str:
        """Its name with all that is known of it, for a screen: which text was read, when, and where it stands.

        What a person must still read is left out: that stands in the protocol, for who is to read it.
        """
        about = (
            self.versie and f"tekst van {_short(self.versie)}",
            self.gelezen and f"gelezen op {_short(self.gelezen)}",
            self.adres,
        )
        return "; ".join([self._named, *(each for each in about if each)])


def _short(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


READ, _30_NOVEMBER = date(2026, 11, 28), date(2026, 11, 30)
_WETTEN = "https://wetten.overheid.nl"
_BESLUIT = "Besluit verplichte meldcode huiselijk geweld en kindermishandeling"
_WPO = "Wet op het primair onderwijs"
_WMO = "Wmo 2015"
_UITVOERING = "Uitvoeringsbesluit Wmo 2015"
_ATW = "Algemene termijnenwet"
_BEKOSTIGING = "Besluit bekostiging WPO 2022"
_UAVG = "Uitvoeringswet AVG"
_SINCE = {
    _BESLUIT: ("BWBR0033723", date(2020, 10, 1)),
    _WPO: ("BWBR0003420", date(2026, 8, 1)),
    _WMO: ("BWBR0035362", date(2026, 7, 1)),
    _UITVOERING: ("BWBR0035733", date(2026, 1, 1)),
    _ATW: ("BWBR0002448", date(2010, 10, 10)),
    _BEKOSTIGING: ("BWBR0046159", date(2026, 6, 12)),
    _UAVG: ("BWBR0040940", date(2026, 9, 1)),
}


def _wet(naam: str, artikel: str, gelezen: date = READ) -> Bron:
    """An article of a law, as it was read."""
    number, since = _SINCE[naam]
    return Bron(naam, f"artikel {artikel}", f"{_WETTEN}/{number}/{since}", since, gelezen)


def _pagina(naam: str, adres: str) -> Bron:
    """A page of which only the beginning was read."""
    return Bron(f"{naam} (begin van de pagina)", adres=adres, gelezen=READ)


# Of the school, and of Meldroute itself
ROUTE = Bron("Route bij signalen van huiselijk geweld en kindermishandeling (van de school)", eigen=True)
VAN_DE_SCHOOL = Bron("Opgave van de school", eigen=True)
VOORSTEL = Bron("Voorstel van Meldroute: de wet noemt geen termijn, de school stelt hem vast", eigen=True)
MELDROUTE = Bron("Keuze van Meldroute: veiligheid wacht niet, en er gaat niets verloren", eigen=True)

# Laws
BESLUIT_MELDCODE = _wet(_BESLUIT, "2")
WPO_SCHOOLJAAR = _wet(_WPO, "1")
WPO_4A = _wet(_WPO, "4a: een mogelijk seksueel misdrijf tegen een leerling")
WPO = _wet(_WPO, "4b")
WPO_VERTREK = _wet(_WPO, "39, vierde lid: van school aan het einde van het schooljaar waarin de leerling 14 wordt")
WMO_ADVIES = _wet(_WMO, "4.1.1, derde lid")
WMO_MELDRECHT = _wet(_WMO, "5.2.6")
WMO_OUDERS = _wet(_WMO, "5.3.1")
WMO_BEWAREN = _wet(_WMO, "5.3.4, tweede lid")
WMO_ONDERZOEK = _wet(_UITVOERING, "4.1.7, tweede lid: oordeel binnen tien weken")
WMO_HERKOMST = _wet(_UITVOERING, "4.1.8, derde lid")
ATW_EINDE = _wet(_ATW, "1 en 5")
ATW_FEESTDAGEN = _wet(_ATW, "3")
BEKOSTIGING = _wet(_BEKOSTIGING, "12: bewaartermijnen, maar niet voor een zorg- of meldcodedossier")

UAVG = _wet(_UAVG, "5, vierde lid; 35, tweede lid; 41, eerste lid, onder d en i", _30_NOVEMBER)
AVG = Bron("Algemene verordening gegevensbescherming, artikel 12 en 15 tot en met 21", na_te_gaan="de verordening zelf")

# Guidelines
AFWEGINGSKADER = Bron(
    "Afwegingskader meldcode Onderwijs en Leerplicht (2018), in de weergave van handelingsprotocol.nl",
    adres="https://handelingsprotocol.nl/utrecht-bo-stap-5-hulp-of-melden-3",
    gelezen=READ,
    na_te_gaan="het document zelf, met de voetnoten",
)
BIJ_TWIJFEL = Bron(
    "Voorzichtige lezing door Meldroute: in de weergave die wij lazen, staat twijfel alleen bij afweging 2",
    eigen=True,
)
GEZAG = Bron(
    "Gezag en voogdij naar de regels van Boek 1 van het Burgerlijk Wetboek (titel 14)",
    na_te_gaan="de wet zelf: 1:251, 1:251b, 1:253 en volgende",
)
ZONDER_GEZAG = Bron(
    "Boels Zanders, over de plicht van de school tegenover een ouder zonder gezag (1:377c BW)",
    adres="https://boelszanders.nl/informatieplicht-van-school-aan-de-ouder-zonder-het-ouderlijk-gezag",
    gelezen=READ,
)
ERKENNING = Bron(
    "Erkenning geeft sinds 1 januari 2023 gezag, in de weergave van de Rijksdienst voor Identiteitsgegevens (2022)",
    adres="https://www.rvig.nl/actueel/nieuws/2022/12/07/tijdelijke-werkinstructie-registratie-gezag-in-de-brp",
    gelezen=READ,
    na_te_gaan="Burgerlijk Wetboek, Boek 1, artikel 251b",
)
GESCHEIDEN_OUDERS = Bron(
    "Onderwijsgeschillen, ‘Informatieverstrekking aan gescheiden ouders’, samenvatting van uitspraak 108725 (2019)",
    adres="https://onderwijsgeschillen.nl/thema/informatieverstrekking-aan-gescheiden-ouders",
    gelezen=READ,
)
POGINGEN = Bron(
    "Onderwijsgeschillen, samenvatting van uitspraak 108556 (2019): na meer pogingen mocht de school zonder gesprek "
    "melden. Het ging om speciaal onderwijs",
    adres="https://onderwijsgeschillen.nl/uitspraken/klacht-over-melding-veilig-thuis-ongegrond-school-mocht-de-"
    "melding-doen-ondanks-dat-er",
    gelezen=READ,
)
LANDELIJK_MODEL = Bron(
    "Basismodel meldcode (2017), stap 3, in de weergave van signalenkaart.nl",
    adres="https://signalenkaart.nl/meldcode/",
    gelezen=READ,
    na_te_gaan="het Basismodel zelf, stap 3",
)
VT_TERUGKOPPELING = Bron(
    "Werkwijze van Veilig Thuis: vijf werkdagen. De wet noemt hiervoor geen termijn (Wmo 2015, artikel 4.1.1, tweede "
    "lid, onder g)",
    adres=_wet(_WMO, "4.1.1").adres,
    versie=_SINCE[_WMO][1],
    gelezen=READ,
    na_te_gaan="het Handelingsprotocol Veilig Thuis",
)
VIJF_JAAR = Bron(
    "Gerechtshof ’s-Hertogenbosch, ECLI:NL:GHSHE:2022:1511: een leerlingdossier tot vijf jaar na vertrek mocht",
    na_te_gaan="de uitspraak zelf; het ging niet om een meldcodedossier",
)
KLACHTJAAR = Bron(
    "Landelijke Klachtencommissie, uitspraak 109214: een klacht kan een jaar lang",
    na_te_gaan="de klachtenregeling van de school",
)
UTRECHT_BEWAREN = Bron(
    "Handelingsprotocol Utrecht (voortgezet onderwijs): ook een vermoeden dat niet klopt, blijft in het dossier",
    adres="https://handelingsprotocol.nl/utrecht-vo-stap-1-signaleren-3/dossiervorming",
    gelezen=READ,
    na_te_gaan="of dit ook voor het basisonderwijs geldt",
)
ZORG_VOORBIJ = Bron(
    "Geschillencommissie, uitspraak 2018/117: een zorg die voorbij is, hoeft niet uit het dossier",
    na_te_gaan="de uitspraak zelf",
)
WARME_OVERDRACHT = _pagina(
    "Oudersteunpunt, ‘Wat is een warme overdracht?’: niet verplicht, en alleen met toestemming voor wat precies wordt "
    "genoemd; vanaf 16 jaar van de leerling zelf",
    "https://oudersteunpunt-wbw.nl/wat-is-een-warme-overdracht-2/",
)
OVERSTAPDOSSIER = Bron(
    "Besluit over het overstapdossier (2012): het kan geen andere gegevens bevatten dan er genoemd zijn",
    artikel="artikel 2",
    adres="https://zoek.officielebekendmakingen.nl/stb-2012-234.html",
    gelezen=READ,
    na_te_gaan="de tekst die nu geldt",
)
UITSCHRIJVEN = Bron(
    "Geschillencommissie over gescheiden ouders: bij samen gezag schrijft de school niet uit als de ander het niet "
    "weet of ertegen is, in samenvatting",
    adres="https://onderwijsgeschillen.nl/thema/informatieverstrekking-aan-gescheiden-ouders",
    gelezen=READ,
    na_te_gaan="de uitspraken zelf",
)
ARCHIEFWET = Bron(
    "VO-raad, ‘Wettelijke bewaartermijnen voor openbaar gezagtaken’ (2022), over de Archiefwet in het funderend "
    "onderwijs",
    adres="https://www.vo-raad.nl/nieuws/wettelijke-bewaartermijnen-voor-openbaar-gezagtaken-vanaf-2024",
    gelezen=READ,
    na_te_gaan="de Archiefwet die nu geldt, en de selectielijst van het bestuur",
)
VT_LEZEN = Bron(
    "Veilig Thuis Gooi en Vechtstreek, ‘Dossierinzage’: een kind kan er vanaf 12 jaar om vragen",
    adres="https://veiligthuisgv.nl/over-ons/privacy-en-rechten/dossier-inzage",
    gelezen=READ,
)
VT_FORMULIER = Bron(
    "Een formulier voor een schriftelijke melding, zonder datum en regio: bijlagen niet ouder dan een jaar, in overleg",
    adres="https://studylibnl.com/doc/1230000/melding--vermoedens-van--kindermishandeling",
    gelezen=READ,
    na_te_gaan="het formulier van Veilig Thuis in uw regio",
)
BEWAARTERMIJN = Bron(
    "PO-Raad, vraag en antwoord over bewaartermijnen van leerlingdossiers",
    adres="https://www.poraad.nl/veelgestelde-vragen/"
    "wat-zijn-de-bewaartermijnen-mbt-leerlingdossiers-en-dan-meer-specifiek-de",
    gelezen=READ,
    na_te_gaan="het Bewaartermijnenoverzicht van Kennisnet",
)

# Talks
NJI_VOORBEREIDING = _pagina(
    "Nederlands Jeugdinstituut, ‘Inhoudelijke voorbereiding’",
    "https://nji.nl/nl/Kennis/Dossier/Kindermishandeling/Zorgen-bespreken/Inhoudelijke-voorbereiding",
)
NJI_OUDERS = _pagina(
    "Nederlands Jeugdinstituut, ‘Hoe praat ik met ouders?’", "https://nji.nl/kindermishandeling/hoe-praat-ik-met-ouders"
)
NJI_KIND = _pagina(
    "Nederlands Jeugdinstituut, ‘In gesprek met kind en ouders’",
    "https://nji.nl/nl/Kennis/Dossier/Kindermishandeling/Zorgen-bespreken/In-gesprek-met-kind-en-ouders",
)
NJI_TOLK = _pagina(
    "Nederlands Jeugdinstituut, ‘Moet ik een tolk inzetten?’", "https://nji.nl/vluchtelingen/moet-ik-een-tolk-inzetten"
)
HAAGLANDEN = _pagina("Meldcode Haaglanden, ‘Kennis’", "https://meldcodehaaglanden.nl/deskundigheidsbevordering/kennis")
AUGEO_TIPS = _pagina(
    "Augeo, ‘10 tips voor een goed gesprek met ouders’",
    "https://augeo.nl/nl-nl/kinderopvang/watdoejij/10-tips-voor-een-goed-gesprek-met-ouders",
)
AUGEO_ZORGEN = _pagina(
    "Augeo, ‘Zorgen bespreken met ouders’", "https://augeo.nl/nl-nl/actueel/zorgen-bespreken-met-ouders"
)
AUGEO_KIND = _pagina(
    "Augeo Magazine 10, ‘Hoe praat je met een kind?’",
    "https://augeomagazine.nl/hoe_praat_je_met_een_kind_-_augeo_magazine_10/hoe-praat-je-met-een-kind",
)
VT_ZINNEN = _pagina(
    "Veilig Thuis Noordoost Gelderland, ‘Voorbeeldzinnen’",
    "https://veiligthuisnoordoostgelderland.nl/voorbeeldzinnen",
)
VT_VERTELLEN = _pagina(
    "Veilig Thuis Hollands Midden, ‘Hoe vertel ik dat ik ga melden?’",
    "https://veiligthuishollandsmidden.nl/hoe-vertel-ik-dat-ik-ga-melden-bij-veilig-thuis",
)
HANDELINGSPROTOCOL_GESPREK = _pagina(
    "Handelingsprotocol Utrecht, stap 3: gesprek", "https://handelingsprotocol.nl/utrecht-amw-stap-3-gesprek-3"
)
HANDELINGSPROTOCOL_MELDING = _pagina(
    "Handelingsprotocol Utrecht, ‘Ouders van melding op de hoogte brengen’",
    "https://handelingsprotocol.nl/utrecht-jgz-stap-5-hulp-of-melden-2/ouders-van-melding-op-de-hoogte-brengen",
)
KINDGESPREK = _pagina(
    "Kindermishandeling, onderwijs en kinderopvang, ‘Tips voor het gesprek’",
    "https://kindermishandelingonderwijskinderopvang.nl/tips-voor-het-gesprek",
)
APART_GESPREK = Bron(
    "Onderwijsgeschillen, samenvatting van uitspraak 107817: dat de school wil melden, hoort in een apart gesprek",
    adres="https://onderwijsgeschillen.nl/uitspraken/klacht-over-een-melding-bij-veilig-thuis-en-de-beperkte-toegang-"
    "van-de-leerling-tot-de",
    gelezen=READ,
)
RECTIFICATIE = Bron(
    "Autoriteit Persoonsgegevens, ‘Recht op rectificatie’",
    adres="https://autoriteitpersoonsgegevens.nl/themas/basis-avg/privacyrechten-avg/recht-op-rectificatie",
    gelezen=_30_NOVEMBER,
)
VIER_WEKEN = Bron(
    "Onderwijsgeschillen, samenvatting van uitspraak 106218 (2014): een kopie van het dossier binnen vier weken. De "
    "AVG geeft een maand",
    adres="https://www.onderwijsgeschillen.nl/uitspraken/klacht-over-schoolverbod-inzagerecht-en-verstrekken-dossiers-"
    "inhoud-leerlingdossier-po",
    gelezen=_30_NOVEMBER,
)
ALLEN_GEHOORD = Bron(
    "Rechtbank Rotterdam, 2024:8250, in de weergave van IT en Recht: de andere ouder had geen kans om bezwaar te maken",
    adres="https://itenrecht.nl/artikelen/recht-op-vernietiging-van-persoonsgegevens-vervalt-wanneer-een-derde-"
    "aanmerkelijk-belang-heeft-bij-die-gegevens",
    gelezen=_30_NOVEMBER,
)
AVG_INZAGE = Bron(
    "Algemene verordening gegevensbescherming (AVG)",
    "artikel 15: wat iemand hoort en krijgt die om inzage vraagt; lid 4: de rechten van anderen",
    na_te_gaan="de verordening zelf: artikel 12 en 15",
)
UAVG_INZAGE = Bron(
    "Uitvoeringswet AVG",
    "artikel 41, eerste lid, onder d en i: wanneer inzage mag worden beperkt; artikel 35: naar de rechter",
    na_te_gaan="de wet zelf: artikel 35 en 41",
)
INZAGE_16 = Bron(
    "PO-Raad, vraag en antwoord over inzage en een kopie: tot 16 jaar vraagt een ouder, daarna de leerling zelf",
    adres="https://www.poraad.nl/veelgestelde-vragen/"
    "ouders-van-een-leerling-willen-het-dossier-van-hun-kind-inzien-en-daar-een-kopie",
    gelezen=READ,
)
PER_PASSAGE = Bron(
    "Over een uitspraak van de Raad van State (2020:352): per passage wordt uitgelegd wat is weggelaten",
    adres="https://vosabb.nl/raad-van-state-hoger-beroep-verzoek-om-inzage-volledig-leerlingdossier",
    gelezen=READ,
)
AFGELEID = Bron("Afgeleid door Meldroute: voorzichtig, en niet in een bron gevonden", eigen=True)

# Telephone numbers
ALARMNUMMER = Bron("Algemeen bekend: het Europese alarmnummer", eigen=True)
NUMMER_VEILIG_THUIS = Bron(
    _UITVOERING,
    "artikel 4.1.1, tweede lid: altijd bereikbaar, landelijk nummer gratis. Het nummer zelf: Augeo, ‘Veilig Thuis’",
    adres=_wet(_UITVOERING, "4.1.1").adres,
    versie=_SINCE[_UITVOERING][1],
    gelezen=READ,
)
NUMMER_INSPECTIE = Bron(
    "Inspectie van het Onderwijs, ‘Confidential Inspectors’",
    adres="https://english.onderwijsinspectie.nl/inspection/other-tasks-of-the-dutch-inspectorate-of-education/"
    "confidential-inspectors",
    gelezen=READ,
    na_te_gaan="nummer en tijden op onderwijsinspectie.nl",
)
NUMMER_KINDERTELEFOON = Bron(
    "Vrienden van de Kindertelefoon, ‘De Kindertelefoon’",
    adres="https://www.vriendenkindertelefoon.nl/kindertelefoon",
    gelezen=READ,
)

# School holidays, a source for each school year
VAKANTIES_2026 = Bron(
    "Schoolvakanties 2026-2027, uit een lijst die naar de Rijksoverheid verwijst",
    gelezen=READ,
    na_te_gaan="het overzicht 2026-2027 op rijksoverheid.nl",
)
VAKANTIES_2027 = Bron("Rijksoverheid, ‘Overzicht schoolvakanties 2027-2028’", gelezen=READ)
VAKANTIES_2028 = Bron("Rijksoverheid, ‘Overzicht schoolvakanties 2028-2029’", gelezen=READ)

BRONNEN = (
    *(ROUTE, VAN_DE_SCHOOL, VOORSTEL, MELDROUTE),
    *(BESLUIT_MELDCODE, WPO_SCHOOLJAAR, WPO_4A, WPO, WPO_VERTREK, WMO_ADVIES, WMO_MELDRECHT, WMO_OUDERS),
    *(WMO_BEWAREN, WMO_ONDERZOEK, WMO_HERKOMST, ATW_EINDE, ATW_FEESTDAGEN, BEKOSTIGING),
    *(AVG, UAVG, RECTIFICATIE, VIER_WEKEN, ALLEN_GEHOORD),
    *(GEZAG, ZONDER_GEZAG, ERKENNING, GESCHEIDEN_OUDERS, POGINGEN),
    *(AFWEGINGSKADER, BIJ_TWIJFEL, LANDELIJK_MODEL, VT_TERUGKOPPELING, VT_LEZEN, VT_FORMULIER, BEWAARTERMIJN),
    *(VIJF_JAAR, KLACHTJAAR, UTRECHT_BEWAREN, ZORG_VOORBIJ),
    *(WARME_OVERDRACHT, OVERSTAPDOSSIER, UITSCHRIJVEN, ARCHIEFWET),
    *(NJI_VOORBEREIDING, NJI_OUDERS, NJI_KIND, NJI_TOLK, HAAGLANDEN, AUGEO_TIPS, AUGEO_ZORGEN, AUGEO_KIND),
    *(VT_ZINNEN, VT_VERTELLEN, HANDELINGSPROTOCOL_GESPREK, HANDELINGSPROTOCOL_MELDING, KINDGESPREK, APART_GESPREK),
    *(AVG_INZAGE, UAVG_INZAGE, INZAGE_16, PER_PASSAGE),
    AFGELEID,
    *(ALARMNUMMER, NUMMER_VEILIG_THUIS, NUMMER_INSPECTIE, NUMMER_KINDERTELEFOON),
    *(VAKANTIES_2026, VAKANTIES_2027, VAKANTIES_2028),
)
"""All of them, as the protocol lists them."""

BASISMODEL = "Toolkit en Basismodel meldcode huiselijk geweld en kindermishandeling (Rijksoverheid)"
"""Where to read more about the meldcode; no source of a rule, for it is older than the afwegingskader."""
