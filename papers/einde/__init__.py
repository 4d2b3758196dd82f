"""Papers about the end of a dossier: what is given to who asks, handed over, and said of what was destroyed."""
