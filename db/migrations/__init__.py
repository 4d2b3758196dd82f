"""Migrations: how an existing database becomes one of the newest version. A released one is never edited.

``db.upkeep.upgrade`` runs them. To change a table: edit ``db/schema/`` and add a migration.
"""
