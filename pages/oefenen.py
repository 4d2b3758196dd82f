"""The page Oefenen: the cases of the course. In a real school it says why there are none."""

from meldcode.rollen import Permission
from ui.oefenen import oefenen
from ui.page import access

user = access.require(Permission.OEFENEN)
oefenen.draw(user)
