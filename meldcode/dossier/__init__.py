"""One dossier: what it is, who reads it, what follows from it and what waits in it."""
