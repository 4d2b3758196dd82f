"""How far long work is, at the command line: a bar for who looks on, and a line now and then in a log."""

import pytest

from db.store import voortgang


class Screen:
    """Standard error, as a terminal or as a file."""

    def __init__(self, is_terminal: bool) -> None:
        self.said, self._is_terminal = "", is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def write(self, text: str) -> int:
        self.said += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


def shown(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool, seconds: float) -> str:
    """What work says of which each of four steps takes so long."""
    screen, now = Screen(is_terminal), iter(seconds * each for each in range(100))
    monkeypatch.setattr("sys.stderr", screen)
    with monkeypatch.context() as patch:
        if not is_terminal:
            patch.setattr(voortgang, "time", type("Clock", (), {"monotonic": staticmethod(lambda: next(now))}))
        with voortgang.bar("Verhuizen") as progress:
            for part in (0.25, 0.5, 0.75, 1.0):
                progress(part)
    return screen.said


def test_who_looks_on_sees_a_bar_up_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, is_terminal=True, seconds=0)
    assert "Verhuizen:   0%" in said and "100%" in said and "\r" in said


def test_a_log_gets_whole_lines_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, is_terminal=False, seconds=11)
    assert said.splitlines()[0] == "Verhuizen: 25%" and said.endswith("%\n") and "\r" not in said


def test_a_log_gets_nothing_of_what_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, is_terminal=False, seconds=0.1) == ""
