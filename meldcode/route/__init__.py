"""The route: the five stappen, and the fasen a dossier can be in."""
