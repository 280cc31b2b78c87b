"""PolNeAR: is another voice heard in a sentence, and which words name it (Newell et al., LREC 2018).

Gold: a sentence is attributed when it overlaps the Content of a relation. Of several annotators each counts as one
article, so that nobody's reading is preferred. With this definition a rule of reporting verbs and quotation marks has
F1 .734 on train and .748 on dev, as published for test (.733).

`own_attributed_f1`: F1 of the attributed sentences; ours is attributed when an attribution that overlaps it has
another mode than own. `macro_f1` is the mean of that and of the F1 of own sentences.
`source_token_f1`: over the sentences that are attributed in the gold and found so by us (a sentence that we miss counts
against the first metric), F1 of the words that name a source in them; two annotators agree at .864.
`source_token_f1_all`: the same over all sentences that are attributed in the gold; two annotators agree at .837.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from assistant.attribution.attribute import attribute, sources
from assistant.attribution.sentences import sentences
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode, Span
from tests.evals.__main__ import Options
from training.polnear import Relation, articles

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tally:
    """Hits, false alarms and misses by name, and examples of the errors."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, *, gold: bool, ours: bool, weight: int = 1) -> None:
        self.counts[name, "hit" if gold and ours else "false" if ours else "miss" if gold else "none"] += (
            weight
        )

    def f1(self, name: str) -> float:
        hit, false, miss = (self.counts[name, kind] for kind in ("hit", "false", "miss"))
        return 2 * hit / max(1, 2 * hit + false + miss)


def run(options: Options) -> tuple[int, dict[str, float]]:
    """Sentences measured, and the metrics."""
    outlets, tally, seen = Outlets.packaged(), Tally(), 0
    for annotated in islice(articles(options.data, options.split), options.limit):
        article = Article("x", "", "unknown outlet (x)", annotated.text)
        heard = attribute(article, outlets)
        named = sources(article, outlets)
        spans = sentences(annotated.text)
        for relations in annotated.annotators:
            _measure(annotated.text, spans, heard, named, relations, tally)
            seen += len(spans)
    if options.report:
        _report(tally)
    own = tally.f1("own")
    metrics = {
        "own_attributed_f1": tally.f1("attributed"),
        "source_token_f1": tally.f1("source where found"),
        "source_token_f1_all": tally.f1("source"),
        "macro_f1": (tally.f1("attributed") + own) / 2,
        "quoted_f1": tally.f1("with quotation marks"),
        "unquoted_f1": tally.f1("without quotation marks"),
    }
    return seen, metrics


def _measure(
    text: str,
    spans: list[Span],
    heard: tuple[Attribution, ...],
    named: list[Span],
    relations: tuple[Relation, ...],
    tally: Tally,
) -> None:
    contents = [span for one in relations for span in one.content]
    gold_sources = [span for one in relations for span in one.source]
    for sentence in spans:
        gold = _overlaps(sentence, contents)
        pieces = [one for one in heard if one.span.overlaps(sentence) and one.mode is not Mode.OWN]
        tally.add("attributed", gold=gold, ours=bool(pieces))
        tally.add("own", gold=not gold, ours=not pieces)
        quoted = any(sign in sentence.of(text) for sign in '"“”')
        tally.add(
            "with quotation marks" if quoted else "without quotation marks", gold=gold, ours=bool(pieces)
        )
        for mode in {one.mode for one in pieces}:
            tally.add(f"mode {mode.value}", gold=gold, ours=True)
        if gold != bool(pieces):
            kind = "missed" if gold else f"false {'/'.join(sorted({one.mode.value for one in pieces}))}"
            tally.errors.append(f"{kind}: {sentence.of(text)[:160]!r}")
        if gold:
            _measure_sources(text, sentence, gold_sources, named, tally, found=bool(pieces))


def _measure_sources(
    text: str, sentence: Span, gold: list[tuple[int, int]], named: list[Span], tally: Tally, *, found: bool
) -> None:
    near = [one for one in named if one.overlaps(sentence)]
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        at = Span(*word.span())
        theirs, ours = _overlaps(at, gold), any(at.overlaps(one) for one in near)
        tally.add("source", gold=theirs, ours=ours)
        if found:
            tally.add("source where found", gold=theirs, ours=ours)


def _overlaps(span: Span, others: list[tuple[int, int]]) -> bool:
    return any(first < span.end and span.start < last for first, last in others)


def _report(tally: Tally) -> None:
    names = sorted({name for name, _ in tally.counts})
    for name in names:
        kinds = {kind: tally.counts[name, kind] for kind in ("hit", "false", "miss")}
        print(f"{name}: F1 {tally.f1(name):.3f} {kinds}", file=sys.stderr)
    step = max(1, len(tally.errors) // 40)
    for error in tally.errors[::step]:
        print(error, file=sys.stderr)
