"""Helpers: somebody gets more roles, and works in one of them, without any page of theirs noticing."""

from sqlalchemy import delete, insert, update

from db import schema
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role, User
from tests.pages.person import session_of
from tests.pages.school import NOW


def takes_on(user: User, now: object = NOW) -> None:
    """An account for somebody outside the cast, signed in."""
    with transaction(EVERY_SCHOOL) as connection:
        who = {"id": user.id, "school_id": user.school_id, "naam": user.naam, "role": user.role.value}
        account = {"email": f"{user.id}@{user.school_id}.example", "password_hash": "-", "active": True}
        connection.execute(insert(schema.account).values(who | account | {"created_at": now}))
        until = NOW.replace(hour=20)
        login = {"token_hash": session_of(user), "account_id": user.id, "created_at": NOW, "expires_at": until}
        connection.execute(insert(schema.login).values(login | {"last_active": NOW, "verified_at": NOW}))


def works(user: User, *roles: Role, now_as: Role | None = None) -> None:
    """Let somebody have these roles, and work in one of them; None: they chose none yet."""
    first, *more = roles
    with transaction(EVERY_SCHOOL) as connection:
        mine = schema.nevenrol.c.account_id == user.id
        connection.execute(delete(schema.nevenrol).where(mine))
        for each in more:
            connection.execute(insert(schema.nevenrol).values(account_id=user.id, role=each.value))
        connection.execute(update(schema.account).where(schema.account.c.id == user.id).values(role=first.value))
        theirs = schema.login.c.account_id == user.id
        connection.execute(update(schema.login).where(theirs).values(role=now_as.value if now_as else None))
