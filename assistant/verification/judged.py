"""Support as a model judges it: several claims in one request, the embedded scorer beside it and behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.errors import ContextTooLong, EngineError, UnreadableReply
from assistant.findings import Usage
from assistant.prompting import ChatModel, Quoted, estimated_tokens, prompt, unread
from assistant.replies import Judged, Judgements
from assistant.verification.alignment import align
from assistant.verification.support import Asked, EmbeddedSupport, SupportScorer, evidence
from assistant.wording.tokens import FUNCTION_WORDS, coverage

# Share of a claim's content words that must stand in its source, whatever the model says: the text that it judges can talk
# it into a yes. Every supported claim of WiCE's development half has as much in its evidence sentences alone.
LIKENESS = 0.25
FRAME_TOKENS = 900  # instructions, schema and tags of a request
_SCORES = {"supported": 1.0, "partly": 0.4, "not_stated": 0.2, "contradicted": 0.0}


@dataclass(frozen=True, slots=True)
class PromptedSupport:
    """Judges entailment with a chat model. Holds nothing of any reader: each answer takes its own `judgement`."""

    chat: ChatModel
    embedded: SupportScorer = field(default_factory=EmbeddedSupport)

    @property
    def threshold(self) -> float:
        return 0.5

    def judgement(self) -> ModelJudgement:
        return ModelJudgement(self.chat, self.embedded)

    def score(self, claim: str, cited: Sequence[str]) -> float:
        """One claim alone; a `judgement` remembers and takes several at a time."""
        return self.judgement().score(claim, cited)


@dataclass(slots=True)
class ModelJudgement:
    """What a model said of the claims of one answer, by claim and cited words.

    `in_vain` are those that it was asked about and did not answer, with why; the embedded scorer decided them. A server
    that cannot be used is not asked again.
    """

    chat: ChatModel
    embedded: SupportScorer
    usage: Usage = field(default_factory=Usage)
    told: dict[Asked, float] = field(default_factory=dict)
    in_vain: dict[Asked, str] = field(default_factory=dict)
    _down: str = ""

    @property
    def threshold(self) -> float:
        return 0.5

    def is_open(self, claim: str, cited: tuple[str, ...]) -> bool:
        return self._known(claim, cited) is None and not _is_copied(claim, cited)

    def score(self, claim: str, cited: Sequence[str]) -> float:
        words = tuple(cited)
        if self.is_open(claim, words):
            self.consider([(claim, words)])
        known = self._known(claim, words)
        return self._embedded(claim, cited) if known is None else known

    def _known(self, claim: str, cited: tuple[str, ...]) -> float | None:
        """What the model said of the claim on these words, or that fewer of them bear it out already."""
        if (told := self.told.get((claim, cited))) is not None:
            return told
        fewer = (told for (one, words), told in self.told.items() if one == claim and set(words) < set(cited))
        return next((told for told in fewer if told >= self.threshold), None)

    def consider(self, asked: Sequence[Asked]) -> None:
        """Asks about all of these at once, or in as many requests as the model's context asks for."""
        room = self.chat.context_tokens - self.chat.reply_tokens - FRAME_TOKENS
        batch: list[Asked] = []
        left = room
        for claim, cited in dict.fromkeys(asked):
            shown = (claim, _fitting(claim, cited, room - estimated_tokens(claim)))
            tokens = estimated_tokens("\n".join((claim, *shown[1])))
            if batch and tokens > left:
                self._ask(batch)
                batch, left = [], room
            batch.append((claim, cited))
            left -= tokens
        if batch:
            self._ask(batch)

    def _ask(self, asked: Sequence[Asked]) -> None:
        if self._down:
            self.in_vain |= dict.fromkeys(asked, self._down)
            return
        room = self.chat.context_tokens - self.chat.reply_tokens - FRAME_TOKENS
        pairs: list[Quoted] = []
        for number, (claim, cited) in enumerate(asked, 1):
            words = _fitting(claim, cited, room - estimated_tokens(claim))
            pairs += (Quoted(number, claim, tag="claim"), Quoted(number, "\n".join(words), tag="words"))
        request = prompt("support").render(pairs=pairs)
        try:
            reply, spent = self.chat.answer(request, Judgements)
        except EngineError as problem:  # the embedded scorer decides, as it does without a model
            self.in_vain |= dict.fromkeys(asked, str(problem))
            if isinstance(problem, UnreadableReply):
                self.usage += unread(self.chat, request)
            elif not isinstance(problem, ContextTooLong):
                self._down = str(problem)
            return
        self.usage += spent
        self.in_vain |= dict.fromkeys(asked, f"{self.chat.name} left them out of its reply.")
        for one in reply.judgements:
            if one.claim <= len(asked):
                self.told[asked[one.claim - 1]] = self._weighed(one, asked[one.claim - 1])
                self.in_vain.pop(asked[one.claim - 1], None)

    def _weighed(self, judged: Judged, asked: Asked) -> float:
        """The model's word, and among equal words the embedded score; a yes without any likeness is none."""
        score = _SCORES[judged.verdict] if coverage(*asked) >= LIKENESS else 0.0
        return 0.9 * score + 0.1 * self.embedded.score(*asked)

    def _embedded(self, claim: str, cited: Sequence[str]) -> float:
        """The embedded score, moved so that both scorers' thresholds meet."""
        score = self.embedded.score(claim, cited)
        mine, theirs = self.threshold, self.embedded.threshold
        if score < theirs:
            return score * mine / theirs
        return mine + (score - theirs) * (1 - mine) / (1 - theirs)


def _is_copied(claim: str, cited: tuple[str, ...]) -> bool:
    """Whether the claim only leaves words of one cited stretch out: the rules have read it, no model need to."""
    return any(
        all(word.key in FUNCTION_WORDS for change in align(claim, words).changes for word in change.claim)
        for words in cited
        if coverage(claim, [words]) == 1.0
    )


def _fitting(claim: str, cited: tuple[str, ...], tokens: int) -> tuple[str, ...]:
    """As many of the cited stretches as fit, those that speak most to the claim first, in their old order."""
    if estimated_tokens("\n".join(cited)) <= tokens:
        return cited
    best = evidence(claim, cited)
    order = [*best, *(n for n in range(len(cited)) if n not in best)]
    kept: set[int] = set()
    for number in order:
        tokens -= estimated_tokens(cited[number])
        if tokens >= 0:
            kept.add(number)
    return tuple(words for number, words in enumerate(cited) if number in kept)
