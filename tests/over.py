"""``@over``: one test over many cases. All are tried, and all failures are reported together.

Cheaper than ``pytest.mark.parametrize``, whose cases every process of a run has to collect and report one by one.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

_SHOWN = 20
Test = Callable[..., None]


def over(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Try a test for each of these cases: ``names`` and ``cases`` are written as for ``pytest.mark.parametrize``.

    Fixtures are made once for all cases. Without any case the test fails.
    """
    mine = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    given = [dict(zip(mine, case if len(mine) > 1 else (case,), strict=True)) for case in cases]

    def of_all(test: Test) -> Test:
        signature = inspect.signature(test)
        left = [about for name, about in signature.parameters.items() if name not in mine]

        @wraps(test)
        def tries_all(**fixtures: Any) -> None:
            assert given, "there is no case to try"
            _try(test, given, fixtures)

        tries_all.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return tries_all

    return of_all


def _try(test: Test, given: list[dict[str, Any]], fixtures: dict[str, Any]) -> None:
    said = [f"{_named(case)}: {problem}" for case in given if (problem := _problem(test, case | fixtures))]
    if said:
        more = f"\nand {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
        pytest.fail(f"{len(said)} of {len(given)} cases:\n" + "\n".join(said[:_SHOWN]) + more, pytrace=False)


def _problem(test: Test, arguments: dict[str, Any]) -> str:
    try:
        test(**arguments)
    except (Exception, pytest.fail.Exception) as problem:
        return f"{type(problem).__name__} {problem}".strip()
    return ""


def _named(case: dict[str, Any]) -> str:
    return ", ".join(f"{name}={getattr(value, '__name__', None) or str(value)[:80]!r}" for name, value in case.items())
