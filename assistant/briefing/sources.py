"""The list of sources: every cited article once, with what is known of it and the words that are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_lowercase

from assistant.briefing.document import Cited, Source
from assistant.findings import Citation, Claim
from assistant.ingest.outlets import Outlets
from assistant.news import Access, Article, Span


def sources(
    claims: Iterable[Claim], articles: Mapping[str, Article], outlets: Outlets, origins: Mapping[str, str]
) -> tuple[Source, ...]:
    """Articles in the order in which they are first cited; a citation of an article that is not given is left out.

    `origins` maps article id to the id of its origin's group.
    """
    cited: dict[str, dict[Span, Citation]] = {}
    for claim in claims:
        for citation in claim.citations:
            if citation.article_id in articles:
                cited.setdefault(citation.article_id, {}).setdefault(citation.span, citation)
    return tuple(
        _source(number, articles[id_], tuple(places.values()), outlets, origins.get(id_, id_))
        for number, (id_, places) in enumerate(cited.items(), 1)
    )


def _source(
    number: int, article: Article, places: Iterable[Citation], outlets: Outlets, origin_group: str
) -> Source:
    known = outlets.find(article.outlet)
    first_hand = article.outlet == article.publisher
    return Source(
        number=number,
        article_id=article.id,
        title=article.title,
        publisher=article.publisher,
        outlet=article.outlet,
        digest=article.digest,
        kind=article.kind.value,
        published=article.published,
        language=article.language,
        url=article.url,
        authors=article.authors,
        outlet_kind=known.kind if known else "unrated",
        country=known.country if known else "",
        owner=known.owner if known else "",
        access=(Access.FIRST_HAND if first_hand else Access.SECOND_HAND).value,
        origin_group=origin_group,
        cited=tuple(
            Cited(lettered(place), one.span, one.quote, one.voices, one.selected_by)
            for place, one in enumerate(places)
        ),
    )


def lettered(place: int) -> str:
    """a, b, ... z, aa, ab, ... for 0, 1, ... 25, 26, 27, ..."""
    label = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        label = ascii_lowercase[rest] + label
    return label
