"""What a prompt is rendered to, and what answers it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from assistant.findings import Usage
from assistant.replies import Reply

Role = Literal["system", "user", "assistant"]
R = TypeVar("R", bound=Reply)

# OpenAI's rule of thumb is four characters of English a token; 3.5 bytes errs on the safe side and also
# holds for Cyrillic (two bytes a letter) and Chinese (three).
BYTES_PER_TOKEN = 3.5


def estimated_tokens(text: str) -> int:
    """About how many tokens a text has, in any script, rounded up."""
    return int(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN) + 1


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """A rendered prompt: its messages, and which prompt with which words they come from."""

    prompt: str
    version: int
    digest: str
    nonce: str
    messages: tuple[Message, ...]

    @property
    def tokens(self) -> int:
        return sum(estimated_tokens(message.text) for message in self.messages)

    @property
    def key(self) -> str:
        """The same for the same prompt and values: the nonce, which differs each time, does not count."""
        told = "\0".join(f"{m.role}\0{m.text.replace(self.nonce, '')}" for m in self.messages)
        return hashlib.sha256(f"{self.digest}\0{told}".encode("utf-8", "replace")).hexdigest()

    def followed_by(self, *messages: Message) -> Request:
        return Request(self.prompt, self.version, self.digest, self.nonce, (*self.messages, *messages))


class ReplyStream(Protocol):
    """Text as the model writes it; `usage` is complete when the text has ended. Closing it stops the model."""

    @property
    def usage(self) -> Usage: ...

    @property
    def cut_short(self) -> bool:
        """Whether the model stopped at its limit of tokens, not at its end."""
        ...

    def __iter__(self) -> Iterator[str]: ...

    def close(self) -> None: ...


class ChatModel(Protocol):
    """A language model behind any server, or in this process. Safe to use from several threads."""

    @property
    def name(self) -> str: ...

    @property
    def context_tokens(self) -> int:
        """How many tokens a request and its reply may have together."""
        ...

    @property
    def reply_tokens(self) -> int: ...

    def stream(self, request: Request) -> ReplyStream:
        """The reply as it is written. Raises EngineError, from here or while it is read."""
        ...

    def answer(self, request: Request, reply: type[R]) -> tuple[R, Usage]:
        """One reply of the agreed type. Raises UnreadableReply after one correction, or EngineError."""
        ...

    def price(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        """The cost of these tokens, in the currency of the settings; None where no price is set."""
        ...


def unread(chat: ChatModel, request: Request) -> Usage:
    """About what a request cost whose reply, and the corrected one, could not be read."""
    tokens = 2 * request.tokens
    return Usage(2, tokens, 0, chat.price(tokens, 0), estimated=True)
