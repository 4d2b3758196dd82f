"""The sweep of pages that are not for somebody's role: one sentence, and the menu of their own pages.

That every such page says this, to every role, is promised in ``tests/pages/page/test_every_page_is_locked.py``. Here it
is looked at, for each role that tries on a page about a dossier and on one that is about none.
"""

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.verdicts import ACUTE, BAND, HELP, LOOKED_AS, ONLY_WITH_A_DOSSIER, REFUSED, VERDICTS, address_of
from tests.sweep.visitor import TWO_LOOKS, Expected

# Who tries: the beheerder, who sees the fewest pages; for beheer itself and the page of the board, the ib-er.
TRIES = {file: Role.BEHEERDER for file, verdict in VERDICTS.items() if Role.BEHEERDER not in verdict.seen_by}
TRIES |= {"beheer.py": Role.IB_ER, "in_orde.py": Role.IB_ER, "bestuur.py": Role.IB_ER}


def test_a_page_that_is_not_for_a_role_says_so_and_nothing_else(chromium: Chromium, ordinary: Place) -> None:
    apart = {"start.py"}  # at its address everybody lands on a page of their own
    assert set(TRIES) == {file for file, verdict in VERDICTS.items() if len(verdict.seen_by) < len(LOOKED_AS)} - apart
    hers = ordinary.school.dossier("Esdoorn 18")
    for role in sorted(set(TRIES.values())):
        visitor = ordinary.visitor(chromium, role, f"geweigerd-{role.value}")
        theirs = [each for each, who in TRIES.items() if who is role]
        about = [each for each in theirs if each in ONLY_WITH_A_DOSSIER]
        for file in (*about[:1], *[each for each in theirs if each not in about][:2]):
            address = address_of(file, hers if file in ONLY_WITH_A_DOSSIER else "")
            refusal = Expected(words=f"{BAND} {ACUTE} {HELP} {REFUSED}", menu="")
            visitor.visits(address, refusal, TWO_LOOKS, loads=True)  # the same words as on the page before it
        visitor.is_content()
