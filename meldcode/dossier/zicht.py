"""What of a dossier somebody may read, record by record; ``Dossier.visible_to`` says of which dossiers."""

from meldcode.rollen import Role, User
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import vragen

# Who is shut out is told to those who opened it or walk the route, and to nobody else who reads along.
_VERZWEGEN = frozenset(each.naam for kind in BY_NAME.values() for each in vragen(kind) if each.verzwegen)


def is_visible(record: Vastgelegd, user: User, acts: Role) -> bool:
    """What someone recorded in another role, or in a kind that no longer exists, is for the ib-er alone."""
    kind = BY_NAME.get(record.soort)
    if kind is None:
        return False
    return acts in kind.leesbaar_voor or (record.by == user.id and not kind.door.isdisjoint({acts, user.role}))


def read_along(record: Vastgelegd) -> Vastgelegd:
    """A record without what is said in it about colleagues who are shut out."""
    return record._replace(antwoorden=tuple(each for each in record.antwoorden if each.naam not in _VERZWEGEN))
