"""The prompted analyst: a language model reads each outlet's sources and writes claims that cite them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from assistant.analysis.analyst import Evidence, Refused, noting
from assistant.analysis.prompted_claims import (
    MOST_CLAIMS,
    Numbered,
    agreement,
    cited,
    issue,
    located,
    of_another_voice,
    position,
)
from assistant.analysis.prompted_repairs import repairs
from assistant.analysis.prompted_session import Session
from assistant.analysis.prompted_sources import Source, by_outlet, faintness, shown, sources, within_budget
from assistant.findings import Claim, CounterArgument, Estimate, Finding, Lane, Note, Position, Usage
from assistant.news import Voice
from assistant.prompting import ChatModel, Quoted, Request, prompt
from assistant.replies import (
    AgreementLine,
    ArgumentLine,
    InferredLine,
    IssueLine,
    PositionLine,
)
from assistant.wording.quotations import quotations

FRAME_TOKENS = 1_200  # what instructions, schema and the list of voices take of the context
# For the estimate, as runs on real articles came out (docs/reading-answers-prompted.md).
VOICE_TOKENS = 60  # that a model writes on one voice
CHECK_TOKENS = 150  # that judging one voice's claims, and repairing the few that fail, reads for each


@dataclass(frozen=True, slots=True)
class PromptedAnalyst:
    """An Analyst over a chat model. Holds nothing of any reader: one can serve all.

    `inferred` adds counter-arguments that the model thinks of itself, labelled and never cited.
    """

    chat: ChatModel
    concurrency: int = 4
    inferred: bool = False

    @property
    def name(self) -> str:
        return "prompted"

    @property
    def model(self) -> str | None:
        return self.chat.name

    def inferring(self, *, wanted: bool) -> PromptedAnalyst:
        """The same analyst, with inferred counter-arguments or without."""
        return replace(self, inferred=wanted)

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        """An Estimate, positions of every outlet as they are written, then agreements, issues and counter-arguments.

        Ends with notes on what was left out and with the Usage of all requests. Raises EngineError where
        no request could be answered; closing the iterator stops the requests.
        """
        told: list[Position] = []
        spent = Usage()
        for found in noting(self.positions(question, evidence), told):
            if isinstance(found, Usage):
                spent += found
            else:
                yield found
        for found in self.compared(question, evidence, told):
            yield spent + found if isinstance(found, Usage) else found

    def positions(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        """The first step of `analyse`: an Estimate, positions, notes and the Usage so far."""
        yield Estimate(self.estimate(question, evidence))
        session = Session(self.chat, self.concurrency)
        yield from self._positions(session, question, evidence)
        session.must_have_answered()
        yield from session.notes()

    def compared(self, question: str, evidence: Evidence, held: Sequence[Position]) -> Iterator[Finding]:
        """The second step: what these positions share and differ on, notes and what this took."""
        session = Session(self.chat, self.concurrency)
        # By outlet and not by who answered first, so that the same evidence makes the same request.
        order = {outlet: place for place, outlet in enumerate(by_outlet(sources(evidence)))}
        kept = [one for one in held if located(one.claims[0])]
        kept.sort(key=lambda one: order.get(_outlet(one), len(order)))
        told = [(claim, one.voice) for one in kept for claim in one.claims]
        claims = {n: Numbered(n, claim, voice) for n, (claim, voice) in enumerate(told, 1)}
        if len({one.voice for one in kept}) > 1:
            yield from self._compared(session, question, claims, evidence)
        yield from session.notes()

    def counter(self, claim: str, evidence: Evidence) -> Iterator[CounterArgument | Note | Usage]:
        """The best cases against a claim, each against the claim at its strongest; then notes and the Usage.

        Raises EngineError where no request could be answered.
        """
        session = Session(self.chat, self.concurrency)
        clear = [source for source in sources(evidence) if source.clear]
        kept, left_out = within_budget(clear, self._room)
        session.left_out.update({"all outlets together": left_out} if left_out else {})
        known = {source.number: source for source in kept}
        strongest, arguments = Claim(claim), []
        quoted, read = [Quoted(1, claim, tag="claim")], shown(kept)
        asked = [
            (prompt(name).render(claim=quoted, sources=read), ArgumentLine)
            for name in ("steelman", "counter")
        ]
        for line in session.ask(asked if kept else []):
            told = cast(ArgumentLine, line.reply)
            stated = Claim(told.claim, cited(told.citations, known))
            if not session.is_plain(stated.text):
                continue
            if line.index == 1:
                arguments.append(stated)
            elif located(stated) and not strongest.citations:
                strongest = stated
        session.must_have_answered()
        for argument in arguments:
            if of_another_voice(argument, strongest):
                yield CounterArgument(strongest, Lane.IN_SOURCES, (argument,))
        if self.inferred:
            yield from self._inferred(session, [strongest])
        yield from session.notes()

    def repair(self, refused: Sequence[Refused], evidence: Evidence) -> tuple[list[Claim | None], Usage]:
        """Each refused claim corrected once; None where the model withdraws or cannot mend it."""
        return repairs(self.chat, refused, sources(evidence), room=self._room)

    def estimate(self, question: str, evidence: Evidence) -> Usage:
        """About what `analyse` and the checks of its claims will read, write and cost, before anything is sent."""
        asked = list(self._about(question, evidence))
        voices = sum(about.voices for about in asked)
        written = VOICE_TOKENS * voices
        # The two comparisons read every claim again, and write about half as much each.
        read = sum(about.request.tokens for about in asked) + 2 * (FRAME_TOKENS + written)
        checks = 1 + voices // 4
        read += checks * FRAME_TOKENS + CHECK_TOKENS * voices
        return Usage(
            len(asked) + 2 + checks, read, 2 * written, self.chat.price(read, 2 * written), estimated=True
        )

    @property
    def _room(self) -> int:
        """Tokens of a request that sources can take."""
        return self.chat.context_tokens - self.chat.reply_tokens - FRAME_TOKENS

    def _about(self, question: str, evidence: Evidence) -> Iterator[_About]:
        """One request for each outlet with a clear voice and a passage that bears on the question."""
        faint = faintness(evidence)
        for outlet, theirs in by_outlet(sources(evidence)).items():
            if max(evidence.passages[source.rank].relevance for source in theirs) < faint:
                continue
            kept, left_out = within_budget(theirs, self._room)
            voices = list(dict.fromkeys(source.voice.name for source in kept if source.clear))
            if not voices:
                continue
            values = {"question": question, "outlet": outlet}
            request = prompt("positions").render(**values, voices=voices, sources=shown(kept))
            known = {source.number: source for source in kept}
            yield _About(outlet, request, known, left_out, len(voices))

    def _positions(self, session: Session, question: str, evidence: Evidence) -> Iterator[Position]:
        outlets = list(self._about(question, evidence))
        session.left_out.update({about.outlet: about.left_out for about in outlets if about.left_out})
        counted: Counter[tuple[int, Voice]] = Counter()
        for line in session.ask([(about.request, PositionLine) for about in outlets]):
            told_line = cast(PositionLine, line.reply)
            found = position(told_line, outlets[line.index].sources)
            if found is None:
                session.dropped["of a voice that is not in the sources"] += 1
            elif session.is_plain(told_line.claim):
                counted[line.index, found.voice] += 1
                if counted[line.index, found.voice] <= MOST_CLAIMS:
                    yield found

    def _compared(
        self, session: Session, question: str, claims: dict[int, Numbered], evidence: Evidence
    ) -> Iterator[Finding]:
        listed = [
            Quoted(one.number, one.claim.text, {"voice": one.voice.name}, "claim") for one in claims.values()
        ]
        voices = list(dict.fromkeys(one.voice.name for one in claims.values()))
        readings: list[Claim] = []
        agreements, issues = (
            prompt(name).render(question=question, claims=listed) for name in ("agreements", "issues")
        )
        for line in session.ask([(agreements, AgreementLine), (issues, IssueLine)]):
            match line.reply:
                case AgreementLine() as told if session.is_plain(told.statement):
                    if shared := agreement(told, claims, evidence):
                        yield shared
                case IssueLine() as told if session.is_plain(told.issue):
                    if found := issue(told, claims, question=question, voices=voices):
                        yield found[0]
                        yield from found[1]
                        readings += [reading.claims[0] for reading in found[0].readings]
        if self.inferred:
            yield from self._inferred(session, list(dict.fromkeys(readings)))

    def _inferred(self, session: Session, claims: Sequence[Claim]) -> Iterator[CounterArgument]:
        asked = [
            (prompt("inferred").render(claim=[Quoted(1, claim.text, tag="claim")]), InferredLine)
            for claim in claims
        ]
        for line in session.ask(asked):
            claim = Claim(cast(InferredLine, line.reply).claim)
            if session.is_plain(claim.text) and not quotations(claim.text):
                yield CounterArgument(claims[line.index], Lane.INFERRED, (claim,))


def _outlet(position: Position) -> str:
    return position.claims[0].citations[0].voices[0]


@dataclass(frozen=True, slots=True)
class _About:
    """What is asked about one outlet: its request, the sources in it, how many did not fit, and how many voices."""

    outlet: str
    request: Request
    sources: dict[int, Source]
    left_out: int
    voices: int
