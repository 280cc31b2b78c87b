"""Prompts as published text, the text of others as quotations, and the models that read both."""

from assistant.prompting.models import ChatModel, Message, ReplyStream, Request, estimated_tokens, unread
from assistant.prompting.prompts import Prompt, folder, prompt
from assistant.prompting.quoting import Quoted, neutralised

__all__ = [
    "ChatModel",
    "Message",
    "Prompt",
    "Quoted",
    "ReplyStream",
    "Request",
    "estimated_tokens",
    "folder",
    "neutralised",
    "prompt",
    "unread",
]
