"""Pages about the end of a dossier: how long it is kept, what is asked, leaving, taking out, destroying."""
