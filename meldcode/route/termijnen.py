"""Every term of the route, with its default: those of the stappen and of the kinds of verplichting, declared there."""

from meldcode.route.stappen import STAPPEN
from meldcode.route.verplichting import Soort
from meldcode.termijnen.termijn import METEEN

_OF_KINDS = tuple(each.aard.termijn for each in Soort if each.aard.termijn)
BY_NAME = {each.naam: each for each in (*(stap.termijn for stap in STAPPEN), *_OF_KINDS, METEEN)}
TERMIJNEN = tuple(BY_NAME.values())
