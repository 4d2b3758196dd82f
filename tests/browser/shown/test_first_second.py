"""While the browser still fetches a page, its window is not empty; and it asks for nothing in vain."""

from playwright.sync_api import Response

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


def test_a_page_asks_once_where_the_server_is_and_for_nothing_that_is_not_there(person: Person, school: School) -> None:
    person.has_signed_in(school.session_of("noor"))
    answers: list[Response] = []
    person.page.on("response", lambda each: answers.append(each))
    person.opens("/nieuw")
    person.opens("/dossiers")
    paths = [each.url.removeprefix(person.address) for each in answers]
    assert [path for path, each in zip(paths, answers, strict=True) if each.status >= 400] == []
    first = paths[: paths.index("/dossiers")]
    assert (first.count("/_stcore/health"), first.count("/_stcore/host-config")) == (1, 1)
    assert not any(path.startswith(("/nieuw/", "/dossiers/")) for path in paths)
