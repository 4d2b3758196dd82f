"""The end of a dossier, or of part of it: what that is, before it is stored."""
