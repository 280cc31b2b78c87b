"""What the prompted analyst concludes, held to the rules of ICD 203 before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from assistant.analysis.prompted_session import Session
from assistant.briefing.contest import Judgement
from assistant.briefing.likelihood import grades_confidence, likelihoods, tells_confidence, unlisted
from assistant.briefing.tracing import uncounted
from assistant.findings import Claim
from assistant.prompting import Quoted, prompt
from assistant.replies import JudgementLine
from assistant.verification.grounding import ungrounded, unnamed
from assistant.wording.quotations import quotations

PROMPT = "briefing_judgements"
MOST_CLAIMS = 60  # that one request shows


def judgements(session: Session, topic: str, claims: Sequence[Claim], most: int) -> tuple[Judgement, ...]:
    """At most `most` judgements that rest on these checked claims; what breaks a rule is dropped and counted."""
    read = list(dict.fromkeys(claims))[:MOST_CLAIMS]
    if not read:
        return ()
    listed = [Quoted(number, _shown(one), tag="claim") for number, one in enumerate(read, 1)]
    request = prompt(PROMPT).render(question=topic, claims=listed)
    found: list[Judgement] = []
    for line in session.ask([(request, JudgementLine)]):
        told = cast(JudgementLine, line.reply)
        basis = tuple(read[number - 1] for number in dict.fromkeys(told.claims) if number <= len(read))
        judgement = Judgement(told.judgement, told.confidence, basis)
        if not all(session.is_plain(text) for text in (told.judgement, told.confidence)):
            continue
        if why := broken(judgement):
            session.dropped[why] += 1
        elif len(found) < most:
            found.append(judgement)
    return tuple(found)


def broken(judgement: Judgement) -> str:
    """Which rule a judgement breaks, as it is told to the reader; empty where it breaks none."""
    told = (judgement.text, judgement.confidence)
    if not judgement.basis:
        return "of judgement that rests on nothing"
    if len(likelihoods(judgement.text)) != 1 or any(map(unlisted, told)):
        return "of judgement outside the ICD 203 scale"
    if tells_confidence(judgement.text) or likelihoods(judgement.confidence):
        return "of judgement that mixes likelihood and confidence"
    if not grades_confidence(judgement.confidence):
        return "of judgement without a confidence"
    cited = [one.quote for claim in judgement.basis for one in claim.citations]
    known = [*cited, *(claim.text for claim in judgement.basis)]
    voices = [name for claim in judgement.basis for one in claim.citations for name in one.voices]
    faults = (
        ungrounded(judgement.text, known, voices=voices),
        # The word that opens the sentence is no name.
        unnamed(judgement.confidence, known, voices=voices, context=["confidence"]),
        uncounted(judgement.confidence, known, len(cited)),
    )
    if any(map(quotations, told)) or any(faults):
        return "of judgement with a name, number or quotation that it does not rest on"
    return ""


def _shown(claim: Claim) -> str:
    voices = " / ".join(dict.fromkeys(one.voices[-1] for one in claim.citations if one.voices))
    return f"{voices}: {claim.text}" if voices else claim.text
