"""The order in which files of tests are begun, and what is said at the end: the slowest files, how to run one alone."""

import gc
from collections import defaultdict
from operator import itemgetter
from pathlib import Path

import pytest

import tests.examples  # noqa: F401 - how many examples are tried of what must hold for any

# Python looks again and again for what can be thrown away among all that was imported.
gc.set_threshold(50_000, 20, 100)
_SLOWEST = 10
_SECONDS: defaultdict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up what each file takes, its fixtures included; with several workers this runs where they report to."""
    _SECONDS[report.nodeid.partition("::")[0]] += report.duration


def pytest_collection_finish() -> None:
    """What is there by now stays until the end."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the slowest files, so that the next minute is found early; say last how what failed is run alone."""
    terminalreporter.section(f"the {_SLOWEST} slowest files, seconds")
    for file, seconds in sorted(_SECONDS.items(), key=itemgetter(1), reverse=True)[:_SLOWEST]:
        terminalreporter.line(f"{seconds:7.1f}  {file}")
    broken = [each.nodeid for kind in ("failed", "error") for each in terminalreporter.getreports(kind)]
    for nodeid in dict.fromkeys(broken):
        terminalreporter.line(f"to run it alone: .venv/bin/python -m pytest -n 0 -m '' '{nodeid}'")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files in the browser among the others: a browser waits for what others have the processor for.

    Three others after each, so that the last in the browser is begun well before the end.
    """
    files = list(dict.fromkeys(item.path for item in items))
    in_the_browser = [each for each in files if each.parent.name == "browser"]
    others = [each for each in files if each not in in_the_browser]
    place: dict[Path, float] = {each: 4 * number for number, each in enumerate(in_the_browser)}
    place |= {each: number * 4 / 3 + 0.5 for number, each in enumerate(others)}
    items.sort(key=lambda item: place[item.path])
