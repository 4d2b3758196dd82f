"""The dossier as a value: its records in order, with what is computed from them, such as the fase and who may read."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from meldcode.bewaren.verband import ALLEEN, Verband
from meldcode.bewaren.verzegeld import verzegeld_tot
from meldcode.dossier import afspraken, toegang
from meldcode.dossier.toegang import Toegang
from meldcode.dossier.zicht import is_visible, read_along
from meldcode.gezag import met_gezag
from meldcode.namen.groep import GROEP_ONBEKEND
from meldcode.rollen import Permission, Role, User, allows
from meldcode.route.fasen import Fase, walk
from meldcode.route.stappen import STAPPEN, Stap
from meldcode.vastleggingen import BY_NAME, Afronding, Opening
from meldcode.vragen.eisen import Eis, Wie, of_each, unmet
from meldcode.vragen.geboren import Geboren, stored_geboren
from meldcode.vragen.vastgelegd import Records, Vastgelegd, standing
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw


class Stapstatus(StrEnum):
    """The status of a stap in a dossier."""

    AFGEROND = "afgerond"
    BEZIG = "bezig"
    OVERGESLAGEN = "later aanvullen"
    NOG_NIET = "nog niet"


@dataclass(frozen=True)
class Dossier:
    """A dossier, immutable: ``vastleggen.record`` returns a new one with one record more.

    It is whole, or a view: what one person may read of it (``visible_to``). ``kept_back`` is how many records are left
    out, in a view or because a weigher may not see them yet.
    """

    id: str
    school_id: str
    codenaam: str
    opened_by: str
    records: tuple[Vastgelegd, ...] = ()
    kept_back: int = 0
    blind: tuple[Vastgelegd, ...] = ()
    """Records withheld from one weigher: author and date, without content."""
    whole: Toegang | None = None
    """In a view: the access of everybody, as computed from the whole dossier. None in a whole dossier."""
    verband: Verband = ALLEEN
    """What other dossiers mean for how long this one is kept, as it was when this one was loaded closed."""

    @cached_property
    def toegang(self) -> Toegang:
        """Who is invited, excluded, or stands in here."""
        return self.whole or toegang.fold(self.standing)

    @property
    def versie(self) -> int:
        """How many records the dossier has, including those not shown to this person."""
        return len(self.records) + self.kept_back

    def since(self, versie: int) -> Records:
        """The records added after version ``versie``, as far as shown to this person."""
        return tuple(record for record in self.records if record.nummer > versie)

    @cached_property
    def standing(self) -> Records:
        """The records that count, each correction in place of what it corrects. The route is computed from these."""
        return standing(self.records)

    @cached_property
    def _walked(self) -> tuple[tuple[int, Fase], ...]:
        return walk(self.standing)

    @property
    def fase(self) -> Fase:
        """The fase it is in now. Needs at least the opening."""
        return self._walked[-1][1]

    @property
    def fase_since(self) -> date:
        """The day on which it came into its present fase. Needs at least the opening."""
        return self.standing[self._walked[-1][0]].on

    @property
    def stap(self) -> Stap:
        """The stap the dossier is in."""
        return STAPPEN[self.fase.stap - 1]

    @property
    def born(self) -> Geboren | None:
        """When the pupil was born, as far as that is known; None when that was not asked, or not of this person."""
        return stored_geboren(self.leerling("geboren"))

    def leerling(self, naam: str) -> str:
        """What the opening says about the pupil, by the name of the vraag; empty when it was not asked.

        One of: naam, roepnamen, geboren, groep, gezag.
        """
        opening = self.last(Opening)
        raw = opening.waarde(naam) if opening else None
        return raw if isinstance(raw, str) else ""

    @property
    def groep(self) -> str:
        """The group of the pupil, for lists."""
        return self.leerling("groep") or GROEP_ONBEKEND

    def last(self, *kinds: type[Vastlegging]) -> Vastgelegd | None:
        """The last counting record of these kinds; None when there is none."""
        names = {kind.__name__ for kind in kinds}
        return next((record for record in reversed(self.standing) if record.soort in names), None)

    def holds(self, record: Vastgelegd) -> bool:
        """Whether it has this very record, under whichever number: of the same person, on the same day."""
        return any(each == record._replace(nummer=each.nummer) for each in self.records)

    def of(self, *kinds: type[Vastlegging]) -> Records:
        """The counting records of these kinds, in order."""
        names = {kind.__name__ for kind in kinds}
        return tuple(record for record in self.standing if record.soort in names)

    def round_began(self) -> int:
        """The index in ``standing`` where the present round of the route began.

        A new signaal in a dossier that was closed or about to be destroyed starts another round.
        """
        return self._round

    @cached_property
    def _round(self) -> int:
        return max(index for index, fase in self._walked if fase is Fase.STAP_1)

    @cached_property
    def _closings(self) -> tuple[tuple[int, Raw], ...]:
        """The messages that close a stap: their index in ``standing``, and the number of the stap."""
        every = enumerate(self.standing)
        return tuple((index, record.waarde("stap")) for index, record in every if record.isa(Afronding))

    def begin(self, stap: Stap) -> int:
        """The index in ``standing`` from which records count for this stap: its last entry in the present round."""
        return max([self.round_began(), *self._entered(stap)])

    def entries(self, stap: Stap) -> Records:
        """The records by which the dossier entered this stap, in the present round."""
        return tuple(self.standing[index] for index in self._entered(stap))

    def _entered(self, stap: Stap) -> list[int]:
        return [index for index, fase in self._walked if fase == f"stap_{stap.nummer}" and index >= self._round]

    def window(self, stap: Stap) -> Records:
        """The records that count for this stap: those since it last began."""
        return self.standing[self.begin(stap) :]

    def is_closed(self, stap: Stap) -> bool:
        """Whether this stap was closed, with a message to the directie, since it began (R3)."""
        mine = [index for index, nummer in self._closings if nummer == str(stap.nummer)]
        return bool(mine) and mine[-1] >= self.begin(stap)

    def status(self, stap: Stap) -> Stapstatus:
        """The status of this stap: closed, under way, skipped because of acute danger, or still to come."""
        if self.is_closed(stap):
            return Stapstatus.AFGEROND
        if self.fase is Fase.GESLOTEN and self.standing[self._walked[-1][0]].isa(Afronding):
            return Stapstatus.NOG_NIET  # closed after stap 2, without indication: the route went no further
        if stap.nummer < self.fase.stap:
            return Stapstatus.OVERGESLAGEN
        return Stapstatus.BEZIG if stap.nummer == self.fase.stap else Stapstatus.NOG_NIET

    def missing(self, stap: Stap) -> tuple[Eis, ...]:
        """What must still be recorded before this stap may be closed."""
        return unmet(self.needs(stap), self.window(stap))

    def needs(self, stap: Stap) -> tuple[Eis, ...]:
        """What must be recorded in this stap: once for all with gezag as long as it is the same, else for each."""
        return tuple(of_each(stap.nodig, self.window(stap), self.met_gezag))

    @cached_property
    def met_gezag(self) -> tuple[Wie, ...]:
        """Of whom the route asks everything apart, as it is known now; empty: the parents count as one."""
        return met_gezag(self.standing)

    def lacks(self, kind: type[Vastlegging], wie: tuple[Wie, ...] = ()) -> str:
        """What must be recorded before this kind, whatever it will say, as a Dutch sentence; empty if nothing.

        ``wie``: about one of these people; else about anybody with gezag.
        """
        always = [eis for eis in kind.eisen if eis.als is None]
        records = self.standing[self.round_began() :]
        found = [unmet(tuple(eis.of(one) for eis in always), records) for one in wie or self.met_gezag]
        eisen = min(found, key=len) if found else unmet(tuple(always), records)
        return eisen[0].tekst if eisen else ""

    def _is_open_to(self, user: User) -> bool:
        return user.school_id == self.school_id and user.id not in self.toegang.afgeschermd

    def role_of(self, user: User) -> Role | None:
        """The role in which this person acts here; None when they are excluded or of another school."""
        if not self._is_open_to(user):
            return None
        return Role.IB_ER if self._is_of_who_is_away(user) else self.toegang.role_of(user)

    def _is_of_who_is_away(self, user: User) -> bool:
        """Whether it is open, and held by an ib-er who is away and for whom this person is the substitute.

        Also when nobody holds it yet. In a view nobody is: whoever acts as the ib-er is given the whole dossier.
        """
        if not user.neemt_waar or self.whole is not None or user.id in self.toegang.vervangers:
            return False
        open_now = bool(self.records) and self.fase.is_open and self.fase is not Fase.TE_VERNIETIGEN
        return open_now and afspraken.houder(self.standing, self.toegang) in {"", *user.neemt_waar}

    def may(self, user: User, permission: Permission) -> bool:
        """Whether this person has this permission here."""
        acts_as = Role.IB_ER if self._is_of_who_is_away(user) else self.toegang.vervangers.get(user.id, user.role)
        return self._is_open_to(user) and allows(acts_as, permission)

    def _is_invited(self, user: User, on: date) -> bool:
        is_invited = self._is_open_to(user) and self.toegang.is_uitgenodigd(user.id, on)
        return is_invited and allows(user.role, Permission.READ_DOSSIER)

    def is_whole_to(self, user: User, on: date) -> bool:
        """Whether this person reads all that is about the child: they walk the route, or are invited on this day."""
        return self.role_of(user) is Role.IB_ER or self._is_invited(user, on)

    def owes(self, user: User) -> bool:
        """Whether this person still has to report the outcome of an agreement here."""
        return allows(user.role, Permission.READ_DOSSIER) and bool(afspraken.addressed_to(self.standing, user.id))

    @cached_property
    def verzegeld_tot(self) -> date | None:
        """Until which day nobody reads this dossier, or the one it was added to; None when neither is sealed."""
        if not self.records or self.whole is not None:
            return None
        if bij := self.verband.verzegeld_tot:
            return bij if self.fase is Fase.GESLOTEN else None  # what opens it again makes it one of its own
        return verzegeld_tot(self.standing)

    def is_verzegeld(self, on: date) -> bool:
        """Whether nobody reads this dossier on this day."""
        return self.verzegeld_tot is not None and on < self.verzegeld_tot

    def readable_by(self, user: User, on: date) -> bool:
        """Whether this person may open the dossier on this day: they may know of it, and it is not sealed."""
        return not self.is_verzegeld(on) and self.known_to(user, on)

    def known_to(self, user: User, on: date) -> bool:
        """Whether this person may know on this day that the dossier exists.

        True for whoever acts as ib-er or directie in it, opened it, is invited into it, or has an open agreement in
        it.
        """
        if self.role_of(user) in (Role.IB_ER, Role.DIRECTIE):
            return True
        return self._is_open_to(user) and (self.opened_by == user.id or self._is_invited(user, on) or self.owes(user))

    def visible_to(self, user: User, on: date) -> "Dossier":
        """The dossier as this person may read it on this day.

        The ib-er reads everything. Others read what they recorded themselves, what their role may read, and their open
        agreements. Somebody who is invited, and the directie on a day of inspection, read all that is about the child
        as well, without who was excluded. A view is for reading only: ask the whole dossier for its fase.
        """
        acts, whole = self.role_of(user), self.toegang
        if acts is Role.IB_ER:
            return self
        owed = afspraken.addressed_to(self.standing, user.id) if self.owes(user) else frozenset[int]()
        kept = tuple(r for r in self.records if acts and (r.nummer in owed or is_visible(r, user, acts)))
        looked = acts is Role.DIRECTIE and (user.id, on) in whole.ingezien
        if looked or self._is_invited(user, on):
            own = {record.nummer for record in kept}
            known = ((each, BY_NAME.get(each.soort)) for each in self.records)
            about_child = [each for each, kind in known if kind and not kind.over_toegang]
            also = [read_along(each) for each in about_child if each.nummer not in own]
            kept = tuple(sorted((*kept, *also), key=lambda each: each.nummer))
        return replace(self, records=kept, kept_back=self.versie - len(kept), whole=whole)
