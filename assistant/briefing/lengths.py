"""How much each length of briefing reads and shows; what is not shown stays in the library, one command away."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.briefing.document import Length


@dataclass(frozen=True, slots=True)
class Size:
    """The most of each thing that is shown; `passages` is how many are read."""

    passages: int
    bottom_words: int
    voices: int
    claims_of_a_voice: int
    agreements: int
    issues: int
    conflicts: int
    counterarguments: int
    framing: int
    timeline: int
    judgements: int
    open_points: int  # of assumptions, of gaps and of what would change the picture


SIZES = {
    Length.ONE_PAGE: Size(24, 75, 5, 1, 1, 1, 1, 0, 0, 3, 1, 2),
    Length.STANDARD: Size(30, 84, 16, 2, 5, 5, 2, 4, 8, 8, 2, 8),
    Length.FULL: Size(60, 84, 60, 4, 12, 12, 6, 20, 30, 20, 3, 20),
}
BOTTOM_SENTENCES = 3
