"""What waits about the end of a dossier: a bewaarstop, requests, a receipt, the pupil who leaves, what is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from meldcode.bewaren.stops import stops
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.overgedragen import onderweg
from meldcode.dossier.einde.uithalen import wacht
from meldcode.dossier.einde.vertrek import te_beslissen, te_vertellen
from meldcode.rollen import Role
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import Kalender
from meldcode.termijnen.termijn import METEEN, Ingesteld, Termijn
from meldcode.verzoeken.aanvraag import aanvragen
from meldcode.vragen.datum import read_date
from meldcode.vragen.vastgelegd import Vastgelegd


@dataclass(frozen=True)
class Rekenen:
    """How terms are counted at this school."""

    ingesteld: Ingesteld
    kalender: Kalender

    def term(self, sleutel: str, soort: Soort, stap: int, since: date, termijn: Termijn | None = None) -> Verplichting:
        """A verplichting that is due at the end of ``termijn``, or else of the term of its kind.

        ``stap`` is the number of the stap it belongs to.
        """
        term = termijn or soort.aard.termijn or METEEN
        end = term.ends(since, self.ingesteld, self.kalender)
        owner = soort.aard.owner
        return Verplichting(sleutel, soort, stap, owner, end.on, since=since, termijn=term.naam, dagen=end.dagen)


def aan_het_einde(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """What waits in any fase, also in a closed dossier."""
    yield from _bewaarstops(dossier, rekenen)
    yield from _verzoeken(dossier, rekenen)
    yield from _overgedragen(dossier, rekenen)
    yield from _uithalen(dossier, rekenen)


def _bewaarstops(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """A bewaarstop is looked at on the agreed day; a proposal to end it waits for the other of ib-er and directie."""
    stap = dossier.fase.stap
    for each in stops(dossier.standing):
        proposed = each.voorstel
        if proposed is None:
            yield dated(each.record, "bekijken_op", Soort.BEWAARSTOP, stap)
        else:
            waits = rekenen.term(
                f"{Soort.BEWAARSTOP_EINDE}-{proposed.nummer}", Soort.BEWAARSTOP_EINDE, stap, proposed.on
            )
            yield replace(waits, owner=Role.IB_ER) if proposed.als == Role.DIRECTIE else waits


def _verzoeken(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """Requests that were not decided, also in a closed dossier. An extended one is due when the AVG says."""
    for each in (one for one in aanvragen(dossier.standing) if one.is_open):
        soort = Soort.VERZOEK if each.maand else Soort.INFORMATIE
        owed = rekenen.term(f"{soort}-{each.record.sleutel}", soort, dossier.fase.stap, each.ontvangen)
        yield replace(owed, due_on=each.uiterlijk, termijn="") if each.verlengd and each.uiterlijk else owed


def _overgedragen(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """Until who took over the case signs for it, it waits for them, and stays in sight of who gave it."""
    if now := onderweg(dossier):
        whose = (Soort.ONTVANGEN, now.ontvanger), (Soort.AFGEGEVEN, now.gever)
        for soort, who in whose:
            if who:
                sleutel, since = f"{soort}-{now.record.nummer}", now.record.on
                yield replace(rekenen.term(sleutel, soort, dossier.fase.stap, since), person=who)


def bij_vertrek(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """What must be decided and told because the pupil leaves: by the last day here, if that is later."""
    if left := te_beslissen(dossier):
        owed = rekenen.term(f"{Soort.WARM}-{left.nummer}", Soort.WARM, dossier.fase.stap, left.on)
        yield replace(owed, due_on=max(owed.due_on, read_date(str(left.waarde("op"))) or owed.due_on))
    if left := te_vertellen(dossier):
        yield rekenen.term(f"{Soort.PLOTSELING}-{left.nummer}", Soort.PLOTSELING, dossier.fase.stap, left.on)


def _uithalen(dossier: Dossier, rekenen: Rekenen) -> Iterator[Verplichting]:
    """What was proposed to be taken out waits for the directie, or for the colleague who was asked."""
    for each in wacht(dossier.standing):
        asked, sleutel = each.tweede, f"{Soort.UITHALEN}-{each.record.nummer}"
        waits = rekenen.term(sleutel, Soort.UITHALEN, dossier.fase.stap, each.record.on)
        # When that colleague was excluded since, it waits for the directie.
        is_theirs = asked is not None and asked.id not in dossier.toegang.afgeschermd
        yield replace(waits, owner=Role.IB_ER, person=asked.id) if asked and is_theirs else waits


def dated(record: Vastgelegd, vraag: str, soort: Soort, stap: int) -> Verplichting:
    """A verplichting that is due on the day which this vraag of the record names; else on the day it was recorded."""
    due = read_date(str(record.waarde(vraag))) or record.on
    return Verplichting(f"{soort}-{record.sleutel}", soort, stap, soort.aard.owner, due)
