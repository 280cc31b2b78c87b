"""One briefing with its marks at hand: claims and our own sentences become lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.briefing.document import Briefing
from assistant.briefing.outline import Line
from assistant.briefing.saying import joined
from assistant.findings import Claim
from assistant.wording.tokens import content


class Laid:
    """One briefing with its marks at hand."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing
        self._marks = briefing.marks

    def line(self, claim: Claim, *, lead: str = "", tail: str = "") -> Line:
        said = self.briefing.translations.get(claim.text)
        found = (self._marks.get((one.article_id, one.span)) for one in claim.citations)
        marks = tuple(dict.fromkeys(mark for mark in found if mark))
        return Line(one_line(said or claim.text), marks, lead, tail, one_line(claim.text) if said else "")

    def own(self, texts: Iterable[str]) -> Iterator[Line]:
        """Our own sentences, which cite nothing."""
        for text in texts:
            said = self.briefing.translations.get(text)
            yield Line(one_line(said or text), original=one_line(text) if said else "")

    def lines(self, claims: Iterable[Claim], *, lead: str = "") -> Iterator[Line]:
        return (self.line(claim, lead=lead) for claim in claims)

    def attributed(self, claims: Iterable[Claim], *, lead: str = "") -> Iterator[Line]:
        """The claims, each with who says it after it: for where no heading names the voice."""
        return (self.line(claim, lead=lead, tail=told_by(claim)) for claim in claims)

    def voiced(self, claims: Iterable[Claim]) -> Iterator[Line]:
        """The claims, each with who says it: before it where a reader would otherwise take it for what happened."""
        for claim in claims:
            said = told_by(claim)
            speakers = {one.voices[-1] for one in claim.citations if len(one.voices) > 1}
            lead = said if speakers and not _tells_whose(claim, speakers) else ""
            yield self.line(claim, lead=lead, tail="" if lead else said)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _tells_whose(claim: Claim, speakers: Iterable[str]) -> bool:
    """Whether the sentence is its source's own, in which whoever speaks is named; a model leaves out who says it."""
    words = set(content(claim.text))
    named = any(words & set(content(name)) for name in speakers)
    return named and all(one.quote == claim.text for one in claim.citations)


def told_by(claim: Claim) -> str:
    """Who says it, as each citation has it: `Sundradio`, `the inspector, via The Ledvar Courant`."""
    chains = dict.fromkeys(one.voices or (one.publisher,) for one in claim.citations)
    told = [f"{chain[-1]}, via {chain[0]}" if len(chain) > 1 else chain[0] for chain in chains]
    return "; ".join(told) if any(len(chain) > 1 for chain in chains) else joined(told)
