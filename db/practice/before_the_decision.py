"""Cases in stap 1 to 4, and those without indication. Everybody in them is invented."""

from datetime import date

from db.practice import divorced, route, the_end
from db.practice.story import Case, Pupil, Story, places
from meldcode.lichaam.gebieden import GEBIEDEN
from meldcode.lichaam.plekken import Kleur, Maat, Plek, SoortLetsel
from meldcode.vastleggingen import (
    AdviesVeiligThuis,
    Afspraak,
    Afzien,
    Consultatie,
    GesprekLeerling,
    Inbreng,
    Leerlingbespreking,
    MedeHouder,
    Overleg,
    Signaal,
    UitkomstStap2,
    VeiligInformeren,
)
from meldcode.vragen.persoon import Persoon


def lars_zag_iets(s: Story) -> None:
    s.open(-1, by=s.people.lars)
    s.record(
        Signaal, -1, by=s.people.lars, bron="zelf", soort="gedrag", plaats="In de klas, na de pauze",
        waarneming=f"{s.kind} zat onder de tafel bij het opruimen en kwam er pas uit toen de klas weg was. "
        "Dit is de tweede keer deze week.",
        interpretatie="Het lijkt te veel te zijn op dit moment.",
        andere_verklaring="Er was die ochtend onrust door het brandalarm.",
    )  # fmt: skip


def verteld_aan_vera(s: Story) -> None:
    s.open(-5, by=s.people.vera, gezag="Ouders wonen apart; de kinderen zijn om de week bij vader.")
    s.record(
        Signaal, -5, by=s.people.vera, bron="leerling", soort="uitspraak", plaats="Spreekkamer van Vera",
        waarneming=f"{s.kind} zei: “Als het weer zo hard praten is thuis, ga ik met mijn broertje in de kast zitten.”",
        andere_verklaring="De ouders zijn bezig met een scheiding en dat is op school bekend.",
    )  # fmt: skip
    s.record(
        Overleg, -3, met="vertrouwenspersoon", gevoerd="ja", aanwezig="Vera Osei, Noor van Dalen",
        uitkomst="Vera blijft het vaste aanspreekpunt. Noor neemt het dossier over en praat met de leerkracht.",
    )  # fmt: skip


def op_de_agenda(s: Story) -> None:
    s.open(-6, by=s.people.lars, gezag="Moeder heeft het gezag. Oma woont bij het gezin in.")
    s.record(
        Signaal, -6, by=s.people.lars, bron="zelf", soort="lichamelijk", plaats="Bij gymnastiek",
        waarneming="Drie dagen achter elkaar dezelfde kleren, en dinsdag geen jas bij vier graden.",
        andere_verklaring="De wasmachine kan stuk zijn; dat is niet gevraagd.",
    )  # fmt: skip
    s.record(
        Signaal, -5, bron="van_anderen", van_wie="Femke Bos, gymnastiek", soort="ontwikkeling", plaats="Gymzaal",
        waarneming=f"Femke vertelt dat {s.kind} de laatste weken moe is en vaak op de bank blijft zitten.",
        andere_verklaring="Een griepje is niet uitgesloten.",
    )  # fmt: skip
    route.overleg(s, -4, vertrouwenspersoon=False)
    s.close(1, -2)
    s.record(
        Consultatie, -1, aanwezig="Noor van Dalen, Mirjam Vos (ib-er van de Waterlelie)",
        kwestie="Is dit iets voor een gesprek met moeder, of eerst voor het team?",
        uitkomst="Eerst in het team bespreken: misschien weet een collega meer van de thuissituatie.",
    )  # fmt: skip


def de_directie_vraagt(s: Story) -> None:
    s.open(-18)
    s.record(
        Signaal, -18, bron="zelf", soort="contact", plaats="Bij het hek, om kwart over drie",
        waarneming=f"{s.kind} werd voor de derde keer deze maand na half vier opgehaald, steeds door iemand anders.",
        andere_verklaring="Er is mogelijk een misverstand over de opvang.",
    )  # fmt: skip
    route.overleg(s, -17)
    s.close(1, -14)
    s.ask(-13, "Is er inmiddels een afspraak met de ouders gemaakt, of wacht dat op het team?")


def ouders_nog_niet(s: Story) -> None:
    s.open(-10, gezag="Beide ouders. Twee oudere zussen, van wie een al het huis uit is.")
    s.record(
        Signaal, -10, bron="leerling", soort="eer", plaats="In de gang, tijdens de lunch",
        waarneming=f"{s.kind} zei: “Mijn zus mocht ook niet meer terug na de vakantie. Misschien ik ook niet.”",
        andere_verklaring="Het kan gaan om een gewone verhuizing van de zus; dat weten we niet.",
    )  # fmt: skip
    route.stap_1(s, -8)
    route.besproken(s, -6, "Hoe gaan we om met een zorg die met eer te maken kan hebben?")
    s.record(
        AdviesVeiligThuis, -4, tijd="10:40", adviseur="Medewerker 27 van Veilig Thuis", anoniem="ja",
        kwestie="Kunnen wij de zorg met de ouders delen, en wat als de leerling niet terugkomt na de vakantie?",
        advies="Nog niet met de ouders praten. Eerst met de zus spreken, als zij dat wil, en dan opnieuw bellen.",
    )  # fmt: skip
    s.record(
        VeiligInformeren, -4, veilig="nee", redenen=["veiligheid"],
        motivering="Advies van Veilig Thuis: een gesprek met de ouders kan nu de veiligheid verkleinen.",
        opnieuw_op=0,
    )  # fmt: skip


def geen_indicatie(s: Story) -> None:
    s.open(-12, gezag="Vader en moeder, beiden met gezag.")
    s.record(
        Signaal, -12, bron="zelf", soort="lichamelijk", plaats="Tijdens het omkleden",
        waarneming="Twee blauwe plekken op het rechter scheenbeen en een op de knie.",
        letsel="ja", plekken=places(
            Plek(1, GEBIEDEN["scheen_rechts"], SoortLetsel.BLAUWE_PLEK, Maat.EURO, (Kleur.BLAUW,)),
            Plek(2, GEBIEDEN["scheen_rechts"], SoortLetsel.BLAUWE_PLEK, Maat.CENT, (Kleur.GROEN, Kleur.GEEL)),
            Plek(3, GEBIEDEN["knie_rechts"], SoortLetsel.BLAUWE_PLEK, Maat.TWEE_EURO, (Kleur.BLAUW, Kleur.PAARS),
                 woorden="Van het keepen"),
        ),
        andere_verklaring=f"{s.kind} zit sinds de zomer op voetbal.",
    )  # fmt: skip
    route.stap_1(s, -10)
    route.besproken(s, -8, "Past dit bij het voetballen, of is er reden om verder te vragen?")
    s.record(
        GesprekLeerling, -6, aanwezig=f"{s.kind} en Lars Brouwer",
        woorden="“Ik ben keeper! Kijk, deze was een redding.”",
        uitkomst="Lars komt zaterdag naar de wedstrijd kijken.", ouders_wisten="ja",
    )  # fmt: skip
    route.zorg_gedeeld(s, -5, "De ouders lachen en laten een filmpje van de training zien. De plekken kloppen daarmee.")
    s.record(
        UitkomstStap2, -1, uitkomst="geen_indicatie",
        motivering="De uitleg klopt met wat wij zagen, de trainer bevestigt haar, en er was verder geen enkel signaal.",
    )  # fmt: skip
    s.close(2, -1)


def vernietigd(s: Story) -> None:
    """The same course, some weeks earlier, and the directie has confirmed that it is destroyed."""
    earlier = Story(s.day(-20), s.people)
    geen_indicatie(earlier)
    s.passed = earlier.passed
    s.destroyed(-19)


def gesprek_komt_eraan(s: Story) -> None:
    s.open(-13, gezag="Moeder alleen. Een broertje van drie.")
    s.record(
        Signaal, -13, bron="zelf", soort="ontwikkeling", plaats="In de klas",
        waarneming=f"{s.kind} was in vier weken negen keer te laat en viel twee keer in slaap tijdens de les.",
        andere_verklaring="Het broertje slaapt slecht, zegt moeder.",
    )  # fmt: skip
    s.record(
        Signaal, -12, bron="leerling", soort="uitspraak", plaats="Op het plein",
        waarneming=f"{s.kind} zei: “Ik maak 's ochtends zelf het brood, ook voor Jip, want mama slaapt nog.”",
        andere_verklaring="Moeder werkt in de nachtdienst.",
    )  # fmt: skip
    route.stap_1(s, -11)
    route.stap_2(
        s, -7, kwestie="Wanneer is meehelpen thuis te veel voor een kind van deze leeftijd?",
        reactie="Moeder schrikt ervan. Zij wist niet dat het zo vaak te laat was.",
    )  # fmt: skip
    s.record(
        Inbreng, -3, waar="jeugdteam", grond="instemming", aanwezig="Moeder, Noor van Dalen, Priya Doerga (wijkteam)",
        uitkomst="Het wijkteam kijkt of er in de ochtend hulp kan komen.",
    )  # fmt: skip
    divorced.parents(s, -1)
    iris = s.people.iris
    s.record(MedeHouder, -1, samen="ja", wie=str(Persoon(iris.id, iris.role, iris.naam)))
    the_end.inzage_gevraagd(s, -1)


def afgezien(s: Story) -> None:
    s.open(-16, gezag="Vader. Over moeder is op school niets bekend.")
    s.record(
        Signaal, -16, bron="zelf", soort="gezin", plaats="Bij de deur van de klas",
        waarneming=f"Vader rook om half negen naar drank en sprak onduidelijk. {s.kind} hield zijn mouw vast.",
        andere_verklaring="Vader zei dat hij een feest had gehad.",
    )  # fmt: skip
    route.stap_1(s, -14)
    route.besproken(s, -12, "Vader is twee keer boos weggelopen. Hoe houden we contact?")
    route.afgesproken(s, -11, "Elke ochtend bij de deur staan als vader brengt", uiterlijk=3)
    s.record(
        VeiligInformeren, -9, veilig="nee", redenen=["uit_zicht"],
        motivering="Na het vorige gesprek meldde vader de leerling een week ziek. Hij sprak over een andere school.",
        opnieuw_op=4,
    )  # fmt: skip
    s.record(
        UitkomstStap2, -7, uitkomst="verder",
        motivering="Het is drie keer gezien, door twee collega's, en er is geen andere volwassene in beeld.",
    )  # fmt: skip
    s.close(2, -7)
    s.seen(-6)
    s.record(
        Afzien, -3, redenen=["uit_zicht"],
        motivering="Na een formeel gesprek verbreekt vader mogelijk het contact; dan ziet niemand de leerling.",
    )  # fmt: skip
    s.close(3, -2)
    the_end.gaat_van_school(s, -1, op=10)


def weging_te_laat(s: Story) -> None:
    s.open(-24, gezag="Beide ouders. Drie kinderen, van wie twee op deze school.")
    s.record(
        Signaal, -24, bron="zelf", soort="ouder", plaats="In de gang",
        waarneming=f"Moeder zei hard, waar anderen bij stonden: “Met jou is het altijd wat.” "
        f"{s.kind} keek naar de grond.",
        andere_verklaring="Moeder had zojuist een bekeuring gekregen, zei zij later.",
    )  # fmt: skip
    s.record(
        Signaal, -23, bron="document", document="Verslag van de logopedist, begin van deze maand", soort="ontwikkeling",
        plaats="Dossier van de logopedist",
        waarneming="De logopedist schrijft dat er nauwelijks nog wordt gesproken, ook niet in een-op-een.",
        andere_verklaring="Het gezin spreekt thuis twee talen.",
    )  # fmt: skip
    route.stap_1(s, -21)
    route.stap_2(
        s, -17, kwestie="Praat een kind minder door twee talen, of is er meer aan de hand?",
        reactie="Vader luistert. Moeder vindt dat school overdrijft.",
    )  # fmt: skip
    route.formeel_gesprek(s, -10, "Moeder: “Thuis merken we niets.” Vader zegt dat het de laatste tijd stiller is.")
    s.close(3, -8)


def besluit_vandaag(s: Story) -> None:
    s.open(-20, gezag="Pleegouders; de voogd is van een gecertificeerde instelling.")
    s.record(Signaal, -20, bron="hwc")
    s.record(
        Signaal, -19, bron="zelf", soort="getuige", plaats="In de kring",
        waarneming=f"{s.kind} tekende een huis met een politieauto en zei: “Die kwam bij ons toen de ruit stuk was.”",
        andere_verklaring="Er is in de buurt ingebroken; de hele klas praat erover.",
    )  # fmt: skip
    route.to_stap_4(
        s, -18, kwestie="Een bericht zonder inhoud en een tekening: wat is genoeg om door te gaan?",
        reactie="De pleegouders vertellen dat er bij het bezoek van vader ruzie was.",
        visie="De pleegouders zien onrust na elk bezoek, en willen dat de bezoeken anders worden geregeld.",
    )  # fmt: skip
    aard = "Ruzie bij het bezoek, twee keer, met een kapotte ruit."
    route.weging(s, -6, evaluatie=10, soorten=["getuige"], aard=aard)
    s.close(4, -5)
    s.seen(-4)


def besproken_zonder_uitkomst(s: Story) -> None:
    s.open(-8, gezag="Beide ouders; zij wonen apart.")
    s.record(
        Signaal, -8, bron="zelf", soort="contact", plaats="Op het plein",
        waarneming=f"{s.kind} speelt al twee weken met niemand en staat elke pauze bij de deur.",
        andere_verklaring="De beste vriend is naar een andere school gegaan.",
    )  # fmt: skip
    route.stap_1(s, -7)
    s.record(
        Consultatie, -5, aanwezig="Noor van Dalen, Mirjam Vos (ib-er van de Waterlelie)",
        kwestie="Is alleen staan op het plein een signaal?",
        uitkomst="Ja, samen met het andere. Bespreek het in het team.",
    )  # fmt: skip
    s.record(
        Leerlingbespreking, -4, gehouden="nee",
        waarom_niet="Het team komt pas over twee weken bij elkaar; Noor sprak de betrokken collega's een voor een.",
    )  # fmt: skip
    lars = s.people.lars
    s.record(
        Afspraak, -4, wat=f"Elke ochtend noteren hoe {s.kind} binnenkomt",
        wie=str(Persoon(lars.id, lars.role, lars.naam)), uiterlijk=2, besloten_in="Overleg van Noor en Lars",
    )  # fmt: skip


CASES = (
    Case(Pupil("Teun", "Teun Korenbloem", "6", date(2017, 2, 11)), lars_zag_iets, spread=8),
    Case(Pupil("Elif", "Elif Yıldırım-Vlinderhof", "7", date(2016, 5, 23)), verteld_aan_vera, spread=8),
    Case(Pupil("Jayden", "Jayden Pinas-Waterlelie", "5", date(2018, 1, 30)), op_de_agenda, spread=10),
    Case(Pupil("Lotte", "Lotte Korenbloem", "3", date(2020, 3, 4)), de_directie_vraagt),
    Case(Pupil("Hafsa", "Hafsa El Amrani-Zeegras", "8", date(2015, 9, 17)), ouders_nog_niet),
    Case(Pupil("Kacper", "Kacper Wiśniewski-Duinroos", "6", date(2016, 12, 2)), geen_indicatie),
    Case(Pupil("Mila", "Mila Zonderzorg", "4", date(2018, 10, 8)), vernietigd, spread=120),
    Case(Pupil("Shanaya", "Shanaya Kromosoeto-Klaproos", "5", date(2017, 11, 21)), gesprek_komt_eraan, spread=10),
    Case(Pupil("Bram", "Bram Wolkenveld", "2", date(2021, 4, 14)), afgezien),
    Case(
        Pupil(
            "Willemijn",
            "Willemijn Anna-Sophia van den Regenboogbrug-Oosterhuizen tot Windekind",
            "4",
            date(2018, 7, 1),
        ),
        weging_te_laat,
        spread=25,
    ),
    Case(Pupil("Ravi", "Ravi Ramkhelawan-Zonnedauw", "7", date(2016, 2, 28)), besluit_vandaag),
    Case(Pupil("Fenna", "Fenna Berkenbos", "3", date(2019, 12, 19)), besproken_zonder_uitkomst, spread=10),
)
