"""Who speaks in German, French, Spanish, Russian and Ukrainian: 128 sentences of our own with the voice read by eye."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.attribution import declension
from assistant.attribution.attribute import attribute
from assistant.attribution.subjunctive import reported
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode

OUTLETS = Outlets.packaged()
FLOORS = {"de": 25, "fr": 25, "es": 24, "ru": 24, "uk": 25}
"""Sentences that are heard right; they only rise."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `voice` is None where only the writer speaks."""

    language: str
    voice: str | None
    words: str
    text: str

    @property
    def heard(self) -> Attribution:
        start = self.text.casefold().rindex(self.words.casefold())
        found = attribute(Article("id", "", "Probe", self.text, language=self.language), OUTLETS)
        return next(one for one in found if one.span.start <= start < one.span.end)

    @property
    def verdict(self) -> str:
        one = self.heard
        if one.mode is Mode.UNCLEAR:
            return "unclear"
        if self.voice is None or one.mode is Mode.OWN:
            return (
                "right"
                if self.voice is None and one.mode is Mode.OWN
                else "wrong"
                if self.voice is None
                else "missed"
            )
        name = one.speaker.name
        return "right" if self.voice in name or name in self.voice else "wrong"


def lines() -> list[Line]:
    written = Path(__file__).with_name("voices_abroad.tsv").read_text(encoding="utf-8").splitlines()[1:]
    read = (line.split("\t") for line in written)
    return [
        Line(language, None if voice == "-" else voice, words, text) for language, voice, words, text in read
    ]


LINES = lines()


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.language}: {line.text[:40]}")
def test_never_hears_a_wrong_voice(line: Line) -> None:
    assert line.verdict != "wrong", line.heard


@pytest.mark.parametrize("language", FLOORS)
def test_hears_most_voices_of_each_language(language: str) -> None:
    verdicts = Counter(line.verdict for line in LINES if line.language == language)

    assert verdicts["right"] >= FLOORS[language], verdicts


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Сергея Лаврова", "Сергей Лавров"), ("Ольги Ивановой", "Ольга Иванова"), ("Алексея Навального", "Алексей Навальный"),
        ("Никиты Михалкова", "Никита Михалков"), ("Володимира Зеленського", "Володимир Зеленський"), ("Юлії Тимошенко", "Юлія Тимошенко"),
    ],
)  # fmt: skip
def test_a_name_in_the_genitive_is_the_persons_name(written: str, plain: str) -> None:
    assert declension.person(written, ()) == plain


def test_the_form_that_the_article_gives_comes_before_the_endings() -> None:
    assert declension.person("Павла Дурова", ["Павел Дуров"]) == "Павел Дуров"
    assert declension.person("Джо Байдена", ()) == "Джо Байдена"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Die Brücke sei gesperrt.", True), ("Man habe keinen Ersatz.", True), ("Er enthalte grobe Fehler.", True),
        ("Sei vorsichtig im Park.", False), ("Der Konzern sei, wer er wolle.", False), ("Ich habe keine Zeit.", False),
        ("Es sei denn, das Wetter wird schlecht.", False), ("Die Brücke ist gesperrt.", False), ("Er wollte gehen.", False),
    ],
)  # fmt: skip
def test_hears_the_german_subjunctive_of_reported_speech(sentence: str, said: bool) -> None:
    assert reported(sentence) is said


def test_a_german_subjunctive_without_a_speaker_is_unclear() -> None:
    text = "Am Montag wurde gebaut. Die Brücke sei gesperrt und der Ersatz teuer."
    found = attribute(Article("id", "", "Probe", text, language="de"), OUTLETS)
    assert [one.mode for one in found] == [Mode.OWN, Mode.UNCLEAR]
