"""What is recorded at the end of a dossier: handed over, left, kept, asked for, taken out, destroyed."""
