"""Follow-ups understood by rules alone: nothing is sent anywhere, and the same words are always read alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation.standing import claims_at_stake, claims_said
from assistant.conversation.telling import told
from assistant.conversation.turns import Standalone, Turn, Wants
from assistant.conversation.understanding import smalltalk
from assistant.conversation.understanding.cues import JOINED
from assistant.conversation.understanding.ellipsis import completed, is_piece
from assistant.conversation.understanding.moves import Move, claim_to_counter, move_of
from assistant.conversation.understanding.narrowing import Narrowing, narrowing
from assistant.conversation.understanding.outlets import Shelf
from assistant.conversation.understanding.pointing import is_complete, subjects
from assistant.conversation.understanding.rewriting import Known
from assistant.news import EVERYTHING, Filters

NOTHING_BEFORE = "Nothing was asked before this. Ask a question about the news first."
NOTHING_SAID = "Nothing was said yet that somebody could stand behind. Ask a question first."


def by_rules(typed: str, earlier: Sequence[Turn], known: Known) -> Standalone:
    """A Rewriter: what the reader's words mean after the turns before them.

    A message that says by itself what it is about is a new question, and what was narrowed before no longer holds. Any
    other goes on from the last question, within the limits that the reader named on the way.
    """
    shelf = Shelf(known.outlets, known.held)
    last = last_understood(earlier)
    named = narrowing(typed, shelf, known.today)
    move = move_of(named.rest) or move_of(typed)
    if move is not None:
        return _moved(typed, move, named, earlier, shelf)
    reason = smalltalk.declined(typed)
    if reason and (reason == smalltalk.ORDER or not named.says_something):
        return Standalone(typed, Wants.NOTHING, told=(reason,))
    if claim := claim_to_counter(named.rest):
        return _narrowed(Standalone(claim, Wants.COUNTER, against=(claim,)), named, EVERYTHING, shelf)
    if last is not None and named.bare:
        return _narrowed(Standalone(last.standalone.question), named, last.standalone.named, shelf)
    if last is None and not subjects(named.rest):
        return Standalone(typed, Wants.NOTHING, told=(NOTHING_BEFORE,))
    if last is None:
        return _narrowed(Standalone(named.rest), named, EVERYTHING, shelf)
    if claims_said(named.rest, last.answer):
        return Standalone(named.rest, Wants.SOURCES, named=last.standalone.named)
    joined = JOINED.match(named.rest)
    if is_piece(named.rest) or not is_complete(named.rest):
        question = completed(last.standalone.question, named.rest)
        return _narrowed(Standalone(question), named, last.standalone.named, shelf)
    if joined:
        question = named.rest[joined.end() :]
        question = question[:1].upper() + question[1:]
        return _narrowed(Standalone(question), named, last.standalone.named, shelf)
    return _narrowed(Standalone(named.rest), named, EVERYTHING, shelf)


def last_understood(earlier: Sequence[Turn]) -> Turn | None:
    """The turn that a follow-up goes on from: the last one that was a question."""
    return next((turn for turn in reversed(earlier) if turn.standalone.wants is not Wants.NOTHING), None)


def _moved(typed: str, move: Move, named: Narrowing, earlier: Sequence[Turn], shelf: Shelf) -> Standalone:
    """A message that is nothing but a move, after the turns before it."""
    last = last_understood(earlier)
    if last is None:
        reason = NOTHING_SAID if move is Move.SOURCES else NOTHING_BEFORE
        return Standalone(typed, Wants.NOTHING, told=(reason,))
    question, carried = last.standalone.question, last.standalone.named
    match move:
        case Move.SOURCES:
            return Standalone(question, Wants.SOURCES, named=carried)
        case Move.COUNTER:
            # The other side is seldom in the same paper: outlets named before make room for it.
            found = Standalone(question, Wants.COUNTER, against=claims_at_stake(earlier))
            return _narrowed(found, named, replace(carried, outlets=()), shelf)
        case Move.ALL_OUTLETS:
            carried = replace(carried, outlets=(), kinds=())
        case Move.ANY_TIME:
            carried = replace(carried, since=None, until=None)
        case Move.ANY_LANGUAGE:
            carried = replace(carried, languages=())
        case Move.NO_LIMIT:
            carried = EVERYTHING
    return _narrowed(Standalone(question), named, carried, shelf)


def _narrowed(found: Standalone, named: Narrowing, carried: Filters, shelf: Shelf) -> Standalone:
    """The question with its limits, and what the reader is told of them."""
    filters = named.over(carried, shelf)
    return replace(found, named=filters, told=told(filters, shelf.held), lacking=named.lacking)
