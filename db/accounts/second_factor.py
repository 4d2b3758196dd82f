"""The second step: a six-digit code from an app (TOTP, RFC 6238), or a recovery code on paper. Secrets are sealed."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pyotp
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from db import schema
from db.journal import seals
from db.keys import vault
from db.store.once import ACCOUNT

_F, _R = schema.second_factor, schema.recovery_code
_SECRET = select(_F.c.secret).where(_F.c.account_id == ACCOUNT)
_LEFT = select(func.count()).select_from(_R).where(_R.c.account_id == ACCOUNT)
_STEP = 30
# Allow one step either way, for a code typed just as it changed or a clock that is less than half a minute off. The
# window lies around the right time and around the drift measured earlier of that telephone (RFC 6238, 5.2 and 6).
_EITHER_WAY = (0, -1, 1)
_FAR = 10
"""Largest drift in steps (five minutes) that is measured or accepted."""
RECOVERY_CODES = 10
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LETTERS = 24  # of an alphabet of 32: 120 bits cannot be guessed, so a plain hash is enough


def is_on(connection: Connection, account_id: str) -> bool:
    """Whether this account has a second step."""
    return connection.execute(_SECRET, {"account": account_id}).scalar() is not None


def proposed(connection: Connection, account_id: str, school_id: str) -> str:
    """The secret (base32) to show for this account's app; the same until it is confirmed, or until the next sign-in."""
    sealed = connection.execute(select(_F.c.proposed).where(_F.c.account_id == account_id)).scalar()
    if sealed is not None:
        return _unsealed(account_id, school_id, sealed)
    secret = pyotp.random_base32()
    sealed = vault.seal(_key(school_id), _place(account_id), secret.encode())
    mine = _F.c.account_id == account_id
    if connection.execute(update(_F).where(mine).values(proposed=sealed)).rowcount == 0:
        connection.execute(insert(_F).values(account_id=account_id, proposed=sealed))
    return secret


def address_of(secret: str, email: str) -> str:
    """The ``otpauth`` address in the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Meldroute")


def confirm(connection: Connection, account_id: str, school_id: str, code: str, now: datetime) -> list[str] | None:
    """Enable the proposed secret if this code comes from it; return the recovery codes, which are shown only now.

    None when the code is wrong or nothing was proposed.
    """
    row = connection.execute(select(_F).where(_F.c.account_id == account_id)).one_or_none()
    if row is None or row.proposed is None:
        return None
    off = _off(_unsealed(account_id, school_id, row.proposed), code, now, _window(row.drift))
    if off is None:
        return None
    seals.touch_account(connection, account_id)
    # Overwrite ``last_step``: the steps used up so far belonged to the previous secret.
    new = {"secret": row.proposed, "proposed": None, "last_step": _step(now) + off, "drift": off}
    connection.execute(update(_F).where(_F.c.account_id == account_id).values(new))
    return new_recovery_codes(connection, account_id)


def accepts(connection: Connection, account_id: str, school_id: str, code: str, now: datetime) -> str | None:
    """Use up this code. Returns "app" or "herstelcode" when it was valid, None when not; each code works once."""
    typed = _plain(code)
    if len(typed) == _LETTERS:
        seals.touch_account(connection, account_id)
        used = delete(_R).where(_R.c.account_id == account_id, _R.c.code_hash == _hash(typed))
        return "herstelcode" if connection.execute(used).rowcount == 1 else None
    row = connection.execute(select(_F).where(_F.c.account_id == account_id)).one_or_none()
    if row is None or row.secret is None:
        return None
    off = _off(_unsealed(account_id, school_id, row.secret), typed, now, _window(row.drift))
    return "app" if off is not None and _use_up(connection, account_id, now, off) else None


def clock_off(connection: Connection, account_id: str, school_id: str, code: str, now: datetime) -> timedelta | None:
    """How far the telephone's clock is off (positive: ahead) when that is all that is wrong with this code; else None.

    The code is used up and signs nobody in, so guessing it gains nothing. The drift is stored, so that the next code
    of that telephone is accepted.
    """
    row = connection.execute(select(_F).where(_F.c.account_id == account_id)).one_or_none()
    secrets_there = (
        [_unsealed(account_id, school_id, each) for each in (row.secret, row.proposed) if each] if row else []
    )
    measured = [_off(each, code, now, range(-_FAR, _FAR + 1)) for each in secrets_there]
    off = next((each for each in measured if each is not None), None)
    if off is None or not _use_up(connection, account_id, now, off):
        return None
    return timedelta(seconds=off * _STEP)


def _use_up(connection: Connection, account_id: str, now: datetime, off: int) -> bool:
    """Use up the code that is ``off`` steps ahead, and store that drift. False if this or a later step was used up."""
    step = _step(now) + off
    # One statement, so that of two people who send the same code at once only one gets in.
    later = or_(_F.c.last_step.is_(None), _F.c.last_step < step)
    mine = update(_F).where(_F.c.account_id == account_id, later)
    return connection.execute(mine.values(last_step=step, drift=off)).rowcount == 1


def new_recovery_codes(connection: Connection, account_id: str) -> list[str]:
    """Make ten recovery codes that replace the earlier ones. Only their hashes are stored: show them now."""
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(RECOVERY_CODES)]
    seals.touch_account(connection, account_id)
    connection.execute(delete(_R).where(_R.c.account_id == account_id))
    connection.execute(insert(_R), [{"account_id": account_id, "code_hash": _hash(code)} for code in codes])
    return ["-".join(code[at : at + 6] for at in range(0, _LETTERS, 6)) for code in codes]


def recovery_codes_left(connection: Connection, account_id: str) -> int:
    """How many recovery codes of this account are unused."""
    return int(connection.execute(_LEFT, {"account": account_id}).scalar_one())


def forget_proposed(connection: Connection, account_id: str) -> None:
    """Drop a secret that was shown but not confirmed."""
    connection.execute(update(_F).where(_F.c.account_id == account_id).values(proposed=None))


def remove(connection: Connection, account_id: str) -> None:
    """Remove the second step: the telephone is lost, or has to be set up again."""
    seals.touch_account(connection, account_id)
    connection.execute(delete(_R).where(_R.c.account_id == account_id))
    connection.execute(delete(_F).where(_F.c.account_id == account_id))


def _window(drift: int) -> list[int]:
    """How many steps a code may be off: around the right time, and around the drift measured of this telephone."""
    around = [base + each for base in (0, drift) for each in _EITHER_WAY]
    return sorted({each for each in around if abs(each) <= _FAR}, key=abs)


def _off(secret: str, code: str, now: datetime, window: Iterable[int]) -> int | None:
    """By how many steps this code is off, within this window; None when it matches none."""
    typed, totp = _plain(code), pyotp.TOTP(secret)
    fits = [off for off in window if hmac.compare_digest(totp.generate_otp(_step(now) + off), typed)]
    return fits[0] if fits else None


def _step(now: datetime) -> int:
    return int(now.replace(tzinfo=UTC).timestamp()) // _STEP


def _plain(code: str) -> str:
    """A code without the separators people type."""
    return "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _unsealed(account_id: str, school_id: str, sealed: bytes) -> str:
    return vault.unseal(_key(school_id), _place(account_id), sealed).decode()


def _key(school_id: str) -> bytes:
    """A key derived for this purpose only; it survives a change of the master key and a move of the school."""
    known = vault.vault()
    if school_id not in known.keys([school_id]):
        known.add([school_id])
    return hmac.digest(known.key(school_id), b"second factor", "sha256")


def _place(account_id: str) -> str:
    return f"second_factor|{account_id}"
