"""The route: its five stappen, the fasen a dossier can be in, and the kinds of things that can wait in one."""
