"""Storing dossiers of ``tests.builders``: at once, and in a school whose accounts take the place of the cast."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest

from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.store.engine import transaction
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Opening
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import fill
from ui import clock


@contextmanager
def in_one_transaction(school: str) -> Iterator[None]:
    """Inside this, everything recorded is committed together: faster, for preparing tests that are not about saving.

    For use in one thread only.
    """
    with transaction(school) as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(dossiers, "transaction", lambda _school: nullcontext(connection))
        yield


def store(dossier: Dossier, who: Callable[[str], User]) -> Dossier:
    """Store it completely or not at all; ``who`` gives the account for each id of the cast."""
    people = {name: who(name) for name in {each.by for each in dossier.records}}
    first = dossier.records[0]
    opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
    records = tuple(_by_their_ids(each, people[each.by].id, who) for each in dossier.records)
    with in_one_transaction(people[first.by].school_id):
        kept = dossiers.open_dossier(opening, by=people[first.by], moment=moment(first))
        for count, each in enumerate(dossier.records[1:], 2):
            kept = replace(kept, records=records[:count])
            dossiers.save(kept, by=people[each.by], moment=moment(each))
    return kept


def _by_their_ids(record: Vastgelegd, by: str, who: Callable[[str], User]) -> Vastgelegd:
    """The record with the accounts of that school: its author, and colleagues named in answers."""

    def of_here(answer: Antwoord) -> Antwoord:
        named = read_persoon(answer.waarde)
        if named is None:
            return answer
        user = who(named.id)
        persoon = Persoon(user.id, user.role, user.naam)
        return answer._replace(waarde=str(persoon), tekst=persoon.tekst)

    return record._replace(by=by, antwoorden=tuple(of_here(each) for each in record.antwoorden))


def moment(record: Vastgelegd) -> Moment:
    return Moment(record.on, clock.now(), uuid.uuid4().hex)
