"""Somebody with more roles works in one at a time: chosen after signing in, named on every page, changed in a press."""

from dataclasses import replace
from itertools import combinations

from db.accounts import sessions, werkplekken
from db.journal import journal
from db.store.engine import reading
from meldcode import functiescheiding
from meldcode.rollen import Role
from meldcode.vastleggingen import Afscherming, Signaal
from tests.answers.typed import written
from tests.builders import after_stap, opened, record
from tests.cast import ADA, DICK, LARS, MIRJAM, NOOR, SCHOOL, VERA
from tests.over import over
from tests.pages.page.test_every_page_is_locked import MAY_SEE, REFUSED, shown
from tests.pages.person import PAGES, Person, run, session_of
from tests.pages.school import School
from tests.pages.werkplek import takes_on, works
from ui.page.screens import SCREENS

LETTER = dict(zip(Role, "NADVLBFS", strict=True))
"""By role, the letter by which the table of who sees which page calls it; Ada sees what is in ``ADA_SEES``."""
ADA_SEES = {file for file, letters in MAY_SEE.items() if "N" in letters} - {"leerlingbespreking.py"}
BOTH = (Role.IB_ER, Role.LEERKRACHT)
ASKED = "Als wie werkt u nu?"


def may_see(role: Role) -> set[str]:
    if role is Role.AANDACHTSFUNCTIONARIS:
        return ADA_SEES
    return {file for file, letters in MAY_SEE.items() if LETTER[role] in letters}


def test_every_page_opens_in_the_role_in_which_somebody_works_and_not_in_their_other(school: School) -> None:
    """Every page, in every pair of roles that go together, in each of the two."""
    tried = 0
    for pair in combinations(Role, 2):
        if functiescheiding.objection(pair):
            continue
        for role in pair:
            works(NOOR, *pair, now_as=role)
            user = sessions.user_for(session_of(NOOR), school.now)
            assert user and user.role is role and user.kiest
            assert {each.file for each in SCREENS if user.may(each.permission)} == may_see(role), (pair, role)
            tried += 1
    assert tried == 42


def test_of_who_is_excluded_and_has_two_roles_the_page_says_who_must_still_be_named(school: School) -> None:
    works(NOOR, Role.IB_ER, Role.DIRECTIE, now_as=Role.IB_ER)
    once = record(after_stap(1), Afscherming, by=MIRJAM, afgeschermd=written(NOOR), vervanger=written(MIRJAM))
    as_directie = written(replace(NOOR, role=Role.DIRECTIE))
    again = record(once, Afscherming, by=MIRJAM, afgeschermd=as_directie, vervanger=written(VERA))
    mirjam, said = Person(MIRJAM), "Noor van Dalen is ook directie. Kies ook daarvoor wie waarneemt"
    mirjam.opens("toegang.py", school.keeps(once))
    assert "Mirjam Kok neemt waar als intern begeleider." in mirjam.reads() and said in mirjam.reads()
    mirjam.opens("toegang.py", school.keeps(again))
    assert "Vera Osei neemt waar als directie." in mirjam.reads() and said not in mirjam.reads()


def test_a_role_that_somebody_does_not_have_opens_nothing(school: School) -> None:
    """As when somebody wrote it into the database, or it was withdrawn."""
    for role in set(Role) - set(BOTH):
        works(NOOR, *BOTH, now_as=role)
        assert sessions.user_for(session_of(NOOR), school.now) is None


@over("role", BOTH)
def test_pages_asked_for_directly_keep_to_the_role_of_now(one_school: School, role: Role) -> None:
    works(NOOR, *BOTH, now_as=role)
    opens = {page for page in MAY_SEE if shown(run(PAGES / page, session_of(NOOR))) != REFUSED}
    assert opens == may_see(role)


def test_the_aandachtsfunctionaris_sees_the_pages_of_the_ib_er_but_the_meeting(one_school: School) -> None:
    takes_on(ADA)
    assert {page for page in MAY_SEE if shown(run(PAGES / page, session_of(ADA))) != REFUSED} == ADA_SEES
    person = one_school.comes(ADA)
    assert "Ada de Bruin" in person.reads() and "Aandachtsfunctionaris, " in person.reads()


# Choosing


def test_who_has_more_roles_chooses_one_before_anything_else(school: School) -> None:
    dossier = school.keeps(opened())
    works(NOOR, *BOTH)
    noor = Person(NOOR, asks_for=dossier.id)
    noor.opens("dossier.py")
    assert ASKED in noor.reads() and dossier.codenaam not in noor.reads()
    assert f'name="naar" value="/dossier?dossier={dossier.id}"' in noor.reads()
    assert all(f'value="noor/{role.value}">{role.label}<' in noor.reads() for role in BOTH)


def test_who_has_one_role_is_asked_nothing_and_sees_no_line(one_school: School) -> None:
    text = one_school.comes(VERA).reads()
    assert ASKED not in text and "U werkt nu als" not in text


def test_every_page_says_in_which_role_and_has_a_press_for_the_other(school: School) -> None:
    dossier = school.keeps(opened(by=NOOR))
    works(NOOR, *BOTH, now_as=Role.LEERKRACHT)
    noor = Person(NOOR, asks_for=dossier.id)
    for page in ("start.py", "dossier.py", "account.py", "acuut.py"):
        noor.opens(page)
        assert "U werkt nu als <b>leerkracht</b>" in noor.reads(), page
        assert 'value="noor/ib_er">Intern begeleider<' in noor.reads(), page


def refused(place: str, now) -> str:
    user = sessions.user_for(session_of(NOOR), now)
    assert user
    return werkplekken.choose(session_of(NOOR), user, place, now).refused


def test_a_change_holds_for_this_session_and_is_in_the_journal(school: School) -> None:
    works(NOOR, *BOTH, now_as=Role.IB_ER)
    assert not refused("noor/leerkracht", school.now)
    user = sessions.user_for(session_of(NOOR), school.now)
    assert user == replace(NOOR, role=Role.LEERKRACHT)
    with reading(SCHOOL) as connection:
        line = journal.lines(connection, SCHOOL)[0]
    assert (line.actor, line.action, line.object_id) == (NOOR.id, werkplekken.CHOSEN, "leerkracht")


@over(
    "place",
    ["noor/directie", "", "noor", "leerkracht", "noor/' OR 1=1", "noor/LEERKRACHT", "mirjam/ib_er", "sara/ib_er"],
)
def test_another_place_than_ones_own_is_not_taken(one_school: School, place: str) -> None:
    works(NOOR, *BOTH, now_as=Role.IB_ER)
    assert refused(place, one_school.now) == werkplekken.NOT_YOURS
    user = sessions.user_for(session_of(NOOR), one_school.now)
    assert user and user.role is Role.IB_ER


def test_what_a_page_of_the_other_role_had_open_is_gone_after_a_change(school: School) -> None:
    dossier = school.keeps(after_stap(2))
    works(NOOR, *BOTH, now_as=Role.IB_ER)
    tab = school.comes(NOOR)
    tab.opens("stap_3_gesprek.py", dossier)
    assert dossier.codenaam in tab.reads()
    works(NOOR, *BOTH, now_as=Role.LEERKRACHT)
    tab.app.session_state["canary"] = "of the ib-er"
    tab.refreshes()
    assert dossier.codenaam not in tab.reads() and "canary" not in tab.app.session_state


# In a dossier


def test_a_leerkracht_reads_what_she_handed_in_and_the_same_person_as_ib_er_all_of_it(school: School) -> None:
    his = record(opened(by=LARS), Signaal, by=LARS, waarneming="Gezien door Lars.")
    dossier = school.keeps(record(his, Signaal, by=NOOR, waarneming="Gezien door Noor."))
    works(LARS, *BOTH, now_as=Role.LEERKRACHT)
    lars = Person(LARS, asks_for=dossier.id)
    lars.opens("dossier.py")
    assert "Gezien door Lars." in lars.reads() and "Gezien door Noor." not in lars.reads()
    works(LARS, *BOTH, now_as=Role.IB_ER)
    lars.refreshes()
    assert "Gezien door Noor." in lars.reads()


def test_the_directie_does_not_confirm_what_she_wrote_herself_and_reads_who_does(school: School) -> None:
    dossier = school.keeps(after_stap(1))
    works(NOOR, Role.IB_ER, Role.DIRECTIE, now_as=Role.DIRECTIE)
    noor = school.comes(NOOR)
    noor.opens("directie.py")
    text = noor.reads()
    assert f"Dit gaf u zelf door. {DICK.naam} bevestigt dit." in text
    assert not [each for each in noor.app.button if each.label.startswith("Gezien")]
    dick = school.comes(DICK)
    dick.opens("directie.py")
    assert [each for each in dick.app.button if each.label.startswith("Gezien")]
    assert dossier.codenaam in text


def test_where_there_is_nobody_else_it_says_whom_to_ask(school: School) -> None:
    school.keeps(after_stap(1))
    works(NOOR, Role.IB_ER, Role.DIRECTIE, now_as=Role.DIRECTIE)
    school.changes(DICK, active=False)
    noor = school.comes(NOOR)
    noor.opens("directie.py")
    assert "Vraag de beheerder wie dat als tweede krijgt." in noor.reads()
