"""The page of the leerlingbespreking: to prepare it, and then to hold it with a shared screen until it is closed."""

from meldcode.rollen import Permission
from ui.bespreking import houden, sluiten, toezegging, voorbereiding
from ui.page import access

user = access.require(Permission.LEERLINGBESPREKING)
houden.heading()
zitting = voorbereiding.ensure(user)
if zitting is None:
    toezegging.draw(user)
elif zitting.bespreking.begonnen_op:
    decided = houden.draw(zitting, user)
    if decided:
        houden.keep(decided, user)
    sluiten.end(zitting, user)
else:
    toezegging.draw(user)
    filled = voorbereiding.draw(zitting, user)
    voorbereiding.store(zitting.bespreking, filled, user)
    voorbereiding.start(zitting, filled, user)
