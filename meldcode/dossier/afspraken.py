"""Who must do what in a dossier: open agreements, handovers, and the holder of the case, computed from the records."""

from collections.abc import Iterator

from meldcode.dossier.toegang import Toegang
from meldcode.rollen import Role
from meldcode.vastleggingen import ALLE, Afgehandeld, Afspraak, Overdracht
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Records, Vastgelegd

_BY_WHO_WALKS = frozenset(kind.__name__ for kind in ALLE if kind.door == {Role.IB_ER})


def open_afspraken(records: Records) -> Iterator[tuple[Vastgelegd, Persoon]]:
    """The agreements without an outcome, each with the person who must now keep it, handovers included."""
    done = {str(each.waarde("afspraak")) for each in records if each.isa(Afgehandeld)}
    for record in records:
        wie = read_persoon(record.waarde("wie")) if record.isa(Afspraak) else None
        if wie and str(record.nummer) not in done:
            yield record, _after_handing_over(records, record.nummer, wie)


def _after_handing_over(records: Records, since: int, who: Persoon) -> Persoon:
    for van, naar in _handed_over(records, since):
        who = naar if van.id == who.id else who
    return who


def _handed_over(records: Records, since: int) -> Iterator[tuple[Persoon, Persoon]]:
    for record in records:
        if record.nummer > since and record.isa(Overdracht):
            van, naar = read_persoon(record.waarde("van")), read_persoon(record.waarde("naar"))
            if van and naar:
                yield van, naar


def addressed_to(records: Records, account_id: str) -> frozenset[int]:
    """The numbers of the records with an open agreement of this colleague. They may read these, if nothing else."""
    return frozenset(record.nummer for record, wie in open_afspraken(records) if wie.id == account_id)


def houder(records: Records, toegang: Toegang) -> str:
    """The id of the account that holds this case; empty while nobody does.

    It is held by whoever first recorded something that only an ib-er can record, or by whoever took it over. When the
    holder was excluded since, the substitute in the role of ib-er holds it.
    """
    first = next((each for each in records if each.soort in _BY_WHO_WALKS), None)
    if first is None:
        return ""
    holds = first.by
    for van, naar in _handed_over(records, first.nummer):
        holds = naar.id if van.id == holds else holds
    shut = toegang.afgeschermd.get(holds)
    return holds if shut is None else shut.get(Role.IB_ER, "")


def mede_houder(records: Records, toegang: Toegang) -> str:
    """The id of the account that holds this case together with its holder; empty when nobody else does."""
    return "" if toegang.mede_houder == houder(records, toegang) else toegang.mede_houder
