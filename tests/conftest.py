"""The order in which test files start, and the closing report: the slowest files, and how to rerun one."""

import gc
import os
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest

import tests.examples  # noqa: F401 - how many examples are tried of what must hold for any
from papers import papier, zetter

# Without this, the garbage collector goes over everything that was imported again and again.
gc.set_threshold(50_000, 20, 100)
_SLOWEST = 10
# The files of the sweep, longest first: a long one that starts last keeps the other process waiting.
_LONGEST = (
    "sweep/test_ordinary.py",
    "browser/shown/test_every_answer.py",
    "ui/web/test_memory.py",
    "sweep/test_overfull.py",
    "browser/kept/test_server_killed.py",
    "sweep/test_empty.py",
    "browser/signing_in/test_left_alone.py",
    "processes/test_benchmarks.py",
    "browser/walks/test_acute_anywhere.py",
    "browser/einde/test_inzage.py",
    "ui/endurance/test_endurance.py",
    "browser/shown/test_every_other_answer.py",
    "browser/walks/test_at_work_together.py",
    "browser/walks/test_from_signal_to_melding.py",
    "sweep/typed/test_typed_text.py",
)
# The files of `make test` that are begun first: long for their few tests, in programs of their own.
_EARLY = (
    "architecture/test_lint.py",
    "ui/web/test_processes.py",
    "ui/web/test_slow_and_many.py",
    "db/store/test_power_cut.py",
    "db/store/test_killed.py",
)
# And the folders that come last: their files are the shortest, so that all processes end together.
_SHORT = ("meldcode", "papers")
_HERE = Path(__file__).parent
_SECONDS: defaultdict[str, float] = defaultdict(float)
# The program sets each paper in a process of its own (ADR 85); tests make many, and start none for them.
_SET_APART = papier._set_apart
papier._set_apart = zetter.zet


@pytest.fixture
def set_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are set as the program does it."""
    monkeypatch.setattr(papier, "_set_apart", _SET_APART)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up the time per file, fixtures included; with several workers this runs in the process they report to."""
    _SECONDS[report.nodeid.partition("::")[0]] += report.duration


def pytest_configure(config: pytest.Config) -> None:
    """Let each process begin to look for tests in another folder: what one has compiled, the others need not."""
    process = os.environ.get("PYTEST_XDIST_WORKER")
    if process and [str(each) for each in config.args] == config.getini("testpaths"):
        folders = sorted(str(each) for each in _HERE.iterdir() if each.is_dir() and any(each.rglob("test_*.py")))
        first = int(process.removeprefix("gw")) * len(folders) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        config.args = folders[first:] + folders[:first]


def pytest_collection_finish() -> None:
    """Everything imported by now stays until the end, so the garbage collector may skip it."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """The same holds for what the tests left: Pytest ends with five whole collections."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the slowest files, so that growth is noticed early; say last how to rerun alone what failed."""
    terminalreporter.section(f"the {_SLOWEST} slowest files, seconds")
    for file, seconds in sorted(_SECONDS.items(), key=itemgetter(1), reverse=True)[:_SLOWEST]:
        terminalreporter.line(f"{seconds:7.1f}  {file}")
    broken = [each.nodeid for kind in ("failed", "error") for each in terminalreporter.getreports(kind)]
    for nodeid in dict.fromkeys(broken):
        terminalreporter.line(f"to run it alone: .venv/bin/python -m pytest -n 0 -m '' '{nodeid}'")


def pytest_sessionstart() -> None:
    """Refuse names of files that are gone: a file that was moved would silently start last."""
    missing = [each for each in (*_LONGEST, *_EARLY) if not (_HERE / each).exists()]
    assert not missing, f"take out of _LONGEST or _EARLY what is no file any more: {missing}"


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Begin with one order, in whichever each process found them; end with that in which they are run."""
    items.sort(key=lambda item: item.path)
    yield
    _spread(items)


def _spread(items: list[pytest.Item]) -> None:
    """Spread the browser files among the others: a browser mostly waits, and leaves the processor to other tests.

    Three others follow each, so that the last browser file starts well before the end. In the sweep nearly all files
    use the browser; there the longest come first.
    """
    files = list(dict.fromkeys(item.path for item in items))
    if all(item.get_closest_marker("sweep") for item in items):
        longest = [_HERE / each for each in _LONGEST]
        items.sort(key=lambda item: longest.index(item.path) if item.path in longest else len(longest))
        return
    in_the_browser = [each for each in files if "browser" in each.parts]
    others = sorted((each for each in files if each not in in_the_browser), key=_turn)
    place: dict[Path, float] = {each: 4 * number for number, each in enumerate(in_the_browser)}
    place |= {each: number * 4 / 3 + 0.5 for number, each in enumerate(others)}
    items.sort(key=lambda item: place[item.path])


def _turn(file: Path) -> int:
    """When a file of `make test` that uses no browser is begun: early, in the order of its name, or last."""
    name = file.relative_to(_HERE).as_posix()
    return 0 if name in _EARLY else 2 if name.startswith(_SHORT) else 1
