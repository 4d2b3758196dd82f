"""Keeping a database whole: upgrades, reading it over, and working out anew what follows from the records."""
