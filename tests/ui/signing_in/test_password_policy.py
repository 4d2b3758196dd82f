"""The password policy: which passwords are accepted, by hand."""

import pytest

from db.accounts import password_policy
from db.accounts.password_policy import GUESSED, LEAKED
from db.accounts.passwords import AccountError, PasswordHash, hash_password, verified
from tests.over import over

ABOUT = ("Joke van der Smit", "j.vandersmit@dewilgen.example", "Basisschool De Wilgen")


@pytest.fixture(autouse=True)
def _without_argon2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password_policy, "hash_password", lambda password, _like: PasswordHash(password))


def objection(password: str, *, alone: bool = False) -> str:
    try:
        password_policy.chosen(password, ABOUT, alone=alone)
    except AccountError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(
    "password",
    ["password1234", "qwertyuiop123", "ikhouvanjou123", "feyenoord1908", "IloveYou1234", "correcthorsebatterystaple"],
)
def test_what_is_on_a_list_of_leaked_passwords_is_refused(password: str) -> None:
    assert objection(password) == LEAKED


@over(
    "password",
    [
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnopqrst",
        "123456789012345678",
        "welkomwelkomwelkom",
        "Wachtwoord-2026",
        "Welkom123456",
        "meldcodemeldroute",
        "dewilgen-meldcode",
        "BasisschoolDeWilgen1",
        "jokevandersmit2026",
        "j.vandersmit@dewilgen",
        "W@chtw00rd-2026",
    ],
)
def test_a_pattern_or_a_word_about_this_school_is_refused(password: str) -> None:
    assert objection(password) in (GUESSED, LEAKED)


@pytest.mark.parametrize(
    "password",
    [
        "fluitketel-op-de-zolder",
        "vier paarse gieters huilen",
        "kM9#vtQ2xL7p",
        "een zin met spaties erin",
        "ÅngströmÇağla-trompet",
        "x" * 3 + "trompet lantaarn wolkbreuk " * 5,
    ],
)
def test_a_few_words_or_a_random_string_will_do_whatever_signs_are_in_it(password: str) -> None:
    assert objection(password) == ""


def test_without_a_second_step_it_is_longer() -> None:
    assert objection("kM9#vtQ2xL7p", alone=True) == "Kies een wachtwoord van ten minste 15 tekens."
    assert objection("kM9#vtQ2xL7") == "Kies een wachtwoord van ten minste 12 tekens."
    assert objection("kM9#vtQ2xL7p&Wd", alone=True) == ""


def test_the_same_password_will_do_for_somebody_it_is_not_about() -> None:
    password = "vandersmit-wilgen"
    assert objection(password) == GUESSED
    assert password_policy.chosen(password, ("Iemand", "i@elders.example", "De Kastanje"), alone=False)


@pytest.mark.parametrize("password", ["trompet" * 400, "\ud800" * 20, "x" * 1025, "\x00" * 20])
def test_what_is_very_long_or_no_text_is_answered_quickly_and_without_an_error_of_its_own(password: str) -> None:
    assert objection(password) in ("", GUESSED)


@pytest.mark.parametrize("size", [64, 72, 300, 1024])
def test_a_long_password_counts_to_its_last_sign_and_as_it_was_typed(size: int) -> None:
    words = ("Fluitketel op de ZOLDER, en zeven natte kranten. " * 30)[: size - 1] + "x"
    known = hash_password(words)
    assert verified(known, words)
    assert not verified(known, words[:-1]) and not verified(known, words[:-1] + "y")
    assert not verified(known, words.lower()) and not verified(known, f" {words}"[:size])
