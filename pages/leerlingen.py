"""The page of the list of pupils, from which one is chosen when a dossier is opened."""

from meldcode.rollen import Permission
from ui.page import access
from ui.stap import leerlingen

user = access.require(Permission.PUPILS)
leerlingen.draw(user)
