"""What the tagger learns from: words as numbers, with the roles that they play, in windows of one length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assistant.attribution import tokens as tk
from assistant.attribution.quotes import quotations
from assistant.attribution.sentences import sentences
from assistant.attribution.tagger import CONTENT, CUE, SOURCE
from training.polnear import Annotated, Relation

LENGTH, SENTENCES = 640, 64
ROLES = 4
RARE = 7
"""A word of plain texts that is not met more often than this is not kept."""

Windows = dict[str, np.ndarray]
"""Arrays of (windows, LENGTH) `words`, `endings`, `shapes`, `places`, `sentence`; (windows, LENGTH, ROLES) `tags`, zero
where nothing is known; (windows, SENTENCES) `heard`, -1 where there is no sentence; and, for the teacher alone,
(windows, LENGTH, features) `features`."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text's tokens; the share of annotators who give each token each role, and who hear a voice in each sentence."""

    tokens: tk.Tokens
    tags: np.ndarray
    heard: np.ndarray
    features: np.ndarray | None = None


def example(article: Annotated, lexicon: tk.Lexicon, features: np.ndarray | None = None) -> Example:
    """An annotated article; of several annotators each counts the same."""
    made = plain(article.text, lexicon, features)
    for relations in article.annotators:
        share = 1 / len(article.annotators)
        made.tags[np.arange(len(made.tags)), _roles(made.tokens, relations)] += share
        contents = _covered(made.tokens, tuple(span for one in relations for span in one.content))
        heard = np.zeros(len(made.heard), np.float32)
        np.maximum.at(heard, made.tokens.sentence, contents.astype(np.float32))
        made.heard[:] += share * heard
    return made


def plain(text: str, lexicon: tk.Lexicon, features: np.ndarray | None = None) -> Example:
    """A text of which no roles are known."""
    spans = sentences(text)
    read = tk.tokens(text, spans, quotations(text), lexicon)
    tags = np.zeros((len(read.start), ROLES), np.float32)
    return Example(read, tags, np.zeros(len(spans), np.float32), features)


def _covered(tokens: tk.Tokens, spans: tuple[tuple[int, int], ...]) -> np.ndarray:
    inside = np.zeros(len(tokens.start), bool)
    for first, last in spans:
        inside |= (tokens.start < last) & (tokens.end > first)
    return inside


def _roles(tokens: tk.Tokens, relations: tuple[Relation, ...]) -> np.ndarray:
    roles = np.zeros(len(tokens.start), np.int32)
    for role, name in ((CONTENT, "content"), (CUE, "cue"), (SOURCE, "source")):
        roles[_covered(tokens, tuple(span for one in relations for span in getattr(one, name)))] = role
    return roles


def windows(examples: Iterable[Example]) -> Windows:
    """Whole sentences of one text, packed to LENGTH tokens; windows overlap by nothing."""
    rows: dict[str, list[np.ndarray]] = {}
    for one in examples:
        read = one.tokens
        edges = [*read.markers.tolist(), len(read.sentence)]
        first = 0
        while first < read.sentences:
            last = first + 1
            while (
                last < read.sentences
                and edges[last + 1] - edges[first] <= LENGTH
                and last - first < SENTENCES
            ):
                last += 1
            inside = slice(edges[first], min(edges[last], edges[first] + LENGTH))
            cut = {name: getattr(read, name)[inside] for name in ("words", "endings", "shapes", "places")}
            cut["sentence"] = read.sentence[inside] - read.sentence[inside.start]
            cut["tags"] = one.tags[inside]
            if one.features is not None:
                cut["features"] = one.features[inside]
            for name, values in cut.items():
                filler = SENTENCES if name == "sentence" else 0
                rows.setdefault(name, []).append(_padded(values, LENGTH, filler))
            rows.setdefault("heard", []).append(_padded(one.heard[first:last], SENTENCES, -1))
            first = last
    return {name: np.stack(values) for name, values in rows.items()}


def _padded(values: np.ndarray, length: int, filler: int) -> np.ndarray:
    if values.dtype == np.int64:
        values = values.astype(np.int32)
    wide = [(0, length - len(values)), *[(0, 0)] * (values.ndim - 1)]
    return np.pad(values, wide, constant_values=filler)


def vocabularies(
    texts: list[str], more: list[str], *, most: int, endings: int
) -> tuple[dict[str, int], dict[str, int]]:
    """The words of the annotated texts, most frequent first, filled up with those of plain texts; and their endings."""
    words = _counted(texts)
    tails: Counter[str] = Counter()
    for word, count in words.items():
        tails[word[-3:]] += count
    common = [word for word, count in words.most_common(most) if count > 1]
    seen = set(common)
    frequent = [word for word, count in _counted(more).most_common() if word not in seen and count > RARE]
    common += frequent[: max(0, most - len(common))]
    return (
        {word: number + 4 for number, word in enumerate(common)},
        {tail: number + 1 for number, (tail, _) in enumerate(tails.most_common(endings))},
    )


def _counted(texts: list[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in texts:
        words.update(tk.folded(word) for word, _, _ in tk.split(text, tk.Span(0, len(text))))
    return words
