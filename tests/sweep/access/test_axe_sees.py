"""What is wrong for who sees, hears or presses otherwise is seen: pages made badly on purpose, and one that is well."""

import pytest

from tests.browser.conftest import Chromium
from tests.sweep.access import axe, measured
from tests.sweep.access.upstream import UPSTREAM

WELL = '<main data-testid="stMain"><h1>Goed</h1><h2>Alles</h2><button>Verder</button></main>'
WRONG = {
    '<p style="color: #999">bleek</p>': "color-contrast (serious)",
    "<h3>te diep</h3>": "heading-order (moderate)",
    '<img src="data:,">': "image-alt (critical)",
    '<div style="height: 2em; overflow: auto"><p style="height: 9em">schuift</p></div>': "scrollable-region-focusable",
    "<button>Openen</button><button>Openen</button>": "2 buttons are named “Openen”",
    '<input aria-label="Naam" style="border: 1px solid #ddd">': "the edge of “Naam” is 1.",
}
ON_A_PHONE = {
    '<button style="min-height: 0; height: 30px">Klein</button>': "button “Klein” is",
    '<a href="#" style="display: block; height: 20px">Ergens heen</a>': "a “Ergens heen” is",
}
STYLE = "<style>button, input { min-width: 60px; min-height: 48px; border: 1px solid #555; margin: 0 0 30px }</style>"


def found(chromium: Chromium, body: str, width: int) -> list[str]:
    window = chromium.window(viewport={"width": width, "height": 700})
    page = window.new_page()
    page.set_content(f'<!doctype html><html lang="nl"><title>x</title><body style="background: #fff">{STYLE}{body}')
    said = axe.objections(page, axe.ALL) + measured.objections(page)
    window.close()
    return said


def test_a_page_that_is_well_is_not_objected_to(chromium: Chromium) -> None:
    assert found(chromium, WELL, 1366) == found(chromium, WELL, 390) == []


@pytest.mark.parametrize(("wrong", "said"), WRONG.items())
def test_what_is_wrong_is_objected_to(chromium: Chromium, wrong: str, said: str) -> None:
    body = WELL.replace("<h2>Alles</h2>", wrong)
    assert any(said in each for each in found(chromium, body, 1366))


@pytest.mark.parametrize(("wrong", "said"), ON_A_PHONE.items())
def test_what_a_finger_misses_is_objected_to(chromium: Chromium, wrong: str, said: str) -> None:
    body = WELL.replace("<h2>Alles</h2>", wrong)
    assert any(said in each for each in found(chromium, body, 390))
    assert not any(said in each for each in found(chromium, body, 1366))


def test_what_is_streamlits_own_is_listed_with_its_issue_and_a_reason() -> None:
    for each in UPSTREAM:
        assert each.issue.startswith("https://github.com/streamlit/streamlit/") and each.why and each.where
