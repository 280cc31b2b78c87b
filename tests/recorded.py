"""Replies kept in tests/recordings, given to whoever asks for them in the words of our prompts.

Sources and claims are looked up by their words in each prompt, so that a better attribution or another order of
passages does not make a recording stale.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from assistant.wording.quotations import find
from tests.stub_model import Says, Script, asked_for, shown_sources, user_text

Body = dict[str, Any]


def recording(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        (Path(__file__).parent / "recordings" / f"{name}.json").read_text("utf-8")
    )
    return read


def replaying(told: dict[str, Any]) -> Script:
    """A script that answers as the recording does, and says nothing where it holds nothing."""

    def script(body: Body) -> Says:
        return Says("\n".join(json.dumps(one) for one in _reply(told, body)), piece=200)

    return script


def _reply(told: dict[str, Any], body: Body) -> list[dict[str, Any]]:
    match asked_for(body):
        case "positions":
            text = user_text(body)
            found = re.search(r"All sources come from (.*)\. The voices are:", text)
            listed = [line[2:] for line in text.splitlines() if line.startswith("- ")]
            outlet = found[1] if found else ""
            lines = [one for kind in ("positions", "faults") for one in told.get(kind, {}).get(outlet, ())]
            return [_argued(one, body) | {"voice": _listed(one["voice"], listed)} for one in lines]
        case "repair":
            refused = [(one.number, one.text.split("\n")[0]) for one in shown_sources(body, "claim")]
            mended = [
                (number, told.get("repairs", {}).get(claim, {"claim": None, "quotes": []}))
                for number, claim in refused
            ]
            return [{"repairs": [one | {"number": n, "citations": _cited(one, body)} for n, one in mended]}]
        case "support":
            words = {one.number: one.text for one in shown_sources(body, "words")}
            claims = [(one.number, one.text) for one in shown_sources(body, "claim")]
            return [
                {
                    "judgements": [
                        {"claim": n, "verdict": _verdict(told, text, words[n])} for n, text in claims
                    ]
                }
            ]
        case "agreements" | "briefing_judgements" as kind:
            lines = told.get("agreements" if kind == "agreements" else "judgements", ())
            return [one | {"claims": _numbers(one["claims"], told, body)} for one in lines]
        case "issues":
            return [
                one | {"readings": [_reading(each, told, body) for each in one["readings"]]}
                for one in told["issues"]
            ]
        case "steelman" if "counter" in told:
            return [_argued(told["counter"]["steelman"], body)]
        case "counter" if "counter" in told:
            return [_argued(one, body) for one in told["counter"]["arguments"]]
    return []


def _argued(line: dict[str, Any], body: Body) -> dict[str, Any]:
    return line | {"citations": _cited(line, body)}


def _listed(voice: str, listed: list[str]) -> str:
    """The voice as this prompt lists it: attribution may call it “the commission of inquiry”."""
    return (
        voice
        if voice in listed
        else next((one for one in listed if voice.casefold() in one.casefold()), voice)
    )


def _verdict(told: dict[str, Any], claim: str, words: str) -> str:
    doubted = any(one["claim"] == claim and words.startswith(one["words"]) for one in told.get("doubted", ()))
    return "partly" if doubted else "supported"


def _reading(reading: dict[str, Any], told: dict[str, Any], body: Body) -> dict[str, Any]:
    return reading | {name: _numbers(reading[name], told, body) for name in ("claims", "against")}


def _cited(line: dict[str, Any], body: Body) -> list[dict[str, Any]]:
    sources = shown_sources(body)
    return [
        {"source": next((one.number for one in sources if find(quote, one.text)), 999), "quote": quote}
        for quote in line["quotes"]
    ]


def _numbers(claims: list[str], told: dict[str, Any], body: Body) -> list[int]:
    """The numbers of the claims, each in its words or in those into which it was corrected."""
    shown = shown_sources(body, "claim")
    known = [(claim, (told.get("repairs", {}).get(claim) or {}).get("claim") or claim) for claim in claims]
    return [
        one.number
        for words in known
        for one in shown
        if one.text in words or one.text.endswith(tuple(f": {text}" for text in words))
    ]
