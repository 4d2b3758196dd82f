"""The wait that all walks rely on: it ends once the page that was asked for is drawn, or says what is missing."""

import json

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.slow_line import SlowLine
from tests.browser.story import begins_with_a_child

AN_INSTANT = 300  # milliseconds


def stands(person: Person, since: int = 0) -> dict[str, object] | None:
    """What is still missing after an instant; None when everything is drawn."""
    said = person.page.evaluate("how => line.isDrawn(how)", [since, AN_INSTANT])
    return dict(json.loads(said)) if said else None


def test_a_wait_ends_when_what_was_asked_has_been_drawn_and_says_what_is_not(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Tess Grutto")
    person.chooses("Signaal")
    assert stands(person) is None
    asked = person.page.evaluate("line.asked")
    nothing_asked = stands(person, since=asked)
    assert nothing_asked and nothing_asked["asked"] == asked

    line = SlowLine(person)
    line.holds()
    person.main.get_by_text("De leerling zei het, letterlijk", exact=True).click()
    line.waits_for_something()
    unanswered = stands(person, since=asked)
    assert unanswered and unanswered["open"] == ["the page"] and unanswered["asked"] == asked + 1
    line.brings_what_it_held()
    person.wait(asked)
    assert stands(person, since=asked) is None
    assert person.main.get_by_role("radio", name="De leerling zei het, letterlijk").is_checked()
