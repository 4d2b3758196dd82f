"""The five stappen, and where on them a dossier can be."""
