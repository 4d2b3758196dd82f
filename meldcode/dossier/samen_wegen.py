"""Two pairs of eyes: who was asked, what of it is fixed, and where the two differ.

What one of them answered is not even read for the other until both are fixed; that is held in the database
(``db.blind``). So a dossier that is loaded for one weigher holds no answers of the other until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from meldcode.rollen import Role, User
from meldcode.vastleggingen import Besluit, Weging
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN
from meldcode.vastleggingen.samen_wegen import Afwegingen, TweedeWeger, TweedeWegerVervalt, Vergelijking
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.tekst import visible
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw

if TYPE_CHECKING:
    from meldcode.dossier.dossier import Dossier


@dataclass(frozen=True)
class Ronde:
    """One time that two were to weigh: the first is who asked, the second who was asked."""

    gevraagd: Vastgelegd
    tweede: Persoon
    van_eerste: Vastgelegd | None
    van_tweede: Vastgelegd | None
    vergeleken: Vastgelegd | None

    def is_weger(self, user: User) -> bool:
        return user.id in (self.gevraagd.by, self.tweede.id)

    def of(self, user: User) -> Vastgelegd | None:
        """What this person answered in it."""
        return next((each for each in (self.van_eerste, self.van_tweede) if each and each.by == user.id), None)

    @property
    def is_vast(self) -> bool:
        """Whether both are fixed."""
        return bool(self.van_eerste and self.van_tweede)

    @property
    def verschillen(self) -> tuple[str, ...]:
        """The questions to which the two gave another answer; none before both are fixed."""
        if not (self.van_eerste and self.van_tweede):
            return ()
        return tuple(n for n in AFWEGINGEN if self.van_eerste.waarde(n) != self.van_tweede.waarde(n))

    @property
    def is_klaar(self) -> bool:
        """Whether both are fixed and what differs was spoken about."""
        return self.is_vast and (not self.verschillen or self.vergeleken is not None)


def ronde(dossier: Dossier) -> Ronde | None:
    """The last time that a second weigher was asked; None when nobody was, or it came to nothing."""
    asked = dossier.last(TweedeWeger, TweedeWegerVervalt)
    who = read_persoon(asked.waarde("wie")) if asked else None
    if asked is None or who is None:
        return None
    since = [each for each in dossier.of(Afwegingen) if each.nummer > asked.nummer]
    given = {each.by: each for each in since}
    compared = dossier.last(Vergelijking)
    return Ronde(
        asked,
        who,
        given.get(asked.by),
        given.get(who.id),
        compared if compared and compared.nummer > asked.nummer else None,
    )


def waits_for(dossier: Dossier) -> Ronde | None:
    """The round in which the colleague who was asked has not answered yet.

    That they answered is known to everybody; what they answered is not read for others (``Dossier.blind``).
    """
    now = ronde(dossier)
    if now is None:
        return None
    fixed = {each.by for each in (*dossier.of(Afwegingen), *dossier.blind) if each.nummer > now.gevraagd.nummer}
    return None if now.tweede.id in fixed else now


def objections(
    kind: type[Vastlegging], raw: Mapping[str, Raw], dossier: Dossier, *, by: User, on: date
) -> dict[str, str]:
    """What keeps this from being recorded now: per vraag, or under the empty key."""
    now = ronde(dossier)
    if kind is TweedeWeger:
        return _asking(now, read_persoon(raw.get("wie")), dossier, by, on)
    if kind is Weging and now and not now.is_klaar:
        return {"": _waiting(now)}
    if kind is TweedeWegerVervalt and (now is None or now.is_vast):
        return {"": "Er wordt op geen tweede weger gewacht."}
    if kind is Afwegingen:
        return _answering(now, by)
    if kind is Vergelijking:
        return _comparing(now, raw)
    return {}


def _asking(now: Ronde | None, who: Persoon | None, dossier: Dossier, by: User, on: date) -> dict[str, str]:
    if now and not now.is_klaar:
        return {"": "Er is al een tweede weger gevraagd."}
    weighed = dossier.last(Weging, Besluit)
    if weighed and weighed.isa(Weging):
        return {"": "Er is al gewogen. Een tweede weger vraagt u vóór de weging; neem nu eerst een besluit."}
    if who and who.id == by.id:
        return {"wie": "Kies iemand anders dan uzelf."}
    if who and not _may_read(who, dossier, on):
        return {"wie": "Deze collega mag dit dossier niet lezen. Nodig de collega eerst uit, bij ‘Wie leest mee’."}
    return {}


def _may_read(who: Persoon, dossier: Dossier, on: date) -> bool:
    toegang = dossier.toegang
    acts = toegang.vervangers.get(who.id, who.role)
    return who.id not in toegang.afgeschermd and (acts is Role.IB_ER or toegang.is_uitgenodigd(who.id, on))


def _answering(now: Ronde | None, by: User) -> dict[str, str]:
    if now is None or not now.is_weger(by):
        return {"": "U bent niet gevraagd om mee te wegen."}
    if now.is_vast or now.of(by):
        return {"": "Uw antwoorden liggen al vast."}
    return {}


def _comparing(now: Ronde | None, raw: Mapping[str, Raw]) -> dict[str, str]:
    if now is None or not now.is_vast or now.vergeleken:
        return {"": "Er valt nu niets te vergelijken."}
    missing = [naam for naam in now.verschillen if len(visible(str(raw.get(naam) or ""))) < 5]
    if missing:
        return dict.fromkeys(missing, "Schrijf in één regel op waar het verschil vandaan komt.")
    same = [naam for naam in AFWEGINGEN if naam not in now.verschillen and raw.get(naam)]
    return dict.fromkeys(same, "Hierover verschilt u niet: laat dit leeg.")


def _waiting(now: Ronde) -> str:
    if now.is_vast:
        return "Bespreek eerst waar de twee wegingen verschillen, bij ‘Samen wegen’."
    return "Er is een tweede weger gevraagd. Leg eerst ieder de vijf afwegingen vast, of laat de vraag vervallen."
