"""The page to open a dossier, or to hand in a signaal: whether it is for the meldcode, and whom it is about."""

from meldcode.rollen import Permission
from ui.page import access
from ui.stap import opening

user = access.require(Permission.OPEN_DOSSIER)
opening.ask(user)
