"""One dossier on the screen, apart from its stappen."""
