"""Storage: SQLAlchemy, encryption and migrations. ``python -m db`` is the administrator's command line."""
