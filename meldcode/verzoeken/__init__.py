"""What people ask about a dossier: what runs, until when, what may be granted, and what comes next."""
