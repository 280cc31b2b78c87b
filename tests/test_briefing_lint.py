"""The linter lets a sound briefing through and finds every kind of sentence that must not be sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.briefing.contest import Judgement
from assistant.briefing.document import Briefing
from assistant.briefing.faults import Linted, Rule
from assistant.briefing.layout import outline
from assistant.briefing.lint import linted
from assistant.errors import EngineError, EngineUnreachable, UnreadableReply
from assistant.findings import Claim
from assistant.news import Article, Span
from assistant.verification.judged import PromptedSupport
from assistant.verification.support import LARGEST_BATCH, EmbeddedSupport
from tests.briefed import BOTH, NO_LETTER, RAIN, STOP, WARNED, briefing, heard
from tests.test_verification_judged import Judge

HELD = {one.id: one for one in heard()}


def sound() -> Briefing:
    return replace(briefing(), translations={})


def found(given: Briefing, held: dict[str, Article] | None = None) -> set[Rule]:
    return {
        one.rule
        for one in linted(outline(given), (), HELD if held is None else held, EmbeddedSupport()).faults
    }


def with_line(claim: Claim) -> Briefing:
    return replace(sound(), bottom_line=(claim,))


def judging(text: str, confidence: str = "Confidence is low.", *basis: Claim) -> Briefing:
    return replace(sound(), judgements=(Judgement(text, confidence, basis or (WARNED,)),))


def test_a_sound_briefing_has_no_fault() -> None:
    assert found(sound()) == set()


@pytest.mark.parametrize(
    ("claim", "rule"),
    [
        (Claim("The ministry lied."), Rule.UNCITED),
        (Claim("The minister resigned in shame.", WARNED.citations), Rule.INFERRED),
        (Claim("He wrote “stop the pumping” to the ministry.", STOP.citations), Rule.QUOTATION),
        (
            Claim("The inspector warned the ministry 42 days before the dam broke.", WARNED.citations),
            Rule.NUMBER,
        ),
        (Claim("Inspector Malarek warned the ministry before the dam broke.", WARNED.citations), Rule.NUMBER),
        (
            Claim("The inspector never warned the ministry before the dam broke.", WARNED.citations),
            Rule.INFERRED,
        ),
    ],
)
def test_finds_a_sourced_sentence_that_its_source_does_not_bear(claim: Claim, rule: Rule) -> None:
    assert found(with_line(claim)) == {rule}


def test_an_inferred_argument_in_a_sourced_section_is_found() -> None:
    inferred = Claim("A letter that is sent need not be read.")

    assert found(with_line(inferred)) == {Rule.UNCITED}
    assert found(with_line(replace(inferred, citations=WARNED.citations))) == {Rule.INFERRED}


def test_a_source_that_is_gone_or_changed_is_named_once() -> None:
    changed = {
        **HELD,
        RAIN.citations[0].article_id: replace(HELD[RAIN.citations[0].article_id], text="Other words."),
    }
    gone = {WARNED.citations[0].article_id: HELD[WARNED.citations[0].article_id]}

    for held in (changed, gone):
        told = linted(outline(sound()), (), held, EmbeddedSupport()).faults
        assert [one.rule for one in told] == [Rule.SOURCE]


def test_cited_words_that_were_edited_are_found() -> None:
    given = sound()
    first = given.sources[0]
    edited = replace(
        first, cited=(replace(first.cited[0], quote="The inspector warned everybody."), *first.cited[1:])
    )

    assert Rule.QUOTATION in found(replace(given, sources=(edited, *given.sources[1:])))


def test_cited_words_at_another_place_are_found() -> None:
    given = sound()
    first = given.sources[0]
    moved = replace(first, cited=(replace(first.cited[0], span=Span(3, 40)), *first.cited[1:]))

    assert found(replace(given, sources=(moved, *given.sources[1:]))) - {Rule.UNCITED}


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (judging("The ministry may have been warned."), Rule.UNLISTED),
        (judging("The ministry was warned."), Rule.LIKELIHOOD),
        (judging("It is likely or very likely that the ministry was warned."), Rule.LIKELIHOOD),
        (judging("With high confidence it is likely that the ministry was warned."), Rule.CONFIDENCE),
        (judging("It is likely that the ministry was warned.", "One outlet carries it."), Rule.CONFIDENCE),
        (
            judging("It is likely that the ministry was warned.", "Confidence is low and it is unlikely."),
            Rule.CONFIDENCE,
        ),
        (judging("It is likely that the ministry was warned 42 days before."), Rule.NUMBER),
        (judging("It is likely that “the letter was read”."), Rule.QUOTATION),
    ],
)
def test_finds_a_judgement_against_the_rules(given: Briefing, rule: Rule) -> None:
    assert rule in found(given)


def test_a_judgement_rests_on_something() -> None:
    given = replace(
        sound(),
        judgements=(Judgement("It is likely that the ministry was warned.", "Confidence is low.", ()),),
    )

    assert Rule.BASIS in found(given)


@pytest.mark.parametrize("word", ["may", "possibly", "perhaps", "certainly", "could"])
def test_no_unlisted_likelihood_word_stands_in_our_own_words(word: str) -> None:
    assert found(replace(sound(), gaps=(f"The ministry {word} knows more.",))) == {Rule.UNLISTED}


def test_a_source_may_doubt_in_its_own_words() -> None:
    assert found(with_line(BOTH)) == set()


def test_a_sentence_under_the_title_is_no_place_for_news() -> None:
    assert found(replace(sound(), scope=("The ministry lied.",))) == {Rule.UNCITED}


def test_a_number_of_ours_counts_something() -> None:
    assert found(replace(sound(), gaps=("2 outlets are missing.",))) == set()
    assert found(replace(sound(), gaps=("4711 outlets are missing.",))) == {Rule.NUMBER}


@pytest.mark.parametrize(
    ("translated", "rules"),
    [
        ("Kein Brief erreichte das Ministerium.", set()),
        ("Keiner von 3 Briefen erreichte das Ministerium.", {Rule.NUMBER}),
        ("„Kein Brief“ erreichte das Ministerium.", {Rule.QUOTATION}),
    ],
)
def test_a_translation_adds_nothing(translated: str, rules: set[Rule]) -> None:
    assert found(replace(sound(), translations={NO_LETTER.text: translated})) == rules


PARAPHRASES = tuple(
    Claim(f"24 days before the dam broke the inspector {warned} the ministry.", WARNED.citations)
    for warned in ("had warned", "has warned", "did warn")
)


def judged_by(judge: Judge) -> Linted:
    given = replace(sound(), bottom_line=PARAPHRASES)
    return linted(outline(given), (), HELD, PromptedSupport(judge))


def test_the_model_judges_the_sentences_of_a_briefing_together() -> None:
    judge = Judge()

    assert judged_by(judge).clean
    assert len(judge.asked) == 1
    assert len(PARAPHRASES) < LARGEST_BATCH


@pytest.mark.parametrize("kind", [EngineUnreachable, UnreadableReply])
def test_what_the_model_did_not_judge_is_counted_and_never_clean(kind: type[EngineError]) -> None:
    told = judged_by(Judge(error=kind("It gave no answer.", hint="Start it.")))

    assert (told.faults, told.unjudged, told.why) == ((), len(PARAPHRASES), "It gave no answer.")
    assert not told.clean


def test_a_server_that_is_gone_is_not_asked_for_every_sentence() -> None:
    judge = Judge(error=EngineUnreachable("It is gone.", hint="Start it."))
    judged_by(judge)

    assert len(judge.asked) == 1
