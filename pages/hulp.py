"""The page Hulp: the manual, with the chapter about the page one comes from, or about one's own role."""

from meldcode.rollen import Permission
from ui.hulp import tonen
from ui.page import access

user = access.require(Permission.START)
tonen.draw(user)
