"""Access to one dossier beyond the role: invitations, exclusions and inspections, computed from the records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meldcode.rollen import Role, User
from meldcode.vastleggingen import (
    ALLE,
    Afscherming,
    IntrekkenUitnodiging,
    Inzage,
    MedeHouder,
    Opening,
    OpheffenAfscherming,
    Overdracht,
    Uitnodiging,
)
from meldcode.vragen.datum import read_date
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from meldcode.vragen.vastlegging import vragen

# Which roles may stand in for a role. Directie and ib-er not for each other: one confirms what the other reports.
NEEMT_WAAR = {
    Role.IB_ER: frozenset({Role.IB_ER, Role.VERTROUWENSPERSOON}),
    Role.DIRECTIE: frozenset({Role.DIRECTIE, Role.VERTROUWENSPERSOON}),
}

_COLLEAGUES = {
    kind.__name__: [each.naam for each in vragen(kind) if each.soort is Persoon and not each.ook_vertrokken]
    for kind in ALLE
}


class Toegangsoort(StrEnum):
    """A kind of access to a dossier, as stored in the table by which lists are filtered."""

    UITGENODIGD = "uitgenodigd"
    AFGESCHERMD = "afgeschermd"
    ALS_IB_ER = "als_ib_er"
    ALS_DIRECTIE = "als_directie"
    INGEZIEN = "ingezien"
    MEDE_HOUDER = "mede_houder"


ALS = {Role.IB_ER: Toegangsoort.ALS_IB_ER, Role.DIRECTIE: Toegangsoort.ALS_DIRECTIE}


@dataclass(frozen=True)
class Toegang:
    """The access to one dossier, by account id.

    ``afgeschermd``: who is excluded, by each role in which that was said the account of the substitute for it (empty:
    none). ``uitgenodigd``: who is invited, with the last day. ``ingezien``: who of the directie inspected it, on which
    day. ``mede_houder``: who holds it together with the holder, which lets nobody read it; empty: nobody.
    """

    afgeschermd: Mapping[str, Mapping[Role, str]]
    uitgenodigd: Mapping[str, date]
    ingezien: frozenset[tuple[str, date]]
    mede_houder: str = ""

    @property
    def vervangers(self) -> dict[str, Role]:
        """The roles in which substitutes stand in here, by account id."""
        return {who: role for each in self.afgeschermd.values() for role, who in each.items() if who}

    def role_of(self, user: User) -> Role:
        """The role in which this person acts here: as a substitute, or else their own. Exclusion is not looked at."""
        return self.vervangers.get(user.id, user.role.acts_as)

    def is_uitgenodigd(self, account_id: str, on: date) -> bool:
        """Whether this account is invited on this day. The last day of an invitation is included."""
        until = self.uitgenodigd.get(account_id)
        return until is not None and on <= until

    def rows(self) -> Iterator[tuple[str, Toegangsoort, date | None]]:
        """The same as rows to store: account id, kind of access, last day (None: without an end)."""
        yield from ((who, Toegangsoort.UITGENODIGD, until) for who, until in self.uitgenodigd.items())
        yield from ((who, Toegangsoort.AFGESCHERMD, None) for who in self.afgeschermd)
        yield from ((who, ALS[role], None) for who, role in self.vervangers.items())
        yield from ((who, Toegangsoort.INGEZIEN, on) for who, on in dict(sorted(self.ingezien)).items())
        if self.mede_houder:
            yield self.mede_houder, Toegangsoort.MEDE_HOUDER, None


def chosen_in(record: Vastgelegd) -> Iterator[Persoon]:
    """The colleagues chosen in this record, as they were called that day.

    Without answers to a vraag that may also name somebody who no longer works here (``Vraag.ook_vertrokken``).
    """
    found = (read_persoon(record.waarde(naam)) for naam in _COLLEAGUES.get(record.soort, ()))
    yield from (each for each in found if each)


def fold(records: Records) -> Toegang:
    """The access that follows from the records that count, in order."""
    shut: dict[str, dict[Role, str]] = {}
    invited: dict[str, date] = {}
    opened = set()
    mede = ""
    for record in records:
        if record.isa(Opening, Afscherming):
            who, deputy = read_persoon(record.waarde("afgeschermd")), read_persoon(record.waarde("vervanger"))
            if who:
                # An earlier substitute in that role is replaced.
                said = ((role, other) for each in shut.values() for role, other in each.items())
                role = next((role for role, other in said if other == who.id), who.role.acts_as)
                shut.setdefault(who.id, {})[role] = deputy.id if deputy and role in NEEMT_WAAR else ""
        elif record.isa(Inzage):
            opened.add((record.by, record.on))
        elif record.isa(MedeHouder, Overdracht):
            mede = _mede_houder(record, mede)
        elif record.isa(Uitnodiging, IntrekkenUitnodiging, OpheffenAfscherming):
            who, until = read_persoon(record.waarde("wie")), read_date(str(record.waarde("tot")))
            if who and record.isa(Uitnodiging) and until:
                invited[who.id] = until
            elif who:
                (shut if record.isa(OpheffenAfscherming) else invited).pop(who.id, None)
    return Toegang(shut, invited, frozenset(opened), "" if mede in shut else mede)


def _mede_houder(record: Vastgelegd, now: str) -> str:
    """Who holds it as the second one after this record: who was named, or to whom that one handed over."""
    if record.isa(MedeHouder):
        who = read_persoon(record.waarde("wie"))
        return who.id if who else ""
    van, naar = read_persoon(record.waarde("van")), read_persoon(record.waarde("naar"))
    if van is None or naar is None or van.id != now:
        return now
    return naar.id if naar.role.acts_as is Role.IB_ER else ""
