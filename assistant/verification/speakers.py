"""Misattribution: the voice that a claim is filed under must be the one that speaks at the cited place."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.findings import Citation, Claim, Verdict
from assistant.news import Article, Attribution, Mode, Span, Voice
from assistant.verification.problem import Problem
from assistant.wording.quotations import find, quotations
from assistant.wording.tokens import coverage, key, keys_of, tokens

# Words by which a claim says that it passes on somebody else's words.
_PASSING_ON = keys_of(
    """report reports reported reporting cite cites cited citing quote quotes quoted quoting according via said says told
    relays relayed attributed attributes"""
)


def speaking(article: Article, span: Span) -> list[Attribution]:
    """The attributions that overlap a span, the one with most of it first."""
    overlapping = [one for one in article.attributions if one.span.overlaps(span)]
    return sorted(overlapping, key=lambda one: (-_shared(one.span, span), one.span.start))


def misattributed(claim: Claim, citation: Citation, article: Article, voice: Voice | None) -> Problem | None:
    """A citation whose chain, or whose claimed voice, is not who speaks there."""
    heard = speaking(article, citation.span)
    if not heard:
        return Problem(Verdict.MISATTRIBUTED, "no voice is known to speak at the cited place")
    known = {_name(one) for attribution in heard for one in (*attribution.chain, Voice(article.publisher))}
    for named in citation.voices:
        if _key(named) not in known:
            return Problem(
                Verdict.MISATTRIBUTED, f"{named} does not speak there; {heard[0].speaker.name} does"
            )
    claimed = _key(voice.name) if voice else _key(citation.voices[-1]) if citation.voices else ""
    if not claimed:
        return None
    if all(one.mode is Mode.UNCLEAR for one in heard):
        return Problem(Verdict.MISATTRIBUTED, "it is not clear who speaks there")
    if not any(_is_of(one, claimed) for one in heard):
        if any(_name(one) == claimed for one in _passers(heard)) and _passes_on(claim, heard):
            return None
        return Problem(
            Verdict.MISATTRIBUTED,
            f"those are words of {heard[0].speaker.name}, not of {voice.name if voice else citation.voices[-1]}",
        )
    return _others_words(claim, citation, article, heard, claimed)


def _others_words(
    claim: Claim, citation: Citation, article: Article, heard: list[Attribution], claimed: str
) -> Problem | None:
    """Where several voices share the cited words: the claim must rest on the claimed one's."""
    share = sum(_shared(one.span, citation.span) for one in heard if _is_of(one, claimed))
    if share * 2 >= len(citation.span):
        return None
    mine = [_words(one, citation, article) for one in heard if _is_of(one, claimed)]
    others = [_words(one, citation, article) for one in heard if not _is_of(one, claimed)]
    said = [quotation.of(claim.text) for quotation in quotations(claim.text)]
    if said:
        if all(any(find(words, text) for text in mine) for words in said):
            return None
    elif coverage(claim.text, mine) >= coverage(claim.text, others):
        return None
    most = next((one for one in heard if not _is_of(one, claimed)), heard[0])
    whose = "somebody’s who is not clear" if most.mode is Mode.UNCLEAR else f"{most.speaker.name}’s"
    return Problem(Verdict.MISATTRIBUTED, f"most of the cited words are {whose}")


def chain_at(article: Article, span: Span, voice: Voice | None) -> tuple[str, ...]:
    """Names of the chain at a span: the claimed voice's where it speaks there, else that of most of the words."""
    heard = speaking(article, span)
    if voice is not None:
        heard = [one for one in heard if _name(one.speaker) == _key(voice.name)] or heard
    return tuple(one.name for one in heard[0].chain) if heard else ()


def _is_of(attribution: Attribution, claimed: str) -> bool:
    """Whether this voice speaks there; where it is not clear who does, the chain ends at the publisher and means nobody."""
    return attribution.mode is not Mode.UNCLEAR and _name(attribution.speaker) == claimed


def _passers(heard: list[Attribution]) -> Iterator[Voice]:
    for attribution in heard:
        yield from attribution.chain[:-1]


def _passes_on(claim: Claim, heard: list[Attribution]) -> bool:
    words = {token.key for token in tokens(claim.text)}
    if words & _PASSING_ON:
        return True
    return any(set(_key(one.speaker.name).split()) & words for one in heard)


def _words(attribution: Attribution, citation: Citation, article: Article) -> str:
    start, end = (
        max(attribution.span.start, citation.span.start),
        min(attribution.span.end, citation.span.end),
    )
    return article.text[start:end]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _name(voice: Voice) -> str:
    return _key(voice.name)


def _key(name: str) -> str:
    return key(" ".join(name.split())).removeprefix("the ")
