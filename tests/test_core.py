"""The verbs over one library, with an analyst whose every word is planted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection

from assistant import core as assistant_core
from assistant.analysis.analyst import Evidence, Refused
from assistant.attribution.attribute import attribute
from assistant.core import Assistant
from assistant.errors import BadInput, UnknownArticle, UnreadableSource
from assistant.findings import (
    Agreement,
    Answer,
    Citation,
    Claim,
    CounterArgument,
    Finding,
    Issue,
    Lane,
    Note,
    Position,
    Reading,
    Stance,
    Usage,
    Verdict,
)
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Failed, Overrides
from assistant.intake import Intake
from assistant.library import articles
from assistant.news import Access, Article, Attribution, Filters, Mode, Part, PartKind, Span, Voice
from assistant.questions import LONGEST_QUESTION
from assistant.retrieval import Retrieval
from assistant.verification.support import CoverageSupport
from tests.making import TEXT, a_library, an_article, keep
from tests.test_retrieval import overlap

pytestmark = pytest.mark.usefixtures("database")

POST = Voice("Morning Post")


def cited(article: Article, words: str, text: str | None = None) -> Claim:
    """A claim that cites the words where they stand, or nowhere."""
    start = max(article.text.find(words), 0)
    span = Span(start, start + len(words))
    return Claim(text or words, (Citation(article.id, span, words, (article.publisher,)),))


class Planted:
    """An analyst that says what a test planted."""

    name, model = "planted", None

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings

    def analyse(self, question: str, evidence: Evidence) -> Iterator[Finding]:
        yield from self.findings

    def counter(self, claim: str, evidence: Evidence) -> Iterator[CounterArgument]:
        yield from (one for one in self.findings if isinstance(one, CounterArgument))


class Mending(Planted):
    """Mends every refused claim into words that stand in the article."""

    def __init__(self, mended: Claim | None, *findings: Finding) -> None:
        super().__init__(*findings)
        self.mended = mended
        self.asked: list[str] = []

    def repair(self, refused: Sequence[Refused], evidence: Evidence) -> tuple[list[Claim | None], Usage]:
        self.asked += [one.reason for one in refused]
        return [self.mended for _ in refused], Usage(1, 30, 5)


def an_assistant(folder: Path, analyst: Planted, *articles: Article | Failed) -> Assistant:
    engine, index = a_library(folder)
    outlets = Outlets.packaged()
    intake = Intake(engine, index, outlets)
    intake.add(
        [replace(one, attributions=(), parts=()) if isinstance(one, Article) else one for one in articles]
    )
    return Assistant(
        engine=engine,
        index=index,
        outlets_known=outlets,
        intake=intake,
        retrieval=Retrieval(engine, index, overlap, floor=0.1),
        analyst=analyst,
        support=CoverageSupport(),
        reader=lambda _source, _overrides: iter(articles),
    )


ARTICLE = an_article()
WALL = "The harbour wall broke at dawn."


def position(*claims: Claim, voice: Voice = POST) -> Position:
    return Position(voice, Access.FIRST_HAND, (), claims)


def asked(folder: Path, *findings: Finding, articles: Sequence[Article] = (ARTICLE,)) -> Answer:
    with an_assistant(folder, Planted(*findings), *articles) as assistant:
        return assistant.ask("harbour wall")


def test_shows_a_claim_whose_words_stand_in_the_article(tmp_path: Path) -> None:
    answer = asked(tmp_path, position(cited(ARTICLE, WALL)))
    [shown] = answer.positions
    assert shown.claims[0].citations[0].verdict is Verdict.EXACT
    assert answer.checks.shown == answer.checks.claims == 1


def test_leaves_out_a_claim_that_fails_and_counts_it_by_reason(tmp_path: Path) -> None:
    invented = cited(ARTICLE, WALL, "The harbour wall broke and “forty people drowned”.")
    answer = asked(tmp_path, position(cited(ARTICLE, WALL), invented))
    assert [claim.text for one in answer.positions for claim in one.claims] == [WALL]
    assert answer.checks.rejected == {"fabricated": 1}
    assert [claim.text for claim in answer.rejected] == [invented.text]


def test_a_position_of_which_nothing_holds_is_no_position(tmp_path: Path) -> None:
    answer = asked(tmp_path, position(cited(ARTICLE, "Nobody wrote this sentence anywhere.")))
    assert answer.positions == ()
    assert answer.not_stated == ("Morning Post",)


def test_words_of_another_voice_are_not_filed_under_this_one(tmp_path: Path) -> None:
    quoted = cited(ARTICLE, "“We warned them for years,”")
    answer = asked(tmp_path, position(quoted))
    assert answer.positions == ()
    assert answer.checks.rejected == {"misattributed": 1}


def test_the_same_voice_is_one_position_however_often_the_analyst_names_it(tmp_path: Path) -> None:
    answer = asked(
        tmp_path,
        position(cited(ARTICLE, WALL)),
        position(cited(ARTICLE, WALL)),
    )
    assert len(answer.positions) == 1
    assert len(answer.positions[0].claims) == 1
    assert answer.checks.claims == 1


def test_outlets_come_before_people_and_first_hand_before_second_hand(tmp_path: Path) -> None:
    second = replace(position(cited(ARTICLE, WALL)), access=Access.SECOND_HAND, via=("Star",))
    answer = asked(tmp_path, second, position(cited(ARTICLE, WALL)))
    assert [one.access for one in answer.positions] == [Access.FIRST_HAND, Access.SECOND_HAND]


def test_who_has_articles_at_all_is_read_once_for_a_question_without_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = an_assistant(tmp_path, Planted(position(cited(ARTICLE, WALL))), ARTICLE)
    read: list[object] = []

    def publishers(connection: Connection, *filters: Filters) -> dict[str, int]:
        read.append(filters)
        return articles.publishers(connection, *filters)

    monkeypatch.setattr(assistant_core, "articles", SimpleNamespace(publishers=publishers))

    assistant.ask("Did the wall break?")
    assert len(read) == 1
    assistant.ask("Did the wall break?", filters=Filters(outlets=("Morning Post",)))
    assert len(read) == 3


def test_whether_there_is_any_article_within_limits_is_told(tmp_path: Path) -> None:
    assistant = an_assistant(tmp_path, Planted(), ARTICLE)
    assert assistant.holds()
    assert assistant.holds(Filters(outlets=(ARTICLE.publisher,)))
    assert not assistant.holds(Filters(outlets=("Silent Star",)))


def test_an_outlet_with_nothing_on_the_question_is_named_silent(tmp_path: Path) -> None:
    silent = an_article("Bread is dear this year.", publisher="Silent Star")
    answer = asked(tmp_path, position(cited(ARTICLE, WALL)), articles=[ARTICLE, silent])
    assert answer.not_stated == ("Silent Star",)


def test_readings_of_one_issue_are_merged_and_lose_what_fails(tmp_path: Path) -> None:
    first = Reading("It broke", ("Morning Post",), (cited(ARTICLE, WALL),))
    bad = Reading("It held", ("Morning Post",), (cited(ARTICLE, "The harbour wall held."),))
    answer = asked(
        tmp_path,
        Issue("Did it break?", (first,), {"Morning Post": Stance.FOR}),
        Issue("Did it break?", (bad, first), {"Evening Star": Stance.NOT_STATED}),
    )
    [issue] = answer.issues
    assert [reading.label for reading in issue.readings] == ["It broke"]
    assert issue.stances == {"Morning Post": Stance.FOR, "Evening Star": Stance.NOT_STATED}


def test_an_agreement_stands_only_on_words_that_are_there(tmp_path: Path) -> None:
    good = Agreement(cited(ARTICLE, WALL), ("Morning Post",), 1)
    bad = Agreement(cited(ARTICLE, "Nobody wrote this."), ("Morning Post",), 1)
    assert len(asked(tmp_path, good, bad).agreements) == 1


def test_an_inferred_argument_is_shown_as_inferred_only_while_it_cites_nothing(tmp_path: Path) -> None:
    against = cited(ARTICLE, WALL)
    inferred = CounterArgument(against, Lane.INFERRED, (Claim("Walls may break without fault."),))
    dressed_up = CounterArgument(against, Lane.INFERRED, (cited(ARTICLE, "Nobody wrote this."),))
    answer = asked(tmp_path, inferred, dressed_up)
    assert [one.claims[0].text for one in answer.counterarguments] == ["Walls may break without fault."]


def test_an_argument_without_a_source_cannot_pass_as_sourced(tmp_path: Path) -> None:
    unsourced = CounterArgument(cited(ARTICLE, WALL), Lane.IN_SOURCES, (Claim("They never checked."),))
    assert asked(tmp_path, unsourced).counterarguments == ()


def test_notes_reach_the_reader(tmp_path: Path) -> None:
    assert "Two sources were left out." in asked(tmp_path, Note("Two sources were left out.")).notes


def test_a_refused_claim_is_mended_once_with_the_reason_and_the_reader_is_told(tmp_path: Path) -> None:
    analyst = Mending(
        cited(ARTICLE, WALL), position(cited(ARTICLE, WALL, "All 40 harbour walls broke at dawn."))
    )
    with an_assistant(tmp_path, analyst, ARTICLE) as assistant:
        answer = assistant.ask("harbour wall")
    assert len(analyst.asked) == 1
    assert answer.positions[0].claims[0].text == WALL
    assert any("rewritten" in note for note in answer.notes)


def test_a_claim_that_cannot_be_mended_is_rejected(tmp_path: Path) -> None:
    analyst = Mending(None, position(cited(ARTICLE, "Nobody wrote this sentence.")))
    with an_assistant(tmp_path, analyst, ARTICLE) as assistant:
        answer = assistant.ask("harbour wall")
    assert answer.positions == ()
    assert len(answer.rejected) == 1


def test_findings_come_one_by_one_and_the_answer_last(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(position(cited(ARTICLE, WALL))), ARTICLE) as assistant:
        pieces = list(assistant.asking("harbour wall"))
    assert [type(piece) for piece in pieces] == [Position, Answer]


def test_nothing_relevant_says_so_and_invents_no_position(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(position(cited(ARTICLE, WALL))), ARTICLE) as assistant:
        answer = assistant.ask("volcano iceland lava ash")
    assert answer.positions == ()
    assert "Morning Post" in answer.notes[-1]


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted()) as assistant:
        assert "counterpoint add" in assistant.ask("harbour wall").notes[-1]


@pytest.mark.parametrize("question", ["", "   ", "x" * (LONGEST_QUESTION + 1)])
def test_a_question_that_cannot_be_asked_says_what_to_do(tmp_path: Path, question: str) -> None:
    with an_assistant(tmp_path, Planted()) as assistant, pytest.raises(BadInput) as caught:
        assistant.ask(question)
    assert caught.value.hint


def test_counter_yields_only_what_passes_the_gate(tmp_path: Path) -> None:
    good = CounterArgument(Claim("It held."), Lane.IN_SOURCES, (cited(ARTICLE, WALL),))
    bad = CounterArgument(Claim("It held."), Lane.IN_SOURCES, (cited(ARTICLE, "Nobody wrote this."),))
    with an_assistant(tmp_path, Planted(bad, good), ARTICLE) as assistant:
        assert [one.claims[0].text for one in assistant.counter("The wall held.")] == [WALL]


def test_adding_lists_what_failed_and_keeps_the_rest(tmp_path: Path) -> None:
    failed = Failed("b.txt", UnreadableSource("b.txt is empty.", hint="Give another."))
    given = replace(an_article(), attributions=(), parts=())
    with an_assistant(tmp_path, Planted()) as assistant:
        assistant = replace(assistant, reader=lambda _s, _o: iter([failed, given]))
        first = assistant.add(["folder"], overrides=Overrides())
        second = assistant.add(["folder"])
    assert (first.added, [one.source for one in first.failed]) == ((given.id,), ["b.txt"])
    assert second.unchanged == (given.id,)


def test_a_page_of_menus_is_refused_and_not_kept(tmp_path: Path) -> None:
    menu = an_article("Leave a comment\n\nShare this\n\nRead more", title="Menu")
    with an_assistant(tmp_path, Planted(), menu) as assistant:
        assert assistant.articles() == []


def test_removing_several_is_all_or_nothing(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(), ARTICLE) as assistant:
        with pytest.raises(UnknownArticle):
            assistant.remove([ARTICLE.id, "doesnotexist"])
        assert len(assistant.articles()) == 1
        assert assistant.remove([ARTICLE.id, ARTICLE.id]) == ["Harbour wall breaks"]
        assert assistant.index.vectors.count() == 0


def test_reindexing_reads_the_voices_anew(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(), ARTICLE) as assistant:
        before = assistant.article(ARTICLE.id)
        assert before.attributions
        assert assistant.reindex() == 1
        assert assistant.article(ARTICLE.id) == before


def test_who_speaks_is_kept_with_the_article(tmp_path: Path) -> None:
    with an_assistant(tmp_path, Planted(), ARTICLE) as assistant:
        kept = assistant.article(ARTICLE.id)
    assert "Ana Brook" in {one.speaker.name for one in kept.attributions}
    assert kept.text == TEXT


def round_up(folder: Path) -> Answer:
    """RT's round-up quotes a paper that the library does not hold."""
    text = (
        "The Valley Paper argued that the wall was never safe. The Hill Paper agreed with it. RT was there."
    )
    article = replace(an_article(text, publisher="RT"), kind=PartKind.ROUND_UP)
    quoted = Voice("The Valley Paper")
    words = "The Valley Paper argued that the wall was never safe."
    with an_assistant(folder, Planted()) as assistant:
        attributions = (
            Attribution(Span(0, len(words)), (Voice("RT"), quoted), Mode.INDIRECT),
            Attribution(Span(len(words) + 1, len(text)), (Voice("RT"),)),
        )
        part = Part(Span(0, len(text)), PartKind.ROUND_UP)
        keep(assistant.engine, replace(article, parts=(part,), attributions=attributions))
        analyst = Planted(Position(quoted, Access.SECOND_HAND, ("RT",), (cited(article, words),)))
        return replace(assistant, analyst=analyst).ask("wall safe")


def test_an_outlet_that_is_only_quoted_is_named_absent(tmp_path: Path) -> None:
    assert round_up(tmp_path).absent == ("The Valley Paper",)


def test_what_a_round_up_chose_of_another_outlet_is_marked_as_its_choice(tmp_path: Path) -> None:
    [position] = round_up(tmp_path).positions
    assert position.claims[0].citations[0].selected_by == "RT"


def test_reading_anew_starts_from_what_the_source_said(tmp_path: Path) -> None:
    text = "The wall broke.\n\nNobody was hurt, the ministry said.\n\nThis article first appeared in The Guardian."
    given = an_article(text, publisher="Some Blog")
    with an_assistant(tmp_path, Planted(), given) as assistant:
        before = assistant.article(given.id)
        assert before.origin == "The Guardian"
        assistant.reindex()
        assert assistant.article(given.id) == before


def test_an_argument_outlives_a_strongest_form_that_fails_its_check(tmp_path: Path) -> None:
    steelman = cited(ARTICLE, "Nobody wrote this sentence.")
    given = CounterArgument(steelman, Lane.IN_SOURCES, (cited(ARTICLE, WALL),))
    with an_assistant(tmp_path, Planted(given), ARTICLE) as assistant:
        [shown] = assistant.counter("The wall held.")
    assert shown.against.text == "The wall held."


def test_an_article_that_breaks_the_reader_is_listed_and_stops_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(article: Article, outlets: Outlets) -> tuple[Attribution, ...]:
        if "Bread" in article.text:
            raise IndexError("list index out of range")
        return attribute(article, outlets)

    monkeypatch.setattr("assistant.understanding.attribute", breaks)
    bread = an_article("Bread is dear this year.", publisher="Star", title="Bread")
    with an_assistant(tmp_path, Planted()) as assistant:
        added = assistant.intake.add([bread, replace(ARTICLE, parts=(), attributions=())])
    assert added.added == (ARTICLE.id,)
    assert [one.source for one in added.failed] == ["Bread"]
