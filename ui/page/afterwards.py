"""What is said after recording: who can read the vastlegging now, and what comes next."""

from db.access import toegang
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.nieuws import hierna
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Afwegingen
from meldcode.vragen.persoon import Persoon, once_each
from ui import clock

_NAMED = 3


def sentences(after: Dossier, user: User) -> list[str]:
    """The Dutch sentences below "Vastgelegd": the time, who can read it, and what comes next. ``after``: as stored."""
    return [f"Om {clock.hour_now()} uur.", *hierna(after), *_who(after, user), *_next(after, user)]


def _who(after: Dossier, user: User) -> list[str]:
    """Who can read the last record, by name. Nothing about ``Afwegingen``: the other weigher may not read them yet."""
    record = after.records[-1]
    if record.isa(Afwegingen) or after.fase is Fase.VERNIETIGD:
        return []
    with reading(user.school_id) as connection:
        everyone = toegang.colleagues(connection, user.school_id)
    readers = once_each(each for each in everyone if each.id != user.id and _reads(after, each, record.nummer))
    if not readers:
        return ["Alleen u kunt dit lezen."]
    names = [f"{each.naam} ({each.role.midden})" for each in readers[:_NAMED]]
    rest = len(readers) - len(names)
    if rest:
        names.append(f"nog {rest}")
    together = f"{', '.join(names[:-1])} en {names[-1]}" if len(names) > 1 else names[0]
    return [f"{together} {'kan' if len(readers) == 1 else 'kunnen'} dit nu lezen."]


def _reads(after: Dossier, who: Persoon, nummer: int) -> bool:
    user, today = User(who.id, after.school_id, who.naam, who.role), clock.today()
    return after.readable_by(user, today) and any(
        each.nummer == nummer for each in after.visible_to(user, today).records
    )


def _next(after: Dossier, user: User) -> list[str]:
    stap = after.stap
    if not after.may(user, Permission.WALK_ROUTE) or after.status(stap) is Stapstatus.AFGEROND:
        return []
    missing = after.missing(stap)
    if missing:
        tekst = missing[0].tekst
        return [f"Hierna: {tekst[0].lower()}{tekst[1:]}{'' if tekst.endswith('?') else '.'}"]
    return [f"Alles is er: {stap.naam.lower()} kan worden afgerond."]
