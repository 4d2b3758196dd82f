"""Which rows are written while somebody forges messages, and whose they are. Every table has a verdict by hand."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select

from db import schema
from db.journal.chain import SEALED
from db.schema.metadata import metadata
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import Role, User
from tests.attack.planted import CANARIES, Planted

_TABLES = metadata.sorted_tables
Rows = Mapping[str, frozenset[Row[Any]]]

# A row belongs to the account that one of these columns names: whoever did it, or was told and confirmed.
OF_SOMEBODY = {
    "account": ("id",),
    "alarm": ("by_id", "account_id"),
    **dict.fromkeys(("bespreking", "bijlage", "concept", "feed", "gezien", "half_login", "identity"), ("account_id",)),
    **dict.fromkeys(("link", "login", "recovery_code", "second_factor"), ("account_id",)),
    "journal": ("actor",),
    **dict.fromkeys(("werkt_niet", "afwezigheid"), ("account_id",)),
    "vastlegging": ("recorded_by",),
    "vernietiging": ("requested_by",),
}
# These follow from what was recorded in the same dossier.
OF_A_DOSSIER = {
    "dossier": "id",
    "toegang": "dossier_id",
    "verloop_fase": "dossier_id",
    "verloop_merk": "dossier_id",
    "verloop_wacht": "dossier_id",
    "verplichting": "dossier_id",
}
# These come with a row of the sender's own: a meeting, a mail about a record, the number of a new dossier.
GO_WITH_IT = {"agendapunt": "bespreking", "deelnemer": "bespreking", "mail": "journal", "school": "dossier"}
NOT_THIS_WAY = {
    "bestuur_school",
    "eigen",
    "first_code",
    "gedaan",
    "geheim",
    "inloggen_via",
    "nevenrol",
    "setting",
    "statistiek",
    "termijn",
    "tijdelijk",
    "verwant",
}
NOT_THIS_WAY |= {"vrij", "vrij_groep", "leerlingenlijst", "scholenbeheer", "verhuizing"}
COUNTS = {"throttle"}  # wrong guesses, which belong to nobody and have no name
# How far somebody has looked stands in the row of the dossier, and comes with a row of their own in ``gezien``.
LOOKED = "how far is looked"
_D = schema.dossier.c
_FOLLOWS = ("gezien_tot", "houder_tot", "directie_tot", "bekeken_op")  # of no other table


def stored() -> Rows:
    """All rows of all tables, to compare with later."""
    with reading(EVERY_SCHOOL) as connection:
        asked = {each.name: select(*(column for column in each.c if column.name not in _FOLLOWS)) for each in _TABLES}
        asked[LOOKED] = select(_D.id, *(_D[name] for name in _FOLLOWS))
        return {name: frozenset(connection.execute(each).all()) for name, each in asked.items()}


def strangers(before: Rows, after: Rows, sender: User, planted: Planted) -> list[str]:
    """Written rows that are not the sender's own, in words."""
    changed = {name: before[name] ^ after[name] for name in after}
    found = [f"{name} changed" for name in NOT_THIS_WAY if changed[name]]
    for name, columns in OF_SOMEBODY.items():
        for row in changed[name]:
            whose = {getattr(row, each) for each in columns} | _bound(name, row)
            found += [f"{name} of {whose}: {getattr(row, 'action', '')}"] if sender.id not in whose else []
    made = {row.id for row in changed["dossier"] - before["dossier"] if row.opened_by == sender.id}
    own = made | {row.dossier_id for row in changed["vastlegging"]}
    for name, column in OF_A_DOSSIER.items():
        found += [f"{name} of {getattr(row, column)}" for row in changed[name] if getattr(row, column) not in own]
    found += [f"{name} without {cause}" for name, cause in GO_WITH_IT.items() if changed[name] and not changed[cause]]
    looked = {row.dossier_id for row in changed["gezien"]}
    found += [f"looked at {row.id}, without a line" for row in changed[LOOKED] if row.id not in looked | made]
    closed = {id: what for what, id in planted.dossiers.items() if not may_record(sender, what)}
    found += [f"looked into the dossier {closed[each]}" for each in sorted(looked & set(closed))]
    return found + [f"recorded in the dossier {closed[each]}" for each in sorted(own & set(closed))]


def _bound(name: str, row: Row[Any]) -> set[str]:
    """The line that binds an account is added by Meldroute itself; it counts as written by whoever changed it."""
    return {row.object_id} if name == "journal" and row.action == SEALED else set()


def may_record(sender: User, what: str) -> bool:
    """Whether this person may add records to this dossier: readers, and the directie by receipt or looking into it."""
    return sender.role in CANARIES[what].seen_by or (sender.role is Role.DIRECTIE and what != "of another school")
