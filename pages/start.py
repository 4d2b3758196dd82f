"""The start page: what is new to this person and what waits for them."""

from meldcode.rollen import Permission
from ui.page import access
from ui.werk import start

user = access.require(Permission.START)
start.show_start(user)
