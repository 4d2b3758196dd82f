"""Dossiers: every dossier one may know of, a line each, and looking for one."""

from meldcode.rollen import Permission
from ui import dossiers
from ui.page import access

user = access.require(Permission.READ_DOSSIER)
dossiers.draw(user)
