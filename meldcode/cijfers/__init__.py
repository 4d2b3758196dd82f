"""What may be counted of dossiers, and which counts may be shown."""
