"""A school whose board allows a photo of an injury, for the tests that are about one."""

from datetime import date

from db.school import schools
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.eigen.letselfotos import Bestuursbesluit, decided
from meldcode.eigen.woorden import GEWOON, Eigen
from tests.cast import BEA, SCHOOL


def says(mag: bool) -> Eigen:
    """What a school says of itself whose board decided only this."""
    return decided(GEWOON, Bestuursbesluit(mag, date(2026, 11, 2), date(2026, 11, 9), BEA.id))


def decides(mag: bool, school_id: str = SCHOOL) -> None:
    """Store that the board of this school decided this."""
    with transaction(EVERY_SCHOOL) as connection:
        schools.set_eigen(connection, school_id, says(mag))
