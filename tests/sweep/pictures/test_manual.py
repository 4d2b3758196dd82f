"""The pictures of the manual: taken by the sweep as a person sees these pages, and no older than the pages."""

import json
from itertools import groupby

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.conftest import Place
from tests.sweep.pictures import manual
from tests.sweep.verdicts import LOOKED_AS, OPEN_FOR, VERDICTS, address_of, menu_of, verdict_of
from tests.sweep.visitor import BUILD, PATIENCE, Expected
from ui.page.screens import SCREENS


def test_every_picture_is_of_a_page_that_its_role_sees() -> None:
    found = manual.pictures()
    assert len(found) > 30 and {each.role for each in found} == set(LOOKED_AS)
    assert [each.naam for each in found if each.role not in VERDICTS[each.file].seen_by] == []


def test_no_picture_is_older_than_its_page() -> None:
    made_of = json.loads((manual.KEPT / manual.MADE_OF).read_text(encoding="utf-8"))
    there = {each.stem for each in manual.KEPT.glob("*.jpeg")}
    wanted = {each.naam: manual.digest(each.file) for each in manual.pictures()}
    assert there - set(wanted) == set(), "no chapter shows these any more: remove them"
    assert {naam for naam in wanted if naam not in there} == set(), f"take them: {manual.RENEW}"
    old = sorted(naam for naam, each in wanted.items() if made_of.get(naam) != each)
    assert old == [], f"these pages changed since; take their pictures again: {manual.RENEW}"


def test_the_pictures_of_the_manual_are_taken_once_a_page_stands(chromium: Chromium, ordinary: Place) -> None:
    """What else a page must be is judged by the sweep of the ordinary school."""
    in_menu = [screen.file for screen in SCREENS]
    by_role = sorted(manual.pictures(), key=lambda each: (each.role, each.look.width, in_menu.index(each.file)))
    for role, pictures in groupby(by_role, key=lambda each: each.role):
        visitor = ordinary.visitor(chromium, Role(role), f"handleiding-{role}")
        for each in pictures:
            codenaam = OPEN_FOR.get(role, {}).get(each.file)
            address = address_of(each.file, ordinary.school.dossier(codenaam) if codenaam else "")
            expected = Expected(verdict_of(each.file, role).title, menu=menu_of(each.file, role))
            visitor.visits(address, expected, (each.look,), tab=each.tab)
            manual.keep(each, visitor.pictures[-1])
        assert [each for each in visitor.complaints if f"after {PATIENCE:.0f} seconds" in each] == []
        visitor.page.context.close()
    manual.write_what_they_are_made_of()
    assert len(list(manual.MADE.glob("*.jpeg"))) >= len(manual.pictures()) and BUILD in manual.MADE.parents
