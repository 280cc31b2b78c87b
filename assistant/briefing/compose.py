"""Composes a briefing through core, step by step; what is done so far can always be made a briefing of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

from assistant.analysis.prompted import PromptedAnalyst
from assistant.assembly import Assembly
from assistant.briefing.assemble import assembled
from assistant.briefing.document import Briefing
from assistant.briefing.heard import Heard, heard, on_topic
from assistant.briefing.lengths import SIZES
from assistant.briefing.order import Order, Step
from assistant.briefing.translating import language_named
from assistant.briefing.writing import written
from assistant.core import Assistant
from assistant.errors import BadInput
from assistant.findings import Answer, Engine, Finding, Position
from assistant.questions import STOPPED, asked, nothing_found


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(slots=True)
class Composition:
    """One briefing in the making: go through `steps` to make it; `briefing` is what it comes to so far."""

    assistant: Assistant
    order: Order
    as_of: datetime = field(default_factory=now)
    id: str = field(default_factory=lambda: uuid4().hex[:12])
    _heard: Heard | None = None
    _findings: list[Finding] = field(default_factory=list)
    _done: Briefing | None = None

    @property
    def started(self) -> bool:
        """Whether there is anything to make a briefing of."""
        return self._heard is not None

    def steps(self) -> Iterator[Step]:
        """Does the work and says before each step what it is. Raises BadInput where nothing bears on the topic.

        Closed or interrupted at any step, `briefing` is what was checked until then.
        """
        order, assistant = self.order.checked(), self.assistant
        if order.language:
            translatable(assistant, order.language)
        topic = asked(order.topic)
        yield Step("Looking for passages on the topic")
        found = on_topic(assistant.search(topic, filters=order.filters, limit=SIZES[order.length].passages))
        if not found.passages:
            raise BadInput(
                nothing_found(found, assistant.held(order.filters), order.filters),
                hint="Word the topic otherwise, widen the filters, or add articles on it.",
            )
        self._heard = heard(assistant, found)
        outlets = {one.outlet for one in self._heard.articles}
        yield Step(f"Reading {len(self._heard.articles)} articles of {len(outlets)} outlets")
        answer: Answer | None = None
        for one in assistant.asking(topic, filters=order.filters, found=found):
            if isinstance(one, Answer):
                answer = one
                continue
            self._findings.append(one)
            if isinstance(one, Position):
                yield Step(f"Checked what {one.voice.name} holds")
        assert answer is not None  # noqa: S101 - asking always ends with an answer
        yield Step("Setting the interpretations against each other")
        finished = STOPPED not in answer.notes
        briefing = self._done = self._of(answer, complete=False)
        if finished and isinstance(analyst := assistant.analyst, PromptedAnalyst):
            for added in written(analyst, briefing):
                if isinstance(added, Step):
                    yield added
                else:
                    briefing = self._done = added
        self._done = replace(briefing, complete=finished)

    @property
    def briefing(self) -> Briefing:
        """What was found and checked so far, marked partial until everything was. Raises BadInput before `started`."""
        return self._done or self._of(self._so_far(), complete=False)

    def _of(self, answer: Answer, *, complete: bool) -> Briefing:
        if self._heard is None:
            raise BadInput(
                "Nothing was read for the briefing yet.", hint="Let it run until passages are found."
            )
        return assembled(
            self.assistant, self.order, self._heard, answer, id_=self.id, as_of=self.as_of, complete=complete
        )

    def _so_far(self) -> Answer:
        """The findings folded together; each was checked before it came."""
        assembly = Assembly(lambda claim, _: claim)
        for one in self._findings:
            assembly.add(one)
        analyst = self.assistant.analyst
        engine = Engine(analyst.name, analyst.model, self.assistant.index.embedder.name)
        return assembly.answer(self.order.topic, engine=engine, notes=[STOPPED])


def translatable(assistant: Assistant, language: str) -> None:
    """Raises BadInput where nobody can translate, or into what is no language."""
    language_named(language)
    if not isinstance(assistant.analyst, PromptedAnalyst):
        raise BadInput(
            "Only a language model can translate; the embedded analyst shows the sources' own sentences.",
            hint="Set COUNTERPOINT_MODEL, or leave --to out.",
        )
