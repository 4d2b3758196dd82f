"""The register: who viewed what, when, and why."""

from meldcode.rollen import Permission
from ui import access, register

user = access.require(Permission.REGISTER)
register.draw(user)
