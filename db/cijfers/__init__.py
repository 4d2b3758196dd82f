"""Figures: the course of dossiers in plain rows, and counting from those rows without opening a dossier."""
