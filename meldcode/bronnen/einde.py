"""Sources about the end of a dossier: keeping and destroying it, what may be asked of it, and leaving the school."""

from meldcode.bronnen.bron import READ, READ_LATER, UAVG_WET, WPO_WET, Bron, pagina, wet

UAVG = wet(UAVG_WET, "5, vierde lid; 35, tweede lid; 41, eerste lid, onder d en i", READ_LATER)
AVG = Bron("Algemene verordening gegevensbescherming, artikel 12 en 15 tot en met 21", na_te_gaan="de verordening zelf")
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
WARME_OVERDRACHT = pagina(
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
BEWAARTERMIJN = Bron(
    "PO-Raad, vraag en antwoord over bewaartermijnen van leerlingdossiers",
    adres="https://www.poraad.nl/veelgestelde-vragen/"
    "wat-zijn-de-bewaartermijnen-mbt-leerlingdossiers-en-dan-meer-specifiek-de",
    gelezen=READ,
    na_te_gaan="het Bewaartermijnenoverzicht van Kennisnet",
)
RECTIFICATIE = Bron(
    "Autoriteit Persoonsgegevens, ‘Recht op rectificatie’",
    adres="https://autoriteitpersoonsgegevens.nl/themas/basis-avg/privacyrechten-avg/recht-op-rectificatie",
    gelezen=READ_LATER,
)
VIER_WEKEN = Bron(
    "Onderwijsgeschillen, samenvatting van uitspraak 106218 (2014): een kopie van het dossier binnen vier weken. De "
    "AVG geeft een maand",
    adres="https://www.onderwijsgeschillen.nl/uitspraken/klacht-over-schoolverbod-inzagerecht-en-verstrekken-dossiers-"
    "inhoud-leerlingdossier-po",
    gelezen=READ_LATER,
)
ALLEN_GEHOORD = Bron(
    "Rechtbank Rotterdam, 2024:8250, in de weergave van IT en Recht: de andere ouder had geen kans om bezwaar te maken",
    adres="https://itenrecht.nl/artikelen/recht-op-vernietiging-van-persoonsgegevens-vervalt-wanneer-een-derde-"
    "aanmerkelijk-belang-heeft-bij-die-gegevens",
    gelezen=READ_LATER,
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
WPO_VERTREK = wet(WPO_WET, "39, vierde lid: van school aan het einde van het schooljaar waarin de leerling 14 wordt")
