"""Weighing with two people: who was asked, what is fixed, and where the two differ.

The answers of one are not even read for the other until both are fixed; the database query sees to that
(``db.access.blind``). So a dossier loaded for one weigher has no answers of the other until then.
"""

from dataclasses import dataclass

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, JaNeeTwijfel
from meldcode.vastleggingen.samen_wegen import Afwegingen, TweedeWeger, TweedeWegerVervalt, Vergelijking
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd


@dataclass(frozen=True)
class Ronde:
    """One time that two people were to weigh: the first is who asked, the second who was asked."""

    gevraagd: Vastgelegd
    tweede: Persoon
    van_eerste: Vastgelegd | None
    van_tweede: Vastgelegd | None
    vergeleken: Vastgelegd | None

    def is_weger(self, user: User) -> bool:
        """Whether this person is one of the two."""
        return user.id in (self.gevraagd.by, self.tweede.id)

    def of(self, user: User) -> Vastgelegd | None:
        """The answers of this person in it; None when there are none."""
        return next((each for each in (self.van_eerste, self.van_tweede) if each and each.by == user.id), None)

    @property
    def is_vast(self) -> bool:
        """Whether the answers of both are fixed."""
        return bool(self.van_eerste and self.van_tweede)

    @property
    def verschillen(self) -> tuple[str, ...]:
        """The questions to which the two gave another answer; none before both are fixed.

        What one of them left open, for the talk with Veilig Thuis, is no answer.
        """
        one, other = self.van_eerste, self.van_tweede
        if not (one and other):
            return ()
        return tuple(
            naam
            for naam in AFWEGINGEN
            if one.waarde(naam) != other.waarde(naam) and not any(_is_left_open(each, naam) for each in (one, other))
        )

    @property
    def is_klaar(self) -> bool:
        """Whether both are fixed and the differences were discussed."""
        return self.is_vast and (not self.verschillen or self.vergeleken is not None)


def _is_left_open(given: Vastgelegd, naam: str) -> bool:
    """Whether this question was asked and left open; without a suspicion it is not asked."""
    return given.waarde(naam) is None and not given.says("vermoeden", JaNeeTwijfel.NEE)


def ronde(dossier: Dossier) -> Ronde | None:
    """The last time that a second weigher was asked; None when nobody was, or it was withdrawn."""
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
