"""Independent origins: which articles print one text, so that agreement is counted once for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.library.signatures import Likeness, Signature, likeness, signature
from assistant.news import Article, PartKind

# Measured (docs/decisions/0004-outlets.md): of 1,968 pairs of reports of one event by different outlets 99% share less
# than .14 (Jaccard) and .36 (containment); the three above .35 and .6 are reprints.
ALIKE = 0.35  # Jaccard
CONTAINED = 0.6  # of the shorter text
ALIKE_AGENCY = 0.2  # where both name one agency as their origin
CONTAINED_AGENCY = 0.4
FEWEST = (
    40  # shingles: a shorter text can stand inside another as a quotation, so it needs to be alike as a whole
)


ALIKE_PUBLISHER = 0.6
"""Two articles of one outlet are one only as versions of a text: they share lists and stock paragraphs (in 8,000
articles of 271 outlets every wrong pair below was of one outlet)."""
_NOBODYS = (PartKind.BOILERPLATE, PartKind.ADVERTISEMENT)


class Reason(StrEnum):
    """Why two articles have one origin."""

    EXACT = "exact"
    NEAR = "near_duplicate"
    AGENCY = "same_agency"


@dataclass(frozen=True, slots=True)
class Signed:
    """An article as its origin is looked for: id, fingerprint, who published it, and the origin that it names."""

    id: str
    signature: Signature
    publisher: str = ""
    agency: str | None = None

    @classmethod
    def of(cls, article: Article) -> Signed:
        """Signed by the words of its pieces alone: pages of one site share menus, notices and advertisements."""
        told = " ".join(article.words(part.span) for part in article.parts if part.kind not in _NOBODYS)
        text = told if article.parts else article.text
        return cls(article.id, signature(text), article.publisher, article.origin)


@dataclass(frozen=True, slots=True)
class Match:
    """A stored article of the same origin, why, and how alike the two are."""

    id: str
    reason: Reason
    likeness: Likeness


def same_origin(one: Signed, other: Signed) -> Reason | None:
    """Why the two articles print one text, or None where they are independent."""
    if not one.signature.size or not other.signature.size:
        return None
    if one.signature.digest == other.signature.digest:
        return Reason.EXACT
    like = likeness(one.signature, other.signature)
    if one.publisher and one.publisher == other.publisher:
        return Reason.NEAR if like.jaccard >= ALIKE_PUBLISHER else None
    long_enough = min(one.signature.size, other.signature.size) >= FEWEST
    if like.jaccard >= ALIKE or (long_enough and like.containment >= CONTAINED):
        return Reason.NEAR
    shared = one.agency is not None and one.agency == other.agency and long_enough
    if shared and (like.jaccard >= ALIKE_AGENCY or like.containment >= CONTAINED_AGENCY):
        return Reason.AGENCY
    return None


def matches(article: Signed, candidates: Iterable[Signed]) -> list[Match]:
    """The candidates of the same origin, the most alike first.

    Candidates are the stored articles that share a band with `article.signature.bands()`: a library keeps one row
    (number of the band, its integer, article id) for each of the 42 and looks them up by index.
    """
    found = [
        Match(other.id, reason, likeness(article.signature, other.signature))
        for other in candidates
        if other.id != article.id and (reason := same_origin(article, other)) is not None
    ]
    return sorted(found, key=lambda match: (-match.likeness.jaccard, -match.likeness.containment, match.id))


class OriginIndex:
    """Signed articles in memory, each found again by its bands without a look at the others."""

    def __init__(self, articles: Iterable[Signed] = ()) -> None:
        self._articles: dict[str, Signed] = {}
        self._bands: dict[tuple[int, int], list[str]] = {}
        self._group: dict[str, str] = {}
        self._number: dict[str, int] = {}
        for article in articles:
            self.add(article)

    def __len__(self) -> int:
        return len(self._articles)

    def matches(self, article: Signed) -> list[Match]:
        """Articles added before that have the same origin, the most alike first."""
        ids = {
            known
            for band in enumerate(article.signature.bands())
            for known in self._bands.get(band, ())
            if known != article.id
        }
        return matches(article, (self._articles[known] for known in ids))

    def add(self, article: Signed) -> list[Match]:
        """Keep the article and put it with what has its origin; what was found, the most alike first.

        Raises ValueError for an id that is there already: an edited article is a new index's matter.
        """
        if article.id in self._articles:
            raise ValueError(f"{article.id} is in the index")
        found = self.matches(article)
        self._articles[article.id] = article
        self._group[article.id] = article.id
        self._number[article.id] = len(self._number)
        for band in enumerate(article.signature.bands()):
            self._bands.setdefault(band, []).append(article.id)
        for match in found:
            self._join(article.id, match.id)
        return found

    def origin_of(self, article_id: str) -> str:
        """The group's id, which is the id of its article that was added first; its own id for a lone article."""
        path = []
        while (above := self._group[article_id]) != article_id:
            path.append(article_id)
            article_id = above
        for passed in path:
            self._group[passed] = article_id
        return article_id

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Group id -> the ids of its articles in the order of adding; a lone article is a group of its own."""
        found: dict[str, list[str]] = {}
        for article_id in self._articles:
            found.setdefault(self.origin_of(article_id), []).append(article_id)
        return {group: tuple(ids) for group, ids in found.items()}

    def __iter__(self) -> Iterator[Signed]:
        return iter(self._articles.values())

    def _join(self, one: str, other: str) -> None:
        first, second = self.origin_of(one), self.origin_of(other)
        if first == second:
            return
        early, late = sorted((first, second), key=self._number.__getitem__)
        self._group[late] = early


def groups(articles: Iterable[Signed]) -> Mapping[str, str]:
    """Article id -> id of its origin's first article, for all of them."""
    index = OriginIndex(articles)
    return {article.id: index.origin_of(article.id) for article in index}
