"""How much a passage bears on a question: near in meaning, or holding the question's telling words."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from assistant.wording.tokens import content

if TYPE_CHECKING:
    from vectorstore.records import Vector

# Measured on the sample library and the seeds (docs/decisions/0005-relevance.md): the best passage on a question that the
# library can answer scores at least .5 in the question's language and .32 across languages; on one that it cannot, at most .30.
ANSWERABLE = 0.31
FLOOR = 0.2
NEAR = 0.6  # the multilingual encoder's cosine of a question and its very answer
MEANING, WORDS = 0.55, 0.45


def passage_relevance(question: str, texts: Sequence[str], cosines: Vector) -> list[float]:
    """Relevance, 0 to 1, of each text: meaning and words together, or meaning alone where that says more.

    `cosines` (n,) are those of the texts' vectors with the question's. Words count by their inverse document frequency
    among the texts, so that a word of every candidate tells nothing. A passage in another language shares no words with
    the question: there meaning decides alone.
    """
    meanings = [min(1.0, max(0.0, float(cosine)) / NEAR) for cosine in cosines]
    shares = shares_of_words(question, texts)
    return [
        max(meaning, MEANING * meaning + WORDS * share)
        for meaning, share in zip(meanings, shares, strict=True)
    ]


def shares_of_words(question: str, texts: Sequence[str]) -> list[float]:
    """The share of the question's content words that each text holds, rare words counted for more; 0 to 1."""
    wanted = set(content(question))
    bags = [wanted & set(content(text)) for text in texts]
    weights = {stem: log(1 + len(texts) / (1 + sum(stem in bag for bag in bags))) for stem in wanted}
    total = sum(weights.values())
    return [sum(weights[stem] for stem in bag) / total if total else 0.0 for bag in bags]
