"""The question's own point: who is plainly for the thing that it asks about, and who against."""

from __future__ import annotations

from assistant.analysis.asked import Quarrel, quarrel
from assistant.analysis.evidence import sentences_of
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.news import Mode, Voice, VoiceKind
from tests.voiced_evidence import evidence_of, spoken_article

COURIER = Voice("Courier")
BROOK, LENZ = Voice("Ana Brook", VoiceKind.PERSON), Voice("Ivo Lenz", VoiceKind.PERSON)
TAX = "Should the carbon tax be raised?"
FOR = ("Brook supports the carbon tax on fuel today.", BROOK)
AGAINST = ("Lenz opposes the carbon tax on fuel today.", LENZ)


def asked(question: str, *said: tuple[str, Voice]) -> Quarrel | None:
    article = spoken_article(
        "a", "Courier", *((text, (COURIER, voice), Mode.INDIRECT) for text, voice in said)
    )
    return quarrel(
        question,
        weigh("?", sentences_of(evidence_of(article), sentences), lambda _, texts: [0.5] * len(texts)),
    )


def test_two_voices_on_two_sides_are_a_quarrel() -> None:
    assert asked(TAX, FOR, AGAINST) is not None


def test_who_says_both_is_on_neither_side() -> None:
    assert asked(TAX, FOR, AGAINST, ("Brook opposes the carbon tax on coal and wood.", BROOK)) is None


def test_a_sentence_that_leans_on_another_is_on_no_side() -> None:
    assert asked(TAX, FOR, ("he said on Monday that he opposes the carbon tax on fuel.", LENZ)) is None


def test_no_quarrel_is_about_somebody_who_speaks_or_about_a_country() -> None:
    antar = Voice("Milos Antar", VoiceKind.PERSON)
    for name in ("Antar", "Germany", "Railways"):
        said = [
            (f"Brook supports {name} in the vote on Monday.", BROOK),
            (f"Lenz opposes {name} in the vote on Monday.", LENZ),
            ("Antar kept silent on all of it until Monday.", antar),
        ]
        assert bool(asked(f"What will {name} do?", *said)) is (name == "Railways")
