"""Feeds and rounds as the documented JSON (docs/json.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant import schema
from assistant.library.articles import Listed
from assistant.library.feed_entries import GivenUp
from assistant.library.feeds import FollowedFeed, written
from assistant.watching.reports import Round


def feeds_document(feeds: Sequence[FollowedFeed], given_up: Sequence[GivenUp]) -> dict[str, Any]:
    """What `feeds list --json` prints."""
    return {
        "schema": schema.SCHEMA,
        "feeds": [_feed(one) for one in feeds],
        "given_up": [asdict(one) for one in given_up],
    }


def round_document(done: Round, events: Sequence[tuple[Listed, ...]] = ()) -> dict[str, Any]:
    """What `feeds refresh --json` prints, and `watch --json` for each round; `events` are those of the new articles."""
    return {
        "schema": schema.SCHEMA,
        "checked": done.checked,
        "changed": done.changed,
        "announced": done.announced,
        "added": list(done.added),
        "updated": list(done.updated),
        "unchanged": list(done.unchanged),
        "kept_out": done.kept_out,
        "given_up": done.given_up,
        "left_out": done.left_out,
        "failed": schema.failed(done.failed),
        "events": [[one.id for one in event] for event in events],
    }


def _feed(one: FollowedFeed) -> dict[str, Any]:
    return {
        "address": one.address,
        "title": one.title,
        "added_at": written(one.added_at),
        "checked_at": written(one.checked_at) if one.checked_at else None,
        "due_at": written(one.due_at) if one.due_at else None,
        "failures": one.failures,
        "problem": one.problem,
        "articles": one.articles,
        "waiting": one.waiting,
        "given_up": one.given_up,
    }
