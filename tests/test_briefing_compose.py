"""Briefings are made of checked claims, kept, compared, and never half-lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.analysis.analyst import Evidence
from assistant.analysis.embedded import EmbeddedAnalyst
from assistant.attribution.sentences import sentences
from assistant.briefing import form
from assistant.briefing.assemble import by_voice
from assistant.briefing.briefings import Briefings
from assistant.briefing.competing import contests
from assistant.briefing.document import Briefing, Turn
from assistant.briefing.layout import outline
from assistant.briefing.lint import held, linted
from assistant.briefing.order import Order, Step
from assistant.core import Assistant
from assistant.errors import BadInput, EngineUnreachable, UnknownBriefing
from assistant.findings import (
    Answer,
    Claim,
    CounterArgument,
    Engine,
    Finding,
    Issue,
    Lane,
    Position,
    Reading,
)
from assistant.ingest.sources import Failed
from assistant.news import Access, Article, Filters, Voice, VoiceKind
from tests.making import WordEmbedder, an_article
from tests.test_core import Planted, an_assistant, cited

TOPIC = "harbour wall"
ORDER = Order(TOPIC)
POST = an_article(
    "The harbour wall broke at dawn on 3 March. The ministry shamefully failed the harbour wall for years. "
    "“We warned them about the harbour wall,” said Ana Brook, an engineer.",
    url="https://post.example/a",
)
GAZETTE = an_article(
    "The harbour wall broke because of the storm. Nobody ignored the harbour wall, the ministry said.",
    publisher="Steenhaven Gazette",
    title="Storm breaks wall",
    url="https://gazette.example/b",
    published=date(2025, 3, 5),
)
BROKE, STORM = "The harbour wall broke at dawn on 3 March.", "The harbour wall broke because of the storm."


def holding(article: Article, words: str) -> Position:
    return Position(Voice(article.publisher), Access.FIRST_HAND, (), (cited(article, words),))


BOTH = (holding(POST, BROKE), holding(GAZETTE, STORM))


class Failing(Planted):
    """Says what is planted, and then its server is gone."""

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        yield from self.findings
        raise EngineUnreachable("The model's server did not answer.", hint="Start it.")


def library(
    folder: Path, *findings: Finding, articles: Sequence[Article | Failed] = (POST, GAZETTE)
) -> Assistant:
    return an_assistant(folder, Planted(*findings), *articles)


def made(assistant: Assistant, order: Order = ORDER, *, since_last: bool = False) -> Briefing:
    *_, last = Briefings(assistant).composing(order, since_last=since_last)
    assert isinstance(last, Briefing)
    return last


def test_a_briefing_says_what_was_read_and_cites_every_claim(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        briefing = made(assistant)

    assert (briefing.read.articles, briefing.read.outlets, briefing.read.first_hand) == (2, 2, 2)
    assert {one.publisher for one in briefing.sources} == {POST.publisher, GAZETTE.publisher}
    assert [one.digest for one in briefing.sources if one.publisher == POST.publisher] == [POST.digest]
    assert briefing.complete
    assert all(claim.supported for claim in briefing.claims())
    assert all(
        line.marks
        for section in outline(briefing).sections
        if not section.name.ours
        for line in section.lines
    )


def test_a_claim_that_fails_a_check_is_counted_and_not_shown(tmp_path: Path) -> None:
    invented = holding(POST, "")
    invented = replace(invented, claims=(cited(POST, BROKE, "The harbour wall broke on 9 April."),))
    with library(tmp_path, *BOTH, invented) as assistant:
        briefing = made(assistant)

    assert briefing.made.checks.rejected == {"ungrounded": 1}
    assert not any("April" in claim.text for claim in briefing.claims())


def test_the_embedded_analysts_briefing_has_no_fault(tmp_path: Path) -> None:
    def bears(question: str, texts: Sequence[str]) -> list[float]:
        return [0.9 if "harbour" in text else 0.2 for text in texts]

    with library(tmp_path, *BOTH) as planted:
        assistant = replace(planted, analyst=EmbeddedAnalyst(bears, sentences, WordEmbedder().passages))
        briefing = made(assistant)
        laid = outline(briefing)

        assert linted(laid, (), held(assistant, laid), assistant.support).clean
    assert briefing.bottom_line
    assert not briefing.judgements
    assert any("nothing is judged" in line for line in laid.standing)


def test_a_person_whom_two_articles_name_differently_is_no_fault_to_the_linter(tmp_path: Path) -> None:
    two = (
        an_article(
            "Brook said that the harbour wall was never safe for ships.", url="https://post.example/c"
        ),
        an_article(
            "Ana Brook said on Monday that the harbour wall would break in a storm.",
            publisher="Steenhaven Gazette",
            url="https://gazette.example/d",
        ),
    )
    with library(tmp_path, articles=two) as assistant:
        briefing = made(assistant)
        laid = outline(briefing)

        assert {one.voices[-1] for source in briefing.sources for one in source.cited} == {"Ana Brook"}
        assert len(briefing.sources) == 2
        assert linted(laid, (), held(assistant, laid), assistant.support).clean


def test_framing_and_timeline_come_from_the_outlets_own_sentences(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        briefing = made(assistant)

    assert [(one.outlet, one.word) for one in briefing.framing] == [(POST.publisher, "shamefully")]
    assert date(2025, 3, 3) in {one.day for one in briefing.timeline}


def test_a_kept_briefing_opens_as_it_was(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        briefing = made(assistant)
        kept = Briefings(assistant)

        assert kept.open(briefing.id[:6]) == briefing
        assert [one.id for one in kept.list()] == [briefing.id]
        assert kept.delete(briefing.id) == TOPIC
        assert kept.list() == []
        with pytest.raises(UnknownBriefing):
            kept.open(briefing.id)


def test_readers_see_only_their_own_briefings(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        briefing = made(assistant)

        with pytest.raises(UnknownBriefing):
            Briefings(assistant, owner="somebody else").open(briefing.id)


def test_a_removed_article_is_told_when_the_briefing_is_opened(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        briefing = made(assistant)
        assistant.remove([GAZETTE.id])

        (notice,) = Briefings(assistant).open(briefing.id).notices

    assert GAZETTE.title in notice
    assert "removed" in notice


def test_since_last_tells_what_is_new_and_what_is_withdrawn_and_why(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        first = made(assistant)
        assistant.remove([GAZETTE.id])
        warned = holding(POST, "The ministry shamefully failed the harbour wall for years.")
        again = replace(assistant, analyst=Planted(BOTH[0], warned))
        told = made(again, since_last=True).differences

    assert told is not None
    assert (told.since_id, told.unchanged) == (first.id, 1)
    assert [(one.turn, one.outlet) for one in told.changes] == [
        (Turn.NEW, POST.publisher),
        (Turn.WITHDRAWN, GAZETTE.publisher),
    ]
    assert "removed" in told.changes[1].why


def test_since_last_without_a_last_one_says_so(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant, pytest.raises(UnknownBriefing) as refused:
        made(assistant, since_last=True)

    assert "--since last" in refused.value.hint


def test_closing_the_work_keeps_a_partial_briefing(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        work = Briefings(assistant).composing(ORDER)
        for step in work:
            if isinstance(step, Step) and POST.publisher in step.text:
                break
        work.close()
        (line,) = Briefings(assistant).list()
        partial = Briefings(assistant).open(line.id)

    assert not line.complete
    assert not partial.complete
    assert [one.voice.name for one in partial.positions] == [POST.publisher]
    assert any(one.startswith("Partial") for one in outline(partial).standing)


def test_nothing_is_kept_of_a_briefing_that_read_nothing(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        work = Briefings(assistant).composing(ORDER)
        next(work)
        work.close()

        assert Briefings(assistant).list() == []


def test_a_failing_engine_leaves_what_was_checked(tmp_path: Path) -> None:
    with library(tmp_path) as planted:
        assistant = replace(planted, analyst=Failing(*BOTH))
        with pytest.raises(EngineUnreachable):
            made(assistant)
        (line,) = Briefings(assistant).list()

        assert len(Briefings(assistant).open(line.id).positions) == 2
    assert not line.complete


def test_a_topic_with_nothing_in_the_library_is_refused_with_a_hint(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        with pytest.raises(BadInput) as refused:
            made(assistant, Order("quantum chromodynamics"))

        assert refused.value.hint
        assert Briefings(assistant).list() == []


def test_one_outlet_only_is_said_at_the_top_and_in_the_gaps(tmp_path: Path) -> None:
    with library(tmp_path, BOTH[0], articles=(POST,)) as assistant:
        briefing = made(assistant)

    assert any("Only one outlet" in line for line in outline(briefing).standing)
    assert any("one outlet" in gap for gap in briefing.gaps)


@pytest.mark.parametrize(
    "order",
    [
        Order(TOPIC, Filters(since=date(2025, 5, 1), until=date(2025, 4, 1))),
        Order("  "),
        Order(TOPIC, language="German"),
        Order(TOPIC, language="../etc"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_refused_with_a_hint(tmp_path: Path, order: Order) -> None:
    with library(tmp_path, *BOTH) as assistant, pytest.raises(BadInput) as refused:
        made(assistant, order)

    assert refused.value.hint


def test_what_is_kept_is_the_documented_json(tmp_path: Path) -> None:
    with library(tmp_path, *BOTH) as assistant:
        briefing = made(assistant)

    assert form.briefing(form.document(briefing)) == briefing


def test_a_voice_that_two_outlets_quote_has_one_place_in_the_positions() -> None:
    brook = Voice("Ana Brook", VoiceKind.PERSON)
    first, second, third = (Claim(text) for text in ("Nobody listened.", "Nobody came.", "Nobody paid."))
    quoted = (
        Position(brook, Access.SECOND_HAND, ("Post",), (first, second)),
        Position(brook, Access.THIRD_HAND, ("Wire", "Courier"), (first,)),
        Position(brook, Access.SECOND_HAND, ("Gazette",), (third,)),
    )

    (one,) = by_voice(quoted)

    assert (one.access, one.via) == (Access.SECOND_HAND, ("Post", "Gazette"))
    assert one.claims == (first, third, second)


def test_a_claim_that_two_issues_show_is_answered_on_each_by_its_own_side() -> None:
    warned, denied, ended = Claim("It was told."), Claim("It was not told."), Claim("It is over.")
    told = Issue("Told?", (Reading("yes", ("A",), (warned,)), Reading("no", ("B",), (denied,))), {})
    over = Issue("Over?", (Reading("no", ("A",), (warned,)), Reading("yes", ("C",), (ended,))), {})
    answer = Answer(
        "told",
        Engine("prompted", "m", ""),
        issues=(told, over),
        counterarguments=(CounterArgument(warned, Lane.IN_SOURCES, (denied, ended)),),
    )

    first, second = contests(answer, answer.issues)

    assert ended not in {one.claim for one in first.evidence}
    assert denied not in {one.claim for one in second.evidence}
