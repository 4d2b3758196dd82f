"""What is recorded about the end of a dossier: keeping it, handing it over, destroying it."""
