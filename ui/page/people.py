"""The people of this school: their names next to what they recorded, and to choose from in a form."""

from functools import partial

from db.access import toegang
from db.accounts import accounts
from db.store.engine import reading
from meldcode.rollen import User
from meldcode.vragen.persoon import Persoon
from ui.page import this_run


def names(user: User) -> dict[str, str]:
    """The names of all accounts of the school of this person by id, blocked ones included."""
    return this_run.once(names, partial(_names, user))


def _names(user: User) -> dict[str, str]:
    with reading(user.school_id) as connection:
        return {each.id: each.naam for each in accounts.list_accounts(connection, user.school_id)}


def colleagues(user: User) -> list[Persoon]:
    """Everyone who can be named in a dossier of this school."""
    with reading(user.school_id) as connection:
        return toegang.colleagues(connection, user.school_id)
