"""The figures of several schools, for their board."""

from meldcode.rollen import Permission
from ui import access, bestuur

user = access.require(Permission.FIGURES)
bestuur.draw(user)
