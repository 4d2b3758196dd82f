"""What a builder of answers gives, and how somebody of the cast is written in one."""

from collections.abc import Callable
from typing import Any

from meldcode.rollen import User
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging

Answers = dict[str, Any]
"""Answers as they are typed; each is a ``meldcode.vragen.vraag.Raw``."""
Kind = type[Vastlegging]
Builders = dict[Kind, Callable[..., Answers]]


def written(user: User) -> str:
    """Somebody of the cast, written as the answer to a vraag that asks for a colleague."""
    return str(Persoon(user.id, user.role, user.naam))
