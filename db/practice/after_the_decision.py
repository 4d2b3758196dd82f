"""Cases in stap 5 and after it, acute danger among them. Everybody in them is invented."""

from datetime import date

from db.practice import route, the_end
from db.practice.story import Case, Pupil, Story, places
from meldcode.lichaam.gebieden import GEBIEDEN
from meldcode.lichaam.plekken import Kleur, Maat, Plek, SoortLetsel
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    OudersGeinformeerd,
    Signaal,
    Terugkoppeling,
    VeiligInformeren,
)
from meldcode.vastleggingen.acuut import GebeldMet


def _hulp_volstaat(s: Story, day: int) -> None:
    s.record(
        Besluit, day, melden="nee",
        melden_waarom="De ouders aanvaarden hulp en houden zich eraan; met toezicht is dat genoeg bescherming.",
        helpen="ja", helpen_waarom="Het wijkteam heeft plaats en het gezin kent de medewerker al.",
    )  # fmt: skip


def _hulp(s: Story, day: int, *, effect_op: int) -> None:
    s.record(
        Hulp, day, doel=f"{s.kind} is op tijd op school, heeft gegeten en heeft na schooltijd toezicht.",
        wie="Priya Doerga, gezinscoach van het wijkteam", casemanager="Noor van Dalen", tot=effect_op + 40,
        maatstaf="Vier weken achter elkaar op tijd, en Lars ziet dat de ochtenden rustig beginnen.",
        terugval="Dan ligt de melding dezelfde dag weer op tafel.", effect_op=effect_op,
    )  # fmt: skip


def _ouders_weten_het(s: Story, day: int, waarover: str) -> None:
    s.record(
        OudersGeinformeerd, day, waarover=waarover, geinformeerd="ja", wijze="gesprek",
        reactie="Zij hadden het verwacht en willen meewerken. Moeder vroeg om een vast telefoonnummer.",
    )  # fmt: skip


def _melding(s: Story, day: int, kenmerk: str) -> None:
    s.record(
        Melding, day, aan="Veilig Thuis, afdeling meldingen, medewerker 12", wijze="beide", kenmerk=kenmerk,
        inhoud="De waarnemingen uit stap 1, met dag en plaats; wat wij zelf zagen en wat wij van anderen hoorden.",
        naam_bekend="ja", school_doet=f"Lars begint elke dag met {s.kind}. Noor belt moeder elke donderdag.",
        terugkoppeling="Binnen vijf werkdagen hoort Noor van medewerker 12 of de melding is opgepakt.",
        bereikbaar="Noor van Dalen, maandag tot en met donderdag tot vijf uur. Op vrijdag Iris.",
        besproken="Met Veilig Thuis en met de leerkracht. Veilig Thuis belt ons terug over wat zij doen.",
    )  # fmt: skip


def _vermoeden(s: Story, day: int) -> None:
    """The beginning shared by the cases with help."""
    s.open(day, gezag="Beide ouders. Een zusje in groep 1.")
    s.record(
        Signaal, day, bron="zelf", soort="verwaarlozing", plaats="In de klas",
        waarneming=f"{s.kind} had deze week drie keer geen brood mee en vroeg anderen om eten.",
        andere_verklaring="Het kan vergeten zijn: de ouders werken allebei in ploegen.",
    )  # fmt: skip
    s.record(
        Signaal, day + 1, bron="leerling", soort="uitspraak", plaats="Bij de jassen",
        waarneming=f"{s.kind} zei: “Ik heb de sleutel. Er is niemand tot het journaal.”",
        andere_verklaring="Een buurvrouw past soms op, zei moeder eerder.",
    )  # fmt: skip
    route.to_stap_4(
        s, day + 2, kwestie="Wat is er nodig om thuis weer toezicht te hebben na schooltijd?",
        reactie="De ouders zeggen dat het niet lukt met de ploegen, en dat zij zich schamen.",
        visie="Vader: “Wij willen het goed doen.” Moeder vraagt wie er kan helpen met de middagen.",
        advies="Er is nu geen gevaar. Deel de zorg met de ouders op school, en bel weer als het niet beter gaat.",
    )  # fmt: skip


def _met_hulp(s: Story, day: int, *, effect_op: int) -> None:
    """The whole route up to help being arranged, every message confirmed. Takes nineteen school days."""
    _vermoeden(s, day)
    route.weging(s, day + 14, evaluatie=effect_op)
    s.close(4, day + 15)
    s.seen(day + 16)
    _hulp_volstaat(s, day + 17)
    _hulp(s, day + 17, effect_op=effect_op)
    _ouders_weten_het(s, day + 18, "5a")
    s.close(5, day + 18)
    s.seen(day + 19)


def effect_te_laat(s: Story) -> None:
    _met_hulp(s, -42, effect_op=-3)


def effect_straks(s: Story) -> None:
    _met_hulp(s, -45, effect_op=-11)
    s.record(
        Effectmeting, -11, gezien="Twee weken op tijd. De gezinscoach is vier keer geweest; Lars ziet meer rust.",
        signalen="minder", resultaat="loopt", opnieuw_op=9,
    )  # fmt: skip
    the_end.bij_iris_geweest(s, -2)


def signalen_terug(s: Story) -> None:
    _met_hulp(s, -50, effect_op=-15)
    s.record(
        Effectmeting, -15, gezien="Het ging drie weken beter, volgens Lars en volgens de gezinscoach.",
        signalen="minder", resultaat="loopt", opnieuw_op=-1,
    )  # fmt: skip
    s.record(
        Effectmeting, -1, gezien=f"{s.kind} kwam maandag en dinsdag zonder eten, en was gisteren tot zeven uur alleen.",
        signalen="opnieuw",
    )  # fmt: skip


def wacht_op_veilig_thuis(s: Story) -> None:
    s.open(-27, gezag="Moeder heeft het gezag; haar vriend woont sinds een jaar bij het gezin.")
    s.record(
        Signaal, -27, bron="leerling", soort="uitspraak", plaats="Bij Vera",
        waarneming=f"{s.kind} zei: “Ik moet dan op de trap zitten tot hij weg is.”",
        andere_verklaring="Het kan een strafplek zijn zoals andere kinderen die ook kennen.",
    )  # fmt: skip
    s.record(
        Signaal, -25, bron="zelf", soort="lichamelijk", plaats="In de klas",
        waarneming="Een rode streep van vier centimeter op de linker onderarm. Gevraagd: “Van de trap.”",
        letsel="ja", plekken=places(
            Plek(1, GEBIEDEN["onderarm_links"], SoortLetsel.STRIEM, Maat.GROTER, (Kleur.ROOD,), "4", "Van de trap.")
        ),
        andere_verklaring="Een schaafwond van het klimrek ziet er ook zo uit.",
    )  # fmt: skip
    route.to_stap_4(
        s, -24, kwestie="Twee verhalen die niet bij elkaar passen: wat is verstandig?",
        reactie="Moeder huilt en zegt dat het haar boven het hoofd groeit.",
        visie="Moeder zegt dat het thuis soms hard gaat. Haar vriend wil niet komen.",
    )  # fmt: skip
    route.weging(
        s, -10, evaluatie=5, soorten=["psychisch", "lichamelijk"], ernst="ernstig", onveilig="ja",
        aard="Langdurig op de trap moeten zitten, en een streep op de arm waarvoor twee verklaringen zijn.",
        toelichting="Er is geen zicht op de vriend van moeder, en moeder kan hem niet tegenhouden.",
    )  # fmt: skip
    s.close(4, -8)
    s.seen(-7)
    s.record(
        Besluit, -4, melden="ja",
        melden_waarom="De leerling is thuis niet voldoende te beschermen zolang niemand zicht heeft op de vriend.",
        helpen="nee", helpen_waarom="Hulp door school kan pas als Veilig Thuis met het gezin heeft gesproken.",
        afwijking="Veilig Thuis vroeg ons met hulp te wachten tot na hun eerste gesprek.",
    )  # fmt: skip
    _melding(s, -3, "VT-2047")
    route.ouders_later(s, -3, "5b", 3)
    s.close(5, -2)


def hulp_en_melding(s: Story) -> None:
    _vermoeden(s, -38)
    route.weging(
        s, -24, evaluatie=3, onveilig="twijfel", aanvaard="twijfel",
        toelichting="Vader wil hulp, moeder nog niet. Wij weten niet hoe vaak de kinderen 's avonds alleen zijn.",
    )  # fmt: skip
    s.close(4, -23)
    s.seen(-22)
    s.record(
        Besluit, -21, melden="ja",
        melden_waarom="Bij twijfel over de veiligheid melden wij; Veilig Thuis kan zien wat wij niet kunnen zien.",
        helpen="ja", helpen_waarom="Vader heeft zelf om een gezinscoach gevraagd.",
    )  # fmt: skip
    _melding(s, -21, "VT-1988")
    _hulp(s, -20, effect_op=8)
    _ouders_weten_het(s, -20, "beide")
    s.close(5, -20)
    s.seen(-19)
    s.record(
        Terugkoppeling, -14, over_melding="ja", stand="anderen", instantie="Veilig Thuis, medewerker 12",
        inhoud="De melding is onderzocht en overgedragen aan het wijkteam, met afspraken over de avonden.",
        acties="De gezinscoach komt twee avonden per week; de buurvrouw is gevraagd als achterwacht.",
    )  # fmt: skip


def _gevaar(s: Story, day: int, reden: str, afgesproken: str) -> None:
    s.record(
        AcuutGevaar, day, tijd="14:35", reden=reden, gebeld=[each.value for each in GebeldMet], afgesproken=afgesproken,
    )  # fmt: skip


def acuut_gevaar_vandaag(s: Story) -> None:
    s.open(-2, by=s.people.lars, gezag="Moeder. Vader mag volgens de rechter geen contact hebben.")
    s.record(
        Signaal, -2, by=s.people.lars, bron="zelf", soort="gezin", plaats="Bij het hek",
        waarneming=f"Vader stond aan de overkant te wachten. {s.kind} wilde niet naar buiten.",
        andere_verklaring="Misschien was er een afspraak waarvan wij niets weten.",
    )  # fmt: skip
    _gevaar(
        s, 0, f"Vader staat binnen, wil {s.kind} meenemen en weigert weg te gaan. Moeder is onderweg.",
        "De politie komt. De leerling blijft bij Noor tot moeder er is. Veilig Thuis belt om vier uur.",
    )  # fmt: skip
    _melding(s, 0, "volgt")


def overgeslagen_stappen(s: Story) -> None:
    s.open(-7, gezag="Moeder en stiefvader.")
    s.record(
        Signaal, -7, bron="leerling", soort="uitspraak", plaats="In de klas, om kwart over twee",
        waarneming=f"{s.kind} zei: “Ik durf niet naar huis. Hij zei dat hij wacht met de riem.”",
        andere_verklaring="Geen andere verklaring bekend; er is niet doorgevraagd.",
    )  # fmt: skip
    _gevaar(
        s, -7, f"{s.kind} is bang om naar huis te gaan en noemt een riem. Moeder neemt de telefoon niet op.",
        "Veilig Thuis neemt het over; de leerling gaat met de crisisdienst naar een tante.",
    )  # fmt: skip
    _melding(s, -7, "VT-2101")
    s.record(
        VeiligInformeren, -6, veilig="ja",
        motivering="Veilig Thuis heeft de ouders gisteren gesproken en vraagt ons dat ook te doen.",
    )  # fmt: skip
    _ouders_weten_het(s, -6, "5b")
    s.close(5, -6)
    s.seen(-5)
    s.record(
        Terugkoppeling, -3, over_melding="ja", stand="onderzoek", instantie="Veilig Thuis, medewerker 12",
        inhoud="De leerling blijft voorlopig bij de tante. Er is een veiligheidsplan; school krijgt maandag een kopie.",
    )  # fmt: skip


def gesloten(s: Story) -> None:
    _met_hulp(s, -95, effect_op=-50)
    s.record(
        Effectmeting, -50, gezien="Acht weken op tijd en met brood. De gezinscoach en de ouders zien hetzelfde.",
        signalen="gestopt", resultaat="ja",
        volgen="Lars kijkt elke week hoe het gaat en zegt het Noor. De gezinscoach belt over een maand.",
    )  # fmt: skip
    s.record(
        Afsluiting, -45, reden="veilig", toelichting="Acht weken zonder nieuw signaal; de hulp is in overleg afgerond.",
        blijven_volgen="Lars bespreekt het elke maand met Noor. De ouders weten bij wie zij terechtkunnen.",
    )  # fmt: skip
    the_end.klacht(s, -6)


CASES = (
    Case(Pupil("Daan", "Daan Klaproos", "6", date(2016, 11, 5)), effect_te_laat, spread=30),
    Case(Pupil("Zofia", "Zofia Nowak-Korenveld", "5", date(2017, 10, 12)), effect_straks, spread=15),
    Case(Pupil("Oğuz", "Oğuz Çelik-Zonnedauw", "4", date(2019, 1, 9)), signalen_terug, spread=3),
    Case(Pupil("Yara", "Yara Benali-Berkenbos", "8", date(2015, 10, 27)), wacht_op_veilig_thuis, spread=8),
    Case(Pupil("Noah", "Noah Duinvogel", "7", date(2016, 8, 16)), hulp_en_melding, spread=15),
    Case(Pupil("Aaliyah", "Aaliyah Bouzid-Wolkenveld", "6", date(2017, 3, 3)), acuut_gevaar_vandaag, spread=2),
    Case(Pupil("Sem", "Sem Zandverhaal", "5", date(2018, 2, 20)), overgeslagen_stappen, spread=6),
    Case(Pupil("Emir", "Emir Demir-Vlinderhof", "8", date(2015, 12, 13)), gesloten, spread=250),
)
