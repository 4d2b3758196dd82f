"""Style and types are checked by the tests too: `make test` fails where `make lint` would."""

import pytest

from tests import lint


@pytest.mark.parametrize("name", lint.COMMANDS)
def test_lint_has_nothing_to_say(name: str) -> None:
    """Ruff over everything; mypy strict over what a school runs, and plain over tests and benchmarks."""
    found = lint.run(name)
    assert found.returncode == 0, f"{found.stdout}{found.stderr}\nrun it alone: make lint; format with: ruff format ."
