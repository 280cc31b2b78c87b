"""How well the program hears the voices of the sample library: `python -m tests.sample_voices`.

Prints the tally and every sentence that was heard otherwise than by eye. `tests/sample_voices.tsv` is the reading by
eye: article number, mode, chain, sentence, for every sentence that cannot be read two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.attribution.attribute import attribute
from assistant.ingest.fetch import Fetcher
from assistant.ingest.outlets import Outlets
from assistant.ingest.parts import divide
from assistant.ingest.sources import Failed, read
from assistant.news import Article, Attribution, Mode, Span

SAMPLE = Path(__file__).parents[1] / "assistant" / "sample"
READING = Path(__file__).with_name("sample_voices.tsv")
UNSAID = (Mode.OWN, Mode.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence as read by eye, and what the program made of it."""

    number: int
    mode: Mode
    chain: tuple[str, ...]
    sentence: str
    got: Attribution | None

    @property
    def verdict(self) -> str:
        """right; missed (a voice is taken for own words); unclear; wrong voice; invented (own words given away)."""
        if self.got is None:
            return "not covered"
        names = [voice.name for voice in self.got.chain]
        if self.mode is Mode.OWN:
            own = self.got.mode in UNSAID or names[-1] == self.chain[-1]
            return "right" if own and names[0] == self.chain[0] else "invented"
        if self.got.mode in UNSAID:
            return "unclear" if self.got.mode is Mode.UNCLEAR else "missed"
        return "right" if _same(self.chain[-1], names[-1]) else "wrong voice"


def library() -> tuple[Article, ...]:
    """The sample articles in parts, in the order of their numbers."""
    outlets = Outlets.packaged().with_file(SAMPLE / "outlets.toml")
    found = []
    for path in sorted(SAMPLE.glob("*.md")):
        for article in read(str(path), fetcher=Fetcher(), outlets=outlets):
            assert not isinstance(article, Failed), article
            found.append(divide(article, outlets))
    return tuple(found)


def listen(articles: Sequence[Article]) -> Iterator[Heard]:
    """Every sentence of the reading, as the program hears it."""
    outlets = Outlets.packaged().with_file(SAMPLE / "outlets.toml")
    heard = [attribute(article, outlets) for article in articles]
    reached: Counter[int] = Counter()
    for line in READING.read_text(encoding="utf-8").splitlines()[1:]:
        written, mode, chain, sentence = line.split("\t")
        number = int(written)
        text = articles[number - 1].text
        start = text.find(sentence, reached[number])
        assert start >= 0, f"not in article {number}, in this order: {sentence}"
        reached[number] = start + len(sentence)
        got = _speaking(heard[number - 1], Span(start, start + len(sentence)), Mode(mode))
        yield Heard(number, Mode(mode), tuple(chain.split(" > ")), sentence, got)


def _speaking(heard: Sequence[Attribution], sentence: Span, mode: Mode) -> Attribution | None:
    """The attribution that holds most of the sentence; the quoted words decide where the reading says direct."""
    there = [one for one in heard if one.span.overlaps(sentence)]
    if mode is Mode.DIRECT:
        there = [one for one in there if one.mode is Mode.DIRECT] or there
    return max(there, key=lambda one: _shared(one.span, sentence), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _same(read_by_eye: str, heard: str) -> bool:
    """The surname for a person; for a description, any of its longer words."""
    heard = heard.casefold()
    words = read_by_eye.casefold().split()
    if read_by_eye.istitle() and len(words) == 2:
        return words[-1] in heard
    return any(word in heard for word in words if len(word) > 4) or read_by_eye.casefold() in heard


def main() -> None:
    found = list(listen(library()))
    for (mode, verdict), count in sorted(Counter((one.mode, one.verdict) for one in found).items()):
        print(f"{mode:9} {verdict:12} {count:4}")
    for one in found:
        if one.verdict != "right":
            got = " > ".join(voice.name for voice in one.got.chain) if one.got else "-"
            how = one.got.mode.value if one.got else "-"
            print(
                f"{one.number:2} {one.verdict}: {one.chain[-1]} ({one.mode}), heard {got} ({how}): {one.sentence}"
            )


if __name__ == "__main__":
    main()
