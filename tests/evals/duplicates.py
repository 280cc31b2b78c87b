"""Do edited copies of one text come into one group, and only they? `articles*.jsonl.gz` of DIR.

No labelled set of reprints exists for these articles, so the copies are made here, with a fixed seed, as desks make
them: a new headline and byline, an agency's dateline put in or taken out, paragraphs dropped, the end cut, words and
numbers changed. Every article of the sample gets none to three copies. Pairs are counted: precision is the share of
grouped pairs that are copies of one article, recall the share of copies' pairs that are grouped. Articles of the
sample that are reprints of each other in truth count against precision; `--report` prints them to be read.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.library.origins import Signed, groups
from assistant.library.signatures import likeness, signature

if TYPE_CHECKING:
    from tests.evals.__main__ import Options

SEED, SAMPLE, SHORTEST = 20_240_131, 2_000, 600
AGENCIES = ("Associated Press", "Reuters", "Agence France-Presse")
_WORD = re.compile(r"\b[a-z]{4,}\b")
_NUMBER = re.compile(r"\b\d+\b")
_SWAPS = {
    "said": "told reporters",
    "with": "alongside",
    "that": "which",
    "about": "around",
    "more": "further",
}


def run(options: Options) -> tuple[int, dict[str, float]]:
    """How many articles were grouped, copies among them; precision, recall and F1 of their pairs."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, no secret
    texts = list(_texts(options.data, options.split))
    chance.shuffle(texts)
    articles, truth = _with_copies(texts[: options.limit or SAMPLE], chance)
    found = groups(articles)
    by_group = defaultdict(list)
    for article_id, group in found.items():
        by_group[group].append(article_id)
    grouped = {pair for ids in by_group.values() for pair in combinations(sorted(ids), 2)}
    copies = {pair for ids in truth.values() for pair in combinations(sorted(ids), 2)}
    right = len(grouped & copies)
    precision = right / len(grouped) if grouped else 1.0
    recall = right / len(copies) if copies else 1.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    if options.report:
        _report(grouped - copies, copies - grouped, {a.id: a for a in articles}, dict(enumerate(texts)))
    return len(articles), {"precision": precision, "recall": recall, "f1": f1, "pairs": float(len(copies))}


def _texts(data: Path, split: str | None) -> Iterator[str]:
    """Texts long enough to be told apart, one for each headline (the same headline twice is a reprint already)."""
    headlines = set()
    for path in sorted(data.glob("articles*.jsonl.gz")):
        if split and split not in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article: dict[str, Any] = json.loads(line)
                text = article.get("content_original") or article.get("text") or ""
                headline = " ".join(str(article.get("title", "")).casefold().split())
                if len(text) >= SHORTEST and headline not in headlines:
                    headlines.add(headline)
                    yield text


def _with_copies(texts: list[str], chance: random.Random) -> tuple[list[Signed], dict[int, list[str]]]:
    articles, truth = [], {}
    for number, text in enumerate(texts):
        agency = chance.choice(AGENCIES) if chance.random() < 0.4 else None
        versions = [text, *(_copy(text, agency, chance) for _ in range(chance.choice((0, 0, 1, 2, 3))))]
        ids = [f"{number}.{copy}" for copy in range(len(versions))]
        truth[number] = ids
        articles += [
            Signed(i, signature(version), f"outlet {copy}", agency)
            for copy, (i, version) in enumerate(zip(ids, versions, strict=True))
        ]
    chance.shuffle(articles)
    return articles, truth


def _copy(text: str, agency: str | None, chance: random.Random) -> str:
    edits: list[Callable[[str, random.Random], str]] = [_drop, _shorten, _reword, _renumber]
    for edit in chance.sample(edits, chance.choice((0, 1, 1, 2))):
        text = edit(text, chance)
    byline = f"CITY ({agency}) - " if agency and chance.random() < 0.5 else f"By {agency or 'Our Staff'}\n\n"
    return f"A headline of our own number {chance.randrange(10_000)}\n\n{byline}{text}"


def _drop(text: str, chance: random.Random) -> str:
    """Without up to a third of its paragraphs."""
    paragraphs = text.split("\n\n")
    gone = set(chance.sample(range(len(paragraphs)), k=len(paragraphs) // chance.choice((3, 5, 8))))
    return "\n\n".join(p for number, p in enumerate(paragraphs) if number not in gone)


def _shorten(text: str, chance: random.Random) -> str:
    """Cut at the end, to between 40 and 80 in a hundred."""
    return text[: int(len(text) * chance.uniform(0.4, 0.8))]


def _reword(text: str, chance: random.Random) -> str:
    """One word in forty left out, and some common words exchanged."""
    share = chance.uniform(0.01, 0.04)

    def edit(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() < share:
            return ""
        return _SWAPS.get(word, word) if chance.random() < 0.5 else word

    return _WORD.sub(edit, text)


def _renumber(text: str, chance: random.Random) -> str:
    """Some numbers corrected."""
    return _NUMBER.sub(
        lambda match: (
            str(int(match.group()) + 1) if len(match.group()) < 9 and chance.random() < 0.3 else match.group()
        ),
        text,
    )


def _report(
    false: set[tuple[str, str]],
    missed: set[tuple[str, str]],
    articles: dict[str, Signed],
    texts: dict[int, str],
) -> None:
    for name, pairs in (("not copies", false), ("missed", missed)):
        print(f"{name}: {len(pairs)}", file=sys.stderr)
        for one, other in sorted(pairs)[:10]:
            like = likeness(articles[one].signature, articles[other].signature)
            sizes = articles[one].signature.size, articles[other].signature.size
            print(f"  {one} {other} {like} sizes {sizes}", file=sys.stderr)
            for number in dict.fromkeys(int(i.split(".")[0]) for i in (one, other)):
                print(f"    {texts[number][:140]!r}", file=sys.stderr)
