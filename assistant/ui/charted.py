"""What the charts show, as rows: every chart has the same rows as its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.findings import Answer, Stance
from assistant.library.articles import Listed
from assistant.library.quoting import Quoting
from assistant.news import VoiceKind
from assistant.ui.sheets import standing

MOST_OUTLETS, MOST_VOICES = 14, 22  # of each side of the graph: more cannot be told apart
MOST_QUOTED_OUTLETS = 8  # of the voices: outlets are heard less often than ministers, and looked for more


def coverage(listed: Iterable[Listed]) -> list[dict[str, Any]]:
    """Articles by day and outlet (the origin of a republication); undated ones are left out."""
    counted = Counter((one.published, one.origin or one.publisher) for one in listed if one.published)
    return [
        {"Day": day, "Outlet": outlet, "Articles": number}
        for (day, outlet), number in sorted(counted.items())
    ]


def quoting(heard: Sequence[Quoting], held: Iterable[str]) -> list[dict[str, Any]]:
    """One row for each outlet and each voice that it quotes, the most heard of both; `held` have own articles."""
    by_outlet: Counter[str] = Counter()
    by_voice: Counter[str] = Counter()
    for one in heard:
        by_outlet[one.outlet] += one.mentions
        by_voice[one.voice.name] += one.mentions
    outlets = {name for name, _ in by_outlet.most_common(MOST_OUTLETS)}
    press = {one.voice.name for one in heard if one.voice.kind is VoiceKind.OUTLET}
    ordered = [name for name, _ in by_voice.most_common()]
    first = [name for name in ordered if name in press][:MOST_QUOTED_OUTLETS]
    voices = set([*first, *(name for name in ordered if name not in first)][:MOST_VOICES])
    own = set(held)
    return [
        {
            "Outlet": one.outlet,
            "Quotes": one.voice.name,
            "Kind": _kind(one, own),
            "Times": one.mentions,
            "Articles": one.articles,
        }
        for one in heard
        if one.outlet in outlets and one.voice.name in voices
    ]


def graph(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as lines of a graph: outlets at 0, quoted voices at 1, each side ordered and spread over its height."""
    left, right = _heights(rows, "Outlet"), _heights(rows, "Quotes")
    return [{**row, "x": 0, "y": left[row["Outlet"]], "x2": 1, "y2": right[row["Quotes"]]} for row in rows]


def stances(answer: Answer) -> list[dict[str, Any]]:
    """One row for each voice that has a stance, and each issue."""
    spoken = {
        voice
        for issue in answer.issues
        for voice, stance in issue.stances.items()
        if stance is not Stance.NOT_STATED
    }
    return [
        {"Voice": voice, "Issue": issue.issue, "Stance": standing(issue, voice).replace("_", " ")}
        for issue in answer.issues
        for voice in issue.stances
        if voice in spoken
    ]


def _kind(one: Quoting, own: set[str]) -> str:
    if one.voice.kind.value != "outlet":
        return one.voice.kind.value
    return "outlet, held" if one.voice.name in own else "outlet, only quoted"


def _heights(rows: Sequence[dict[str, Any]], side: str) -> dict[str, float]:
    """Each name's height, 0 to 1: the most heard stands highest."""
    often: Counter[str] = Counter()
    for row in rows:
        often[row[side]] += row["Times"]
    ordered = [name for name, _ in often.most_common()]
    return {name: 1 - (place + 0.5) / len(ordered) for place, name in enumerate(ordered)}
