"""The shared screen of a leerlingbespreking: what everybody in the room sees at a moment, and for how long.

The moment is an argument (``at``); no clock is read here.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from meldcode.bespreking.bespreking import Bespreking, Punt, decided, keeps_off_the_table, without_name
from meldcode.bespreking.kaarten import called, card, source
from meldcode.bespreking.toezegging import in_words_of, promised
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.tijdlijn import Ogenblik, tijdlijn
from meldcode.dossier.wegen import dag
from meldcode.rollen import Role
from meldcode.vragen.baan import Baan
from meldcode.vragen.datum import day_and_month, in_words, read_date
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Vastgelegd

AFTELLEN = timedelta(seconds=30)
"""How long something sensitive is shown."""
ONAANGERAAKT = timedelta(seconds=60)
"""After this long without anybody touching it the screen is blank."""

_ANONIEM = "de leerling"


@dataclass(frozen=True)
class Stand:
    """The state of the screen: the agenda or one dossier, with at most one card of it.

    ``nummer`` rises with each change. ``dossier_id``: empty for the agenda. ``kaart``: the index of the card; None: no
    card. ``tot``: when a sensitive card disappears. ``verborgen``: somebody hid everything.
    """

    nummer: int
    aangeraakt: datetime
    dossier_id: str = ""
    kaart: int | None = None
    tot: datetime | None = None
    verborgen: bool = False

    def is_blank(self, at: datetime) -> bool:
        """Whether the screen shows nothing at this moment."""
        return self.verborgen or at >= self.aangeraakt + ONAANGERAAKT

    def card_up(self, at: datetime) -> int | None:
        """The index of the card that can be read now; None when there is none."""
        is_over = self.is_blank(at) or (self.tot is not None and at >= self.tot)
        return None if is_over else self.kaart

    def _next(self, at: datetime, dossier_id: str, kaart: int | None = None, tot: datetime | None = None) -> "Stand":
        return Stand(self.nummer + 1, at, dossier_id, kaart, tot)

    def turn_to(self, dossier_id: str, at: datetime) -> "Stand":
        """The state that shows this dossier, or with ``""`` the agenda, without a card."""
        return self._next(at, dossier_id)

    def reveal(self, kaart: int, at: datetime, *, gevoelig: bool) -> "Stand":
        """The state that shows this card and no other. A sensitive one disappears after ``AFTELLEN``."""
        return self._next(at, self.dossier_id, kaart, at + AFTELLEN if gevoelig else None)

    def put_away(self, at: datetime) -> "Stand":
        """The state that shows the dossier without a card."""
        return self._next(at, self.dossier_id)

    def hide(self, at: datetime) -> "Stand":
        """The state that shows nothing. A card that was shown is not shown again afterwards."""
        return replace(self._next(at, self.dossier_id), verborgen=True)

    def touch(self, at: datetime) -> "Stand":
        """The state after somebody touched the screen, which is shown longer. A blank screen stays blank."""
        return self if self.is_blank(at) else replace(self, aangeraakt=at)


def in_one_sentence(found: tuple[Ogenblik, ...]) -> str:
    """The timeline in one Dutch sentence: how often each kind of event was, and between which days."""
    if not found:
        return "Er is nog niets vastgelegd."
    counts = Counter(each.baan for each in found)
    told = ", ".join(f"{baan.lower()} {counts[baan]}" for baan in Baan if counts[baan])
    return f"Van {in_words(found[0].on)} tot en met {in_words(found[-1].on)}: {told}."


def picture(
    stand: Stand, bespreking: Bespreking, dossiers: Mapping[str, Dossier], mensen: Mapping[str, Persoon], at: datetime
) -> dict[str, object]:
    """All that is sent to the browser of the shared screen at this moment: only what everybody there may see.

    ``soort`` is ``leeg``, ``agenda``, ``zaak`` (a dossier) or ``kaart``; the other keys depend on it. ``mensen``: the
    colleagues by id.
    """
    if stand.is_blank(at):
        return {"soort": "leeg"}
    punt, dossier = bespreking.punt(stand.dossier_id), dossiers.get(stand.dossier_id)
    if punt is None or dossier is None or keeps_off_the_table(bespreking, punt, dossier):
        return {"soort": "agenda", "agenda": agenda(bespreking, dossiers)}
    about = (bespreking, punt, dossier)
    case = {
        "label": bespreking.label(punt, dossier),
        "vraag": unnamed(punt.vraag, *about),
        "hoever": how_far(bespreking, punt),
        "erbij": _who_is_there(bespreking, punt, mensen),
        "kaarten": buttons(punt, dossier),
        "afgesproken": agreed(*about),
        "besluit": nothing_done(*about),
    }
    up = stand.card_up(at)
    found = card(punt.kaarten[up], dossier) if up is not None and up < len(punt.kaarten) else None
    if found:
        record, answer = found
        said = {
            "titel": answer.vraag,
            "bij": origin(record, mensen),
            "tekst": unnamed(answer.tekst, *about),
        }
        return {"soort": "kaart", **case, **said}
    # Only kind and day of each event: what a signaal is about may be more than the team should see.
    dots = tijdlijn(dossier)
    drawn = {"rijen": list(Baan), "punten": [[each.baan, each.on.isoformat()] for each in dots]}
    before = [unnamed(in_words_of(each), *about) for each in promised(dossier)]
    return {"soort": "zaak", **case, **drawn, "tekst": in_one_sentence(dots), "eerder": before}


def how_far(bespreking: Bespreking, punt: Punt) -> str:
    """How far the meeting is: ``2 van 3 · 1 besproken``."""
    done = sum(not each.is_open for each in bespreking.punten)
    return f"{bespreking.punten.index(punt) + 1} van {len(bespreking.punten)} · {done} besproken"


def _who_is_there(bespreking: Bespreking, punt: Punt, mensen: Mapping[str, Persoon]) -> str:
    """The first names of the colleagues at this item, and how many guests."""
    inside = [mensen[each].naam.split()[0] for each in bespreking.aanwezig(punt) if each in mensen]
    guests = len(bespreking.gasten)
    return ", ".join([*inside, f"{guests} {'gast' if guests == 1 else 'gasten'}"] if guests else inside)


def origin(record: Vastgelegd, mensen: Mapping[str, Persoon]) -> str:
    """Where an answer comes from, without names: the role of who recorded it, how they know it, and the day."""
    by = mensen.get(record.by)
    role = Role(record.als) if record.als in list(Role) else by and by.role
    known = source(record)
    return " · ".join(each for each in (role.label if role else "", known, day_and_month(dag(record))) if each)


def nothing_done(bespreking: Bespreking, punt: Punt, dossier: Dossier) -> str:
    """Why nobody does anything, also while that is being typed; empty when it is not said."""
    if punt.geen_actie:
        return unnamed(decided(punt), bespreking, punt, dossier)
    typed = replace(punt, geen_actie=punt.concept.omdat)
    return unnamed(decided(typed), bespreking, punt, dossier, is_typed=True) if punt.concept.omdat else ""


def agreed(bespreking: Bespreking, punt: Punt, dossier: Dossier) -> list[dict[str, object]]:
    """What is agreed so far, each with ``wie``, ``wat`` and ``wanneer``; last, marked ``nog``, what is being typed.

    Without that when the team decides to do nothing.
    """
    about, typed = (bespreking, punt, dossier), punt.concept
    done: list[dict[str, object]] = [
        {"wie": each.wie.naam, "wat": unnamed(each.wat, *about), "wanneer": day_and_month(each.uiterlijk)}
        for each in punt.acties
    ]
    if nothing_done(*about):
        return done
    wie, day = read_persoon(typed.wie), read_date(typed.uiterlijk)
    now = {
        "wie": wie.naam if wie else "",
        "wat": unnamed(typed.wat, *about, is_typed=True),
        "wanneer": day_and_month(day) if day else "",
        "nog": True,
    }
    return [*done, now]


def unnamed(text: str, bespreking: Bespreking, punt: Punt, dossier: Dossier, *, is_typed: bool = False) -> str:
    """A text about this dossier without the names of the pupil; if the item is anonymous, without code name as well.

    ``is_typed``: as ``without_name``.
    """
    if not bespreking.is_anoniem(punt):
        return without_name(text, dossier, dossier.codenaam, is_typed=is_typed)
    return without_name(text, dossier, _ANONIEM, is_typed=is_typed).replace(dossier.codenaam, _ANONIEM)


def agenda(bespreking: Bespreking, dossiers: Mapping[str, Dossier]) -> list[dict[str, object]]:
    """The dossiers on the agenda, without those that cannot be discussed: number from 0, what it is called, done."""
    return [
        {"nummer": number, "label": bespreking.label(punt, dossier), "klaar": not punt.is_open}
        for number, punt in enumerate(bespreking.punten)
        if (dossier := dossiers.get(punt.dossier_id)) and not keeps_off_the_table(bespreking, punt, dossier)
    ]


def buttons(punt: Punt, dossier: Dossier) -> list[dict[str, object]]:
    """The cards of this dossier that can be shown: index, vraag, what its record is called, and whether sensitive."""
    return [
        {
            "nummer": number,
            "label": found[1].vraag,
            "van": called(found[0], dossier),
            "gevoelig": kaart.gevoelig,
        }
        for number, kaart in enumerate(punt.kaarten)
        if (found := card(kaart, dossier))
    ]
