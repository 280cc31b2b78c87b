"""Questions that an answer leaves open: what is disputed in it, and who is silent."""

from __future__ import annotations

from assistant.findings import Answer, Stance

MOST = 4


def followups(answer: Answer) -> list[str]:
    """At most four further questions, from its disputes first and then from its gaps."""
    disputed = [
        f"Who disagrees about {_inside(one.issue)}?" for one in answer.issues if len(one.readings) > 1
    ]
    silent = [
        f"What does {voice} say about {_inside(one.issue)}?"
        for one in answer.issues
        for voice, stance in one.stances.items()
        if stance is Stance.NOT_STATED
    ]
    absent = [f"What does {name} report?" for name in answer.not_stated]
    chosen = [*disputed[:2], *silent[:1], *absent[:1]]
    return list(dict.fromkeys(one for one in chosen if one != answer.question))[:MOST]


def _inside(issue: str) -> str:
    """The issue as it stands inside a sentence."""
    words = issue.strip().rstrip("?.!")
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
