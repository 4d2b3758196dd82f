"""The sweep of an overfull school: 41 dossiers, 14 of them late, and pupils and colleagues with 60-character names.

On a laptop in light and on a phone in dark: more content changes widths, but no colours.
"""

import pytest

from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.verdicts import OPEN_FOR, address_of, first_seen_by, menu_of, verdict_of
from tests.sweep.visitor import TWO_LOOKS, Expected

# What a long name does to a page does not depend on the role: the ib-er looks at dossiers, others at their own pages.
WHO = (Role.IB_ER, Role.DIRECTIE, Role.BEHEERDER, Role.BESTUUR)
IN = {
    "stap_1_signalen.py": Fase.STAP_1,
    "stap_2_overleg.py": Fase.STAP_2,
    "stap_3_gesprek.py": Fase.STAP_3,
    "stap_4_wegen.py": Fase.STAP_4,
    "stap_5_beslissen.py": Fase.STAP_5,
}


@pytest.mark.parametrize("role", WHO)
def test_every_page_of_this_role_is_whole_where_there_is_too_much(
    chromium: Chromium, overfull: Place, role: Role
) -> None:
    visitor = overfull.visitor(chromium, role)
    for file in first_seen_by(role, WHO):
        verdict = verdict_of(file, role)
        with_one_open = file in OPEN_FOR.get(role, {})
        about = overfull.school.first_in(IN.get(file, Fase.OPVOLGING)) if with_one_open else ""
        for tab in verdict.tabs or ("",):
            visitor.visits(
                address_of(file, about), Expected(verdict.title, menu=menu_of(file, role)), TWO_LOOKS, tab=tab
            )
    visitor.is_content()


def test_it_is_as_full_as_it_says(chromium: Chromium, overfull: Place) -> None:
    visitor = overfull.visitor(chromium, Role.DIRECTIE, "geteld")
    visitor.visits("/directie", Expected("Overzicht", menu="Overzicht"), TWO_LOOKS[:1])
    assert "14 van de " in visitor.page.inner_text("body")
    assert overfull.school.counted() == 41
    visitor.is_content()
