"""Which days are free, by their names: lines as they stand in calendars of Dutch schools, each judged by hand."""

from meldcode.termijnen.welke_vrij import Gelezen, Oordeel, gelezen
from tests.over import over

SURELY = (
    "Herfstvakantie",
    "Kerstvakantie 2026-2027",
    "Voorjaarsvakantie",
    "Meivakantie",
    "Zomervakantie",
    "Krokusvakantie – België en Reünie vrij",
    "Vakantie",
    "vakantieweek",
    "Studiedag",
    "Studiedag team",
    "STUDIEDAG (alle kinderen vrij)",
    "Studiedag (verplaatst van 14 december)",
    "Studiedagen",
    "Studie-tweedaagse team",
    "Studiedag 3",
    "Margedag",
    "Margeweek: alle kinderen lesvrij",
    "Margeweek, kinderen vrij",
    "Roostervrije dag",
    "Roostervrij",
    "Lesvrije dag",
    "lesvrije week",
    "Leerlingvrije dag (teamscholing)",
    "Leerlingen vrij",
    "Alle leerlingen zijn vrij",
    "Kinderen de hele dag vrij",
    "Personeelsuitje, alle kinderen vrij",
    "Vrije dag",
    "Vrije vrijdag na Hemelvaart",
    "Vrij",
    "Vrijdag vrij",
    "Carnaval",
    "Carnavalsvakantie",
    "Goede Vrijdag",
    "Pasen",
    "Eerste paasdag",
    "2e Paasdag",
    "Tweede Pinksterdag",
    "Pinksteren",
    "Hemelvaart",
    "Hemelvaartsdag en de vrijdag erna",
    "Hemelvaartweekend",
    "Koningsdag",
    "Bevrijdingsdag",
    "1e Kerstdag",
    "Kerst",
    "Nieuwjaarsdag",
    "Brugdag",
    "Compensatiedag",
    "School gesloten",
    "School dicht i.v.m. studiedag",
    "Geen school",
    "Geen les: studiedag",
    "Kinderen hoeven niet naar school",
    "Groep 1 t/m 8 vrij",
    "Alle groepen vrij",
    "ADV-dag",
    "Ouderavond gaat door, leerlingen vrij",
    "Meivak.",
    "Kerst vakantie",
    "Extra vrije dag",
    "Leerlingen vrij i.v.m. studiedag team",
    "Studiedag - lln vrij",
    "Maandag 18 januari vrij",
    "Vakantiedag",
    "Tweede kerstdag",
    "Paasmaandag",
    "Studiedag PO",
    "De school is gesloten",
    "Kinderen vrij (studiedag)",
    "Alle kinderen zijn deze dag vrij",
    "Geen lessen",
)

SURELY_NOT = (
    "1e schooldag na de kerstvakantie",
    "Eerste schooldag na de zomervakantie",
    "Laatste schooldag voor de voorjaarsvakantie",
    "Laatste schooldag",
    "Eerste schooldag klas 1-6, kinderen om 12 uur vrij",
    "Om 12.00 uur vrij: start kerstvakantie",
    "Kinderen om 12 uur vrij",
    "Alle kinderen vanaf 12:00 uur vrij",
    "Leerlingen 12.00u uit",
    "Vrije middag",
    "'s Middags vrij",
    "Studiemiddag: kinderen 's middags vrij",
    "Paasontbijt",
    "Paasontbijt en paasviering in de klas",
    "Paasviering",
    "Kerstviering",
    "Kerstdiner",
    "Kerstmarkt",
    "Kerstontbijt",
    "Carnavalsviering",
    "Carnavalsoptocht",
    "Carnaval op school: kinderen verkleed naar school",
    "Koningsspelen",
    "Vakantiebieb uitleg in groep 5",
    "Studiedag groep 1 t/m 4 (groep 5 t/m 8 wel naar school)",
    "Groep 5 t/m 8 wel naar school",
    "Start schooljaar",
    "Start schooljaar 2026-2027",
    "Begin nieuwe schooljaar",
    "School begint weer",
    "Einde schooljaar",
    "Ouderavond vrijdag",
    "Vrijdag 12 maart: schoolfotograaf",
    "Schoolfotograaf",
    "Sportdag",
    "Schoolreis groep 6",
    "Kamp groep 8",
    "Informatieavond",
    "Rapport mee",
    "Oudergesprekken",
    "Cito-toetsen groep 8",
    "Doorstroomtoets",
    "MR-vergadering",
    "Luizencontrole na de herfstvakantie",
    "Inloop na de vakantie",
    "Week voor de kerstvakantie",
    "Sinterklaas op school",
    "Kinderboekenweek",
    "Avondvierdaagse",
    "Musical groep 8",
    "Juf Anja jarig",
    "Nieuwjaarsreceptie 16.00 uur",
    "Hoofdluiscontrole",
    "Open dag",
    "Vrij zwemmen",
    "Vrijwilligerslunch",
    "Halve dag vrij",
    "Continurooster: eerder uit",
    "BSO vakantieopvang",
    "Vakantierooster bibliotheek",
    "Bevrijdingsdag: gewoon naar school",
    "Goede Vrijdag, wel school",
    "1e schoolweek",
    "Opening schooljaar",
    "Weer naar school",
    "Eerste dag na de vakantie",
    "Laatste dag voor de kerstvakantie",
    "Kleuters 's middags vrij",
    "Groep 1 en 2 om 12.00 uur vrij",
    "Voorstelling groep 7",
    "Schoolkamp",
    "Schoolreisje onderbouw",
    "Meester Jan jarig",
    "Verkeersexamen",
    "Dag van de leerkracht",
    "Studieochtend team",
    "Vrijmarkt",
    "Pietengym",
)

DOUBTFUL = (
    "Onderbouw vrij",
    "Groep 1 en 2 vrij",
    "Groepen 1 t/m 4 vrij",
    "Studiedag onderbouw",
    "Kleuters vrij",
    "Herfstvakantie regio Noord",
    "Zomervakantie (Midden)",
    "Studiedag onder voorbehoud",
    "Studiedag vervalt",
    "Studiedag en ouderavond",
    "Start kerstvakantie",
    "Laatste dag kerstvakantie",
    "Studiedag 8.30-15.00 uur",
    "Juf Anja vrij",
    "Anja vrij",
    "Suikerfeest",
    "Offerfeest",
    "Staking onderwijs",
    "Teamdag",
    "Leids Ontzet",
    "Geen studiedag",
    "Studiedag verplaatst naar 18 januari",
    "Verlof aanvragen zomervakantie",
    "Vrijdag voor de meivakantie vrij",
    "Zomervakantie BSO",
    "Jaarsluiting",
    "Kinderen vrij van gym",
    "Herfstvakantie zuid",
    "Vakantie VO",
    "Goede Vrijdag (onder voorbehoud)",
    "Projectweek en studiedag",
    "Bovenbouw lesvrij",
    "Klas 1 en 2 vrij",
    "Hitte vrij",
    "Dag met een onbekende naam",
)


@over("naam", SURELY)
def test_a_day_that_is_called_free_is_free(naam: str) -> None:
    assert gelezen(naam).oordeel is Oordeel.VRIJ


@over("naam", SURELY_NOT)
def test_a_day_with_school_is_not_free_whatever_word_is_in_its_name(naam: str) -> None:
    assert gelezen(naam).oordeel is Oordeel.NIET


@over("naam", DOUBTFUL)
def test_what_does_not_say_it_of_all_children_is_asked(naam: str) -> None:
    assert gelezen(naam).oordeel is Oordeel.TWIJFEL


def test_the_table_is_long_and_has_each_line_once() -> None:
    lines = [*SURELY, *SURELY_NOT, *DOUBTFUL]
    assert len(lines) == len(set(lines)) >= 160


@over(
    ("naam", "groepen"),
    [
        ("Groepen 1 t/m 4 vrij", ("1", "2", "3", "4")),
        ("Groep 1 en 2 vrij", ("1", "2")),
        ("Groep 6b lesvrij", ("6b",)),
        ("Groep 3/4 vrij", ("3", "4")),
        ("Onderbouw vrij", ()),
        ("Kleuters vrij", ()),
        ("Studiedag (groep 5 t/m 8)", ("5", "6", "7", "8")),
    ],
)
def test_days_for_a_part_of_the_groups_are_asked_with_those_groups(naam: str, groepen: tuple[str, ...]) -> None:
    assert gelezen(naam) == Gelezen(Oordeel.TWIJFEL, True, groepen)


def test_the_groups_that_do_go_to_school_are_not_taken_for_those_that_do_not() -> None:
    said = "Studiedag groep 1 t/m 4 (groep 5 t/m 8 wel naar school)"
    assert gelezen(said) == Gelezen(Oordeel.NIET, True, ("1", "2", "3", "4"))
    assert gelezen("Groep 5 t/m 8 wel naar school").groepen == ()


def test_what_all_groups_have_is_no_part() -> None:
    assert not gelezen("Groep 1 t/m 8 vrij").deels and not gelezen("Alle groepen vrij").deels
    assert not gelezen("Cito-toetsen groep 8").deels, "of who is at school nobody is asked which groups are free"
