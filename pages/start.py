"""Start: what waits for me today, and my dossiers."""

from meldcode.rollen import Permission
from ui import access, start

user = access.require(Permission.START)
start.show_start(user)
