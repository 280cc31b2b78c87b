"""The pieces of a briefing as JSON, and back: each `x` writes what `x_from` reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from assistant import restored, schema
from assistant.briefing.contest import Bearing, Case, Contest, Evidence, Judgement
from assistant.briefing.document import (
    Change,
    Cited,
    Dated,
    Differences,
    Framing,
    Made,
    PromptUsed,
    Read,
    Source,
    Turn,
)
from assistant.findings import Claim, Engine
from assistant.news import Span

Document = Mapping[str, Any]


def judgement(given: Judgement) -> dict[str, Any]:
    return {"text": given.text, "confidence": given.confidence, "basis": _claims(given.basis)}


def judgement_from(given: Document) -> Judgement:
    return Judgement(given["text"], given["confidence"], restored.claims(given["basis"]))


def contest(given: Contest) -> dict[str, Any]:
    return {
        "issue": given.issue,
        "cases": [
            {"label": one.label, "voices": list(one.voices), "claims": _claims(one.claims)}
            for one in given.cases
        ],
        "evidence": [
            {"claim": schema.claim(one.claim), "bearings": [bearing.value for bearing in one.bearings]}
            for one in given.evidence
        ],
        "opposed": given.opposed,
    }


def contest_from(given: Document) -> Contest:
    return Contest(
        given["issue"],
        tuple(
            Case(one["label"], tuple(one["voices"]), restored.claims(one["claims"])) for one in given["cases"]
        ),
        tuple(
            Evidence(restored.claim(one["claim"]), tuple(Bearing(bearing) for bearing in one["bearings"]))
            for one in given["evidence"]
        ),
        given.get("opposed", True),
    )


def framing(given: Framing) -> dict[str, Any]:
    return {"outlet": given.outlet, "word": given.word, "claim": schema.claim(given.claim)}


def framing_from(given: Document) -> Framing:
    return Framing(given["outlet"], given["word"], restored.claim(given["claim"]))


def dated(given: Dated) -> dict[str, Any]:
    return {"day": given.day.isoformat(), "reported": given.reported, "claim": schema.claim(given.claim)}


def dated_from(given: Document) -> Dated:
    return Dated(date.fromisoformat(given["day"]), restored.claim(given["claim"]), given["reported"])


def differences(given: Differences) -> dict[str, Any]:
    return {
        "since_id": given.since_id,
        "since": given.since.isoformat(),
        "unchanged": given.unchanged,
        "changes": [
            {
                "turn": one.turn.value,
                "voice": one.voice,
                "outlet": one.outlet,
                "claim": schema.claim(one.claim) if one.claim else None,
                "before": schema.claim(one.before) if one.before else None,
                "why": one.why,
            }
            for one in given.changes
        ],
    }


def differences_from(given: Document) -> Differences:
    return Differences(
        given["since_id"],
        datetime.fromisoformat(given["since"]),
        tuple(
            Change(
                Turn(one["turn"]),
                one["voice"],
                one["outlet"],
                _claim_from(one["claim"]),
                _claim_from(one["before"]),
                one["why"],
            )
            for one in given["changes"]
        ),
        given["unchanged"],
    )


def read(given: Read) -> dict[str, Any]:
    return {**asdict(given), "earliest": _day(given.earliest), "latest": _day(given.latest)}


def read_from(given: Document) -> Read:
    days = {name: _day_from(given[name]) for name in ("earliest", "latest")}
    return Read(**{**_known(Read, given), **days})


def source(given: Source) -> dict[str, Any]:
    return {
        **asdict(given),
        "published": _day(given.published),
        "authors": list(given.authors),
        "cited": [
            {
                "label": one.label,
                "start": one.span.start,
                "end": one.span.end,
                "quote": one.quote,
                "voices": list(one.voices),
                "selected_by": one.selected_by,
            }
            for one in given.cited
        ],
    }


def source_from(given: Document) -> Source:
    cited = tuple(
        Cited(
            one["label"],
            Span(one["start"], one["end"]),
            one["quote"],
            tuple(one["voices"]),
            one["selected_by"],
        )
        for one in given["cited"]
    )
    told = {"published": _day_from(given["published"]), "authors": tuple(given["authors"]), "cited": cited}
    return Source(**{**_known(Source, given), **told})


def made(given: Made) -> dict[str, Any]:
    return {
        "engine": asdict(given.engine),
        "program": given.program,
        "checks": schema.checks(given.checks),
        "prompts": [asdict(one) for one in given.prompts],
        "usage": schema.usage(given.usage) if given.usage else None,
        "notes": list(given.notes),
        "rejected": _claims(given.rejected),
    }


def made_from(given: Document) -> Made:
    return Made(
        engine=Engine(**given["engine"]),
        program=given["program"],
        checks=restored.checks(given["checks"]),
        prompts=tuple(PromptUsed(**one) for one in given["prompts"]),
        usage=restored.usage(given["usage"]) if given["usage"] else None,
        notes=tuple(given["notes"]),
        rejected=restored.claims(given["rejected"]),
    )


def _known(kind: type[Read] | type[Source], given: Document) -> dict[str, Any]:
    """Keys may be added within a version: what this program does not know is passed over."""
    return {one.name: given[one.name] for one in fields(kind) if one.name in given}


def _claims(given: tuple[Claim, ...]) -> list[dict[str, Any]]:
    return [schema.claim(one) for one in given]


def _claim_from(given: Document | None) -> Claim | None:
    return restored.claim(given) if given else None


def _day(given: date | None) -> str | None:
    return given.isoformat() if given else None


def _day_from(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None
