"""What a language model adds to a briefing that stands: judgements, and the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from assistant.analysis.prompted import PromptedAnalyst
from assistant.analysis.prompted_session import Session
from assistant.briefing import judging, translating
from assistant.briefing.document import Briefing, PromptUsed
from assistant.briefing.lengths import SIZES
from assistant.briefing.likelihood import unlisted
from assistant.briefing.order import Step
from assistant.findings import Lane, Note
from assistant.prompting import prompt

ASKED = ("positions", "agreements", "issues", "repair")


def written(analyst: PromptedAnalyst, briefing: Briefing) -> Iterator[Step | Briefing]:
    """Steps, and after each the briefing with what came of it; the last one is whole. Raises EngineError."""
    session = Session(analyst.chat, analyst.concurrency)
    briefing = _listing_prompts(_without_unlisted(briefing), analyst)
    yield Step("Concluding from the checked claims")
    readings = [claim for one in briefing.matrix for reading in one.readings for claim in reading.claims]
    claims = [*readings, *(claim for one in briefing.positions for claim in one.claims)]
    most = SIZES[briefing.length].judgements
    briefing = replace(briefing, judgements=judging.judgements(session, briefing.topic, claims, most))
    yield briefing
    if briefing.language:
        yield Step(f"Translating into {briefing.language}")
        told = translating.translations(session, briefing.language, _texts(briefing))
        briefing = replace(briefing, translations=told)
    yield _with_the_books(briefing, session)


def _texts(briefing: Briefing) -> Iterator[str]:
    """The sentences of a briefing that are translated: the claims, and our own of what is open and concluded."""
    yield from (claim.text for claim in briefing.claims())
    yield from chain(briefing.assumptions, briefing.gaps, briefing.would_change)
    for one in briefing.judgements:
        yield from (one.text, one.confidence)


def _without_unlisted(briefing: Briefing) -> Briefing:
    """Without inferred arguments that speak of likelihood in words that are not on the scale."""
    kept = tuple(
        one
        for one in briefing.counterarguments
        if one.lane is not Lane.INFERRED or not any(unlisted(claim.text) for claim in one.claims)
    )
    dropped = len(briefing.counterarguments) - len(kept)
    note = (f"Dropped: {dropped} inferred argument(s) with a likelihood word outside the ICD 203 scale.",)
    made = replace(briefing.made, notes=(*briefing.made.notes, *(note if dropped else ())))
    return replace(briefing, counterarguments=kept, made=made)


def _listing_prompts(briefing: Briefing, analyst: PromptedAnalyst) -> Briefing:
    names = [*ASKED, *(["inferred"] if analyst.inferred else []), judging.PROMPT]
    names += [translating.PROMPT] if briefing.language else []
    used = tuple(PromptUsed(one.name, one.version, one.digest) for one in map(prompt, names))
    return replace(briefing, made=replace(briefing.made, prompts=used))


def _with_the_books(briefing: Briefing, session: Session) -> Briefing:
    """With what the further requests cost, and what they dropped."""
    made = briefing.made
    told = [one.text for one in session.notes() if isinstance(one, Note)]
    usage = made.usage + session.usage if made.usage else session.usage
    return replace(briefing, made=replace(made, usage=usage, notes=(*made.notes, *told)))
