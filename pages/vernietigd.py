"""The page of what was destroyed: each dossier by its code name, with its certificate."""

from meldcode.rollen import Permission
from ui.page import access
from ui.papieren import verklaring

user = access.require(Permission.DESTROYED)
verklaring.draw(user)
