"""`python -m training.keywords --data FILE`: which words are verbs, and how usual each is, counted in plain news.

FILE is articles_8000.jsonl.gz or any file of JSON lines with the text under `content_original` or `text`. Writes
assistant/analysis/lexicon.tsv: a word, in how many of 10,000 articles it stands, and `v` where it is a verb. A word is
a verb where it follows `to`, a modal or a pronoun, or precedes a determiner, clearly more often than it follows a
determiner or preposition or precedes a verb or stop. No sentence of an article is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from assistant.wording.tokens import FUNCTION_WORDS, key

LEXICON = Path(__file__).parents[1] / "assistant" / "analysis" / "lexicon.tsv"
RARE = 100  # of 10,000 articles: what is rarer says enough by being rare
SEEN = 10  # occurrences, or nothing is known of a word
VERB = 1.2  # times as often in a verb's place as in a noun's

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*|[.,;:!?\"“”()—–]")
_BEFORE_VERBS = frozenset(
    """to will would can could should must may might cannot can't won't don't didn't doesn't wouldn't couldn't
    shouldn't not they we i you he she who it never""".split()  # noqa: SIM905
)
_DETERMINERS = frozenset(
    "the a an this these those its their his her our your my no any some every each such".split()  # noqa: SIM905
)
_PREPOSITIONS = frozenset("of in on for with by against about over from into under between".split())  # noqa: SIM905
_AFTER_NOUNS = frozenset("of is was are were has have had will would . , ; :".split())  # noqa: SIM905


def counted(texts: Iterable[str]) -> tuple[int, Counter[str], Counter[str], Counter[str], Counter[str]]:
    """How many texts; for each word its occurrences, those in a verb's place and in a noun's, and the texts with it."""
    occurrences, as_verb, as_noun, held = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    count = 0
    for text in texts:
        words = [".", *(word.replace("’", "'") for word in _WORD.findall(text)), "."]
        count += 1
        held.update({key(word) for word in words if word[0].isalpha()})
        for (before, word), after in zip(pairwise(words), words[2:], strict=False):
            if not word[0].isalpha() or word != word.lower():
                continue
            before, after = before.lower(), after.lower()
            occurrences[word] += 1
            as_verb[word] += (before in _BEFORE_VERBS) + (after in _DETERMINERS)
            as_noun[word] += (before in _DETERMINERS or before in _PREPOSITIONS) + (after in _AFTER_NOUNS)
    return count, occurrences, as_verb, as_noun, held


def lexicon(texts: Iterable[str]) -> list[tuple[str, int, str]]:
    """Every verb, and every word that one of a hundred articles has, in alphabetical order."""
    count, occurrences, as_verb, as_noun, held = counted(texts)
    verbs = {
        key(word)
        for word, times in occurrences.items()
        if times >= SEEN and as_verb[word] > max(VERB * as_noun[word], 0.15 * times)
    }
    rows = []
    for word in sorted(verbs | set(held)):
        share = round(10_000 * held[word] / count)
        if word not in FUNCTION_WORDS and (word in verbs or share >= RARE):
            rows.append((word, share, "v" if word in verbs else ""))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    with gzip.open(given.data, "rt") as lines:
        articles = (json.loads(line) for line in lines)
        rows = lexicon(one.get("content_original") or one.get("text") or "" for one in articles)
    LEXICON.write_text("".join(f"{word}\t{share}\t{kind}\n" for word, share, kind in rows))


if __name__ == "__main__":
    main()
