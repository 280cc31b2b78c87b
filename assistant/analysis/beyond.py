"""What an article says on the question outside the passages that were found in it.

A passage is a few sentences long, and retrieval gives most outlets one: the argument often goes on further down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from assistant.analysis.facts import asks_for, asks_for_a_value, facts
from assistant.news import Article, Span
from assistant.wording.tokens import content

MOST_OF_AN_ARTICLE = 6
MOST = 150
_SHARE = 0.34  # of the question's telling words that a sentence must hold
_VALUE = 0.5  # what a sentence with such a value is worth, as a share of the telling words
_SHORTEST = 40  # characters
FAINTER = 0.9  # the nearness of a sentence outside the passages, as a share of its article's best passage


def beyond(
    question: str,
    articles: Sequence[tuple[Article, Sequence[Span]]],
    within: Mapping[str, Mapping[int, float]],
) -> dict[str, list[int]]:
    """For each article id, the numbers of the further sentences that hold most of the question's rarer words.

    `articles` come with their sentence spans; `within` says which sentences the passages hold already.
    """
    wanted = frozenset(content(question))
    if not wanted:
        return {}
    begins = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(wanted)))})", re.IGNORECASE)
    held = [
        (article.id, number, bag)
        for article, spans in articles
        for number, span in enumerate(spans)
        if number not in within[article.id]
        and len(span) >= _SHORTEST
        and begins.search(article.text, span.start, span.end)  # tenfold cheaper than its words
        and (bag := wanted.intersection(content(span.of(article.text))))
    ]
    weights = _weights(wanted, [bag for _, _, bag in held], sum(len(spans) for _, spans in articles))
    total = sum(weights.values())
    shares = [(sum(weights[stem] for stem in bag) / total, id_, number) for id_, number, bag in held]
    ranked = [one for one in shares if one[0] >= _SHARE] + _values(question, articles, within)
    ranked.sort(key=lambda item: (-item[0], item[2]))
    found: dict[str, list[int]] = {}
    for _, id_, number in ranked[:MOST]:
        if len(found.setdefault(id_, [])) < MOST_OF_AN_ARTICLE and number not in found[id_]:
            found[id_].append(number)
    return found


def _values(
    question: str,
    articles: Sequence[tuple[Article, Sequence[Span]]],
    within: Mapping[str, Mapping[int, float]],
) -> list[tuple[float, str, int]]:
    """The further sentences that give a value of the kind that the question asks for."""
    if not asks_for_a_value(question):
        return []
    return [
        (_VALUE, article.id, number)
        for article, spans in articles
        for number, span in enumerate(spans)
        if number not in within[article.id]
        and any(asks_for(question, fact) for fact in facts(span.of(article.text)))
    ]


def _weights(wanted: frozenset[str], bags: Sequence[frozenset[str]], of: int) -> dict[str, float]:
    """Inverse document frequency of the question's words over the sentences of its articles."""
    frequency = Counter(stem for bag in bags for stem in bag)
    return {stem: log(1 + of / (1 + frequency[stem])) for stem in wanted}
