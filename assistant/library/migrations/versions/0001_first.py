"""The first schema: articles, voices, chunks with their full-text index, tombstones, revisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("origin", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("given", sa.JSON, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("origin_group", sa.String(32), nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("attributions", sa.JSON, nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
    )
    op.create_index("articles_by_publisher", "articles", ["publisher"])
    op.create_index("articles_by_published", "articles", ["published"])
    op.create_index("articles_by_digest", "articles", ["digest"])
    op.create_index("articles_by_origin_group", "articles", ["origin_group"])
    op.create_table(
        "origin_bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column(
            "article_id", sa.String(32), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("origin_bands_by_article", "origin_bands", ["article_id"])
    op.create_table(
        "voices",
        sa.Column(
            "article_id", sa.String(32), sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("via", sa.JSON, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
    )
    op.create_index("voices_by_name", "voices", ["name"])
    op.create_table(
        "chunks",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "article_id", sa.String(32), sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("voices", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("chunks_by_article", "chunks", ["article_id", "number"], unique=True)
    op.create_table(
        "index_tasks",
        sa.Column("chunk_id", sa.String(48), primary_key=True),
        sa.Column("task", sa.String(8), nullable=False),
    )
    op.create_table(
        "tombstones",
        sa.Column("article_id", sa.String(32), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("removed_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "revisions",
        sa.Column("article_id", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "outlets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("profile", sa.JSON, nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        # The words stand in `articles.text` already, so the index keeps none of them (content='').
        op.execute(
            "CREATE VIRTUAL TABLE chunk_words USING fts5("
            "title, words, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            'CREATE TABLE chunk_words ("row" INTEGER PRIMARY KEY REFERENCES chunks("row") ON DELETE CASCADE,'
            " words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX chunk_words_index ON chunk_words USING GIN (words)")
