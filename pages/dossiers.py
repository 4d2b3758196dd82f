"""Dossiers: every dossier one may know of, a line each, and looking for one."""

from meldcode.rollen import Permission
from ui.page import access
from ui.werk import dossierlijst

user = access.require(Permission.READ_DOSSIER)
dossierlijst.draw(user)
