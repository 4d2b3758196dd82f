"""The pages on which the route is walked: opening a dossier, the five stappen, and acute danger."""
