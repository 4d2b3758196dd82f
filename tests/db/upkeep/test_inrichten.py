"""Setting up a school: done is what In orde? finds in order, or what the beheerder said where nothing can be found."""

from collections import Counter
from pathlib import Path

from db.school import schools
from db.store.engine import transaction
from db.upkeep import controle, in_orde, inrichten
from db.upkeep.controle import Bevinding, Ernst
from db.upkeep.inrichten import ONDERDELEN, Stand
from tests.cast import SCHOOL
from tests.db.conftest import NOW

BESIDES = {"Verbinding"}
"""What only a page can find out."""
OF_LATER = {"Versie"}
"""What has nothing to do with setting up."""
SOMETIMES = {"Vervanging", "Tweede beheerder", "Beheer apart", "Vernietigen met zijn tweeën", "Mail versturen"}
SOMETIMES |= {"Plaats van de dossiersleutels", "Database met de dossiersleutels"}
"""What is found only in a school where it is so (``test_in_orde.py``, ``tests/db/keys/test_apart.py``)."""
MAIL, VRIJ, WOORDEN = (next(each for each in ONDERDELEN if each.naam == naam) for naam in ("mail", "vrij", "woorden"))


def test_everything_that_is_found_out_belongs_to_one_part(folder: Path) -> None:
    assert folder
    found = {each.wat for each in [*controle.of_settings(), *in_orde.of_school(SCHOOL, NOW)]} | BESIDES | SOMETIMES
    found -= OF_LATER
    named = Counter(wat for each in ONDERDELEN for wat in each.nagegaan)
    assert set(named) == found and set(named.values()) == {1}


def test_every_part_can_be_done() -> None:
    assert [each.naam for each in ONDERDELEN if not each.nagegaan and not each.zelf] == []
    assert len({each.naam for each in ONDERDELEN}) == len(ONDERDELEN) == 8


def test_when_a_part_is_done() -> None:
    grave, soft = (Bevinding("Mail", False, "Er is iets.", ernst=each) for each in (Ernst.GAUW, Ernst.LATER))
    # What is not in order, whether the beheerder said that it is right, and then: may they say so, is it done.
    table = [
        (VRIJ, (), False, True, True),
        (VRIJ, (grave,), False, False, False),
        (VRIJ, (grave,), True, False, False),
        (MAIL, (soft,), False, True, False),
        (MAIL, (soft,), True, True, True),
        (WOORDEN, (), False, True, False),
        (WOORDEN, (), True, True, True),
    ]
    found = [(part, wrong, said, Stand(part, wrong, said)) for part, wrong, said, *_ in table]
    assert [(part, wrong, said, each.mag_zo, each.klaar) for part, wrong, said, each in found] == table


def test_what_the_beheerder_said_stays_and_counts_for_that_part_alone(folder: Path) -> None:
    assert folder
    before = {each.onderdeel.naam: each.klaar for each in inrichten.standen(SCHOOL, NOW)}
    with transaction(SCHOOL) as connection:
        schools.look_over(connection, SCHOOL, "woorden")
        schools.look_over(connection, SCHOOL, "woorden")
    after = {each.onderdeel.naam: each.klaar for each in inrichten.standen(SCHOOL, NOW)}
    assert not before["woorden"] and after == before | {"woorden": True}
