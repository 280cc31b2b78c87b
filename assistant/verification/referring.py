"""Who a cited “he” or “the president”, or what a cited “the act”, means, where another citation names it.

A claim rests on words of its own voice. Often these say “he” of somebody whom only the sentence before names, and that
sentence is somebody else's. Such a citation may stand beside the voice's own. It says who is meant and bears nothing else
out, and it counts only where the article lets nobody else be meant. “It” and “they” stand for too much to be read by rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.attribution.sentences import sentences
from assistant.findings import Citation, Claim
from assistant.news import Article, Mode, Span, VoiceKind
from assistant.verification.problem import Problem
from assistant.verification.referents import Kind, candidates, last_of
from assistant.verification.speakers import speaking
from assistant.wording.tokens import Token, key, keys_of, tokens

_BACK = 2  # sentences between the one that names and the one that says “he”, at most
_REACH = 600  # characters before the name within which its sentence begins
_HE, _SHE = keys_of("he him his himself"), keys_of("she her hers herself")
_POINTING = keys_of("the this that")


@dataclass(frozen=True, slots=True)
class Understood:
    """Which of a claim's citations bear it out (by place), and their words with the names of what they refer to."""

    resting: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reference:
    """Words of a quote that stand for a name."""

    span: Span
    kind: Kind

    def replaced(self, quote: str, name: str) -> str:
        said = key(self.span.of(quote))
        name = f"the {name}" if self.kind.noun and not self.kind.is_person else name
        name = f"{name}’s" if said in ("his", "hers") else name
        return quote[: self.span.start] + name + quote[self.span.end :]


def understood(
    claim: Claim, problems: Sequence[Problem | None], articles: Sequence[Article]
) -> Understood | None:
    """The claim's own citations, read with those of other voices that name what they refer to.

    `problems` says of each citation why it is not the claimed voice's. None where all are somebody else's, or where one
    of somebody else's names nothing that the own citations mean.
    """
    words = {n: claim.citations[n].quote for n, problem in enumerate(problems) if problem is None}
    for other, problem in enumerate(problems):
        if problem is None:
            continue
        read = {
            n: with_names
            for n, quote in words.items()
            if articles[n].id == articles[other].id
            and (with_names := _read(quote, claim.citations[n], claim.citations[other], articles[n])) != quote
        }
        if not read:
            return None
        words |= read
    return Understood(tuple(words), tuple(words.values()))


def _read(quote: str, citation: Citation, naming: Citation, article: Article) -> str:
    """The quote with a name for each reference that can only mean what the naming citation names."""
    scene = _scene(citation.span, naming.span, article)
    if scene is None or quote != citation.quote:  # one naming citation for each quote
        return quote
    named = {word.key for word in tokens(naming.quote)}
    read = quote
    for one in reversed(list(_references(quote))):
        before = Span(scene.start, citation.span.start + one.span.start)
        meant = candidates(one.kind, article, before) | _told(one.kind, citation, article)
        for speaker in _quoted(citation, article):
            meant.pop(last_of(speaker), None)  # who is quoted does not mean himself by “he”
        if len(meant) == 1 and named.issuperset(meant):
            read = one.replaced(read, *meant.values())
    return read


def _scene(span: Span, naming: Span, article: Article) -> Span | None:
    """From the start of the sentence that names to the cited words; None where these are not close behind."""
    if naming.end > span.start:
        return None
    cut = sentences(article.text, Span(max(0, naming.start - _REACH), span.end))
    first = next((n for n, one in enumerate(cut) if one.end > naming.start), None)
    last = next((n for n, one in enumerate(cut) if one.end > span.start), None)
    if first is None or last is None or last - first > _BACK:
        return None
    return Span(min(cut[first].start, naming.start), span.start)


def _references(quote: str) -> Iterator[_Reference]:
    words = tokens(quote)
    for n, word in enumerate(words):
        if word.key in _HE or word.key in _SHE:
            yield _Reference(Span(word.start, word.end), Kind(gender="he" if word.key in _HE else "she"))
        elif n + 1 == len(words) or word.key not in _POINTING or _goes_on(words[n + 2 : n + 3]):
            continue
        elif kind := Kind.called(words[n + 1]):
            yield _Reference(Span(word.start, words[n + 1].end), kind)


def _goes_on(words: Sequence[Token]) -> bool:
    """Whether “the president” goes on with whose he is."""
    return any(word.key == "of" for word in words)


def _told(kind: Kind, citation: Citation, article: Article) -> dict[str, str]:
    """In told speech the speaker may be the “he”, who is called by no noun there."""
    voices = [one.speaker for one in speaking(article, citation.span) if one.mode is Mode.INDIRECT]
    names = (voice.name for voice in voices if voice.kind is VoiceKind.PERSON)
    return {last_of(name): name for name in names if not kind.noun and kind.allows(name)}


def _quoted(citation: Citation, article: Article) -> list[str]:
    heard = speaking(article, citation.span)
    told = {one.speaker for one in heard if one.mode is not Mode.DIRECT}
    return [one.speaker.name for one in heard if one.speaker not in told]
