"""How a database that is in use becomes one of the newest version; ``db.upkeep.upgrade`` runs it."""
