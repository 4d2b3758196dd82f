"""What pages about dossiers share: the gate, recording, the menu, and showing a dossier."""
