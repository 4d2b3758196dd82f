"""The leerlingbespreking: who attends, what is on the screen, and what was promised."""
