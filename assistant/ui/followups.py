"""Questions that an answer leaves open: what is disputed in it, and who is silent."""

from __future__ import annotations

from assistant.findings import Answer, Issue
from assistant.news import VoiceKind

MOST = 4


def followups(answer: Answer) -> list[str]:
    """At most four further questions, from its disputes first and then from its gaps."""
    named = {
        one.voice.name for one in answer.positions if one.voice.kind in (VoiceKind.OUTLET, VoiceKind.PERSON)
    }
    disputed = [_dispute(one) for one in answer.issues if len(one.readings) > 1]
    silent = [
        f"What does {voice} say on {_quoted(one.issue)}?"
        for one in answer.issues
        for voice in one.stances
        if voice in named and not one.heard(voice)
    ]
    absent = [f"What does {name} report?" for name in answer.not_stated]
    chosen = [*disputed[:2], *silent[:1], *absent[:1]]
    return list(dict.fromkeys(one for one in chosen if one != answer.question))[:MOST]


def _dispute(issue: Issue) -> str:
    """The issue itself where it is a question; else who says what on it."""
    name = issue.issue.strip()
    return name if name.endswith("?") else f"Who says what on {_quoted(name)}?"


def _quoted(issue: str) -> str:
    """The issue's own words inside a sentence: they are a heading, which no article or verb fits."""
    return f"“{issue.strip().rstrip('?.!')}”"
