"""The yearly account: one school year in numbers, to read, to print or to take along."""

from meldcode.rollen import Permission
from ui.cijfers import jaarverslag
from ui.page import access

user = access.require(Permission.JAARVERSLAG)
jaarverslag.draw(user)
