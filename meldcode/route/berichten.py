"""The messages to the directie in the records of a dossier, each with the last reaction to it."""

from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst
from meldcode.vastleggingen.opening import Reactie
from meldcode.vragen.vastgelegd import Records, Vastgelegd

Bericht = tuple[Vastgelegd, Vastgelegd | None]


def berichten(records: Records) -> tuple[Bericht, ...]:
    """Every message to the directie (Afronding) with the last reaction to it.

    That is an Ontvangst of the directie, an AntwoordAanDirectie of the ib-er, or None. ``records``: those that count.
    """
    answers = [each for each in records if each.isa(Ontvangst, AntwoordAanDirectie)]
    return tuple(
        (
            message,
            next((a for a in reversed(answers) if a.waarde("kennisgeving") == str(message.nummer)), None),
        )
        for message in records
        if message.isa(Afronding)
    )


def is_gezien(answer: Vastgelegd | None) -> bool:
    """Whether this reaction to a message says that the directie has seen it."""
    return answer is not None and answer.says("reactie", Reactie.GEZIEN)
