"""Storing what happens at the end of a dossier: one module per subject."""
