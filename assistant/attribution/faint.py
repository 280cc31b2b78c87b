"""What the tagger hears where no rule does: thoughts, plans and claims that are told without a plain cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.tagger import CONTENT, CUE, SOURCE, Tagged
from assistant.news import Span

# Chosen on the held-out tenth of polnear_train (decision 0003).
HEARD = 0.5
SURE = 0.8
NAMED, PART_OF_NAME = 0.45, 0.28
TOLD = 0.5
CUED, LIKELY_CUE = 0.1, 0.35
_SURELY_NAMED = 0.6
_GAP = 3


@dataclass(frozen=True, slots=True)
class Faint:
    """One sentence in which another voice is heard: its content, cue, and the words that surely name the source.

    `sure`: the sentence leaves little doubt that somebody else is heard.
    """

    content: Span
    cue: Span | None
    sources: tuple[Span, ...]
    sure: bool


class Ear:
    """The tagger's reading of one part, sentence by sentence."""

    def __init__(self, tagged: Tagged) -> None:
        self._tagged = tagged
        numbers = tagged.tokens.sentence
        self._firsts = np.searchsorted(numbers, np.arange(tagged.tokens.sentences), side="left")
        self._lasts = np.searchsorted(numbers, np.arange(tagged.tokens.sentences), side="right")

    def heard(self, sentence: int) -> bool:
        """Whether another voice than the writer's is heard in the sentence of this number."""
        return bool(self._tagged.heard[sentence] > HEARD)

    def sources(self, sentence: int) -> tuple[Span, ...]:
        """Where the sentence names who is heard."""
        likely = self._runs(sentence, SOURCE, PART_OF_NAME)
        return tuple(span for span in likely if self._best(span, SOURCE) > NAMED)

    def faint(self, sentence: int) -> Faint | None:
        """The reading of one sentence, or None when only the writer is heard."""
        if not self.heard(sentence):
            return None
        first, last = self._firsts[sentence] + 1, self._lasts[sentence]
        if first >= last:
            return None
        told = self._tagged.tags[first:last, CONTENT]
        contents = self._runs(sentence, CONTENT, min(TOLD, 0.6 * float(told.max())))
        if not contents:
            return None
        cues = self._runs(sentence, CUE, LIKELY_CUE)
        return Faint(
            Span(contents[0].start, contents[-1].end),
            cues[0] if cues else None,
            self._runs(sentence, SOURCE, _SURELY_NAMED),
            bool(self._tagged.heard[sentence] > SURE),
        )

    def cued(self, at: int) -> bool:
        """Whether the word at this offset may be a cue."""
        number = int(np.searchsorted(self._tagged.tokens.start, at, side="right")) - 1
        return number < 0 or bool(self._tagged.tags[number, CUE] > CUED)

    def may_name(self, span: Span) -> bool:
        """Whether some word of the span may name a source."""
        return self._best(span, SOURCE) > CUED

    def _best(self, span: Span, role: int) -> float:
        """The highest probability of a role among the words of a span."""
        first, last = np.searchsorted(self._tagged.tokens.start, [span.start, span.end])
        return float(self._tagged.tags[first:last, role].max(initial=0.0))

    def _runs(self, sentence: int, role: int, least: float) -> tuple[Span, ...]:
        """Stretches of words with at least this probability of a role; short gaps in a content do not end it."""
        first, last = int(self._firsts[sentence]) + 1, int(self._lasts[sentence])
        return _stretches(
            np.flatnonzero(self._tagged.tags[first:last, role] > least) + first,
            self._tagged.tokens.start,
            self._tagged.tokens.end,
            gap=_GAP if role == CONTENT else 1,
        )


def _stretches(
    chosen: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64], *, gap: int
) -> tuple[Span, ...]:
    found: list[Span] = []
    previous = -10
    for at in chosen.tolist():
        if found and at - previous <= gap:
            found[-1] = Span(found[-1].start, int(end[at]))
        else:
            found.append(Span(int(start[at]), int(end[at])))
        previous = at
    return tuple(found)
