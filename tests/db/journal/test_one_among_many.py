"""What is asked about one dossier reads the lines of that one, however many the journal of the school has since.

Counted in steps of SQLite, which are the same on every machine.
"""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, insert

from db import schema
from db.dossiers import dossiers, papieren, register
from db.dossiers.einde import vernietigd
from db.journal import chain
from db.store.engine import reading, transaction
from tests.builders import destroyed, te_vernietigen
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept, moment

pytestmark = pytest.mark.sqlite
MANY = 3_000
Asks = Callable[[Connection, str], object]
ASKED: dict[str, Asks] = {
    "the last line with a stand, at each record": lambda connection, dossier_id: chain.end_and_last_stand(
        connection, SCHOOL, dossier_id
    ),
    "the papers that were made": lambda connection, dossier_id: papieren.of_dossier(connection, dossier_id, SCHOOL),
    "the copies of a melding": lambda connection, dossier_id: papieren.copies(connection, dossier_id, SCHOOL),
    "the certificate": lambda connection, dossier_id: vernietigd.certificate(connection, DICK, dossier_id),
    "the register of one dossier": lambda connection, dossier_id: register.lines(
        connection, DICK, dossier_id=dossier_id
    ),
}


def steps(asks: Asks, dossier_id: str) -> int:
    """In tens."""
    counted = 0

    def counts() -> int:
        nonlocal counted
        counted += 1
        return 0

    with reading(SCHOOL) as connection:
        asks(connection, dossier_id)  # whatever is put together once is put together now
        driver = connection.connection.driver_connection
        driver.set_progress_handler(counts, 10)
        try:
            asks(connection, dossier_id)
        finally:
            driver.set_progress_handler(None, 0)
    return counted


def others_go_on() -> None:
    """So many lines about other dossiers. That they are no chain is nothing to what is asked here."""
    with transaction(SCHOOL) as connection:
        (last, _mac) = chain._end(connection, SCHOOL)
        line = {"school_id": SCHOOL, "at": NOW, "actor": DICK.id, "action": "vastgelegd", "object_id": "x"}
        sealed = {"digest": "0" * 64, "mac": "0" * 64, "stand": "0" * 64}
        connection.execute(
            insert(schema.journal),
            [line | sealed | {"seq": last + n, "dossier_id": f"other-{n % 99}"} for n in range(1, MANY)],
        )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("what", ASKED)
def test_it_takes_no_more_work_after_three_thousand_lines_about_others(what: str) -> None:
    dossier = kept(te_vernietigen())
    if what == "the certificate":
        dossiers.save(destroyed(dossier), by=DICK, moment=moment())
    before = steps(ASKED[what], dossier.id)
    others_go_on()
    after = steps(ASKED[what], dossier.id)
    assert before > 0 and after < before + 50, (before, after)
