"""Every page is locked for roles without its permission: from the menu, and when its file is requested directly."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest

from db.accounts import sessions
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Overleg, Signaal
from tests.builders import opened, record, work
from tests.cast import BEA, BESS, DICK, FRED, LARS, NOOR, SARA, VERA
from tests.over import over
from tests.pages.person import PAGES, Person, run, session_of
from tests.pages.reading import sent
from tests.pages.school import School, marked
from ui.page import dossier_of_tab
from ui.page.screens import SCREENS

BY_LETTER = {"N": NOOR, "D": DICK, "V": VERA, "L": LARS, "B": BEA, "F": FRED, "S": BESS}

# Per page, who may see it: Noor (ib-er), Dick (directie), Vera (vertrouwenspersoon), Lars (leerkracht), Bea (beheer),
# Fred (functionaris gegevensbescherming), Bess (bestuur).
MAY_SEE = {
    "start.py": "NDVLBFS",
    "nieuw.py": "N-VL-",
    "oefenen.py": "N----",
    "dossiers.py": "N-VL-",
    "directie.py": "-D---",
    "jaarverslag.py": "-D---",
    "bestuur.py": "------S",
    "inzage.py": "-D---",
    "register.py": "-D---F-",
    "leerlingbespreking.py": "N----",
    "beheer.py": "----B",
    "in_orde.py": "-D--B",
    "account.py": "NDVLBFS",
    "hulp.py": "NDVLBFS",
    "acuut.py": "NDVLBFS",
    "stap_1_signalen.py": "N-VL-",
    "stap_2_overleg.py": "N----",
    "stap_3_gesprek.py": "N----",
    "stap_4_wegen.py": "N----",
    "stap_5_beslissen.py": "N----",
    "dossier.py": "N-VL-",
    "samen_wegen.py": "N-VL-",
    "gezin.py": "N-VL-",
    "bellen.py": "N----",
    "papieren.py": "N----",
    "inzage_geven.py": "N----",
    "toegang.py": "N----",
    "vernietigen.py": "ND---",
    "vernietigd.py": "NDV--F-",
    "leerlingen.py": "N----",
    "om_de_leerling.py": "N----",
    "verzoeken.py": "N----",
    "vertrek.py": "N----",
    "opvolging.py": "N-VL-",
    "overdragen.py": "ND---",
    "bewaren.py": "ND---",
    "bewaartermijn.py": "ND---",
    "uithalen.py": "ND---",
}
HAVE_A_START_PAGE = "NVLBF"
"""The others land on the page where their work is: the overview, the figures of the board."""
FILES = sorted(file.name for file in PAGES.glob("*.py"))
ABOUT_A_DOSSIER = (
    "acuut.py",
    "dossier.py",
    "samen_wegen.py",
    "gezin.py",
    "bellen.py",
    "papieren.py",
    "inzage_geven.py",
    "toegang.py",
    "bewaartermijn.py",
    "vernietigen.py",
    "om_de_leerling.py",
    "verzoeken.py",
    "vertrek.py",
    "opvolging.py",
    "uithalen.py",
    *(page for page in MAY_SEE if page.startswith("stap_")),
)

LOCKED = [
    ("error", "U bent niet ingelogd, of uw sessie is verlopen. Wat u typte is bewaard."),
    ("link_button", "Naar de inlogpagina"),
    ("link_button", "/inloggen"),
]
REFUSED = [("error", "Met uw rol hebt u geen toegang tot deze pagina.")]
CANARY = "Kanarievogel"
Way = Callable[[User, str, str], str]


def shown(app) -> list[tuple[str, str]]:
    """The content of the page, without its looks: icons, widths."""
    return [(kind, text) for kind, text in sent(app) if text not in ("secondary", "")]


def test_every_page_has_a_verdict_written_by_hand() -> None:
    without = sorted(({screen.file for screen in SCREENS} | set(FILES)) - set(MAY_SEE) - {"main.py"})
    assert not without, f"write by hand, in MAY_SEE above, which roles may see {without}"


def test_the_verdicts_are_about_pages_that_exist_and_are_in_the_menu() -> None:
    assert set(MAY_SEE) | {"main.py"} == set(FILES), "take out of MAY_SEE what is no page any more"
    assert {screen.file for screen in SCREENS} == set(MAY_SEE), "every page but main.py is one of ui.page.screens"


@dataclass(frozen=True)
class Two:
    """A dossier that Noor opened, and one further along the route, both with a mark in everything typed."""

    hers: Dossier
    further_on: Dossier


@pytest.fixture(scope="module")
def kept(one_school: School) -> Iterator[Two]:
    """The same for tests that only look."""
    two = Two(one_school.keeps(marked(opened(), CANARY)), one_school.keeps(marked(work(opened(), 1), CANARY)))
    with one_school.unchanged():
        yield two


@over("page", FILES)
@over("claim", [None, "", "0" * 64, "' OR 1=1 --", "cookie of noor"])
def test_a_stranger_sees_the_lock_and_nothing_else(kept: Two, page: str, claim: str | None) -> None:
    """No session, an empty one, invented ones, and the cookie itself, where only its hash counts."""
    assert shown(run(PAGES / page, claim, kept.hers.id)) == LOCKED


def not_locked(session: str, dossier: Dossier) -> list[str]:
    """The pages that show anything but the lock."""
    return [page for page in FILES if shown(run(PAGES / page, session, dossier.id)) != LOCKED]


def test_an_expired_session_sees_the_lock_and_nothing_else(school: School) -> None:
    dossier = school.keeps(marked(opened(), CANARY))
    assert len(not_locked(session_of(NOOR), dossier)) > 10
    school.now += timedelta(hours=10)
    assert not_locked(session_of(NOOR), dossier) == []


def test_after_signing_out_the_session_sees_the_lock_and_nothing_else(school: School) -> None:
    dossier = school.keeps(marked(opened(), CANARY))
    sessions.sign_out(session_of(NOOR))
    assert not_locked(session_of(NOOR), dossier) == []


def test_the_session_of_a_blocked_account_sees_the_lock_and_nothing_else(school: School) -> None:
    dossier = school.keeps(marked(opened(), CANARY))
    school.changes(NOOR, active=False)
    assert not_locked(session_of(NOOR), dossier) == []


@over("page", MAY_SEE)
@over("letter", BY_LETTER)
def test_a_page_asked_for_directly_opens_for_these_roles_and_no_others(kept: Two, page: str, letter: str) -> None:
    """R8. The gate in the page itself, when main.py has not run."""
    said = shown(run(PAGES / page, session_of(BY_LETTER[letter]), kept.hers.id))
    if letter in MAY_SEE[page]:
        assert said and said != LOCKED and REFUSED[0] not in said
    else:
        assert said == REFUSED


@over("letter", BY_LETTER)
def test_the_menu_offers_the_pages_one_may_see_and_no_others(one_school: School, letter: str) -> None:
    """R8. The gate in main.py: a page that is not in somebody's menu has no address for them."""
    person = one_school.comes(BY_LETTER[letter])
    offered = MAY_SEE | {"start.py": HAVE_A_START_PAGE}
    assert {page for page in offered if person.has_in_menu(page)} == {
        page for page, letters in offered.items() if letter in letters
    }


# Whose dossier


def test_these_pages_turn_to_the_dossier_that_is_asked_for_and_no_others(
    kept: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that pages not about a dossier need to be requested only once."""
    turned = list[User]()

    def noted(turns: Callable[..., Dossier | None], user: User, *more: Permission) -> Dossier | None:
        turned.append(user)
        return turns(user, *more)

    for name in ("chosen", "known"):
        monkeypatch.setattr(dossier_of_tab, name, partial(noted, getattr(dossier_of_tab, name)))
    found = set()
    for page, letters in MAY_SEE.items():
        turned.clear()
        run(PAGES / page, session_of(BY_LETTER[letters.strip("-")[0]]), kept.hers.id)
        found |= {page} if turned else set()
    assert found == set(ABOUT_A_DOSSIER)


def through_the_address(user: User, page: str, dossier_id: str) -> str:
    person = Person(user, asks_for=dossier_id)
    person.opens(page)
    return person.reads()


def through_the_tab(user: User, page: str, dossier_id: str) -> str:
    person = Person(user)
    person.app.session_state["dossier"] = dossier_id
    person.opens(page)
    return person.reads()


WAYS = [through_the_address, through_the_tab]
# Where a page leads without an open dossier; that of acute danger asks for a name instead.
WITHOUT = {"acuut.py": "Hoe heet de leerling?", "bewaartermijn.py": "bewaartermijnen"}


@over("way", WAYS)
@over("page", ABOUT_A_DOSSIER)
def test_the_dossier_of_another_school_is_answered_as_one_that_does_not_exist(kept: Two, page: str, way: Way) -> None:
    answer = way(SARA, page, kept.further_on.id)
    assert CANARY not in answer and kept.further_on.codenaam not in answer
    assert WITHOUT.get(page, "startpagina") in answer
    assert answer == way(SARA, page, "0" * 32)


@over("way", WAYS)
@over("page", [page for page in ABOUT_A_DOSSIER if "L" in MAY_SEE[page]])
@over("user", [LARS, VERA])
def test_a_dossier_that_somebody_else_opened_is_answered_as_one_that_does_not_exist(
    kept: Two, page: str, way: Way, user: User
) -> None:
    answer = way(user, page, kept.further_on.id)
    assert CANARY not in answer and kept.further_on.codenaam not in answer
    assert WITHOUT.get(page, "startpagina") in answer
    assert answer == way(user, page, "0" * 32)


def test_noor_does_reach_the_dossier_both_ways(kept: Two) -> None:
    """So that the tests above are known to fail for the right reason."""
    assert all(CANARY in way(NOOR, "dossier.py", kept.hers.id) for way in WAYS)


def test_a_leerkracht_reads_back_only_what_he_recorded_himself(school: School) -> None:
    his = record(opened(by=LARS), Signaal, by=LARS, waarneming="Hij schrok van de deur.")
    his = record(his, Signaal, by=NOOR, waarneming="Gezien door Noor, niet door Lars.")
    dossier = school.keeps(record(his, Overleg, uitkomst="Wij spreken morgen af."))
    for page in ("dossier.py", "stap_1_signalen.py"):
        text = through_the_tab(LARS, page, dossier.id)
        assert "Hij schrok van de deur." in text
        assert "Gezien door Noor" not in text and "Wij spreken morgen af." not in text
        assert "stap 2" not in text.lower(), "where the case stands is for who walks the route"


def test_what_vera_opened_is_not_on_the_start_page_of_lars(school: School) -> None:
    hers = school.keeps(opened(by=VERA))
    his = school.keeps(opened(by=LARS))
    text = Person(LARS).reads()
    assert his.codenaam in text and hers.codenaam not in text


def test_another_person_in_the_same_tab_starts_without_a_dossier(school: School) -> None:
    """On a shared computer the second person to sign in gets nothing of what the first had open."""
    hers = school.keeps(marked(opened(), CANARY))
    tab = school.comes(NOOR)
    tab.opens("dossier.py", hers)
    assert CANARY in tab.reads()
    tab.app.user = {"sid": session_of(LARS)}
    tab.refreshes()
    assert CANARY not in tab.reads()
    assert "Kies eerst een dossier" in tab.reads()
