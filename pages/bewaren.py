"""The page Bewaartermijnen: which closed dossiers may be destroyed, now or soon, and which must stay."""

from meldcode.rollen import Permission
from ui.page import access
from ui.werk import bewaren

user = access.require(Permission.BEWAREN)
bewaren.draw(user)
