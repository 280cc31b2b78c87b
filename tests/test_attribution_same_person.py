"""One person under two names is one voice of an answer; a name that two people bear joins nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.attribution.attribute import attribute
from assistant.attribution.same_person import joined, under_given_names, under_one_name
from assistant.ingest.outlets import Outlets
from assistant.ingest.sources import Overrides
from assistant.news import Article, Chunk, Mode, Passage, Span
from assistant.settings import Settings
from assistant.wiring import open_assistant

OUTLETS = Outlets.packaged()


def article(number: int, text: str) -> Article:
    given = Article(f"a{number}", "", "The Guardian", text, language="en")
    return Article(given.id, "", given.publisher, text, language="en", attributions=attribute(given, OUTLETS))


def one_name(*texts: str) -> dict[str, str]:
    found = joined(article(number, text) for number, text in enumerate(texts))
    return {voice.name: other.name for voice, other in found.items()}


ONE = [
    ("Trump said that the war was over.", "Donald Trump said that talks had begun.", {"Trump": "Donald Trump"}),
    ("Donald J. Trump said that the war was over.", "Donald Trump said that talks had begun.", {"Donald J. Trump": "Donald Trump"}),
    ("Lavrov said that the war was over.", "Sergei Lavrov said that talks had begun.", {"Lavrov": "Sergei Lavrov"}),
    ("Sergey Lavrov said that the war was over.", "Sergei Lavrov said that talks had begun.", {"Sergey Lavrov": "Sergei Lavrov"}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "names"), ONE)
def test_two_names_of_one_person_are_one_voice(one: str, other: str, names: dict[str, str]) -> None:
    found = one_name(one, other)
    assert found == names or {b: a for a, b in found.items()} == names


APART = [
    ("Bush said that the war was over.", "George Bush said yes, he told me. Jeb Bush said that talks had begun."),
    ("Bush said that the war was over.", "George Bush said that talks had begun. His brother Jeb Bush left early."),
    ("Ivan Petrov said that the war was over.", "Oleg Petrov said that talks had begun."),
    ("Donald Trump said that the war was over.", "Donald Trump Jr. said that talks had begun."),
    ("The Kremlin said that the war was over.", "A Kremlin official said that talks had begun."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), APART)
def test_a_name_that_two_people_may_bear_joins_nobody(one: str, other: str) -> None:
    assert one_name(one, other) == {}


def test_the_passages_of_an_answer_speak_under_one_name() -> None:
    read = [
        article(0, "Trump said that the war was over."),
        article(1, "Donald Trump said that talks had begun."),
    ]
    passages = [Passage(Chunk(one.id, 0, Span(0, len(one.text)), one.text), one, 0.5) for one in read]

    heard = [one.article.attributions[0] for one in under_one_name(passages)]

    assert [one.chain[-1].name for one in heard] == ["Donald Trump", "Donald Trump"]
    assert {one.mode for one in heard} == {Mode.INDIRECT}
    assert [one.span for one in heard] == [one.attributions[0].span for one in read]


@pytest.mark.parametrize(
    ("other", "given", "name"),
    [
        ("Talks had begun.", "Donald Trump", "Donald Trump"),
        ("Talks had begun.", "Angela Merkel", "Trump"),
        ("His son Eric Trump left early, and talks had begun.", "Donald Trump", "Trump"),
    ],
)
def test_a_name_that_was_given_is_read_back_where_nobody_else_can_be_meant(
    other: str, given: str, name: str
) -> None:
    articles = [article(0, "Trump said that the war was over."), article(1, other)]
    read = under_given_names(articles, {"a0": {given}})

    assert read[0].attributions[0].chain[-1].name == name


def test_what_an_analyst_is_given_names_a_person_once(tmp_path: Path) -> None:
    for name, speaker in (("one", "Lavrov"), ("two", "Sergei Lavrov")):
        text = f"The bridge talks failed in Geneva. {speaker} said that the bridge talks would go on in {name} weeks."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "library", _env_file=None)  # type: ignore[call-arg]
    with open_assistant(settings) as assistant:
        assistant.add([str(tmp_path / "one.txt")], overrides=Overrides(outlet="Reuters"))
        assistant.add([str(tmp_path / "two.txt")], overrides=Overrides(outlet="CNN"))
        evidence = assistant.evidence(assistant.search("bridge talks"))

    speakers = [
        one.speaker.name
        for article in evidence.articles
        for one in article.attributions
        if len(one.chain) > 1
    ]
    assert speakers == ["Sergei Lavrov", "Sergei Lavrov"]
