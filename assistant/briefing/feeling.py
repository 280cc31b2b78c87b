"""Words that carry feeling, by a published lexicon: VADER's ratings (Hutto and Gilbert 2014), each by ten people.

The lexicon comes as a file of the package vaderSentiment (MIT), of which no code is run. It is English; for other
languages the own list of `analysis.valence` stands in.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from importlib.resources import files

from assistant.analysis.valence import valence
from assistant.wording.tokens import stem, tokens

FELT = 1.2  # of 4: weaker words are plain
_FILE = "vader_lexicon.txt"


def feeling(text: str, *, of_the_event: Container[str] = ()) -> float:
    """How many words of the text carry feeling, approving or disapproving alike; 0 for a plain report.

    A word whose stem is `of_the_event` does not count: what everybody tells has to be told.
    """
    known = lexicon()
    felt = (word for word in tokens(text) if abs(known.get(word.key, 0.0)) >= FELT)
    return sum(stem(word.key) not in of_the_event for word in felt) + abs(valence(text)) / 2


@cache
def lexicon() -> Mapping[str, float]:
    """Each word's mean rating, -4 to 4; emoticons and phrases are left out."""
    lines = (files("vaderSentiment") / _FILE).read_text("utf-8").splitlines()
    rated = (line.split("\t")[:2] for line in lines if line[:1].isalpha())
    return {word: float(rating) for word, rating in rated if word.replace("-", "").isalpha()}
