"""Follow-ups mean what a reader means by them: question and limits, by kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation.turns import Standalone, State, Turn, Wants
from assistant.conversation.understanding.rewriting import Known
from assistant.conversation.understanding.rules import by_rules
from assistant.findings import Engine
from assistant.ingest.outlets import Outlets
from assistant.news import EVERYTHING, Filters, PartKind
from tests import desk
from tests.follow_ups import BLAME, FOLLOW_UPS, HELD, TARIFFS, TODAY

KNOWN = Known(Outlets.packaged(), HELD, TODAY)
NOBODY = Engine("embedded", None, "words")


def a_turn(question: str, *, named: Filters = EVERYTHING, wants: Wants = Wants.POSITIONS) -> Turn:
    standalone = Standalone(question, wants, named)
    answer = replace(desk.answer(), question=question)
    return Turn(1, question, standalone, named, State.ANSWERED, answer, "")


def after(question: str, typed: str, **more: object) -> Standalone:
    return by_rules(typed, [a_turn(question, **more)], KNOWN)  # type: ignore[arg-type]


def limits(wanted: str) -> Filters:
    given = dict(
        one.split("=", 1)
        for one in wanted.replace(" since", "|since")
        .replace(" until", "|until")
        .replace(" kind", "|kind")
        .split("|")
        if one
    )
    outlets = tuple(one for one in given.get("outlets", "").split(",") if one)
    if outlets and outlets[0].startswith("-"):
        without = {outlets[0][1:], *outlets[1:]}
        outlets = tuple(sorted(name for name in HELD if name not in without))
    return Filters(
        outlets=outlets,
        since=date.fromisoformat(given["since"]) if "since" in given else None,
        until=date.fromisoformat(given["until"]) if "until" in given else None,
        languages=tuple(given["lang"].split(",")) if "lang" in given else (),
        kinds=(PartKind(given["kind"]),) if "kind" in given else (),
    )


CASES = [(kind, *case) for kind, cases in FOLLOW_UPS.items() for case in cases]


@pytest.mark.parametrize(("kind", "before", "typed", "question", "wanted"), CASES)
def test_a_follow_up_means_what_the_reader_means(
    kind: str, before: str, typed: str, question: str, wanted: str
) -> None:
    found = after(before, typed)
    assert (found.question, found.named, found.wants) == (question, limits(wanted), Wants.POSITIONS)


def test_a_new_question_drops_what_was_narrowed_before() -> None:
    before = Filters(outlets=("RT",), since=TODAY)
    assert after(BLAME, "Will the central bank raise interest rates?", named=before).named == EVERYTHING


def test_a_follow_up_keeps_what_was_narrowed_before_and_replaces_what_it_names() -> None:
    before = Filters(outlets=("RT",), since=TODAY, languages=("en",))
    found = after(BLAME, "and the BBC?", named=before)
    assert found.named == replace(before, outlets=("BBC News",))
    assert found.told == (
        "Only BBC News.",
        "Only texts in English.",
        "Only articles published since 22 November 2026.",
    )


def test_an_outlet_can_be_added_to_those_named_before() -> None:
    found = after(BLAME, "also the Guardian", named=Filters(outlets=("CNN",)))
    assert found.named.outlets == ("CNN", "The Guardian")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("all outlets", Filters(since=TODAY, languages=("en",))),
        ("everyone", Filters(since=TODAY, languages=("en",))),
        ("все источники", Filters(since=TODAY, languages=("en",))),
        ("any date", Filters(outlets=("RT",), languages=("en",))),
        ("in all languages", Filters(outlets=("RT",), since=TODAY)),
        ("no filters", EVERYTHING),
        ("drop the filters", EVERYTHING),
        ("sin filtros", EVERYTHING),
        ("tell me more", Filters(outlets=("RT",), since=TODAY, languages=("en",))),
    ],
)
def test_limits_can_be_lifted_in_words(typed: str, left: Filters) -> None:
    found = after(BLAME, typed, named=Filters(outlets=("RT",), since=TODAY, languages=("en",)))
    assert (found.question, found.named) == (BLAME, left)


@pytest.mark.parametrize(
    "typed",
    [
        "argue the other side",
        "Argue the other side, please.",
        "and the other side?",
        "what speaks against it?",
        "what are the counter-arguments?",
        "play devil's advocate",
        "any objections?",
        "who disagrees?",
        "give me the opposing view",
        "what do critics say?",
        "the case against that",
        "was spricht dagegen?",
        "und die Gegenargumente?",
        "die andere Seite bitte",
        "какие контраргументы?",
        "а другая сторона?",
        "et les arguments contre ?",
        "l'autre camp ?",
        "¿y los argumentos en contra?",
        "el otro lado",
    ],
)
def test_the_other_side_is_asked_for_in_many_words(typed: str) -> None:
    found = after(BLAME, typed)
    assert (found.wants, found.question) == (Wants.COUNTER, BLAME)
    assert found.against == (
        "The ministry did not answer the warning.",
        "La pluie seule explique la rupture.",
    )


def test_the_other_side_may_come_from_other_outlets_than_those_named_before() -> None:
    found = after(BLAME, "argue the other side", named=Filters(outlets=("RT",), languages=("en",)))
    assert found.named == Filters(languages=("en",))


def test_the_other_side_keeps_the_limits_that_it_names_itself() -> None:
    found = after(BLAME, "argue the other side, only the BBC")
    assert (found.wants, found.named.outlets) == (Wants.COUNTER, ("BBC News",))


@pytest.mark.parametrize(
    "typed",
    [
        "who said that?",
        "Who says so?",
        "who said it first?",
        "says who?",
        "according to whom?",
        "source?",
        "what are your sources?",
        "where does it say that?",
        "whose words are those?",
        "how do you know?",
        "and who claims that?",
        "wer sagt das?",
        "wer hat das gesagt?",
        "Quelle?",
        "кто это сказал?",
        "кто так говорит?",
        "источник?",
        "qui a dit ça ?",
        "d'où vient ça ?",
        "¿quién dijo eso?",
        "¿fuente?",
    ],
)
def test_the_voices_are_asked_for_in_many_words(typed: str) -> None:
    found = after(BLAME, typed)
    assert (found.wants, found.question) == (Wants.SOURCES, BLAME)


@pytest.mark.parametrize(
    "typed",
    [
        "What are the arguments against nuclear power in Germany?",
        "Who said that the chancellor would resign?",
        "Which sources of energy does Germany import?",
        "What is the other side of the Moon made of?",
    ],
)
def test_a_question_of_its_own_is_not_taken_for_a_move(typed: str) -> None:
    found = after(BLAME, typed)
    assert found.question in (typed, "nuclear power in Germany")
    assert found.wants is Wants.POSITIONS or found.against == ("nuclear power in Germany",)


CHAIN = [
    (BLAME, BLAME, ""),
    ("only the FT", BLAME, "outlets=Financial Times"),
    ("and the BBC?", BLAME, "outlets=BBC News"),
    ("since Monday", BLAME, "outlets=BBC News since=2026-11-16"),
    ("why?", f"{BLAME[:-1]}, and why?", "outlets=BBC News since=2026-11-16"),
    ("everyone", f"{BLAME[:-1]}, and why?", "since=2026-11-16"),
    (TARIFFS, TARIFFS, ""),
    ("and France?", "What does France say about the tariffs?", ""),
    ("in German", "What does France say about the tariffs?", "lang=de"),
    ("and Italy?", "What does Italy say about the tariffs?", "lang=de"),
    ("Did they retaliate?", "What does Italy say about the tariffs? Did they retaliate?", "lang=de"),
    ("when?", "What does Italy say about the tariffs? Did they retaliate, and when?", "lang=de"),
]


def test_a_conversation_is_understood_turn_by_turn() -> None:
    turns: list[Turn] = []
    for typed, question, wanted in CHAIN:
        found = by_rules(typed, turns, KNOWN)
        assert (found.question, found.named) == (question, limits(wanted)), typed
        turns.append(a_turn(found.question, named=found.named))


def test_what_follows_a_failed_greeting_goes_on_from_the_question_before_it() -> None:
    turns = [a_turn(BLAME), a_turn("hello", wants=Wants.NOTHING)]
    assert by_rules("and why?", turns, KNOWN).question == f"{BLAME[:-1]}, and why?"


@given(st.text(max_size=80), st.text(min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_anything_that_can_be_typed_is_understood_as_something(typed: str, before: str) -> None:
    found = by_rules(typed or "?", [a_turn(before)], KNOWN)
    assert found.question
    assert set(found.named.outlets) <= HELD.keys()
    assert found == by_rules(typed or "?", [a_turn(before)], KNOWN)


def test_a_very_long_message_is_read_in_little_time() -> None:
    short, long = (
        "the harbour wall and the FT since Monday " * 4,
        "the harbour wall and the FT since Monday " * 40,
    )
    started = process_time()
    by_rules(short, [a_turn(BLAME)], KNOWN)
    middle = process_time()
    by_rules(long, [a_turn(BLAME)], KNOWN)
    assert process_time() - middle < 40 * (middle - started) + 1.0
