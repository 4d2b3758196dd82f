"""One dossier as a value: its records, who may read them, what follows from them, and what waits in it."""
