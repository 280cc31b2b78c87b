"""The sample library with the voices that a reader heard in it (tests/sample_voices.tsv), without the attribution room."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from assistant.news import Article, Attribution, Mode, Part, PartKind, Span, Voice, VoiceKind

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "assistant" / "sample"
VOICES = ROOT / "tests" / "sample_voices.tsv"
_KINDS = {kind.value: kind for kind in PartKind}


@cache
def voiced_articles() -> tuple[Article, ...]:
    """Every sample article with an attribution for each sentence that the key lists."""
    pages = [_page(path) for path in sorted(SAMPLE.glob("*.md"))]
    publishers = {front["outlet"] for front, _ in pages}
    rows = [line.split("\t") for line in VOICES.read_text().splitlines() if line and not line.startswith("#")]
    return tuple(
        _article(number, front, text, [row for row in rows if row[0] == str(number)], publishers)
        for number, (front, text) in enumerate(pages, 1)
    )


def _page(path: Path) -> tuple[dict[str, str], str]:
    _, front, text = path.read_text().split("---\n", 2)
    return dict(line.split(": ", 1) for line in front.strip().splitlines()), text.strip()


def _article(
    number: int, front: dict[str, str], text: str, rows: list[list[str]], publishers: set[str]
) -> Article:
    attributions: list[Attribution] = []
    end = 0
    for _, mode, chain, sentence in rows:
        start = text.find(sentence, end)
        if start < 0:
            continue
        end = start + len(sentence)
        voices = tuple(_voice(name, place, publishers) for place, name in enumerate(chain.split(" > ")))
        attributions.append(Attribution(Span(start, end), voices, Mode(mode)))
    kind = _KINDS.get(front.get("kind", "report"), PartKind.REPORT)
    return Article(
        id=f"sample{number}",
        title=front["title"],
        publisher=front["outlet"],
        text=text,
        url=front.get("url"),
        published=date.fromisoformat(front["date"]),
        language=front["language"],
        kind=kind,
        parts=(Part(Span(0, len(text)), kind),),
        attributions=tuple(attributions),
    )


def _voice(name: str, place: int, publishers: set[str]) -> Voice:
    if place == 0 or name in publishers:
        return Voice(name, VoiceKind.OUTLET)
    if name.startswith("unnamed"):
        return Voice(name, VoiceKind.UNNAMED)
    return Voice(name, VoiceKind.PERSON if name.istitle() or " " in name else VoiceKind.INSTITUTION)
