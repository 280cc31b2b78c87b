"""Who speaks where the rules say "unclear", asked of a model: a reply counts only where the article's own words bear it out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.attribution.access import part_at
from assistant.attribution.chains import DEEPEST, own_chain
from assistant.attribution.cues import ACCORDING, CUES, NOUNS
from assistant.attribution.holders import Holder, Holders
from assistant.attribution.namewords import OBJECT_PRONOUNS, PRONOUNS
from assistant.attribution.people import People
from assistant.attribution.quotes import quotations
from assistant.errors import EngineError, UnreadableReply
from assistant.findings import Usage
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode, Part, ReadBy, Span, Voice
from assistant.prompting import ChatModel, Quoted, estimated_tokens, prompt, unread
from assistant.replies import HeardVoice, HeardVoices

MOST = 40  # unclear sentences of one article that are asked about, in the text's order
BATCH = 10  # sentences of one request
BEFORE, AFTER = 700, 250  # characters around a sentence that a model sees, and in which a voice must be named
NEAR = 250  # characters between the words that name a voice and its cue
FRAME_TOKENS = 900  # instructions, schema and tags of a request

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CUES = frozenset(CUES) | ACCORDING | NOUNS | {"according"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking about one article: replies that were taken, and why others were dropped."""

    taken: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class PromptedVoices:
    """Adds to an article's attributions what a model hears and the article's words confirm."""

    chat: ChatModel
    outlets: Outlets

    def __call__(self, article: Article) -> tuple[Article, Asked]:
        """The article, with the voices that were taken marked as read by the model; what a rule heard never changes.

        A model that cannot be reached or understood changes nothing and is counted as "no reply".
        """
        unclear = [at for at, one in enumerate(article.attributions) if one.mode is Mode.UNCLEAR][:MOST]
        if not unclear:
            return article, Asked()
        judge = _Judge(article, self.outlets)
        attributions = list(article.attributions)
        taken, dropped, usage = 0, Counter[str](), Usage()
        for batch in self._batches(article, unclear):
            replies, spent = self._ask(article, batch)
            usage += spent
            if replies is None:
                dropped["no reply"] += 1
                continue
            for number, reply in _one_each(replies):
                known = attributions[batch[number - 1]] if number <= len(batch) else None
                found = judge.read(known, reply) if known is not None else "no such sentence"
                if isinstance(found, str):
                    dropped[found] += 1
                else:
                    attributions[batch[number - 1]] = found
                    taken += 1
        return replace(article, attributions=tuple(attributions)), Asked(taken, dropped, usage)

    def _batches(self, article: Article, unclear: Sequence[int]) -> Iterator[list[int]]:
        """As many sentences at a time as the model has room for."""
        room = self.chat.context_tokens - self.chat.reply_tokens - FRAME_TOKENS
        batch: list[int] = []
        left = room
        for at in unclear:
            tokens = estimated_tokens(_around(article, article.attributions[at].span).of(article.text))
            if batch and (tokens > left or len(batch) == BATCH):
                yield batch
                batch, left = [], room
            batch.append(at)
            left -= tokens
        if batch:
            yield batch

    def _ask(self, article: Article, batch: Sequence[int]) -> tuple[Sequence[HeardVoice] | None, Usage]:
        shown = []
        for number, at in enumerate(batch, 1):
            span = article.attributions[at].span
            seen = _around(article, span)
            before, after = Span(seen.start, span.start), Span(span.end, seen.end)
            shown += [
                Quoted(number, before.of(article.text), tag="before"),
                Quoted(number, span.of(article.text), tag="sentence"),
                Quoted(number, after.of(article.text), tag="after"),
            ]
        request = prompt("attribution").render(sentences=shown)
        try:
            reply, spent = self.chat.answer(request, HeardVoices)
        except UnreadableReply:
            return None, unread(self.chat, request)
        except EngineError:
            return None, Usage()
        return reply.voices, spent


def _around(article: Article, span: Span) -> Span:
    """What is shown with a sentence: its own part, as far as it reaches."""
    part = part_at(article.parts, span.start)
    within = part.span if part is not None else Span(0, len(article.text))
    return Span(max(within.start, span.start - BEFORE), max(span.end, min(within.end, span.end + AFTER)))


def _one_each(replies: Iterable[HeardVoice]) -> Iterator[tuple[int, HeardVoice]]:
    """The replies that name somebody, the first for each sentence."""
    told: set[int] = set()
    for reply in replies:
        if reply.voice is not None and reply.sentence not in told:
            told.add(reply.sentence)
            yield reply.sentence, reply


class _Judge:
    """Holds a reply to one article."""

    def __init__(self, article: Article, outlets: Outlets) -> None:
        self._article, self._text = article, article.text
        mentioned = outlets.mentions(article.text)
        self._holders = Holders(
            article.text, mentioned, People(article.text, [span for span, _ in mentioned])
        )
        self._quoted = quotations(article.text)
        self._starts = [one.span.start for one in self._quoted]

    def read(self, known: Attribution, reply: HeardVoice) -> Attribution | str:
        """The attribution that a reply makes of an unclear one, or why the reply is dropped."""
        seen = _around(self._article, known.span)
        voice, cue, via = (self._places(words, seen) for words in (reply.voice, reply.cue, reply.through))
        if not voice or not cue:
            return "words not in the article"
        if (reply.voice or "").casefold() in PRONOUNS.keys() | OBJECT_PRONOUNS.keys():
            return "a pronoun names nobody"
        cues = [
            one for one in cue if any(word.casefold() in _CUES for word in _WORD.findall(one.of(self._text)))
        ]
        pairs = [(v, c) for v in voice for c in cues if max(v.start, c.start) - min(v.end, c.end) <= NEAR]
        if not pairs:
            return "no word of saying near the name"
        mention, said = min(
            pairs, key=lambda pair: abs(pair[0].start - known.span.start) + abs(pair[1].start - pair[0].start)
        )
        holder = self._holders.at(mention, sentence=Span(max(0, mention.start - 1), mention.end))
        if holder is None:
            return "nobody that we know by that name"
        chain = self._chain(known, holder, via)
        if chain is None:
            return "inconsistent chain"
        mode = Mode.DIRECT if 2 * self._in_marks(known.span) >= len(known.span) else Mode.INDIRECT
        return Attribution(known.span, chain, mode, said, ReadBy.MODEL)

    def _places(self, words: str | None, seen: Span) -> list[Span]:
        """Where these very words stand as whole words, near the sentence and outside quotation marks."""
        if not words:
            return []
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        found = (Span(*match.span()) for match in pattern.finditer(self._text, seen.start, seen.end))
        return [one for one in found if not self._in_marks(one)]

    def _in_marks(self, span: Span) -> int:
        """How many characters of a span stand in quotation marks."""
        first = max(0, bisect_left(self._starts, span.start) - 1)
        inside = 0
        for one in self._quoted[first:]:
            if one.span.start >= span.end:
                break
            inside += max(0, min(span.end, one.span.end) - max(span.start, one.span.start))
        return inside

    def _chain(self, known: Attribution, holder: Holder, via: Sequence[Span]) -> tuple[Voice, ...] | None:
        """From the publisher through the outlet that the reply names, if any, to the speaker; None where it cannot be."""
        part = part_at(self._article.parts, known.span.start) or Part(known.span)
        own = own_chain(self._article, part)
        between = list(holder.via)
        for place in via[:1]:
            named = self._holders.outlets_in(place.start, place.end)
            if not named:
                return None
            between.append(Voice(named[0][1].name))
        chain = tuple(dict.fromkeys((*own, *between, holder.voice)))
        consistent = holder.voice not in own and chain[-1] == holder.voice and len(chain) <= DEEPEST
        return chain if consistent else None
