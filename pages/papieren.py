"""The page of the papers of one dossier: which can be made, and which were made."""

from meldcode.rollen import Permission
from ui.page import access, dossier_of_tab
from ui.papieren import brieven, leidraad, papieren

user = access.require(Permission.PAPERS)
dossier = dossier_of_tab.open_dossier(user, Permission.PAPERS)
confirmed = papieren.begin(dossier, user)
leidraad.draw(dossier, user, confirmed=confirmed)
brieven.draw(dossier, confirmed=confirmed)
papieren.made(dossier, user)
