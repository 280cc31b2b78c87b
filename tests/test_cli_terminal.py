"""What a stranger wrote cannot command the reader's terminal. See assistant/cli/streams.py."""

from __future__ import annotations

import json

import pytest
from rich.table import Table
from rich.text import Text

from assistant.cli import streams
from assistant.errors import UnreadableSource

COMMANDS = {
    "colour": "\x1b[31mred",
    "title of the window": "\x1b]0;owned\x07",
    "clearing the screen": "\x1b[2J\x1b[H",
    "a link to elsewhere": "\x1b]8;;https://evil.example\x1b\\press\x1b]8;;\x1b\\",
    "the same in one byte": "\x9b31m\x9d0;owned\x9c",
    "writing over the line": "fine\rerror",
    "going back": "fine\x08\x08\x08\x08",
    "turning round": "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "what nobody sees": "\U000e0041\U000e0042",
}
FORBIDDEN = set("\x1b\x9b\x9d\x9c\x07\x08\r\u202e\u202c\u2066\u2069\u200f\U000e0041")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_words_cannot_command_the_terminal(words, capsys):
    table = Table("title")
    table.add_row(Text(words))
    streams.out().print(table)
    streams.out().print(Text(words, style="bold"))
    streams.remark(words)
    streams.complain(UnreadableSource(f"{words} is empty.", hint=words))
    streams.out().print(f"Removed: {words}", markup=False)
    shown = capsys.readouterr()
    assert not FORBIDDEN & set(shown.out + shown.err)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_neither_a_document_nor_json_on_standard_output_can(words, capfdbinary):
    streams.print_text(words)
    streams.print_json({"title": words})
    text, _, document = capfdbinary.readouterr().out.decode().partition("{")
    assert not FORBIDDEN & set(text + document)
    assert json.loads("{" + document) == {"title": words}


def test_letters_of_every_script_and_colours_of_ours_stay(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    streams.out().print(Text("Київ عربي 東京 👩‍👩‍👧 naïve\tx", style="red"))
    shown = capsys.readouterr().out
    assert "Київ عربي 東京 👩‍👩‍👧 naïve" in shown
    assert "\x1b[31m" in shown
