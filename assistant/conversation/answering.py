"""Answers what was understood: positions, the other side, or who said it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.conversation.rewriting import Known
from assistant.conversation.turns import Standalone, Turn, Wants
from assistant.core import Assistant
from assistant.findings import Answer, Engine, Finding
from assistant.news import Filters


class Answering:
    """Answers one turn of a conversation over an open library."""

    def __init__(self, assistant: Assistant, today: date) -> None:
        self._assistant = assistant
        self.known = Known(assistant.outlets_known, assistant.held(), today)

    def nothing_yet(self, question: str) -> Answer:
        """The answer before anything was found."""
        assistant = self._assistant
        analyst = assistant.analyst
        return Answer(question, Engine(analyst.name, analyst.model, assistant.index.embedder.name))

    def __call__(
        self,
        understood: Standalone,
        filters: Filters,
        earlier: Sequence[Turn],  # noqa: ARG002
    ) -> Iterator[Finding | Answer]:
        """What there is to say, piece by piece, and last the Answer. Raises EngineError, LibraryError."""
        match understood.wants:
            case Wants.POSITIONS:
                yield from self._assistant.asking(understood.question, filters=filters)
