"""Embedded briefings on the seed articles and on three news events beside the checkout: every sentence passes the linter."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Settings, open_assistant
from assistant.briefing.briefings import Briefings
from assistant.briefing.document import Briefing
from assistant.briefing.export.markdown import markdown
from assistant.briefing.lint import lint
from assistant.briefing.order import Order
from tests.evaluated import SHARED

SEEDS = SHARED / "seeds"
EVENTS = SHARED / "evals" / "allsides_events"
GROUPS = {
    "Did Russia pay bounties to militants for killing US troops in Afghanistan?": (1338, 1456),
    "Did Trump press Ukraine to investigate Biden?": (2427, 1486, 1414),
    "Was the killing of Qasem Soleimani justified?": (971, 61),
}


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as read:
        yield from read


def articles_of(events: tuple[int, ...]) -> list[str]:
    """The articles of these events, a line of JSON each."""
    wanted = {f"neus-train-{one}" for one in events}
    listed = (json.loads(line) for line in lines(EVENTS / "events_train.jsonl.gz"))
    ids = {id_ for one in listed if one["event_id"] in wanted for id_ in one["article_ids"]}
    return [line for line in lines(EVENTS / "event_articles_train.jsonl.gz") if json.loads(line)["ID"] in ids]


def briefed(folder: Path, topic: str, *sources: Path) -> tuple[Briefing, list[str]]:
    """The briefing, and what the linter finds in its Markdown."""
    with open_assistant(Settings(data_dir=folder)) as assistant:
        assistant.add([str(one) for one in sources])
        *_, made = Briefings(assistant).composing(Order(topic))
        assert isinstance(made, Briefing)
        file = folder / "briefing.md"
        file.write_text(markdown(made), "utf-8")
        return made, [f"{one.rule.value}: {one.text}: {one.why}" for one in lint(assistant, file).faults]


@pytest.mark.slow
@pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed articles are not beside the checkout (../shared/seeds)"
)
def test_a_briefing_on_the_seeds_has_no_fault(tmp_path: Path) -> None:
    topic = "Trump's call with Putin: who won, and what it means for Ukraine"

    made, faults = briefed(tmp_path, topic, *sorted(SEEDS.glob("*.txt")))

    assert faults == []
    assert made.bottom_line
    assert "Tarik Cyril Amar" in {one.voice.name for one in made.positions}


@pytest.mark.slow
@pytest.mark.skipif(
    not EVENTS.is_dir(), reason="the news events are not beside the checkout (../shared/evals)"
)
@pytest.mark.parametrize("topic", GROUPS)
def test_a_briefing_on_a_news_event_has_no_fault_and_opens_with_no_denial(tmp_path: Path, topic: str) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(articles_of(GROUPS[topic])), "utf-8")

    made, faults = briefed(tmp_path / "library", topic, source)

    assert faults == []
    assert made.read.outlets >= 3
    assert not any(word in made.bottom_line[0].text for word in ("denied", "denies", "dismissed"))
