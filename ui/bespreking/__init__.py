"""The leerlingbespreking on the screen: prepared, held, shown, and what was promised at it."""
