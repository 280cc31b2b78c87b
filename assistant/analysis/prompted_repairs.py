"""Claims that a check refused, put before the model once more: several in one request, with what they may cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.analysis.analyst import Refused
from assistant.analysis.prompted_claims import cited, plain
from assistant.analysis.prompted_sources import Source, bears_on, shown, within_budget
from assistant.errors import EngineError, UnreadableReply
from assistant.findings import Claim, Usage
from assistant.prompting import ChatModel, Quoted, estimated_tokens, prompt, unread
from assistant.replies import Repairs

LARGEST_BATCH = 12  # claims; a corrected one takes about 130 of the 2,000 tokens that a reply has by default


@dataclass(slots=True)
class _Batch:
    """Refused claims under their numbers, and the sources that they may cite."""

    refused: dict[int, Refused] = field(default_factory=dict)
    sources: dict[int, Source] = field(default_factory=dict)

    @property
    def tokens(self) -> int:
        told = sum(estimated_tokens(part.text) for one in self.refused.items() for part in _shown(*one))
        return told + sum(one.tokens for one in self.sources.values())


def repairs(
    chat: ChatModel, refused: Sequence[Refused], told: Iterable[Source], *, room: int
) -> tuple[list[Claim | None], Usage]:
    """Each claim mended, or None; `room` is how many tokens of a request claims and sources can take."""
    mended: dict[int, Claim] = {}
    spent = Usage()
    for batch in _batches(refused, [one for one in told if one.clear], room):
        found, usage = _answered(chat, batch)
        mended |= found
        spent += usage
    return [mended.get(number) for number in range(1, len(refused) + 1)], spent


def _batches(refused: Sequence[Refused], told: Sequence[Source], room: int) -> Iterator[_Batch]:
    batch = _Batch()
    for number, one in enumerate(refused, 1):
        alone = _Batch({number: one})
        theirs = [source for source in told if bears_on(one.claim, source, voice=one.voice)]
        alone.sources = {source.number: source for source in within_budget(theirs, room - alone.tokens)[0]}
        if not alone.sources:
            continue
        both = _Batch(batch.refused | alone.refused, dict(sorted((batch.sources | alone.sources).items())))
        if both.tokens > room or len(both.refused) > LARGEST_BATCH:
            if batch.refused:
                yield batch
            batch = alone
        else:
            batch = both
    if batch.refused:
        yield batch


def _answered(chat: ChatModel, batch: _Batch) -> tuple[Mapping[int, Claim], Usage]:
    request = prompt("repair").render(
        refused=[part for one in batch.refused.items() for part in _shown(*one)],
        sources=shown(batch.sources.values()),
    )
    try:
        reply, spent = chat.answer(request, Repairs)
    except UnreadableReply:
        return {}, unread(chat, request)
    except EngineError:
        return {}, Usage()  # the claims stay refused; the rest of the answer is not lost for it
    return {
        one.number: Claim(one.claim, cited(one.citations, batch.sources))
        for one in reply.repairs
        if one.number in batch.refused and one.claim is not None and plain(one.claim)
    }, spent


def _shown(number: int, refused: Refused) -> Iterator[Quoted]:
    quotes = [f"Quote: {citation.quote}" for citation in refused.claim.citations]
    yield Quoted(number, "\n".join([refused.claim.text, *quotes]), {"voice": refused.voice}, "claim")
    # A reason quotes the claim, and a claim may repeat what an article told the model to say.
    yield Quoted(number, refused.reason, tag="reason")
