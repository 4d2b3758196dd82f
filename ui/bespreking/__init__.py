"""The leerlingbespreking on the screen: preparing, holding and showing it, and what was promised at it."""
