"""What is recorded about the end of a dossier, and about what people may ask of it."""
