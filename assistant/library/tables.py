"""The library's tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0006"  # the newest migration of library/migrations/versions

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("origin", Text),
    Column("url", Text),
    Column("authors", JSON, nullable=False),
    Column("published", Date),
    Column("language", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("given", JSON, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("origin_group", String(32), nullable=False),
    Column("parts", JSON, nullable=False),
    Column("attributions", JSON, nullable=False),
    Column("added_at", String(32), nullable=False),
    Index("articles_by_publisher", "publisher"),
    Index("articles_by_published", "published"),
    Index("articles_by_digest", "digest"),
    Index("articles_by_origin_group", "origin_group"),
)

# Where near-duplicates meet: articles that share a band may be reprints (library/signatures.py).
origin_bands = Table(
    "origin_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Index("origin_bands_by_article", "article_id"),
    sqlite_with_rowid=False,
)

# Who speaks where, one row per article and voice: what the list of voices and the slots are read from.
# `place` is the voice's place in the chain: 0 is the publisher or origin.
voices = Table(
    "voices",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("via", JSON, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index("voices_by_name", "name"),
)

# The full-text index (table `chunk_words`, made by the migration) has the same row numbers as `chunks`.
chunks = Table(
    "chunks",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("voices", JSON, nullable=False),
    Index("chunks_by_article", "article_id", "number", unique=True),
    sqlite_autoincrement=True,
)

# What the vector index still has to do; written in the transaction that made it necessary, so that a
# crash between the two stores is finished at the next start. `task` is `put` or `drop`.
index_tasks = Table(
    "index_tasks",
    metadata,
    Column("chunk_id", String(48), primary_key=True),
    Column("task", String(8), nullable=False),
)

# What the reader removed: feeds do not bring it back.
tombstones = Table(
    "tombstones",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text),
    Column("digest", String(64), nullable=False),
    Column("removed_at", String(32), nullable=False),
)

# Earlier texts of articles that changed at their URL: nothing that was cited is lost.
revisions = Table(
    "revisions",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaced_at", String(32), nullable=False),
)

# The reader's own corrections of the registry of outlets; they win over the packaged one.
outlets = Table(
    "outlets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("profile", JSON, nullable=False),
)

# Which embedder the vector index was made with.
facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# One conversation, and its questions in order. `asked` is what the reader typed, `question` the same as a question
# that stands alone; the documents are those of docs/json.md. `state` is asking, answered, stopped or failed: a turn is
# written when it begins, and `problem` says why it failed.
# `owner` is whose it is where a server has several readers; "" is whoever sits at the machine.
conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("owner", String(64), nullable=False, server_default=""),
    Index("conversations_by_change", "changed_at"),
)
turns = Table(
    "turns",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("asked", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("filters", JSON, nullable=False),
    Column("answer", JSON, nullable=False),
    Column("asked_at", String(32), nullable=False),
    Column("understood", JSON, nullable=False, server_default="{}"),
    Column("state", String(16), nullable=False, server_default="answered"),
    Column("problem", JSON(none_as_null=True)),
)

briefings = Table(
    "briefings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("topic", Text, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("document", JSON, nullable=False),
    Column("owner", String(64), nullable=False, server_default=""),
    Index("briefings_by_topic", "topic", "made_at"),
)

# What a conversation or briefing (`kept_id`) rests on, with the digest of the text that it read: an article that
# is removed or changed afterwards can be told to whoever reopens it. So no foreign key.
cited_articles = Table(
    "cited_articles",
    metadata,
    Column("kept_id", String(32), primary_key=True),
    Column("article_id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
    Index("cited_articles_by_article", "article_id"),
)

# A feed, how it answered last, and when it is due again.
feeds = Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("added_at", String(32), nullable=False),
    Column("checked_at", String(32)),
    Column("due_at", String(32)),
    Column("failures", Integer, nullable=False),
    Column("problem", Text, nullable=False),
)
# Entries that were seen once, and what became of each: one with a `due_at` still waits for its article, one with an
# `article_id` has it (also where the reader has removed it since: it does not come back), any other was given up.
feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", ForeignKey("feeds.address", ondelete="CASCADE"), primary_key=True),
    Column("entry", String(64), primary_key=True),
    Column("address", Text, nullable=False),
    Column("article_id", String(32)),
    Column("seen_at", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("revised", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("published", Date),
    Column("text", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", String(32)),
    Index("feed_entries_by_due", "due_at"),
)

# What the reader corrected in an article's metadata: it wins over the source, also when the source is read again.
corrections = Table(
    "corrections",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("corrected_at", String(32), nullable=False),
)
