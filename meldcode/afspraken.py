"""Agreements among colleagues: which are open, and whose they are. Folded from what was recorded."""

from collections.abc import Iterator

from meldcode.persoon import Persoon, read_persoon
from meldcode.vastgelegd import Records, Vastgelegd
from meldcode.vastleggingen import Afgehandeld, Afspraak


def handled(records: Records) -> dict[str, Vastgelegd]:
    """What was recorded as the outcome, by the number of the agreement."""
    return {str(each.waarde("afspraak")): each for each in records if each.isa(Afgehandeld)}


def open_afspraken(records: Records) -> Iterator[tuple[Vastgelegd, Persoon]]:
    """The agreements without an outcome, each with who it is for."""
    done = handled(records)
    for record in records:
        wie = read_persoon(record.waarde("wie")) if record.isa(Afspraak) else None
        if wie and str(record.nummer) not in done:
            yield record, wie


def waits_for(records: Records, account_id: str) -> bool:
    """Whether this colleague has an agreement here that is still open."""
    return any(wie.id == account_id for _record, wie in open_afspraken(records))


def addressed_to(records: Records, account_id: str) -> frozenset[int]:
    """The numbers of the agreements of this colleague that are open: these they read, whatever else they may not."""
    return frozenset(record.nummer for record, wie in open_afspraken(records) if wie.id == account_id)
