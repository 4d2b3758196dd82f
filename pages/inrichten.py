"""The page Inrichten: setting up a school part by part, what is done and what is left."""

from meldcode.rollen import Permission
from ui.beheer import instellingen
from ui.inrichten import route
from ui.page import access
from ui.signing_in import reauthenticate

user = access.require(Permission.MANAGE)
route.heading()
reauthenticate.require_recent(
    user, "Voor het inrichten bevestigt u eerst dat u het bent. Dat geldt vijf minuten.", keep=instellingen.TYPED
)
route.draw(user)
