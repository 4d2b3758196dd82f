"""The order in which files of tests are begun."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the files in the browser among the others: a browser waits for what others have the processor for.

    Three others after each, so that the last in the browser is begun well before the end.
    """
    files = list(dict.fromkeys(item.path for item in items))
    in_the_browser = [each for each in files if each.parent.name == "browser"]
    others = [each for each in files if each not in in_the_browser]
    place = {each: 4 * number for number, each in enumerate(in_the_browser)}
    place |= {each: number * 4 / 3 + 0.5 for number, each in enumerate(others)}
    items.sort(key=lambda item: place[item.path])
