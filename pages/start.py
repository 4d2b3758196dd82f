"""Start: what waits for me today, and my dossiers."""

from meldcode.rollen import Permission
from ui.page import access
from ui.werk import start

user = access.require(Permission.START)
start.show_start(user)
