"""Words that are no name although they begin with a capital: at the beginning of a sentence, or wherever they stand.

Meldroute's own list. A word that it lacks costs a decision of somebody who looks; a name on it would be let through, so
no first name that is given today is on it, unless people begin every other sentence with that word.
"""

_BEGINS = """
aan aangezien achter af afgelopen al alle allebei alleen alles als altijd an ander andere anders antwoordde april
augustus avond bang begin beide beiden bel belde bij bijna bijvoorbeeld binnen blauwe blijkbaar boos boven broer
broertje buiten daar daarbij daardoor daarin daarna daarnaast daarom daarop daarover daarvoor dag dagelijks dan dat
de december deed deelde denk deze dezelfde die dinsdag dit dochter doet donderdag door doordat draagt drie droeg
durfde dus echt een eenmaal eens eerder eerst eigenlijk elders elk elke en enige enkele er erg ergens erna ervoor
eten even eventueel februari ga gaat gaf gedrag geeft geen geregeld gesprek gezien ging gisteren graag gym had
hadden heb hebben heeft heel hele helemaal hem hen herhaaldelijk het hier hierdoor hierna hierover hij hoe hoewel
huilde huilt huis hun ieder iedere iedereen iemand iets ik in inmiddels is ja januari jas je jij juf juli jullie
juni kamer kan keer kind kinderen klas komt kon kreeg krijgt kwam kwamen laat later leerling les liep liepen ligt
lijkt maakt maandag maar maart meerdere meestal met middag mijn misschien mist miste moe moeder moest moet morgen na
naar naast nacht nadat net niemand niet niets noch noemde nog nooit november nu ochtend of oktober om omdat ondanks
onder ongeveer onlangs ons ontbreekt onze ook op opeens opnieuw opvallend ouder ouders over overal overigens pas
pauze plek plekken plotseling reactie reageerde regelmatig rode rond rook ruikt samen school schoolplein schrok
september sinds sindsdien slaat sloeg soms sprak spreekt spreken staat steeds stil stond stonden tegen telkens ten
terwijl thuis tijdens toch toen tot tussen twee tweemaal uit uiteindelijk vaak vader van vanaf vandaag vanmiddag
vanmorgen vanochtend vanuit vanwege veel vele verder verdrietig vermoeden vertelde vertelt vier vijf volgende
volgens vond voor vooral voordat vorig vorige vraagt vrijdag vroeg vroeger waar waarbij waarna waarom waarschijnlijk
wanneer want waren was wat we wederom week weekend weer weet weigerde weigert wekelijks wel welke werd wie wij wil
wilde woensdag woont worden wordt zag zat zaterdag ze zeer zegt zei zelf zelfs zien ziet zij zijn zit zo zoals zodat
zodra zogenaamd zondag zonder zoon zou zowel zulke zus zusje
"""
_ANYWHERE = """
acuut belkaart bso Care COVID GGD ggz Handle ib ib-er ik jeugdzorg JGZ juf Kerst kerstmis Koningsdag mama meester
meldcode meldroute meneer mevrouw moeder ok oma opa oudejaarsavond papa Pasen Pinksteren Sinterklaas sms Snapchat
Suikerfeest thuis TikTok tv u uw vader veilig vt WhatsApp with YouTube
"""
_TITELS = """
baby bekend broer broertje buurman buurvrouw dhr directeur dochter dokter dr drs en fam familie heer huisarts ib
ib-er ir jeugdarts jeugdbeschermer juf juffrouw leerkracht mama mamma meester meneer mevr mevrouw moeder mr mw neef
nicht niet nog of oma onbekend oom opa ouder papa pappa partner pleegmoeder pleegvader prof stiefmoeder stiefvader
tante vader voogd vriend vriendin wijkteam wijkteammedewerker zoon zus zusje
"""
_SOORTEN_SCHOOL = """
basisschool bijzondere brede cbs christelijke dalton daltonschool gbs ibs ikc integraal jenaplan jenaplanschool
katholieke kbs kc kindcentrum montessori montessorischool obs ods oefenschool openbare pcb pcbs protestantse rkbs
sbo school sint so st vrije vrijeschool
"""
BEGINT = frozenset(_BEGINS.split())
"""Bare words (``letters.bare``) that are ordinary where a sentence begins, and wherever they are in lower case."""
OVERAL = frozenset(_ANYWHERE.lower().split())
"""Bare words that are ordinary with a capital in the middle of a sentence too."""
TITELS = frozenset(_TITELS.split())
"""Bare words that stand with a name and are none."""
SOORTEN_SCHOOL = frozenset(_SOORTEN_SCHOOL.split())
"""Bare words in names of schools that are of no school in particular."""
