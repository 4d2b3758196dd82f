"""Case 1: a worry that turns out to be none, by talking it over and then with the parents."""

from datetime import date

from meldcode.oefenen.casus import Anders, Casus, Leerling, Opdracht, Speler
from meldcode.oefenen.voorwaarden import Afgerond, Oordeel, Zegt, ligt
from meldcode.route.stappen import STAP_1, STAP_2
from meldcode.vastleggingen import (
    Consultatie,
    Leerlingbespreking,
    Ontvangst,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Zorggesprek,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.opening import Reactie
from meldcode.vastleggingen.stap_1 import BronSignaal
from meldcode.vastleggingen.stap_2 import Uitkomst

_VAN_LARS = ("bron", (BronSignaal.VAN_ANDEREN,))
_ZELF = ("bron", (BronSignaal.ZELF, BronSignaal.LEERLING))

DE_LEGE_BROODTROMMEL = Casus(
    nummer=1,
    titel="De lege broodtrommel",
    leert="Van een signaal, via overleg, naar: geen indicatie. U leert feiten en uitleg uit elkaar te houden.",
    minuten=20,
    leerling=Leerling("Tijn Oefenbos", "6", date(2017, 4, 3)),
    geopend=0,
    gebeurd=(),
    opdrachten=(
        Opdracht(
            "Leg vast wat Lars vertelt",
            "Lars Brouwer, [leerkracht], loopt bij u binnen. “Tijn had deze week op maandag, dinsdag en woensdag "
            "niets in zijn broodtrommel. Woensdag bij het overblijven vroeg ik ernaar. Hij zei: ‘Ik hoef niet.’ Ik "
            "denk dat er thuis iets aan de hand is. Zijn moeder is net weer gaan werken, dus het kan ook drukte zijn.”",
            "Leg dit vast als signaal. Zet apart wat Lars zag, wat hij denkt, en wat de verklaring ook kan zijn.",
            STAP_1,
            (ligt(Signaal, waar=_VAN_LARS),),
            "Goed: wie dit leest, weet wat er is gezien, door wie, en op welke dagen. Wat Lars denkt, staat apart.",
            (
                "U zag het niet zelf. Kies bij ‘Hoe weet u dit?’ dat u het van iemand anders hoorde.",
                "Zet bij ‘Wat is er gezien of gehoord?’ de dagen, de lege trommel en de woorden van Tijn, tussen "
                "aanhalingstekens. ‘Er is thuis iets aan de hand’ is uitleg, en staat een vraag verder.",
            ),
            (
                Anders(
                    Zegt(Signaal, *_ZELF),
                    "U legde vast alsof u het zelf zag of van Tijn hoorde. U hoorde het van Lars. Kies bij ‘Alles op "
                    "volgorde’ het signaal, en corrigeer de bron.",
                ),
                Anders(
                    Oordeel(Signaal),
                    "Bij wat er is gezien, staat een woord dat al een oordeel is. Corrigeer het signaal, en schrijf "
                    "wat een ander ook had kunnen zien of horen.",
                    blijft=True,
                ),
            ),
        ),
        Opdracht(
            "Overleg, en rond stap 1 af",
            "U spreekt Lars uitgebreider. U spreekt ook Vera Osei, [de vertrouwenspersoon]. Vera kent Tijn van de "
            "schaakclub en zag daar niets bijzonders. Jullie spreken af om een week op te schrijven wat er in de "
            "trommel zit.",
            "Leg beide gesprekken vast en rond stap 1 af.",
            STAP_1,
            (Afgerond(STAP_1),),
            "Goed. De directie heeft nu een bericht zonder inhoud: alleen de codenaam, en dat stap 1 klaar is.",
            (
                "Er zijn twee overleggen nodig: een met [de intern begeleider] (dat bent u) en een met "
                "[de vertrouwenspersoon].",
                "Was er geen overleg? Dan legt u vast waarom niet. Dat telt ook.",
            ),
        ),
        Opdracht(
            "De directie leest het bericht",
            "Na elke stap krijgt de directie bericht. De directie leest dat bericht en niet het dossier.",
            "Log uit, en log in als Dick Hofstra (directie). Bevestig bij het overzicht het bericht over dit dossier. "
            "Log daarna weer in als uzelf.",
            Ontvangst,
            (ligt(Ontvangst, waar=("reactie", (Reactie.GEZIEN,))),),
            "Goed. Zo weet u zeker dat de directie op de hoogte is. U zag ook wat de directie niet ziet.",
            ("Op de inlogpagina van de oefenschool staat Dick in de lijst. Eén klik is genoeg.",),
            van=Speler.DIRECTIE,
        ),
        Opdracht(
            "Vraag een collega en het team",
            "Mirjam Vos, [intern begeleider] van een andere school, vraagt u: “Wie heeft gezien wat er met het brood "
            "gebeurt?” In het team zegt Hanneke Smit: “Tijn ruilt zijn brood op het plein, voor voetbalplaatjes. Dat "
            "zag ik donderdag.”",
            "Leg de collegiale consultatie vast, en de leerlingbespreking met wat er is besloten.",
            STAP_2,
            (ligt(Consultatie), ligt(Leerlingbespreking)),
            "Goed. U handelde niet alleen, en een ander zag iets wat u niet wist.",
            (
                "Allebei staan ze bij de taken van stap 2.",
                "Besloten is bijvoorbeeld: u nodigt de ouders uit, deze week.",
            ),
        ),
        Opdracht(
            "Deel de zorg met de ouders",
            "Niets wijst erop dat een gesprek gevaar oplevert: de moeder van Tijn belt zelf geregeld met Lars. U "
            "vraagt beide ouders op school. Moeder schiet in de lach: “De plaatjes! Ik dacht al, wat gaat het brood "
            "hard.” Vader vraagt of Lars wil meekijken.",
            "Beantwoord eerst of de ouders nu veilig kunnen worden geïnformeerd. Leg daarna het gesprek vast.",
            STAP_2,
            (
                ligt(
                    VeiligInformeren,
                    "Dat de ouders veilig kunnen worden geïnformeerd",
                    waar=("veilig", (JaNee.JA,)),
                    laatste=True,
                ),
                ligt(Zorggesprek),
            ),
            "Goed. Eerst de vraag of het veilig is, dan pas het gesprek. Zo doet u het ook als er niets lijkt te zijn.",
            (
                "Het gesprek kan pas als vaststaat dat het veilig is. Meldroute vraagt dat bij elk gesprek met ouders.",
                "Schrijf op waarop u het baseert: feiten, geen gevoel.",
            ),
            (
                Anders(
                    Zegt(VeiligInformeren, "veilig", (JaNee.NEE,)),
                    "U legde vast dat het nu niet veilig is. In dit verhaal wijst niets daarop. Twijfelt u in het "
                    "echt? Bel dan eerst Veilig Thuis. Beantwoord de vraag hier opnieuw.",
                ),
            ),
        ),
        Opdracht(
            "Geen indicatie: sluit stap 2 af",
            "Een week later zit er elke dag brood in de trommel. Niemand ziet nog iets wat zorgen geeft.",
            "Leg de uitkomst van stap 2 vast en rond stap 2 af.",
            STAP_2,
            (ligt(UitkomstStap2, waar=("uitkomst", (Uitkomst.GEEN_INDICATIE,)), laatste=True), Afgerond(STAP_2)),
            "Goed. De zorg is onderzocht en weg. De directie krijgt ook hiervan bericht.",
            ("De uitkomst staat bij de taken van stap 2. Schrijf erbij waaruit blijkt dat er geen indicatie is.",),
            (
                Anders(
                    Zegt(UitkomstStap2, "uitkomst", (Uitkomst.VERDER,)),
                    "U legde vast dat de zorg blijft. In dit verhaal is de zorg weg. Is stap 2 nog niet afgerond? Leg "
                    "dan de uitkomst opnieuw vast. Begin anders deze casus opnieuw.",
                ),
            ),
        ),
    ),
    slot="Zonder indicatie gaat het dossier dicht. Wat er dan mee gebeurt, heeft het bestuur gekozen. Wordt het "
    "vernietigd? Dan bevestigt de directie dat apart. U vernietigt nooit alleen.",
)
