"""What the pages about dossiers share: the gate, which dossier it is, the menu, and how a dossier is shown."""
