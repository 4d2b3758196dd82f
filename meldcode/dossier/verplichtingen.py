"""Verplichtingen: who must do what by when, computed from the records. Only recording an outcome ends one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from meldcode.bewaren.bewaring import kijken
from meldcode.dossier.afspraken import houder, open_afspraken
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.einde.vernietigen import gevraagd
from meldcode.dossier.einde.wachten import Rekenen, aan_het_einde, bij_vertrek, dated
from meldcode.dossier.openstaand import (
    berichten,
    effect_open,
    feedback_open,
    help_until,
    is_gezien,
    onderzoek_open,
    parents_wait,
)
from meldcode.dossier.samen_wegen import waits_for
from meldcode.rollen import Role
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN, Stap
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import ZONDER, Kalender, Vrij
from meldcode.termijnen.termijn import METEEN, Ingesteld
from meldcode.vastleggingen import (
    ALLE,
    AcuutGevaar,
    Afronding,
    Afsluiting,
    Besluit,
    Effectmeting,
    Melding,
    Nazorg,
    NietBereikt,
    Ontvangst,
    OudersGeinformeerd,
    Terugkoppeling,
    Vakantiewacht,
    Verzetten,
    Weging,
)
from meldcode.vastleggingen.einde.vernietigen import Grond
from meldcode.vastleggingen.stap_5 import Opbrengst
from meldcode.vragen.datum import read_date, short
from meldcode.vragen.vastgelegd import Vastgelegd

AT_ONCE = tuple(kind for kind in ALLE if kind.dezelfde_dag)
"""The kinds that can require a new decision the same day: acute danger, and signals that came back."""
_KEEPS = (Soort.BEWAARSTOP, Soort.BEWAARSTOP_EINDE)  # about the dossier, and not about the child
_NO_LOOK = tuple(kind for kind in ALLE if not kind.kijkt)


def verplichtingen(
    dossier: Dossier, ingesteld: Ingesteld, kalender: Kalender = ZONDER, on: date | None = None
) -> tuple[Verplichting, ...]:
    """Everything that waits in this dossier now. Needs the whole dossier, not a view.

    ``ingesteld`` and ``kalender``: the terms and free days of the school. ``on`` is today; with it, what a coming
    holiday requires is included.
    """
    if not dossier.records or dossier.fase is Fase.VERNIETIGD:
        return ()
    kalender = kalender.van(dossier.leerling("groep"))
    rekenen = Rekenen(ingesteld, kalender)
    found = [*_directie(dossier, rekenen)]
    if dossier.fase in (Fase.GESLOTEN, Fase.TE_VERNIETIGEN):
        found += _nazorg(dossier, rekenen)
    else:
        found += [*_stappen(dossier, rekenen), *_afspraken(dossier, rekenen), *bij_vertrek(dossier, rekenen)]
        if not any(each.owner is Role.IB_ER and each.soort not in _KEEPS for each in found):
            found.append(_followed(dossier, rekenen))
        found += _meewegen(dossier, rekenen)
        holiday = kalender.to_cover(on) if on else None
        if holiday and not any(_covers(each, holiday) for each in dossier.of(Vakantiewacht)):
            found.append(before_holiday(holiday, kalender, dossier.fase.stap))
    found += aan_het_einde(dossier, rekenen)
    of_whom = (_of_somebody(_moved(each, dossier), dossier) for each in found)
    return tuple(replace(each, dossier_id=dossier.id, codenaam=dossier.codenaam) for each in of_whom)


def before_holiday(holiday: Vrij, kalender: Kalender, stap: int) -> Verplichting:
    """What a holiday requires in an open dossier: to record, before it begins, who keeps an eye on the pupil."""
    soort, last = Soort.VAKANTIE, kalender.last_school_day_before(holiday.van)
    return Verplichting(key_of(holiday), soort, stap, soort.aard.owner, last)


def key_of(holiday: Vrij) -> str:
    """The ``sleutel`` of the verplichting for this holiday."""
    return f"{Soort.VAKANTIE}-{holiday.van:%Y%m%d}"


def named(holiday: Vrij) -> str:
    """How a Vakantiewacht refers to this holiday."""
    return f"{holiday.naam} vanaf {short(holiday.van)}"


def _covers(record: Vastgelegd, holiday: Vrij) -> bool:
    # Matched by its first day: the school may have corrected the name since.
    return str(record.waarde("vakantie")).endswith(f"vanaf {short(holiday.van)}")


def _moved(each: Verplichting, dossier: Dossier) -> Verplichting:
    moves = [record for record in dossier.of(Verzetten) if record.waarde("verplichting") == each.sleutel]
    if not moves or not each.is_movable:
        return each
    first, last = read_date(str(moves[0].waarde("van"))), read_date(str(moves[-1].waarde("naar")))
    return replace(each, due_on=last or each.due_on, first_due_on=first)


def _of_somebody(each: Verplichting, dossier: Dossier) -> Verplichting:
    """The same, with the holder of the case as the person when an ib-er must do it."""
    if each.person or each.owner is not Role.IB_ER:
        return each
    return replace(each, person=houder(dossier.standing, dossier.toegang))


def _stappen(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    for stap in STAPPEN:
        status = dossier.status(stap)
        if status is Stapstatus.BEZIG:
            began = _began(dossier, stap)
            at_once = stap.nummer == 5 and began.isa(*AT_ONCE)
            termijn = METEEN if at_once else stap.termijn
            yield rekenen.term(f"stap-{stap.nummer}-{began.nummer}", Soort.STAP, stap.nummer, began.on, termijn)
            if at_once and not began.isa(AcuutGevaar) and not _weighed_since(dossier, began):
                yield rekenen.term(f"wegen-{began.nummer}", Soort.WEGEN, 4, began.on)
        elif status is Stapstatus.OVERGESLAGEN:
            # The first acute danger skipped the stap; a second one does not extend the term.
            acuut = next((record for record in dossier.window(stap) if record.isa(AcuutGevaar)), None)
            acuut = acuut or _began(dossier, stap)
            sleutel = f"over-{stap.nummer}-{acuut.nummer}"
            yield rekenen.term(sleutel, Soort.OVERGESLAGEN, stap.nummer, acuut.on)


def _weighed_since(dossier: Dossier, began: Vastgelegd) -> bool:
    weging = dossier.last(Weging)
    return weging is not None and weging.nummer > began.nummer


def _began(dossier: Dossier, stap: Stap) -> Vastgelegd:
    """The record from which the term of a stap counts: of several triggers, the first since the last decision."""
    decided = max((record.nummer for record in dossier.of(Besluit, Melding)), default=0)
    triggers = [record for record in dossier.entries(stap) if record.isa(*AT_ONCE) and record.nummer > decided]
    return triggers[0] if triggers else dossier.records[dossier.begin(stap)]


def _directie(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    for message, answer in berichten(dossier):
        if is_gezien(answer):
            continue
        stap = int(str(message.waarde("stap")))
        if answer is not None and answer.isa(Ontvangst):
            yield rekenen.term(f"antwoord-{answer.nummer}", Soort.ANTWOORD, stap, answer.on)
        else:
            last = message is dossier.last(Afronding)
            soort = Soort.VERNIETIGEN if last and dossier.fase is Fase.TE_VERNIETIGEN else Soort.ONTVANGST
            since = answer or message
            yield rekenen.term(f"ontvangst-{since.nummer}", soort, stap, since.on)
    asked = gevraagd(dossier)
    if asked and asked.grond is not Grond.GEEN_INDICATIE:
        mine = rekenen.term(f"{Soort.VERNIETIGEN}-{asked.nummer}", Soort.VERNIETIGEN, dossier.fase.stap, asked.vanaf)
        wie = asked.tweede
        # When that colleague was excluded since, it waits for the directie.
        chosen = wie is not None and wie.id not in dossier.toegang.afgeschermd
        yield replace(mine, owner=wie.role.acts_as, person=wie.id) if wie and chosen else mine


def _afspraken(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    hulp = effect_open(dossier)
    if hulp:
        agreed = dated(hulp, "effect_op" if hulp.waarde("effect_op") else "opnieuw_op", Soort.EFFECT, 5)
        until = help_until(dossier)
        # The effect is also checked when the agreed term of the help ends: from then on afweging 5 can be answered.
        asks = until and until < agreed.due_on and (hulp.on < until or hulp.says("resultaat", Opbrengst.LOOPT))
        yield replace(agreed, due_on=until) if until and asks else agreed
    weging = dossier.last(Weging)
    looked = dossier.last(Weging, Effectmeting, Terugkoppeling, Afsluiting)
    if weging and weging is looked and not hulp:
        yield dated(weging, "evaluatie_op", Soort.EVALUATIE, 4)
    yield from _veilig_thuis(dossier, rekenen)
    for each in parents_wait(dossier):
        stap = 5 if each.isa(OudersGeinformeerd) else 3 if each.isa(NietBereikt) else 2
        yield dated(each, "opnieuw_op", Soort.OUDERS, stap)
    for record, wie in open_afspraken(dossier.standing):
        mine = dated(record, "uiterlijk", Soort.AFSPRAAK, dossier.fase.stap)
        # When that colleague was excluded since, it waits for whoever holds the case.
        shut_out = wie.id in dossier.toegang.afgeschermd
        yield mine if shut_out else replace(mine, owner=wie.role.acts_as, person=wie.id)


def _meewegen(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """What waits for the second weigher, until they answered or the request was withdrawn."""
    now = waits_for(dossier)
    if now:
        asked = now.gevraagd
        mine = rekenen.term(f"{Soort.MEEWEGEN}-{asked.nummer}", Soort.MEEWEGEN, 4, asked.on)
        # When that colleague was excluded since, it waits for whoever holds the case.
        shut_out = now.tweede.id in dossier.toegang.afgeschermd
        yield mine if shut_out else replace(mine, owner=now.tweede.role.acts_as, person=now.tweede.id)


def _veilig_thuis(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """Word from Veilig Thuis (R6): on the melding, on an investigation (terms of those names), or on an agreed day."""
    melding = feedback_open(dossier)
    if melding:
        since = read_date(str(melding.waarde("datum"))) or melding.on
        owed = rekenen.term(f"terugkoppeling-{melding.sleutel}", Soort.TERUGKOPPELING, 5, since)
        called = [each for each in dossier.of(Terugkoppeling) if each.nummer > melding.nummer]
        again = read_date(str(called[-1].waarde("opnieuw_op"))) if called else None
        yield replace(owed, due_on=again, first_due_on=owed.due_on) if again else owed
    onderzoek = onderzoek_open(dossier)
    if onderzoek:
        since = read_date(str(onderzoek.waarde("datum"))) or onderzoek.on
        yield rekenen.term(f"onderzoek-{onderzoek.sleutel}", Soort.ONDERZOEK, 5, since)


def _nazorg(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """A closed dossier is looked at once more, again for as long as that was agreed, and after what came in since."""
    last = kijken(dossier.standing)
    if last is None:
        return
    vraag = "opnieuw_op" if last.isa(Nazorg) else "nakijken_op" if last.isa(Afsluiting) else ""
    if vraag and read_date(str(last.waarde(vraag))):
        yield dated(last, vraag, Soort.NAZORG, 5)
    else:
        yield rekenen.term(f"nazorg-{last.sleutel}", Soort.NAZORG, 5, last.on)


def _followed(dossier: Dossier, rekenen: Rekenen) -> Verplichting:
    """For an open dossier in which an ib-er has nothing else to do: look again, and close it or go on."""
    last = [each for each in dossier.records if not each.isa(*_NO_LOOK)][-1]
    return rekenen.term(f"opvolging-{last.nummer}", Soort.OPVOLGING, dossier.fase.stap, last.on)
