"""One person at several schools: an account there signs in via another, with its password and second step (ADR 65).

Only the person makes that tie, with the one-time link of the one account while signed in to the other. A beheerder who
helps somebody to sign in (a link that was used, a second step wiped, an account blocked) cuts every tie of that
account: help at one school never opens another. No school learns that there is a tie: the line in its journal is that
of a link that was used, or of single sign-on.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from db.accounts import second_factor, sessions
from db.accounts.passwords import NONE_YET
from db.journal import journal, seals
from db.journal.journal import Entry
from db.schema import account, identity, inloggen_via
from db.store.once import ACCOUNT

_T = inloggen_via
_VIA = select(_T.c.via_id).where(_T.c.account_id == ACCOUNT)
_TIED_TO = select(_T.c.account_id).where(_T.c.via_id == ACCOUNT).order_by(_T.c.account_id)
IS_TIED = exists().where(_T.c.account_id == account.c.id).correlate(account)
"""Whether an account signs in via another one; for statements that select from ``account``."""


def head(connection: Connection, account_id: str) -> str:
    """The account with whose password and second step this one signs in: another, or itself."""
    return connection.execute(_VIA, {"account": account_id}).scalar() or account_id


def everywhere(connection: Connection, account_id: str) -> Sequence[str]:
    """All accounts of the person with this account: the one they sign in with first. Needs to see every school."""
    first = head(connection, account_id)
    return [first, *connection.scalars(_TIED_TO, {"account": first})]


def tie(connection: Connection, account_id: str, to: str, line: Entry) -> None:
    """Let an account sign in via the account ``to`` from now on, and no longer by itself.

    ``line``: what its school reads of it.
    """
    first = head(connection, to)
    cut(connection, account_id)
    seals.touch_account(connection, account_id)
    sessions.end_all(connection, account_id)
    connection.execute(update(account).where(account.c.id == account_id).values(password_hash=NONE_YET))
    second_factor.remove(connection, account_id)
    connection.execute(delete(identity).where(identity.c.account_id == account_id))
    connection.execute(insert(_T).values(account_id=account_id, via_id=first))
    school_id = connection.scalar(select(account.c.school_id).where(account.c.id == account_id))
    journal.append(connection, str(school_id), line)


def cut(connection: Connection, account_id: str) -> None:
    """End every tie of this account, both ways, with the sessions of who signed in by one."""
    tied = connection.scalars(
        select(_T.c.account_id).where(or_(_T.c.account_id == account_id, _T.c.via_id == account_id))
    ).all()
    for each in tied:
        seals.touch_account(connection, each)
        connection.execute(delete(_T).where(_T.c.account_id == each))
        sessions.end_all(connection, each)
