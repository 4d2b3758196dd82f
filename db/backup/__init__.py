"""Back-ups: making and restoring them, and moving schools to another database."""
