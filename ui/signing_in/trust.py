"""Which claims of the provider to trust: who belongs to the school, the second factor, and the e-mail address.

Each kind of provider (``Soort``) has claims of its own. Sources: docs/single-sign-on.md.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ui.signing_in.sso_settings import SingleSignOn, Soort

Claims = Mapping[str, object]


def is_of_the_school(claims: Claims, sso: SingleSignOn) -> bool:
    """Whether this is somebody of the school's tenant or domain; checked at every sign-in."""
    match sso.soort:
        case Soort.ENTRA:
            return claims.get("tid") == sso.tenant and not _is_guest(claims, sso)
        case Soort.GOOGLE:
            return isinstance(domain := claims.get("hd"), str) and domain in sso.domeinen
    return True


def shows_second_factor(claims: Claims, sso: SingleSignOn) -> bool:
    """Whether the provider says that it asked for a factor that this school requires; True if none is required."""
    if not sso.tweede_factor:
        return True
    shown: set[object] = {claims.get("acr")}
    for name in ("amr", "acrs"):  # acrs: the authentication contexts of Entra
        listed = claims.get(name)
        shown |= {each for each in listed if isinstance(each, str)} if isinstance(listed, list) else {listed}
    return bool(shown & sso.tweede_factor)


def verified_address(claims: Claims, sso: SingleSignOn) -> str | None:
    """The e-mail address that the provider vouches for, or None. Used only for linking an account, once."""
    if sso.soort is Soort.ENTRA:  # no email_verified; xms_edov says that the domain owner was verified
        vouched = claims.get("xms_edov") in (True, "1", "true")
    else:
        vouched = claims.get("email_verified") is True
    if not vouched:
        return None
    email = claims.get("email")
    # Other characters may look like these or be normalised to them, and so give somebody else's address.
    return email if isinstance(email, str) and email.isascii() else None


def asked_at(claims: Claims, now: datetime) -> datetime:
    """When (naive UTC) the provider last authenticated them: now without ``auth_time``, long ago if it is no time."""
    said = claims.get("auth_time")
    if said is None:
        return now
    if not isinstance(said, int | float) or not said >= 0:
        return now - timedelta(days=1)
    return now - timedelta(seconds=max(0, now.replace(tzinfo=UTC).timestamp() - said))


def _is_guest(claims: Claims, sso: SingleSignOn) -> bool:
    """Whether this person is a guest from another organisation: Entra then names it as ``idp``, with ``acct`` 1."""
    of_the_school = (None, sso.issuer, f"https://sts.windows.net/{sso.tenant}/")
    return claims.get("idp") not in of_the_school or claims.get("acct", 0) != 0
