"""Style, types and spelling are promises as well: `make test` keeps to what `make lint` says."""

import pytest

from tests import lint


@pytest.mark.parametrize("name", lint.COMMANDS)
def test_lint_has_nothing_to_say(name: str) -> None:
    """Ruff and mypy over everything, strict over what a school runs; hunspell over every text on a screen."""
    found = lint.run(name)
    assert found.returncode == 0, f"{found.stdout}{found.stderr}\nrun it alone: make lint; format with: ruff format ."
