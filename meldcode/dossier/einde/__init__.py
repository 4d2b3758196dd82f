"""How a dossier ends: what may end it, who, and from which day."""
