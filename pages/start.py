"""Start: what waits for me today, and my dossiers."""

from meldcode.rollen import Permission
from ui import start
from ui.page import access

user = access.require(Permission.START)
start.show_start(user)
