"""What may be counted of dossiers, and what may be shown of the counts."""
