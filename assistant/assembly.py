"""Puts an answer together: checks each claim once, merges what belongs together, and keeps the tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.findings import (
    Agreement,
    Answer,
    Checks,
    Claim,
    CounterArgument,
    Engine,
    Estimate,
    Finding,
    Issue,
    Lane,
    Note,
    Position,
    Reading,
    Usage,
)
from assistant.news import Access, Voice, VoiceKind

Check = Callable[[Claim, Voice | None], Claim]
CountOrigins = Callable[[Iterable[str]], int]
"""How many independent origins articles have, by their ids (`Evidence.count_origins`)."""
_ACCESS_ORDER = {Access.FIRST_HAND: 0, Access.SECOND_HAND: 1, Access.THIRD_HAND: 2}
_KIND_ORDER = {VoiceKind.OUTLET: 0, VoiceKind.PERSON: 1, VoiceKind.INSTITUTION: 2, VoiceKind.UNNAMED: 3}


class Assembly:
    """Receives an analyst's findings and keeps only what passes; `answer` is what came of them so far."""

    def __init__(self, check: Check, count_origins: CountOrigins = lambda ids: len(set(ids))) -> None:
        self._check = check
        self._count_origins = count_origins
        self._checked: dict[tuple[Claim, Voice | None], Claim] = {}
        self._positions: dict[tuple[Voice, Access, tuple[str, ...]], Position] = {}
        self._agreements: list[Agreement] = []
        self._issues: dict[str, Issue] = {}
        self._counterarguments: list[CounterArgument] = []
        self._notes: list[str] = []
        self._estimate: Usage | None = None
        self._usage: Usage | None = None
        self._mended = 0

    def add(self, finding: Finding) -> Finding | None:
        """The finding with only its checked claims, or None where nothing of it holds."""
        match finding:
            case Position():
                return self._add_position(finding)
            case Agreement():
                return self._add_agreement(finding)
            case Issue():
                return self._add_issue(finding)
            case CounterArgument():
                return self._add_counterargument(finding)
            case Note():
                self._notes += [finding.text] if finding.text not in self._notes else []
                return finding
            case Estimate():
                self._estimate = finding.usage
                return finding
            case Usage():
                self._usage = self._usage + finding if self._usage else finding
                return finding

    def answer(
        self,
        question: str,
        *,
        engine: Engine,
        held: Iterable[str] = (),
        library: Iterable[str] = (),
        notes: Iterable[str] = (),
        checking: Usage | None = None,
    ) -> Answer:
        """Everything kept so far; `held` could have spoken within the filters, `library` have articles at all.

        `checking` is what a model read and wrote to check and to repair; it counts with what the analyst used.
        """
        positions = sorted(
            self._positions.values(),
            key=lambda one: (_KIND_ORDER[one.voice.kind], _ACCESS_ORDER[one.access]),
        )
        spoken = {one.voice.name for one in positions}
        quoted_outlets = {
            one.voice.name
            for one in positions
            if one.voice.kind is VoiceKind.OUTLET and one.access is not Access.FIRST_HAND
        }
        for one in positions:
            for claim in one.claims:
                spoken.update(name for citation in claim.citations for name in citation.voices[:1])
                spoken.update(citation.publisher for citation in claim.citations)
        if self._mended:
            notes = (
                *notes,
                f"{self._mended} claim(s) failed a check and were rewritten by the model, then passed.",
            )
        rejected = tuple(claim for claim in self._checked.values() if not claim.supported)
        checks = Checks()
        for claim in self._checked.values():
            checks = checks.with_claim(claim)
        return Answer(
            question=question,
            engine=engine,
            positions=tuple(positions),
            not_stated=tuple(sorted(set(held) - spoken)),
            absent=tuple(sorted(quoted_outlets - set(library))),
            agreements=tuple(self._agreements),
            issues=tuple(self._issues.values()),
            counterarguments=tuple(self._counterarguments),
            checks=checks,
            rejected=rejected,
            notes=(*self._notes, *notes),
            estimate=self._estimate,
            usage=self._usage + checking if self._usage and checking else self._usage or checking,
        )

    def _holds(
        self, claim: Claim, voice: Voice | None = None, *, otherwise: Voice | None = None
    ) -> Claim | None:
        """The claim with its verdicts where it passes; each claim is checked and counted once.

        `otherwise` is whose it is where no voice is given and nobody's claim it was before.
        """
        key = (claim, voice)
        if key not in self._checked:
            same = next((done for (one, _), done in self._checked.items() if claim in (one, done)), None)
            if same is not None and (voice is None or not same.supported):
                return same if same.supported else None
            self._checked[key] = self._check(claim, voice or otherwise)
            self._mended += self._checked[key].text != claim.text
        checked = self._checked[key]
        return checked if checked.supported else None

    def _kept(self, claims: Iterable[Claim], voice: Voice | None = None) -> tuple[Claim, ...]:
        return tuple(kept for claim in claims if (kept := self._holds(claim, voice)))

    def _add_position(self, given: Position) -> Position | None:
        claims = self._kept(given.claims, given.voice)
        if not claims:
            return None
        key = (given.voice, given.access, given.via)
        known = self._positions.get(key)
        held = known.claims if known else ()
        fresh = tuple(claim for claim in claims if claim not in held)
        if not fresh:
            return None
        self._positions[key] = replace(given, claims=(*held, *fresh))
        return replace(given, claims=fresh)

    def _add_agreement(self, given: Agreement) -> Agreement | None:
        """Each voice's citations in one article must bear the statement out by themselves; who falls out has no part in it."""
        kept = self._borne_out(given)
        statement = self._holds(kept.statement) if kept else None
        if kept is None or statement is None:
            return None
        kept = replace(kept, statement=statement)
        if all(kept.statement != known.statement for known in self._agreements):
            self._agreements.append(kept)
        return kept

    def _borne_out(self, given: Agreement) -> Agreement | None:
        """The agreement of the voices whose own citation holds; None where several were claimed and one is left."""
        apart = [self._check(one, None) for one in given.statement.by_voice()]
        citations = tuple(citation for one in apart if one.supported for citation in one.citations)
        if len(citations) == len(given.statement.citations):
            return given
        speaking = {name for citation in citations for name in citation.voices}
        voices = tuple(name for name in given.voices if name in speaking)
        articles = {citation.article_id for citation in citations}
        if len(voices) < 2 or len(articles) < 2:
            # Told in the tally, and nobody is asked about all citations at once.
            refused = next((one for one in apart if not one.supported), given.statement)
            self._checked.setdefault((given.statement, None), refused)
            return None
        statement = replace(given.statement, citations=citations)
        return Agreement(statement, voices, self._count_origins(articles))

    def _add_issue(self, given: Issue) -> Issue | None:
        readings = self._readings(given.readings)
        if not readings:
            return None
        kept = replace(given, readings=readings)
        known = self._issues.get(given.issue)
        if known is not None:
            kept = replace(
                known,
                readings=merged(known.readings, readings),
                stances={**known.stances, **given.stances},
            )
        self._issues[given.issue] = kept
        return kept

    def _readings(self, given: Iterable[Reading]) -> tuple[Reading, ...]:
        kept = (replace(reading, claims=self._kept(reading.claims)) for reading in given)
        return tuple(reading for reading in kept if reading.claims)

    def _add_counterargument(self, given: CounterArgument) -> CounterArgument | None:
        against = given.against
        if against.citations:
            checked = self._holds(against, otherwise=against.speaker)
            if checked is None:
                return None
            against = checked
        # An inferred argument cites nothing and says so; anything else must pass the gate.
        inferred = given.lane is Lane.INFERRED and not any(claim.citations for claim in given.claims)
        kept_of = (self._holds(claim, otherwise=claim.speaker) for claim in given.claims)
        claims = given.claims if inferred else tuple(claim for claim in kept_of if claim)
        if not claims:
            return None
        kept = replace(given, against=against, claims=claims)
        self._counterarguments.append(kept)
        return kept


def merged(known: Iterable[Reading], fresh: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings by label: the same label keeps the claims and voices of both."""
    by_label = {reading.label: reading for reading in known}
    for reading in fresh:
        held = by_label.get(reading.label)
        by_label[reading.label] = (
            replace(
                held,
                voices=tuple(dict.fromkeys((*held.voices, *reading.voices))),
                claims=tuple(dict.fromkeys((*held.claims, *reading.claims))),
            )
            if held
            else reading
        )
    return tuple(by_label.values())
