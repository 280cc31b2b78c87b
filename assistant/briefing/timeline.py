"""What happened when, in the sources' words: sentences that name a day, in the order of the days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from assistant.analysis.evidence import Sentence
from assistant.analysis.standing import fitness
from assistant.analysis.weighing import centrality
from assistant.briefing.document import Dated
from assistant.briefing.heard import Heard
from assistant.findings import Claim
from assistant.news import Article
from assistant.wording.dates import dates, meant
from assistant.wording.tokens import content, keys_of, tokens

_ALIKE = 0.4  # two sentences of one day that share so much tell the same
_FUTURE = keys_of(
    "will shall next upcoming wird werden nächste sera seront prochain será serán próximo будет будут"
)


def timeline(
    heard: Heard, shown: Sequence[Claim], articles: Mapping[str, Article], most: int
) -> tuple[Dated, ...]:
    """At most `most` entries by day: dated sentences of the passages that speak most of what all speak of.

    Where no sentence names a day, the claims that are `shown` stand on the day of their article, marked as reported.
    """
    dated = [(day, one) for one in heard.standing() if (day := _day(one))]
    bags = [frozenset(content(one.text)) for _, one in dated]
    weights = [
        near * one.near * fitness(one.text) for near, (_, one) in zip(centrality(bags), dated, strict=True)
    ]
    ranked = sorted(range(len(dated)), key=lambda place: -weights[place])
    told: dict[int, Dated] = {}
    for place in ranked:
        if len(told) >= most:
            break
        day, sentence = dated[place]
        if any(one.day == day and _same(bags[place], bags[other]) for other, one in told.items()):
            continue
        if claim := heard.claim(sentence):
            told[place] = Dated(day, claim)
    found = told.values() if told else _reported(shown, articles, most)
    return tuple(sorted(found, key=lambda one: one.day))


def _day(sentence: Sentence) -> date | None:
    """The day that the sentence is about: a date with its month first, else a weekday that lies behind it."""
    published, ahead = sentence.article.published, _is_ahead(sentence.text)
    places = {one.start: one for one in dates(sentence.text)}
    found = [one for one in meant(sentence.text, published) if one.start in places and one.day]
    for one in sorted(found, key=lambda one: (one.weekday is not None, one.start)):
        named = places[one.start]
        if one.year is None or one.month is None or one.day is None or (ahead and named.month is None):
            continue
        guessed = published is not None and named.year is None
        year = published.year if published and guessed and ahead else one.year
        try:
            return date(year, one.month, one.day)
        except ValueError:  # 31 February
            continue
    return None


def _is_ahead(text: str) -> bool:
    return any(word.key in _FUTURE for word in tokens(text))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(one), len(other))
    return bool(smaller) and len(one & other) / smaller >= _ALIKE


def _reported(claims: Sequence[Claim], articles: Mapping[str, Article], most: int) -> Iterator[Dated]:
    for claim in list(dict.fromkeys(claims))[:most]:
        article = articles.get(claim.citations[0].article_id) if claim.citations else None
        if article and article.published:
            yield Dated(article.published, claim, reported=True)
