"""Papers that stay inside the school: the note to the directie, and the sheet for the leerlingbespreking.

Both go by code name. The note says what the directie may read, which is not the dossier; the sheet what the team may
see before anything is shown to it: how often and when, and nothing of what a signal is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meldcode.bespreking.bespreking import Punt, without_name
from meldcode.bespreking.scherm import in_one_sentence
from meldcode.bespreking.toezegging import in_words_of, promised
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import berichten, is_gezien
from meldcode.dossier.tijdlijn import tijdlijn
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd

_LAST = 10  # events on the sheet, with the days on which they were


@dataclass(frozen=True)
class Nota:
    """One message to the directie: of which stap, when and by whom, what it says, and what was asked and answered."""

    stap: str
    van: str
    bericht: str
    gesprek: tuple[tuple[str, str], ...]
    stand: str


def notas(dossier: Dossier, namen: Mapping[str, str]) -> tuple[Nota, ...]:
    """The messages of each stap that was closed, in order. ``namen``: of colleagues, by account."""
    said = dossier.of(Ontvangst, AntwoordAanDirectie)
    found = []
    for message, last in berichten(dossier):
        about = [each for each in said if each.waarde("kennisgeving") == str(message.nummer)]
        talk = [each for each in about if each.tekst("terugvraag") or each.isa(AntwoordAanDirectie)]
        found.append(
            Nota(
                _stap(message),
                _by(message, namen),
                message.tekst("bericht"),
                tuple((_by(each, namen), each.tekst("terugvraag") or each.tekst("antwoord")) for each in talk),
                f"Gezien: {_by(last, namen)}" if last and is_gezien(last) else "Nog niet als gezien bevestigd.",
            )
        )
    return tuple(found)


def heeft_notas(dossier: Dossier) -> bool:
    """Whether there is a message to the directie at all."""
    return bool(dossier.of(Afronding))


def _stap(message: Vastgelegd) -> str:
    stap = next((each for each in STAPPEN if str(each.nummer) == message.waarde("stap")), None)
    return f"{stap.naam}. {stap.titel}" if stap else message.titel


def _by(record: Vastgelegd, namen: Mapping[str, str]) -> str:
    return f"{in_words(record.on)}, {namen.get(record.by, 'onbekend')}"


@dataclass(frozen=True)
class Blad:
    """The sheet: how far the dossier is, what happened (kind and day), what is asked, and what was agreed before."""

    codenaam: str
    waar: str
    samen: str
    laatste: tuple[tuple[str, str], ...]
    vraag: str
    eerder: tuple[str, ...]


def blad(dossier: Dossier, punt: Punt | None) -> Blad:
    """The sheet about this dossier. ``punt``: its item in the meeting that is being prepared, if it has one."""
    events = tijdlijn(dossier)
    return Blad(
        dossier.codenaam,
        dossier.fase.label,
        in_one_sentence(events),
        tuple((in_words(each.on), str(each.baan)) for each in reversed(events[-_LAST:])),
        without_name(punt.vraag, dossier, dossier.codenaam).strip() if punt else "",
        tuple(in_words_of(each) for each in promised(dossier)),
    )
