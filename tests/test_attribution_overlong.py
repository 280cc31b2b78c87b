"""Text without end holds nobody up: its voices are read up to a bound, and what lies beyond is kept and unclear."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.attribution import overlong
from assistant.attribution.attribute import attribute
from assistant.cli.adding import report
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Mode, Part, PartKind, Span, Voice
from tests.making import an_article
from tests.test_attribution_bad_input import MANY, heard, steps
from tests.test_core import Planted, an_assistant

OUTLETS = Outlets.packaged()
LINE = "The bridge is shut, said John Smith. It stays so until May.\n\n"


@pytest.fixture(autouse=True)
def bound(monkeypatch: pytest.MonkeyPatch) -> int:
    """A bound that a test reaches in no time."""
    monkeypatch.setattr(overlong, "LONGEST_READ", 2_000)
    return 2_000


def test_voices_are_heard_before_the_bound_and_unclear_behind_it(bound: int) -> None:
    text = LINE * 60
    found = heard(text)
    before = [one for one in found if one.span.end <= bound - len(LINE)]
    after = [one for one in found if one.span.start >= bound]
    assert {one.speaker.name for one in before} == {"John Smith", "Some Paper"}
    assert {(one.mode, one.chain) for one in after} == {(Mode.UNCLEAR, (Voice("Some Paper"),))}
    covered = {at for one in found for at in range(one.span.start, one.span.end)}
    assert all(at in covered or not text[at].isalnum() for at in range(len(text)))


def test_every_part_is_read_as_far_as_it_lies_before_the_bound(bound: int) -> None:
    parts = (
        Part(Span(0, 1_000)),
        Part(Span(1_000, 3_000)),
        Part(Span(3_000, 3_500), PartKind.BOILERPLATE),
        Part(Span(3_500, 4_000)),
    )
    article = Article("id", "", "RT", (LINE * 70)[:4_000], parts=parts)
    found = attribute(article, OUTLETS)
    assert any(one.mode is Mode.INDIRECT for one in found if 1_000 < one.span.start < 1_900)
    assert not [one for one in found if 3_000 <= one.span.start < 3_500]
    assert {one.mode for one in found if one.span.start >= bound} == {Mode.UNCLEAR}


def test_a_text_at_the_bound_is_read_whole(bound: int) -> None:
    text = (LINE * 60)[:bound]
    assert Mode.UNCLEAR not in {one.mode for one in heard(text)}


@pytest.mark.parametrize("kind", ["no full stop", "reports", "mixed scripts"])
def test_work_behind_the_bound_is_a_small_part_of_the_work_before_it(kind: str, bound: int) -> None:
    heard("Warm up, he said.")
    once, thrice = steps(MANY[kind](bound)), steps(MANY[kind](3 * bound))
    assert thrice < 2 * once


def test_the_report_names_how_many_were_not_read_to_their_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long, short = an_article(LINE * 60), an_article()
    with an_assistant(tmp_path, Planted()) as assistant:
        added = assistant.intake.add([replace(one, parts=(), attributions=()) for one in (long, short)])
    assert added.overlong == (long.id,)
    report(added)
    assert "1 article(s) are longer than" in " ".join(capsys.readouterr().err.split())
