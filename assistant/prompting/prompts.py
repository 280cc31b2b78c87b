"""The prompt files: what each asks for, and how values are put into it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast, get_args

from assistant import replies
from assistant.errors import CounterpointError
from assistant.prompting.models import Message, Request, Role
from assistant.prompting.quoting import Quoted, fresh_nonce, on_one_line
from assistant.replies import Reply

Value = str | Sequence[str] | Sequence[Quoted]

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ROLE = re.compile(rf"^# ({'|'.join(get_args(Role))})$", re.MULTILINE)
_GIVEN = {"schema", "nonce"}  # filled in for every prompt


@dataclass(frozen=True, slots=True)
class Prompt:
    """One reviewed text file: `roles` were split before any value went in."""

    name: str
    version: int
    inputs: tuple[str, ...]
    reply: type[Reply]
    roles: tuple[tuple[Role, str], ...]

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change with the words, the roles or the schema."""
        told = json.dumps([self.name, self.version, self.roles, schema(self.reply)])
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def render(self, *, nonce: str = "", **values: Value) -> Request:
        """The messages with these values in their places. Raises ValueError for a missing or unknown input.

        Strings go on one line, several of them into a list, quoted text between tags with a nonce.
        """
        if set(values) != set(self.inputs):
            raise ValueError(f"prompt {self.name!r} takes {self.inputs}, not {tuple(values)}")
        nonce = nonce or fresh_nonce()
        shown = {name: _shown(value, nonce) for name, value in values.items()}
        shown |= {"schema": schema(self.reply), "nonce": nonce}
        messages = tuple(
            # One pass: what a value brings in is never looked at again.
            Message(role, _PLACE.sub(lambda place: shown[place.group(1)], template))
            for role, template in self.roles
        )
        return Request(self.name, self.version, self.digest, nonce, messages)


@cache
def schema(reply: type[Reply]) -> str:
    """The reply type's JSON schema on one line, without what only programs read."""
    return json.dumps(_plain(reply.model_json_schema()), ensure_ascii=False)


def _plain(node: object) -> object:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items() if key != "title"}
    return [_plain(item) for item in node] if isinstance(node, list) else node


def _shown(value: Value, nonce: str) -> str:
    if isinstance(value, str):
        return on_one_line(value)
    return "\n".join(
        item.between_tags(nonce) if isinstance(item, Quoted) else f"- {on_one_line(item)}" for item in value
    )


def parse(text: str) -> Prompt:
    """A prompt out of its file's text. Raises ValueError that says what is wrong with the file."""
    _, front, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.strip().splitlines())
    inputs = tuple(name.strip() for name in fields["inputs"].split(","))
    reply = getattr(replies, fields["reply"], None)
    if not (isinstance(reply, type) and issubclass(reply, Reply)):
        raise ValueError(f"{fields['reply']} is not a reply type")
    before, *pieces = _ROLE.split(body)
    if before.strip() or not pieces:
        raise ValueError("a prompt's text starts with a role: # system or # user")
    roles = tuple(
        (cast(Role, role), part.strip()) for role, part in zip(pieces[::2], pieces[1::2], strict=True)
    )
    used = {name for _, part in roles for name in _PLACE.findall(part)}
    if used - _GIVEN != set(inputs):
        raise ValueError(f"declared inputs {sorted(inputs)}, used {sorted(used - _GIVEN)}")
    return Prompt(fields["name"], int(fields["version"]), inputs, reply, roles)


@cache
def prompt(name: str) -> Prompt:
    """The prompt of this name, read once. Raises CounterpointError when the installation lacks it."""
    place = folder() / f"{name}.md"
    if not place.is_file():
        raise CounterpointError(
            f"The prompt {name!r} is missing from this installation.", hint="Install Counterpoint again."
        )
    return parse(place.read_text("utf-8"))


def folder() -> Traversable:
    """Where the prompts are: inside the wheel, or beside the package in a source checkout."""
    packaged = files("assistant") / "prompts"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "prompts"
