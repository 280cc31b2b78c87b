"""A conversation as a document that can be sent."""

from __future__ import annotations

import json

from assistant.conversation import documents
from assistant.conversation.markdown import markdown
from assistant.conversation.turns import Conversation
from assistant.errors import BadInput

FORMS = {".md": "markdown", ".json": "json"}


def exported(conversation: Conversation, form: str) -> str:
    """`markdown`, or `json` as docs/json.md describes it. Raises BadInput for another form."""
    match form:
        case "markdown":
            return markdown(conversation)
        case "json":
            return json.dumps(documents.conversation(conversation), ensure_ascii=False, indent=2) + "\n"
    raise BadInput(f"A conversation cannot be exported as {form!r}.", hint="Choose markdown or json.")
