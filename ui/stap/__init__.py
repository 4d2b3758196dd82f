"""Walking the route: opening a dossier, the five stappen, and acute danger."""
