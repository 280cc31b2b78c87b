"""Sections that rest on sources: every line cited, and borne out by its cited words in the library as it is now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.attribution.same_person import under_given_names
from assistant.briefing.document import Cited, Source
from assistant.briefing.faults import Fault, Rule
from assistant.briefing.outline import Grid, Heading, Line, Section
from assistant.briefing.saying import SEEN_DIFFERENTLY
from assistant.briefing.tracing import untraced_numbers, untraced_quotations
from assistant.findings import Citation, Claim, Verdict
from assistant.news import Article
from assistant.verification.gate import Gate
from assistant.verification.support import LARGEST_BATCH, Asked, Judges, SupportScorer

_RULES = {
    Verdict.ALTERED: Rule.QUOTATION,
    Verdict.FABRICATED: Rule.QUOTATION,
    Verdict.MISATTRIBUTED: Rule.QUOTATION,
    Verdict.UNGROUNDED: Rule.NUMBER,
}
_NOTE = re.compile(
    r"(?:outlet|person|institution|unnamed), (?:first|second|third)-hand(?: via .*)?|held by .*|"
    + re.escape(SEEN_DIFFERENTLY)
)
_HEADER = re.compile(r"Outlet|Issue \d+")
_CELL = re.compile(r"(?:quotes )?[A-Z](?:(?:, | and )(?:quotes )?[A-Z])*|mixed|not stated")


class Checker:
    """The sources of one briefing against the library, and its lines against the sources."""

    def __init__(
        self, sources: Sequence[Source], articles: Mapping[str, Article], support: SupportScorer
    ) -> None:
        self.sources = sources
        self.articles = _as_cited(sources, articles)
        self._places = {one.marked(cited): (one, cited) for one in sources for cited in one.cited}
        self._stale = {one.number for one in sources if self._why_stale(one)}
        self._judgement = support.judgement() if isinstance(support, Judges) else None
        self._gate = Gate(
            self.articles.get, support=self._judgement or support, among=tuple(self.articles.values())
        )

    @property
    def in_vain(self) -> Mapping[Asked, str]:
        """What a model was asked about without an answer, and why; empty where none is set."""
        return self._judgement.in_vain if self._judgement else {}

    def consider(self, lines: Iterable[Line]) -> None:
        """Has the model judge these lines, many in one request; without a model nothing."""
        if self._judgement is None:
            return
        claims = (self.claim(one.checked, one.marks) for one in lines if self._is_sourced(one))
        asked = [one for one in (self._gate.asks(claim, None) for claim in claims) if one]
        fresh = [one for one in dict.fromkeys(asked) if self._judgement.is_open(*one)]
        for start in range(0, len(fresh), LARGEST_BATCH):
            self._judgement.consider(fresh[start : start + LARGEST_BATCH])

    def _is_sourced(self, line: Line) -> bool:
        """Whether the line cites, and every source that it cites is what was read."""
        return bool(line.marks) and all(
            mark in self._places and self._places[mark][0].number not in self._stale for mark in line.marks
        )

    def source_faults(self) -> Iterator[Fault]:
        """Sources that are missing from the library or are no longer what was read; their lines are not checked."""
        for one in self.sources:
            if why := self._why_stale(one):
                yield Fault(Rule.SOURCE, "Sources", f"{one.number}. {one.title}", why)

    def _why_stale(self, source: Source) -> str:
        article = self.articles.get(source.article_id)
        if article is None:
            return "the article is not in the library"
        if source.digest != article.digest:
            return "the article is no longer what was read: its SHA-256 differs"
        return ""

    def claim(self, text: str, marks: Sequence[str]) -> Claim:
        """The text with the words that its marks stand for."""
        return Claim(text, tuple(self._citation(*self._places[mark]) for mark in marks))

    def cited_words(self, marks: Sequence[str]) -> list[str]:
        return [self._places[mark][1].quote for mark in marks if mark in self._places]

    def _citation(self, source: Source, cited: Cited) -> Citation:
        article = self.articles.get(source.article_id)
        words = article.words(cited.span) if article else ""
        # White space was run together when the words were written down; nothing else may differ.
        quote = words if " ".join(words.split()) == " ".join(cited.quote.split()) else cited.quote
        return Citation(source.article_id, cited.span, quote, cited.voices)

    def line_faults(self, line: Line, section: str) -> Iterator[Fault]:
        """What is wrong with a line that must rest on sources."""
        text = line.checked
        if not line.marks:
            yield Fault(Rule.UNCITED, section, text, "it has no source")
            return
        if unknown := [mark for mark in line.marks if mark not in self._places]:
            yield Fault(Rule.UNCITED, section, text, f"{', '.join(unknown)} is not among the sources")
            return
        if any(self._places[mark][0].number in self._stale for mark in line.marks):
            return
        checked = self._gate.check(self.claim(text, line.marks))
        if not checked.supported:
            reason = next(
                (one.reason for one in checked.citations if one.reason), "its cited words do not bear it out"
            )
            yield Fault(_RULES.get(checked.verdict, Rule.INFERRED), section, text, reason)
        if line.original:
            yield from self._translated(line, section)

    def _translated(self, line: Line, section: str) -> Iterator[Fault]:
        """A translation brings no number and no quotation that the checked wording does not have."""
        if wrong := untraced_numbers(line.text, [line.original, *self.cited_words(line.marks)]):
            yield Fault(Rule.NUMBER, section, line.text, f"{wrong[0]} is not in the original")
        if wrong := untraced_quotations(line.text, [line.original, *self.cited_words(line.marks)]):
            yield Fault(Rule.QUOTATION, section, line.text, f"“{wrong[0]}” is not in the source's own words")


def _as_cited(sources: Sequence[Source], articles: Mapping[str, Article]) -> dict[str, Article]:
    """The articles, each person under the one name that the briefing has for them."""
    given = {one.article_id: {name for cited in one.cited for name in cited.voices} for one in sources}
    return {one.id: one for one in under_given_names(articles.values(), given)}


def sourced_faults(section: Section, check: Checker) -> Iterator[Fault]:
    """Every line is cited and borne out, and nothing else in the section states anything."""
    for block in section.blocks:
        match block:
            case Line():
                yield from check.line_faults(block, section.title)
            case Heading(note=note) if note and not _NOTE.fullmatch(note):
                yield Fault(
                    Rule.UNCITED,
                    section.title,
                    note,
                    "a note says only how a voice is known or who holds a reading",
                )
            case Grid(header, rows):
                strange = [cell for cell in header if not _HEADER.fullmatch(cell)]
                strange += [cell for row in rows for cell in row[1:] if not _CELL.fullmatch(cell)]
                for cell in strange:
                    yield Fault(
                        Rule.UNCITED,
                        section.title,
                        cell,
                        "a cell holds the letters of readings, or `not stated`",
                    )
