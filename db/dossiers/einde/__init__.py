"""What is left of dossiers that ended."""
