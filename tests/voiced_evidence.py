"""Evidence made by hand: articles whose every sentence has a known voice, each one passage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.analysis.analyst import Evidence
from assistant.news import Article, Attribution, Chunk, Mode, Part, PartKind, Passage, Span, Voice

Spoken = tuple[str, tuple[Voice, ...], Mode]
"""A sentence, the chain of voices that speaks it, and how the last of them is heard."""


def spoken_article(
    id_: str,
    publisher: str,
    *spoken: Spoken,
    subject: str = "bridge",
    kind: PartKind = PartKind.REPORT,
    **more: Any,
) -> Article:
    """An article made of sentences, headed `PUBLISHER on the SUBJECT`; `more` are further fields of the article."""
    text, attributions = "", []
    for words, chain, mode in spoken:
        text += " " if text else ""
        attributions.append(Attribution(Span(len(text), len(text) + len(words)), chain, mode))
        text += words
    more.setdefault("parts", (Part(Span(0, len(text)), kind),))
    return Article(
        id_,
        f"{publisher} on the {subject}",
        publisher,
        text,
        kind=kind,
        attributions=tuple(attributions),
        **more,
    )


def evidence_of(*articles: Article, origins: Mapping[str, str] | None = None) -> Evidence:
    """Each article as one passage, the first the most relevant."""
    passages = tuple(
        Passage(Chunk(one.id, 0, Span(0, len(one.text)), one.text), one, 0.9 - 0.05 * place)
        for place, one in enumerate(articles)
    )
    return Evidence(passages, frozenset(one.publisher for one in articles), origins or {})
