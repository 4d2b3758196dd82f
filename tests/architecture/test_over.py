"""``tests.over``: a test over many cases tries all of them, and reports each case that fails."""

import inspect

import pytest

from tests.over import over


def test_each_case_that_fails_is_named_with_what_it_said() -> None:
    @over("number, word", [(1, "een"), (2, "zwei"), (3, "trois"), (4, "vier")])
    def is_dutch(number: int, word: str) -> None:
        assert word == ("een", "twee", "drie", "vier")[number - 1], "not Dutch"

    with pytest.raises(pytest.fail.Exception) as said:
        is_dutch()
    assert "2 of 4 cases" in str(said.value) and "not Dutch" in str(said.value)
    assert "word='zwei'" in str(said.value) and "word='trois'" in str(said.value)
    assert "een" not in str(said.value) and "vier" not in str(said.value)


def test_any_mistake_is_a_failure_and_the_other_cases_are_tried_all_the_same() -> None:
    tried = []

    @over("number", [0, 1, 2])
    def divides(number: int) -> None:
        tried.append(number)
        assert 1 / number

    with pytest.raises(pytest.fail.Exception, match="ZeroDivisionError"):
        divides()
    assert tried == [0, 1, 2]


def test_with_no_case_at_all_it_fails() -> None:
    @over("number", [])
    def is_anything(number: int) -> None:
        assert number

    with pytest.raises(AssertionError, match="no case"):
        is_anything()


def test_of_two_each_case_of_the_one_is_tried_with_each_of_the_other() -> None:
    tried = []

    @over("one", [1, 2])
    @over("other", "ab")
    def both(one: int, other: str) -> None:
        tried.append((one, other))

    both()
    assert tried == [(1, "a"), (1, "b"), (2, "a"), (2, "b")]


def test_what_is_no_case_is_left_to_the_fixtures() -> None:
    @over("number", [1, 2])
    def with_a_fixture(tmp_path: str, number: int) -> None:
        assert tmp_path == "here" and number

    assert list(inspect.signature(with_a_fixture).parameters) == ["tmp_path"]
    with_a_fixture(tmp_path="here")


@over("number", [1, 2, 3])
def test_pytest_takes_it_for_one_test(request: pytest.FixtureRequest, number: int) -> None:
    assert number and request.node.name == "test_pytest_takes_it_for_one_test"
