"""The sweep of the course: its list when every case was done, and the exercise above a page of its dossier."""

from db.practice import cursus
from db.store.settings import working_at
from meldcode.oefenen.casussen import CASUSSEN
from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.verdicts import VERDICTS
from tests.sweep.visitor import Expected
from ui import clock


def test_an_exercise_and_the_list_of_cases_are_whole_at_every_width_and_in_every_scheme(
    chromium: Chromium, ordinary: Place
) -> None:
    noor = ordinary.school.user(Role.IB_ER)
    with working_at(ordinary.school.settings):
        dossier_id = cursus.begin(CASUSSEN[1], noor, clock.today(), clock.now())
        for casus in CASUSSEN:
            cursus.done(casus, noor, clock.today())
    visitor = ordinary.visitor(chromium, Role.IB_ER)
    visitor.visits("/oefenen", Expected("Oefenen", menu="Oefenen"))
    title = VERDICTS["stap_1_signalen.py"].title
    visitor.visits(f"/stap-1?dossier={dossier_id}", Expected(title, menu="De route"))
    visitor.is_content()
    with working_at(ordinary.school.settings):
        cursus.anew(CASUSSEN, noor, clock.today(), clock.now())
