"""Who stands where in one dossier, beyond the role: folded from what was recorded, like everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from meldcode.dossier.afspraken import addressed_to, houder
from meldcode.rollen import Role, User
from meldcode.vastleggingen import (
    Afgehandeld,
    Afscherming,
    Afspraak,
    IntrekkenUitnodiging,
    Inzage,
    Opening,
    OpheffenAfscherming,
    Overdracht,
    Uitnodiging,
)
from meldcode.vragen.datum import read_date
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Records
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

if TYPE_CHECKING:
    from meldcode.dossier.dossier import Dossier

LANGST = timedelta(days=366)
# Who may take over from whom: the directie does not walk the route, the ib-er does not confirm its own messages.
NEEMT_WAAR = {
    Role.IB_ER: frozenset({Role.IB_ER, Role.VERTROUWENSPERSOON}),
    Role.DIRECTIE: frozenset({Role.DIRECTIE, Role.VERTROUWENSPERSOON}),
}


class Toegangsoort(StrEnum):
    """How an account stands to a dossier, in the plain table that lists are filtered by."""

    UITGENODIGD = "uitgenodigd"
    AFGESCHERMD = "afgeschermd"
    ALS_IB_ER = "als_ib_er"
    ALS_DIRECTIE = "als_directie"
    INGEZIEN = "ingezien"


ALS = {Role.IB_ER: Toegangsoort.ALS_IB_ER, Role.DIRECTIE: Toegangsoort.ALS_DIRECTIE}


@dataclass(frozen=True)
class Toegang:
    """Shut out, with in which role and by whom they are stood in for; invited until; looked into on which day."""

    afgeschermd: Mapping[str, tuple[Role, str]]
    uitgenodigd: Mapping[str, date]
    ingezien: frozenset[tuple[str, date]]

    @property
    def vervangers(self) -> dict[str, Role]:
        """In which role someone stands in here, by account."""
        return {who: role for role, who in self.afgeschermd.values() if who}

    def role_of(self, user: User) -> Role:
        """The role in which this person acts here."""
        return self.vervangers.get(user.id, user.role)

    def is_uitgenodigd(self, account_id: str, on: date) -> bool:
        until = self.uitgenodigd.get(account_id)
        return until is not None and on <= until

    def rows(self) -> Iterator[tuple[str, Toegangsoort, date | None]]:
        """The same, as rows: account, how it stands to the dossier, until when."""
        yield from ((who, Toegangsoort.UITGENODIGD, until) for who, until in self.uitgenodigd.items())
        yield from ((who, Toegangsoort.AFGESCHERMD, None) for who in self.afgeschermd)
        yield from ((who, ALS[role], None) for who, role in self.vervangers.items())
        yield from ((who, Toegangsoort.INGEZIEN, on) for who, on in dict(sorted(self.ingezien)).items())


def fold(records: Records) -> Toegang:
    """Read from the records as they count who stands where now."""
    shut: dict[str, tuple[Role, str]] = {}
    invited: dict[str, date] = {}
    opened = set()
    for record in records:
        if record.isa(Opening, Afscherming):
            who, deputy = read_persoon(record.waarde("afgeschermd")), read_persoon(record.waarde("vervanger"))
            if who:
                # Who stood in for somebody is replaced in that role.
                role = next((role for role, other in shut.values() if other == who.id), who.role)
                shut[who.id] = (role, deputy.id if deputy and role in NEEMT_WAAR else "")
        elif record.isa(Inzage):
            opened.add((record.by, record.on))
        elif record.isa(Uitnodiging, IntrekkenUitnodiging, OpheffenAfscherming):
            who, until = read_persoon(record.waarde("wie")), read_date(str(record.waarde("tot")))
            if who and record.isa(Uitnodiging) and until:
                invited[who.id] = until
            elif who:
                (shut if record.isa(OpheffenAfscherming) else invited).pop(who.id, None)
    return Toegang(shut, invited, frozenset(opened))


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User, on: date
) -> dict[str, str]:
    """What does not agree about who may read it, per vraag."""
    toegang, who = dossier.toegang, read_persoon(raw.get("wie"))
    if kind is Uitnodiging and who:
        until = read_date(str(raw.get("tot")))
        if who.id in toegang.afgeschermd:
            return {"wie": "Deze collega is afgeschermd van dit dossier."}
        return {"tot": "Kies een dag binnen een jaar."} if until and until > on + LANGST else {}
    if kind is Afspraak and who and who.id in toegang.afgeschermd:
        return {"wie": "Deze collega is afgeschermd van dit dossier."}
    if kind is Afgehandeld and toegang.role_of(by) is not Role.IB_ER:
        mine = {str(nummer) for nummer in addressed_to(dossier.standing, by.id)}
        return {} if raw.get("afspraak") in mine else {"": "Deze afspraak is niet van u."}
    if kind is Overdracht:
        return _handing_over(read_persoon(raw.get("van")), read_persoon(raw.get("naar")), dossier)
    if kind is IntrekkenUitnodiging and who and who.id not in toegang.uitgenodigd:
        return {"wie": "Deze collega leest niet mee."}
    if kind is OpheffenAfscherming and who and who.id not in toegang.afgeschermd:
        return {"wie": "Deze collega is niet afgeschermd."}
    if kind in (Opening, Afscherming):
        shut = read_persoon(raw.get("afgeschermd"))
        return _shutting_out(kind, shut, read_persoon(raw.get("vervanger")), toegang, by) if shut else {}
    return {}


def _handing_over(van: Persoon | None, naar: Persoon | None, dossier: Dossier) -> dict[str, str]:
    if van is None or naar is None:
        return {}
    toegang = dossier.toegang
    holds = houder(dossier.standing, toegang) == van.id
    if not holds and not addressed_to(dossier.standing, van.id):
        return {"van": "Op deze collega wacht in dit dossier niets."}
    if naar.id == van.id or naar.id in toegang.afgeschermd:
        return {"naar": "Kies een andere collega."}
    if holds and toegang.vervangers.get(naar.id, naar.role) is not Role.IB_ER:
        return {"naar": "Wie dit dossier houdt, zet de stappen: kies een intern begeleider."}
    return {}


def _shutting_out(
    kind: type[Vastlegging], who: Persoon, deputy: Persoon | None, toegang: Toegang, by: User
) -> dict[str, str]:
    role = toegang.vervangers.get(who.id, who.role)
    if kind is Opening and who.id == by.id:
        return {"afgeschermd": "Open dit dossier niet zelf: vraag een collega om het te doen."}
    if toegang.role_of(by) is Role.DIRECTIE and role is not Role.IB_ER:
        return {"afgeschermd": "De directie kan alleen de intern begeleider afschermen."}
    if deputy is None:
        return {"vervanger": "Kies wie waarneemt."} if role in NEEMT_WAAR else {}
    if role not in NEEMT_WAAR:
        return {"vervanger": "Voor deze collega hoeft niemand waar te nemen: laat dit leeg."}
    acts = toegang.vervangers.get(deputy.id)
    if deputy.role not in NEEMT_WAAR[role] or acts not in (None, role):
        return {"vervanger": "Deze collega kan dit niet waarnemen: de ene rol houdt oog op de andere."}
    if deputy.id == who.id or deputy.id in toegang.afgeschermd:
        return {"vervanger": "Kies iemand die niet zelf wordt afgeschermd."}
    return {}
