"""Adding what was handed in about a pupil to the dossier that pupil has already; and what goes for several at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.regels.doorgegeven import doorgegeven
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Afscherming, HoortBij, OpheffenAfscherming, Signaal
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging


def voeg_toe(
    handed_in: Dossier, known: Dossier, *, by: User, on: date, namen: Mapping[str, str]
) -> tuple[Dossier, ...]:
    """Add the signals of one dossier to another: both as they are after each record, in the order to store them.

    The first is what was handed in, closed. Each signal keeps its words, and says who handed it in (``namen``: the
    names by account), when, and where. Raises ``Geweigerd`` with the sentence when it may not be done.
    """
    signals = doorgegeven(handed_in)
    refused = vastleggen.refusal(known, Signaal, by, on) or _others_see_it(handed_in, known)
    if refused or known.role_of(by) is not Role.IB_ER:
        raise Geweigerd(refused or "Met uw rol kunt u dit niet vastleggen.")
    bij = HoortBij(bij=known.codenaam)
    found = vastleggen.objections(handed_in, HoortBij, {"bij": bij.bij}, by=by, on=on)
    if found:
        raise Geweigerd(next(iter(found.values())))
    steps = [vastleggen.record(handed_in, bij, by=by, on=on)]
    for each in signals:
        known = replace(known, records=(*known.records, _brought(each, handed_in, known, by, on, namen)))
        steps.append(known)
    return tuple(steps)


def _brought(
    signal: Vastgelegd, of: Dossier, into: Dossier, by: User, on: date, namen: Mapping[str, str]
) -> Vastgelegd:
    """The signal as it stands in the other dossier: worded as it was, recorded by who brings it there."""
    said = f"{namen.get(signal.by, 'Een collega')}, {in_words(signal.on)} (dossier {of.codenaam})"
    whose = Antwoord("doorgegeven", "Wie gaf dit door, en wanneer?", said, of.codenaam)
    return signal._replace(
        nummer=into.versie + 1, on=on, by=by.id, antwoorden=(*signal.antwoorden, whose), gecorrigeerd_in=None
    )


def _others_see_it(handed_in: Dossier, known: Dossier) -> str:
    """Why somebody would learn of the other dossier who may not: who walks this one must walk that one as well."""
    mine, theirs = handed_in.toegang, known.toegang
    shut = {who for who, roles in theirs.afgeschermd.items() if Role.IB_ER in roles} - set(mine.afgeschermd)
    deputies = {who for who, role in mine.vervangers.items() if role is Role.IB_ER}
    if shut or any(theirs.vervangers.get(who) is not Role.IB_ER for who in deputies):
        return (
            "In het andere dossier is een collega afgeschermd, of neemt iemand anders waar. Leg in dit dossier eerst "
            "hetzelfde vast, bij ‘Wie leest mee’."
        )
    return ""


def shut_out_as_well(vastlegging: Vastlegging, added: Dossier) -> bool:
    """Whether this exclusion, recorded in a dossier, must also be recorded in one that was added to it.

    Else who may not know of the first one would read its code name in the other.
    """
    if isinstance(vastlegging, Afscherming):
        who = vastlegging.afgeschermd
        return who.role.acts_as not in added.toegang.afgeschermd.get(who.id, {})
    return isinstance(vastlegging, OpheffenAfscherming) and vastlegging.wie.id in added.toegang.afgeschermd
