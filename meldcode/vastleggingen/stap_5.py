"""What is recorded in stap 5 (R31–R38): the decision, 5a help and its effect, what came of 5b, and closing."""

from dataclasses import dataclass, replace
from datetime import date

from meldcode.termijnen import bewaren
from meldcode.vastleggingen.acuut import AcuutGevaar
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vastleggingen.stap_1 import Signaal
from meldcode.vastleggingen.stap_4 import Weging
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.eisen import Eis
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


@dataclass(frozen=True)
class Besluit(Vastlegging):
    """The two decisions, on melden and on help (R2, R31, R35), each with its reason."""

    titel = "Besluit"
    uitleg = "U neemt twee beslissingen. Is melden nodig? En is hulp (ook) mogelijk? Daaruit volgt 5a, 5b of beide."
    eisen = (Eis((Weging,), "Het besluit steunt op de weging van stap 4. Leg die eerst vast."),)
    baan = Baan.BESLUITEN

    melden: JaNee = vraag("Is melden noodzakelijk?", aan_tafel=True)
    melden_waarom: str = vraag(
        "Waarom?",
        help="Zijn de leerling en het gezin redelijkerwijs voldoende te beschermen? Waarom wel of niet?",
        min_length=20,
        aan_tafel=True,
        op_melding=OpMelding.MELDT,
    )
    helpen: JaNee = vraag("Is hulp bieden of organiseren (ook) mogelijk?", aan_tafel=True)
    helpen_waarom: str = vraag("Waarom wel of niet?", min_length=10, aan_tafel=True)
    afwijking: str | None = vraag(
        "Wijkt u af van wat het afwegingskader aangeeft? Schrijf dan op waarom.",
        help="Laat dit leeg als u het afwegingskader volgt. De directie ziet dát u afwijkt, niet waarom.",
        optional=True,
        aan_tafel=True,
    )


# Acute danger requires a melding, whatever was decided before. It does not ask ``melden``, and so meets the eis.
WEL_MELDEN = Eis((Besluit, AcuutGevaar), "", waar=("melden", (JaNee.JA,)), laatste=True)
WEL_HELPEN = Eis((Besluit,), "", waar=("helpen", (JaNee.JA,)), laatste=True)
BESLOTEN = Eis((Besluit,), "")
ERBIJ_GEKOMEN = Eis((Weging, Signaal), "")
NIET_MELDEN = Eis((Besluit,), "", waar=("melden", (JaNee.NEE,)), laatste=True)
NIET_HELPEN = Eis((Besluit,), "", waar=("helpen", (JaNee.NEE,)), laatste=True)


@dataclass(frozen=True)
class Hulp(Vastlegging):
    """The help that is arranged (R32), with its aim, its term and the day of the first effect check."""

    titel = "5a. Hulp organiseren"
    uitleg = (
        "Spreek af wat de hulp moet opleveren. Spreek ook af wie de hulp volgt, en wanneer u kijkt of de hulp werkt."
    )
    # It begins with the plan of stap 4.
    overnemen = {
        "doel": ("Weging", "doel"),
        "wie": ("Weging", "wie"),
        "maatstaf": ("Weging", "effect"),
        "terugval": ("Weging", "terugval"),
        "effect_op": ("Weging", "evaluatie_op"),
    }
    eisen = (replace(WEL_HELPEN, tekst="Leg eerst het besluit vast dat hulp mogelijk is."),)
    baan = Baan.HULP

    doel: str = vraag("Wat is het doel van de hulp?", min_length=10, aan_tafel=True, op_melding=OpMelding.HULP)
    wie: str = vraag(
        "Wie geeft de hulp?",
        help="Naam, functie en organisatie.",
        max_length=500,
        noemt=True,
        op_melding=OpMelding.HULP,
    )
    casemanager: str = regel("Wie houdt de regie?", help="De casemanager: één persoon.", noemt=True)
    tot: date = vraag("Binnen welke termijn moet het doel bereikt zijn?", future=True, aan_tafel=True)
    maatstaf: str = vraag("Waaraan ziet u dat het werkt?", min_length=10, aan_tafel=True)
    terugval: str = vraag("Wat doet u als het niet werkt?", min_length=5, aan_tafel=True)
    effect_op: date = vraag("Wanneer meet u voor het eerst het effect?", future=True, aan_tafel=True)


class Signalen(Keuze):
    GESTOPT = "gestopt", "De signalen zijn gestopt"
    MINDER = "minder", "De signalen zijn minder"
    STOPPEN_NIET = "stoppen_niet", "De signalen stoppen niet"
    OPNIEUW = "opnieuw", "De signalen beginnen opnieuw"


TERUG = (Signalen.STOPPEN_NIET, Signalen.OPNIEUW)


class Opbrengst(Keuze):
    """The answers to afweging 5 once help is under way. It can be too early to say only while the agreed term runs."""

    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    TWIJFEL = "twijfel", "Twijfel"
    LOOPT = "loopt", "Nog niet te zeggen: de afgesproken termijn loopt nog"


NIET_GENOEG = (Opbrengst.NEE, Opbrengst.TWIJFEL)


@dataclass(frozen=True)
class Effectmeting(Vastlegging):
    """A check of the effect of the help (R33). Signals that did not stop require a new decision (R34)."""

    titel = "5a. Effect van de hulp"
    nieuws = "signalen"
    uitleg = (
        "Leverde de hulp op wat nodig was? Zo ja, dan sluit u de hulp af met afspraken. Zo nee, of twijfelt u, dan "
        "beslist u dezelfde dag opnieuw over melden. Dat doet u ook als de signalen er nog of weer zijn."
    )
    eisen = (Eis((Hulp,), "Er is nog geen hulp vastgelegd om het effect van te meten."),)
    dezelfde_dag = True
    weegt_mee = True
    baan = Baan.HULP
    kern = "signalen"

    datum: date = vraag("Wanneer hebt u gekeken?", aan_tafel=True)
    gezien: str = vraag(
        "Wat hebt u gezien of gehoord, en van wie?", min_length=10, aan_tafel=True, op_melding=OpMelding.FEIT
    )
    signalen: Signalen = vraag("Hoe staat het met de signalen?", aan_tafel=True, op_melding=OpMelding.HULP)
    resultaat: Opbrengst | None = vraag(
        "Afweging 5: leverde de hulp, binnen de afgesproken termijn, het nodige resultaat op?",
        help="Voor veiligheid, welzijn en herstel. Is de termijn om, dan kiest u ja, nee of twijfel.",
        when=("signalen", (Signalen.GESTOPT, Signalen.MINDER)),
        aan_tafel=True,
    )
    volgen: str | None = vraag(
        "Wat spreekt u af over het volgen van de veiligheid?",
        help="Wie kijkt, waarnaar, hoe vaak en hoe lang. Met deze afspraken sluit u de hulp af.",
        min_length=10,
        when=("resultaat", Opbrengst.JA),
        aan_tafel=True,
    )
    opnieuw_op: date | None = vraag(
        "Wanneer meet u het effect opnieuw?", future=True, when=("resultaat", Opbrengst.LOOPT), aan_tafel=True
    )


class Stand(Keuze):
    """How far Veilig Thuis is with a melding, by what it said last."""

    NIETS = "niets", "Nog niets besloten, of nog niets bekend"
    ONDERZOEK = "onderzoek", "Veilig Thuis doet zelf onderzoek"
    ANDEREN = "anderen", "Anderen gaan verder: het lokale team, of hulp die er al is"
    KLAAR = "klaar", "Veilig Thuis is klaar met de melding"


@dataclass(frozen=True)
class Terugkoppeling(Vastlegging):
    """What Veilig Thuis or another agency says about an investigation or help (R6)."""

    titel = "Bericht van een hulpinstantie"
    uitleg = "U legt vast wat Veilig Thuis of een andere instantie laat weten, over onderzoek of hulp."
    altijd = True
    weegt_mee = True
    baan = Baan.HULP

    datum: date = vraag("Wanneer kwam het bericht?", aan_tafel=True)
    instantie: str = regel("Van welke instantie, en van wie?", noemt=True, bron=True)
    over_melding: JaNee = vraag("Gaat het over uw melding bij Veilig Thuis?", aan_tafel=True)
    stand: Stand | None = vraag("Hoe staat het met de melding?", when=("over_melding", JaNee.JA), aan_tafel=True)
    opnieuw_op: date | None = vraag("Wanneer belt u weer?", future=True, when=("stand", Stand.NIETS), aan_tafel=True)
    inhoud: str = vraag("Wat liet de instantie weten?", min_length=5, aan_tafel=True)
    acties: str | None = vraag("Welke acties worden er in gang gezet, en door wie?", optional=True, aan_tafel=True)


class RedenSluiten(Keuze):
    VEILIG = "veilig", "De leerling is veilig en de hulp is afgerond"
    GEEN_VERMOEDEN = "geen_vermoeden", "Na de weging is er geen vermoeden"
    OVERGEDRAGEN = "overgedragen", "Er is gemeld, en Veilig Thuis of het lokale team is nu aan zet"
    ELDERS = "elders", "De leerling is naar een andere school"


@dataclass(frozen=True)
class Afsluiting(Vastlegging):
    """Closes the dossier, with its reason and a day to look again."""

    titel = "Dossier afsluiten"
    uitleg = (
        "Een melding alleen is nooit een reden om af te sluiten. Een nieuw signaal opent het dossier weer. "
        f"{bewaren.HET_DOSSIER.tekst}"
    )
    grondslag = (bewaren.HET_DOSSIER.bron, bewaren.VUISTREGEL.bron)
    baan = Baan.BESLUITEN

    reden: RedenSluiten = vraag("Waarom kan het dossier dicht?", aan_tafel=True)
    toelichting: str = vraag("Waaruit blijkt dat?", min_length=20, aan_tafel=True)
    blijven_volgen: str = vraag("Hoe blijft u de leerling volgen, en wie doet dat?", min_length=10, aan_tafel=True)
    nakijken_op: date | None = vraag(
        "Wanneer kijkt u nog een keer hoe het gaat?",
        help="Laat u dit leeg? Dan kijkt u na de termijn die de school heeft gekozen.",
        future=True,
        optional=True,
        aan_tafel=True,
    )
