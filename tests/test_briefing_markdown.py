"""Markdown says what the briefing says, and can be read back and checked; what was written into it is found."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.briefing import form
from assistant.briefing.export import files
from assistant.briefing.export.markdown import escaped, markdown
from assistant.briefing.faults import Rule
from assistant.briefing.layout import outline
from assistant.briefing.lint import linted, read
from assistant.briefing.reading_markdown import outline_of, unescaped
from assistant.errors import BadInput, UnwritableFile
from assistant.verification.support import EmbeddedSupport
from tests.briefed import WARNED, briefing, heard

HELD = {one.id: one for one in heard()}
WHOLE = markdown(briefing())


def rules(text: str) -> set[Rule]:
    laid, strays = outline_of(text)
    return {one.rule for one in linted(laid, strays, HELD, EmbeddedSupport()).faults}


def test_comes_back_as_the_outline_that_was_drawn() -> None:
    laid, strays = outline_of(WHOLE)
    drawn = outline(briefing())

    assert strays == ()
    assert laid.title == drawn.title
    assert laid.standing == drawn.standing
    assert laid.sections == drawn.sections


def test_the_sources_come_back_with_their_words_and_digests() -> None:
    laid, _ = outline_of(WHOLE)

    kept = [replace(one, origin_group="") for one in laid.sources]
    assert kept == [replace(one, origin_group="") for one in briefing().sources]


def test_a_sound_markdown_briefing_has_no_fault() -> None:
    assert rules(WHOLE) == set()


@pytest.mark.parametrize(
    "written_in",
    [
        "The ministry lied.",
        "- The ministry lied.",
        "* The ministry lied.",
        "> The ministry lied.",
        "1. The ministry lied.",
        "## Our view\n\nThe ministry lied.",
        "*The ministry lied.*",
        "| The ministry lied. |",
    ],
)
def test_a_sentence_that_somebody_wrote_in_is_found(written_in: str) -> None:
    place = "\n\n## Where the outlets differ"

    assert Rule.UNCITED in rules(WHOLE.replace(place, f"\n\n{written_in}{place}", 1))


def test_a_sentence_written_under_the_title_is_found() -> None:
    title, rest = WHOLE.split("\n\n", 1)

    assert rules(f"{title}\n\nThe ministry lied.\n\n{rest}") == {Rule.UNCITED}


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        ("24 days before the dam broke. [1a]", "42 days before the dam broke. [1a]", Rule.NUMBER),
        ("“Stop the filling,” he wrote. [1b]", "“Stop the pumping,” he wrote. [1b]", Rule.QUOTATION),
        ("before the dam broke. [1a](#1a)", "before the dam broke.", Rule.UNCITED),
        ("before the dam broke. [1a](#1a)", "before the dam broke. [9a](#9a)", Rule.UNCITED),
        ("It is likely that", "It is possible that", Rule.UNLISTED),
        ("*Our own words about this briefing.*", "", Rule.SECTION),
    ],
)
def test_an_edit_that_changes_what_is_said_is_found(was: str, becomes: str, rule: Rule) -> None:
    assert was in WHOLE
    assert rule in rules(WHOLE.replace(was, becomes))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60))
def test_any_text_survives_its_escapes(text: str) -> None:
    line = " ".join(text.split())

    assert unescaped(escaped(line)) == line


@pytest.mark.parametrize("text", ["", "Hello.", "# A title only", "\x00", "{}"])
def test_what_is_no_briefing_is_refused_with_a_hint(tmp_path: Path, text: str) -> None:
    for name in ("x.md", "x.json"):
        (tmp_path / name).write_text(text)
        with pytest.raises(BadInput) as refused:
            read(tmp_path / name)
        assert refused.value.hint


@pytest.mark.parametrize("name", ["x.txt", "x", "missing.md", "."])
def test_a_file_that_cannot_be_read_back_is_refused_with_a_hint(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.txt").write_text("x")
    (tmp_path / "x").write_text("x")
    with pytest.raises(BadInput) as refused:
        read(tmp_path / name)

    assert refused.value.hint


def test_a_file_is_written_whole_in_the_form_of_its_ending(tmp_path: Path) -> None:
    files.write(briefing(), tmp_path / "b.md")
    files.write(briefing(), tmp_path / "b.json")

    assert (tmp_path / "b.md").read_text("utf-8") == WHOLE
    assert form.briefing(json.loads((tmp_path / "b.json").read_text("utf-8"))) == briefing()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.json", "b.md"]


@pytest.mark.parametrize("name", ["b.xyz", "b", "missing/b.md"])
def test_an_unknown_ending_or_folder_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        files.write(briefing(), tmp_path / name)

    assert refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "b.md").write_text("the old one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableFile, match="full") as refused:
        files.write(briefing(), tmp_path / "b.md")

    assert refused.value.hint
    assert [one.name for one in tmp_path.iterdir()] == ["b.md"]
    assert (tmp_path / "b.md").read_text() == "the old one"


def test_article_text_stays_text() -> None:
    assert "<b>" not in WHOLE.replace("\\<b\\>", "")
    assert WARNED.text in WHOLE
