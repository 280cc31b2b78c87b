"""A briefing as JSON-LD in schema.org's words: who claims what, and where it appears.

We say who says something and never whether it is true, so there is no ClaimReview in it.
"""

from __future__ import annotations

import json
from typing import Any

from assistant.briefing.document import Briefing, Source
from assistant.briefing.export.facts import web_address
from assistant.findings import Claim

VOCABULARY = "https://schema.org/"


def jsonld(briefing: Briefing) -> bytes:
    """One graph: the Report, a NewsArticle for each source, and a Claim for each sentence that rests on sources."""
    claims = {one.text: one for one in briefing.claims() if one.citations}
    report = {
        "@type": "Report",
        "@id": _id("briefing", briefing.id),
        "name": briefing.title,
        "about": briefing.topic,
        "dateCreated": briefing.as_of.isoformat(),
        "creativeWorkStatus": "complete" if briefing.complete else "partial",
        "creator": {"@type": "SoftwareApplication", "name": briefing.made.program},
        "citation": [{"@id": _article(one.article_id)} for one in briefing.sources],
        "hasPart": [{"@id": _claim(number)} for number in range(1, len(claims) + 1)],
    }
    graph = [
        report,
        *(_source(one) for one in briefing.sources),
        *(_said(number, one) for number, one in enumerate(claims.values(), 1)),
    ]
    context = {"@vocab": VOCABULARY}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=2).encode() + b"\n"


def _source(source: Source) -> dict[str, Any]:
    address = web_address(source)
    return {
        "@type": "OpinionNewsArticle" if source.kind == "opinion" else "NewsArticle",
        "@id": _article(source.article_id),
        "headline": source.title,
        "publisher": {"@type": "NewsMediaOrganization", "name": source.publisher},
        "sourceOrganization": {"@type": "NewsMediaOrganization", "name": source.outlet},
        "inLanguage": source.language,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": source.digest},
        **({"url": address} if address else {}),
        **({"datePublished": source.published.isoformat()} if source.published else {}),
        **(
            {"author": [{"@type": "Person", "name": one} for one in source.authors]} if source.authors else {}
        ),
    }


def _said(number: int, claim: Claim) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": _claim(number),
        "text": claim.text,
        "claimInterpreter": sorted({one.voices[-1] for one in claim.citations if one.voices}),
        "appearance": [
            {
                "@type": "Quotation",
                "text": one.quote,
                "spokenByCharacter": " → ".join(one.voices),
                "isPartOf": {"@id": _article(one.article_id)},
                "position": f"{one.span.start}-{one.span.end}",
            }
            for one in claim.citations
        ],
    }


def _article(id_: str) -> str:
    return _id("article", id_)


def _claim(number: int) -> str:
    return _id("claim", str(number))


def _id(kind: str, name: str) -> str:
    return f"urn:counterpoint:{kind}:{name}"
