"""Who may read what: which dossiers, and which records in a dossier."""
