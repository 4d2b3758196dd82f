"""The page about the brothers and sisters of the pupil of one dossier, for whoever reads their dossiers as well."""

from meldcode.rollen import Permission
from ui.dossier import gezin
from ui.page import access, dossier_of_tab

user = access.require(Permission.READ_DOSSIER)
gezin.draw(dossier_of_tab.open_dossier(user, Permission.READ_DOSSIER), user)
