"""A text to be told about a pupil without saying who it is: who is known is replaced, who is not is decided on."""

from datetime import date

from meldcode.namen.onherkenbaar import Bekend, doubtful, lower_case, onherkenbaar, told
from tests.over import over

ON = date(2026, 11, 20)
WHO = (
    Bekend("de leerling", "Roos de Wit", ("Muis",), is_gezin=True),
    Bekend("ouder 1", "Anna de Wit", is_gezin=True),
    Bekend("ouder 2", "mevr. Fatıma Yıldırım-El Idrissi", is_gezin=True),
    Bekend("broer of zus 1", "Łukasz de Wit", is_gezin=True),
    Bekend("een collega", "Dick Jansen"),
    Bekend("een collega", "Ali van den Berg"),
    Bekend("de buurman", "علي"),
    Bekend("de school", "Basisschool Roos de Wit", is_school=True),
    Bekend("de school", "OBS De Merel", is_school=True),
)

# A text, and what is told of it when nobody decided anything: by hand.
TOLD = [
    ("Roos' jas was nat. Roosje zei: “Papa slaat.”", "De leerling’s jas was nat. De leerling zei: “Papa slaat.”"),
    ("muis huilde, Muisje ook; MUIS!", "De leerling huilde, de leerling ook; de leerling!"),
    ("een roos in de klas, wit brood", "een roos in de klas, wit brood"),
    ("Zij zag Anna's auto en Ali’s fiets, en Lukasz.",
     "Zij zag ouder 1’s auto en een collega’s fiets, en broer of zus 1."),
    ("Dickie, jansen en D. Jansen", "Een collega, een collega en een collega"),
    ("Yildirim, El-Idrissi en fatimaatje", "Ouder 2, ouder 2 en ouder 2"),
    ("Toen zei R. dat RdW en DJ en R.W. kwamen",
     "Toen zei de leerling dat de leerling en een collega en de leerling kwamen"),
    ("De familie de Wit, en Anna de Wit", "De familie iemand uit het gezin, en ouder 1"),
    ("Op Basisschool Roos de Wit, op De Merel en de merel zingt", "Op de school, op de school en de merel zingt"),
    ("Daar belde Grietje Storm de Wit", "Daar belde […] […] iemand uit het gezin"),
    ("Daar zag علي hem", "Daar zag de buurman hem"),
    ("Het was op wo 11 november. En op 12-11-2026 weer.", "Het was vorige week. En vorige week weer."),
    ("sinds maart 2024, in oktober 2026 en in 2025", "sinds langer dan een jaar geleden, in oktober en vorig jaar"),
    ("Zij is geboren op 14-3-2018, 2018-03-14",
     "Zij is geboren langer dan een jaar geleden, langer dan een jaar geleden"),
    ("Hij is 7 jaar en al 3 jaar geleden verhuisd", "Hij is van 7 tot en met 9 jaar en al 3 jaar geleden verhuisd"),
    ("haar 4-jarige broertje (12), zeven jaar oud",
     "haar (van 4 tot en met 6 jaar) broertje (van 10 tot en met 12 jaar), van 7 tot en met 9 jaar"),
    ("in groep 3/4b of groep 6", "in een groep of een groep"),
    ("woont Dorpsstraat 12, 1234 AB, 06-1234 5678, a.b@c.nl", "woont […], […], […], […]"),
    ("Zag je 3 koekjes om 10.30 uur, 2 keer?", "Zag je 3 koekjes om 10.30 uur, 2 keer?"),
    ("Mama sloeg. Hij wil niet. Het was stil", "Mama sloeg. Hij wil niet. Het was stil"),
    ("31 februari kwam Els", "[…] kwam […]"),
    ("", ""),
]  # fmt: skip


@over(("text", "said"), TOLD)
def test_who_is_known_is_said_by_role_and_when_and_how_old_about(text: str, said: str) -> None:
    assert told(onherkenbaar(text, WHO, ON, ON), ()) == said


# A text, and which words somebody must decide on.
DOUBTFUL = [
    ("Mohamed sloeg. Gisteren zag Els hem met Els in Assen.", ["Mohamed", "Els", "Assen"]),
    ("Rooz zei het, en X belde VT", ["Rooz", "X"]),
    ("Zij spreken Tigrinya, McDonald’s was dicht, 李 kwam", ["Tigrinya", "McDonald’s", "李"]),
    ("al 3 jaar, 3/11 of 1-2", ["3 jaar", "3/11", "1-2"]),
    ("De jas. Hij is nat. U zag het, ik ook", []),
    ("Gezien bij S. Bakker", ["S", "Bakker"]),
    ("Roos kwam", []),
]


@over(("text", "words"), DOUBTFUL)
def test_what_may_be_a_name_of_somebody_unknown_is_asked(text: str, words: list[str]) -> None:
    assert doubtful(onherkenbaar(text, WHO, ON, ON)) == words


def test_what_is_decided_holds_for_each_time_that_a_word_stands_there() -> None:
    stukken = onherkenbaar("Els zag Els in Assen", WHO, ON, ON)
    assert told(stukken, {"Els"}) == "Els zag Els in […]"


def test_a_word_that_stands_elsewhere_in_lower_case_is_not_asked_about_where_a_sentence_begins() -> None:
    text, known = "Regenlaarzen had hij niet. In Regenlaarzen.", lower_case("Zijn regenlaarzen lekten, zei Assen")
    assert doubtful(onherkenbaar(text, WHO, ON, ON, known)) == ["Regenlaarzen"]
    assert doubtful(onherkenbaar("Assen was dicht", WHO, ON, ON, known)) == ["Assen"]


def test_days_are_told_as_of_the_day_of_the_call_and_meant_as_of_the_day_of_writing() -> None:
    later = date(2027, 1, 15)
    assert (
        told(onherkenbaar("Toen, op 28 december", WHO, date(2026, 1, 5), later), ())
        == "Toen, langer dan een jaar geleden"
    )
    assert (
        told(onherkenbaar("Toen, op 28 december", WHO, date(2027, 1, 5), later), ()) == "Toen, ongeveer 2 weken geleden"
    )
