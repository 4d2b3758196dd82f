"""What people do for a board of several schools: seeing the figures of these, and making schools.

Who may is set on the command line, never from within a school. Whoever makes schools is beheerder of one of them and
reads no dossiers; making a school gives them nothing in it: its first beheerder gets a link.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, or_, select

from db import schema
from db.access import rollen
from db.accounts import accounts, one_time_codes, via
from db.accounts.accounts import normalised
from db.accounts.passwords import NONE_YET, AccountError
from db.journal import journal, seals
from db.journal.journal import Entry
from db.school import schools
from db.school.schools import all_schools
from db.store.engine import EVERY_SCHOOL, hold, reading, transaction
from db.store.faults import Said
from db.store.once import ACCOUNT
from meldcode import functiescheiding
from meldcode.rollen import Permission, Role, User

_A, _B, _M, _S = schema.account, schema.bestuur_school, schema.scholenbeheer, schema.school
_SCHOOLS = select(_B.c.school_id).where(_B.c.account_id == ACCOUNT).order_by(_B.c.school_id)
_ROLES = (
    select(_A.c.role, schema.nevenrol.c.role)
    .join(_M, _M.c.account_id == _A.c.id)
    .outerjoin(schema.nevenrol, schema.nevenrol.c.account_id == _A.c.id)
    .where(_A.c.id == ACCOUNT, _A.c.active)
)
_GETS_IN = select(_A.c.school_id).where(
    or_(_A.c.password_hash != NONE_YET, exists().where(schema.identity.c.account_id == _A.c.id), via.IS_TIED)
)
_NEW = (
    select(_A.c.id, _A.c.naam, _A.c.school_id)
    .join(_S, _S.c.id == _A.c.school_id)
    .where(_S.c.laatste_nummer == 0, _A.c.active, rollen.has(Role.BEHEERDER), _A.c.school_id.not_in(_GETS_IN))
    .order_by(_A.c.created_at, _A.c.id)
)
_NAMES = "names of schools"
"""What is held while a name is given: two who press at once must not give the same one."""
MAY_NOT = "U maakt geen scholen voor het bestuur. Wie dat wel doet, bepaalt wie de server beheert."
READS = "Dit account leest ook dossiers ({}). Wie scholen maakt, leest er geen. Er is niets veranderd."


class BestuurError(Said):
    """The request cannot be granted. The text is a Dutch sentence for the administrator."""


@dataclass(frozen=True)
class Nieuw:
    """A school that was made, its first beheerder, and the code of the link to give them."""

    school: str
    naam: str
    code: str


@dataclass(frozen=True)
class School:
    """A school of this installation. ``wacht_op``: its beheerder, while nobody ever got in there; else empty."""

    id: str
    naam: str
    wacht_op: str


def schools_of(connection: Connection, account_id: str) -> list[str]:
    """The ids of the schools whose figures this account may see; empty when none were assigned."""
    return list(connection.scalars(_SCHOOLS, {"account": account_id}))


def set_schools(connection: Connection, account_id: str, school_ids: Sequence[str]) -> None:
    """Let this account see the figures of exactly these schools."""
    seals.touch_account(connection, account_id)
    connection.execute(delete(_B).where(_B.c.account_id == account_id))
    connection.execute(insert(_B), [{"account_id": account_id, "school_id": each} for each in school_ids])


def give(email: str, names: Sequence[str]) -> list[str]:
    """Let the account with this address see the figures of the schools with these names, or of all if none are named.

    Returns the names of the schools. Raises ``BestuurError``, with nothing changed, when it is not a bestuur account or
    a name is not that of a school here.
    """
    with transaction(EVERY_SCHOOL) as connection:
        mine = _A.c.email == normalised(email), rollen.has(Role.BESTUUR), _A.c.active
        found = connection.scalars(select(_A.c.id).where(*mine).order_by(_A.c.id)).all()
        if not found:
            raise BestuurError("Dit is niet het e-mailadres van een account van het bestuur. Er is niets veranderd.")
        every = all_schools(connection)
        unknown = sorted(set(names) - set(every.values()))
        if unknown:
            raise BestuurError(f"Deze scholen staan hier niet: {', '.join(unknown)}. Er is niets veranderd.")
        given = {each: naam for each, naam in every.items() if naam in names or not names}
        for account_id in found:
            set_schools(connection, account_id, list(given))
        return list(given.values())


def appoint(email: str, *, makes_schools: bool) -> None:
    """Let the beheerder with this address make schools for the board, or no longer.

    Raises ``BestuurError``, with nothing changed, when it is not a beheerder, or one who reads dossiers as well.
    """
    with transaction(EVERY_SCHOOL) as connection:
        if schools.is_practice(connection):
            raise BestuurError("In een oefenschool worden geen scholen gemaakt. Er is niets veranderd.")
        found = accounts.beheerders_at(connection, email)
        if not found:
            raise BestuurError("Dit is niet het e-mailadres van een beheerder. Er is niets veranderd.")
        for account_id, school_id in found:
            seals.touch_account(connection, account_id)
            connection.execute(delete(_M).where(_M.c.account_id == account_id))
            if makes_schools:
                everybody = accounts.list_accounts(connection, school_id)
                (roles,) = (each.roles for each in everybody if each.id == account_id)
                if functiescheiding.is_exception(roles):
                    others = ", ".join(each.midden for each in roles if each is not Role.BEHEERDER)
                    raise BestuurError(READS.format(others))
                connection.execute(insert(_M).values(account_id=account_id))


def makes_schools(connection: Connection, account_id: str) -> bool:
    """Whether this account makes schools for the board: a beheerder who was appointed, and reads no dossiers."""
    rows = connection.execute(_ROLES, {"account": account_id}).all()
    roles: Collection[Role] = {Role(role) for row in rows for role in row if role}
    return Role.BEHEERDER in roles and not functiescheiding.is_exception(roles)


def every_school(user: User) -> list[School]:
    """The schools of this installation, by name. Raises ``AccountError`` when this person does not make schools."""
    with reading(EVERY_SCHOOL) as connection:
        _refuse_unless_theirs(connection, user)
        new = {row.school_id: row.naam for row in reversed(connection.execute(_NEW).all())}
        return [School(each, naam, new.get(each, "")) for each, naam in all_schools(connection).items()]


def make_school(user: User, school: str, naam: str, email: str, now: datetime) -> Nieuw:
    """Make a school with its first beheerder, and a link for them. ``now`` is naive UTC.

    The journal of either school says so. Raises ``AccountError``, with nothing made, when this person does not make
    schools, there is a school of this name, or a field is not acceptable.
    """
    read = _read(school)
    with transaction(EVERY_SCHOOL) as connection:
        _refuse_unless_theirs(connection, user)
        _refuse_taken(connection, read)
        made = schools.create_school(connection, read, oefenschool=False)
        who = {"school_id": made, "naam": naam, "email": email}
        first = accounts.create_account(connection, **who, role=Role.BEHEERDER, password=NONE_YET, now=now)
        journal.append(connection, user.school_id, Entry(user.id, journal.SCHOOL_MADE, now, object_id=made))
        # From here on the school has a key: whatever may be refused was asked above.
        journal.append(connection, made, Entry(user.id, journal.SCHOOL_MADE, now, object_id=made))
        code = one_time_codes.make(connection, first, made, user.id, now)
        seals.cover(connection, made, now)
    return Nieuw(read, naam, code)


def make_link(user: User, school_id: str, now: datetime) -> Nieuw:
    """Make a new link for the first beheerder of a school that nobody ever got into, as when the first one expired.

    Raises ``AccountError`` when this person does not make schools, or somebody got in: then that school helps itself.
    """
    with transaction(EVERY_SCHOOL) as connection:
        _refuse_unless_theirs(connection, user)
        row = connection.execute(_NEW.where(_A.c.school_id == school_id)).first()
        if row is None:
            raise AccountError("Bij deze school is al iemand binnen. Een beheerder van die school maakt daar de links.")
        journal.append(connection, user.school_id, Entry(user.id, one_time_codes.MADE, now, object_id=row.id))
        code = one_time_codes.make(connection, row.id, school_id, user.id, now)
        return Nieuw(schools.school_name(connection, school_id), row.naam, code)


def add_school(school: str, now: datetime) -> str:
    """Make a school without accounts, or find the one of this name that has none; return a code for its beheerder.

    For the command line; ``now`` is naive UTC. Raises ``AccountError`` when there is a school of this name in use, or
    the name is not acceptable.
    """
    read = _read(school)
    with transaction(EVERY_SCHOOL) as connection:
        hold(connection, _NAMES)
        empty = {each: naam for each, naam in all_schools(connection).items() if naam == read}
        again = [each for each in one_time_codes.without_account(connection) if each in empty]
        if again:
            return one_time_codes.make_first_code(connection, again[0], now)
        _refuse_taken(connection, read)
        made = schools.create_school(connection, read, oefenschool=False)
        code = one_time_codes.make_first_code(connection, made, now)
        seals.cover(connection, made, now)
        return code


def _read(school: str) -> str:
    try:
        return schools.read_naam(school)
    except ValueError as problem:
        raise AccountError(str(problem), "school") from None


def _refuse_unless_theirs(connection: Connection, user: User) -> None:
    if not user.may(Permission.MANAGE) or not makes_schools(connection, user.id):
        raise AccountError(MAY_NOT)


def _refuse_taken(connection: Connection, school: str) -> None:
    """Raise ``AccountError`` when there is a school of this name, however it is spelled with capitals."""
    hold(connection, _NAMES)
    if normalised(school) in {normalised(each) for each in all_schools(connection).values()}:
        raise AccountError(f"Er is al een school die {school} heet. Kies een naam die haar onderscheidt.", "school")
