"""Complete answers to every form, as a person types them, so that a walk through the browser reads as its story."""

from datetime import timedelta

from meldcode.termijnen.kalender import Dagsoort, due
from meldcode.vragen.datum import short
from ui import clock

TODAY = clock.today()  # the server runs on the real clock, and so do these answers


def ago(days: int) -> str:
    return short(TODAY - timedelta(days=days))


def ahead(days: int) -> str:
    return short(due(TODAY, days, Dagsoort.SCHOOLDAGEN).on)


def leerling(naam: str) -> dict[str, str]:
    return {
        "Gaat het over (mogelijk) handelen": "Nee",
        "Gaat dit over het kind van een collega": "Nee",
        "Hoe heet de leerling?": naam,
        "Wat is de geboortedatum?": "3-5-2017",
        "In welke groep": "5",
    }


SIGNAAL = {
    "Op welke dag was het?": ago(3),
    "Hoe weet u dit?": "Ik heb het zelf gezien of gehoord",
    "Waar gaat het over?": "Lichaam en verzorging",
    "Waar was het?": "bij de kapstok",
    "Wat is er gezien of gehoord?": "Zij had drie dagen achtereen geen jas en geen lunch bij zich.",
    "Wat kan de verklaring ook zijn?": "De verwarming thuis was stuk, zei zij.",
}
OVERLEG_IB = {
    "Overleg met wie?": "De intern begeleider (zorgcoördinator)",
    "Is er overlegd?": "Ja",
    "Wanneer was het overleg?": ago(2),
    "Wie waren erbij?": "Noor en de leerkracht",
    "Wat was de uitkomst?": "Wij volgen het en overleggen met Vera.",
}
OVERLEG_VP = {
    "Overleg met wie?": "De vertrouwenspersoon",
    "Is er overlegd?": "Nee",
    "Waarom is er niet overlegd?": "Vera is met verlof tot volgende week.",
}
CONSULTATIE = {
    "Wanneer was het gesprek?": ago(1),
    "Wie waren erbij?": "Noor en een collega-ib-er",
    "Wat legde u voor?": "Drie dagen zonder jas en lunch.",
    "Wat was de uitkomst?": "Delen met de ouders en het team.",
}
BESPREKING = {
    "Is de leerling in het team besproken?": "Ja",
    "Wanneer was de bespreking?": ago(1),
    "Wie namen deel?": "Het team van de middenbouw",
    "Wat was de vraag aan het team?": "Wie ziet dit ook?",
    "Wat is besloten": "Noor spreekt de ouders deze week.",
}
VEILIG = {
    "Kunnen de ouders nu veilig worden geïnformeerd?": "Ja",
    "Waarop baseert u dat?": "Er zijn geen aanwijzingen voor gevaar.",
}
NIET_VEILIG = {
    "Kunnen de ouders nu veilig worden geïnformeerd?": "Nee",
    "Waarom niet?": "De veiligheid van de leerling, van uzelf of van een ander",
    "Waarop baseert u dat?": "Advies van Veilig Thuis: nu nog niet informeren.",
    "Wanneer bekijkt u dit opnieuw?": ahead(5),
}
ZORGGESPREK = {
    "Wanneer was het gesprek?": ago(0),
    "Wie waren erbij?": "Noor, de leerkracht en moeder",
    "Welke zorg hebt u gedeeld?": "Dat er drie dagen geen jas en lunch was.",
    "Wat zeiden de ouders?": "Moeder schrok en had geen geld.",
}
VERDER = {"Wat is de uitkomst?": "De zorg blijft: door naar stap 3", "Waarom?": "De signalen zijn niet verklaard."}
GEEN_INDICATIE = {
    "Wat is de uitkomst?": "Geen indicatie van huiselijk geweld of kindermishandeling",
    "Waarom?": "De uitleg klopt en de signalen zijn gestopt.",
}
FORMEEL = {
    "Wanneer was het gesprek?": ago(0),
    "Wie waren erbij?": "Noor, de leerkracht en beide ouders",
    "Welke signalen uit stap 1": "Geen jas en geen lunch, drie dagen lang.",
    "Wat hebt u verteld over stap 2": "Dat het team is geraadpleegd.",
    "Hoe zien de ouders het?": "Zij zeggen dat het krap is.",
    "Welke zorg blijft staan?": "Of er thuis genoeg is.",
    "Wat is er afgesproken?": "Hulp zoeken bij het wijkteam.",
}
AFZIEN = {
    "Waarom niet?": "Het risico bestaat dat de ouder het contact verbreekt en uit het zicht raakt",
    "Waarop baseert u dat?": "Vader zei dat hij zou verhuizen als school zich ermee bemoeit.",
}
WEGING = {
    "Om welk geweld gaat het mogelijk?": "Lichamelijke verwaarlozing",
    "Wat gebeurt er": "Te weinig zorg thuis; de ouders zijn er vaak niet.",
    "Hoe ernstig is het voor de leerling?": "Matig: het belemmert de leerling in het dagelijks leven",
    "Hoe vaak gebeurt het?": "Drie dagen achtereen",
    "Sinds wanneer?": "Deze maand",
    "Hoe ontwikkelt het zich?": "Het blijft gelijk",
    "Wat zegt de leerling zelf": "Zij zegt dat zij het koud heeft.",
    "Hoe kwetsbaar is de leerling?": "Negen jaar, en stil.",
    "Zijn er broers of zussen": "Een broer in groep 8.",
    "Hoe gaan ouder en kind met elkaar om?": "Moeder houdt haar hand vast.",
    "Hoe zien de ouders het?": "Zij zeggen dat het krap is.",
    "Wat weten we niet": "Hoe het in het weekend gaat.",
    "Hoe veilig zijn de komende dagen": "Oma is er in het weekend.",
    "Waren er eerder signalen": "Nee, voor zover bekend.",
    "Welke hulp was er eerder": "Geen, voor zover bekend.",
    "Afweging 1": "Ja",
    "Afweging 2": "Nee",
    "Afweging 3": "Ja",
    "Afweging 4": "Ja",
    "Afweging 5": "Nog niet te zeggen: de hulp moet nog beginnen",
    "Waarop steunen deze antwoorden?": "Op de gesprekken en wat het wijkteam kan doen.",
    "Wat gaat er gebeuren?": "Het wijkteam start binnen twee weken.",
    "Wie doet dat?": "Het wijkteam; Noor volgt het.",
    "Wanneer?": "Voor het eind van de maand",
    "Met welk doel?": "Elke dag een jas en een lunch.",
    "Waaraan zien we dat het werkt?": "Een lunch in de tas.",
    "Wanneer kijkt u of het werkt?": ahead(15),
    "Wat doet u als het niet werkt?": "Opnieuw wegen.",
}
BESLUIT_HULP = {
    "Is melden noodzakelijk?": "Nee",
    "Waarom?": "Met hulp is zij voldoende beschermd.",
    "Is hulp bieden of organiseren (ook) mogelijk?": "Ja",
    "Waarom wel of niet?": "Het wijkteam kan starten.",
}
BESLUIT_MELDEN = {
    "Is melden noodzakelijk?": "Ja",
    "Waarom?": "De signalen zijn terug ondanks de hulp.",
    "Is hulp bieden of organiseren (ook) mogelijk?": "Nee",
    "Waarom wel of niet?": "Eerst onderzoek door Veilig Thuis.",
    "Wijkt u af": "De weging is van voor de terugval.",
}
HULP = {
    "Wat is het doel van de hulp?": "Elke dag een jas en een lunch.",
    "Wie geeft de hulp?": "Het wijkteam",
    "Wie houdt de regie?": "Noor Verhagen",
    "Binnen welke termijn": ahead(20),
    "Waaraan ziet u dat het werkt?": "Elke dag een lunch in de tas.",
    "Wat doet u als het niet werkt?": "Opnieuw wegen en melden.",
    "Wanneer meet u voor het eerst": ahead(10),
}
OUDERS_HULP = {
    "Waarover?": "5a. De hulp die wordt georganiseerd",
    "Zijn de ouders geïnformeerd?": "Ja",
    "Wanneer?": ago(0),
    "Hoe?": "In een gesprek",
    "Wat zeiden de ouders?": "Zij zijn opgelucht.",
}
OUDERS_MELDING = {**OUDERS_HULP, "Waarover?": "5b. De melding"}
TERUG = {
    "Wanneer hebt u gekeken?": ago(0),
    "Wat hebt u gezien of gehoord": "Weer drie dagen zonder lunch.",
    "Hoe staat het met de signalen?": "De signalen beginnen opnieuw",
}
MELDING = {
    "Wanneer hebt u gemeld?": ago(0),
    "Aan wie?": "Veilig Thuis Midden, mevrouw De Wit",
    "Hoe hebt u gemeld?": "Telefonisch",
    "Wat is het kenmerk van de melding?": "VT-0001",
    "Wat hebt u gemeld?": "Drie dagen zonder lunch, ondanks hulp van het wijkteam.",
    "Mag het gezin weten dat de melding van de school komt?": "Ja",
    "Wat blijft de school zelf doen?": "Lars begint elke dag met hem.",
    "Wat hoort u terug": "Vóór vrijdag of de melding is opgepakt.",
    "Wie is bereikbaar voor Veilig Thuis": "Noor, ma t/m do; anders Vera.",
    "Met wie is de melding besproken": "Met moeder, en met de leerkracht.",
}
TERUGKOPPELING = {
    "Wanneer kwam het bericht?": ago(0),
    "Van welke instantie": "Veilig Thuis Midden",
    "Gaat het over uw melding": "Ja",
    "Hoe staat het met de melding?": "Veilig Thuis doet zelf onderzoek",
    "Wat liet de instantie weten?": "Er komt een onderzoek.",
}
ACUUT = {
    "Waarom is er acuut gevaar?": "Zij durft vandaag niet naar huis en is gewond.",
    "Wie hebt u gebeld?": "Veilig Thuis, 0800-2000",
    "Wat is er afgesproken?": "Zij blijft op school tot Veilig Thuis belt.",
}
BIJLAGE = {
    "Wat is het?": "Andere foto, zonder letsel",
    "Van welke dag is het?": ago(1),
    "Van wie komt het?": "Noor maakte de foto",
    "Wat is er te zien of te lezen?": "De tekening die zij maandag in de klas maakte.",
}
