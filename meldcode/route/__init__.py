"""The route: its five stappen, the fasen a dossier can be in, the kinds of things that can wait in one, all terms."""
