"""Sources, each stated once: where a rule, a term or a number comes from, and how far that was read.

The laws were read on that day in MinBZK/regelrecht-corpus, which renders each article with its address at
wetten.overheid.nl. No address is ever opened by Meldroute: it is text, for a person who wants to read on.
"""

from meldcode.bronnen.bron import (
    ATW_WET,
    BEKOSTIGING_WET,
    BESLUIT_WET,
    UITVOERING_WMO,
    WMO_WET,
    WPO_WET,
    pagina,
    wet,
)
from meldcode.bronnen.bron import READ as READ
from meldcode.bronnen.bron import Bron as Bron
from meldcode.bronnen.einde import ALLEN_GEHOORD as ALLEN_GEHOORD
from meldcode.bronnen.einde import ARCHIEFWET as ARCHIEFWET
from meldcode.bronnen.einde import AVG as AVG
from meldcode.bronnen.einde import AVG_INZAGE as AVG_INZAGE
from meldcode.bronnen.einde import BEWAARTERMIJN as BEWAARTERMIJN
from meldcode.bronnen.einde import INZAGE_16 as INZAGE_16
from meldcode.bronnen.einde import KLACHTJAAR as KLACHTJAAR
from meldcode.bronnen.einde import OVERSTAPDOSSIER as OVERSTAPDOSSIER
from meldcode.bronnen.einde import PER_PASSAGE as PER_PASSAGE
from meldcode.bronnen.einde import RECTIFICATIE as RECTIFICATIE
from meldcode.bronnen.einde import UAVG as UAVG
from meldcode.bronnen.einde import UAVG_INZAGE as UAVG_INZAGE
from meldcode.bronnen.einde import UITSCHRIJVEN as UITSCHRIJVEN
from meldcode.bronnen.einde import UTRECHT_BEWAREN as UTRECHT_BEWAREN
from meldcode.bronnen.einde import VIER_WEKEN as VIER_WEKEN
from meldcode.bronnen.einde import VIJF_JAAR as VIJF_JAAR
from meldcode.bronnen.einde import WARME_OVERDRACHT as WARME_OVERDRACHT
from meldcode.bronnen.einde import WPO_VERTREK as WPO_VERTREK
from meldcode.bronnen.einde import ZORG_VOORBIJ as ZORG_VOORBIJ

# Of the school, and of Meldroute itself

ROUTE = Bron("Route bij signalen van huiselijk geweld en kindermishandeling (van de school)", eigen=True)
VAN_DE_SCHOOL = Bron("Opgave van de school", eigen=True)
VOORSTEL = Bron("Voorstel van Meldroute: de wet noemt geen termijn, de school stelt hem vast", eigen=True)
MELDROUTE = Bron("Keuze van Meldroute: veiligheid wacht niet, en er gaat niets verloren", eigen=True)

# Laws
BESLUIT_MELDCODE = wet(BESLUIT_WET, "2")
WPO_SCHOOLJAAR = wet(WPO_WET, "1")
WPO_4A = wet(WPO_WET, "4a: een mogelijk seksueel misdrijf tegen een leerling")
WPO = wet(WPO_WET, "4b")
WMO_ADVIES = wet(WMO_WET, "4.1.1, derde lid")
WMO_MELDRECHT = wet(WMO_WET, "5.2.6")
WMO_OUDERS = wet(WMO_WET, "5.3.1")
WMO_BEWAREN = wet(WMO_WET, "5.3.4, tweede lid")
WMO_ONDERZOEK = wet(UITVOERING_WMO, "4.1.7, tweede lid: oordeel binnen tien weken")
WMO_HERKOMST = wet(UITVOERING_WMO, "4.1.8, derde lid")
ATW_EINDE = wet(ATW_WET, "1 en 5")
ATW_FEESTDAGEN = wet(ATW_WET, "3")
BEKOSTIGING = wet(BEKOSTIGING_WET, "12: bewaartermijnen, maar niet voor een zorg- of meldcodedossier")


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
    adres=wet(WMO_WET, "4.1.1").adres,
    versie=wet(WMO_WET, "4.1.1").versie,
    gelezen=READ,
    na_te_gaan="het Handelingsprotocol Veilig Thuis",
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

# Talks
NJI_VOORBEREIDING = pagina(
    "Nederlands Jeugdinstituut, ‘Inhoudelijke voorbereiding’",
    "https://nji.nl/nl/Kennis/Dossier/Kindermishandeling/Zorgen-bespreken/Inhoudelijke-voorbereiding",
)
NJI_OUDERS = pagina(
    "Nederlands Jeugdinstituut, ‘Hoe praat ik met ouders?’", "https://nji.nl/kindermishandeling/hoe-praat-ik-met-ouders"
)
NJI_KIND = pagina(
    "Nederlands Jeugdinstituut, ‘In gesprek met kind en ouders’",
    "https://nji.nl/nl/Kennis/Dossier/Kindermishandeling/Zorgen-bespreken/In-gesprek-met-kind-en-ouders",
)
NJI_TOLK = pagina(
    "Nederlands Jeugdinstituut, ‘Moet ik een tolk inzetten?’", "https://nji.nl/vluchtelingen/moet-ik-een-tolk-inzetten"
)
HAAGLANDEN = pagina("Meldcode Haaglanden, ‘Kennis’", "https://meldcodehaaglanden.nl/deskundigheidsbevordering/kennis")
AUGEO_TIPS = pagina(
    "Augeo, ‘10 tips voor een goed gesprek met ouders’",
    "https://augeo.nl/nl-nl/kinderopvang/watdoejij/10-tips-voor-een-goed-gesprek-met-ouders",
)
AUGEO_ZORGEN = pagina(
    "Augeo, ‘Zorgen bespreken met ouders’", "https://augeo.nl/nl-nl/actueel/zorgen-bespreken-met-ouders"
)
AUGEO_KIND = pagina(
    "Augeo Magazine 10, ‘Hoe praat je met een kind?’",
    "https://augeomagazine.nl/hoe_praat_je_met_een_kind_-_augeo_magazine_10/hoe-praat-je-met-een-kind",
)
VT_ZINNEN = pagina(
    "Veilig Thuis Noordoost Gelderland, ‘Voorbeeldzinnen’",
    "https://veiligthuisnoordoostgelderland.nl/voorbeeldzinnen",
)
VT_VERTELLEN = pagina(
    "Veilig Thuis Hollands Midden, ‘Hoe vertel ik dat ik ga melden?’",
    "https://veiligthuishollandsmidden.nl/hoe-vertel-ik-dat-ik-ga-melden-bij-veilig-thuis",
)
HANDELINGSPROTOCOL_GESPREK = pagina(
    "Handelingsprotocol Utrecht, stap 3: gesprek", "https://handelingsprotocol.nl/utrecht-amw-stap-3-gesprek-3"
)
HANDELINGSPROTOCOL_MELDING = pagina(
    "Handelingsprotocol Utrecht, ‘Ouders van melding op de hoogte brengen’",
    "https://handelingsprotocol.nl/utrecht-jgz-stap-5-hulp-of-melden-2/ouders-van-melding-op-de-hoogte-brengen",
)
KINDGESPREK = pagina(
    "Kindermishandeling, onderwijs en kinderopvang, ‘Tips voor het gesprek’",
    "https://kindermishandelingonderwijskinderopvang.nl/tips-voor-het-gesprek",
)
APART_GESPREK = Bron(
    "Onderwijsgeschillen, samenvatting van uitspraak 107817: dat de school wil melden, hoort in een apart gesprek",
    adres="https://onderwijsgeschillen.nl/uitspraken/klacht-over-een-melding-bij-veilig-thuis-en-de-beperkte-toegang-"
    "van-de-leerling-tot-de",
    gelezen=READ,
)
AFGELEID = Bron("Afgeleid door Meldroute: voorzichtig, en niet in een bron gevonden", eigen=True)

# Telephone numbers
ALARMNUMMER = Bron("Algemeen bekend: het Europese alarmnummer", eigen=True)
NUMMER_VEILIG_THUIS = Bron(
    UITVOERING_WMO,
    "artikel 4.1.1, tweede lid: altijd bereikbaar, landelijk nummer gratis. Het nummer zelf: Augeo, ‘Veilig Thuis’",
    adres=wet(UITVOERING_WMO, "4.1.1").adres,
    versie=wet(UITVOERING_WMO, "4.1.1").versie,
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
