"""The course of dossiers in plain rows, and what is counted from it."""
