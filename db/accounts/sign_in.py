"""Signing in: from address and password, through the second step, to a session."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, or_, select, update

from db.access import rollen
from db.accounts import accounts, last_day, password_policy, passwords, second_factor, sessions, throttle, via
from db.accounts.accounts import DatabaseError, normalised
from db.accounts.sessions import Half
from db.accounts.throttle import AGAIN, CODE, PASSWORD, Attempt
from db.journal import journal, seals
from db.journal.journal import Entry
from db.schema import account, identity
from db.school import schools
from db.school.verhuizing import HAS_MOVED
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.store.settings import Settings, settings, working_at
from meldcode.rollen import User

SIGNED_IN, FAILED, REFUSED = "ingelogd", "inloggen mislukt", "inloggen geweigerd"
FACTOR_ON, RECOVERY_USED = "tweede stap aan", "herstelcode gebruikt"
PASSWORD_CHANGED, CODES_ANEW, FACTOR_REMOVED = "ander wachtwoord", "nieuwe herstelcodes", "tweede stap gewist"

NEEDS_SECOND_STEP = (
    "Deze school vraagt een tweede stap. Stel die eerst in bij Mijn account, en probeer het dan opnieuw."
)

# Failures are written to the journal after the response. Only for existing accounts is there something to write, so
# the time it takes would reveal which addresses exist.
_LATER = ThreadPoolExecutor(1, "journal")
_log = logging.getLogger("meldroute.sign_in")


@dataclass(frozen=True)
class Answer:
    """The result of an attempt to sign in: ``token`` is that of a session or half session; empty when it failed."""

    token: str = ""
    is_half: bool = False
    refused_until: datetime | None = None
    recovery_codes: tuple[str, ...] = ()
    clock_off: timedelta | None = None
    """Set when a code was refused only because the telephone's clock is this much off; positive: it is ahead."""


NO = Answer()


def with_password(email: str, password: str, now: datetime, address: str = "", halves: Sequence[str] = ()) -> Answer:
    """Try an address and a password. ``halves``: tokens of half sessions in other tabs of this browser.

    An unknown address, a blocked account, one without a password and a wrong password cost the same work and get the
    same answer. Opens its own transactions; none is open while Argon2 runs. Raises ``Ended`` for the right password of
    an account whose last day is over, or whose school was moved.
    """
    attempt = Attempt(PASSWORD, normalised(email), address)
    with reading(EVERY_SCHOOL) as connection:
        mine = account.c.email == attempt.account, account.c.password_hash != passwords.NONE_YET
        there = connection.execute(
            select(account.c.id, account.c.password_hash)
            .where(*mine, or_(account.c.active, ~last_day.STILL_HERE))
            .order_by(HAS_MOVED, account.c.created_at, account.c.id),
            {"now": now},
        ).all()
        until = throttle.refused_until(connection, attempt, now)
    if until:
        return Answer(refused_until=until)
    right = passwords.which([each.password_hash for each in there], password)
    if right is None:
        return _failed(attempt, now)
    found = there[right]
    known_hash = found.password_hash
    with reading(EVERY_SCHOOL) as connection:
        if over := last_day.ended(connection, found.id, now):
            raise over
    fresh_hash = passwords.fresh(known_hash, password)
    with transaction(EVERY_SCHOOL) as connection:
        if fresh_hash != known_hash:
            seals.touch_account(connection, found.id)
        # The account may have been blocked, or its password changed, while Argon2 was running.
        still_so = connection.execute(
            update(account)
            .where(account.c.id == found.id, account.c.active, account.c.password_hash == known_hash)
            .values(password_hash=fresh_hash)
        )
        if still_so.rowcount != 1:
            return NO
        throttle.succeeded(connection, attempt, now)
        return admitted(connection, found.id, now, halves)


def admitted(connection: Connection, account_id: str, now: datetime, halves: Sequence[str] = ()) -> Answer:
    """The password was verified or just chosen: return a session, or first a half session for the second step.

    A second-step secret that was shown but not confirmed expires now, except for another tab of the same browser.
    """
    if needs_second_step(connection, account_id):
        others = [sessions.half(connection, each, now) for each in halves]
        if account_id not in [each.account_id for each in others if each]:
            second_factor.forget_proposed(connection, account_id)
        return Answer(sessions.begin_half(connection, account_id, now), is_half=True)
    school_id = connection.scalars(select(account.c.school_id).where(account.c.id == account_id)).one()
    accounts.close_ended(connection, school_id, now)
    token = sessions.begin(connection, account_id, now)
    journal.append(connection, school_id, Entry(account_id, SIGNED_IN, now, digest=sessions.token_hash(token)))
    return Answer(token)


def needs_second_step(connection: Connection, account_id: str) -> bool:
    """Whether this account has a second step, or a school where its owner works requires one of one of their roles."""
    every = via.everywhere(connection, account_id)
    return second_factor.is_on(connection, every[0]) or any(_is_asked(connection, each) for each in every)


def _is_asked(connection: Connection, account_id: str) -> bool:
    row = connection.execute(select(account.c.school_id, account.c.role).where(account.c.id == account_id)).one()
    asked = schools.second_factor_asked(connection, row.school_id)
    roles = rollen.in_order(row.role, rollen.besides(connection, row.school_id).get(account_id, ()))
    return any(asked[role] for role in roles)


def is_strong_enough(connection: Connection, account_id: str, there: str) -> bool:
    """Whether who signed in with this account may work with the other one: with the second step its school asks.

    Who signs in through the provider passed a second step there, if the school wants one.
    """
    first = via.head(connection, account_id)
    if there in (account_id, first):
        return True  # they are there, or signed in there
    linked = connection.scalar(select(exists().where(identity.c.account_id == first)))
    return bool(linked) or second_factor.is_on(connection, first) or not _is_asked(connection, there)


def who_is_halfway(token: str, now: datetime) -> Half | None:
    """As ``sessions.half``, in a transaction of its own."""
    with reading(EVERY_SCHOOL) as connection:
        return sessions.half(connection, token, now)


def halfway(token: str, now: datetime) -> tuple[Half, str | None] | None:
    """The half session with this token, and the secret for a new app; None instead of it for who has an app already.

    None when there is no such half session.
    """
    with reading(EVERY_SCHOOL) as connection:  # reading only: a visitor without a half session must not block writers
        half = sessions.half(connection, token, now)
        if half is None or second_factor.is_on(connection, half.account_id):
            return (half, None) if half else None
    with transaction(EVERY_SCHOOL) as connection:
        return half, second_factor.proposed(connection, half.account_id, half.school_id)


def with_code(token: str, code: str, now: datetime, address: str = "") -> Answer | None:
    """Try a code after the password: from the app, a recovery code, or the first code of a new app.

    None when there is no half session: the password comes first.
    """
    with reading(EVERY_SCHOOL) as connection:
        if sessions.half(connection, token, now) is None:
            return None
    with transaction(EVERY_SCHOOL) as connection:
        half = sessions.half(connection, token, now)
        if half is None:
            return None
        attempt = Attempt(CODE, half.account_id, address)
        until = throttle.refused_until(connection, attempt, now)
        if until:
            return Answer(refused_until=until)
        made: list[str] = []
        if second_factor.is_on(connection, half.account_id):
            used = second_factor.accepts(connection, half.account_id, half.school_id, code, now)
            what = RECOVERY_USED if used == "herstelcode" else ""
        else:
            made = second_factor.confirm(connection, half.account_id, half.school_id, code, now) or []
            used, what = "app" if made else None, FACTOR_ON
        if used and sessions.end_half(connection, token):
            throttle.succeeded(connection, attempt, now)
            accounts.close_ended(connection, half.school_id, now)
            signed_in = sessions.begin(connection, half.account_id, now)
            lines = [Entry(half.account_id, what, now)] if what else []
            lines.append(Entry(half.account_id, SIGNED_IN, now, digest=sessions.token_hash(signed_in)))
            journal.append(connection, half.school_id, *lines)
            return Answer(signed_in, recovery_codes=tuple(made))
        off = None if used else second_factor.clock_off(connection, half.account_id, half.school_id, code, now)
    return _failed(attempt, now, off)


def again(session: str, user: User, typed: str, now: datetime) -> Answer:
    """Let somebody confirm who they are, within a session: by a code if they have a second step, else by password."""
    attempt = Attempt(AGAIN, user.id, "")
    with transaction(EVERY_SCHOOL) as connection:
        until = throttle.refused_until(connection, attempt, now)
        if until:
            return Answer(refused_until=until)
        first = connection.execute(
            select(account.c.id, account.c.school_id, account.c.password_hash).where(
                account.c.id == via.head(connection, user.id)
            )
        ).one()
        known_hash = first.password_hash
        with_code = second_factor.is_on(connection, first.id)
        good = with_code and second_factor.accepts(connection, first.id, first.school_id, typed, now) is not None
        measure = with_code and not good
        off = second_factor.clock_off(connection, first.id, first.school_id, typed, now) if measure else None
    if not with_code:
        good = passwords.verified(known_hash, typed)
    if not good:
        return _failed(attempt, now, off)
    with transaction(EVERY_SCHOOL) as connection:
        throttle.succeeded(connection, attempt, now)
        sessions.verified_again(connection, session, now)
    return Answer(token=session)


def change_password(session: str, user: User, current: str, new: str, now: datetime) -> Answer:
    """Change the password, given the current one; every other session of the account ends.

    Raises ``AccountError`` when the new one is not acceptable.
    """
    attempt = Attempt(AGAIN, user.id, "")
    with reading(EVERY_SCHOOL) as connection:
        until = throttle.refused_until(connection, attempt, now)
        known_hash, email = connection.execute(
            select(account.c.password_hash, account.c.email).where(account.c.id == user.id)
        ).one()
        about = user.naam, str(email), schools.school_name(connection, user.school_id)
        alone = not needs_second_step(connection, user.id)
    if until:
        return Answer(refused_until=until)
    if not passwords.verified(known_hash, current):
        return _failed(attempt, now)
    hashed = password_policy.chosen(new, about, alone=alone, like=known_hash)
    with transaction(EVERY_SCHOOL) as connection:
        seals.touch_account(connection, user.id)
        mine = account.c.id == user.id, account.c.password_hash == known_hash
        if connection.execute(update(account).where(*mine).values(password_hash=hashed)).rowcount != 1:
            return NO
        throttle.succeeded(connection, attempt, now)
        sessions.end_all(connection, user.id, but=session)
        journal.append(connection, user.school_id, Entry(user.id, PASSWORD_CHANGED, now))
    return Answer(token=session)


def _failed(attempt: Attempt, now: datetime, clock_off: timedelta | None = None) -> Answer:
    with transaction(EVERY_SCHOOL) as connection:
        is_last = throttle.failed(connection, attempt, now)
    _LATER.submit(_note_failure, settings(), attempt, is_last, now)
    return Answer(clock_off=clock_off)


def _note_failure(place: Settings, attempt: Attempt, is_last: bool, now: datetime) -> None:
    try:
        with working_at(place):
            _write_failure(attempt, is_last, now)
    except (DatabaseError, Said) as error:
        _log.error("A failed sign-in is not in the journal: %s", type(error).__name__)


def _write_failure(attempt: Attempt, is_last: bool, now: datetime) -> None:
    which = account.c.email if attempt.what == PASSWORD else account.c.id
    with transaction(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(account.c.id, account.c.school_id).where(which == attempt.account)).all()
        for row in rows:
            lines = [Entry(row.id, each, now) for each in ([FAILED, REFUSED] if is_last else [FAILED])]
            journal.append(connection, row.school_id, *lines)


def failures_are_noted() -> None:
    """Wait until every failure so far has been written to the journal."""
    _LATER.submit(bool).result()
