"""Complete answers for every vastlegging, and dossiers in every fase.

A test names only what it is about: ``answers(Signaal, plaats="")``, ``record(opened(), Signaal, by=LARS)``. Answers to
follow-up vragen are included; those not asked are dropped by the domain. Each dossier is built once and shared,
because it is immutable.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import te_wegen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afgehandeld,
    Afronding,
    Afscherming,
    Afsluiting,
    Afspraak,
    Afwegingen,
    Afzien,
    AntwoordAanDirectie,
    BeperkingOpgeheven,
    Besluit,
    Betrokkene,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    Bijlage,
    Consultatie,
    Effectmeting,
    EigenVerklaring,
    FormeelGesprek,
    GehoordOverWissen,
    GesprekLeerling,
    Gezag,
    HoortBij,
    Hulp,
    Inbreng,
    IntrekkenUitnodiging,
    Inzage,
    InzageGegeven,
    Leerlingbespreking,
    MedeHouder,
    Melding,
    MeldingVerstuurd,
    Nazorg,
    NietBereikt,
    Ontvangst,
    Opening,
    OpheffenAfscherming,
    OudersGeinformeerd,
    Overdracht,
    Overleg,
    Samengevoegd,
    Samenvoeging,
    Signaal,
    Terugkoppeling,
    TweedeWeger,
    TweedeWegerVervalt,
    Uithalen,
    UithalenAntwoord,
    UitkomstStap2,
    Uitnodiging,
    Vakantiewacht,
    VeiligInformeren,
    Vergelijking,
    VernietigingBevestigd,
    VernietigingGevraagd,
    VernietigingIngetrokken,
    Verzetten,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.melding.verstuurd import Exemplaar
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging, fill
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, SCHOOL, VERA
from tests.leaving import LEAVING

Answers = dict[str, Any]
"""Answers as they are typed; each is a ``meldcode.vragen.vraag.Raw``."""
Kind = type[Vastlegging]
_P = ParamSpec("_P")


def _once(build: Callable[_P, Dossier]) -> Callable[_P, Dossier]:
    """Build a dossier once per set of arguments. ``lru_cache`` will not do: answers may be lists."""
    built: dict[str, Dossier] = {}

    @wraps(build)
    def found(*asked: _P.args, **named: _P.kwargs) -> Dossier:
        key = repr((asked, sorted(named.items())))
        if key not in built:
            built[key] = build(*asked, **named)
        return built[key]

    return found


def written(user: User) -> str:
    """Somebody of the cast, written as the answer to a vraag that asks for a colleague."""
    return str(Persoon(user.id, user.role, user.naam))


def opening(**changes: Any) -> Answers:
    return {
        "medewerker": "nee",
        "collega": "nee",
        "afgeschermd": written(LARS),
        "naam": "Sem de Wit",
        "roepnamen": "",
        "geboren": "14-03-2018",
        "groep": "6",
        "gezag": "Beide ouders hebben het gezag; een jonger zusje woont ook thuis.",
    } | changes


def signaal(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "bron": "zelf",
        "van_wie": "Joke, overblijfmoeder",
        "document": "Brief van de huisarts van 4 november",
        "soort": "gedrag",
        "plaats": "Bij het hek",
        "waarneming": "Sem kroop weg achter de fietsen toen de auto van zijn vader voorreed.",
        "interpretatie": "Hij lijkt bang om mee naar huis te gaan.",
        "andere_verklaring": "Er was die ochtend ruzie op het plein.",
    } | changes


def overleg(**changes: Any) -> Answers:
    return {
        "met": "ib_er",
        "gevoerd": "ja",
        "datum": "06-11-2026",
        "aanwezig": "Noor (ib-er), Lars (groep 6)",
        "uitkomst": "We verzamelen signalen tot vrijdag.",
        "waarom_niet": "De vertrouwenspersoon is deze week ziek.",
    } | changes


def consultatie(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Noor (ib-er), Mirjam (ib-er bovenbouw)",
        "kwestie": "Past dit gedrag bij de scheiding, of is er meer?",
        "uitkomst": "De zorg wordt gedeeld; we bespreken het in het team.",
    } | changes


def leerlingbespreking(**changes: Any) -> Answers:
    return {
        "gehouden": "ja",
        "datum": "06-11-2026",
        "aanwezig": "Noor, Lars, Mirjam",
        "kwestie": "Wat zien anderen?",
        "besluit": "Lars houdt twee weken bij hoe Sem binnenkomt.",
        "waarom_niet": "Het team komt pas over drie weken bij elkaar.",
    } | changes


def advies_veilig_thuis(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "tijd": "10:30",
        "adviseur": "Medewerker 14, Veilig Thuis",
        "anoniem": "ja",
        "kwestie": "Kunnen wij de zorg met de ouders delen?",
        "advies": "Deel de zorg, met zijn tweeën, op school.",
    } | changes


def veilig_informeren(**changes: Any) -> Answers:
    return {
        "veilig": "ja",
        "redenen": ["veiligheid"],
        "motivering": "Moeder zocht zelf contact met de leerkracht.",
        "opnieuw_op": "16-11-2026",
    } | changes


def zorggesprek(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Moeder, Noor, Lars",
        "gedeeld": "Dat Sem de laatste weken schrikt van geluid.",
        "reactie": "Moeder herkent het.",
        "afspraken": "Over een week bellen we.",
    } | changes


def gesprek_leerling(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Sem en Lars",
        "woorden": "“Ik wil liever op school blijven.”",
        "uitkomst": "Sem mag altijd naar Lars toe komen.",
        "ouders_wisten": "ja",
        "waarom_niet": "Sem begon er zelf over, op het plein.",
    } | changes


def inbreng(**changes: Any) -> Answers:
    return {
        "waar": "ondersteuningsteam",
        "datum": "06-11-2026",
        "grond": "instemming",
        "aanwezig": "Noor, schoolmaatschappelijk werk",
        "uitkomst": "Schoolmaatschappelijk werk spreekt moeder.",
    } | changes


def uitkomst_stap_2(**changes: Any) -> Answers:
    return {"uitkomst": "verder", "motivering": "Drie collega's zagen hetzelfde, los van elkaar."} | changes


def formeel_gesprek(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "aanwezig": "Vader, moeder, Noor, Lars",
        "stap_1": "Het wegkruipen bij het hek.",
        "stap_2": "Dat het team is geraadpleegd, en wat het zag.",
        "visie": "Vader noemt het aanstellerij; moeder zwijgt.",
        "blijft_staan": "De angst van Sem.",
        "afspraken": "Een nieuw gesprek over twee weken.",
    } | changes


def afzien(**changes: Any) -> Answers:
    return {
        "redenen": ["uit_zicht"],
        "motivering": "Het gezin verhuisde twee keer na een gesprek op school.",
    } | changes


def weighed(dossier: Dossier) -> list[str]:
    """A weighing of every record in this dossier: signals as a risk, the last talk also as a protection."""
    found = []
    for each in te_wegen(dossier):
        if each.isa(Signaal, AcuutGevaar):
            found.append(f"{each.nummer} risico Hij is bang om mee naar huis te gaan.")
        elif each.isa(FormeelGesprek):
            found += [f"{each.nummer} risico Vader ontkent.", f"{each.nummer} bescherming Moeder zwijgt niet."]
        elif each.isa(Overleg):
            found.append(f"{each.nummer} buiten Dit gaat over hoe wij te werk gingen.")
        else:
            found.append(f"{each.nummer} onbekend")
    return found


def weging(**changes: Any) -> Answers:
    """The weging. Its ``meegewogen`` fits ``after_stap(3)``; ``record`` makes it fit any dossier."""
    return {
        "meegewogen": [
            "2 risico Hij is bang om mee naar huis te gaan.",
            "3 buiten Dit gaat over hoe wij te werk gingen.",
            "4 buiten Dit gaat over hoe wij te werk gingen.",
            "6 onbekend", "7 onbekend", "8 onbekend", "9 onbekend", "10 onbekend",
            "12 risico Vader ontkent.",
            "12 bescherming Moeder zwijgt niet.",
        ],
        "soorten": ["getuige", "psychisch"],
        "aard": "Ruzie tussen de ouders, waar Sem bij is.",
        "ernst": "matig",
        "frequentie": "Wekelijks",
        "sinds": "De zomer",
        "patroon": "gelijk",
        "leerling": "Hij blijft liever op school.",
        "kwetsbaar": "Acht jaar; vertrouwt zijn leerkracht.",
        "broers_zussen": "Een zusje van vier, thuis.",
        "interactie": "Sem kijkt eerst naar zijn vader voor hij antwoordt.",
        "visie_ouders": "Moeder herkent het, vader niet.",
        "onbekend": "Hoe het in het weekend gaat.",
        "komende_dagen": "Moeder is er; Lars ziet hem elke dag.",
        "eerder": "Nee, voor zover wij weten.",
        "eerdere_hulp": "Geen.",
        "vermoeden": "ja",
        "onveilig": "nee",
        "hulp": "ja",
        "aanvaard": "ja",
        "resultaat": "nog_niet",
        "toelichting": "Moeder vraagt zelf om hulp en vader stemt in.",
        "vervolgtraject": "Schoolmaatschappelijk werk komt bij het gezin.",
        "wie": "Noor regelt het; Anke voert het uit.",
        "wanneer": "Voor 1 december",
        "doel": "Thuis geen ruzie waar de kinderen bij zijn.",
        "effect": "Sem schrikt niet meer bij het hek.",
        "evaluatie_op": "30-11-2026",
        "terugval": "Dan wegen wij opnieuw.",
    } | changes  # fmt: skip


def tweede_weger(**changes: Any) -> Answers:
    return {"wie": written(LARS)} | changes


def tweede_weger_vervalt(**changes: Any) -> Answers:
    return {"reden": "Lars is twee weken met verlof."} | changes


def afwegingen(**changes: Any) -> Answers:
    return {
        "vermoeden": "ja",
        "onveilig": "nee",
        "hulp": "ja",
        "aanvaard": "ja",
        "resultaat": "nog_niet",
        "toelichting": "Ik zie een jongen die bang is, en een moeder die hulp wil.",
    } | changes


def vergelijking(**changes: Any) -> Answers:
    """Where two weighers differ: in ``both_fixed``, on safety."""
    return {"onveilig": "Lars zag de blauwe plek, en Noor niet."} | changes


def besluit(**changes: Any) -> Answers:
    return {
        "melden": "nee",
        "melden_waarom": "De hulp is er, en beide ouders zetten zich in.",
        "helpen": "ja",
        "helpen_waarom": "Er is plaats bij schoolmaatschappelijk werk.",
    } | changes


def hulp(**changes: Any) -> Answers:
    return {
        "doel": "Sem komt zonder angst naar school.",
        "wie": "Anke, schoolmaatschappelijk werk",
        "casemanager": "Noor",
        "tot": "29-01-2027",
        "maatstaf": "Hij schrikt niet meer bij het hek.",
        "terugval": "Dan melden wij.",
        "effect_op": "30-11-2026",
    } | changes


def effectmeting(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "gezien": "Sem speelt weer mee op het plein.",
        "signalen": "minder",
        "resultaat": "loopt",
        "volgen": "Lars kijkt elke ochtend hoe hij binnenkomt; Noor belt moeder elke maand.",
        "opnieuw_op": "07-12-2026",
    } | changes


def melding(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "aan": "Veilig Thuis, medewerker 9",
        "wijze": "telefoon",
        "kenmerk": "VT-0042",
        "inhoud": "De vier waarnemingen, met wie wat zelf zag.",
        "naam_bekend": "ja",
        "gronden": ["melder"],
        "grond_waarom": "Vader dreigde vorige maand bij het hek.",
        "niet_zien": "",
        "school_doet": "Lars begint elke dag met hem; Noor belt moeder elke vrijdag.",
        "terugkoppeling": "Noor hoort vóór vrijdag of de melding is opgepakt.",
        "bereikbaar": "Noor, ma t/m do tot vijf uur; anders Vera.",
        "besproken": "Met moeder; zij is erbij als Veilig Thuis belt.",
    } | changes


def melding_verstuurd(**changes: Any) -> Answers:
    made = Exemplaar(7, "0123456789abcdef" * 4).said(datetime(2026, 11, 9, 13, 51))  # noqa: DTZ001  # naive UTC
    return {
        "exemplaar": made,
        "datum": "09-11-2026",
        "hoe": "Met beveiligde mail, aan medewerker 9",
        "bijlagen": "",
    } | changes


def terugkoppeling(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "instantie": "Veilig Thuis, medewerker 9",
        "over_melding": "ja",
        "stand": "anderen",
        "opnieuw_op": "23-11-2026",
        "inhoud": "De melding is overgedragen aan het wijkteam.",
        "acties": "Het wijkteam belt deze week.",
    } | changes


def ouders_geinformeerd(**changes: Any) -> Answers:
    return {
        "waarover": "5a",
        "geinformeerd": "ja",
        "datum": "09-11-2026",
        "wijze": "gesprek",
        "waarom_brief": "Vader woont in het buitenland en neemt niet op.",
        "reactie": "Zij zijn opgelucht.",
        "redenen": ["veiligheid"],
        "motivering": "Veilig Thuis vraagt ons nog een week te wachten.",
        "opnieuw_op": "16-11-2026",
    } | changes


def afsluiting(**changes: Any) -> Answers:
    return {
        "reden": "veilig",
        "toelichting": "Acht weken geen signalen; de hulp is klaar.",
        "blijven_volgen": "Lars kijkt elke maandag mee.",
        "nakijken_op": "01-02-2027",
    } | changes


def bijlage(**changes: Any) -> Answers:
    rules = {"zichtbaar": "ja", "tweede": "ja", "wie_erbij": "Vera Osei", "als_bewijs": "nee", "gewist": "gewist"}
    return (
        (rules if changes.get("wat") == "letsel" else {})
        | {
            "wat": "foto",
            "datum": "06-11-2026",
            "herkomst": "Lars maakte de foto, met Sem erbij",
            "inhoud": "De tekening die Sem maakte: een huis met een kind achter het raam.",
            "bestand": "0123456789abcdef0123456789abcdef jpg 234567",
        }
        | changes
    )


def acuut_gevaar(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "tijd": "14:05",
        "reden": "Vader staat dronken aan het hek en dreigt Sem mee te nemen.",
        "gebeld": ["112"],
        "afgesproken": "De politie komt; Sem blijft binnen.",
    } | changes


def afronding(**changes: Any) -> Answers:
    return {"stap": "1", "bericht": "Dossier Zilvermeeuw: stap 1 is afgerond."} | changes


def ontvangst(**changes: Any) -> Answers:
    return {"kennisgeving": "5", "reactie": "gezien", "terugvraag": "Wanneer is het gesprek?"} | changes


def antwoord_aan_directie(**changes: Any) -> Answers:
    return {"kennisgeving": "5", "antwoord": "Het gesprek is volgende week."} | changes


def afspraak(**changes: Any) -> Answers:
    return {
        "wat": "Twee weken bijhouden hoe de ochtend begint",
        "wie": written(LARS),
        "uiterlijk": "20-11-2026",
        "besloten_in": "Leerlingbespreking van 9 november",
    } | changes


def afgehandeld(**changes: Any) -> Answers:
    return {"afspraak": "2", "afloop": "gedaan", "uitkomst": "De ochtenden verlopen rustiger."} | changes


def verzetten(**changes: Any) -> Answers:
    return {
        "verplichting": "stap-1-1",
        "van": "16-11-2026",
        "naar": "19-11-2026",
        "reden": "De vertrouwenspersoon is deze week ziek.",
    } | changes


def overdracht(**changes: Any) -> Answers:
    zeggen = "Moeder belt liever niet op vrijdag."
    return {"van": written(NOOR), "naar": written(MIRJAM), "reden": "afwezig", "zeggen": zeggen} | changes


def mede_houder(**changes: Any) -> Answers:
    return {"samen": "ja", "wie": written(MIRJAM)} | changes


def vakantiewacht(**changes: Any) -> Answers:
    return {
        "vakantie": "kerstvakantie vanaf 19-12-2026",
        "nodig": "ja",
        "wie": written(NOOR),
        "hoe": "Oma haalt Sem op dinsdag; bij zorgen belt zij Noor.",
        "waarom_niet": "Het gezin logeert bij familie die alles weet.",
    } | changes


def nazorg(**changes: Any) -> Answers:
    return {
        "datum": "09-11-2026",
        "gezien": "Sem lacht weer; moeder vertelt dat het goed gaat.",
        "verder": "ja",
        "opnieuw_op": "01-03-2027",
    } | changes


def uitnodiging(**changes: Any) -> Answers:
    return {"wie": written(LARS), "tot": "01-12-2026", "reden": "Lars heeft de leerling elke dag in de klas."} | changes


def intrekken_uitnodiging(**changes: Any) -> Answers:
    return {"wie": written(LARS)} | changes


def afscherming(**changes: Any) -> Answers:
    return {"afgeschermd": written(DICK), "grond": "eigen_kind", "vervanger": written(VERA)} | changes


def opheffen_afscherming(**changes: Any) -> Answers:
    return {"wie": written(DICK), "reden": "Het bleek een andere leerling te zijn."} | changes


def inzage(**changes: Any) -> Answers:
    return {"reden": "De ouders dienden een klacht in over het verloop."} | changes


def hoort_bij(**changes: Any) -> Answers:
    return {"bij": "Beuk 3"} | changes


def uithalen(**changes: Any) -> Answers:
    return {
        "nummer": "2",
        "deel": "alles",
        "grond": "ander_kind",
        "reden": "Dit ging over een leerling uit een andere groep.",
        "buiten": "Nergens, dat is nagekeken.",
    } | changes


def uithalen_antwoord(**changes: Any) -> Answers:
    return {"voorstel": "3", "eruit": "ja", "waarom_niet": "Het gaat wel over dit kind."} | changes


def samengevoegd(**changes: Any) -> Answers:
    return {"bij": "Beuk 3", "zelfde": "Dezelfde naam en geboortedatum, nagevraagd bij de administratie."} | changes


def samenvoeging(**changes: Any) -> Answers:
    return {"uit": "Beuk 4", "stand": "Stap 2, geopend op 9 november 2026, 12 keer vastgelegd."} | changes


def niet_bereikt(**changes: Any) -> Answers:
    return {
        "datum": "05-11-2026",
        "weg": "bellen",
        "datum_2": "09-11-2026",
        "weg_2": "langs",
        "meer": "Zijn telefoon staat uit.",
        "opnieuw_op": "16-11-2026",
    } | changes


def betrokkene(**changes: Any) -> Answers:
    return {
        "rol": "ouder",
        "naam": "Anna Bos",
        "woont": "ja",
        "geboren": "2022",
        "school": "Kinderopvang De Kikker",
        "geheim": "nee",
        "bereiken": "06 12 34 56 78, na vier uur",
        "taal": "",
    } | changes


def gezag(**changes: Any) -> Answers:
    return {
        "vorm": "ouder",
        "nu": "ja",
        "uitspraak_op": "",
        "waardoor": "getrouwd",
        "erkend_op": "02-03-2024",
        "sinds": "",
        "tot": "",
        "papier": "register",
        "gezien": "Noor, vandaag",
    } | changes


def verzoek(**changes: Any) -> Answers:
    return {
        "datum": "06-11-2026",
        "wat": "inzage",
        "waarover": "Zij wil zien wat de school over Sem opschreef.",
        "omvang": "heel",
        "hoedanigheid": "ander",
        "naam": "Chris Vos",
        "namens": "nee",
        "gemachtigde": "mr. Jansen, advocaat",
        "machtiging": "ja",
        "identiteit": "bekend",
        "hoe": "Zij belde terug op het nummer van de school.",
    } | changes


def bewaarstop(**changes: Any) -> Answers:
    return {
        "waarom": "klacht",
        "wie": "Klachtencommissie, kenmerk K-118",
        "sinds": "06-11-2026",
        "bekijken_op": "01-06-2027",
        "toelichting": "De commissie beslist in mei.",
    } | changes


def bewaarstop_voorstel(**changes: Any) -> Answers:
    return {"stop": "20", "reden": "De klacht is afgehandeld, brief van 4 november."} | changes


def bewaarstop_einde(**changes: Any) -> Answers:
    return {"voorstel": "21", "eens": "ja", "waarom_niet": "Er loopt nog een beroep."} | changes


_BY_WHOM = {"verzoek": "2", "hoedanigheid": "ander"}


def verzoek_verlengd(**changes: Any) -> Answers:
    reason = "Het dossier is groot en wij lezen elk stuk na op wat van een ander is."
    return {**_BY_WHOM, "datum": "09-11-2026", "reden": reason} | changes


def verzoek_besluit(**changes: Any) -> Answers:
    return {
        **_BY_WHOM,
        "over": "inzage",
        "datum": "09-11-2026",
        "uitkomst": "deels",
        "wel": "Een kopie van wat over deze persoon zelf is vastgelegd.",
        "niet": "Wat anderen vertelden.",
        "gronden": ["bescherming"],
        "reden": "Wat een ander in vertrouwen vertelde, geven wij niet aan u.",
        "weg": "brief",
        "ontvangers": "Niemand kreeg dit eerder.",
        "gegeven": "",
    } | changes


def gehoord_over_wissen(**changes: Any) -> Answers:
    words = "Zij vindt dat het na al die jaren weg mag."
    return {"verzoek": "2", "datum": "09-11-2026", "zegt": "akkoord", "woorden": words} | changes


def eigen_verklaring(**changes: Any) -> Answers:
    words = "Ik was die dag niet thuis. Wat hier staat, klopt volgens mij niet."
    return {**_BY_WHOM, "datum": "09-11-2026", "woorden": words} | changes


def beperking_opgeheven(**changes: Any) -> Answers:
    reason = "De tekst is aangevuld en wij zijn het nu eens."
    return {**_BY_WHOM, "datum": "09-11-2026", "reden": reason} | changes


def inzage_gegeven(**changes: Any) -> Answers:
    return {
        "aan": "Bas de Groot (ouder)",
        "weggelaten": "3",
        "hoedanigheid": "gezag",
        "namens": "Mr. Vos, advocaat van Bas de Groot; machtiging van 2 november",
        "vastgesteld": "bewijs",
        "hoe_anders": "De gezinsvoogd kent deze ouder.",
        "tweede": "ja",
        "wie_las": written(MIRJAM),
        "waarom_alleen": "Er is deze week geen collega die dit mag lezen.",
        "wijze": "gesprek",
        "datum": "09-11-2026",
        "pakket": f"{'0' * 31}a pdf 84000",
    } | changes


def vernietiging_gevraagd(**changes: Any) -> Answers:
    return {
        "grond": "vergissing",
        "waarom": "Dit dossier staat op de verkeerde leerling.",
        "buiten": ["papier", "mail"],
        "tweede": "",
    } | changes


def vernietiging_ingetrokken(**changes: Any) -> Answers:
    return {"reden": "Het was toch de goede leerling."} | changes


def vernietiging_bevestigd(**changes: Any) -> Answers:
    return {"codenaam": "Zilvermeeuw"} | changes


BUILDERS: dict[Kind, Callable[..., Answers]] = {
    Opening: opening,
    Signaal: signaal,
    Overleg: overleg,
    Consultatie: consultatie,
    Leerlingbespreking: leerlingbespreking,
    AdviesVeiligThuis: advies_veilig_thuis,
    VeiligInformeren: veilig_informeren,
    Zorggesprek: zorggesprek,
    GesprekLeerling: gesprek_leerling,
    Inbreng: inbreng,
    UitkomstStap2: uitkomst_stap_2,
    FormeelGesprek: formeel_gesprek,
    Afzien: afzien,
    NietBereikt: niet_bereikt,
    Weging: weging,
    TweedeWeger: tweede_weger,
    TweedeWegerVervalt: tweede_weger_vervalt,
    Afwegingen: afwegingen,
    Vergelijking: vergelijking,
    Besluit: besluit,
    Hulp: hulp,
    Effectmeting: effectmeting,
    Melding: melding,
    MeldingVerstuurd: melding_verstuurd,
    Terugkoppeling: terugkoppeling,
    OudersGeinformeerd: ouders_geinformeerd,
    Afsluiting: afsluiting,
    Bijlage: bijlage,
    AcuutGevaar: acuut_gevaar,
    Afronding: afronding,
    Ontvangst: ontvangst,
    AntwoordAanDirectie: antwoord_aan_directie,
    Afspraak: afspraak,
    Afgehandeld: afgehandeld,
    Verzetten: verzetten,
    Overdracht: overdracht,
    MedeHouder: mede_houder,
    Vakantiewacht: vakantiewacht,
    Nazorg: nazorg,
    Uitnodiging: uitnodiging,
    IntrekkenUitnodiging: intrekken_uitnodiging,
    Afscherming: afscherming,
    OpheffenAfscherming: opheffen_afscherming,
    Inzage: inzage,
    HoortBij: hoort_bij,
    Betrokkene: betrokkene,
    Gezag: gezag,
    Bewaarstop: bewaarstop,
    BewaarstopVoorstel: bewaarstop_voorstel,
    BewaarstopEinde: bewaarstop_einde,
    Verzoek: verzoek,
    VerzoekVerlengd: verzoek_verlengd,
    VerzoekBesluit: verzoek_besluit,
    GehoordOverWissen: gehoord_over_wissen,
    EigenVerklaring: eigen_verklaring,
    BeperkingOpgeheven: beperking_opgeheven,
    **LEAVING,
    InzageGegeven: inzage_gegeven,
    VernietigingGevraagd: vernietiging_gevraagd,
    VernietigingIngetrokken: vernietiging_ingetrokken,
    VernietigingBevestigd: vernietiging_bevestigd,
    Uithalen: uithalen,
    UithalenAntwoord: uithalen_antwoord,
    Samengevoegd: samengevoegd,
    Samenvoeging: samenvoeging,
}


def answers(kind: Kind, **changes: Any) -> Answers:
    """Complete answers for this kind, with these changes."""
    return BUILDERS[kind](**changes)


def record(dossier: Dossier, kind: Kind, *, by: User | None = None, on: date = MONDAY, **changes: Any) -> Dossier:
    """The dossier with one more vastlegging, by its usual author. Raises whatever the domain raises."""
    by = by or (DICK if kind in (Ontvangst, Inzage, VernietigingBevestigd, UithalenAntwoord) else NOOR)
    return vastleggen.record(dossier, fill(kind, fitting(dossier, kind, **changes), on, dossier.born), by=by, on=on)


def fitting(dossier: Dossier, kind: Kind, **changes: Any) -> Answers:
    """Complete answers for this kind, as they fit this dossier."""
    return answers(kind, **({"meegewogen": weighed(dossier)} if kind is Weging else {}) | changes)


def empty(opened_by: User = NOOR) -> Dossier:
    return Dossier(id="d-1", school_id=SCHOOL, codenaam="Zilvermeeuw", opened_by=opened_by.id)


@_once
def opened(*, by: User = NOOR, on: date = MONDAY, **changes: Any) -> Dossier:
    return record(empty(by), Opening, by=by, on=on, **changes)


def not_safe(dossier: Dossier, *, on: date = MONDAY, **changes: Any) -> Dossier:
    """The dossier, with the answer recorded that the parents cannot safely be told now."""
    return record(dossier, VeiligInformeren, on=on, veilig="nee", **changes)


# What each stap needs before it may be closed, by the shortest way: 5a, with parents who can be told.
WORK: dict[int, tuple[tuple[Kind, Answers], ...]] = {
    1: ((Signaal, {}), (Overleg, {"met": "ib_er"}), (Overleg, {"met": "vertrouwenspersoon"})),
    2: (
        (Consultatie, {}),
        (Leerlingbespreking, {}),
        (VeiligInformeren, {}),
        (Zorggesprek, {}),
        (UitkomstStap2, {}),
    ),
    3: ((FormeelGesprek, {}),),
    4: ((Weging, {}),),
    5: ((Besluit, {}), (Hulp, {}), (OudersGeinformeerd, {})),
}


def work(dossier: Dossier, nummer: int, *, on: date = MONDAY, without: Kind | None = None) -> Dossier:
    """The dossier with everything this stap needs, but not closed yet."""
    for kind, changes in WORK[nummer]:
        if kind is not without:
            dossier = record(dossier, kind, on=on, **changes)
    return dossier


def close(dossier: Dossier, nummer: int, *, on: date = MONDAY) -> Dossier:
    message = bericht(dossier, STAPPEN[nummer - 1])
    return record(dossier, Afronding, on=on, stap=str(nummer), bericht=message)


@_once
def after_stap(nummer: int, *, on: date = MONDAY, by: User = NOOR) -> Dossier:
    """A dossier in which the stappen up to and including this one are closed, so that the next is under way."""
    dossier = opened(on=on, by=by)
    for each in range(1, nummer + 1):
        dossier = close(work(dossier, each, on=on), each, on=on)
    return dossier


@_once
def asked(*, by: User = NOOR) -> Dossier:
    """A dossier in stap 4, with Lars invited into it and asked to weigh as well."""
    return record(record(after_stap(3), Uitnodiging), TweedeWeger, by=by)


@_once
def both_fixed(**of_lars: Any) -> Dossier:
    """The same, with both answers given. Lars doubts whether it is safe, unless told to answer otherwise."""
    dossier = record(asked(), Afwegingen)
    return record(dossier, Afwegingen, by=LARS, **({"onveilig": "twijfel"} | of_lars))


@_once
def waived(*, on: date = MONDAY) -> Dossier:
    """A dossier in stap 3 with the formal talk waived, because the parents cannot safely be told."""
    return record(not_safe(after_stap(2, on=on), on=on), Afzien, on=on)


def last_message(dossier: Dossier) -> str:
    """The number of the last bericht to the directie, as Ontvangst names it."""
    return str(dossier.of(Afronding)[-1].nummer)


def see(dossier: Dossier, *, on: date = MONDAY) -> Dossier:
    """The dossier, with the receipt of the directie for the last bericht."""
    return record(dossier, Ontvangst, on=on, kennisgeving=last_message(dossier))


def destroyed(dossier: Dossier, *, by: User = DICK, on: date = MONDAY) -> Dossier:
    """The dossier, with the confirmation that it is to be destroyed."""
    return record(dossier, VernietigingBevestigd, by=by, on=on, codenaam=dossier.codenaam)


DECISIONS: dict[str, tuple[Answers, Answers]] = {
    "5a": ({}, {}),
    "5b": ({"hulp": "nee"}, {"melden": "ja", "helpen": "nee"}),
    "beide": ({"aanvaard": "nee"}, {"melden": "ja", "helpen": "ja"}),
    "geen": ({"vermoeden": "nee"}, {"melden": "nee", "helpen": "nee"}),
}


@_once
def decided(which: str, *, on: date = MONDAY) -> Dossier:
    """A dossier in stap 5 with only the besluit recorded (5a, 5b, beide or geen), after a weging that indicates it."""
    weighed, chosen = DECISIONS[which]
    dossier = close(record(after_stap(3, on=on), Weging, on=on, **weighed), 4, on=on)
    return record(dossier, Besluit, on=on, **chosen)


@_once
def in_opvolging(which: str = "5a", *, on: date = MONDAY) -> Dossier:
    """A dossier in which the besluit is carried out, the parents are told, and stap 5 is closed."""
    dossier = decided(which, on=on)
    if which in ("5a", "beide"):
        dossier = record(dossier, Hulp, on=on)
    if which in ("5b", "beide"):
        dossier = record(dossier, Melding, on=on)
    return close(record(dossier, OudersGeinformeerd, on=on, waarover=which), 5, on=on)


@_once
def te_vernietigen(*, on: date = MONDAY) -> Dossier:
    dossier = work(after_stap(1, on=on), 2, on=on, without=UitkomstStap2)
    return close(record(dossier, UitkomstStap2, on=on, uitkomst="geen_indicatie"), 2, on=on)


@_once
def gesloten(*, on: date = MONDAY) -> Dossier:
    return record(in_opvolging("geen", on=on), Afsluiting, on=on, reden="geen_vermoeden")


@_once
def stopped() -> Dossier:
    """A closed dossier with a bewaarstop, which has the number that ``bewaarstop_voorstel`` names."""
    return record(gesloten(), Bewaarstop)


@_once
def to_be_ended() -> Dossier:
    """The same, with the proposal of the directie to end it, which has the number that ``bewaarstop_einde`` names."""
    return record(stopped(), BewaarstopVoorstel, by=DICK)


STOPPED = (stopped, to_be_ended)


def in_fase(fase: Fase) -> Dossier:
    """A dossier in this fase, reached by the shortest way."""
    ways: dict[Fase, Callable[[], Dossier]] = {
        Fase.STAP_1: opened,
        Fase.STAP_2: lambda: after_stap(1),
        Fase.STAP_3: lambda: after_stap(2),
        Fase.STAP_4: lambda: after_stap(3),
        Fase.STAP_5: lambda: after_stap(4),
        Fase.OPVOLGING: in_opvolging,
        Fase.TE_VERNIETIGEN: te_vernietigen,
        Fase.GESLOTEN: gesloten,
        Fase.VERNIETIGD: lambda: destroyed(te_vernietigen()),
    }
    return ways[fase]()
