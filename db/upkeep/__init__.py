"""Maintenance: upgrades, verification, and recomputing what follows from the records."""
