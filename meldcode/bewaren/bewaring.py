"""Until when a dossier is kept, why, and what holds it back: computed from its records and what the board chose.

Nothing is destroyed by a timer. This only says from which day two people may be asked to destroy it, and why not yet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from meldcode.bewaren.stops import stops
from meldcode.bewaren.verband import ALLEEN, Verband
from meldcode.bewaren.verzegeld import verzegeld_tot
from meldcode.bronnen import WPO_VERTREK, Bron
from meldcode.route.berichten import berichten, is_gezien
from meldcode.route.fasen import Fase, walk
from meldcode.termijnen.bewaarbeleid import VAST_TE_STELLEN, Begin, Beleid, Keus, Reden, usual
from meldcode.termijnen.schooljaar import schooljaar
from meldcode.vastleggingen import ALLE, Afronding, Afsluiting, HoortBij, Nazorg, Ontvangst, Samengevoegd
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vastleggingen.stap_5 import RedenSluiten
from meldcode.verzoeken.lopend import naar_de_rechter_tot, openstaand
from meldcode.vragen.datum import in_words, read_date, years_after
from meldcode.vragen.geboren import stored_geboren
from meldcode.vragen.tekst import telwoord
from meldcode.vragen.vastgelegd import Records, Vastgelegd

Tegen = Callable[[Records, date], str | None]
"""Says in a Dutch sentence what holds a dossier back, by its records on a day; None: nothing."""

HOUDT_OP: tuple[Tegen, ...] = (openstaand,)
"""What else holds a dossier back, such as a request that was not decided yet.

It must end by a record, never by a day alone: the stored day (``dossier.bewaren_tot``) follows the records.
"""
OPEN = "Dit dossier loopt nog. De bewaartermijn begint pas als het is afgesloten."
BIJ_ANDER = "Dit dossier hoort bij een ander dossier, en gaat daarmee mee."
_LEAVES_AT, _BEGINS_AT = 14, 4  # years: at school from one age until the other (WPO, article 39)

BEGINT = {kind.__name__: kind.begint_bewaren for kind in ALLE if kind.begint_bewaren}
"""The kinds that say on which day the pupil left, each with the vraag about it."""
_CONTENT = frozenset(kind.__name__ for kind in ALLE if kind.weegt_mee)
_BY_REDEN = {
    RedenSluiten.GEEN_VERMOEDEN.value: Reden.GEEN_VERMOEDEN,
    RedenSluiten.OVERGEDRAGEN.value: Reden.MELDING,
    RedenSluiten.ELDERS.value: Reden.ELDERS,
}


@dataclass(frozen=True)
class Bewaring:
    """How long one dossier is kept.

    ``reden`` None: it has no term of its own, because it is open or belongs to another; ``zin`` says which. ``sinds``:
    the day the term starts at, ``tot`` the first day on which it may be destroyed. ``is_uiterlijk``: the day on which
    the pupil leaves is not known, and these are the latest they can be. ``houdt_op``: what holds it back, as Dutch
    sentences. ``verzegeld_tot``: until then nobody reads it. ``bronnen``: where the term comes from.
    """

    zin: str
    reden: Reden | None = None
    keus: Keus | None = None
    jaren: int = 0
    sinds: date | None = None
    tot: date | None = None
    is_uiterlijk: bool = False
    is_besloten: bool = False
    verzegeld_tot: date | None = None
    houdt_op: tuple[str, ...] = ()
    bronnen: tuple[Bron, ...] = ()

    @property
    def waarom(self) -> str:
        """Why this term holds: the reason of closing, and who decided it, as Dutch sentences. Empty without a term."""
        if self.reden is None or self.keus is None:
            return ""
        said = "Zo besloot het bestuur." if self.is_besloten else f"Zo stelt Meldroute het voor {VAST_TE_STELLEN}."
        return f"Afgesloten met: {self.reden.label}. {said}"

    @property
    def vrij_op(self) -> date | None:
        """The first day on which it may be destroyed as far as is known now; None while something holds it back."""
        return None if self.houdt_op else self.tot


def bewaring(records: Records, settings: Beleid, day: date, verband: Verband = ALLEEN) -> Bewaring:
    """How long the dossier with these records is kept, under what the board chose. ``day`` is today.

    ``records`` are those that count (``Dossier.standing``), of the whole dossier. ``verband``: what other dossiers
    mean for it; they hold its term, and no other ground.
    """
    if not records:
        return Bewaring(OPEN)
    closing, fase = _closed(records)
    held = tuple(_held(records, closing, fase, day))
    if closing is None:
        return Bewaring(OPEN, houdt_op=held)
    if closing.isa(HoortBij, Samengevoegd):
        return Bewaring(BIJ_ANDER, verzegeld_tot=verband.verzegeld_tot, houdt_op=held)
    reden = _reden(closing)
    if verband.zin and fase is Fase.GESLOTEN:
        held = (*held, verband.zin)
    # What the directie was told stays so: a dossier that is to be destroyed follows no later decision.
    regel = usual(reden) if fase is Fase.TE_VERNIETIGEN else settings.of(reden)
    sinds, is_uiterlijk = _sinds(records, closing, reden, regel.keus.begin)
    # Somebody who was refused something may still go to court, and needs what is in it.
    rechter = naar_de_rechter_tot(records)
    tot = max(years_after(sinds, regel.jaren), rechter + timedelta(days=1) if rechter else sinds)
    sealed = verzegeld_tot(records)
    found = Bewaring(
        "", reden, regel.keus, regel.jaren, sinds, max(tot, sealed or tot), is_uiterlijk, settings.is_besloten, sealed,
        held, regel.keus.bronnen,
    )  # fmt: skip
    return replace(found, zin=_said(found, records))


def mag_weg(records: Records, settings: Beleid, day: date, verband: Verband = ALLEEN) -> tuple[str, ...]:
    """Why this dossier may not be destroyed on this day because its term is over, as Dutch sentences; empty: it may.

    What is given is as for ``bewaring``. Whoever asks for it and who confirms it is decided elsewhere.
    """
    found = bewaring(records, settings, day, verband)
    if found.tot is None:
        return (found.zin, *found.houdt_op)
    early = (f"De bewaartermijn loopt nog: tot {in_words(found.tot)}.",) if day < found.tot else ()
    return (*early, *found.houdt_op)


def kijken(records: Records) -> Vastgelegd | None:
    """The record after which somebody must still look how the child is, in a closed dossier; None: nobody must.

    That is its closing or the last look, until it was agreed to look no more; and what was recorded about the child
    since, which nobody may have read.
    """
    closing, _fase = _closed(records)
    if closing is None or closing.isa(HoortBij, Samengevoegd):
        return None
    since = [each for each in records if each.nummer > closing.nummer]
    last = next((each for each in reversed(since) if each.isa(Nazorg)), closing)
    if not last.isa(Afronding) and not last.says("verder", JaNee.NEE):
        return last
    return next((each for each in since if each.nummer > last.nummer and each.soort in _CONTENT), None)


def _closed(records: Records) -> tuple[Vastgelegd | None, Fase]:
    """The record that closed this dossier, or by which it is to be destroyed; None while it is open. And its fase."""
    at, fase = walk(records)[-1]
    return (records[at] if fase in (Fase.GESLOTEN, Fase.TE_VERNIETIGEN) else None), fase


def _reden(closing: Vastgelegd) -> Reden:
    if closing.isa(Afsluiting):
        return _BY_REDEN.get(str(closing.waarde("reden")), Reden.HULP)
    return Reden.GEEN_INDICATIE


def _sinds(records: Records, closing: Vastgelegd, reden: Reden, begin: Begin) -> tuple[date, bool]:
    """The day a term starts at, and whether that is the latest it can be, for want of the day the pupil leaves."""
    if begin is Begin.CONTACT:
        return max(each.on for each in records if each.soort in _CONTENT or each.isa(Nazorg) or each is closing), False
    left = vertrokken(records)
    if begin is Begin.AFSLUITEN or (left is None and reden is Reden.ELDERS):
        return closing.on, False
    return (left, False) if left else (max(_leaves_by(records[0]), closing.on), True)


def vertrokken(records: Records) -> date | None:
    """The day on which the pupil left school, as it was recorded last; None while that was not."""
    said = [read_date(str(each.waarde(BEGINT[each.soort]))) for each in records if each.soort in BEGINT]
    return next((each for each in reversed(said) if each), None)


def _leaves_by(opening: Vastgelegd) -> date:
    """The last day on which this pupil can be at a primary school.

    With no birth date: whoever was a pupil when the dossier was opened was four at least.
    """
    born = stored_geboren(str(opening.waarde("geboren") or ""))
    if born is None or born.jaar is None:
        return schooljaar(years_after(opening.on, _LEAVES_AT - _BEGINS_AT)).eind
    return schooljaar(years_after(born.day or date(born.jaar, born.maand or 12, 28), _LEAVES_AT)).eind


def _held(records: Records, closing: Vastgelegd | None, fase: Fase, day: date) -> Iterator[str]:
    """What holds it back, whatever its term."""
    if closing is not None:
        yield from _messages(records, fase)
        look = kijken(records)
        if look is not None and look.soort in _CONTENT:
            yield f"Na het afsluiten is op {in_words(look.on)} nog iets vastgelegd. Kijk eerst hoe het nu gaat."
        elif look is not None:
            yield "Er is afgesproken om na het afsluiten nog te kijken hoe het gaat."
    yield from gevraagd_te_blijven(records, day)


def gevraagd_te_blijven(records: Records, day: date) -> Iterator[str]:
    """What holds any dossier back, also one that should never have been opened, as Dutch sentences."""
    for each in stops(records):
        yield each.zin
    for tegen in HOUDT_OP:
        if said := tegen(records, day):
            yield said


def _messages(records: Records, fase: Fase) -> Iterator[str]:
    """Messages that the directie has not seen. The last one of a dossier to be destroyed is seen by destroying it."""
    every = berichten(records)
    for _message, answer in every:
        if answer is not None and answer.isa(Ontvangst) and not is_gezien(answer):
            yield "De directie stelde een vraag die nog niet is beantwoord."
            return
    open_ones = [each for each, answer in every if not is_gezien(answer)]
    if fase is Fase.TE_VERNIETIGEN and every and open_ones[-1:] == [every[-1][0]]:
        open_ones = open_ones[:-1]
    if open_ones:
        yield "De directie heeft nog niet elk bericht gezien."


def _said(found: Bewaring, records: Records) -> str:
    """Until when it is kept, as a Dutch sentence."""
    if found.keus is None or found.sinds is None or found.tot is None:
        raise ValueError("only a dossier with a term is kept until a day")
    if found.tot == found.verzegeld_tot:
        return f"Dit dossier wordt verzegeld bewaard tot {in_words(found.tot)}. Tot dan leest niemand het."
    if not found.jaren:
        return "Dit dossier hoeft niet te worden bewaard: het wordt vernietigd als twee mensen dat bevestigen."
    jaren = f"{telwoord(found.jaren)} jaar"
    day = in_words(found.sinds)
    if found.is_uiterlijk:
        return (
            f"Dit dossier wordt bewaard tot {jaren} nadat de leerling van school is. Wanneer dat is, ligt nog niet "
            f"vast: uiterlijk {day} ({WPO_VERTREK.naam}, artikel 39). Het dossier kan dan weg vanaf "
            f"{in_words(found.tot)}."
        )
    if found.keus.begin is Begin.VERTREK and vertrokken(records) is None:
        since = f"het afsluiten op {day}, want de dag van vertrek is niet vastgelegd"
    else:
        since = f"{_SINCE[found.keus.begin]} op {day}"
    return f"Dit dossier wordt bewaard tot {in_words(found.tot)}: {jaren} na {since}."


_SINCE = {
    Begin.AFSLUITEN: "het afsluiten",
    Begin.VERTREK: "het vertrek van de leerling",
    Begin.CONTACT: "het laatste contact",
}
