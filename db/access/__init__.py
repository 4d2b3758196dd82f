"""Access in queries: which dossiers somebody may know of, and which records in a dossier they may read."""
