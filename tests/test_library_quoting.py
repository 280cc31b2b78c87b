"""Who quotes whom, and what a library can be narrowed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.library.articles import extent
from assistant.library.database import reading
from assistant.library.quoting import Quoting, quoting
from assistant.news import Article, Attribution, Filters, Mode, PartKind, Span, Voice, VoiceKind
from tests.making import a_library, an_article, keep

pytestmark = pytest.mark.usefixtures("database")

BROOK = Voice("Ana Brook", VoiceKind.PERSON)
GAZETTE = Voice("The Gazette")
SOMEBODY = Voice("a resident", VoiceKind.UNNAMED)


def quoting_article(publisher: str, *quoted: Voice, **more: object) -> Article:
    text = "One sentence. " * len(quoted)
    given = an_article(text, publisher=publisher)
    said = tuple(
        Attribution(Span(14 * place, 14 * place + 13), (Voice(publisher), voice), Mode.INDIRECT)
        for place, voice in enumerate(quoted)
    )
    return replace(given, attributions=said, **more)  # type: ignore[arg-type]


def test_counts_whom_an_outlet_lets_speak_and_leaves_out_the_unnamed(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)
    keep(
        engine,
        quoting_article("Post", BROOK, BROOK, GAZETTE, SOMEBODY),
        quoting_article("Post", BROOK),
        quoting_article("Star", GAZETTE),
    )

    with reading(engine) as connection:
        heard = quoting(connection)
        of_the_star = quoting(connection, Filters(outlets=("Star",)))

    assert heard[0] == Quoting("Post", BROOK, mentions=3, articles=2)
    assert {(one.outlet, one.voice.name) for one in heard} == {
        ("Post", "Ana Brook"),
        ("Post", "The Gazette"),
        ("Star", "The Gazette"),
    }
    assert of_the_star == [Quoting("Star", GAZETTE, mentions=1, articles=1)]


def test_a_republication_quotes_for_the_outlet_that_wrote_it(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)
    keep(engine, quoting_article("Mirror", GAZETTE, origin="Post"))

    with reading(engine) as connection:
        assert [one.outlet for one in quoting(connection)] == ["Post"]


def test_the_extent_of_a_library_is_its_days_languages_and_kinds(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)
    keep(
        engine,
        an_article("Eins.", published=date(2025, 1, 2), language="de"),
        replace(an_article("Two.", published=None), kind=PartKind.OPINION),
        an_article("…", published=date(2024, 1, 2), language="und"),
    )

    with reading(engine) as connection:
        found = extent(connection)

    assert (found.first, found.last) == (date(2024, 1, 2), date(2025, 1, 2))
    assert found.languages == ("de", "en")
    assert found.kinds == (PartKind.OPINION, PartKind.REPORT)


def test_an_empty_library_extends_over_nothing(tmp_path: Path) -> None:
    engine, _ = a_library(tmp_path)

    with reading(engine) as connection:
        found = extent(connection)

    assert (found.first, found.last, found.languages, found.kinds) == (None, None, (), ())
