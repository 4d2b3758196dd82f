"""A day is chosen with one press or typed in any way, as is a time, and the page says at once what it understood."""

from db.dossiers import concepten
from meldcode.vastleggingen import AdviesVeiligThuis, Hulp, Opening, Signaal
from tests.answers import answers
from tests.builders import after_stap, decided, opened
from tests.cast import NOOR
from tests.pages.person import Kind, Person
from tests.pages.reading import plain
from tests.pages.school import School
from ui.forms.state import FormState


def offered(person: Person, kind: Kind, vraag: str) -> list[str]:
    """The words on the buttons beside the field of this vraag."""
    begin = person.key(kind, f"{vraag}/kies/")
    return [each.label.split(" :gray")[0] for each in person.app.button if str(each.key).startswith(begin)]


def chooses_day(person: Person, kind: Kind, vraag: str, number: int) -> None:
    person.app.button(FormState(person.key(kind, "").removesuffix("/")).offered(vraag, number)).click()
    person.refreshes()


def understood(person: Person, kind: Kind, vraag: str) -> str:
    """The line below the field."""
    nodes = list(person.app.main)
    at = next(n for n, each in enumerate(nodes) if getattr(each, "key", None) == person.key(kind, vraag))
    return next(plain(str(getattr(each, "value", ""))) for each in nodes[at:] if each.type == "caption")


def test_what_happened_was_today_or_yesterday_with_one_press(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    assert offered(noor, Signaal, "datum") == ["Vandaag", "Gisteren"]
    chooses_day(noor, Signaal, "datum", 1)
    assert noor.typed(Signaal, "datum") == "08-11-2026"
    assert understood(noor, Signaal, "datum") == "zo 8 november 2026"
    assert school.concept(NOOR, noor.dossier, Signaal)["datum"] == "08-11-2026"
    chooses_day(noor, Signaal, "datum", 0)
    assert noor.typed(Signaal, "datum") == "09-11-2026", "the other one, with one press more"


def test_what_is_ahead_is_some_weeks_away_with_one_press(school: School, noor: Person) -> None:
    noor.opens("stap_5_beslissen.py", school.keeps(decided("5a")))
    noor.chooses(Hulp)
    assert offered(noor, Hulp, "tot") == ["over 1 week", "over 2 weken", "over 6 weken"]
    chooses_day(noor, Hulp, "tot", 2)
    assert noor.typed(Hulp, "tot") == "21-12-2026"


def test_of_a_birth_date_as_much_is_typed_as_is_known_and_nothing_is_one_press(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    noor.answers(Opening, {"medewerker": "nee", "collega": "nee"})
    assert offered(noor, Opening, "geboren") == ["Onbekend"]
    for typed, said in (
        ("", "Dag-maand-jaar, of wat u ervan weet."),
        ("3-5-2017", "Geboren op wo 3 mei 2017"),
        ("mei 2017", "Geboren in mei 2017"),
        ("2017", "Geboren in 2017"),
        ("2027", "Geboren in 2027. Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."),
    ):
        noor.answers(Opening, {"geboren": typed})
        assert understood(noor, Opening, "geboren").strip() == said, typed
    chooses_day(noor, Opening, "geboren", 0)
    assert noor.typed(Opening, "geboren") == "onbekend"
    assert understood(noor, Opening, "geboren") == "Geboortedatum onbekend"


def test_the_page_says_which_day_it_understood_or_why_it_did_not(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    for typed, said in (
        ("6-11", "vr 6 november 2026"),
        ("vrijdag", "vr 6 november 2026"),
        ("31-2", "31 februari 2026 bestaat niet. Bedoelt u zaterdag 28 februari?"),
        ("10-11-26", "di 10 november 2026. Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."),
        ("6-11-2026 10:00", "vr 6 november 2026. De tijd (10:00) hoort hier niet bij."),
        ("do\xa05\u201111\u20112026", "do 5 november 2026"),
        ("do 12 november", "do 12 november 2026. Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."),
        ("", "Bijvoorbeeld 25-11 of maandag."),
    ):
        noor.answers(Signaal, {"datum": typed})
        assert understood(noor, Signaal, "datum").strip() == said, typed


def test_the_page_says_which_time_it_understood_or_why_it_did_not(school: School, noor: Person) -> None:
    noor.opens("stap_2_overleg.py", school.keeps(after_stap(1)))
    noor.chooses(AdviesVeiligThuis)
    for typed, said in (
        ("", "Of in woorden: half tien ’s avonds."),
        ("9.15 uur", "09:15 uur"),
        ("3:15", "03:15 uur, ’s nachts"),
        ("kwart over drie", "‘kwart over drie’ is 3:15 of 15:15. Schrijf welke van de twee."),
        ("in de pauze", "Deze tijd kunnen wij niet lezen. Schrijf bijvoorbeeld 09:15."),
    ):
        noor.answers(AdviesVeiligThuis, {"tijd": typed})
        assert understood(noor, AdviesVeiligThuis, "tijd").strip() == said, typed
    noor.answers(AdviesVeiligThuis, answers(AdviesVeiligThuis, tijd="kwart over drie ’s middags"))
    noor.presses("Vastleggen")
    advies = school.last(noor.dossier, AdviesVeiligThuis)
    assert (advies.waarde("tijd"), advies.tekst("tijd")) == ("15:15", "15:15 uur")


def test_however_it_was_typed_the_dossier_has_day_month_and_year(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.records(Signaal, answers(Signaal, datum="vr 6 nov"))
    assert school.last(noor.dossier, Signaal).waarde("datum") == "06-11-2026"


def test_yesterday_is_still_that_day_when_the_form_is_opened_the_next_day(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"datum": "gisteren"})
    assert noor.typed(Signaal, "datum") == "gisteren", "nothing changes under the fingers"
    found = concepten.find(NOOR, noor.dossier.id, "Signaal")
    assert found and found.raw["datum"] == "08-11-2026"
    school.days_pass(1)
    later = noor.again()
    later.chooses(Signaal)
    assert later.typed(Signaal, "datum") == "08-11-2026"
