"""What the pages about dossiers share: the gate, recording, the menu, and how a dossier is shown."""
