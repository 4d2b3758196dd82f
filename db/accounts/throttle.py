"""Slowing down guessing, in the database: a restart resets nothing.

It counts the failures of one account from one address, of one account from anywhere, and, for passwords, of one address
over all accounts. Nobody can lock the owner out for good: an address from which the account has signed in before is not
held back by failures elsewhere, nor by failures of other accounts at that address. Failures count whether or not the
account exists. What this costs innocent people is in docs/dreigingsmodel.md.

Secrets of 256 bits (a session, a calendar address, a one-time link) need no throttle: they cannot be guessed.
"""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from db import schema
from db.keys import vault
from db.store.beside import beside

_T = schema.throttle
PASSWORD, CODE, AGAIN = "password", "code", "again"
_LONGEST = timedelta(seconds=30)
_STEP = 0.1
_KNOWN = timedelta(days=90)


@dataclass(frozen=True)
class _Rule:
    """After ``failures`` failures, each ``within`` that time of the one before, attempts are refused for ``refused``.

    After that the first further failure leads to a refusal again.
    """

    failures: int
    within: timedelta
    refused: timedelta

    def since(self, failures: int, now: datetime) -> datetime:
        """If the last failure was after this moment, a new one adds to it; else counting starts over."""
        return now - (self.within if failures < self.failures else 2 * self.refused)


_HERE = _Rule(10, timedelta(minutes=30), timedelta(minutes=15))
# All schools of a board may share one address, where somebody mistypes every few minutes: that must never add up.
_ADDRESS = _Rule(50, timedelta(minutes=5), timedelta(minutes=15))
_EVERYWHERE = _Rule(100, timedelta(hours=24), timedelta(minutes=15))


@dataclass(frozen=True)
class Attempt:
    """An attempt at ``account`` from the network address ``address``; ``what`` is a password, code or confirmation."""

    what: str
    account: str
    address: str

    def _counted(self) -> dict[str, _Rule]:
        """The counters of this attempt, each with its rule; the one of this account at this address comes first.

        Only passwords are counted per address over all accounts: whoever types a code gave the right password, and
        whoever confirms is signed in, so neither can guess at other accounts. Without an address there is no such
        counter, because everybody would share it.
        """
        network = _network(self.address)
        counted = {f"{self.what}|{self.account}|{network}": _HERE}
        if self.what == PASSWORD and network:
            counted[f"|{network}"] = _ADDRESS
        if self.what != AGAIN:
            counted[f"{self.what}|{self.account}"] = _EVERYWHERE
        return {_hidden(name): rule for name, rule in counted.items()}


class _Tally(NamedTuple):
    failures: int
    last_at: datetime
    good_at: datetime | None


_IN_MEMORY: dict[str, _Tally] = {}
"""Counts of this process while the table fails: guessing is still slowed down, and a right secret gets in."""
_MOST = 10_000
_WHAT = "the brake on guessing, in the database"


def refused_until(connection: Connection, attempt: Attempt, now: datetime) -> datetime | None:
    """Until when (UTC) this attempt is refused; None when it may be tried now."""
    counted = attempt._counted()
    found = _IN_MEMORY
    with beside(connection, _WHAT):
        rows = connection.execute(select(_T).where(_T.c.name.in_(list(counted))))
        found = {row.name: _Tally(row.failures, row.last_at, row.good_at) for row in rows}
    # A moment in the future was written before the clock was set back: ignore it.
    tallies = [(rule, found.get(name)) for name, rule in counted.items()]
    tallies = [(rule, tally if tally and tally.last_at <= now else None) for rule, tally in tallies]
    (_rule, mine), *others = tallies
    moments = [mine.last_at + delay(mine.failures), _until(_HERE, mine, now)] if mine else []
    if not mine or mine.good_at is None or mine.good_at < now - _KNOWN:
        moments += [_until(rule, tally, now) for rule, tally in others]
    return max((moment for moment in moments if moment > now), default=None)


def delay(failures: int) -> timedelta:
    """How long to refuse after so many failures in a row: unnoticed after one or two, then longer each time."""
    return min(_LONGEST, timedelta(seconds=_STEP * 2 ** min(failures, 10))) if failures else timedelta(0)


def failed(connection: Connection, attempt: Attempt, now: datetime) -> bool:
    """Count a failure. True for the one after which this account is refused at this address for a while."""
    counted = attempt._counted()
    numbers: list[int] = []
    with beside(connection, _WHAT) as table:
        numbers = [_count(connection, name, rule, now) for name, rule in counted.items()]
    if table.failed:
        numbers = [_count_in_memory(name, rule, now) for name, rule in counted.items()]
    return numbers[0] == _HERE.failures


def succeeded(connection: Connection, attempt: Attempt, now: datetime) -> None:
    """Reset the failures of this account at this address, and remember that the address belongs to it."""
    here = next(iter(attempt._counted()))
    _IN_MEMORY.pop(here, None)
    with beside(connection, _WHAT):
        if _update(connection, here, failures=0, last_at=now, good_at=now) == 0:
            _insert(connection, here, failures=0, last_at=now, good_at=now)
        long_ago = or_(_T.c.good_at.is_(None), _T.c.good_at < now - _KNOWN)
        connection.execute(delete(_T).where(_T.c.last_at < now - _EVERYWHERE.within, long_ago))


def _count_in_memory(name: str, rule: _Rule, now: datetime) -> int:
    if len(_IN_MEMORY) >= _MOST:
        _IN_MEMORY.clear()
    before = _IN_MEMORY.get(name)
    failures = before.failures + 1 if before and before.last_at > rule.since(before.failures, now) else 1
    _IN_MEMORY[name] = _Tally(failures, now, None)
    return failures


def _until(rule: _Rule, tally: _Tally | None, now: datetime) -> datetime:
    if tally is None or tally.failures < rule.failures:
        return now
    return tally.last_at + rule.refused


def _count(connection: Connection, name: str, rule: _Rule, now: datetime) -> int:
    few, many = (_T.c.last_at > rule.since(each, now) for each in (0, rule.failures))
    goes_on = update(_T).where(_T.c.name == name, or_(few, and_(_T.c.failures >= rule.failures, many)))
    one_more, anew = goes_on.values(failures=_T.c.failures + 1, last_at=now), {"failures": 1, "last_at": now}
    for _twice in range(2):
        if connection.execute(one_more).rowcount:
            break
        # No row yet, or counting starts over. If another process just did the same, add to its count.
        if _update(connection, name, **anew) or _insert(connection, name, **anew):
            break
    return int(connection.execute(select(_T.c.failures).where(_T.c.name == name)).scalar_one())


def _update(connection: Connection, name: str, **values: object) -> int:
    return connection.execute(update(_T).where(_T.c.name == name).values(**values)).rowcount


def _insert(connection: Connection, name: str, **values: object) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(insert(_T).values(name=name, **values))
    except IntegrityError:  # another process was first
        return False
    return True


def _network(address: str) -> str:
    """The network to count by: an IPv4 address, or the /64 of an IPv6 address, which is what one household gets.

    A server that listens on both sees IPv4 addresses as IPv6 ones in one /64 (RFC 4291, 2.5.5.2). They are counted as
    IPv4, or they would all share one counter.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def _hidden(name: str) -> str:
    key = vault.vault().derived(b"", b"throttle")
    return hmac.new(key, name.encode("utf-8", "replace"), "sha256").hexdigest()
