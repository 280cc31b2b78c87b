"""What bears on a question is near in meaning or holds its telling words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.relevance import passage_relevance, shares_of_words
from tests.making import WordEmbedder


def relevance(question: str, texts: Sequence[str]) -> list[float]:
    words = WordEmbedder()
    return passage_relevance(question, texts, words.passages(texts) @ words.questions([question])[0])


def test_rare_words_of_the_question_count_for_more_than_common_ones() -> None:
    texts = ["The dam stood.", "The dam leaked arsenic.", "The dam was old.", "A dam and a river."]
    shares = shares_of_words("Was there arsenic behind the dam?", texts)
    assert shares[1] == 1.0
    assert max(shares[0], shares[2], shares[3]) < 0.5


def test_a_passage_without_the_questions_words_keeps_what_its_meaning_is_worth() -> None:
    [alone] = relevance("dam arsenic", ["dam"])
    assert alone > 0.0
    assert relevance("dam arsenic", ["bread and butter"])[0] < alone


def test_relevance_lies_between_nothing_and_one() -> None:
    found = relevance("the dam broke", ["the dam broke", "", "bread"])
    assert all(0.0 <= one <= 1.0 for one in found)


def test_no_texts_have_no_relevance() -> None:
    assert relevance("Why?", []) == []
    assert shares_of_words("the of and", ["anything"]) == [0.0]
