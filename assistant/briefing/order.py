"""What briefing is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.briefing.document import Length
from assistant.errors import BadInput
from assistant.news import EVERYTHING, Filters


@dataclass(frozen=True, slots=True)
class Order:
    """`language` is what the prompted analyst writes it in; empty for the language of the sources."""

    topic: str
    filters: Filters = EVERYTHING
    length: Length = Length.STANDARD
    language: str = ""

    def checked(self) -> Order:
        """The order itself. Raises BadInput where its dates contradict each other."""
        since, until = self.filters.since, self.filters.until
        if since and until and since > until:
            raise BadInput(
                f"The dates contradict each other: nothing is both from {since} on and up to {until}.",
                hint="Swap --since and --until, or leave one of them out.",
            )
        return self


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done now, in the reader's words."""

    text: str
