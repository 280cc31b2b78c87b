"""What differs between two articles of one origin: sentences of only one, and numbers that changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.attribution.sentences import sentences
from assistant.library.signatures import words_of
from assistant.news import Span

_Sentence = tuple[Span, tuple[str, ...]]

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_RUN = 2  # words: an edited sentence keeps pairs of words that no other sentence has
_COMMON = 8  # sentences: a pair of words that stands in more of them tells nothing
SAME_SENTENCE = 0.5  # of the shorter sentence's pairs of words


@dataclass(frozen=True, slots=True)
class Differences:
    """Two texts compared by sentence; spans point into the text that they are named for."""

    only_first: tuple[Span, ...] = ()
    only_second: tuple[Span, ...] = ()
    reworded: tuple[tuple[Span, Span], ...] = ()
    numbers: tuple[tuple[Span, Span], ...] = ()
    """Of the reworded pairs those whose numbers are not the same: the place in the first, and in the second."""

    def __bool__(self) -> bool:
        return bool(self.only_first or self.only_second or self.reworded)


def differences(first: str, second: str) -> Differences:
    """What differs, apart from case, punctuation and the order of sentences; time grows linearly with the texts."""
    ours, theirs = _sentences(first), _sentences(second)
    same = Counter(words for _, words in ours) & Counter(words for _, words in theirs)
    ours, theirs = list(_without(ours, same)), list(_without(theirs, same))
    pairs = _pairs(ours, theirs)
    paired_ours, paired_theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    reworded = tuple((ours[one][0], theirs[other][0]) for one, other in pairs)
    return Differences(
        only_first=tuple(span for at, (span, _) in enumerate(ours) if at not in paired_ours),
        only_second=tuple(span for at, (span, _) in enumerate(theirs) if at not in paired_theirs),
        reworded=reworded,
        numbers=tuple(
            pair for pair in reworded if _numbers(pair[0].of(first)) != _numbers(pair[1].of(second))
        ),
    )


def _sentences(text: str) -> list[_Sentence]:
    found = ((span, tuple(words_of(span.of(text)))) for span in sentences(text))
    return [(span, words) for span, words in found if words]


def _without(given: list[_Sentence], same: Counter[tuple[str, ...]]) -> Iterator[_Sentence]:
    """The sentences that are left when as many of each wording are taken away as both texts have."""
    left = Counter(same)
    for span, words in given:
        if left[words] > 0:
            left[words] -= 1
        else:
            yield span, words


def _pairs(ours: list[_Sentence], theirs: list[_Sentence]) -> list[tuple[int, int]]:
    """Which sentence of ours became which of theirs: the best partner by shared pairs of words, each once."""
    where: dict[tuple[str, ...], list[int]] = {}
    runs_of_theirs = [_runs(words) for _, words in theirs]
    for at, runs in enumerate(runs_of_theirs):
        for run in runs:
            where.setdefault(run, []).append(at)
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for at, (_, words) in enumerate(ours):
        runs = _runs(words)
        shared = Counter(
            other
            for run in runs
            if len(places := where.get(run, ())) <= _COMMON
            for other in places
            if other not in taken
        )
        for other, times in shared.most_common(1):
            if times >= SAME_SENTENCE * min(len(runs), len(runs_of_theirs[other])):
                pairs.append((at, other))
                taken.add(other)
    return pairs


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))}


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))
