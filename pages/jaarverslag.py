"""The page Jaarverslag: one school year in figures, to read, print or download."""

from meldcode.rollen import Permission
from ui.cijfers import jaarverslag
from ui.page import access

user = access.require(Permission.JAARVERSLAG)
jaarverslag.draw(user)
