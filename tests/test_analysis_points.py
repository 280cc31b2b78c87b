"""Issues are named by noun phrases of the sources, labels never lose their `not`, stances are silent where unsure."""

from __future__ import annotations

import pytest

from assistant.analysis.attitude import attitude
from assistant.analysis.evidence import sentences_of
from assistant.analysis.keyphrases import phrases
from assistant.analysis.labels import LONGEST, label
from assistant.analysis.points import Point, points
from assistant.analysis.weighing import weigh
from assistant.attribution.sentences import sentences
from assistant.news import Mode, Voice, VoiceKind
from assistant.wording.tokens import content
from tests.voiced_evidence import evidence_of, spoken_article

COURIER, HERALD = Voice("Courier"), Voice("Herald")
SENATOR, MAYOR = Voice("Ana Brook", VoiceKind.PERSON), Voice("Ivo Lenz", VoiceKind.PERSON)


def named(text: str) -> set[str]:
    return {phrase.text for phrase in phrases(text)}


def test_a_phrase_is_a_noun_phrase_and_ends_before_the_verb() -> None:
    found = named("The assault weapons ban reduces gun violence in most cities.")
    assert {"assault weapons ban", "gun violence"} <= found
    assert not any("reduces" in one for one in found)


def test_two_runs_are_joined_over_a_preposition() -> None:
    assert "ban on assault weapons" in named("She wants a ban on assault weapons now.")


@pytest.mark.parametrize(
    "text", ["The dam broke on Monday.", "He saw many people last week.", "United we stand."]
)
def test_a_lone_common_noun_names_nothing(text: str) -> None:
    assert not named(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The leaders held a historic phone call on Monday.", "historic phone call"),
        ("The minister raised the harbour levy in a vote.", "harbour levy"),
        ("She wants a ban on the coastal oil drill.", "coastal oil drill"),
    ],
)
def test_a_phrase_keeps_the_noun_that_its_adjective_stands_before(text: str, phrase: str) -> None:
    assert phrase in named(text)
    assert not named(text) & {"historic phone", "harbour", "coastal oil"}


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The harbour dam broke on Monday.", "broke"),
        ("The harbour engineers blame the rain.", "blame"),
        ("The young people believe him.", "believe"),
        ("Old carbon filters absorb dust.", "absorb"),
        ("The harbour council put it off.", "put"),
    ],
)
def test_a_phrase_ends_before_what_is_done(text: str, verb: str) -> None:
    assert not any(verb in one for one in named(text))


def test_somebody_described_heads_no_issue() -> None:
    assert not named("He was a pivotal leader in the north.")


@pytest.mark.parametrize(
    ("text", "poor"),
    [
        ("They met at the harbour summit of 2019 again.", "harbour summit of 2019"),
        ("The council wants to keep abortion legal there.", "abortion legal"),
        ("The harbour bridge modernised by Lenz was shut.", "harbour bridge modernised"),
        ("They spoke of privatising Brookcare at once.", "privatising Brookcare"),
        ("Then he Won Impeachment Battle again.", "Won Impeachment Battle"),
        ("A shocking number of rusted cables broke.", "shocking number of rusted cables"),
        ("They debated same-sex marriage.", "sex marriage"),
        ("They helped Ana Brook win votes.", "Ana Brook win votes"),
    ],
)
def test_what_is_no_whole_noun_phrase_heads_nothing(text: str, poor: str) -> None:
    assert poor not in named(text)


def test_a_name_is_not_cut_in_two() -> None:
    assert "Kingdom" not in named("The end of the United Kingdom is near.")


def test_a_point_needs_two_voices() -> None:
    words = "The carbon tax harms the poor and the carbon tax helps nobody at all."
    other = "A carbon tax is the fairest way to cut emissions in this country."
    alone = evidence_of(spoken_article("a", "Courier", (words, (COURIER,), Mode.OWN)))
    both = evidence_of(
        spoken_article("a", "Courier", (words, (COURIER,), Mode.OWN)),
        spoken_article("b", "Herald", (other, (HERALD,), Mode.OWN)),
    )
    for given, expected in ((alone, []), (both, ["Carbon tax"])):
        weighed = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
        assert [one.name for one in points(weighed, "What about emissions?")][:1] == expected


def heads(*said: tuple[str, Voice], question: str = "What of it?") -> dict[str, Point]:
    """The points of some sentences, each in an article of its own voice."""
    given = evidence_of(
        *(
            spoken_article(f"a{number}", voice.name, (text, (voice,), Mode.OWN))
            for number, (text, voice) in enumerate(said)
        )
    )
    weighed = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    return {one.name: one for one in points(weighed, question)}


def test_a_point_is_what_two_voices_speak_of_and_not_one_voice_twice() -> None:
    words = "The carbon tax harms the poor in the north.", "Few think that the carbon tax is fair to them."
    assert "Carbon tax" in heads((words[0], COURIER), (words[1], HERALD))
    assert not heads((words[0], COURIER), (words[1], COURIER))


@pytest.mark.parametrize(
    "name",
    [
        "water office",  # it speaks here
        "state government",  # too usual to tell anything
        "Harbour Danes",  # who quarrels, not what about
    ],
)
def test_what_says_nothing_of_a_quarrel_is_no_point(name: str) -> None:
    found = heads(
        (f"Few in the north trust the {name} on emissions.", COURIER),
        (f"Nobody knew what the {name} had cost them.", HERALD),
        (
            "Emissions of the danes fell in the north over the winter.",
            Voice("Water Office", VoiceKind.INSTITUTION),
        ),
    )
    assert name[0].upper() + name[1:] not in found


def test_the_longest_phrase_that_all_use_is_the_point() -> None:
    found = heads(
        ("The assault weapons ban is popular in the north.", COURIER),
        ("Few believe that the assault weapons ban will last.", HERALD),
    )
    assert "Assault weapons ban" in found
    assert "Weapons ban" not in found


def test_words_far_apart_do_not_speak_of_the_point() -> None:
    found = heads(
        ("The carbon tax is popular in the north.", COURIER),
        ("Few believe that the carbon tax will last.", HERALD),
        ("Carbon is everywhere in the air, and nobody likes to pay any tax.", HERALD),
        question="What of the tax?",
    )
    assert len(found["Carbon tax"].members) == 2


def test_a_head_that_voices_share_is_a_point_unless_it_is_asked_for_or_one_voice_has_it() -> None:
    one, other = "Few in the north want the coastal pipeline.", "Nobody pays for an overland pipeline."
    assert [point.by_head for point in heads((one, COURIER), (other, HERALD)).values()] == [True]
    assert not heads((one, COURIER), (other, HERALD), question="What of the pipeline?")
    assert not heads((one, COURIER), (other, COURIER))


def test_a_phrase_that_is_joined_from_two_names_no_head() -> None:
    assert not heads(
        ("Few in the north want a boycott of pipelines.", COURIER),
        ("Nobody pays for the insurance of pipelines.", HERALD),
    )


def test_usual_words_with_a_head_in_common_are_no_point() -> None:
    assert not heads(
        ("Few in the north trust the state president.", COURIER),
        ("Nobody knows what the house president thinks.", HERALD),
    )


def test_what_hardly_anybody_writes_out_is_no_point_of_many_sentences() -> None:
    said = [(f"Nothing was heard of the matter from town {number}.", COURIER) for number in range(70)]
    once = ("The carbon tax is popular in the north.", COURIER), ("A carbon import tax is unfair.", HERALD)
    assert "Carbon tax" in heads(*once)
    assert "Carbon tax" not in heads(*once, *said)


@pytest.mark.parametrize(
    ("words", "chain", "mode", "expected"),
    [
        ("Brook said she supports universal background checks.", (COURIER, SENATOR), Mode.INDIRECT, 1),
        ("Lenz opposes universal background checks, he said.", (COURIER, MAYOR), Mode.INDIRECT, -1),
        ("Lenz does not support universal background checks.", (COURIER, MAYOR), Mode.INDIRECT, -1),
        ("Universal background checks are ineffective and costly.", (COURIER,), Mode.OWN, -1),
        (
            "Lenz doesn't think universal background checks are the solution.",
            (COURIER, MAYOR),
            Mode.INDIRECT,
            -1,
        ),
        ("The senator supports universal background checks.", (COURIER,), Mode.OWN, 0),
        ("Universal background checks were debated on Monday.", (COURIER,), Mode.OWN, 0),
        ("Polls find that 55% support universal background checks.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        (
            "Despite his opposition to universal background checks, Lenz voted.",
            (COURIER, MAYOR),
            Mode.INDIRECT,
            0,
        ),
        ("Most voters support universal background checks, Lenz said.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        (
            "Brook wants to repeal and replace universal background checks.",
            (COURIER, SENATOR),
            Mode.INDIRECT,
            -1,
        ),
        ("Brook opposes repealing universal background checks.", (COURIER, SENATOR), Mode.INDIRECT, 1),
        (
            "Brook urged Congress to abolish universal background checks.",
            (COURIER, SENATOR),
            Mode.INDIRECT,
            -1,
        ),
        ("Universal background checks should be repealed.", (COURIER, MAYOR), Mode.DIRECT, -1),
        ("We must fight these reckless universal background checks.", (COURIER, MAYOR), Mode.DIRECT, -1),
        ("The claim that universal background checks are useless is old.", (COURIER,), Mode.OWN, 0),
        ("Lenz wants to end voting under universal background checks.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        (
            "Most Americans support universal background checks, Lenz said.",
            (COURIER, MAYOR),
            Mode.INDIRECT,
            0,
        ),
        ("Lenz, who opposes universal background checks, spoke.", (COURIER, MAYOR), Mode.INDIRECT, -1),
        ("Lenz met voters who oppose universal background checks.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        ("Universal background checks are not just ineffective.", (COURIER,), Mode.OWN, -1),
        ("Universal background checks failed to come up on Monday.", (COURIER,), Mode.OWN, 0),
        ("Universal background checks are needed, say 55% of them.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        ("Lenz spoke of efforts to repeal universal background checks.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        ("Lenz read the proposed universal background checks.", (COURIER, MAYOR), Mode.INDIRECT, 0),
        ("The vote was on the disastrous universal background checks.", (COURIER,), Mode.OWN, 0),
        ("This country needs universal background checks, and soon.", (COURIER,), Mode.OWN, 0),
        ("The vote was on the disastrous universal background checks.", (COURIER, MAYOR), Mode.DIRECT, -1),
        ("Universal background checks are useless, whatever it says.", (COURIER,), Mode.OWN, -1),
    ],
)
def test_a_voice_is_for_or_against_where_it_says_so_plainly(
    words: str, chain: tuple[Voice, ...], mode: Mode, expected: int
) -> None:
    article = spoken_article("a", "Courier", (words, chain, mode))
    (sentence,) = sentences_of(evidence_of(article), sentences)
    assert attitude(sentence, frozenset(content("universal background checks"))) == expected


@pytest.mark.parametrize("name", ["Northern Ireland", "Supreme Court", "Roe"])
def test_a_lone_name_heads_no_issue(name: str) -> None:
    said = [
        f"Many doubt what {name} and the new carbon tax will do.",
        f"The carbon tax pleases {name} and others.",
    ]
    given = evidence_of(
        spoken_article("a", "Courier", (said[0], (COURIER,), Mode.OWN)),
        spoken_article("b", "Herald", (said[1], (HERALD,), Mode.OWN)),
    )
    weighed = weigh("?", sentences_of(given, sentences), lambda _, texts: [0.5] * len(texts))
    assert {one.name for one in points(weighed, "What about emissions?")} == {"Carbon tax"}


def test_a_label_is_no_half_clause() -> None:
    text = "A dam does not fail in a day, said Milos Antar, a retired engineer who worked here until 2012 and moved."
    found = label(text, "The rain did it.", about=frozenset(content("dam")), taken=())
    assert found == "A dam does not fail in a day"


def test_a_label_says_what_is_held_and_not_who_says_it() -> None:
    text = "The mayor said on Monday that the new bridge would ruin the old harbour for good."
    found = label(text, "The bridge brings work.", about=frozenset(content("bridge")), taken=())
    assert found == "the new bridge would ruin the old harbour for good"


def test_a_label_never_loses_what_denies_it() -> None:
    text = "It is wrong to say that the state requires no checks on gun purchases."
    found = label(text, "Checks are required.", about=frozenset(content("checks")), taken=())
    assert found.startswith("It is wrong")
    assert found.rstrip("…") in text
    assert len(found) <= LONGEST
