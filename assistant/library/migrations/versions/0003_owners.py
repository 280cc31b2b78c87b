"""Whose a conversation or a briefing is: on a shared server nobody lists what another reader keeps."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for table in ("conversations", "briefings"):
        op.add_column(table, sa.Column("owner", sa.String(64), nullable=False, server_default=""))
