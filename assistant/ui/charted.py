"""What the charts show, as rows: every chart has the same rows as its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from assistant.findings import Answer, Stance
from assistant.library.articles import HeardOutlet, Listed


def coverage(listed: Iterable[Listed]) -> list[dict[str, Any]]:
    """Articles by day and outlet (the origin of a republication); undated ones are left out."""
    counted = Counter((one.published, one.origin or one.publisher) for one in listed if one.published)
    return [
        {"Day": day, "Outlet": outlet, "Articles": number}
        for (day, outlet), number in sorted(counted.items())
    ]


def quoting(heard: Iterable[HeardOutlet]) -> list[dict[str, Any]]:
    """One row for each publisher and each outlet that it quotes."""
    return [
        {"Publisher": publisher, "Quotes": one.name, "Held": "yes" if one.held else "no"}
        for one in heard
        for publisher in one.quoted_by
    ]


def stances(answer: Answer) -> list[dict[str, Any]]:
    """One row for each voice that has a stance, and each issue."""
    spoken = {
        voice
        for issue in answer.issues
        for voice, stance in issue.stances.items()
        if stance is not Stance.NOT_STATED
    }
    return [
        {"Voice": voice, "Issue": issue.issue, "Stance": stance.value.replace("_", " ")}
        for issue in answer.issues
        for voice, stance in issue.stances.items()
        if voice in spoken
    ]
