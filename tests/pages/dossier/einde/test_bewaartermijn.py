"""How long a dossier is kept: on its own page, without its content; a bewaarstop by two people; one that is sealed."""

from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.vastleggingen import Bewaarstop, BewaarstopEinde, BewaarstopVoorstel
from tests.answers import answers
from tests.builders import opened
from tests.cast import DICK, LARS, MIRJAM, NOOR, SCHOOL
from tests.meldcode.bewaren.closed import EIGEN, happened
from tests.pages.person import Person
from tests.pages.school import School
from tests.pages.work_list import opens_row

PAGE = "bewaartermijn.py"
KEPT = "Dit dossier wordt bewaard tot twee jaar nadat de leerling van school is."


def unfolds(person: Person, label: str) -> None:
    next(each for each in person.app.toggle if each.label == label).set_value(True)
    person.refreshes()


def noted(action: str) -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        return [each.actor for each in journal.lines(connection, SCHOOL) if each.action == action]


def test_it_says_until_when_why_and_what_holds_it_to_ib_er_and_directie(school: School) -> None:
    dossier = school.keeps(happened("geen vermoeden", "gezien"))
    for user in (NOOR, DICK):
        person = school.comes(user)
        person.opens(PAGE, dossier)
        said = person.reads()
        assert KEPT in said and "Afgesloten met: Geen vermoeden, na de weging." in said
        assert "(vast te stellen door het bestuur)" in said
        assert "Er is afgesproken om na het afsluiten nog te kijken hoe het gaat." in said
        assert ("Sem de Wit" in said) is (user is NOOR), "the directie reads no name"
    assert noted(journal.TERM_SEEN) == [DICK.id, NOOR.id]
    noor = school.comes(NOOR)
    for page in ("dossier.py", "stap_5_beslissen.py"):
        noor.opens(page, dossier)
        assert KEPT in noor.reads()
    assert not school.comes(LARS).has_in_menu(PAGE)


def test_one_that_runs_says_so_and_has_no_term(school: School) -> None:
    noor = school.comes(NOOR)
    noor.opens(PAGE, school.keeps(opened()))
    assert "Dit dossier loopt nog. De bewaartermijn begint pas als het is afgesloten." in noor.reads()
    assert "Wat houdt vernietigen nu tegen?" not in noor.reads()


def test_a_bewaarstop_is_recorded_proposed_to_end_and_ended_by_another(school: School) -> None:
    dossier = school.keeps(happened("geen vermoeden", "gezien klaar"))
    dick = school.comes(DICK)
    dick.opens(PAGE, dossier)
    unfolds(dick, "Bewaarstop vastleggen")
    dick.answers(Bewaarstop, answers(Bewaarstop))
    dick.presses("Vastleggen")
    assert "de bewaarstop geldt. Dit dossier wordt niet vernietigd." in dick.is_told()[0]
    assert "Er geldt een bewaarstop sinds vr 6 november 2026." in dick.reads()
    assert "Gevraagd door: Klachtencommissie, kenmerk K-118" in dick.reads()
    stop = str(school.last(dossier, Bewaarstop).nummer)
    unfolds(dick, "Beëindigen voorstellen")
    dick.answers(BewaarstopVoorstel, {"reden": answers(BewaarstopVoorstel)["reden"]}, stop)
    dick.presses("Vastleggen")
    assert "Een collega besluit hierover: een andere intern begeleider of de directie." in dick.reads()
    assert not [each for each in dick.app.toggle if each.label == "Hierover besluiten"], "not who proposed it"
    mirjam = school.comes(MIRJAM)
    mirjam.opens(PAGE, dossier)
    unfolds(mirjam, "Hierover besluiten")
    proposed = str(school.last(dossier, BewaarstopVoorstel).nummer)
    mirjam.answers(BewaarstopEinde, {"eens": "ja"}, proposed)
    mirjam.presses("Vastleggen")
    assert "Er geldt een bewaarstop" not in mirjam.reads()


def test_what_waits_for_the_directie_is_among_their_work_and_no_message(school: School) -> None:
    school.keeps(happened("geen vermoeden", "gezien klaar stop voorstel"))
    school.days_pass(10)
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert "Er wacht geen bericht op u." in dick.reads()
    opens_row(dick, "bewaarstop_einde")
    assert dick.title == "Hoe lang bewaard"
    unfolds(dick, "Hierover besluiten")


def test_nobody_opens_a_sealed_one_who_tried_is_noted_and_a_bewaarstop_breaks_it(school: School) -> None:
    with transaction(SCHOOL) as connection:
        schools.set_eigen(connection, SCHOOL, EIGEN["verzegeld"])
    dossier = school.keeps(happened("verzegeld", "gezien"))
    noor = school.comes(NOOR)
    noor.opens("dossier.py", dossier)
    told = " ".join(noor.is_told())
    assert f"Dossier {dossier.codenaam} is verzegeld tot di 9 november 2027: niemand leest het." in told
    assert "Sem" not in noor.reads() and noted(journal.DOSSIER_REFUSED) == [NOOR.id]
    noor.opens("dossiers.py")
    assert dossier.codenaam in noor.reads() or "Hier staat nu niets." in noor.reads()
    assert "Sem de Wit" not in noor.reads()
    noor.opens(PAGE, dossier)
    assert "Tot dan leest niemand het." in noor.reads() and "Sem" not in noor.reads()
    unfolds(noor, "Bewaarstop vastleggen")
    noor.answers(Bewaarstop, answers(Bewaarstop))
    noor.presses("Vastleggen")
    assert "Sem de Wit" in noor.reads(), "somebody needs it: it is read again"
