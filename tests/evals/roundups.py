"""AllSides' round-ups of 2021 (Lee et al. 2022): how much of what the editors say differed do the issues show?

Each event has the first sentences of three outlets' articles and the editors' note on how the coverage differed.
`recall`: the share of the note's words, weighted by their inverse frequency among all notes, that stand in the issues
(headings and readings), of those words that the articles have at all. `recall_lead`: the same for as many words from
the beginnings of the articles, which is what an answer of no judgement would give. `unsupported`: the share of claims
that the gate rejects. `issues`: issues per event. `named`: the share of headings of two words or more. `words`: the
different content words that are shown of an event. `--analyst plain` asks the same model once, with `PLAIN` and nothing
of ours around it; its recall is counted over the whole of its reply, which nobody checks and which cites nothing.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import log
from pathlib import Path

from assistant.findings import Issue
from assistant.ingest.outlets import Outlets
from assistant.news import Article
from assistant.prompting import Message, Request
from assistant.verification.gate import Gate
from assistant.verification.support import EmbeddedSupport
from assistant.wording.tokens import content, tokens
from tests.evals.__main__ import Options
from tests.evals._asking import analyst_named, article, evidence, model, shown_claims

USUAL = 0.08  # words of more than this share of notes are how editors talk: `right-rated`, `coverage`


PLAIN = (
    "Several outlets report on the same event: {title}. How does their coverage differ? Name the points on which they "
    "differ and what each outlet says on them.\n\n{articles}"
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, who wrote of it (outlet, title, first sentences), and how the editors say that it differed."""

    title: str
    told: tuple[tuple[str, str, str], ...]
    note: str


def run(options: Options) -> tuple[int, dict[str, float]]:
    """Events measured, and the metrics."""
    outlets = Outlets.packaged()
    analyst = None if options.analyst == "plain" else analyst_named(options.analyst)
    every = list(events(options.data, options.split))
    weights = _weights([one.note for one in every])
    sums: dict[str, float] = defaultdict(float)
    claims, rejected, headings, count = 0, 0, 0, 0
    for event in islice(every, options.limit):
        articles = [article(*told, outlets=outlets) for told in event.told]
        wanted = frozenset(content(event.note)) & _words(articles) & weights.keys()
        if not wanted:
            continue
        count += 1
        findings = list(analyst.analyse(event.title, evidence(articles))) if analyst else []
        gate = Gate({one.id: one for one in articles}.get, support=EmbeddedSupport(), among=tuple(articles))
        made = list(dict.fromkeys(shown_claims(findings)))
        claims += len(made)
        rejected += sum(not gate.check(claim).supported for claim in made)
        issues = [one for one in findings if isinstance(one, Issue)]
        shown = [text for issue in issues for text in _texts(issue)] if analyst else [plain(event)]
        sums["issues"] += len(issues)
        sums["named"] += sum(len(tokens(issue.issue)) > 1 for issue in issues)
        headings += len(issues)
        total = sum(weights[stem] for stem in wanted)
        length = len({word for text in shown for word in content(text)})
        sums["words"] += length
        for name, words in (
            ("recall", frozenset(stem for text in shown for stem in content(text))),
            ("recall_lead", _leads(articles, length)),
        ):
            sums[name] += sum(weights[stem] for stem in wanted & words) / total
    return count, {
        "recall": sums["recall"] / count,
        "recall_lead": sums["recall_lead"] / count,
        "unsupported": rejected / max(1, claims),
        "words": sums["words"] / count,
        "issues": sums["issues"] / count,
        "named": sums["named"] / max(1, headings),
    }


def plain(event: Event) -> str:
    """What the model says to one plain prompt on the event."""
    articles = "\n\n".join(f"{outlet}: {title}\n{text}" for outlet, title, text in event.told)
    text = PLAIN.format(title=event.title, articles=articles)
    return "".join(model().stream(Request("plain", 1, "", "", (Message("user", text),))))


def events(folder: Path, split: str | None = None) -> Iterator[Event]:
    """Every event with a note on how coverage differed: the paragraphs after the first of its round-up."""
    for path in sorted(folder.glob("roundups_2021*.jsonl.gz")):
        if split and split not in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                read = json.loads(line)
                note = " ".join(read["roundup"][1:])
                told = tuple(
                    (one["newsSource"], one["newsTitle"], "\n\n".join(one["newBody"]))
                    for _, one in sorted(read["news"].items())
                    if one.get("newBody")
                )
                if note and len({outlet for outlet, _, _ in told}) > 1:
                    yield Event(read["issue"], told, note)


def _weights(notes: list[str]) -> dict[str, float]:
    held = Counter(stem for note in notes for stem in set(content(note)))
    return {stem: log(len(notes) / of) for stem, of in held.items() if of <= max(1, USUAL * len(notes))}


def _words(articles: list[Article]) -> frozenset[str]:
    return frozenset(stem for one in articles for stem in content(one.text))


def _texts(issue: Issue) -> Iterator[str]:
    yield issue.issue
    for reading in issue.readings:
        yield reading.label
        yield from (claim.text for claim in reading.claims)


def _leads(articles: list[Article], length: int) -> frozenset[str]:
    """Different content words from the beginnings of the articles in turn, as many as the issues have."""
    found: dict[str, None] = {}
    texts = [content(one.text) for one in articles]
    for place in range(max(map(len, texts), default=0)):
        for words in texts:
            if place < len(words) and len(found) < length:
                found.setdefault(words[place])
    return frozenset(found)
