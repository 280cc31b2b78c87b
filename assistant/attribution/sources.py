"""The words that name whoever is heard, sentence by sentence: what PolNeAR calls the source."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.faint import Ear
from assistant.attribution.language import is_english
from assistant.attribution.quotes import Quotation, quotations
from assistant.attribution.sentences import sentences
from assistant.attribution.tagger import Tagger
from assistant.news import Article, Span


def listen(article: Article, spans: Sequence[Span], quoted: Sequence[Quotation]) -> Ear | None:
    """The tagger's ear for English sentences; None for text in another language, where only the rules speak."""
    if not is_english(article.language, article.text, spans):
        return None
    return Ear(Tagger.packaged().read(article.text, spans, quoted))


def sources(article: Article) -> list[Span]:
    """Where an English article names its sources, in order; empty for other languages."""
    spans = sentences(article.text)
    ear = listen(article, spans, quotations(article.text))
    return [span for number in range(len(spans)) for span in ear.sources(number)] if ear is not None else []
