"""A turn says how far it came, how its words were understood, and what went wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("turns", sa.Column("understood", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("turns", sa.Column("state", sa.String(16), nullable=False, server_default="answered"))
    op.add_column("turns", sa.Column("problem", sa.JSON))
    op.drop_column("turns", "complete")
