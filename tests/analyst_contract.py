"""What every analyst promises, whatever writes its sentences.

Subclass `AnalystContract` in the test file of an implementation and give `analyst`. Where a test here fails, look at
assistant/analysis/analyst.py for the protocol, and at the implementation's own module for the cause.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.analysis.analyst import Analyst, Evidence
from assistant.findings import (
    Agreement,
    Claim,
    CounterArgument,
    Finding,
    Issue,
    Lane,
    Position,
    Stance,
    Verdict,
)
from assistant.news import Access, Article, Mode, PartKind, Voice, VoiceKind
from tests.voiced_evidence import Spoken, evidence_of, spoken_article

QUESTION = "Should the bridge be closed?"
COURIER, HERALD, TIMES, WIRE = Voice("Courier"), Voice("Herald"), Voice("Harbour Times"), Voice("Wire")
MAYOR = Voice("Ana Brook", VoiceKind.PERSON)
WRITER = Voice("Ivo Lenz", VoiceKind.PERSON)


def an_article(id_: str, publisher: str, spoken: list[Spoken], kind: PartKind = PartKind.REPORT) -> Article:
    """An article on the bridge, with an address."""
    return spoken_article(id_, publisher, *spoken, kind=kind, url=f"https://{id_}.example/bridge")


ARTICLES = (
    an_article(
        "courier",
        "Courier",
        [
            ("The bridge should be closed because its cables are dangerous.", (COURIER,), Mode.OWN),
            ("Engineers found 40 broken cables in the bridge last week.", (COURIER,), Mode.OWN),
            (
                "Closing the bridge would be a mistake, Mayor Ana Brook said.",
                (COURIER, MAYOR),
                Mode.INDIRECT,
            ),
        ],
    ),
    an_article(
        "herald",
        "Herald",
        [
            ("The bridge is safe and should not be closed.", (HERALD,), Mode.OWN),
            ("Engineers found 12 broken cables in the bridge last week.", (HERALD,), Mode.OWN),
            ("The Harbour Times called the closure of the bridge a triumph.", (HERALD, TIMES), Mode.INDIRECT),
        ],
    ),
    an_article(
        "column",
        "Wire",
        [
            (
                "The bridge must be closed at once, whatever the mayor thinks of it.",
                (WIRE, WRITER),
                Mode.OWN,
            ),
            ("Should the bridge be closed for a year?", (WIRE, WRITER), Mode.OWN),
        ],
        PartKind.OPINION,
    ),
)
EVIDENCE = evidence_of(*ARTICLES)


def claims_of(finding: Finding) -> Iterator[Claim]:
    """Every claim of a finding that has sources."""
    match finding:
        case Position():
            yield from finding.claims
        case Agreement():
            yield finding.statement
        case Issue():
            for reading in finding.readings:
                yield from reading.claims
        case CounterArgument():
            if finding.lane is Lane.IN_SOURCES:
                yield from finding.claims


class AnalystContract:
    """Promises of `Analyst`; the implementation's fixture `analyst` may answer in its own words."""

    @pytest.fixture
    def analyst(self) -> Analyst:
        raise NotImplementedError

    @pytest.fixture
    def findings(self, analyst: Analyst) -> list[Finding]:
        return list(analyst.analyse(QUESTION, EVIDENCE))

    def test_is_an_analyst_with_a_name(self, analyst: Analyst) -> None:
        assert isinstance(analyst, Analyst)
        assert analyst.name in ("embedded", "prompted")
        assert (analyst.model is None) == (analyst.name == "embedded")

    def test_states_positions_before_it_compares_them(self, findings: list[Finding]) -> None:
        kinds = [type(one) for one in findings if isinstance(one, Position | Agreement | Issue)]
        assert Position in kinds
        later = [place for place, kind in enumerate(kinds) if kind is not Position]
        assert not later or Position not in kinds[later[0] :]

    def test_every_claim_cites_an_article_of_the_evidence_and_comes_unchecked(
        self, findings: list[Finding]
    ) -> None:
        known = {article.id: article for article in ARTICLES}
        cited = [citation for one in findings for claim in claims_of(one) for citation in claim.citations]
        assert cited
        for citation in cited:
            assert known[citation.article_id].words(citation.span) == citation.quote
            assert citation.verdict is Verdict.UNCHECKED

    def test_files_words_under_who_speaks_them(self, findings: list[Finding]) -> None:
        for one in findings:
            if isinstance(one, Position):
                for claim in one.claims:
                    assert claim.citations
                    assert claim.citations[0].voices[-1] == one.voice.name

    def test_a_quoted_voice_is_second_hand_via_its_channel(self, findings: list[Finding]) -> None:
        positions = {one.voice.name: one for one in findings if isinstance(one, Position)}
        assert (positions["Ana Brook"].access, positions["Ana Brook"].via) == (
            Access.SECOND_HAND,
            ("Courier",),
        )
        assert positions["Courier"].access is Access.FIRST_HAND

    def test_an_author_speaks_first_hand_and_not_as_the_outlet(self, findings: list[Finding]) -> None:
        positions = {one.voice: one for one in findings if isinstance(one, Position)}
        assert positions[WRITER].access is Access.FIRST_HAND
        assert WIRE not in positions

    def test_a_position_holds_one_to_four_claims(self, findings: list[Finding]) -> None:
        assert all(1 <= len(one.claims) <= 4 for one in findings if isinstance(one, Position))

    def test_stances_name_only_voices_of_the_evidence(self, findings: list[Finding]) -> None:
        heard = {voice.name for one in ARTICLES for each in one.attributions for voice in each.chain}
        for one in findings:
            if isinstance(one, Issue):
                assert set(one.stances) <= heard
                assert all(isinstance(stance, Stance) for stance in one.stances.values())
                assert len({reading.label for reading in one.readings}) == len(one.readings)

    def test_reprints_are_one_origin(self, analyst: Analyst) -> None:
        given = evidence_of(*ARTICLES, origins={"courier": "o1", "herald": "o1", "column": "o1"})
        assert not [
            one for one in analyst.analyse(QUESTION, given) if isinstance(one, Agreement) and one.origins > 1
        ]

    def test_counters_come_from_the_sources_and_answer_the_claim(self, analyst: Analyst) -> None:
        claim = "The bridge should be closed because its cables are dangerous."
        told = [one for one in analyst.counter(claim, EVIDENCE) if isinstance(one, CounterArgument)]
        found = [one for one in told if one.lane is Lane.IN_SOURCES]
        assert found
        assert all(one.against.text == claim for one in found)
        assert all(citation.voices[-1] for one in found for each in one.claims for citation in each.citations)

    def test_has_nothing_to_say_without_evidence(self, analyst: Analyst) -> None:
        assert not [one for one in analyst.analyse(QUESTION, Evidence(())) if list(claims_of(one))]
        countered = analyst.counter("The bridge is safe.", Evidence(()))
        assert not [one for one in countered if isinstance(one, CounterArgument)]
