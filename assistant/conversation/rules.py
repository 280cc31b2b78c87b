"""Follow-ups understood by rules alone: nothing is sent anywhere, and the same words are always read alike."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation.rewriting import Known
from assistant.conversation.turns import Standalone, Turn


def by_rules(typed: str, earlier: Sequence[Turn], known: Known) -> Standalone:  # noqa: ARG001
    """A Rewriter: what the reader's words mean after the last turn."""
    return Standalone(typed)
