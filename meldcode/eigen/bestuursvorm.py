"""Whether the board of the school is one under public law: then the Archiefwet holds for all that the school keeps.

It is stored with the school's own words. Nearly every board is a foundation or association under private law, and is
taken for one until the school says otherwise.
"""

from collections.abc import Mapping

from meldcode.eigen.woorden import Eigen, served

NAAM = "bestuursvorm"
_PUBLIEK = "publiekrechtelijk"


def is_publiekrechtelijk(eigen: Eigen | None = None) -> bool:
    """Whether the board of this school is under public law, by default of the school that is served."""
    return (eigen or served()).of(NAAM, "") == _PUBLIEK


def said(eigen: Eigen, *, publiek: bool) -> Eigen:
    """What the school says in its own way, with this in place of what it said before."""
    others = {naam: each for naam, each in eigen.gekozen.items() if naam != NAAM}
    return Eigen({**others, **({NAAM: _PUBLIEK} if publiek else {})})


def kept(gekozen: Mapping[str, object]) -> dict[str, str]:
    """Of what is stored of a school, this alone, as far as it can be read."""
    return {NAAM: _PUBLIEK} if gekozen.get(NAAM) == _PUBLIEK else {}
