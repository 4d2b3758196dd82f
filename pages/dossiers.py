"""The page Dossiers: a line for every dossier this person may know of, and searching for one."""

from meldcode.rollen import Permission
from ui.page import access
from ui.werk import dossierlijst

user = access.require(Permission.READ_DOSSIER)
dossierlijst.draw(user)
