"""What became of each entry of a feed: how often its article was tried, what went wrong, when it is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for column in ("title", "revised", "problem"):
        op.add_column("feed_entries", sa.Column(column, sa.Text, nullable=False, server_default=""))
    op.add_column("feed_entries", sa.Column("published", sa.Date))
    op.add_column("feed_entries", sa.Column("text", sa.Text, nullable=False, server_default=""))
    op.add_column("feed_entries", sa.Column("tries", sa.Integer, nullable=False, server_default="0"))
    op.add_column("feed_entries", sa.Column("due_at", sa.String(32)))
    op.create_index("feed_entries_by_due", "feed_entries", ["due_at"])


def downgrade() -> None:
    raise NotImplementedError("an earlier version cannot read what this one keeps")
