"""Case 2: the route from what a pupil tells to a melding, and after it."""

from datetime import date

from meldcode.oefenen.casus import Anders, Casus, Leerling, Opdracht, Speler, gebeurd
from meldcode.oefenen.voorwaarden import Afgerond, AndersDanKader, Eerder, Kader, MetVeiligThuis, Zegt, ligt
from meldcode.route.stappen import STAP_2, STAP_3, STAP_4, STAP_5
from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Afronding,
    Besluit,
    FormeelGesprek,
    Melding,
    Ontvangst,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    Terugkoppeling,
    UitkomstStap2,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.informeren import Vertelwijze
from meldcode.vastleggingen.stap_1 import BronSignaal, SoortSignaal
from meldcode.vastleggingen.stap_2 import Uitkomst

_NIET_LETTERLIJK = tuple(each for each in BronSignaal if each is not BronSignaal.LEERLING)
_ANDERS_INGEDEELD = tuple(each for each in SoortSignaal if each is not SoortSignaal.UITSPRAAK)

WAT_AMIRA_VERTELT = Casus(
    nummer=2,
    titel="Wat Amira vertelt",
    leert="De route van stap 2 tot en met een melding. U leert bellen vóór u praat, wegen, beslissen en melden.",
    minuten=30,
    leerling=Leerling("Amira Oefenduin", "5", date(2018, 9, 12)),
    gezag="Beide ouders hebben het gezag. Een broertje van twee woont ook thuis.",
    geopend=-6,
    gebeurd=(
        gebeurd(
            Signaal, -6, bron="van_anderen", van_wie="Lars Brouwer, [leerkracht]", soort="gedrag",
            plaats="In de klas",
            waarneming="Lars zag Amira deze week twee keer in elkaar duiken toen er een deur dichtsloeg.",
            andere_verklaring="Zij sliep slecht door de verbouwing bij de buren, zei moeder bij het hek.",
        ),
        gebeurd(
            Overleg, -5, met="ib_er", gevoerd="ja", aanwezig="[De intern begeleider] en Lars Brouwer",
            uitkomst="Lars schrijft een week op wat hij ziet, met dag en plaats.",
        ),
        gebeurd(
            Overleg, -5, met="vertrouwenspersoon", gevoerd="ja", aanwezig="[De intern begeleider] en Vera Osei",
            uitkomst="Amira kent Vera van de overblijf en mag altijd bij haar binnenlopen.",
        ),
        gebeurd(Afronding, -5, stap="1"),
        gebeurd(Ontvangst, -4, Speler.DIRECTIE),
    ),
    opdrachten=(
        Opdracht(
            "Amira vertelt het zelf",
            "Amira blijft hangen als de klas weg is, en zegt tegen u: “Papa slaat mama. Gisteren ook. Ik ging met mijn "
            "broertje onder het bed. Vandaag is papa weer thuis.” U luistert, vraagt niet door en belooft niets.",
            "Leg dit vast als signaal, letterlijk.",
            Signaal,
            (ligt(Signaal, waar=("bron", (BronSignaal.LEERLING,))),
             ligt(Signaal, "Ingedeeld als wat de leerling zelf vertelde", waar=("soort", (SoortSignaal.UITSPRAAK,)))),
            "Goed. Haar eigen woorden staan er, tussen aanhalingstekens. Dat telt als acuut, tot u met Veilig Thuis "
            "hebt overlegd.",
            (
                "Een signaal kan altijd, ook als stap 1 klaar is. Kies bij stap 1 ‘Toch iets toevoegen’.",
                "Kies bij ‘Waar gaat het over?’ dat de leerling het zelf vertelde.",
            ),
            (
                Anders(
                    Zegt(Signaal, "bron", _NIET_LETTERLIJK),
                    "Amira zei het tegen u. Corrigeer het signaal bij ‘Alles op volgorde’: kies als bron dat de "
                    "leerling het letterlijk zei.",
                ),
                Anders(
                    Zegt(Signaal, "soort", _ANDERS_INGEDEELD),
                    "Het signaal is anders ingedeeld. Dan ziet Meldroute niet dat Amira het zelf vertelde. Corrigeer "
                    "waar het over gaat.",
                ),
            ),
        ),
        Opdracht(
            "Bel eerst Veilig Thuis",
            "U belt Veilig Thuis en noemt geen namen. Het advies van medewerker 14: “Praat nog vandaag met beide "
            "ouders, op school en met z’n tweeën. Vertel niet wat het kind heeft gezegd. Noem alleen wat jullie zelf "
            "zagen. Bel ons daarna.”",
            "Leg het advies vast vóórdat u met de ouders praat.",
            AdviesVeiligThuis,
            (ligt(AdviesVeiligThuis), MetVeiligThuis()),
            "Goed: eerst bellen, dan praten. Zo bepaalt niet de ouder, maar u samen met Veilig Thuis wat veilig is.",
            ("Het advies staat bij de taken van stap 2. Bellen mag altijd, en mag zonder namen.",),
            (
                Anders(
                    Eerder(Zorggesprek, AdviesVeiligThuis),
                    "Er ligt al een gesprek met de ouders van vóór het advies. In het echt kan dat Amira in gevaar "
                    "brengen. Begin deze casus opnieuw om het andersom te doen.",
                    blijft=True,
                ),
            ),
        ),
        Opdracht(
            "Rond stap 2 af",
            "Mirjam Vos van een andere school herkent het patroon. In het team zagen drie collega’s Amira schrikken. "
            "Met het advies van Veilig Thuis kan het gesprek nu veilig. Vader zegt: “Bij ons is niets.” Moeder kijkt "
            "naar de grond en zwijgt. De zorg blijft.",
            "Leg vast wat stap 2 nog nodig heeft, met als uitkomst dat u doorgaat naar stap 3. Rond de stap af.",
            STAP_2,
            (ligt(UitkomstStap2, waar=("uitkomst", (Uitkomst.VERDER,)), laatste=True), Afgerond(STAP_2)),
            "Goed. Twee stappen liggen vast, met de woorden van ieder apart.",
            (
                "Kijk bij stap 2 welke taken nog open staan: bovenaan staat wat nodig is.",
                "Schrijf bij het gesprek op wat vader zei, en dát moeder zweeg. Niet wat u daarvan denkt.",
            ),
            (
                Anders(
                    Zegt(UitkomstStap2, "uitkomst", (Uitkomst.GEEN_INDICATIE,)),
                    "U koos ‘geen indicatie’. Amira vertelde over slaan, en niets nam die zorg weg. Is stap 2 nog niet "
                    "afgerond? Leg dan de uitkomst opnieuw vast. Begin anders deze casus opnieuw.",
                ),
            ),
        ),
        Opdracht(
            "Het formele gesprek",
            "Drie dagen later spreekt u beide ouders formeel, samen met Lars. Vader herhaalt dat er niets is. Moeder "
            "zegt zacht: “Ik weet niet hoe het verder moet.” Afspraak: u belt vrijdag.",
            "Leg het formele gesprek vast en rond stap 3 af.",
            STAP_3,
            (ligt(FormeelGesprek), Afgerond(STAP_3)),
            "Goed. Wat de ouders zeiden, staat er in hun eigen woorden.",
            ("Vul in wat u besprak uit stap 1 en 2, maar niet wat Amira u vertelde: zo was het advies.",),
        ),
        Opdracht(
            "Weeg",
            "U legt alles naast elkaar. Amira zegt dat vader slaat, gisteren nog. Een broertje van twee is erbij. "
            "Vader ontkent, moeder durft niets te zeggen. Niemand heeft zicht op de avonden. Hulp is niet aanvaard.",
            "Vul de weging in en rond stap 4 af. Let op afweging 2: is er sprake van acute of structurele "
            "onveiligheid?",
            STAP_4,
            (ligt(Weging), Kader(melden=True), Afgerond(STAP_4)),
            "Goed. Met deze antwoorden geeft het afwegingskader aan dat melden nodig is.",
            (
                "Het herhaalt zich, en het was gisteren nog: dat is onveilig. Ook twijfel telt daar als ja.",
                "Moet een antwoord anders? Zolang er geen besluit is, kunt u de weging corrigeren.",
            ),
            (
                Anders(
                    Kader(melden=False),
                    "Met uw antwoorden geeft het afwegingskader aan dat melden niet nodig is. Lees afweging 2 nog "
                    "eens, en corrigeer de weging.",
                ),
            ),
        ),
        Opdracht(
            "Beslis, vertel het, en meld",
            "U besluit te melden. Hulp organiseert de school nu niet: dat bespreekt u met Veilig Thuis. U vertelt het "
            "de ouders in een gesprek, vóór de melding. Moeder huilt, vader loopt weg. Daarna belt u Veilig Thuis. "
            "Kenmerk: VT-1234. De ouders mogen weten dat de melding van school komt.",
            "Leg het besluit vast, dat de ouders het weten, en de melding. Rond stap 5 af.",
            STAP_5,
            (
                ligt(Besluit, "Het besluit om te melden", waar=("melden", (JaNee.JA,)), laatste=True),
                ligt(OudersGeinformeerd, waar=("geinformeerd", (JaNee.JA,))),
                ligt(Melding),
                Afgerond(STAP_5),
            ),
            "Goed. U volgde het kader, de ouders hoorden het van u, en Veilig Thuis weet ervan.",
            (
                "De volgorde is: besluit, ouders, melding. Elk staat bij de taken van stap 5.",
                "In de melding staan feiten: wat u zelf zag en hoorde, en wat anderen zeiden, met de bron.",
            ),
            (
                Anders(
                    AndersDanKader(),
                    "Uw besluit wijkt af van het afwegingskader. In het echt mag dat, met een reden. In deze casus "
                    "gaat het om melden: leg een nieuw besluit vast.",
                    blijft=True,
                ),
                Anders(
                    Zegt(OudersGeinformeerd, "wijze", (Vertelwijze.BRIEF,)),
                    "U vertelde het de ouders alleen met een brief. In dit verhaal was het een gesprek. Corrigeer dat.",
                    blijft=True,
                ),
            ),
        ),
        Opdracht(
            "Een melding is geen eindpunt",
            "Vier dagen later belt Veilig Thuis u terug: zij doen zelf onderzoek. Lars begint elke dag met Amira.",
            "Leg het bericht van Veilig Thuis vast.",
            Terugkoppeling,
            (ligt(Terugkoppeling, waar=("over_melding", (JaNee.JA,))),),
            "Goed. Het dossier blijft open, en Meldroute houdt bij wanneer Veilig Thuis weer iets moet laten weten.",
            ("Het staat bij stap 5, en ook bij ‘Afspraken en termijnen’.",),
        ),
    ),
    slot="De school blijft Amira zien, ook nu Veilig Thuis onderzoek doet. Komt er een nieuw signaal? Dan legt u dat "
    "vast, en beslist u dezelfde dag opnieuw.",
)  # fmt: skip
