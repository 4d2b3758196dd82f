"""The format in which records are sealed, and reading the records of a dossier for somebody."""

from collections.abc import Callable
from datetime import date

import msgspec
from sqlalchemy import Connection, String, bindparam, func, select

from db import schema
from db.access import blind
from db.keys import vault
from db.keys.vault import place
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd, leeg

_R = schema.vastlegging
_ALL = _R.alias("every")
_Found = tuple[Vastgelegd, ...]
RECORDS = (
    select(
        *(_R.c.id, _R.c.nummer, _R.c.soort, _R.c.recorded_on, _R.c.recorded_by, _R.c.content),
        select(func.count()).select_from(_ALL).where(_ALL.c.dossier_id == bindparam("dossier")).scalar_subquery(),
    )
    .where(_R.c.dossier_id == bindparam("dossier"), blind.shown_to(bindparam("asker", type_=String)))
    .order_by(_R.c.nummer)
)


_EVERY = (
    select(_R.c.id, _R.c.nummer, _R.c.soort, _R.c.recorded_on, _R.c.recorded_by, _R.c.content)
    .where(_R.c.dossier_id == bindparam("dossier"))
    .order_by(_R.c.nummer)
)
_LEFT_OUT = (
    select(_R.c.nummer, _R.c.soort, _R.c.recorded_on, _R.c.recorded_by)
    .where(_R.c.dossier_id == bindparam("dossier"), ~blind.shown_to(bindparam("asker", type_=String)))
    .order_by(_R.c.nummer)
)
"""Records withheld from somebody: number, kind, date and author, and nothing that is sealed."""


class _Content(msgspec.Struct):
    """The part of a record that is sealed, as JSON; an answer is a list in it. No other module knows this format."""

    titel: str
    antwoorden: tuple[Antwoord, ...]
    corrigeert: int | None = None
    als: str = ""


read_content = msgspec.json.Decoder(_Content).decode


def content_of(record: Vastgelegd) -> str:
    """Serialise a record to the text that is sealed."""
    return msgspec.json.encode(_Content(record.titel, record.antwoorden, record.corrigeert, record.als)).decode()


def seal_record(key: bytes, dossier_id: str, row_id: str, text: str) -> bytes:
    """Seal the text of a record (from ``content_of``), bound to its row."""
    return vault.seal(key, place("vastlegging", dossier_id, row_id), text.encode())


def answers_in(key: bytes, dossier_id: str, row_id: str, sealed: bytes) -> dict[str, Antwoord]:
    """The answers in one sealed record, by the name of their vraag, for callers that need no more of the dossier.

    None when it was taken out. Raises ``VaultError`` when it was sealed with another key, or for another row.
    """
    try:
        content = read_content(vault.unseal(key, place("vastlegging", dossier_id, row_id), sealed))
    except vault.TakenOut:
        return {}
    return {each.naam: each for each in content.antwoorden}


def read_record(
    opened: Callable[[str, bytes], bytes], dossier_id: str, row_id: str, nummer: int, soort: str, on: date, by: str,
    sealed: bytes,
) -> Vastgelegd:  # fmt: skip
    """A record from its row; ``opened`` unseals with the key of its dossier. An empty one when it was taken out.

    Raises ``VaultError`` when it does not open, and ``ValueError`` when it cannot be parsed.
    """
    try:
        content = read_content(opened(place("vastlegging", dossier_id, row_id), sealed))
    except vault.TakenOut:
        titel = BY_NAME[soort].titel if soort in BY_NAME else soort
        return leeg(Vastgelegd(nummer, soort, titel, on, by, ()))
    return Vastgelegd(nummer, soort, content.titel, on, by, content.antwoorden, content.corrigeert, als=content.als)


def every_record_of(connection: Connection, dossier_id: str) -> _Found:
    """All records of a dossier, for whoever takes everything along (``db.backup.export``): nobody asks for them.

    Raises ``VaultError`` as ``records_of`` does.
    """
    opened = vault.opener(vault.vault().key(dossier_id))
    rows = connection.execute(_EVERY, {"dossier": dossier_id}).all()
    try:
        return tuple(read_record(opened, dossier_id, *row) for row in rows)
    except ValueError:
        raise vault.VaultError("Een deel van dit dossier is beschadigd.") from None


def records_of(connection: Connection, dossier_id: str, asker: str) -> tuple[_Found, int, _Found]:
    """The records this account may see, how many are withheld from it, and the withheld ones without their content.

    Raises ``VaultError`` when the key is gone, or a record does not open or cannot be parsed.
    """
    opened = vault.opener(vault.vault().key(dossier_id))
    found, total, this = [], 0, {"dossier": dossier_id, "asker": asker}
    try:
        for row_id, nummer, soort, on, by, sealed, total in connection.execute(RECORDS, this).all():  # noqa: B007
            found.append(read_record(opened, dossier_id, row_id, nummer, soort, on, by, sealed))
    except ValueError:  # a damaged date, or a shape other than ``_Content``
        raise vault.VaultError("Een deel van dit dossier is beschadigd en wordt daarom niet getoond.") from None
    if total == len(found):
        return tuple(found), 0, ()
    left_out = connection.execute(_LEFT_OUT, this).all()
    return tuple(found), len(left_out), tuple(Vastgelegd(row[0], row[1], "", *row[2:], ()) for row in left_out)
