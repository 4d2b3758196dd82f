"""The leerlingbespreking: who sits there, what is on the screen, and what was promised."""
