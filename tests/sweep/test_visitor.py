"""The visitor of the sweep notices faults: tried on pages that are wrong on purpose, and on one that is right."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Chromium
from tests.sweep import visitor
from tests.sweep.visitor import Expected, Look, Visitor

HERE = "http://localhost:1"
TITLE = "<h1>Goed</h1>"
NARROW = "width: 8em; overflow: hidden; white-space: nowrap"
LONG = "een antwoord dat hier niet in past"

WRONG = {
    '<div style="width: 3000px">breed</div>': "it can be scrolled sideways: HTML is 3008 wide in 1366",
    f'<div style="overflow: hidden"><p style="margin-left: 1300px; width: 400px">{LONG}</p></div>': "runs out",
    f'<button style="{NARROW}; text-overflow: ellipsis">{LONG}</button>': f"text is cut off: “{LONG}” is",
    f'<div style="{NARROW}"><p>{LONG}</p></div>': f"text is cut off: “{LONG}” by",
    f'<div style="height: 20px; overflow: hidden"><p style="line-height: 3">{LONG}</p></div>': f"cut off: “{LONG}”",
    "<p>De leerling heet None.</p>": "it says 'None'",
    "<p>ValueError: niets</p>": "it says 'ValueError'",
    "<p>**vet** gedrukt</p>": "it says '**'",
    '<div data-testid="stException">fout</div>': "it shows an exception",
    "<script>console.error('mis')</script>": "the console says (error): mis",
    "<script>throw new Error('mis')</script>": "a script ended with",
    '<img src="http://elders.example/stip.png">': "a request left the machine: http://elders.example/stip.png",
    '<img src="/weg.png">': "/weg.png was answered with 404",
}
BEFORE_THE_TITLE = {
    "<h2>Eerst iets anders</h2>": "the first heading is “Eerst iets anders”",
    '<div style="height: 900px">lang</div>': "its title is not what one sees first",
    '<div style="position: fixed; inset: 0; background: white">ervoor</div>': "its title is not what one sees first",
}


@pytest.fixture
def complains(
    chromium: Chromium, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., list[str]]]:
    """The complaints of a visitor about this page."""
    monkeypatch.setattr(visitor, "BUILD", tmp_path)
    who = Visitor(chromium.browser, HERE, "iemand")

    def shown(body: str, menu: str | None = None) -> list[str]:
        def answer(route: Route) -> None:
            is_page = route.request.url == f"{HERE}/"
            head = (
                '<!doctype html><html lang="nl"><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,">'
            )
            page = f'{head}<body style="background: white"><main>{body}'
            route.fulfill(status=200 if is_page else 404, content_type="text/html", body=page if is_page else "")

        who.page.route("**/*", answer)
        who.visits("/", Expected("Goed", menu=menu), [Look(1366, "light")], loads=True)
        return who.complaints

    yield shown
    who.page.context.close()


def test_a_page_that_is_well_is_not_complained_of(complains: Callable[..., list[str]]) -> None:
    assert complains(f"{TITLE}<p>Alles is er.</p><button>Verder</button>") == []


@pytest.mark.parametrize(("body", "complaint"), WRONG.items())
def test_what_is_wrong_is_seen(complains: Callable[..., list[str]], body: str, complaint: str) -> None:
    found = complains(TITLE + body)
    assert any(complaint in each for each in found), found


@pytest.mark.parametrize(("body", "complaint"), BEFORE_THE_TITLE.items())
def test_a_title_that_one_does_not_see_first_is_complained_of(
    complains: Callable[..., list[str]], body: str, complaint: str
) -> None:
    found = complains(body + TITLE)
    assert any(complaint in each for each in found), found


def test_an_entry_of_the_menu_that_is_not_marked_is_complained_of(complains: Callable[..., list[str]]) -> None:
    link = '<a style="line-height: 3" data-testid="stPageLink-NavLink" href="#"{}>{}</a>'
    entry = f'<nav data-testid="stSidebar">{link}</nav> '
    here, elsewhere = entry.format(' aria-current="page"', "Start"), entry.format("", "Register")
    assert complains(TITLE + here + elsewhere, menu="Start") == []
    (found,) = complains(TITLE + here + elsewhere, menu="Register")
    assert "in the menu is marked: ['Start'], not “Register”" in found


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("<h1>Iets anders</h1>", "the title is ['Iets anders'], not “Goed”"),
        (TITLE + TITLE, "the title is ['Goed', 'Goed']"),
        (TITLE + '<div data-testid="stSkeleton">…</div>', "stSkeleton"),
        (TITLE + '<div data-testid="stApp" data-test-script-state="running">…</div>', "the script runs"),
        (TITLE + '<p data-stale="true">oud</p>', "something is stale"),
        (TITLE + "<style>body { background: #222 !important }</style>", "its background is"),
        (TITLE + "<script>setInterval(() => document.body.append(`x`), 20)</script>", "it is never the same twice"),
    ],
)
def test_what_never_comes_is_waited_for_and_then_said(
    complains: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, body: str, missing: str
) -> None:
    monkeypatch.setattr(visitor, "PATIENCE", 2)
    (found,) = complains(body)
    assert found.startswith("iemand, start, 1366-light: after 2 seconds: ") and missing in found
