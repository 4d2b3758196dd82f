"""The papers of dossiers, as the journal knows them: which were made, when and by whom, and of which file.

The file itself is kept nowhere. Its line in the journal binds it by its SHA-256, with the number of records that the
dossier had: so whoever brings it back years later can be told whether it is unaltered.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db import schema
from db.journal import journal
from db.journal.journal import Entry
from db.store.once import DOSSIER, LIMIT, NO_END, SCHOOL, unindexed
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import MeldingVerstuurd
from meldcode.vastleggingen.melding.verstuurd import Exemplaar, read_exemplaar
from meldcode.vragen.datum import at_school, in_words

_A, _D, _J = schema.account, schema.dossier, schema.journal
DOSSIER_HEEL, BELKAART, LEIDRAAD, BRIEF = "dossier", "belkaart", "leidraad", "brief"
INZAGE, VERKLARING = "inzage", "verklaring"
MELDING, LOS_BLAD, NOTA, BESPREKINGSBLAD = "melding", "losblad", "nota", "besprekingsblad"
NAMEN = {
    DOSSIER_HEEL: "Het hele dossier",
    BELKAART: "Belkaart Veilig Thuis",
    LEIDRAAD: "Gespreksleidraad",
    BRIEF: "Brief na een gesprek",
    INZAGE: "Pakket voor inzage",
    MELDING: "Melding aan Veilig Thuis",
    LOS_BLAD: "Los blad bij de melding",
    NOTA: "Nota aan de directie",
    BESPREKINGSBLAD: "Blad voor de leerlingbespreking",
    VERKLARING: "Verklaring van vernietiging",
}
"""Every paper about a dossier that there is or was, by the name in its line: what it is called."""
_ONBEKEND = "Een papier"
_MADE = (
    select(_J.c.seq, _J.c.at, _J.c.actor, _J.c.object_id)
    .where(
        _J.c.school_id == SCHOOL,
        _J.c.dossier_id == DOSSIER,
        _J.c.action == journal.PAPER_MADE,
        unindexed(_J.c.seq) < bindparam("before"),
    )
    .order_by(unindexed(_J.c.seq).desc())  # the lines of one dossier are few, those of the school are many
    .limit(LIMIT)
)
_COPIES = (
    select(_J.c.seq, _J.c.at, _J.c.digest)
    .where(
        _J.c.school_id == SCHOOL,
        _J.c.dossier_id == DOSSIER,
        _J.c.action == journal.PAPER_MADE,
        _J.c.object_id.startswith(f"{MELDING}/"),
    )
    .order_by(unindexed(_J.c.seq).desc())
    .limit(LIMIT)
)
_IS_COPY = select(_J.c.seq).where(
    _J.c.school_id == SCHOOL,
    _J.c.dossier_id == DOSSIER,
    _J.c.action == journal.PAPER_MADE,
    _J.c.seq == bindparam("line"),
    _J.c.digest == bindparam("made"),
)
_SENT = select(_J.c.object_id).where(
    _J.c.school_id == SCHOOL, _J.c.action == journal.PAPER_SENT, _J.c.digest == bindparam("made")
)
_BOUND = (
    select(_J.c.at, _J.c.object_id, _A.c.naam, _D.c.versie, _D.c.fase)
    .outerjoin(_A, _A.c.id == _J.c.actor)
    .outerjoin(_D, _D.c.id == _J.c.dossier_id)
    .where(_J.c.school_id == SCHOOL, _J.c.action == journal.PAPER_MADE, _J.c.digest == bindparam("made"))
    .order_by(_J.c.seq)
)


@dataclass(frozen=True)
class Papier:
    """One paper that was made: the number of its line, when (naive UTC), by which account, and what it is called."""

    seq: int
    at: datetime
    by: str
    naam: str


@dataclass(frozen=True)
class Nagegaan:
    """What is to be said of a file that was brought back, as Dutch sentences.

    ``is_known``: this school made this very file. ``is_goed``: and nothing is gone from its dossier since.
    """

    is_known: bool
    is_goed: bool
    tekst: str


UNKNOWN = Nagegaan(False, False, "Dit bestand is hier niet zo gemaakt, of het is daarna veranderd.")


def digest_of(content: bytes) -> str:
    """What a line binds of a file: its SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


def written(soort: str, versie: int) -> str:
    """What the line says of a paper: its kind, and how many records the dossier had: the number of the last."""
    return f"{soort}/{versie}"


def of_dossier(
    connection: Connection, dossier_id: str, school_id: str, *, before: int = 0, limit: int = 50
) -> Sequence[Papier]:
    """The papers of a dossier, the newest first; only those with a line below ``before``, if given."""
    asked = {"school": school_id, "dossier": dossier_id, "before": before or NO_END, "limit": limit}
    return [Papier(row.seq, row.at, row.actor, _naam(row)) for row in connection.execute(_MADE, asked)]


def copies(
    connection: Connection, dossier_id: str, school_id: str, limit: int = 20
) -> list[tuple[Exemplaar, datetime]]:
    """The copies of the melding that were made, the newest first, each with when (naive UTC)."""
    asked = {"school": school_id, "dossier": dossier_id, "limit": limit}
    return [(Exemplaar(row.seq, row.digest), row.at) for row in connection.execute(_COPIES, asked)]


def bind(connection: Connection, dossier: Dossier, at: datetime) -> None:
    """If the last record says that a copy was sent, write a line that binds that very file to this record.

    Raises ``Geweigerd`` when the copy was not made of this dossier.
    """
    record = dossier.records[-1]
    if not record.isa(MeldingVerstuurd):
        return
    sent = read_exemplaar(record.waarde("exemplaar"))
    asked = {"school": dossier.school_id, "dossier": dossier.id}
    if sent is None or not connection.execute(_IS_COPY, {**asked, "line": sent.regel, "made": sent.hash}).first():
        raise Geweigerd("Dit exemplaar is niet van dit dossier. Kies een ander.")
    line = Entry(record.by, journal.PAPER_SENT, at, dossier.id, written(MELDING, record.nummer), sent.hash)
    journal.append(connection, dossier.school_id, line)


def look_up(connection: Connection, school_id: str, content: bytes) -> Nagegaan:
    """Whether this school made this very file, and what came of its dossier since."""
    found = connection.execute(_BOUND, {"school": school_id, "made": digest_of(content)}).first()
    if found is None:
        return UNKNOWN
    then = at_school(found.at)
    made = f"‘{_naam(found)}’, gemaakt op {in_words(then.date())} om {then:%H:%M} door {found.naam or 'onbekend'}"
    since, is_goed = _since(int(found.object_id.partition("/")[2] or 0), found)
    sent = connection.execute(_SENT, {"school": school_id, "made": digest_of(content)}).scalar()
    told = f" Volgens vastlegging {sent.partition('/')[2]} is dit exemplaar verstuurd." if sent else ""
    return Nagegaan(True, is_goed, f"Dit bestand is ongewijzigd: {made}.{told} {since}")


def _since(had: int, found: Any) -> tuple[str, bool]:
    """How the dossier is now, compared with when it had so many records, and whether that can be."""
    if found.versie is None:
        return "Het dossier is hier niet meer.", False
    if found.fase == Fase.VERNIETIGD:
        return "Het dossier is daarna vernietigd.", True
    if found.versie == had:
        return f"Het dossier had toen {_keer(had)}, en nu ook.", True
    if found.versie > had:
        return f"Het dossier had toen {_keer(had)}, en nu {found.versie}: het is langer geworden.", True
    return f"Het dossier had toen {_keer(had)}, en nu {found.versie}: er is iets weg.", False


def _keer(number: int) -> str:
    return "1 vastlegging" if number == 1 else f"{number} vastleggingen"


def _naam(row: Any) -> str:
    return NAMEN.get(str(row.object_id).partition("/")[0], _ONBEKEND)
