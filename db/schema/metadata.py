"""The metadata all tables belong to, and how constraints are named."""

from sqlalchemy import Column, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column(name: str = "id", **options: bool) -> Column[str]:
    """A column for an id of 32 hexadecimal digits."""
    return Column(name, String(32), **options)  # type: ignore[arg-type]
