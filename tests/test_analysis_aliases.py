"""One thing under two names is one thing where a source says so, and nowhere else."""

from __future__ import annotations

import pytest

from assistant.analysis.aliases import aliases, other_names
from assistant.analysis.asked import quarrel
from assistant.analysis.evidence import sentences_of
from assistant.analysis.weighing import Weighed, weigh
from assistant.attribution.sentences import sentences
from assistant.news import Mode, Voice, VoiceKind
from assistant.wording.tokens import content
from tests.voiced_evidence import evidence_of, spoken_article

COURIER = Voice("Courier")
BROOK, LENZ = Voice("Ana Brook", VoiceKind.PERSON), Voice("Ivo Lenz", VoiceKind.PERSON)
KNOWN = "Brook defended the Harbour Protection Act, known as Brookcare, on Monday."
AGAINST = "Lenz wants to repeal Brookcare before the summer is over."


def weighed(*said: tuple[str, Voice]) -> list[Weighed]:
    article = spoken_article(
        "a", "Courier", *((words, (COURIER, voice), Mode.INDIRECT) for words, voice in said)
    )
    return weigh("?", sentences_of(evidence_of(article), sentences), lambda _, texts: [0.5] * len(texts))


def stems(text: str) -> frozenset[str]:
    return frozenset(content(text))


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        (KNOWN, "Brookcare", "Harbour Protection Act"),
        ("Under the Harbour Protection Act (HPA) nothing may be built.", "HPA", "Harbour Protection Act"),
    ],
)
def test_a_second_name_is_read_where_a_source_gives_it(text: str, name: str, other: str) -> None:
    assert other_names(stems(name), aliases(weighed((text, BROOK)))) == [stems(other)]


@pytest.mark.parametrize(
    "text",
    [
        "In Ledvar, Brook called Lenz on Monday about the harbour.",
        "Ana Brook (R) spoke for the Harbour Protection Act today.",
        "The Harbour Protection Act (Ledvar) was passed without a vote.",
        "The Harbour Act, known as the Harbour Protection Act, was passed.",
        "The Ledvar Institute Tower (IT) was opened on Monday.",
    ],
)
def test_what_only_stands_beside_a_name_is_no_second_one(text: str) -> None:
    assert not aliases(weighed((text, BROOK)))


def test_friends_and_enemies_of_one_thing_meet_under_either_name() -> None:
    found = quarrel("Should Brookcare be repealed?", weighed((KNOWN, BROOK), (AGAINST, LENZ)))
    assert found is not None
    assert (len(found.favour), len(found.against)) == (1, 1)
    assert quarrel("Should Brookcare be repealed?", weighed((AGAINST, LENZ))) is None
