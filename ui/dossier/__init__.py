"""One dossier on the screen, besides its stappen."""
