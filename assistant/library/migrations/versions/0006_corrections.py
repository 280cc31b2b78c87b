"""What the reader corrected in an article's metadata."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("article_id", sa.String(32), primary_key=True),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("corrected_at", sa.String(32), nullable=False),
    )
