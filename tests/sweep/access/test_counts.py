"""What the screens ask of a person, counted as they are rendered; docs/schermen/tellingen.md has it before and after.

How many presses and keys a walk takes is counted where it is walked. That the answer to a press is in view, after
recording on every form there is: tests/browser/shown/test_every_answer.py.
"""

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep.access import measured
from tests.sweep.access.measured import Measures
from tests.sweep.conftest import Place
from tests.sweep.verdicts import OPEN_FOR, VERDICTS, address_of, menu_of, seen_by
from tests.sweep.visitor import BUILD, HEIGHT, Expected, Look

LAPTOP = Look(1366, "light")
STAPPEN = tuple(file for file in VERDICTS if file.startswith("stap_"))
FIRST, GREY, HIGH = 480, 0.15, 3.0
"""Where the work on a stap begins at the latest, in pixels; which part of the characters on a page may be grey; and of
how many windows a page may be at the most, in an ordinary school."""


def counted(chromium: Chromium, place: Place) -> dict[str, Measures]:
    """Every page of the ib-er, and the overview of the directie, at a laptop."""
    found = {}
    for role, files in ((Role.IB_ER, seen_by(Role.IB_ER)), (Role.DIRECTIE, ["directie.py", "jaarverslag.py"])):
        visitor = place.visitor(chromium, role, f"telt-{role.name.lower()}")
        for file in files:
            codenaam = OPEN_FOR.get(role, {}).get(file)
            address = address_of(file, place.school.dossier(codenaam) if codenaam else "")
            visitor.visits(address, Expected(VERDICTS[file].title, menu=menu_of(file, role)), [LAPTOP])
            visitor.page.set_viewport_size({"width": LAPTOP.width, "height": HEIGHT[LAPTOP.width]})
            found[file] = measured.measure(visitor.page)
        visitor.is_content()
    return found


def test_the_work_begins_in_the_first_window_no_page_is_long_and_few_words_are_grey(
    chromium: Chromium, ordinary: Place
) -> None:
    found = counted(chromium, ordinary)
    lines = [
        f"| {VERDICTS[file].title} | {each.begins or '–'} | {each.grey:.0%} | {each.screens:.1f} |"
        for file, each in found.items()
    ]
    table = ["| pagina | eerste veld of knop (px) | grijs | hoogte (vensters) |", "|---|---|---|---|", *lines]
    (BUILD / "tellingen.md").write_text("\n".join(table) + "\n", encoding="utf-8")
    late = {file: found[file].begins for file in STAPPEN if (found[file].begins or 0) > FIRST}
    assert late == {}, f"the work begins below {FIRST} pixels: {late}"
    # A chapter of the manual is read from top to bottom, pictures and all; on every other page there is work to do.
    work = {file: each for file, each in found.items() if file != "hulp.py"}
    long = {file: round(each.screens, 1) for file, each in work.items() if round(each.screens, 1) > HIGH}
    assert long == {}, f"a page is higher than {HIGH} windows: {long}"
    grey = {file: round(each.grey, 2) for file, each in found.items() if each.grey > GREY}
    assert grey == {}, f"more than {GREY:.0%} of the characters are grey: {grey}"
