"""Finds the passages on a question: lexical and dense, fused, judged once more, with a slot for every outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.library.articles import chunks_by_id, outlets_of, within
from assistant.library.database import reading
from assistant.library.index import Index, day_number, embedded_text
from assistant.library.lexical import search_words
from assistant.news import EVERYTHING, Filters, Passage, VoiceKind
from vectorstore.fusion import reciprocal_rank_fusion
from vectorstore.records import Where

if TYPE_CHECKING:
    from vectorstore.records import Vector, Vectors

CANDIDATES = 200  # how deep each ranking is read
DEEPER = 5  # the vectors do not know an article's kind: so much deeper they are read where one is asked for
JUDGED = 48  # how many fused candidates the reranker reads
PASSAGES = 24  # how many an analyst is given
MOST_OF_AN_ARTICLE = 3
MOST_OF_AN_OUTLET = 5

Relevance = Callable[[str, Sequence[str], "Vector"], Sequence[float]]
"""How much each text bears on a question, 0 to 1: from the texts and from the cosines of their vectors with it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages on a question, best first; `nearest` names outlets of what fell under the floor."""

    passages: tuple[Passage, ...] = ()
    under_floor: int = 0
    nearest: tuple[str, ...] = ()


class Retrieval:
    """Search over one library."""

    def __init__(
        self, engine: Engine, index: Index, relevance: Relevance, *, floor: float, answerable: float = 0.0
    ) -> None:
        """Passages under `floor` are left out; where none reaches `answerable`, all are."""
        self._engine = engine
        self._index = index
        self._relevance = relevance
        self._floor = floor
        self._answerable = answerable

    def find(
        self, question: str, asked: Vector, *, filters: Filters = EVERYTHING, limit: int = PASSAGES
    ) -> Found:
        """At most `limit` passages that bear on the question, each outlet's best one before any second.

        `asked` is the question's vector by the index's embedder.
        """
        if not question.strip():
            return Found()
        candidates = self._candidates(question, asked, filters)
        if not candidates:
            return Found()
        texts = [embedded_text(one.chunk, one.article) for one in candidates]
        cosines = self._vectors([one.chunk.id for one in candidates], texts) @ asked
        relevances = self._relevance(question, texts, cosines)
        judged = sorted(
            (
                Passage(one.chunk, one.article, float(relevance))
                for one, relevance in zip(candidates, relevances, strict=True)
            ),
            key=lambda passage: (-passage.relevance, passage.chunk.id),
        )
        floor = self._floor if judged[0].relevance >= self._answerable else 1.0
        relevant = [passage for passage in judged if passage.relevance >= floor]
        return Found(
            passages=tuple(with_slots(relevant, limit)),
            under_floor=len(judged) - len(relevant),
            nearest=tuple(dict.fromkeys(passage.article.outlet for passage in judged))[:3],
        )

    def _candidates(self, question: str, asked: Vector, filters: Filters) -> list[Passage]:
        """The best of both rankings, and the best of every outlet that they hold further down."""
        with reading(self._engine) as connection:
            lexical = [
                id_ for id_, _ in search_words(connection, question, filters=filters, limit=CANDIDATES)
            ]
        fused = [id_ for id_, _ in reciprocal_rank_fusion([lexical, self._dense(asked, filters)])]
        with reading(self._engine) as connection:
            outlet_of = outlets_of(connection, (_article_of(id_) for id_ in fused))
            seen: Counter[str] = Counter()
            chosen: list[str] = []
            for rank, id_ in enumerate(one for one in fused if _article_of(one) in outlet_of):
                outlet = outlet_of[_article_of(id_)]
                if rank < JUDGED or (seen[outlet] == 0 and len(chosen) < 2 * JUDGED):
                    seen[outlet] += 1
                    chosen.append(id_)
            found = chunks_by_id(connection, chosen)
        return [Passage(*found[id_], relevance=0.0) for id_ in chosen if id_ in found]

    def _vectors(self, ids: Sequence[str], texts: Sequence[str]) -> Vectors:
        """What the index keeps of the chunks; a chunk that is not indexed yet is embedded."""
        import numpy as np

        kept = self._index.vectors.vectors(ids)
        if missing := [number for number, id_ in enumerate(ids) if id_ not in kept]:
            fresh = self._index.embedder.passages([texts[number] for number in missing])
            kept.update({ids[number]: vector for number, vector in zip(missing, fresh, strict=True)})
        return np.stack([kept[id_] for id_ in ids])

    def _dense(self, asked: Vector, filters: Filters) -> list[str]:
        """Chunks by nearness of meaning, within the filters."""
        depth = CANDIDATES * DEEPER if filters.kinds else CANDIDATES
        near = [hit.id for hit in self._index.vectors.search(asked, depth, narrowed(filters))]
        if not filters.kinds:
            return near
        with reading(self._engine) as connection:
            kept = within(connection, map(_article_of, near), filters)
        return [id_ for id_ in near if _article_of(id_) in kept][:CANDIDATES]


def _article_of(chunk: str) -> str:
    return chunk.rpartition(":")[0]


def with_slots(ranked: Sequence[Passage], limit: int) -> list[Passage]:
    """A selection of the passages, best first, in which no loud outlet crowds out a quiet one.

    Every outlet that publishes or is quoted in a passage gets its best one; what room is left goes by
    relevance, at first at most `MOST_OF_AN_OUTLET` for an outlet and `MOST_OF_AN_ARTICLE` for an article.
    """
    chosen: dict[str, Passage] = {}
    heard: set[str] = set()
    for passage in ranked:
        voices = set(outlets_in(passage))
        if len(chosen) < limit and not voices <= heard:
            chosen[passage.chunk.id] = passage
            heard |= voices
    of_outlet = Counter(passage.article.outlet for passage in chosen.values())
    of_article = Counter(passage.article.id for passage in chosen.values())
    spare: list[Passage] = []
    for passage in ranked:
        outlet, article = passage.article.outlet, passage.article.id
        if passage.chunk.id in chosen:
            continue
        if (
            len(chosen) >= limit
            or of_outlet[outlet] >= MOST_OF_AN_OUTLET
            or of_article[article] >= MOST_OF_AN_ARTICLE
        ):
            spare.append(passage)
            continue
        chosen[passage.chunk.id] = passage
        of_outlet[outlet] += 1
        of_article[article] += 1
    for passage in spare[: max(0, limit - len(chosen))]:  # a small library has room for more of the same
        chosen[passage.chunk.id] = passage
    return sorted(chosen.values(), key=lambda passage: (-passage.relevance, passage.chunk.id))


def outlets_in(passage: Passage) -> Iterable[str]:
    """The outlet whose article it is, and the outlets quoted in the passage."""
    yield passage.article.outlet
    for attribution in passage.article.attributions:
        if attribution.span.overlaps(passage.span):
            yield from (voice.name for voice in attribution.chain if voice.kind is VoiceKind.OUTLET)


def narrowed(filters: Filters) -> Where | None:
    """The filters as conditions on the index's metadata."""
    if replace(filters, kinds=()) == EVERYTHING:
        return None
    days = [day_number(day) if day else None for day in (filters.since, filters.until)]
    return Where(
        any_of={
            name: values
            for name, values in (("language", filters.languages), ("outlet", filters.outlets))
            if values
        },
        between={"published": (days[0], days[1])} if any(days) else {},
    )
