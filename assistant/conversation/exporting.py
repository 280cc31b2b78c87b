"""A conversation as a document that can be sent."""

from __future__ import annotations

import json

from assistant.conversation import documents
from assistant.conversation.turns import Conversation
from assistant.errors import BadInput


def exported(conversation: Conversation, form: str) -> str:
    """`json` is the documented JSON (docs/json.md). Raises BadInput for another form."""
    if form == "json":
        return json.dumps(documents.conversation(conversation), ensure_ascii=False, indent=2) + "\n"
    raise BadInput(f"A conversation cannot be exported as {form!r}.", hint="Choose markdown or json.")
