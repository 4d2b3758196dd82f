"""Cases at their end: closed dossiers about pupils who left, and what the end asks of others. All of it is invented."""

from datetime import date, timedelta

from db.practice import route
from db.practice.story import Case, Pupil, Story
from meldcode.gezag import mensen
from meldcode.vastleggingen import (
    Afsluiting,
    Besluit,
    Bewaarstop,
    Nazorg,
    OudersGeinformeerd,
    Overdracht,
    OverdrachtOntvangen,
    Signaal,
    Vertrek,
    Verzoek,
    WarmeOverdracht,
)
from meldcode.vastleggingen.mensen.betrokkene import Rol
from meldcode.vragen.datum import short, years_after
from meldcode.vragen.persoon import Persoon

_LONG_AGO = -560
"""School days: rather more than the two years for which a dossier is kept after the pupil left."""


def inzage_gevraagd(s: Story, day: int) -> None:
    """The parent whose address is known asks to see the dossier; where the other is stays secret."""
    vader = next(each for each in mensen(s.dossier.standing, Rol.OUDER) if not each.is_geheim)
    s.record(
        Verzoek, day, wat="inzage", waarover="Ik wil alles zien wat school over mijn kind heeft opgeschreven.",
        hoedanigheid="gezag", voor=[vader.keuze.value], namens="nee", identiteit="bekend",
    )  # fmt: skip


def bij_iris_geweest(s: Story, day: int) -> None:
    """Iris had the case for some days and gave it back; Noor has not signed for it yet."""
    noor, iris = (Persoon(each.id, each.role, each.naam) for each in (s.people.noor, s.people.iris))
    s.record(Overdracht, day - 8, van=str(noor), naar=str(iris), reden="afwezig")
    s.record(
        OverdrachtOntvangen, day - 7, by=s.people.iris, overdracht=str(s.dossier.of(Overdracht)[-1].nummer),
        besproken="ja",
    )  # fmt: skip
    s.record(
        Overdracht, day, by=s.people.iris, van=str(iris), naar=str(noor), reden="verdeling",
        zeggen="De gezinscoach belt liever niet op vrijdag. Vraag Lars eerst hoe de ochtenden gaan.",
    )  # fmt: skip


def gaat_van_school(s: Story, day: int, *, op: int) -> None:
    """The pupil will leave; who tells the other school what is still to be decided."""
    s.record(
        Vertrek, day, weg="nee", op=op, hoe="aangekondigd", naar="Basisschool De Verzonnen Vlieger", ieder="ja",
    )  # fmt: skip


def klacht(s: Story, day: int) -> None:
    """Somebody complained: the dossier stays, whatever its term."""
    s.record(
        Bewaarstop, day, waarom="klacht", wie="De klachtencommissie, brief met kenmerk K-31", sinds=day,
        bekijken_op=60, toelichting="De commissie hoort school en ouders nog. Bekijk dit na haar uitspraak.",
    )  # fmt: skip


def _closed(s: Story, left: date) -> None:
    """Weighed and found to be no suspicion; the pupil left on this day, and since then nothing waits."""
    s.open(-40, gezag="Beide ouders.")
    s.record(
        Signaal, -40, bron="zelf", soort="gedrag", plaats="In de klas, na de pauze",
        waarneming=f"{s.kind} huilde drie dagen achter elkaar na de pauze en wilde niet zeggen waarom.",
        andere_verklaring="De hond van het gezin was ziek; dat bleek later.",
    )  # fmt: skip
    route.to_stap_4(
        s, -38, kwestie="Is dit verdriet, of is er thuis iets aan de hand?",
        reactie="De ouders vertellen van de hond, en zijn blij dat school het vroeg.",
        visie="De ouders zagen hetzelfde en hebben er thuis over gepraat.",
    )  # fmt: skip
    route.weging(
        s, -26, evaluatie=20, vermoeden="nee", soorten=["onbekend"], ernst="licht", patroon="afnemend",
        aard="Verdriet om een ziek huisdier; iets anders is niet gezien.",
        toelichting="De uitleg van de ouders klopt met wat de leerling zei, en het huilen is gestopt.",
    )  # fmt: skip
    s.close(4, -25)
    s.seen(-24)
    s.record(
        Besluit, -23, melden="nee", melden_waarom="Er is geen vermoeden, en er is niets gezien dat op gevaar wijst.",
        helpen="nee", helpen_waarom="De ouders hebben geen hulp nodig; zij lossen het zelf op, en dat is te zien.",
    )  # fmt: skip
    s.record(
        OudersGeinformeerd, -22, waarover="geen", geinformeerd="ja", wijze="gesprek",
        reactie="Zij zijn opgelucht, en vinden het goed dat school zo oplet.",
    )  # fmt: skip
    s.close(5, -22)
    s.seen(-21)
    s.record(
        Afsluiting, -20, reden="geen_vermoeden", toelichting="Na de weging is er geen vermoeden, en het huilen stopte.",
        blijven_volgen="Lars kijkt nog een maand mee, en zegt het Noor als het terugkomt.",
    )  # fmt: skip
    s.record(
        Vertrek, -8, weg="nee", op=short(left), hoe="aangekondigd", naar="Middelbare school De Verzonnen Vloed",
        ieder="ja",
    )  # fmt: skip
    s.record(
        WarmeOverdracht, -7, grond="niets", besluit_van="Dick Hofstra, directeur",
        waarom_niets="Er is geen vermoeden. De andere school hoeft hier niets van te weten.",
    )  # fmt: skip
    s.record(Nazorg, -5, gezien="Lars zag de hele maand een vrolijke leerling.", verder="nee")


def _closed_long_ago(s: Story, days: int) -> None:
    """The same long ago: kept until so many days after today."""
    left = years_after(s.today, -2) + timedelta(days=days)
    earlier = Story(s.day(_LONG_AGO), s.people)
    _closed(earlier, left)
    s.passed = earlier.passed


def bewaartermijn_om(s: Story) -> None:
    _closed_long_ago(s, -12)


def bewaartermijn_bijna_om(s: Story) -> None:
    _closed_long_ago(s, 10)


def pas_van_school(s: Story) -> None:
    _closed(s, s.day(-2))


CASES = (
    Case(Pupil("Jonas", "Jonas Vlierbes", "8", date(2012, 4, 17)), bewaartermijn_om, spread=120),
    Case(Pupil("Selin", "Selin Akkerbloem", "8", date(2012, 6, 3)), bewaartermijn_bijna_om, spread=5),
    Case(Pupil("Thijmen", "Thijmen Lisdodde", "8", date(2014, 2, 9)), pas_van_school, spread=200),
)
