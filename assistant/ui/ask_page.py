"""Ask: a conversation with the library, what each voice holds, and the words behind every sentence beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from time import monotonic

import streamlit as st

from assistant.core import Assistant
from assistant.errors import UnknownConversation
from assistant.news import EVERYTHING
from assistant.questions import LONGEST_QUESTION
from assistant.ui import conversing, desk, front, narrowing, rebuilding, sheets
from assistant.ui.asking import Asking
from assistant.ui.drawing import draw_answer, draw_sources
from assistant.ui.followups import followups
from assistant.ui.headings import heading, trail
from assistant.ui.history import history
from assistant.ui.places import Place
from assistant.ui.plain import markup, plain
from assistant.ui.side_reader import side_reader
from assistant.ui.talk import Shown, Talk
from assistant.ui.trouble import heeded, show_trouble

SOON = 1.0  # seconds in which the embedded analyst mostly ends; its sentences come together, and a click waits as long
BY_THE_CLOCK = 1.5  # seconds between two looks; a reader's clicks beside an answer are mostly further apart


@dataclass(slots=True)
class Looks:
    """The looks at the answer between two drawings of the whole page; while it is `growing` the browser asks for more."""

    growing: bool
    first: bool = True
    clock: Callable[[], float] = monotonic
    _ended: float = 0.0
    _quick: int = 0  # looks at a whole answer, one close behind the other

    @property
    def in_vain(self) -> bool:
        """Whether looks go on by the clock at an answer that is whole: its browser has not heard so.

        A look that comes while Streamlit ends a drawing of the whole page may take that drawing's messages with it.
        One look is always on its way then.
        """
        return self._quick > 1

    def end(self, live: Asking | None) -> None:
        """Looks that come meanwhile wait, and become one; news ends the waiting.

        What Streamlit has not sent of a look when the next one begins it forgets: without this pause a server that
        many readers keep busy sends none of them anything.
        """
        if live and self.growing and not self.first:
            live.wait_for_news(conversing.pause())
            if live.done:
                st.rerun()  # without waiting for the clock
        now = self.clock()
        close_behind = not self.growing and not self.first and now - self._ended < BY_THE_CLOCK
        self._quick = self._quick + 1 if close_behind else 0
        self._ended, self.first = now, False


def ask_page() -> None:
    library = desk.open_desk()
    held = library.held()
    rebuilding.show(library)
    # A link never spends the reader's model.
    talk = _found(partial(conversing.on_desk, free=library.analyst.model is None))
    if talk:
        if talk.live:
            talk.live.seen()
        busy = talk.shown.busy
        st.fragment(reading_desk, run_every=conversing.tick() if busy else None)(Looks(growing=busy))
    elif (asked := conversing.asked_by_address()) and held:
        _ask_first(asked)
    else:
        front.hero()
    if held:
        _ask_bar(library, held, talk)
    if not talk:
        front.beneath(library, held)
    elif talk.live and busy and library.analyst.model is None and talk.live.wait(SOON):
        st.rerun()


def _found(look: Callable[[], Talk | None]) -> Talk | None:
    """What lies on the desk; a conversation that is not this reader's, or is gone, leaves it empty."""
    try:
        return look()
    except UnknownConversation as error:
        conversing.clear()
        show_trouble(error)
        return None


def _ask_first(question: str) -> None:
    """The question of a link waits for a click where answering it costs something."""
    st.html(f'<div class="front"><h1 dir="auto">{markup(question)}</h1></div>')
    with st.container(horizontal=True, horizontal_alignment="center"):
        ask = partial(conversing.ask, question, EVERYTHING)
        st.button("Ask this", key="ask-again", type="primary", on_click=heeded(ask))


def _ask_bar(library: Assistant, held: Mapping[str, int], talk: Talk | None) -> None:
    """The question field, in view at the foot of the page; above it what is asked of, and what was asked before.

    It stands in a container of its own: in Streamlit's own bottom block, the page would jump to its end.
    """
    with st.container(key="askbar", gap="xsmall"):
        with st.container(horizontal=True, key="asktools", gap="small"):
            narrowing.narrowing(library, held)
            history(talk)
        hint = "Ask on" if talk else "Ask about the news in your library"
        st.chat_input(hint, key="question", max_chars=LONGEST_QUESTION, on_submit=heeded(_ask_what_was_typed))


def _ask_what_was_typed() -> None:
    """Before the page is drawn, so that it is drawn once and with the question on it."""
    if question := str(st.session_state["question"] or "").strip():
        conversing.ask(question, narrowing.chosen())


def reading_desk(looks: Looks) -> None:
    """The answer, and beside it what the reader opened; drawn again alone while the answer grows."""
    talk = _found(conversing.still_on_desk)
    if talk is None:
        st.rerun()
    shown = talk.shown
    sheet = sheets.sheet(shown.answer) | heading(shown) | trail(talk)
    place = Place.read(st.query_params)
    answer, rail = st.columns([7, 5], gap="large")
    with answer:
        draw_answer(
            sheet,
            key="answer",
            place=place.parameters if place else {},
            busy=shown.busy,
            ahead=talk.live.ahead if talk.live else 0,
            on_open=desk.open_place,
            on_turn=conversing.turn_to,
        )
        if talk.live and shown.busy:
            st.button("Stop", key="stop", icon=":material/stop_circle:", on_click=talk.live.stop)
        if shown.error:
            show_trouble(shown.error)
            again = partial(conversing.ask, shown.asked, narrowing.chosen())
            st.button("Ask again", key="retry", icon=":material/refresh:", on_click=heeded(again))
        if not shown.busy:
            _afterwards(shown)
    with rail, st.container(key="rail"):
        if place:
            side_reader(desk.open_desk(), place, on_close=desk.close_place)
        else:
            draw_sources(sheet["sources"], key="sources", on_open=desk.open_place)
    if looks.growing is not shown.busy or looks.in_vain:
        st.rerun()
    looks.end(talk.live)


def _afterwards(shown: Shown) -> None:
    """What can be done with a finished answer: ask on."""
    questions = followups(shown.answer)
    if questions:
        st.caption("Ask on")
        with st.container(horizontal=True, key="followups"):
            for number, question in enumerate(questions):
                ask_on = partial(conversing.ask, question, narrowing.chosen())
                st.button(plain(question), key=f"follow-{number}", on_click=heeded(ask_on))
