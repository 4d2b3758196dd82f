"""Which records of a dossier somebody may read, and how; ``Dossier.visible_to`` applies it to a dossier."""

from meldcode.rollen import Role, User
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import vragen

# Who is excluded: not for somebody who reads along, unless they recorded it themselves.
_VERZWEGEN = frozenset(each.naam for kind in BY_NAME.values() for each in vragen(kind) if each.verzwegen)


def is_visible(record: Vastgelegd, user: User, acts: Role) -> bool:
    """Whether this person, who is not the ib-er here, may read this record; ``acts`` is the role in which they act.

    They may when that role may read the kind, or when they recorded it themselves and may still record the kind. A
    record of a kind that no longer exists is for the ib-er only.
    """
    kind = BY_NAME.get(record.soort)
    if kind is None:
        return False
    return acts in kind.leesbaar_voor or (record.by == user.id and not kind.door.isdisjoint({acts, user.role}))


def read_along(record: Vastgelegd) -> Vastgelegd:
    """The record as somebody who reads along sees it: without the answers about who is excluded."""
    return record._replace(antwoorden=tuple(each for each in record.antwoorden if each.naam not in _VERZWEGEN))
