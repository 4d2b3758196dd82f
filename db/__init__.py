"""The store: SQLAlchemy, encryption, migrations. ``python -m db`` is the administrator's command line."""
