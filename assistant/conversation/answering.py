"""Answers what was understood: positions, the other side, or who said it; and declines with what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.conversation.declining import lacking_outlets, what_is_missing
from assistant.conversation.drafts import grown
from assistant.conversation.standing import claims_said, last_said
from assistant.conversation.turns import Standalone, Turn, Wants
from assistant.conversation.understanding.rewriting import Known
from assistant.conversation.voicing import said_by, voices_behind
from assistant.core import Assistant
from assistant.findings import Answer, Checks, Claim, CounterArgument, Engine, Finding, Usage
from assistant.news import Filters

NO_COUNTER = "No counter-argument in your library."
NOTHING_TO_COUNTER = "The last answer put nothing forward that could be argued against."
NOBODY = "The last answer cites nobody for this."


class Answering:
    """Answers one turn of a conversation over an open library."""

    def __init__(self, assistant: Assistant, today: date) -> None:
        self._assistant = assistant
        self.known = Known(assistant.outlets_known, assistant.held(), today)

    def nothing_yet(self, question: str) -> Answer:
        """The answer before anything was found."""
        assistant = self._assistant
        analyst = assistant.analyst
        return Answer(question, Engine(analyst.name, analyst.model, assistant.index.embedder.name))

    def __call__(
        self, understood: Standalone, filters: Filters, earlier: Sequence[Turn]
    ) -> Iterator[Finding | Answer]:
        """What there is to say, piece by piece, and last the Answer. Raises EngineError, LibraryError.

        What it cost to understand the words counts with the answer.
        """
        for one in self._answered(understood, filters, earlier):
            if isinstance(one, Answer) and understood.usage:
                one = replace(one, usage=one.usage + understood.usage if one.usage else understood.usage)
            yield one

    def _answered(
        self, understood: Standalone, filters: Filters, earlier: Sequence[Turn]
    ) -> Iterator[Finding | Answer]:
        match understood.wants:
            case Wants.NOTHING:
                yield replace(self.nothing_yet(understood.question), notes=understood.told)
            case Wants.SOURCES:
                yield from self._voices(understood, earlier)
            case Wants.COUNTER:
                yield from self._other_side(understood, filters)
            case Wants.POSITIONS:
                yield from self._positions(understood, filters)

    def _positions(self, understood: Standalone, filters: Filters) -> Iterator[Finding | Answer]:
        question, lacking = understood.question, understood.lacking
        nothing = self.nothing_yet(question)
        if (lacking and not understood.named.outlets) or not self._assistant.holds(filters):
            yield replace(nothing, notes=what_is_missing(self._assistant, question, filters, lacking))
            return
        for one in self._assistant.asking(question, filters=filters):
            if not isinstance(one, Answer):
                yield one
            elif any(True for _ in one.claims):
                yield replace(one, notes=(*lacking_outlets(self._assistant, lacking), *one.notes))
            elif one.checks.claims:  # something was found, and nothing of it passed the checks
                yield one
            else:
                yield replace(one, notes=what_is_missing(self._assistant, question, filters, lacking))

    def _other_side(self, understood: Standalone, filters: Filters) -> Iterator[Finding | Answer]:
        answer = self.nothing_yet(understood.question)
        for claim in understood.against:
            for one in self._assistant.countering(claim, filters=filters):
                if isinstance(one, CounterArgument) and one in answer.counterarguments:
                    continue
                if isinstance(one, Usage):
                    one = answer.usage + one if answer.usage else one
                answer = grown(answer, one)
                yield one
        if not answer.counterarguments:
            note = NO_COUNTER if understood.against else NOTHING_TO_COUNTER
            answer = replace(answer, notes=(*answer.notes, note))
        yield replace(answer, checks=_tally(answer))

    def _voices(self, understood: Standalone, earlier: Sequence[Turn]) -> Iterator[Finding | Answer]:
        asked_of = last_said(earlier)
        claims = _in_question(understood, asked_of) if asked_of else ()
        positions = voices_behind(claims, self._assistant.article)
        answer = replace(
            self.nothing_yet(understood.question),
            positions=tuple(positions),
            notes=(said_by(positions) or NOBODY,),
        )
        yield from positions
        yield replace(answer, checks=_tally(answer))


def _in_question(understood: Standalone, turn: Turn) -> tuple[Claim, ...]:
    """The claims that "who said that?" asks about: those that the words name, else what the turn put forward."""
    answer = turn.answer
    if named := claims_said(understood.question, answer):
        return named
    if turn.standalone.wants is Wants.COUNTER:
        return tuple(claim for one in answer.counterarguments for claim in one.claims)
    return tuple(one.claims[0] for one in answer.positions if one.claims)


def _tally(answer: Answer) -> Checks:
    """The tally of claims that were all checked before they were shown."""
    tally = Checks()
    for claim in dict.fromkeys(answer.claims):
        tally = tally.with_claim(claim) if claim.citations else tally
    return tally
