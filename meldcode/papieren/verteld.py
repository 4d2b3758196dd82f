"""What is told of a dossier to Veilig Thuis: answers as they stand in the parts of the melding, and what was done.

Which answers these are stands at each vraag (``op_melding``). Where somebody is whose place is secret is never told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from meldcode import gezag
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.wegen import dag
from meldcode.papieren import weglaten
from meldcode.papieren.belkaart import ONBEKEND
from meldcode.papieren.leidraad import DE_OUDERS
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import ALLE, Afronding
from meldcode.vragen.baan import OpMelding
from meldcode.vragen.datum import in_words
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, asked, vragen

Rij = tuple[str, str]
"""What is asked, or when it was and who recorded it; and what is known of it."""
_TOLD = {kind: {each.naam: each.op_melding for each in vragen(kind) if each.op_melding} for kind in ALLE}
_NOT_CLOSED = {
    Stapstatus.AFGEROND: ONBEKEND,
    Stapstatus.BEZIG: "nog niet afgerond",
    Stapstatus.OVERGESLAGEN: "overgeslagen vanwege acuut gevaar",
    Stapstatus.NOG_NIET: "nog niet begonnen",
}


def kinds(deel: OpMelding) -> tuple[type[Vastlegging], ...]:
    """The kinds of which an answer stands in this part."""
    return tuple(kind for kind, told in _TOLD.items() if deel in told.values())


@dataclass(frozen=True)
class Verteld:
    """A dossier as it is told. ``namen``: of colleagues, by account."""

    dossier: Dossier
    namen: Mapping[str, str]

    def safe(self, tekst: str) -> str:
        """The text without where somebody is whose place is secret."""
        return weglaten.geheim(tekst, self.dossier)

    def answers(self, record: Vastgelegd, deel: OpMelding) -> tuple[Antwoord, ...]:
        """The answers of this record that stand in this part, as they are told."""
        kind = next((each for each in ALLE if record.isa(each)), None)
        told = _TOLD.get(kind, {}) if kind else {}
        found = [each for each in record.antwoorden if told.get(each.naam) is deel]
        return tuple(each._replace(tekst=self.safe(each.tekst)) for each in found)

    def lines(self, record: Vastgelegd, deel: OpMelding) -> str:
        """The same as lines, each after what was asked."""
        return "\n".join(f"{each.vraag} {each.tekst}" for each in self.answers(record, deel))

    def state(
        self, deel: OpMelding, *, always: tuple[type[Vastlegging], ...], but: tuple[type[Vastlegging], ...] = ()
    ) -> Iterator[Rij]:
        """What stands in this part by the last record of each kind ``but`` these.

        First of the kinds in ``always``, and of those also what is not known.
        """
        for kind in sorted(kinds(deel), key=lambda each: each not in always):
            last = self.dossier.last(kind)
            if kind in but or (last is None and kind not in always):
                continue
            known = {each.naam: each for each in self.answers(last, deel)} if last else {}
            raw = {each.naam: each.waarde for each in last.antwoorden} if last else {}
            for each in asked(kind, raw):
                if each.op_melding is deel and (each.naam in known or not each.optional):
                    said = known.get(each.naam)
                    yield (said.vraag, said.tekst) if said else (each.tekst, ONBEKEND)

    def when(self, record: Vastgelegd) -> str:
        """On which day it was, where, and who recorded it."""
        by = f"door {self.namen.get(record.by, 'onbekend')}"
        return "\n".join(filter(None, (in_words(dag(record)), self.safe(record.tekst("plaats")), by)))

    def done(self) -> Iterator[Rij]:
        """Each stap with when and by whom it was closed, and each consultation with what came of it."""
        for stap in STAPPEN:
            closed = [each for each in self.dossier.of(Afronding) if each.waarde("stap") == str(stap.nummer)][-1:]
            status = self.dossier.status(stap)
            by = [f"{in_words(each.on)}, door {self.namen.get(each.by, 'onbekend')}" for each in closed]
            yield f"{stap.naam}. {stap.kort}", by[0] if by and status is Stapstatus.AFGEROND else _NOT_CLOSED[status]
        for each in self._in_order(OpMelding.DEED):
            yield f"{each.titel}\n{in_words(dag(each))}", self.lines(each, OpMelding.DEED)

    def who_knows(self) -> Iterator[Rij]:
        """Per person who was told what, when and how, and what they said; of the child what was agreed with it."""
        every = self._in_order(OpMelding.WEET)
        about_child = [each for each in every if not _is_about_people(each)]
        people = gezag.wie(self.dossier.standing, {each.nummer for each in gezag.te_kiezen(self.dossier.standing)})
        for one in people or (DE_OUDERS,):
            found = [each for each in every if each not in about_child and (not people or one.is_in(each))]
            yield from self._told(one.naam, found)
            if not found and (not people or one in self.dossier.met_gezag):
                yield _capital(one.naam), ONBEKEND
        yield from self._told("het kind", about_child)
        if not about_child:
            yield "Het kind", ONBEKEND

    def _told(self, naam: str, found: list[Vastgelegd]) -> Iterator[Rij]:
        for each in found:
            said = self.lines(each, OpMelding.WEET)
            titled = said if said.startswith(each.titel) else f"{each.titel}\n{said}"
            yield f"{_capital(naam)}\n{in_words(dag(each))}", titled

    def _in_order(self, deel: OpMelding) -> list[Vastgelegd]:
        return sorted(self.dossier.of(*kinds(deel)), key=lambda each: (dag(each), each.nummer))


def _is_about_people(record: Vastgelegd) -> bool:
    return any(each.naam == VOOR for kind in ALLE if record.isa(kind) for each in vragen(kind))


def _capital(naam: str) -> str:
    return naam[0].upper() + naam[1:]
