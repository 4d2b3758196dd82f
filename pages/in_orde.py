"""The page In orde?: what is not in order yet at this school, and how to mend it."""

from meldcode.rollen import Permission
from ui.beheer import in_orde
from ui.page import access

user = access.require(Permission.IN_ORDE)
in_orde.draw(user)
