"""The leerlingbespreking, a team meeting: who attends, what is on the shared screen, and what was promised."""
