"""The leerlingbespreking: the pages to prepare and hold it, the screen that the team sees, and earlier toezeggingen."""
