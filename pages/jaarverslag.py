"""The page Jaarverslag: one school year in figures, to read, print or download."""

from meldcode.rollen import Permission
from ui.beheer import meldcode_op_papier
from ui.cijfers import jaarverslag
from ui.page import access

user = access.require(Permission.JAARVERSLAG)
jaarverslag.draw(user)
meldcode_op_papier.offer(user)
