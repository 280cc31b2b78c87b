"""Follow-ups understood by a language model, held to what was said; the rules step in wherever that fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.analysis.prompted_claims import plain
from assistant.attribution.sentences import sentences
from assistant.conversation.standing import claims_at_stake, last_said
from assistant.conversation.telling import told
from assistant.conversation.turns import Standalone, Turn, Wants
from assistant.conversation.understanding.kinds import sorts
from assistant.conversation.understanding.narrowing import Narrowing, narrowing
from assistant.conversation.understanding.outlets import Shelf
from assistant.conversation.understanding.pointing import subjects
from assistant.conversation.understanding.rewriting import Known
from assistant.conversation.understanding.rules import by_rules, last_understood
from assistant.conversation.understanding.windows import windows
from assistant.errors import EngineError, UnreadableReply
from assistant.news import EVERYTHING
from assistant.prompting import ChatModel, Quoted, Request, prompt, unread
from assistant.replies import StandaloneQuestion
from assistant.wording.figures import figures
from assistant.wording.names import names, stands
from assistant.wording.tokens import keys

TURNS = 6  # of the conversation that the model is shown
CLAIMS = 6  # of the last answer
OUTLETS = 80  # names of the library's outlets, those with most articles first
LONGEST = 400  # characters of a question that a model writes
RECITED = 5  # words in a row that only a source said: a question names what was said, it does not recite it
KEPT = 0.5  # share of the follow-up's own words of content that the question must still hold


@dataclass(frozen=True, slots=True)
class PromptedRewriter:
    """A Rewriter over a chat model.

    The rules read every message first. What they read for certain (a limit alone, "who said that?", a greeting) never
    reaches the model, and limits that they found are kept. Whatever the model writes is held to the conversation:
    names, figures and dates that were never said, markup, or the follow-up's own words gone make it the rules' reading.
    """

    chat: ChatModel

    def __call__(self, typed: str, earlier: Sequence[Turn], known: Known) -> Standalone:
        ruled = by_rules(typed, earlier, known)
        bare = narrowing(typed, Shelf(known.outlets, known.held), known.today).bare
        if last_understood(earlier) is None or ruled.wants is not Wants.POSITIONS or bare:
            return ruled
        request = asked_of_the_model(typed, earlier, known)
        try:
            reply, spent = self.chat.answer(request, StandaloneQuestion)
        except UnreadableReply:
            return replace(ruled, usage=unread(self.chat, request))
        except EngineError:
            return ruled
        found = understood(reply, ruled, typed, earlier, known)
        return replace(found, by=ruled.by if found is ruled else self.chat.name, usage=spent)


def asked_of_the_model(typed: str, earlier: Sequence[Turn], known: Known) -> Request:
    """The prompt with the last turns, what the last answer said, and the message."""
    turns = [
        Quoted(turn.number, turn.standalone.question, {"by": "reader"}, "turn") for turn in earlier[-TURNS:]
    ]
    said = last_said(earlier)
    if said is not None:
        shown = "\n".join(_said(said))
        turns.append(Quoted(said.number, shown, {"by": "the sources"}, "turn"))
    outlets = sorted(known.held, key=lambda name: (-known.held[name], name))[:OUTLETS]
    return prompt("standalone_question").render(
        turns=turns,
        follow_up=[Quoted(1, typed, tag="follow-up")],
        today=known.today.isoformat(),
        outlets=outlets,
    )


def understood(
    reply: StandaloneQuestion, ruled: Standalone, typed: str, earlier: Sequence[Turn], known: Known
) -> Standalone:
    """The model's reading where it holds to the conversation, else the rules' reading itself."""
    shelf = Shelf(known.outlets, known.held)
    named = narrowing(typed, shelf, known.today)
    last = last_understood(earlier)
    if last is None or reply.wants == "nothing":
        return ruled
    before = last.standalone.question
    if reply.wants != "positions" and subjects(reply.question) <= subjects(before):
        wants = Wants(reply.wants)
        against = claims_at_stake(earlier) if wants is Wants.COUNTER else ()
        return replace(ruled, question=before, wants=wants, against=against)
    if not holds(reply.question, named.rest, earlier):
        return ruled
    named = _with_limits(named, reply, typed, shelf, known.today)
    # What was narrowed before holds as long as the question leans on what was said before.
    leans = bool(subjects(reply.question) - subjects(named.rest))
    limits = named.over(last.standalone.named if leans else EVERYTHING, shelf)
    sentences = told(limits, shelf.held)
    return Standalone(reply.question, named=limits, told=sentences, lacking=named.lacking)


def holds(question: str, rest: str, earlier: Sequence[Turn]) -> bool:
    """Whether the question says only what was said, and still what `rest`, the follow-up without its limits, says."""
    if not plain(question) or len(question) > LONGEST or len(sentences(question)) > 1:
        return False
    if _recites(question, rest, earlier):
        return False
    conversation = " \n".join((rest, *_conversation(earlier)))
    among = frozenset(keys(conversation))
    if not all(stands(name, among) for name in names(question)):
        return False
    said = {(one.value, one.unit) for one in figures(conversation)}
    if not all((one.value, one.unit) in said for one in figures(question)):
        return False
    own = subjects(rest)
    return not own or len(own & subjects(question)) >= KEPT * len(own)


def _recites(question: str, rest: str, earlier: Sequence[Turn]) -> bool:
    """Whether the question repeats a stretch of an answer that the reader never said: a source may hold orders to the model."""
    asked = [rest, *(text for turn in earlier for text in (turn.asked, turn.standalone.question))]
    typed = {run for text in asked for run in _runs(text)}
    said = {run for turn in earlier for text in _answered(turn) for run in _runs(text)}
    return any(run in said - typed for run in _runs(question))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = keys(text)
    return (words[at : at + RECITED] for at in range(len(words) - RECITED + 1))


def _with_limits(
    named: Narrowing, reply: StandaloneQuestion, typed: str, shelf: Shelf, today: date
) -> Narrowing:
    """The limits that the rules found, and those of the model's that the message names in words that we know."""
    mentioned = {name for mention in shelf.mentions(typed) for name in mention.held}
    spoken = {code for mention in sorts(typed, shelf) for code in mention.languages}
    dated = (one for one in windows(typed, today) if (one.since, one.until) == (reply.since, reply.until))
    languages = named.filters.languages or tuple(code for code in reply.languages if code in spoken)
    return replace(
        named,
        outlets=named.outlets or tuple(name for name in reply.outlets if name in mentioned),
        window=named.window or next(dated, None),
        filters=replace(named.filters, languages=languages),
    )


def _conversation(earlier: Sequence[Turn]) -> Iterator[str]:
    for turn in earlier:
        yield turn.asked
        yield turn.standalone.question
        yield from _answered(turn)


def _answered(turn: Turn) -> Iterator[str]:
    for issue in turn.answer.issues:
        yield issue.issue
    for position in turn.answer.positions:
        yield position.voice.name
    for claim in turn.answer.claims:
        yield claim.text


def _said(turn: Turn) -> Iterator[str]:
    for position in turn.answer.positions[:CLAIMS]:
        yield f"{position.voice.name}: {position.claims[0].text}"
    for issue in turn.answer.issues:
        yield f"In dispute: {issue.issue}"
