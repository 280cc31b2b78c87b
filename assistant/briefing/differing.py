"""What is otherwise than in the last briefing on the topic: claim by claim, outlet by outlet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.briefing.document import Briefing, Change, Differences, Turn
from assistant.findings import Claim
from assistant.library.cited import Fate
from assistant.wording.tokens import content

CHANGED = 0.6  # share of the shorter claim's words above which two claims of one voice are one that changed


@dataclass(frozen=True, slots=True)
class _Held:
    """One claim of one voice, and the outlet that it was read in."""

    voice: str
    outlet: str
    claim: Claim

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(content(self.claim.text))


def differences(before: Briefing, after: Briefing, fates: Mapping[str, Fate]) -> Differences:
    """New, changed and withdrawn claims of the positions and agreements.

    `fates` says of the articles that the last briefing cited which were removed or changed since.
    """
    old, new = list(_held(before)), list(_held(after))
    same = {(one.voice, one.claim.text) for one in old} & {(one.voice, one.claim.text) for one in new}
    gone = [one for one in old if (one.voice, one.claim.text) not in same]
    fresh = [one for one in new if (one.voice, one.claim.text) not in same]
    changes: list[Change] = []
    for one in fresh:
        earlier = _earlier(one, gone)
        if earlier is None:
            changes.append(Change(Turn.NEW, one.voice, one.outlet, one.claim))
        else:
            gone.remove(earlier)
            changes.append(Change(Turn.CHANGED, one.voice, one.outlet, one.claim, earlier.claim))
    for one in gone:
        changes.append(
            Change(Turn.WITHDRAWN, one.voice, one.outlet, before=one.claim, why=_why(one.claim, fates, after))
        )
    changes.sort(key=lambda one: (one.outlet, list(Turn).index(one.turn)))
    return Differences(before.id, before.as_of, tuple(changes), len(same))


def _held(briefing: Briefing) -> Iterator[_Held]:
    for position in briefing.positions:
        for claim in position.claims:
            yield _Held(position.voice.name, _outlet(claim), claim)


def _outlet(claim: Claim) -> str:
    """The outlet that the claim was read in."""
    first = claim.citations[0]
    return first.voices[0] if first.voices else first.publisher


def _earlier(one: _Held, gone: Sequence[_Held]) -> _Held | None:
    """What the same voice said before in nearly these words."""
    alike = ((_alike(one.stems, other.stems), other) for other in gone if other.voice == one.voice)
    share, found = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return found if share >= CHANGED else None


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _why(claim: Claim, fates: Mapping[str, Fate], after: Briefing) -> str:
    """What became of a claim that is not shown any more, in our words."""
    of_its_articles = {fates[one.article_id] for one in claim.citations if one.article_id in fates}
    if Fate.REMOVED in of_its_articles:
        return "its article was removed from the library"
    if Fate.CHANGED in of_its_articles:
        return "its article was changed at its source"
    if any(claim.text == one.text for one in after.made.rejected):
        return "it fails a check now"
    return "other claims of the topic weigh more now; its article is unchanged"
