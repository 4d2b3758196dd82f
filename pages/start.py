"""The start page: how things stand, what is new to this person and what waits for them; what the school still needs."""

from meldcode.rollen import Permission
from ui.inrichten import nagaan
from ui.page import access
from ui.werk import start

user = access.require(Permission.START)
start.show_start(user)
if user.may(Permission.MANAGE):
    nagaan.draw(user)
