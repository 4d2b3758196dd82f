"""Maintenance of an installation: upgrades, verification, checks, and recomputing what follows from the records."""
