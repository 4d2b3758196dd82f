"""Case 4: divorced parents, one of them at a secret address, each spoken with apart."""

from datetime import date

from meldcode.oefenen.casus import Anders, Casus, Leerling, Opdracht, Speler, gebeurd
from meldcode.oefenen.voorwaarden import Afgerond, Gezag, Niet, PlaatsGenoemd, Samen, Zegt, ligt
from meldcode.route.stappen import STAP_2
from meldcode.vastleggingen import (
    Afronding,
    Betrokkene,
    Consultatie,
    Leerlingbespreking,
    Ontvangst,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
    Zorggesprek,
)
from meldcode.vastleggingen import Gezag as GezagVastgelegd
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.mensen.betrokkene import Rol
from meldcode.vastleggingen.stap_2 import Uitkomst

_VERRADEN = Anders(
    PlaatsGenoemd(),
    "In een vastlegging staat waar moeder is. Dat hoort alleen op haar eigen kaart, bij ‘Om de leerling heen’. "
    "Corrigeer die vastlegging. In het echt laat u het er ook uithalen: een correctie laat de oude tekst staan.",
    blijft=True,
)

TWEE_HUIZEN = Casus(
    nummer=4,
    titel="Twee huizen, één geheim",
    leert="Gescheiden ouders en een geheim adres. U leert met ieder apart te praten, en niets door te vertellen.",
    minuten=20,
    leerling=Leerling("Yuna Oefenmeer", "3", date(2020, 6, 18)),
    geopend=-7,
    gebeurd=(
        gebeurd(
            Signaal, -7, bron="van_anderen", van_wie="Hanneke Smit, [leerkracht]", soort="gedrag",
            plaats="In de klas, maandagochtend",
            waarneming="Hanneke zag Yuna drie maandagen achter elkaar huilend binnenkomen, zonder jas.",
            andere_verklaring="Op maandag wisselt Yuna van huis.",
        ),
        gebeurd(
            Overleg, -6, met="ib_er", gevoerd="ja", aanwezig="[De intern begeleider] en Hanneke Smit",
            uitkomst="Hanneke schrijft op hoe Yuna op maandag en op andere dagen binnenkomt.",
        ),
        gebeurd(
            Overleg, -6, met="vertrouwenspersoon", gevoerd="ja", aanwezig="[De intern begeleider] en Vera Osei",
            uitkomst="Vera leest voor in de klas en let op hoe het met Yuna gaat.",
        ),
        gebeurd(Afronding, -6, stap="1"),
        gebeurd(Ontvangst, -5, Speler.DIRECTIE),
        gebeurd(
            Consultatie, -4, aanwezig="[De intern begeleider] en Mirjam Vos (van een andere school)",
            kwestie="Hoort dit bij de scheiding, of is er meer?",
            uitkomst="Mirjam raadt aan om met ieder van de ouders apart te praten.",
        ),
        gebeurd(
            Leerlingbespreking, -3, gehouden="ja", aanwezig="[De intern begeleider], Hanneke Smit en Femke Bos",
            kwestie="Wie ziet Yuna op maandag?",
            besluit="[De intern begeleider] nodigt beide ouders uit, ieder apart.",
        ),
    ),
    opdrachten=(
        Opdracht(
            "Wie staan er om Yuna heen?",
            "Moeder heet Samira Oefenmeer. Yuna woont bij haar. Moeder zit in de opvang, Proefkade 12 in Oefenstad, "
            "en niemand mag dat weten. U belt haar alleen tussen tien en twaalf: 06 00 00 00 11. Vader heet Karel "
            "Proeve. Yuna is om het weekend bij hem. Waar hij woont, is niet geheim.",
            "Zet beide ouders bij ‘Om de leerling heen’. Zet bij moeder dat geheim moet blijven waar zij is.",
            Betrokkene,
            (
                ligt(Betrokkene, "Beide ouders", waar=("rol", (Rol.OUDER,))),
                ligt(Betrokkene, "Van wie het adres geheim is", waar=("geheim", (JaNee.JA,))),
                ligt(Betrokkene, "Van wie het adres niet geheim is", waar=("geheim", (JaNee.NEE,))),
            ),
            "Goed. Waar moeder is, staat op haar eigen kaart en nergens anders: op geen papier en op geen ander "
            "scherm.",
            (
                "‘Om de leerling heen’ staat links in het menu van dit dossier.",
                "Het adres zet u alleen bij ‘Waar en hoe bereikt u deze persoon veilig?’.",
            ),
            (_VERRADEN,),
        ),
        Opdracht(
            "Wie heeft het gezag?",
            "Bij de inschrijving zag u het uittreksel uit het gezagsregister. Na de scheiding hebben beide ouders het "
            "gezag: moeder door de geboorte, en vader omdat zij getrouwd waren.",
            "Leg van beide ouders vast dat zij het gezag hebben, en welk papier u zag.",
            GezagVastgelegd,
            (Gezag(2),),
            "Goed. Vanaf nu vraagt Meldroute alles van ieder apart: de vraag of het veilig is, en elk gesprek.",
            ("De vraag staat op de kaart van de ouder. Is het voor beiden gelijk, dan mag het in één keer.",),
        ),
        Opdracht(
            "Praat met ieder apart",
            "Veilig Thuis adviseerde: spreek ieder apart, en niet op dezelfde dag. Noem nergens waar moeder is. Beide "
            "gesprekken kunnen dan veilig. Moeder vertelt dat Yuna op zondagavond niet wil slapen. Vader vertelt dat "
            "hij en Yuna vaak ruzie hebben over de jas. Hij vraagt twee keer waar moeder woont. U zegt dat u daarover "
            "niets zegt.",
            "Beantwoord van ieder of informeren veilig is. Leg daarna twee gesprekken vast, met elke ouder één.",
            STAP_2,
            (
                ligt(
                    VeiligInformeren, "Of informeren veilig is",
                    waar=("veilig", (JaNee.JA,)), laatste=True, per_persoon=True,
                ),
                ligt(Zorggesprek, "Een gesprek om de zorg te delen", per_persoon=True),
            ),
            "Goed. Wat moeder zei, staat niet in het gesprek met vader. Vraagt een van hen inzage, dan krijgt die "
            "alleen wat van hem of haar is.",
            (
                "Kies bij ‘Met welke ouder of verzorger sprak u?’ één ouder. Leg daarna het tweede gesprek vast.",
                "Dat vader naar het adres vroeg, mag u opschrijven. Het adres zelf niet.",
            ),
            (
                Anders(
                    Samen(Zorggesprek),
                    "Eén gesprek staat op naam van beide ouders. Bij een geheim adres spreekt u ieder apart. Corrigeer "
                    "met wie u sprak, en leg het tweede gesprek apart vast.",
                    blijft=True,
                ),
                _VERRADEN,
            ),
        ),
        Opdracht(
            "Rond stap 2 af",
            "De zorg is niet weg. U wilt beide ouders formeel spreken, weer ieder apart.",
            "Leg als uitkomst vast dat u doorgaat naar stap 3, en rond stap 2 af.",
            STAP_2,
            (
                ligt(UitkomstStap2, waar=("uitkomst", (Uitkomst.VERDER,)), laatste=True),
                Afgerond(STAP_2),
                Niet(PlaatsGenoemd(), "Nergens de plaats waar moeder is"),
            ),
            "Goed. Van ieder met gezag ligt vast of het veilig was en wat er is gezegd.",
            ("De uitkomst staat bij de taken van stap 2.",),
            (
                Anders(
                    Zegt(UitkomstStap2, "uitkomst", (Uitkomst.GEEN_INDICATIE,)),
                    "U koos ‘geen indicatie’. In dit verhaal is de zorg niet weg. Leg de uitkomst opnieuw vast, of "
                    "begin deze casus opnieuw.",
                ),
            ),
        ),
    ),
    slot="Een geheim adres lekt zelden met opzet. Het staat in een verslag, op een brief of in de naam van een "
    "huisarts. Daarom staat het in Meldroute op één plaats.",
)  # fmt: skip
