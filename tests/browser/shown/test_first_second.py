"""While the browser still fetches a page, its window is not empty."""

from tests.browser.person import Person
from tests.browser.school import School

SAYS = "() => getComputedStyle(document.body, '::after').content"


def test_a_page_that_is_being_opened_says_so_and_a_page_that_is_there_does_not(person: Person, school: School) -> None:
    person.has_signed_in(school.session_of("noor"))
    page = person.page
    page.route("**/static/js/**", lambda each: each.abort())
    page.goto(person.address)
    while_it_waits = page.evaluate(SAYS)
    page.unroute_all()
    assert while_it_waits == '"Meldroute wordt geopend …"'
    person.opens("/dossiers")
    assert page.evaluate(SAYS) == "none"
