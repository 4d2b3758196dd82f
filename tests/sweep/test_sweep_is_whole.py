"""The sweep is complete: every page and every route has a verdict by hand in verdicts.py."""

import importlib
import pkgutil

import ui
from meldcode.rollen import Role
from tests.sweep.verdicts import NO_PAGE, ONLY_WITH_A_DOSSIER, OPEN_FOR, OUTSIDE, RECORD_DANGER, VERDICTS
from ui.page.screens import SCREENS


def test_every_page_has_its_title_and_its_roles_written_by_hand() -> None:
    files = {screen.file for screen in SCREENS}
    assert not files - set(VERDICTS), f"write in VERDICTS: name in the menu, title and roles of {files - set(VERDICTS)}"
    assert not set(VERDICTS) - files, f"take out of VERDICTS what is no page any more: {set(VERDICTS) - files}"


def test_every_role_has_pages_to_look_at() -> None:
    looked_at = {role for verdict in VERDICTS.values() for role in verdict.seen_by}
    assert looked_at == {role.acts_as for role in Role}, "the aandachtsfunctionaris sees what the ib-er sees"
    assert sum(len(verdict.seen_by) for verdict in VERDICTS.values()) == 84, "count again what is looked at"


def test_a_page_about_a_dossier_is_looked_at_with_one_open_by_every_role_that_sees_it() -> None:
    wanted = {(role, file) for file in ONLY_WITH_A_DOSSIER for role in VERDICTS[file].seen_by}
    wanted |= {(role, "acuut.py") for role in RECORD_DANGER}
    assert {(role, file) for role, opened in OPEN_FOR.items() for file in opened} == wanted


def test_every_route_is_a_page_that_is_looked_at_or_is_no_page() -> None:
    modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(ui.__path__, "ui.")]
    read = {
        route.path for module in modules for route in getattr(module, "ROUTES", ()) if "GET" in (route.methods or ())
    }
    new, gone = read - set(OUTSIDE) - set(NO_PAGE), (set(OUTSIDE) | set(NO_PAGE)) - read
    assert not new, f"write in OUTSIDE with its title, or in NO_PAGE: {new}"
    assert not gone, f"take out of OUTSIDE or NO_PAGE what is no route any more: {gone}"
