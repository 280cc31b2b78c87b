"""What the tagger hears where no rule does: thoughts, plans and claims that are told without a plain cue."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.attribution.cues import CUES, NOUNS
from assistant.attribution.tagger import CONTENT, CUE, SOURCE, Tagged
from assistant.news import Span

# Chosen on the held-out tenth of polnear_train (decision 0003).
HEARD = 0.5
SURE = 0.8
TOLD = 0.5
CUED, LIKELY_CUE = 0.1, 0.35
_SURELY_NAMED = 0.6
_GAP = 3
_STATES = re.compile(r"\b(?:that|whether|if|how|what|why)\b|[“\"«„‘]")

DECLINED = re.compile(r"\b(?:declin|refus)(?:e|es|ed) to\b")
"""Who declined to discuss, comment or answer has said nothing."""

_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|must|may|might|could|would|should|will|can)\s+(?:not\s+)?$"
)
"""Who "was told" did not say it, and who "must decide" has not."""


@dataclass(frozen=True, slots=True)
class Faint:
    """One sentence in which another voice is heard: its content and cue.

    `sources` are the words that surely name who is heard, where the sentence leaves little doubt that somebody is.
    """

    content: Span
    cue: Span | None
    sources: tuple[Span, ...]


def told_by(cue: Span, sentence: Span, text: str) -> bool:
    """Whether a cue is one of telling or thinking, and whoever stands before it does it; what is done is no voice."""
    return tells(cue.of(text)) and _PASSIVE.search(text, sentence.start, cue.start) is None


def tells(cue: str) -> bool:
    """Whether a word of the cue is one of telling or thinking: "said", "the claim", not "ignored" or "offered"."""
    return any(word in CUES or word in NOUNS or word == "according" for word in cue.lower().split())


def states(content: str) -> bool:
    """Whether a content can be somebody's statement: "that it fell", "“a fraud”", not "the report"."""
    return _STATES.search(content) is not None


class Ear:
    """The tagger's reading of one part, sentence by sentence."""

    def __init__(self, tagged: Tagged) -> None:
        made = tagged.tokens
        self._heard: list[float] = tagged.heard.tolist()
        self._tags = tagged.tags
        self._cue: list[float] = tagged.tags[CUE].tolist()
        self._start: list[int] = made.start.tolist()
        self._ends = made.end
        self._markers: list[int] = [*made.markers.tolist(), len(self._start)]

    def heard(self, sentence: int) -> bool:
        """Whether another voice than the writer's is heard in the sentence of this number."""
        return self._heard[sentence] > HEARD

    def probability(self, sentence: int) -> float:
        """How likely it is that another voice is heard in the sentence."""
        return self._heard[sentence]

    def words(self, sentence: int, text: str) -> list[Span]:
        """Where the words and numbers of a sentence stand; signs are left out."""
        first, last = self._markers[sentence] + 1, self._markers[sentence + 1]
        bounds = zip(self._start[first:last], self._ends[first:last].tolist(), strict=True)
        return [Span(begin, end) for begin, end in bounds if text[begin].isalnum()]

    def likely(self, role: int, spans: Sequence[Span]) -> NDArray[np.float64]:
        """The probability of a role for each of these words."""
        places = [bisect_right(self._start, span.start) - 1 for span in spans]
        return self._tags[role, places].astype(np.float64)

    def faint(self, sentence: int) -> Faint | None:
        """The reading of one sentence, or None when only the writer is heard."""
        told = self._row(sentence, CONTENT)
        if not told or not self.heard(sentence):
            return None
        contents = self._runs(sentence, CONTENT, min(TOLD, 0.6 * max(told)))
        if not contents:
            return None
        cues = self._runs(sentence, CUE, LIKELY_CUE)
        return Faint(
            Span(contents[0].start, contents[-1].end),
            cues[0] if cues else None,
            self._runs(sentence, SOURCE, _SURELY_NAMED) if self._heard[sentence] > SURE else (),
        )

    def cued(self, at: int) -> bool:
        """Whether the word at this offset may be a cue."""
        number = bisect_right(self._start, at) - 1
        return number < 0 or self._cue[number] > CUED

    def _row(self, sentence: int, role: int) -> list[float]:
        """The probability of a role for each word of a sentence."""
        row: list[float] = self._tags[
            role, self._markers[sentence] + 1 : self._markers[sentence + 1]
        ].tolist()
        return row

    def _runs(self, sentence: int, role: int, least: float) -> tuple[Span, ...]:
        """Stretches of words with at least this probability of a role; short gaps in a content do not end it."""
        gap = _GAP if role == CONTENT else 1
        found: list[list[int]] = []
        for at, likely in enumerate(self._row(sentence, role), self._markers[sentence] + 1):
            if likely > least:
                if found and at - found[-1][1] <= gap:
                    found[-1][1] = at
                else:
                    found.append([at, at])
        return tuple(Span(self._start[begin], int(self._ends[end])) for begin, end in found)
