"""One dossier: its value, who can read it, what follows from it and what waits in it."""
