"""What an archive holds: one member of JSON lines for each table that cannot be made anew from the others."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Table

from assistant.library import tables
from assistant.news import PartKind

FORMAT = "counterpoint-backup"
SCHEMA = 1  # of the archive; the database's own schema is another matter
MANIFEST = "manifest.json"

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(strict=True, ge=0, lt=2**31)]  # what every database holds
Document = dict[str, Any]


class Row(BaseModel):
    """One line of a member: nothing is missing, nothing is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Given(Row):
    """What an article's source said and reading may change."""

    origin: str | None
    kind: PartKind
    authors: list[str]


class ArticleRow(Row):
    """An article before anything was read out of it, with the reader's corrections."""

    id: Id
    title: str
    publisher: str
    url: str | None
    published: date | None
    language: str
    text: str
    fingerprint: Sha256
    given: Given
    added_at: str


class RevisionRow(Row):
    article_id: Id
    digest: Sha256
    title: str
    text: str
    replaced_at: str


class TombstoneRow(Row):
    article_id: Id
    title: str
    publisher: str
    url: str | None
    digest: Sha256
    removed_at: str


class CorrectionRow(Row):
    article_id: Id
    fields: Document
    corrected_at: str


class OutletRow(Row):
    name: str
    profile: Document


class ConversationRow(Row):
    id: str
    title: str
    created_at: str
    changed_at: str
    owner: str


class TurnRow(Row):
    conversation_id: str
    number: Number
    asked: str
    question: str
    filters: Document
    answer: Document
    asked_at: str
    understood: Document
    state: str
    problem: Document | None


class BriefingRow(Row):
    id: str
    topic: str
    made_at: str
    complete: bool
    document: Document
    owner: str


class CitedRow(Row):
    kept_id: str
    article_id: str
    digest: str


class FeedRow(Row):
    address: str
    title: str
    etag: str | None
    modified: str | None
    added_at: str
    checked_at: str | None
    due_at: str | None
    failures: Number
    problem: str


class EntryRow(Row):
    feed: str
    entry: str
    address: str
    article_id: str | None
    seen_at: str
    title: str
    revised: str
    problem: str
    published: date | None
    text: str
    tries: Number
    due_at: str | None


MEMBERS: dict[str, tuple[Table, type[Row]]] = {
    "articles.jsonl": (tables.articles, ArticleRow),
    "revisions.jsonl": (tables.revisions, RevisionRow),
    "tombstones.jsonl": (tables.tombstones, TombstoneRow),
    "corrections.jsonl": (tables.corrections, CorrectionRow),
    "outlets.jsonl": (tables.outlets, OutletRow),
    "conversations.jsonl": (tables.conversations, ConversationRow),
    "turns.jsonl": (tables.turns, TurnRow),
    "briefings.jsonl": (tables.briefings, BriefingRow),
    "cited_articles.jsonl": (tables.cited_articles, CitedRow),
    "feeds.jsonl": (tables.feeds, FeedRow),
    "feed_entries.jsonl": (tables.feed_entries, EntryRow),
}
"""In the order in which they are restored: what others point at comes first."""

DERIVED = (tables.origin_bands, tables.voices, tables.chunks, tables.index_tasks, tables.facts)
"""Left out: made anew from the articles, or a note of this machine's vector index."""


class Member(Row):
    """One file of the archive; `bytes` and `sha256` are of its unpacked content."""

    name: str
    rows: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: Sha256


class Manifest(BaseModel):
    """The archive's own table of contents."""

    model_config = ConfigDict(frozen=True)

    format: str
    schema_version: int = Field(alias="schema")
    program: str
    made_at: str
    members: list[Member]
