"""A chat model with something around it: what the wrapper does not change is the model's own."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.prompting import ChatModel


@dataclass(frozen=True, slots=True)
class Around:
    """Everything of a ChatModel but `stream` and `answer`, passed on."""

    chat: ChatModel

    @property
    def name(self) -> str:
        return self.chat.name

    @property
    def context_tokens(self) -> int:
        return self.chat.context_tokens

    @property
    def reply_tokens(self) -> int:
        return self.chat.reply_tokens

    def price(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        return self.chat.price(prompt_tokens, completion_tokens)
