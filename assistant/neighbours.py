"""Articles beside articles: which tell of the same event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, Engine

from assistant.library import articles, grouping
from assistant.library.articles import Listed
from assistant.library.database import reading
from assistant.library.events import Candidate, grouped, key_terms, related
from assistant.library.index import Index
from assistant.library.lexical import document_counts, search_words
from assistant.library.pairing import Rarity, words
from assistant.news import EVERYTHING, Article

MOST = 2_000  # articles that are grouped at a time: some seconds
FEW = 500  # fewer articles cannot tell which words are rare: others of the library help
CANDIDATES = 400  # chunks that share the article's telling words
KNOWN_WORDS = 300  # distinct words of an article whose rarity is looked up, its most frequent first
READ = 3  # of an article's chunks, the best: a long article does not win by its length
LEAST = 0.12  # of the article's own score: 19 of 20 articles of one event reach it, among AllSides' events


class Neighbours:
    """The events of one library."""

    def __init__(self, engine: Engine, index: Index) -> None:
        self._engine = engine
        self._index = index

    def related(self, article: Article, limit: int) -> list[Listed]:
        """At most `limit` other articles, most likely of the same event first; reprints are left out."""
        with reading(self._engine) as connection:
            terms = key_terms(article, _rarity(connection, article))
            hits = search_words(connection, " ".join(terms), filters=EVERYTHING, limit=CANDIDATES)
            left_out = {article.id, *grouping.reprints(connection, article.id)}
            scores = _scores(hits)
            floor = LEAST * scores.get(article.id, 0.0)
            near = [id_ for id_, score in scores.items() if score > floor and id_ not in left_out]
            listed = {one.id: one for one in articles.listed_by_id(connection, near)}
        likeness = self._likeness(article.id, list(listed))
        candidates = [
            Candidate(id_, scores[id_], likeness.get(id_, 0.0), one.published) for id_, one in listed.items()
        ]
        return [listed[id_] for id_, _ in related(article, candidates)[:limit]]

    def events(self, listed: Sequence[Listed]) -> list[tuple[Listed, ...]]:
        """Groups of two articles or more, newest event first; the newest `MOST` articles are read."""
        newest = {one.id: one for one in listed[:MOST]}
        with reading(self._engine) as connection:
            others = [id_ for id_ in articles.every_article_id(connection) if id_ not in newest]
            held = articles.articles_by_id(connection, [*newest, *others[: max(0, FEW - len(newest))]])
        chosen = [held[id_] for id_ in newest if id_ in held]
        groups = [
            tuple(newest[id_] for id_ in group)
            for group in grouped(chosen, Rarity.among(held.values()))
            if len(group) > 1
        ]
        return sorted(groups, key=_latest, reverse=True)

    def _likeness(self, id_: str, others: Sequence[str]) -> dict[str, float]:
        """Cosines of the articles' openings, which their first chunks are."""
        found = self._index.vectors.vectors([f"{one}:0" for one in (id_, *others)])
        mine = found.get(f"{id_}:0")
        if mine is None:
            return {}
        return {one: float(found[f"{one}:0"] @ mine) for one in others if f"{one}:0" in found}


def _rarity(connection: Connection, article: Article) -> Rarity:
    """Of the article's most frequent words, among the chunks of the library."""
    counts = Counter(words(f"{article.title} {article.text}"))
    frequent = [word for word, _ in counts.most_common(KNOWN_WORDS)]
    return Rarity(articles.count_chunks(connection), document_counts(connection, frequent))


def _scores(hits: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Of each article: its best chunks' together."""
    of_chunks: defaultdict[str, list[float]] = defaultdict(list)
    for chunk, score in hits:
        of_chunks[chunk.rpartition(":")[0]].append(score)
    return {id_: sum(sorted(found)[-READ:]) for id_, found in of_chunks.items()}


def _latest(group: tuple[Listed, ...]) -> date:
    return max((one.published for one in group if one.published), default=date.min)
