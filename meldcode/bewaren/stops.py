"""The bewaarstops of a dossier, and how far each is: in force, proposed to end, or ended by two people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meldcode.vastleggingen import Bewaarstop, BewaarstopEinde, BewaarstopVoorstel
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.datum import in_words, read_date
from meldcode.vragen.vastgelegd import Records, Vastgelegd


@dataclass(frozen=True)
class Stop:
    """A bewaarstop in force. ``voorstel``: the proposal to end it that waits for somebody else; None: there is none."""

    record: Vastgelegd
    voorstel: Vastgelegd | None = None

    @property
    def bekijken_op(self) -> date:
        """The day on which somebody looks whether it is still needed."""
        return read_date(str(self.record.waarde("bekijken_op"))) or self.record.on

    @property
    def zin(self) -> str:
        """That it holds, since when and why, as a Dutch sentence. It does not say who asked."""
        since = read_date(str(self.record.waarde("sinds"))) or self.record.on
        said = f"Er geldt een bewaarstop sinds {in_words(since)}. Reden: {self.record.tekst('waarom')}."
        return f"{said} Er is voorgesteld die te beëindigen; iemand anders bevestigt dat." if self.voorstel else said


def stops(records: Records) -> tuple[Stop, ...]:
    """The bewaarstops in force, in order. ``records`` are those that count (``Dossier.standing``)."""
    return tuple(_in_force(records))


def _in_force(records: Records) -> Iterator[Stop]:
    answers = {str(each.waarde("voorstel")): each for each in records if each.isa(BewaarstopEinde)}
    proposals = [each for each in records if each.isa(BewaarstopVoorstel)]
    for record in records:
        if not record.isa(Bewaarstop):
            continue
        mine = [each for each in proposals if each.waarde("stop") == str(record.nummer)]
        said = [answers.get(str(each.nummer)) for each in mine]
        if not any(each and each.says("eens", JaNee.JA) for each in said):
            waiting = [each for each, answer in zip(mine, said, strict=True) if answer is None]
            yield Stop(record, waiting[-1] if waiting else None)
