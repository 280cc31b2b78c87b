"""What understands a follow-up: one protocol, by rules or by a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.conversation.turns import Standalone, Turn
from assistant.ingest.outlets import Outlets


@dataclass(frozen=True, slots=True)
class Known:
    """What a follow-up is understood against.

    `held` maps the outlets with articles of their own to how many; `today` is the reader's day.
    """

    outlets: Outlets
    held: Mapping[str, int]
    today: date


class Rewriter(Protocol):
    """Turns what a reader typed into a question that stands alone, given the last turns, oldest first."""

    def __call__(self, typed: str, earlier: Sequence[Turn], known: Known) -> Standalone: ...
