"""Style and types are promises as well: `make test` keeps to what `make lint` says."""

import pytest

from tests import lint


@pytest.mark.parametrize("name", lint.COMMANDS)
def test_lint_has_nothing_to_say(name: str) -> None:
    """Ruff over everything; mypy as well: strict over what a school runs, plain over tests and benchmarks."""
    found = lint.run(name)
    assert found.returncode == 0, f"{found.stdout}{found.stderr}\nrun it alone: make lint; format with: ruff format ."
