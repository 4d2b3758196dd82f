"""The end of a dossier, or of part of it, as it is stored."""
