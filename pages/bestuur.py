"""The page Bestuur: figures of several schools, for their board."""

from meldcode.rollen import Permission
from ui.cijfers import bestuur
from ui.page import access

user = access.require(Permission.FIGURES)
bestuur.draw(user)
