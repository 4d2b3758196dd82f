"""What follows from what is recorded at the end of a dossier, one module per subject."""
