"""How long a dossier is kept, why, and what keeps it from being destroyed: pure functions of its records (ADR 73)."""
