"""The same pupil: the ib-er reads it while opening, and of a signal that was handed in; nobody else learns of it."""

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afscherming, Opening, Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import after_stap, opened, record, work
from tests.cast import DICK, LARS, MIRJAM, NOOR, VERA
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.pages.person import Person
from tests.pages.school import School

QUESTION = "Gaat het om dezelfde leerling?"


def types(person: Person, **changes: str) -> None:
    person.opens("nieuw.py")
    person.answers(Opening, {"medewerker": "nee", "collega": "nee", **changes})
    person.refreshes()


def said(person: Person) -> str:
    return next((each for each in person.is_told() if QUESTION in each), "")


def reads(user: User, dossier: Dossier) -> str:
    person = Person(user)
    person.opens("dossier.py", dossier)
    return person.reads()


def shut_out(dossier: Dossier, user: User) -> Dossier:
    return record(dossier, Afscherming, by=MIRJAM, afgeschermd=written(user), vervanger=written(VERA))


def test_noor_reads_which_dossier_and_why_and_goes_there_in_one_press(school: School, noor: Person) -> None:
    known = school.keeps(after_stap(1))
    types(noor, naam="Wit, S. de", geboren="2018")
    assert said(noor).startswith(f"Deze leerling lijkt misschien op {known.codenaam} (stap 2): dezelfde achternaam, en")
    types(noor, naam="sem dewit", geboren="14-3-2018")
    assert said(noor).startswith(f"Deze leerling lijkt op {known.codenaam} (stap 2): dezelfde naam, dezelfde geboorte")
    row = next(each for each in noor.app.button if each.key.endswith(f"bekend/{known.id}"))
    row.click()
    noor.refreshes()
    assert known.codenaam in noor.title + noor.reads() and "Sem de Wit" in noor.reads()
    assert school.concept(NOOR, None, Opening)["naam"] == "sem dewit", "what was typed is kept"


def test_she_may_open_it_anyway(school: School, noor: Person) -> None:
    school.keeps(after_stap(1))
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening))
    noor.presses("Vastleggen")
    assert school.rows()["dossier"] == 2


def test_of_a_dossier_that_she_may_not_know_of_there_is_nothing_to_see(school: School) -> None:
    mirjam, noor = Person(MIRJAM), Person(NOOR)
    hidden = school.keeps(shut_out(after_stap(1), NOOR))
    for each in (mirjam, noor):
        types(each, naam="Sem de Wit", geboren="14-03-2018")
    assert hidden.codenaam in said(mirjam) and said(noor) == ""
    assert "lijkt" not in noor.reads() and hidden.codenaam not in noor.reads()


def test_who_hands_in_a_signal_reads_nothing_and_hands_it_in_as_usual(school: School) -> None:
    known, lars = school.keeps(after_stap(1)), Person(LARS)
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, {**BEGIN, "over": "geen", "naam": "Sem de Wit"})
    assert "lijkt" not in lars.reads() and known.codenaam not in lars.reads()
    lars.presses("Vastleggen")
    assert school.rows()["dossier"] == 2 and "vastgelegd" in lars.reads()


def test_noor_adds_it_in_one_press_and_lars_learns_nothing(school: School, noor: Person) -> None:
    known = school.keeps(after_stap(1))
    one = school.keeps(record(opened(by=LARS), Signaal, by=LARS))
    before = reads(LARS, one)
    noor.opens("stap_1_signalen.py", one)
    assert f"Hoort dit bij {known.codenaam} (stap 2)?" in noor.reads()
    noor.presses(f"Toevoegen aan {known.codenaam}")
    assert f"Het signaal staat nu in {known.codenaam}." in noor.is_told()
    signal = school.last(known, Signaal)
    assert signal.tekst("doorgegeven").startswith("Lars Brouwer, ma 9 november 2026")
    assert school.reads(one).fase is Fase.GESLOTEN
    noor.opens("stap_1_signalen.py", one)
    assert f"Dit signaal staat in {known.codenaam}." in noor.reads() and "Hoort dit bij" not in noor.reads()
    assert "Nieuw signaal vastleggen" not in noor.buttons() and "later aanvullen" not in noor.reads()
    noor.presses(f"{known.codenaam} openen")
    assert f'<p class="mr-code">{known.codenaam}</p>' in noor.reads()
    assert reads(LARS, one) == before, "who handed it in sees what they saw"


def test_the_press_counts_once_and_is_refused_with_the_sentence(school: School, noor: Person) -> None:
    known = school.keeps(after_stap(1))
    one = school.keeps(record(opened(by=LARS), Signaal, by=LARS))
    noor.opens("stap_1_signalen.py", one)
    noor.double_clicks(f"Toevoegen aan {known.codenaam}")
    assert school.reads(known).versie == known.versie + 1
    other = school.keeps(record(opened(by=LARS, naam="Lot Smit"), Signaal, by=LARS))
    hers = school.keeps(shut_out(work(opened(naam="Lot Smit"), 1), MIRJAM))
    noor.opens("stap_1_signalen.py", other)
    noor.presses(f"Toevoegen aan {hers.codenaam}")
    assert any("Leg in dit dossier eerst hetzelfde vast" in each for each in noor.is_told())
    assert school.reads(hers).versie == hers.versie and school.reads(other).versie == other.versie


def test_once_somebody_went_on_with_it_nothing_is_asked(school: School, noor: Person) -> None:
    school.keeps(after_stap(1))
    noor.opens("stap_1_signalen.py", school.keeps(work(opened(by=LARS), 1)))
    assert "Hoort dit bij" not in noor.reads()


def test_the_directie_counts_one_dossier_and_not_two(school: School, noor: Person) -> None:
    known = school.keeps(after_stap(1))
    noor.opens("stap_1_signalen.py", school.keeps(record(opened(by=LARS), Signaal, by=LARS)))
    noor.presses(f"Toevoegen aan {known.codenaam}")
    dick = Person(DICK)
    dick.opens("directie.py")
    assert "Het enige open dossier" in dick.reads()


def test_who_is_shut_out_of_it_afterwards_is_shut_out_of_what_was_added(school: School, noor: Person) -> None:
    known = school.keeps(after_stap(1))
    one = school.keeps(record(opened(by=LARS), Signaal, by=LARS))
    noor.opens("stap_1_signalen.py", one)
    noor.presses(f"Toevoegen aan {known.codenaam}")
    mirjam = Person(MIRJAM)
    mirjam.opens("toegang.py", known)
    mirjam.records(Afscherming, answers(Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA)))
    assert NOOR.id in school.reads(known).toegang.afgeschermd and NOOR.id in school.reads(one).toegang.afgeschermd
    assert known.codenaam not in Person(NOOR).reads() and one.codenaam not in Person(NOOR).reads()
