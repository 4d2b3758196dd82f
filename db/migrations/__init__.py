"""Migrations: how an existing database becomes one of the newest version. ``db.upkeep.upgrade`` runs them."""
