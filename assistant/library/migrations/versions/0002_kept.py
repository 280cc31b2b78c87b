"""What is kept beside the articles: conversations, briefings, what they cite, and feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
    )
    op.create_index("conversations_by_change", "conversations", ["changed_at"])
    op.create_table(
        "turns",
        sa.Column(
            "conversation_id",
            sa.String(32),
            sa.ForeignKey("conversations.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("asked_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "briefings",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
    )
    op.create_index("briefings_by_topic", "briefings", ["topic", "made_at"])
    op.create_table(
        "cited_articles",
        sa.Column("kept_id", sa.String(32), primary_key=True),
        sa.Column("article_id", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("cited_articles_by_article", "cited_articles", ["article_id"])
    op.create_table(
        "feeds",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.Column("checked_at", sa.String(32)),
        sa.Column("due_at", sa.String(32)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.Text, sa.ForeignKey("feeds.address", ondelete="CASCADE"), primary_key=True),
        sa.Column("entry", sa.String(64), primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("article_id", sa.String(32)),
        sa.Column("seen_at", sa.String(32), nullable=False),
    )
