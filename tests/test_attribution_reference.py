"""Whom a pronoun, "the paper" or words in commas mean: the subject that was spoken of, and unclear where two may be."""

from __future__ import annotations

import pytest

from assistant.attribution.attribute import attribute
from assistant.ingest.outlets import Outlets
from assistant.news import Article, Attribution, Mode, Part, PartKind, Span

OUTLETS = Outlets.packaged()


def under(text: str, words: str) -> Attribution:
    """The attribution under the first character of `words`."""
    start = text.index(words)
    found = attribute(Article("id", "", "RT", text), OUTLETS)
    return next(one for one in found if one.span.start <= start < one.span.end)


MEANT = [
    # a name inside the words that are told is not who tells them
    ("Senator Adam Kline arrived late. “Donald Trump is a liar,” he said.", "Donald", "Adam Kline"),
    ("Adam Kline said the bill was dead. Donald Trump had signed it, he said.", "Donald", "Adam Kline"),
    ("When Adam Kline met Donald Trump, he said that the bill was dead.", "bill", "Adam Kline"),
    # the subject of the sentences between comes before who spoke last
    ("The talks failed, said Adam Kline.\n\nIn Kyiv, Vera Lisko, 58, stood at the gate. Her son had left. “He ran,” she said.", "He ran", "Vera Lisko"),
    ("The talks failed, said Adam Kline.\n\nMayor Stefan Gruban wants the siren. “They took it,” he said.", "They took", "Stefan Gruban"),
    ("Adam Kline said yes. The chairman, General Ivan Petrov, left early. “It is done,” he said.", "It is done", "Ivan Petrov"),
    ("Adam Kline said yes. Asked about it, Petrov laughed. “It is done,” he said. Ivan Petrov is 50.", "It is done", "Ivan Petrov"),
    # the only one who is named in the paragraph
    ("The talks failed, said Adam Kline.\n\nThe closure was defended by Mayor Stefan Gruban. “They took it,” he said.", "They took", "Stefan Gruban"),
    # someone without a name
    ("The talks failed, said Adam Kline.\n\nA woman was selling plums. “They are old,” she said.", "They are", "unnamed woman"),
    # outlets
    ("The Times of London wrote nothing. The New York Times, a rival, printed extracts. The newspaper suggested that the minister knew.", "minister", "The New York Times"),
    ("Le Monde has been cooler than others. It revealed that the minister knew.", "minister", "Le Monde"),
    ("A different tone was struck by Le Monde. The Paris newspaper claimed that the minister knew.", "minister", "Le Monde"),
    ("The party’s newspaper, the Morning Star, argued that the mine should close.", "mine", "Morning Star"),
    # titles
    ("“We know it,” said Dr. Brian Garibaldi, the director of the unit.", "We know", "Brian Garibaldi"),
    ("“We know it,” said Sen. Ted Cruz on Monday.", "We know", "Ted Cruz"),
    ("According to Gov. Ann Lee, the road is closed.", "road", "Ann Lee"),
    ("Treasury Secretary Stephen Mnuchin said that he will go.", "he will", "Stephen Mnuchin"),
    ("Ann Lee rejects Richard Neal’s claim that the road is closed. “If so, we walk,” she said.", "If so", "Ann Lee"),
    ("Secretary of State John Kerry said that he will go.", "he will", "John Kerry"),
    # headlines and credits of pictures
    ("North Korea Tension Prompts Kerry\n\nJohn Kerry left. “We talk,” Kerry said.", "We talk", "John Kerry"),
    ("MUST WATCH Conway defends it\n\nKellyanne Conway left. “We talk,” Conway said.", "We talk", "Kellyanne Conway"),
    ("Amy McGrath says the plan failed.\n\nThe stage is seen. REUTERS/Bryan Woolston\n\n“I am tired,” she said.", "I am", "Amy McGrath"),
    # words in commas that give the name
    ("One of its five members, the hydrologist Zoran Pilat, explained that the soil was wet.", "soil", "Zoran Pilat"),
    ("A spokeswoman for its owner, Groupe Sarrault, said that a survey would follow.", "survey", "unnamed spokeswoman"),
    ("The minister, a close ally of Vladimir Putin, said that the war was over.", "war", "unnamed minister"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker"), MEANT)
def test_means_the_one_who_was_spoken_of(text: str, words: str, speaker: str) -> None:
    assert under(text, words).speaker.name == speaker


DOUBTFUL = [
    ("The talks failed, said Adam Kline.\n\nIvan Petrov’s lawyers met Lev Orlov’s. “It is over,” he said.", "It is over"),
    ("The talks failed, said Adam Kline.\n\nThe guests were met by a manager who took notes. According to him, it was normal.", "it was normal"),
    ("Ivan Petrov said yes. One of the three, who asked not to be named, said that it had changed. “I left,” he said.", "I left"),
    ("According to both, the protocol was agreed.", "protocol"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), DOUBTFUL)
def test_says_unclear_where_another_may_be_meant(text: str, words: str) -> None:
    assert under(text, words).mode is Mode.UNCLEAR


NOBODY = [
    ("The minister noted that the commission had said nothing about the warning.", "commission", "unnamed minister"),
    ("Donald Trump fulfilled one of his promises: he must decide what the ministry does.", "promises", "RT"),
    ("Nine gauges showed that the water had risen too far.", "water", "RT"),
    ("The Corvanian ambassador was called to the foreign ministry on Tuesday evening.", "ambassador", "RT"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker"), NOBODY)
def test_gives_no_voice_to_a_thing_or_to_silence(text: str, words: str, speaker: str) -> None:
    assert under(text, words).speaker.name == speaker


CLAUSES = [
    ("The sum was 480 million, a figure that the ministry described as preliminary.", "The sum", ["RT"]),
    ("The sum was 480 million, a figure that the ministry described as preliminary.", "preliminary", ["RT", "ministry"]),
    ("The term expired in May, with Moscow considering him “illegitimate.”", "The term", ["RT"]),
    ("The term expired in May, with Moscow considering him “illegitimate.”", "considering", ["RT", "Moscow"]),
    ("The plan, which critics call “a sell-out,” passed on Monday by 30 votes.", "passed", ["RT"]),
    ("The government dismissed claims from Berlin that the country had been warned late.", "warned", ["RT", "government"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "chain"), CLAUSES)
def test_a_clause_gives_its_voice_nothing_but_the_clause(text: str, words: str, chain: list[str]) -> None:
    assert [voice.name for voice in under(text, words).chain] == chain


def test_what_a_writer_makes_of_a_quotation_is_the_writers() -> None:
    text = "Ivan Petrov wrote: “That is no image anyone wants,” revealing a calculated effort to keep it."
    assert under(text, "revealing").chain[-1].name == "RT"


def test_what_others_believe_is_the_authors_word_in_an_opinion_piece() -> None:
    text = "Washington believed it could change Moscow."
    part = Part(Span(0, len(text)), PartKind.OPINION, authors=("Ann Lee",))
    (only,) = attribute(Article("id", "", "RT", text, parts=(part,)), OUTLETS)
    assert only.speaker.name == "Ann Lee"


def test_doubt_covers_the_whole_sentence() -> None:
    text = "State media consistently reinforces the message that Ukraine will not regain territories occupied by Russia."
    assert [one.span.of(text) for one in attribute(Article("id", "", "RT", text), OUTLETS)] == [text]
