"""Weighing with two people: who was asked, whose answers are recorded, and where the two differ.

Until both recorded their answers, those of one are not loaded from the database for the other (``db.access.blind``):
a dossier loaded for one weigher has no answers of the other until then.
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
    """One time that two people weigh: the first is who asked, the second (``tweede``) who was asked.

    ``van_eerste``, ``van_tweede``: the records with their answers. ``vergeleken``: the comparison. None: not recorded
    yet, or not loaded for this person.
    """

    gevraagd: Vastgelegd
    tweede: Persoon
    van_eerste: Vastgelegd | None
    van_tweede: Vastgelegd | None
    vergeleken: Vastgelegd | None

    def is_weger(self, user: User) -> bool:
        """Whether this person is one of the two."""
        return user.id in (self.gevraagd.by, self.tweede.id)

    def of(self, user: User) -> Vastgelegd | None:
        """The record with the answers of this person; None when there is none."""
        return next((each for each in (self.van_eerste, self.van_tweede) if each and each.by == user.id), None)

    @property
    def is_vast(self) -> bool:
        """Whether both recorded their answers, after which these cannot change."""
        return bool(self.van_eerste and self.van_tweede)

    @property
    def verschillen(self) -> tuple[str, ...]:
        """The names of the questions that the two answered differently; empty before both recorded their answers.

        A question that one of them left open, for the talk with Veilig Thuis, is not a difference.
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
        """Whether both recorded their answers and the differences, if any, were discussed."""
        return self.is_vast and (not self.verschillen or self.vergeleken is not None)


def _is_left_open(given: Vastgelegd, naam: str) -> bool:
    """Whether this question was asked and left open. Without a suspicion it was not asked."""
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
    """The round in which the colleague who was asked has not answered yet; None when there is none.

    Everybody may know that they answered, but not what: such records are in ``Dossier.blind``, without content.
    """
    now = ronde(dossier)
    if now is None:
        return None
    fixed = {each.by for each in (*dossier.of(Afwegingen), *dossier.blind) if each.nummer > now.gevraagd.nummer}
    return None if now.tweede.id in fixed else now
