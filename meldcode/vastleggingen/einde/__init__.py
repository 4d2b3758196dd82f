"""What is recorded about the end of a dossier, or of part of it."""
