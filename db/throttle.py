"""Slowing down who guesses, in the database: a restart forgives nothing.

Counted are failures of one account from one address, of one address, and of one account from anywhere. Nobody can
keep the owner out for good: an address the account has signed in from is not held by what other addresses do, nor by
what other accounts do at that address. What is typed counts, whether such an account exists or not.
"""

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from db import schema, vault

_T = schema.throttle
_LONGEST = timedelta(seconds=30)
_STEP = 0.1
_KNOWN = timedelta(days=90)


@dataclass(frozen=True)
class _Rule:
    """After so many failures, each within ``within`` of the one before, nothing is looked at for ``refused``."""

    failures: int
    within: timedelta
    refused: timedelta


_HERE = _Rule(10, timedelta(minutes=30), timedelta(minutes=15))
_ADDRESS = _Rule(50, timedelta(minutes=30), timedelta(minutes=15))
_EVERYWHERE = _Rule(100, timedelta(hours=24), timedelta(minutes=15))


@dataclass(frozen=True)
class Attempt:
    """What is tried, from where: ``what`` tells passwords, codes and confirmations of one account apart."""

    what: str
    account: str
    address: str

    def _names(self) -> tuple[str, str, str]:
        network = _network(self.address)
        here = f"{self.what}|{self.account}|{network}", f"|{network}", f"{self.what}|{self.account}"
        return _hidden(here[0]), _hidden(here[1]), _hidden(here[2])


def refused_until(connection: Connection, attempt: Attempt, now: datetime) -> datetime | None:
    """Until when this attempt is not looked at; None when it may be tried now."""
    here, address, everywhere = attempt._names()
    # What lies ahead was written before the clock was set back: nobody waits for it.
    rows = connection.execute(select(_T).where(_T.c.name.in_([here, address, everywhere]), _T.c.last_at <= now))
    found = {row.name: row for row in rows}
    mine = found.get(here)
    moments = [mine.last_at + _delay(mine.failures), _until(_HERE, mine, now)] if mine else []
    if not mine or mine.good_at is None or mine.good_at < now - _KNOWN:
        moments += [
            _until(rule, found.get(name), now) for name, rule in ((address, _ADDRESS), (everywhere, _EVERYWHERE))
        ]
    return max((moment for moment in moments if moment > now), default=None)


def failed(connection: Connection, attempt: Attempt, now: datetime) -> bool:
    """Count a failure. True when it is the one after which this account is refused here for a while."""
    here, address, everywhere = attempt._names()
    number = _count(connection, here, _HERE, now)
    _count(connection, address, _ADDRESS, now)
    _count(connection, everywhere, _EVERYWHERE, now)
    return number == _HERE.failures


def succeeded(connection: Connection, attempt: Attempt, now: datetime) -> None:
    """Forget the failures of this account at this address, and remember that it belongs here."""
    here, _, _ = attempt._names()
    if _update(connection, here, failures=0, last_at=now, good_at=now) == 0:
        _insert(connection, here, failures=0, last_at=now, good_at=now)
    long_ago = or_(_T.c.good_at.is_(None), _T.c.good_at < now - _KNOWN)
    connection.execute(delete(_T).where(_T.c.last_at < now - _EVERYWHERE.within, long_ago))


def _until(rule: _Rule, row: Row[Any] | None, now: datetime) -> datetime:
    holds = row is not None and row.failures >= rule.failures and row.last_at > now - rule.within
    return row.last_at + rule.refused if row is not None and holds else now


def _delay(failures: int) -> timedelta:
    return min(_LONGEST, timedelta(seconds=_STEP * 2 ** min(failures, 10))) if failures else timedelta(0)


def _count(connection: Connection, name: str, rule: _Rule, now: datetime) -> int:
    goes_on = update(_T).where(_T.c.name == name, _T.c.last_at > now - rule.within)
    one_more, anew = goes_on.values(failures=_T.c.failures + 1, last_at=now), {"failures": 1, "last_at": now}
    for _twice in range(2):
        if connection.execute(one_more).rowcount:
            break
        # None yet, or the last one is so long ago that counting begins anew. Another process may do so just now.
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
    """One household has one address of version 4, and 2⁶⁴ of version 6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(found if found.version == 4 else ipaddress.ip_network((found, 64), strict=False))


def _hidden(name: str) -> str:
    key = vault.vault().derived(b"", b"throttle")
    return hmac.new(key, name.encode("utf-8", "replace"), "sha256").hexdigest()
