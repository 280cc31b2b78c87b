"""The conversation on the desk: asked, kept by the library, and opened again by its address."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.conversation.conversations import Conversations
from assistant.conversation.turns import Conversation, State, Turn
from assistant.errors import UnknownConversation
from assistant.findings import Answer
from assistant.news import EVERYTHING, Filters
from assistant.questions import LONGEST_QUESTION
from assistant.ui import desk
from assistant.ui.asking import Asking, Running, place
from assistant.ui.readers import reader
from assistant.ui.talk import Talk
from assistant.ui.turnstile import in_turn_once_placed, turn_at
from assistant.wiring import open_conversations

TICK = 0.1  # seconds
CROWD = 2.5  # answers that grow at once and make each wait twice as long for a look
LONGER = 0.2  # seconds that a look waits beyond a tick
MOMENT = 0.25  # seconds in which a question is usually understood, and its address known


def conversations() -> Conversations:
    """The conversations of this reader."""
    return open_conversations(desk.open_desk(), owner=reader())


@st.cache_resource(show_spinner=False)
def running() -> Running:
    """The questions of all readers that are being answered: whose a conversation is, the library is asked first."""
    return {}


def tick() -> float:
    """Seconds between two looks at a growing answer: longer where many look, or they leave no time for answers."""
    return TICK * (1 + len(running()) / CROWD)


def pause() -> float:
    """Seconds after which a look ends that hears no news: longer than from tick to tick, so that the next one waits already."""
    return tick() + LONGER


def ask(typed: str, filters: Filters) -> None:
    """Asks in the conversation on the desk, or in a new one; the answer grows in the background."""
    here = _snapshot()
    turn = turn_at(desk.open_desk())
    ask_in = partial(conversations().asking, here.id if here else None, typed, filters)
    asking = Asking(typed, filters, ask=in_turn_once_placed(ask_in, turn), running=running(), turn=turn)
    st.session_state["asking"] = asking
    st.query_params.from_dict({"q": typed})
    if asking.wait_until_placed(MOMENT):
        _lay(asking)


def on_desk(*, free: bool) -> Talk | None:
    """What the address names, or what this session asked last; None for an empty desk.

    `free` asks a question of the address anew where this reader keeps no answer to it. Raises UnknownConversation
    where the address names one that this reader does not have, and no question.
    """
    if talk := _unplaced():
        return talk
    here = _snapshot()
    if here and not _named() and not asked_by_address():
        open_again(here.id)
    elif here and not _named() and (turn := _in_view(here)) and _asked(turn, asked_by_address()):
        _keep_address(here, turn)
    if _named():
        talk = _reopened(_named())
        if talk or not asked_by_address():
            return talk
    if asked_by_address() and free:
        _ask_anew()
        return on_desk(free=False)
    return None


def still_on_desk() -> Talk | None:
    """What lies there already, for a page that is drawn again of itself. Raises UnknownConversation.

    A browser asks for that drawing by the clock, also before it has heard its newest address: taken at its word then,
    it would go back to the question before, or have the same one asked twice.
    """
    if talk := _unplaced():
        return talk
    here = _snapshot()
    turn = _in_view(here) if here else None
    if here is None or turn is None:
        return None
    if (_named(), _number()) != (here.id, turn.number):
        _keep_address(here, turn)
    return _talk(here, turn.number)


def turn_to(number: int) -> None:
    """Brings another question of the conversation into view."""
    here = _snapshot()
    for turn in here.turns if here else ():
        if here and turn.number == number:
            st.session_state["in view"] = number
            st.query_params.from_dict(_address(here.id, number, turn.standalone.question))


def open_again(id_: str) -> None:
    """Lays a kept conversation on the desk, its last question in view. Raises UnknownConversation."""
    here = _read(id_)
    last = here.turns[-1] if here.turns else None
    question = last.standalone.question if last else ""
    st.query_params.from_dict(_address(id_, last.number if last else 0, question))


def look_again() -> None:
    """What the library keeps of the conversation is newer than what this session read."""
    st.session_state.pop("conversation", None)


def clear() -> None:
    """An empty desk for a new conversation; what is kept stays in the list."""
    for name in ("conversation", "in view", "asking"):
        st.session_state.pop(name, None)
    st.query_params.clear()


def drop(id_: str) -> None:
    """Deletes a conversation, and stops what is still being answered in it. Raises UnknownConversation."""
    conversations().delete(id_)
    for (conversation_id, _), asking in list(running().items()):
        if conversation_id == id_:
            asking.stop()
    here = _snapshot()
    if here and here.id == id_:
        clear()


def asked_by_address() -> str:
    """The question that the address names, cut to what can be asked."""
    return str(st.query_params.get("q") or "").strip()[:LONGEST_QUESTION]


def answered_last() -> Answer | None:
    """The last answer of the conversation on the desk."""
    here = _snapshot()
    return here.turns[-1].answer if here and here.turns else None


def _named() -> str:
    return str(st.query_params.get("c") or "")


def _snapshot() -> Conversation | None:
    """The conversation as this session read it last."""
    here: Conversation | None = st.session_state.get("conversation")
    return here


def _read(id_: str) -> Conversation:
    here = conversations().open(id_)
    st.session_state["conversation"] = here
    return here


def _unplaced() -> Talk | None:
    """What this session asked last, until it is known where it is kept."""
    asking: Asking | None = st.session_state.get("asking")
    if asking and asking.understood is None:
        return Talk(_snapshot(), 0, asking)
    if asking:
        _lay(asking)
    return None


def _lay(asking: Asking) -> None:
    """Writes where the question is kept into the address; what is open beside it stays open."""
    if asking.understood:
        id_, number = place(asking.understood)
        _read(id_)
        st.session_state["in view"] = number
        st.query_params.update(_address(id_, number, asking.understood.standalone.question))
        st.session_state.pop("asking", None)


def _reopened(id_: str) -> Talk | None:
    """The conversation of the address, with its answer that still grows, whichever tab asked for it."""
    here = _snapshot()
    try:
        if here is None or here.id != id_ or not _holds(here):
            here = _read(id_)
    except UnknownConversation:
        if asked_by_address():
            return None
        raise
    number = _number() if _holds(here) else max((one.number for one in here.turns), default=0)
    st.session_state["in view"] = number
    return _talk(here, number)


def _talk(here: Conversation, number: int) -> Talk | None:
    live = running().get((here.id, number))
    if live is None and any(one.number == number and one.state is State.ASKING for one in here.turns):
        here = _read(here.id)  # it ended since this session read it
    return Talk(here, number, live) if number else None


def _in_view(here: Conversation) -> Turn | None:
    return next((one for one in here.turns if one.number == st.session_state.get("in view")), None)


def _asked(turn: Turn, question: str) -> bool:
    """Whether it is this question, as it was typed or as it was understood."""
    return question in (turn.asked.strip(), turn.standalone.question)


def _keep_address(here: Conversation, turn: Turn) -> None:
    """Writes it anew; what is open beside it stays open."""
    st.query_params.update(_address(here.id, turn.number, turn.standalone.question))


def _holds(here: Conversation) -> bool:
    return any(one.number == _number() for one in here.turns)


def _number() -> int:
    given = str(st.query_params.get("n") or "")
    return int(given) if given.isdecimal() and len(given) < 6 else 0


def _ask_anew() -> None:
    """The question of an address from elsewhere; an article that it names beside it stays open."""
    beside = {name: st.query_params[name] for name in ("article", "at") if name in st.query_params}
    look_again()
    ask(asked_by_address(), EVERYTHING)
    st.query_params.update(beside)


def _address(id_: str, number: int, question: str) -> dict[str, str]:
    """The question stands in it too, so that another reader's browser can ask it of its own."""
    return {"c": id_, "n": str(number), "q": question}
